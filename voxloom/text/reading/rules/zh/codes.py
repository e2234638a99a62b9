"""Keys, telephone numbers and codes, told by their shapes and by what stands before them.

Chinese has no spaces between its words, so these are rules of its own. In telephone numbers 1 is
said 幺.
"""

from __future__ import annotations

import re

from voxloom.text.reading.rules.codes import KEYS
from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.words import (
    AMOUNTS,
    CALLED,
    CALLS,
    CODES,
    HAN,
    LAST_DIGITS,
    LINES,
    THINGS,
)

SIGNS = {"*": "星号", "#": "井号"}
LEFT, RIGHT = r"(?<![A-Za-z0-9.,])", r"(?![A-Za-z0-9]|[.,:/-][0-9])"
END = rf"(?![A-Za-z0-9%°℃]|[.,:/][0-9]|-[0-9]| ?(?:{AMOUNTS}))"
SURE_END = r"(?![A-Za-z0-9%排]|[.:/][0-9]|-[0-9]|分钟|小时|秒|位(?!于)|天内|次内?有|元)"
EXTENSION = r"(?:(?: ?(?:转分?机?|ext\.?|-) ?)[0-9]{1,6})?"
SHAPES = (
    r"1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}",  # mobile
    rf"[(（]?0(?:10|2[0-9]|[3-9][0-9]{{2}})[)）]? ?-?[0-9]{{3,4}}[ -]?[0-9]{{4}}{EXTENSION}",
    r"[48]00[ -]?(?:[0-9]{3}[ -]?[0-9]{4}|[0-9]{4}[ -]?[0-9]{3}|[0-9]-[0-9]{3}-[0-9]{3})",
    r"95[0-9]{3,4}|96[0-9]{3}|123[0-9]{2}",  # banks, airlines, public services
)
INTERNATIONAL = (
    r"(?:\+|(?<![0-9])00) ?(?=(?:[ ()-]{0,2}[0-9]){8,15}(?![0-9]))[0-9]{1,4}(?:[ ()-]{1,2}[0-9]+)*"
)
DIGITS_IN_GROUPS = r"[(（]?[0-9](?:[ ()（）-]{0,2}[0-9]){2,14}" + EXTENSION
GROUP = r"[A-Za-z0-9]+(?:[-/.] ?[A-Za-z0-9]+| - [0-9]+| (?=[A-Z]{0,4}[0-9])[A-Z0-9]+)*"
LINK = rf"(?:[{HAN}]{{0,8}}?(?:是|为|至|成|即|[:：=])|[:：=])?[ “\"'【\[（(「《#:：]{{0,3}}"
DATE = r"(?!(?:19|20)[0-9]{2}[./-](?:0?[1-9]|1[0-2])[./-][0-9]{1,2}(?![0-9]))"
PLATE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
# Not one by one: 14B, 5G, 10GB; B12, MP3; USD1500 and other amounts.
ORDINARY = re.compile(
    r"[0-9]+[A-Z]{1,3}|[0-9]{1,2}[AP]M-[0-9]{1,2}[AP]M|[A-Z]+-?[0-9]{1,2}|[A-Z]2[A-Z]"
    r"|(?:US|HK|RMB|[A-Z]{2}[DYRFPB]|TOP|NO|P|WIFI|CNH)[0-9]+(?:[KMB])?"
)
BUILDINGS = "楼|门|栋|馆|机|厅|仓|库|桌|窗|柜|站|泵|炉|厂|线|车|院|电梯"


def _digits(match: re.Match[str]) -> str:
    before = match.groupdict().get("before") or ""
    return before + digit_by_digit(match["number"], "zh")


def _called(match: re.Match[str]) -> str:
    before, number = match.groupdict().get("before") or "", match["number"]
    number = number.replace("ext", "转")
    plus = "加" if number.startswith("+") else ""
    return before + plus + digit_by_digit(number, "zh").replace("一", "幺")


def _mixed(match: re.Match[str]) -> str:
    return match.group() if ORDINARY.fullmatch(match["number"]) else _digits(match)


def _pressed(match: re.Match[str]) -> str:
    signs = re.findall(r"[*#]|[0-9]+", match["keys"])
    said = "".join(SIGNS.get(sign) or digit_by_digit(sign, "zh") for sign in signs)
    return said + ("键" if match["named"] else "")


def key_rules() -> tuple[Rule, ...]:
    """The keys `*` and `#`, alone or glued to digits: `*67`, `1234#`."""
    named, after = r"(?P<named>号?键)?", rf"(?![A-Za-z0-9*#]|{BUILDINGS})"
    return (
        rule("number of a building", rf"(?<=[0-9])#(?={BUILDINGS})", "号"),
        rule(
            "key and digits",
            rf"(?<![A-Za-z0-9*#])(?P<keys>[*#]+[0-9][0-9*#]*){after}{named}",
            _pressed,
        ),
        rule(
            "digits and key", rf"(?<![A-Za-z0-9*#.,])(?P<keys>[0-9]+[*#]+){after}{named}", _pressed
        ),
        rule(
            "telephone key",
            r"(?<![A-Za-z0-9*#])(?P<key>[*#])(?:字?号?键)?(?![A-Za-z0-9*#])号?",
            lambda match: KEYS["zh"][match["key"]],
        ),
    )


