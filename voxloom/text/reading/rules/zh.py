"""Mandarin Chinese."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.codes import KEYS as TELEPHONE_KEYS
from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.rule import rule, table

DIGITS = "零一二三四五六七八九"
WIDE = {chr(code): chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
# What is said digit by digit after these words, 1 as 幺.
DIALLED = r"拨打|拨|致电|电话|热线|打给|呼叫|客服|传真|手机|手机号|分机|分机号"
KEYS = (
    r"尾号|验证码|校验码|密码|代码|编号|编码|单号|订单号|卡号|账号|帐号|工号|学号|邮编|邮政编码|"
    r"区号|房间号|座位号|取件码|提取码|口令|流水号|票号|车次|航班|航班号|会员号|身份证号|识别码"
)
COUNTED = (
    "个|位|条|次|天|小时|分钟|周|名|件|张|台|部|岁|块|本|家|种|杯|瓶|辆|人|遍|倍|层|只|页|份|句|"
    "秒钟|项|道|步|组|套|间|把|封|所|颗|支|座|段|轮|等"
)
UNITS = (
    "kg|km|cm|mm|nm|ml|mL|mg|KB|MB|GB|TB|kB|Hz|kHz|MHz|GHz|kW|kWh|°C|℃|°F|ms|min|rpm|lb|oz|m²|km²"
)
PER_HOUR = {"km/h": "公里", "千米/时": "公里", "公里/时": "公里", "mph": "英里"}
SIGNS = {
    "+": "加",
    "＋": "加",
    "=": "等于",
    "＝": "等于",
    "≤": "小于等于",
    "<=": "小于等于",
    "≥": "大于等于",
    ">=": "大于等于",
    "≠": "不等于",
    "≈": "约等于",
    "×": "乘",
    "÷": "除以",
    "<": "小于",
    ">": "大于",
}
CURRENCIES = {"$": "美元", "€": "欧元", "£": "英镑", "₩": "韩元", "￥": "元", "¥": "元"}
HALVES = {"am": "上午", "pm": "下午"}
YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
MONTH = r"(?P<month>0[1-9]|1[0-2])"
LONG_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
DAY = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
ALONE, ENDED = r"(?<![0-9./:-])", r"(?![0-9]|[./:-][0-9])"
TIME = r"(?P<hour>[01]?[0-9]|2[0-4])[:：](?P<minute>[0-5][0-9])(?:[:：](?P<second>[0-5][0-9]))?"


def cardinal(number: int) -> str:
    """Up to 9999: 20 as 二十, 305 as 三百零五."""
    if number == 0:
        return DIGITS[0]
    said, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            said += (DIGITS[0] if gap and said else "") + DIGITS[digit] + unit
        gap = digit == 0
    return said.removeprefix("一") if 10 <= number < 20 else said


def _dialled(match: re.Match[str]) -> str:
    before = match.groupdict().get("before") or ""
    return before + digit_by_digit(match["number"], "zh", "，").replace("一", "幺")


def _key(match: re.Match[str]) -> str:
    return match["before"] + match["letters"] + digit_by_digit(match["number"], "zh")


def _date(match: re.Match[str]) -> str:
    parts = match.groupdict()
    year = f"{parts['year']}年" if parts.get("year") else ""
    day = f"{int(parts['day'])}日" if parts.get("day") else ""
    return f"{year}{int(parts['month'])}月{day}"


def _clock(match: re.Match[str]) -> str:
    named = match["half"] and int(match["hour"]) <= 12
    half = HALVES[match["half"].lower().replace(".", "")] if named else ""
    hour = "两" if int(match["hour"]) == 2 else cardinal(int(match["hour"]))
    minute, second = int(match["minute"]), match["second"]
    return f"{half}{hour}点" + (
        f"{_two(minute)}分" + (f"{_two(int(second))}秒" if second else "")
        if minute or second
        else ""
    )


def _two(number: int) -> str:
    """Minutes: the zero of 零五 is said."""
    return ("零" if 0 < number < 10 else "") + cardinal(number)


def _fraction(match: re.Match[str]) -> str:
    return f"{match['below']}分之{match['above']}"


RULES = (
    table("telephone key", "{}键?", TELEPHONE_KEYS["zh"]),
    table("full-width", "{}", WIDE),
    # Telephone numbers and keys.
    rule("mobile number", r"(?<![0-9])(?P<number>1[3-9][0-9]{9})(?![0-9])", _dialled),
    rule(
        "hyphenated number",
        r"(?<![0-9-])(?![0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]))(?![0-9]{2}-[0-9]{2}-[0-9]{4}(?![0-9]))"
        r"(?P<number>(?=(?:-?[0-9]){7,15}(?![0-9-]))[0-9]+(?:-[0-9]+)+)",
        _dialled,
    ),
    rule(
        "number dialled",
        rf"(?P<before>(?:{DIALLED})(?:号码)?(?:是|为|：|:)?\s?)(?P<number>[0-9]{{3,12}})(?![0-9.:/年月日号个元])",
        _dialled,
    ),
    rule(
        "number called",
        r"(?P<number>(?<![0-9])[0-9]{3,6})(?=打个?电话|打来电话|热线|客服)",
        _dialled,
    ),
    rule(
        "key",
        rf"(?P<before>(?:{KEYS})(?:号码)?(?:是|为|：|:)?\s?)(?P<letters>[A-Za-z]{{0,4}})(?P<number>[0-9]{{2,20}})(?![0-9.:/年月日个元位])",
        _key,
    ),
    rule(
        "internet address",
        r"(?<![0-9.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?![0-9.])",
        lambda match: digit_by_digit(match.group(), "zh", "点"),
    ),
    rule(
        "generation",
        r"(?<![0-9])(?P<number>[0-9]0)后(?!来)",
        lambda m: digit_by_digit(m["number"], "zh") + "后",
    ),
    rule(
        "nth", r"第(?P<number>[0-9]{1,4})(?![0-9.分])", lambda m: "第" + cardinal(int(m["number"]))
    ),
    rule(
        "number of a place",
        r"(?<![0-9月第])(?P<number>[0-9]{1,4})号(?=窗口|楼|门|线|房|店|厅|口|桌|机|柜|院|站|桥|车|馆|座)",
        lambda m: cardinal(int(m["number"])) + "号",
    ),
    # Dates.
    rule("year, month, day", rf"{ALONE}{YEAR}([/.-]){LONG_MONTH}\2{DAY}{ENDED}", _date),
    rule("month, day, year", rf"{ALONE}{MONTH}-{DAY}-{YEAR}{ENDED}", _date),
    rule("year, month", rf"{ALONE}{YEAR}[/.-]{MONTH}{ENDED}", _date),
    rule("month, year", rf"{ALONE}{MONTH}[/.-]{YEAR}{ENDED}", _date),
    rule(
        "month, day", rf"{ALONE}(?P<month>0[1-9])[/.-](?P<day>0[1-9]|[12][0-9]|3[01]){ENDED}", _date
    ),
    rule(
        "years passed",
        r"(?<![0-9])(?P<years>[0-9]{1,3})年(?=后|前|内|来|多|以|间|期|级)",
        lambda m: ("两" if m["years"] == "2" else cardinal(int(m["years"]))) + "年",
    ),
    # Times and scores.
    rule(
        "score",
        r"(?<![0-9:：])(?P<ours>[0-9]|[0-9]{1,3}):(?P<theirs>[0-9]|[6-9][0-9]|[0-9]{3})(?![0-9:：])",
        r"\g<ours>比\g<theirs>",
    ),
    rule("clock", rf"(?<![0-9:：]){TIME}(?![0-9:：])(?:\s?(?P<half>(?i:[ap]\.?m\b\.?)))?", _clock),
    # Numbers.
    rule("two of something", rf"(?<![0-9.第/:-])2(?={COUNTED})", "两"),
    rule("unit after a space", rf"(?<=[0-9]) +(?={UNITS})", ""),
    rule("speed", r"(?<=时速)(?P<number>[0-9.]+) ?km/h", r"\g<number>公里"),
    rule(
        "an hour",
        rf"(?P<number>[0-9]+(?:\.[0-9]+)?) ?(?P<unit>{'|'.join(PER_HOUR)})(?![A-Za-z])",
        lambda m: f"每小时{m['number']}{PER_HOUR[m['unit']]}",
    ),
    rule("ten thousands", r"(?<=[0-9])[wW](?=[\u4e00-\u9fff]|$)", "万"),
    rule(
        "fraction of a unit",
        r"(?<![0-9/.])(?P<above>[0-9]+) ?/ ?(?P<below>[1-9][0-9]*)kg",
        lambda m: _fraction(m) + "千克",
    ),
    rule(
        "fraction", r"(?<![0-9/.])(?P<above>[0-9]+) / (?P<below>[1-9][0-9]*)(?![0-9/])", _fraction
    ),
    rule(
        "renminbi",
        r"[￥¥] ?(?P<amount>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>[万亿]?)(?![0-9到至~-])",
        r"\g<amount>\g<unit>元",
    ),
    rule("currency code", r"(?<=\b[A-Z]{3}) (?=[0-9])", ""),
    rule(
        "range of money",
        r"(?P<sign>[$€£₩￥¥]) ?(?P<low>[0-9.]+)(?:-|~|到|至)(?P<high>[0-9.]+)(?P<unit>[万亿]?)",
        lambda m: f"{m['low']}到{m['high']}{m['unit']}{CURRENCIES[m['sign']]}",
    ),
    rule(
        "range",
        rf"(?<![0-9.-])(?P<low>[0-9]{{1,5}})(?:[~～—–]|-(?=[0-9]+(?:{COUNTED}|年|月|日|号|元|点|%|米|公里)))(?P<high>[0-9]{{1,5}})(?![0-9-])",
        r"\g<low>到\g<high>",
    ),
    # Signs.
    rule("plus or minus", r"±(?=\s?[0-9])", "正负"),
    table("sign between operands", r"(?<=[\w)）]) ?{} ?(?=[\w(（-])", SIGNS),
    rule("a letter to a letter", r"(?<![A-Za-z0-9])([A-Z])2([A-Z])(?![A-Za-z0-9])", r"\1 to \2"),
    # Addresses in the net.
    rule("scheme", r"https?://", ""),
    rule(
        "dots and signs of an address",
        r"(?<=[A-Za-z0-9])[.@/](?=[A-Za-z]{2})|(?<=[A-Za-z])[.@](?=[0-9])",
        lambda match: {".": "点", "@": "艾特", "/": "斜杠"}[match.group()],
    ),
)
