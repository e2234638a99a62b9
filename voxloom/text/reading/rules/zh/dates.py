"""Days, months, years and weekdays, however short."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule
from voxloom.text.reading.rules.zh.numbers import DIGITS, cardinal, year
from voxloom.text.reading.rules.zh.words import AMOUNTS, DASH, HAN, TO

YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
MONTH = r"(?P<month>0[1-9]|1[0-2])"
LONG_MONTH = r"(?P<month>0?[1-9]|1[0-2])"
DAY = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
TWO_DIGIT_DAY = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
START, END = r"(?<![0-9A-Za-z./:])(?<![0-9]-)", r"(?![0-9A-Za-z%]|[./:-][0-9])"
NO_CODE = "(?<![码号])(?<![码号][是为:： ])"
WEEKDAYS = dict(zip("1234567", "一二三四五六日", strict=True))
A_WEEKDAY = "(?:周|星期|礼拜)[一二三四五六日天末]"
# A short date is one where one of these stands before or behind it.
BEFORE = (
    "(?<![低高小大等少多优])于|截至|截止到?|日期|活动时间|时间|今天|明天|今日|明日|昨天|预约|预订|"
    f"将于|定于|自|从|延期|改期|提前|推迟|{A_WEEKDAY}|预计|有效期|期限|期间|档期|仅?限"
)
LOOSE_BEFORE = "在|至|到|[:：（(]"
AFTER = (
    r"起|前(?!进)|后|止|之[前后]|以[前后]|当[天日]|晚|[上下]午|早|中午|凌晨|夜|到期|结束|开始|开放|"
    r"生效|失效|出发|起飞|送达|送到|发货|发车|恢复|停|举行|举办|放假|上线|截止|截至|入住|退房|还款|"
    r"到账|大促|活动|开业|开售|开抢|复诊|就诊|出账|扣款|缴费|报名|期间|关闭|暂停|到店|上门|抵达|到达|"
    r"[（(]?(?:周|星期)| ?[0-2]?[0-9][:点]|的?(?:航班|车票|机票|预约|账单|快递|演出|会议|课程)"
)
FRACTION_BEFORE = "占|约|不足|超过|达到?|剩余?|使用|用了|完成|的|仅|用量|满|增加|减少|减|每次|分之"
FRACTION_AFTER = "的(?!航班|车票|机票|预约|账单|快递|演出|会议|课程)|杯|片|勺|量|粒|匙|袋|个|左右|处|小时|时间|瓶|圈|以上|以下|kg|千克|公斤"


def _date(match: re.Match[str]) -> str:
    parts = match.groupdict()
    said = f"{year(parts['year'])}年" if parts.get("year") else ""
    day = f"{cardinal(int(parts['day']))}日" if parts.get("day") else ""
    return f"{said}{cardinal(int(parts['month']))}月{day}"


def _era(match: re.Match[str]) -> str:
    date = match["date"] if "年" in match["date"] else f"{match['date']}年"
    return f"公元{'前' if match['era'].startswith('b') else ''}{date}"


def _expiry(match: re.Match[str]) -> str:
    said = f"二零{year(match['year'])}年{cardinal(int(match['month']))}月"
    return match["before"] + said


def _fraction(match: re.Match[str]) -> str:
    whole = f"{match['whole'].rstrip(' 又')}又" if match["whole"] else ""
    return f"{whole}{match['below']}分之{match['above']}"


def _slashed(match: re.Match[str]) -> str:
    """A date if what stands around says so, or no such fraction is usual."""
    above, below = int(match["above"]), int(match["below"])
    before, after = match.string[: match.start()], match.string[match.end() :]
    is_date = above <= 12 and below <= 31 and not match["whole"]
    if is_date and not _ends(before, FRACTION_BEFORE) and not _begins(after, FRACTION_AFTER):
        unusual = (below > 12 or above > below) and bool(re.search(rf"[{HAN}]$", before))
        told = _ends(before, f"{BEFORE}|{LOOSE_BEFORE}") or _begins(after, f"{AFTER}|[至到-]")
        if unusual or told:
            return f"{cardinal(above)}月{cardinal(below)}日"
    return _fraction(match)


def _dotted(match: re.Match[str]) -> str:
    """`12.31结束` is a date; without such words `12.31` is a decimal."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    if not (_ends(before, BEFORE) or _begins(after, AFTER)):
        return match.group()
    return re.sub(
        r"([0-9]+)[.]([0-9]+)",
        lambda date: f"{cardinal(int(date[1]))}月{cardinal(int(date[2]))}日",
        match.group(),
    )


