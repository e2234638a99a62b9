"""`3/15`, `3.15` and `03-15`: dates, fractions or decimals, as what stands around them tells."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.dates import DAY, LONG_MONTH, date
from voxloom.text.reading.rules.zh.numbers import cardinal
from voxloom.text.reading.rules.zh.weekdays import WEEKDAY
from voxloom.text.reading.rules.zh.words import AMOUNTS, HAN, TO

BEFORE = (
    "截至|截止到?|日期|活动时间|[今明昨]天|[今明]日|预订|将于|定于|延期|改期|有效期|期限|期间|[假档展赛工]期|放假|"
    f"仅?限|{WEEKDAY}"
)
# A fraction may stand behind these, a decimal more often than a date.
LOOSE_BEFORE = (
    "(?<![低高小大等少多优介当])于|时间|预约|预计|提前|推迟|在|"
    "(?<![高升加少低降减缩剩达长])[至到]|[:：（(]"
)
AT_DATES = "航班|车票|机票|预约|账单|快递|演出|会议|课程"
AFTER = (
    "起|前(?!进)|后|止|之[前后]|以[前后]|当[天日]|晚|[上下]午|早|中午|凌晨|夜|到期|结束|开始|开放|"
    "生效|失效|出发|起飞|送达|送到|发货|发车|恢复|停|休|闭|歇|营业|照常|不营业|值班|出行|举行|举办|放假|上线|截止|截至|入住|退房|还款|"
    "到账|大促|活动|开业|开售|开抢|复诊|就诊|出账|扣款|缴费|报名|期间|关闭|暂停|到店|上门|抵达|"
    "(?:[就正]?是|为)?(?:妇女|劳动|国庆|儿童|元旦|圣诞|情人|消费者|植树|教师|青年|建军|建党|记者)|"
    "年货|购物|狂欢|"
    rf"到达|[（(]?(?:周|星期)| ?[0-9零一二三四五六七八九十两]{{1,3}}[:点]|的?(?:{AT_DATES})"
)
FRACTION_BEFORE = (
    "占|(?<!预)约|不足|超过|达到?|剩余?|使用|用了|完成|的|仅|用量|满|增加|减少|减|每次|分之"
)
FRACTION_AFTER = (
    f"的(?!{AT_DATES})|杯|片|勺|量|粒|匙|袋|个|左右|处|小时|时间|瓶|圈|以上|以下|kg|千克|公斤"
)
SHORT = r"[0-9]{1,2}[./-][0-9]{1,2}"
SEEN = 24  # characters before a date that may tell what it is


def short_date_rules() -> tuple[Rule, ...]:
    pressure = r"(?P<high>[0-9]{2,3})/(?P<low>[0-9]{2,3})"
    return (
        rule(
            "blood pressure",
            rf"(?<![0-9.]){pressure}(?= ?(?:mmHg|毫米汞柱))",
            r"\g<high>比\g<low>",
        ),
        rule(
            "blood pressure behind its name",
            rf"(?P<before>血压[^0-9，。；]{{0,8}}){pressure}(?![0-9/])",
            r"\g<before>\g<high>比\g<low>",
        ),
        rule(
            "day or fraction",
            r"(?<![0-9A-Za-z./:])(?P<whole>[0-9]+[ 又])?(?P<above>[0-9]+) ?/ ?"
            r"(?P<below>[1-9][0-9]*)(?!/|\.?[0-9])",
            _day_or_fraction,
        ),
        rule(
            "day",
            rf"(?<![0-9A-Za-z./:]){LONG_MONTH}(?P<sign>[/.-]){DAY}"
            rf"(?![0-9A-Za-z%°℃]|[./:][0-9]| ?(?:{AMOUNTS}))",
            _day,
        ),
    )


def _day_or_fraction(match: re.Match[str]) -> str:
    """A date if what stands around says so, or where no such fraction is usual."""
    above, below = int(match["above"]), int(match["below"])
    before, after = _around(match)
    date_like = above <= 12 and below <= 31 and not match["whole"]
    if date_like and not _ends(before, FRACTION_BEFORE) and not _begins(after, FRACTION_AFTER):
        unusual = (below > 12 or above > below) and _ends(before, f"[{HAN}]")
        unusual = unusual or (below > 12 and _begins(after, f"[{HAN}]"))
        told = _ends(before, f"{BEFORE}|{LOOSE_BEFORE}") or _begins(after, AFTER)
        if told or _in_range(match) or unusual:
            return f"{cardinal(above)}月{cardinal(below)}日"
    whole = f"{match['whole'].rstrip(' 又')}又" if match["whole"] else ""
    return f"{whole}{match['below']}分之{match['above']}"


def _day(match: re.Match[str]) -> str:
    """`03-15`; `12.31结束` and `12-31前`; `3-15` only between such words."""
    before, after = _around(match)
    told, ends = _ends(before, BEFORE), _begins(after, AFTER)
    if match["sign"] == "." or len(match["month"]) == 2:
        is_date = told or ends
    else:
        is_date = ends and (told or _ends(before, f"{LOOSE_BEFORE}|从|自"))
    zero = match["month"].startswith("0") and len(match["day"]) == 2
    return date(match) if zero or is_date else match.group()


def _around(match: re.Match[str]) -> tuple[str, str]:
    """What stands before and behind a date, or behind the range that it begins or ends."""
    before = match.string[max(0, match.start() - SEEN) : match.start()]
    after = match.string[match.end() :]
    return re.sub(rf"{SHORT}{TO}$", "", before), re.sub(rf"^{TO}{SHORT}", "", after)


def _in_range(match: re.Match[str]) -> bool:
    before, after = match.string[: match.start()], match.string[match.end() :]
    begins = re.match(rf"{TO}[0-9]{{1,2}}/[0-9]{{1,2}}(?![0-9/])", after)
    return bool(begins or re.search(rf"(?:[0-9]/[0-9]{{1,2}}|[日号]){TO}$", before[-SEEN:]))


def _ends(text: str, words: str) -> bool:
    return re.search(rf"(?:{words})[是为至到]? ?$", text) is not None


def _begins(text: str, words: str) -> bool:
    return re.match(rf" ?(?:{words})", text) is not None
