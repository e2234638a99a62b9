"""Russian times of day, weekdays and opening hours."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.ru.cases import FREE, preposition_case
from voxloom.text.reading.rules.ru.dates import MONTH
from voxloom.text.reading.rules.ru.nouns import counted, noun
from voxloom.text.reading.rules.ru.numbers import number
from voxloom.text.reading.rules.ru.stops import as_begun, full_stop
from voxloom.text.reading.rules.ru.units import HOUR, MINUTE, SECOND, UNITS, any_of
from voxloom.text.reading.rules.rule import rule

WEEKDAYS = {
    "пн": noun("понедельник"),
    "вт": noun("вторник"),
    "ср": noun("среда"),
    "чт": noun("четверг"),
    "пт": noun("пятница"),
    "сб": noun("суббота"),
    "вс": noun("воскресенье", many="воскресений"),
}
BY_NAME = WEEKDAYS | {day.one("n"): day for day in WEEKDAYS.values()}
SHORT = rf"(?<![\w.])(?!(?-i:Вт)(?<=[0-9] Вт))(?:{'|'.join(WEEKDAYS)})(?!\w)\.?"
LONG = "|".join(day.one("n") for day in WEEKDAYS.values())
DASH = r" ?[-–—−] ?"
HOURS = r"(?:[01]?[0-9]|2[0-4])"
CLOCK = rf"{HOURS}[:.][0-5][0-9]"
DAY_WORDS = (
    r"понедельник\w*|вторник\w*|сред[аыуе]|четверг\w*|пятниц\w+|суббот\w*|воскресень\w+|ежедневно|"
    r"будни\w*|будням|выходн\w+|праздник\w*|работы|открыт\w*|работа\w+|перерыв\w*|обед\w*|часы|"
    r"приём\w*|прием\w*|дни"
)
NO_AMOUNT = (
    rf"(?! ?(?:{any_of(UNITS)})(?!\w)| (?:дн|час|мин|лет|раб|руб|нед|мес|чел|град|проц|тыс|млн)"
    r"|[\w.,:-]*[0-9])"
)


def clock(hour: int, minute: int, case: str) -> str:
    """`девять тридцать`, `ноль часов пять минут`."""
    if not hour:
        minutes = f" {counted(minute, MINUTE, case)}" if minute else ""
        return counted(0, HOUR, case) + minutes
    if minute < 10:
        return f"{number(hour, case=case)} ноль {number(minute)}"
    return f"{number(hour, case=case)} {number(minute, case=case)}"


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), int(match["minute"])
    case = preposition_case(match.string, match.start()) or "n"
    if match["second"]:
        parts = ((hour, HOUR), (minute, MINUTE), (int(match["second"]), SECOND))
        return " ".join(counted(count, unit, case) for count, unit in parts)
    if match["word"] and not minute:
        return counted(hour, HOUR, case) + full_stop(match)
    return clock(hour, minute, case)


def _is_no_date(clock: str) -> bool:
    """09.00 and 9.30 are no dates; 9.10 may be one."""
    day, month = map(int, re.split("[:.]", clock))
    return not (day >= 1 and 1 <= month <= 12) or ":" in clock


def _with_colon(written: str) -> str:
    return written.replace(".", ":")


def _pair(match: re.Match[str]) -> str:
    if not any(_is_no_date(match[name]) for name in ("low", "high")):
        return match.group()
    return (
        match["before"] + _with_colon(match["low"]) + match["between"] + _with_colon(match["high"])
    )


def _dotted(match: re.Match[str]) -> str:
    inside = match["before"].casefold() in ("в ", "во ")
    if not inside and not _is_no_date(match["time"]):
        return match.group()
    return match["before"] + _with_colon(match["time"])


def _range(match: re.Match[str]) -> str:
    low, high = match["low"], match["high"]
    if match["before"] or not preposition_case(match.string, match.start()):
        return f"{match['before'] or 'с '}{low} до {high}"
    return f"{low} — {high}"


def _hours(match: re.Match[str]) -> str:
    """`сегодня в 16-18 ч.`"""
    before = "" if match["before"].casefold() == "в" else f"{match['before']} "
    return f"{before}с {match['low']} до {match['high']} часов{full_stop(match)}"


def _weekdays(match: re.Match[str]) -> str:
    low, high = (BY_NAME[match[name].casefold().rstrip(".")] for name in ("low", "high"))
    first = low.one("g")
    begun = "со" if first.startswith(("вт", "ср")) else "с"
    return as_begun(match, f"{begun} {first} по {high.one('a')}") + full_stop(match)


def _weekday(match: re.Match[str]) -> str:
    before = match["before"] or ""
    plural = before.casefold() == "по"
    case = preposition_case(match.string, match.start("days")) or "n"

    def said(short: re.Match[str]) -> str:
        day = WEEKDAYS[short.group().casefold().rstrip(".")]
        return day.many("d") if plural else day.one(case)

    days = re.sub(SHORT, said, match["days"], flags=re.IGNORECASE)
    days = days.replace("/", ", ")
    if before.casefold() in ("в", "с") and days.startswith(("вт", "ср")):
        before += "о" if before.casefold() == "с" or days.startswith("вт") else ""
    return as_begun(match, f"{before} {days}".strip()) + full_stop(match)


EARLY_TIMES = (
    rule(
        "weekdays",
        rf"(?:(?<!\w)(?:в|с|со) )?(?:(?P<low>{SHORT}|\b(?:{LONG})\b)(?:{DASH})"
        rf"(?P<high>{SHORT}|\b(?:{LONG})\b))",
        _weekdays,
        re.IGNORECASE,
    ),
    rule(
        "weekdays",
        rf"(?<!\w)со? (?P<low>{SHORT}) (?:по|до) (?P<high>{SHORT})",
        _weekdays,
        re.IGNORECASE,
    ),
    rule(
        "weekday",
        rf"(?:(?<!\w)(?P<before>во?|на|по|до|со?|ко?) )?(?P<days>{SHORT}(?:(?:, ?| и |/){SHORT})*)",
        _weekday,
        re.IGNORECASE,
    ),
    rule(
        "hours with hyphens",
        rf"{FREE}(?P<low>{HOURS})-(?P<low_minute>[0-5][05]){DASH}(?P<high>{HOURS})-"
        r"(?P<high_minute>[0-5][05])(?![\w-])",
        r"\g<low>:\g<low_minute>–\g<high>:\g<high_minute>",
    ),
    rule(
        "time with a hyphen",
        rf"(?P<before>(?<!\w)(?:(?P<at>во?)|со?|до|ко?|после|около) )(?P<hour>{HOURS})-"
        rf"(?P<minute>00|15|30|45|(?(at)[0-5][05]|(?!))){NO_AMOUNT}"
        r"(?! [а-яё]+(?:ов|ей|ах|ам|ами)(?!\w))(?!\w)",
        r"\g<before>\g<hour>:\g<minute>",
        re.IGNORECASE,
    ),
    rule(
        "times with dots",
        rf"(?P<before>){FREE}(?P<low>{CLOCK})(?P<between>{DASH}| до | по )(?P<high>{CLOCK})"
        rf"(?![0-9]){NO_AMOUNT}",
        _pair,
    ),
    rule(
        "time with a dot",
        rf"(?P<before>(?<!\w)(?:во?|со?|до|ко?|после|около|на|позднее|раньше) )"
        rf"(?P<time>{HOURS}\.[0-5][0-9]){NO_AMOUNT}(?!\w)",
        _dotted,
        re.IGNORECASE,
    ),
    rule(
        "time with a dot",
        rf"{FREE}(?P<before>)(?P<time>(?:[01][0-9]|2[0-3])\.(?:1[3-9]|[2-5][0-9]|00)|[0-9]\.00)"
        rf"{NO_AMOUNT}(?! [а-яё]+(?:ов|ей|а|ы)(?!\w))(?!\w)",
        _dotted,
    ),
    rule(
        "opening hours",
        rf"(?P<before>\b(?:{DAY_WORDS})(?:[:,]| [—–-])? )(?:с )?(?P<low>{HOURS}){DASH}"
        rf"(?P<high>{HOURS})(?: ?ч(?:\.|ас\w*)?)?(?![\w:-]|[.,][0-9])"
        rf"(?! ?(?:%|(?:{MONTH})(?!\w))| [а-яё]+(?:ов|ей)\b| и [0-9])",
        lambda match: "{before}с {low} до {high}".format(**match.groupdict()) + full_stop(match),
        re.IGNORECASE,
    ),
    rule(
        "from hour to hour",
        rf"(?P<before>(?<!\w)(?:в|(?:сегодня|завтра),?|(?:{MONTH}),?)) (?P<low>{HOURS}){DASH}"
        rf"(?P<high>{HOURS}) ?(?:ч\.?|час(?:а|ов))(?!\w)",
        _hours,
        re.IGNORECASE,
    ),
    rule(
        "range of times",
        rf"{FREE}(?P<before>(?<!\w)[Сс] )?(?P<low>{HOURS}:[0-5][0-9]){DASH}"
        rf"(?P<high>{HOURS}:[0-5][0-9])(?![0-9:])",
        _range,
    ),
)
TIMES = (
    rule(
        "time",
        rf"{FREE}(?P<hour>{HOURS}):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?"
        r"(?![\w:]|[.,][0-9])(?P<word> ?(?:час(?:ов|а)?|ч\.?)(?!\w))?",
        _time,
    ),
)
