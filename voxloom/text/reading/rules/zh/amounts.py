"""Money, percent and units."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule, table
from voxloom.text.reading.rules.zh.numbers import spoken
from voxloom.text.reading.rules.zh.words import DASH, HAN, MINUS, NUMBER

CURRENCIES = {
    "US$": "美元", "USD": "美元", "$": "美元", "EUR": "欧元", "€": "欧元", "GBP": "英镑",
    "£": "英镑", "HK$": "港元", "HKD": "港元", "NT$": "新台币", "TWD": "新台币", "A$": "澳元",
    "AUD": "澳元", "C$": "加元", "CAD": "加元", "S$": "新加坡元", "SGD": "新加坡元",
    "JPY": "日元", "KRW": "韩元", "₩": "韩元", "RUB": "卢布", "₽": "卢布", "CHF": "瑞士法郎",
    "THB": "泰铢", "฿": "泰铢", "MOP": "澳门元", "NZD": "新西兰元", "INR": "印度卢比",
    "MYR": "林吉特", "CNY": "元", "CNH": "元", "RMB": "元", "￥": "元", "¥": "元",
}  # fmt: skip
NAMES = "|".join(sorted(set(CURRENCIES.values()), key=len, reverse=True))
CODE = "|".join(re.escape(key) for key in sorted(CURRENCIES, key=len, reverse=True))
LETTERS = "|".join(key for key in CURRENCIES if key.isalpha())
SCALES = {"k": 10**3, "K": 10**3, "M": 10**6, "m": 10**6, "B": 10**9, "bn": 10**9}
SCALE = "[万亿千百]|[KkMB](?![A-Za-z0-9])|bn"

UNITS = {
    "km/h": "公里每小时", "m/s": "米每秒", "kWh": "千瓦时", "KWH": "千瓦时", "kwh": "千瓦时",
    "kW·h": "千瓦时", "mAh": "毫安时", "mmol/L": "毫摩尔每升", "mg/dL": "毫克每分升",
    "g/L": "克每升", "mg/L": "毫克每升", "μg/m³": "微克每立方米", "mmHg": "毫米汞柱",
    "Mbps": "兆", "Gbps": "千兆", "Kbps": "千比特每秒", "kcal": "千卡", "cal": "卡",
    "kJ": "千焦", "kHz": "千赫兹", "MHz": "兆赫兹", "GHz": "吉赫兹", "Hz": "赫兹",
    "kPa": "千帕", "hPa": "百帕", "MPa": "兆帕", "Pa": "帕", "kW": "千瓦", "KW": "千瓦",
    "MW": "兆瓦", "kV": "千伏", "KV": "千伏", "W": "瓦", "V": "伏", "dB": "分贝", "mA": "毫安", "rpm": "转每分",
    "kg": "千克", "KG": "千克", "Kg": "千克", "㎏": "千克", "mg": "毫克", "㎎": "毫克",
    "g": "克", "μg": "微克", "µg": "微克", "ug": "微克", "mcg": "微克", "t": "吨",
    "km²": "平方千米", "km2": "平方千米", "km": "千米", "KM": "千米", "㎞": "千米",
    "cm²": "平方厘米", "cm³": "立方厘米", "cm": "厘米", "CM": "厘米", "㎝": "厘米",
    "mm": "毫米", "MM": "毫米", "㎜": "毫米", "nm": "纳米", "μm": "微米",
    "m²": "平方米", "m2": "平方米", "㎡": "平方米", "m³": "立方米", "m3": "立方米",
    "㎥": "立方米", "m": "米", "ha": "公顷", "ml": "毫升", "mL": "毫升", "ML": "毫升",
    "L": "升", "l": "升", "IU": "国际单位", "U": "单位", "oz": "盎司", "lbs": "磅", "lb": "磅",
    "ft": "英尺", "mi": "英里", "h": "小时", "hrs": "小时", "mins": "分钟", "min": "分钟",
    "ms": "毫秒", "s": "秒", "sec": "秒", "pcs": "件", "px": "像素", "M": "兆",
    "°C": "摄氏度", "℃": "摄氏度", "°F": "华氏度", "℉": "华氏度", "°": "度", "º": "度",
}  # fmt: skip
UNIT = "|".join(re.escape(key) for key in sorted(UNITS, key=len, reverse=True))
PER = (
    "分钟?|小时|时|秒|天|日|次|周|月|年|人|晚|位|张|件|份|度|公里|千米|米|升|斤|公斤|千克|平方米|"
    "吨|立方米|方|平米|GB|MB|kWh|个|条|台|间|套|户|季度?|瓶|盒|克|毫升|分升|片|辆|箱|页|股|票|场|笔|杯|本|车"
)
PER_HOUR = {
    "km/h": "公里",
    "千米/时": "公里",
    "公里/时": "公里",
    "公里/小时": "公里",
    "mph": "英里",
}
PER_CENT = {"%": "百分之", "‰": "千分之"}


def _money(match: re.Match[str]) -> str:
    name = CURRENCIES[match["sign"]]
    before = "人民币" if match["sign"] == "RMB" else ""
    minus = "负" if match["minus"] or match["behind"] else "正" if match["plus"] else ""
    said = minus + before + _amount(match["low"], match["scale"])
    if match["high"]:
        to = match["to"] if match["to"] in ("至", "到") else "到"
        said += to + _amount(match["high"], match["scale_high"])
    return said + name


def _amount(number: str, scale: str | None) -> str:
    number = re.sub(r"\.00?$", "", number)
    if scale in SCALES:
        whole, _, part = number.partition(".")
        zeros = len(str(SCALES[scale])) - 1
        return str(int(whole + part.ljust(zeros, "0"))) if len(part) <= zeros else number
    return number + (scale or "")


def _per_cent(match: re.Match[str]) -> str:
    low, high = match["low"], match["high"]
    minus = {"": "", "+": "正"}.get(match["sign"], "负")
    name = PER_CENT[match["of"]]
    said = minus + name + _hundred(low)
    if high:
        to = match["to"] if match["to"] in ("至", "到") else "到"
        again = name if match["again"] else ""
        said += to + ("负" if match["high_minus"] else "") + again + _hundred(high)
    return said


def _hundred(number: str) -> str:
    return "百" if number == "100" else spoken(number)


def amount_rules() -> tuple[Rule, ...]:
    to = rf"(?P<to>{DASH}|至|到)"
    start = r"(?<![0-9A-Za-z.])"
    return (
        rule(
            "money",
            rf"(?:(?<![0-9A-Za-z)])(?:(?P<minus>[{MINUS}])|(?P<plus>\+)) ?)?"
            rf"(?:美元|欧元|港元|英镑|日元)?(?<![A-Za-z])(?P<sign>{CODE}) ?(?P<behind>[{MINUS}] ?)?(?P<low>{NUMBER})(?P<scale>{SCALE})?"
            rf"(?:{to}(?:{CODE})? ?(?P<high>{NUMBER})(?P<scale_high>{SCALE})?)?(?:{NAMES}|人民币)?",
            _money,
        ),
        rule(
            "money with a code",
            rf"(?P<amount>{NUMBER}[万亿]?) ?(?P<sign>{LETTERS})(?![A-Za-z0-9])",
            lambda match: match["amount"] + CURRENCIES[match["sign"]],
        ),
        rule("no cents", rf"(?<=[0-9])\.00?(?=(?:{NAMES}|块)(?!/))", ""),
        rule("ten thousands", r"(?<=[0-9])(?:w(?![A-Za-z0-9])|W(?=[元人张粉]))", "万"),
        rule("thousands", r"(?<=[0-9])k(?![A-Za-z0-9])", "千"),
        rule("speed", rf"(?<=时速)(?P<number>{NUMBER}) ?(?:km/h|公里/小?时)", r"\g<number>公里"),
        rule(
            "an hour",
            rf"(?<![0-9.])(?P<number>{NUMBER}) ?(?P<unit>{'|'.join(PER_HOUR)})(?![A-Za-z])",
            lambda match: f"每小时{match['number']}{PER_HOUR[match['unit']]}",
        ),
        rule(
            "percent",
            rf"{start}(?P<sign>[-+−–]?)(?P<low>{NUMBER}) ?(?:(?P<again>[%‰])?{to}(?P<high_minus>-)?(?P<high>{NUMBER}) ?)?(?P<of>[%‰])",
            _per_cent,
        ),
        rule(
            "a",
            rf"(?<=[0-9{HAN}])/(?=(?:{PER})(?![{HAN}A-Za-z0-9]))|(?<=[元角分毛块]) ?/ ?(?=(?:{PER}))"
            rf"|(?<=[0-9](?:次|克|升|包))/(?=(?:{PER}))|(?<=[元角分])/(?=(?:{UNIT})(?![A-Za-z0-9]))",
            "每",
        ),
        table("unit", r"(?<=[0-9万亿每]) ?{}(?![A-Za-z0-9²³])", UNITS),
    )