def _hyphened(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()], match.string[match.end() :]
    return _date(match) if _ends(before, BEFORE) and _begins(after, AFTER) else match.group()


def _ends(text: str, words: str) -> bool:
    return re.search(rf"(?:{words})[是为]? ?$", text[-12:]) is not None


def _begins(text: str, words: str) -> bool:
    return re.match(rf" ?(?:{words})", text) is not None


def full_date_rules() -> tuple[Rule, ...]:
    """Dates that are nothing else, to be applied before codes."""
    until = rf"(?={DASH}(?:[0-9]{{4}}[./-])?[0-9]{{1,2}}[./-][0-9]{{1,2}}{END})"
    ended = rf"(?:{END}|{until})"
    return (
        rule(
            "month of expiry",
            rf"(?P<before>有效期[{HAN}]{{0,3}}[:：]? ?){MONTH}/(?P<year>[2-9][0-9])(?![0-9/])",
            _expiry,
        ),
        rule(
            "year, month, day",
            rf"(?<![0-9A-Za-z./:]){YEAR}([./-]){LONG_MONTH}\2{DAY}{ended}日?",
            _date,
        ),
        rule("year month day with dots", rf"{START}{YEAR}[·]{LONG_MONTH}[·]{DAY}{END}", _date),
        rule("month, day, year", rf"{NO_CODE}{START}{LONG_MONTH}([/-]){DAY}\2{YEAR}{END}", _date),
        rule("day, month, year", rf"{NO_CODE}{START}{DAY}([/-]){LONG_MONTH}\2{YEAR}{END}", _date),
        rule("month, year", rf"{START}{MONTH}[/.-]{YEAR}{END}", _date),
        rule(
            "short year, month, day",
            rf"{START}(?P<year>[0-9]{{2}})([/.]){LONG_MONTH}\2{DAY}{END}",
            _date,
        ),
    )


