"""Units, and what is counted or paid a unit."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule, table
from voxloom.text.reading.rules.zh.words import HAN, NUMBER

UNITS = {
    "m/s": "米每秒", "kWh": "千瓦时", "KWH": "千瓦时", "kwh": "千瓦时", "kW·h": "千瓦时",
    "mAh": "毫安时", "mmol/L": "毫摩尔每升", "mg/dL": "毫克每分升", "g/L": "克每升",
    "mg/L": "毫克每升", "μg/m³": "微克每立方米", "mmHg": "毫米汞柱", "Mbps": "兆",
    "Gbps": "千兆", "Kbps": "千比特每秒", "kcal": "千卡", "cal": "卡", "kJ": "千焦",
    "kHz": "千赫兹", "MHz": "兆赫兹", "GHz": "吉赫兹", "Hz": "赫兹", "kPa": "千帕",
    "hPa": "百帕", "MPa": "兆帕", "Pa": "帕", "kW": "千瓦", "KW": "千瓦", "MW": "兆瓦",
    "kV": "千伏", "KV": "千伏", "W": "瓦", "V": "伏", "dB": "分贝", "mA": "毫安",
    "rpm": "转每分", "kg": "千克", "KG": "千克", "Kg": "千克", "㎏": "千克", "mg": "毫克",
    "㎎": "毫克", "g": "克", "μg": "微克", "µg": "微克", "ug": "微克", "mcg": "微克",
    "t": "吨", "km²": "平方千米", "km2": "平方千米", "km": "千米", "KM": "千米", "㎞": "千米",
    "cm²": "平方厘米", "cm³": "立方厘米", "cm": "厘米", "CM": "厘米", "㎝": "厘米",
    "mm": "毫米", "MM": "毫米", "㎜": "毫米", "nm": "纳米", "μm": "微米", "m²": "平方米",
    "m2": "平方米", "㎡": "平方米", "m³": "立方米", "m3": "立方米", "㎥": "立方米", "m": "米",
    "ha": "公顷", "ml": "毫升", "mL": "毫升", "ML": "毫升", "L": "升", "l": "升",
    "IU": "国际单位", "U": "单位", "oz": "盎司", "lbs": "磅", "lb": "磅", "ft": "英尺",
    "mi": "英里", "h": "小时", "H": "小时", "hrs": "小时", "mins": "分钟", "min": "分钟",
    "ms": "毫秒", "s": "秒", "sec": "秒", "pcs": "件", "px": "像素", "M": "兆",
    "°C": "摄氏度", "℃": "摄氏度", "°F": "华氏度", "℉": "华氏度", "°": "度", "º": "度",
}  # fmt: skip
UNIT = "|".join(re.escape(key) for key in sorted(UNITS, key=len, reverse=True))
# Behind a stroke: 0.58元/度, 72次/分.
PER = (
    "分钟?|小时|时|秒|天|日|次|周|月|年|人|晚|位|张|件|份|度|公里|千米|米|升|斤|公斤|千克|平方米|"
    "吨|立方米|方|平米|GB|MB|个|条|台|间|套|户|季度?|瓶|盒|克|毫升|分升|片|辆|箱|页|股|票|场|笔|"
    "杯|本|车"
)
PER_HOUR = {
    "km/h": "公里",
    "千米/时": "公里",
    "公里/时": "公里",
    "公里/小时": "公里",
    "mph": "英里",
}


def unit_rules() -> tuple[Rule, ...]:
    return (
        rule("ten thousands", r"(?<=[0-9])(?:w(?![A-Za-z0-9])|W(?=[元人张粉]))", "万"),
        rule("thousands", r"(?<=[0-9])k(?![A-Za-z0-9])", "千"),
        rule("speed", rf"(?<=时速)(?P<number>{NUMBER}) ?(?:km/h|公里/小?时)", r"\g<number>公里"),
        rule(
            "an hour",
            rf"(?<![0-9.])(?P<number>{NUMBER}) ?(?P<unit>{'|'.join(PER_HOUR)})(?![A-Za-z])",
            lambda match: f"每小时{match['number']}{PER_HOUR[match['unit']]}",
        ),
        rule(
            "a",
            rf"(?<=[0-9{HAN}])/(?=(?:{PER})(?![{HAN}A-Za-z0-9]))"
            rf"|(?<=[元角分毛块]) ?/ ?(?=(?:{PER}))|(?<=[0-9](?:次|克|升|包))/(?=(?:{PER}))"
            rf"|(?<=[元角分])/(?=(?:{UNIT})(?![A-Za-z0-9])|[0-9])",
            "每",
        ),
        rule(
            "unit a unit",
            rf"(?<=[0-9]) ?(?P<unit>{UNIT})/(?=(?:[0-9]+ ?)?(?:{UNIT})(?![A-Za-z0-9²³]))",
            lambda match: f"{UNITS[match['unit']]}每",
        ),
        table("unit", r"(?<=[0-9万亿每]) ?{}(?![A-Za-z0-9²³])", UNITS),
    )