def code_rules() -> tuple[Rule, ...]:
    """To be applied behind full dates and before any rule of amounts and other dates."""
    two, three = r"(?=(?:[A-Za-z]*[ /.-]{0,3}[0-9]){2})", r"(?=(?:[A-Za-z]*[ /.-]{0,3}[0-9]){3})"
    link = r"(?:号码)?(?:已?是|为|:|：)? ?"
    return (
        rule("international number", rf"(?P<number>{INTERNATIONAL}){END}", _called),
        rule(
            "code",
            rf"(?P<before>(?:{CODES})(?:(?:的?{LAST_DIGITS})|号)?[ “\"'【\[（(「:：#]{{0,2}})(?P<number>{DATE}{two}{GROUP}){SURE_END}",
            _digits,
        ),
        rule(
            "last digits",
            rf"(?P<before>{LAST_DIGITS}{LINK})(?P<number>{two}{GROUP}){SURE_END}",
            _digits,
        ),
        rule(
            "code behind words",
            rf"(?P<before>(?:{CODES})(?:的?{LAST_DIGITS})?(?![{HAN}]{{0,8}}(?:时间|有效|金额|余额|积分|日期))[^\S ]?{LINK})(?P<number>{DATE}{two}{GROUP}){END}",
            _digits,
        ),
        *(
            rule(
                "telephone number",
                rf"{LEFT}(?<![/:%-])(?P<number>{shape})(?!-[0-9]|[A-Za-z0-9]|[.,:/][0-9]| ?(?:{AMOUNTS}))",
                _called,
            )
            for shape in SHAPES
        ),
        rule(
            "number of a line",
            rf"(?P<before>(?:{LINES}|(?<=[后请直再]转)|短信到){link})(?P<number>{DIGITS_IN_GROUPS}){END}",
            _called,
        ),
        rule(
            "number called",
            rf"(?P<before>(?:{CALLED})[{HAN}]{{0,12}}?[:：]? ?)(?P<number>{DIGITS_IN_GROUPS}){END}",
            _called,
        ),
        rule("number that calls", rf"(?<![0-9.])(?P<number>[0-9]{{3,6}})(?={CALLS})", _called),
        rule(
            "number for messages",
            rf"(?P<before>(?:发|短信|回复)[^，。；]{{0,15}}?[至到给] ?)(?P<number>1[0-9]{{4,}}|9[0-9]{{4,}}){END}",
            _called,
        ),
        rule(
            "extension",
            r"(?P<before>(?<=[0-9零幺一二三四五六七八九)）])转)(?P<number>[0-9]{1,6})",
            _called,
        ),
        rule(
            "number plate",
            rf"(?P<before>[{PLATE}])(?P<number>[A-Z][·•・ -]?(?=[A-Z0-9]*[0-9])[A-Z0-9]{{5,6}})(?![A-Za-z0-9])",
            _plate,
        ),
        rule(
            "number of a thing",
            rf"(?P<before>(?:{THINGS})号?(?:码|编号)?(?:的?{LAST_DIGITS})?{LINK})(?P<number>{DATE}{three}{GROUP}){END}",
            _mixed,
        ),
        rule(
            "three groups",
            r"(?<![0-9A-Za-z.:/-])(?P<number>[0-9]+(?:-[0-9]+){2,})(?![0-9A-Za-z.:/-])",
            _digits,
        ),
        rule(
            "two groups",
            r"(?<![0-9A-Za-z.:/-])(?P<number>(?!(?:19|20)[0-9]{2}-(?:19|20)[0-9]{2}(?![0-9]))(?=(?:-?[0-9]){7,15}(?![0-9-]))[0-9]{3,}-[0-9]{3,})"
            + END,
            _digits,
        ),
        rule(
            "door behind a building",
            rf"(?P<before>单元|号楼|[栋幢座]) ?(?P<number>[0-9]{{3,4}})(?![0-9A-Za-z.:-]|{AMOUNTS})",
            _digits,
        ),
        rule(
            "door of a building",
            r"(?<![0-9A-Za-z.:/-])(?P<number>[0-9]{1,2}-[0-9]{3,4})(?=[室号房户]|[，。]|$)",
            _digits,
        ),
        rule(
            "groups of digits",
            r"(?<![A-Za-z0-9.,:/$€£¥￥-])(?P<number>[0-9]{2,}(?: [0-9]{2,}){2,}|[0-9]{3} [0-9]{3}|[0-9]{4} [0-9]{4}|0[0-9]+(?: [0-9]+)+)"
            + END,
            _digits,
        ),
        rule(
            "letters and digits",
            r"(?<![A-Za-z0-9@./:-])(?P<number>[A-Z]{2}[0-9]{2}(?: [A-Z0-9]{2,4}){3,8}|(?=[A-Z-]*[0-9])(?=[0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*)(?![A-Za-z0-9@/-]|[.:][A-Za-z0-9])",
            _mixed,
        ),
    )


def _plate(match: re.Match[str]) -> str:
    return match["before"] + digit_by_digit(match["number"], "zh", "")