def date_rules() -> tuple[Rule, ...]:
    """To be applied behind codes."""
    until = rf"{DASH}(?=(?:[0-9]{{4}}年)?(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}[日号]|[0-9]{{1,2}}月)"
    month_day = r"(?:0?[1-9]|1[0-2])[.](?:0?[1-9]|[12][0-9]|3[01])"
    return (
        rule("year, month", rf"{START}{YEAR}[/.-]{MONTH}{END}", _date),
        rule(
            "compact date",
            rf"(?<![0-9A-Za-z.]){YEAR}{MONTH}{TWO_DIGIT_DAY}(?![0-9A-Za-z.]| ?(?:{AMOUNTS}))",
            _date,
        ),
        rule("compact month", rf"(?<![0-9A-Za-z.]){YEAR}{MONTH}(?=期|账|学期)", _date),
        rule(
            "days",
            rf"(?<=[日号]){until}|(?<=[0-9][月日号]){until}|(?<=月[0-9])(?:{until})|(?<=月[0-9]{{2}}){until}",
            "到",
        ),
        rule(
            "range of years",
            rf"(?<![0-9])(?P<year>(?:19|20)[0-9]{{2}})年?{TO}(?=(?:19|20)[0-9]{{2}}(?:学?年|财年|赛季))",
            lambda m: f"{year(m['year'])}到",
        ),
        rule(
            "era",
            r"(?<![0-9.])(?P<date>[0-9]{1,4}(?=年|[ab])(?:年(?:[0-9]{1,2}月)?)?) ?(?P<era>a\.?d|b\.?c)(?![A-Za-z])\.?",
            _era,
        ),
        rule(
            "year",
            r"(?<![0-9.])(?P<year>[12][0-9]{3})(?=学?年|财年|赛季)",
            lambda m: year(m["year"]),
        ),
        rule(
            "year of an era",
            r"(?<=公元)(?P<year>[0-9]+)(?=年)|(?<=公元前)(?P<bc>[0-9]+)(?=年)",
            lambda m: year(m["year"] or m["bc"]),
        ),
        rule(
            "short year",
            r"(?<![0-9.])(?P<year>0[0-9]|[0-9]{2}(?=年[0-9]{1,2}月)|(?<=^)[0-9]{2}(?=年(?:[春夏秋冬度]|$)))(?=年)",
            lambda m: year(m["year"]),
        ),
        rule(
            "months",
            rf"(?<![0-9.])(?P<month>[1-9]|1[0-2]){DASH}(?=(?:[1-9]|1[0-2])月)",
            lambda m: f"{cardinal(int(m['month']))}到",
        ),
        rule(
            "month",
            r"(?<![0-9.])(?P<month>0?[1-9]|1[0-2])(?=月)",
            lambda m: cardinal(int(m["month"])),
        ),
        rule("day", r"(?<![0-9.第])0(?P<day>[1-9])(?=[日号])", lambda m: cardinal(int(m["day"]))),
        rule(
            "blood pressure",
            r"(?<![0-9.])([0-9]{2,3})/([0-9]{2,3})(?= ?(?:mmHg|毫米汞柱))|(?<=血压)([0-9]{2,3})/([0-9]{2,3})(?![0-9/])",
            r"\1\3，\2\4",
        ),
        rule(
            "days with slashes",
            rf"(?<![0-9./:-])(?P<month>0?[1-9]|1[0-2])/{DAY}{DASH}(?=(?:0?[1-9]|1[0-2])/[0-9]{{1,2}}(?![0-9/]))",
            lambda m: _date(m) + "到",
        ),
        rule(
            "day or fraction",
            r"(?<![0-9./:A-Za-z])(?<![0-9]-)(?P<whole>[0-9]+[ 又])?(?P<above>[0-9]+) ?/ ?(?P<below>[1-9][0-9]*)(?!/|\.?[0-9])",
            _slashed,
        ),
        rule(
            "day with a dot",
            rf"{START}{month_day}(?:{DASH}{month_day})?(?![0-9A-Za-z.%°℃/:]| ?(?:{AMOUNTS}))",
            _dotted,
        ),
        rule(
            "month, day with a hyphen",
            rf"{START}{MONTH}[/.-]{TWO_DIGIT_DAY}{END}(?! ?(?:{AMOUNTS}))",
            _zero_month,
        ),
        rule(
            "weekday in figures",
            rf"(?P<week>周|星期|礼拜)(?P<day>[1-7])(?=[、，。,至到)）日]|{DASH}(?:周|星期|[1-7](?![0-9]|{AMOUNTS}))|[上下]午|晚|早|中午|休|[（(]|$| ?[0-9]{{1,2}}[:点])",
            lambda m: m["week"] + WEEKDAYS[m["day"]],
        ),
        rule(
            "weekday behind a weekday",
            rf"(?<=[周期][一二三四五六日])(?P<to>{TO})(?P<day>[1-7])(?![0-9.:]|{AMOUNTS})",
            lambda m: ("到" if m["to"] not in "至到" else m["to"]) + WEEKDAYS[m["day"]],
        ),
        rule(
            "month and day with a hyphen",
            rf"{START}(?P<month>[1-9]|1[0-2])-{DAY}(?![0-9A-Za-z.%°℃/:-]| ?(?:{AMOUNTS}))",
            _hyphened,
        ),
        rule(
            "weekdays",
            rf"(?<=[周期拜][一二三四五六日天]){DASH}(?=(?:周|星期|礼拜)?[一二三四五六日天])",
            "到",
        ),
        rule(
            "days in words",
            rf"(?<=[日号月]){DASH}(?=(?:[{DIGITS}]{{4}}年|次年|翌年)?[{DIGITS}十]{{1,3}}[月日号])",
            "到",
        ),
        # 周二 14:00 is not 周二十四点.
        rule(
            "pause behind a weekday",
            r"(?<=[周期拜][一二三四五六日天])(?=[0-9零一二三四五六七八九十两]{1,3}点)",
            "，",
        ),
    )


def _zero_month(match: re.Match[str]) -> str:
    """`03-15`, and `12-31` beside words of dates."""
    before, after = match.string[: match.start()], match.string[match.end() :]
    told = _ends(before, f"{BEFORE}|{LOOSE_BEFORE}") or _begins(after, AFTER)
    return _date(match) if match["month"].startswith("0") or told else match.group()
