"""Russian dates, years and months, in the case that stands before them."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.ru.cases import FREE, preposition_case
from voxloom.text.reading.rules.ru.nouns import noun
from voxloom.text.reading.rules.ru.numbers import ordinal
from voxloom.text.reading.rules.ru.stops import full_stop
from voxloom.text.reading.rules.ru.units import UNITS, YEAR, any_of
from voxloom.text.reading.rules.rule import rule

NAMES = "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"
MONTHS = tuple(map(noun, NAMES.split()))
SHORT = "янв фев,февр мар апр - июн июл авг сен,сент окт ноя,нояб дек"
SHORT_MONTHS = {
    short: index
    for index, shorts in enumerate(SHORT.split())
    for short in shorts.split(",")
    if short != "-"
}
MONTH_OF = (
    {month.one("g"): index for index, month in enumerate(MONTHS)}
    | {month.one("g").capitalize(): index for index, month in enumerate(MONTHS)}  # 9 Мая
    | SHORT_MONTHS
    | {f"{short}.": index for short, index in SHORT_MONTHS.items()}
)
MONTH = any_of(MONTH_OF)
ANY_MONTH = "|".join(
    sorted({form for month in MONTHS for form in month.singular}, key=len, reverse=True)
)
SEASON = r"зим[аыойеу]+|весн[аыойеу]+|лет[аоуме]+|осен[ьию]+|квартал[а-я]*|полугоди[а-я]+"
DASH = r" ?[-–—−] ?"
DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
NO_AMOUNT = rf"(?! ?(?:{any_of(UNITS)})(?!\w)| (?:рубл|доллар|человек|процент|градус))"
CALENDAR = r"(?:19|20)[0-9]{2}"
OF_YEAR = r" ?(?:года|г\.|г(?!\w))"
YEAR_BEHIND = rf"(?:,? (?P<year>{CALENDAR})(?!\w|[.,:/-][0-9]){NO_AMOUNT}(?:{OF_YEAR})?)?"
FIGURES = (
    rf"(?:{DAY}\.(?:0[1-9]|1[0-2])(?:\.(?:{CALENDAR}|[0-9]{{2}}))?(?![0-9]|[.,:][0-9])"
    rf"|{DAY}/(?:0[1-9]|1[0-2])/{CALENDAR})(?:{OF_YEAR})?"
)
DATE = rf"(?:{FIGURES}|{DAY} (?:{MONTH})(?!\w)(?: {CALENDAR}(?:{OF_YEAR})?)?)"
NAMED = re.compile(
    r"(?:сегодня|завтра|вчера|это|(?:дата|срок)(?: [а-яё]+){0,3}|день(?= [:—–-])) ?[:—–-]? ?$",
    re.IGNORECASE,
)
SECTION = re.compile(
    r"(?:п\.|пункт\w*|раздел\w*|глав\w+|верси\w+(?: [а-яё]+)?|стать\w+|ст\.) ?$", re.I
)
WEEKDAY_BEFORE = re.compile(
    r"(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье),? $", re.I
)
# На вторник, четвёртое марта; в вторник it would be четвёртого.
ON_WEEKDAY = re.compile(
    r"(?<!\w)(?P<on>на|ко?) (?:понедельник|вторник|сред|четверг|пятниц|суббот|воскресень)"
    r"[а-яё]*,? $",
    re.I,
)
BEGINS = re.compile(r"(?:^|[.!?…] )(?:В|К|С|До|По|После) $")  # В 2024 г. Москва выросла
INSIDE = re.compile(r"(?<!\w)во? $", re.IGNORECASE)
YEARS = {
    "год": "n",
    "года": "g",
    "году": "p",
    "годом": "i",
    "годы": "n",
    "годов": "g",
    "годах": "p",
    "годам": "d",
    "гг.": "g",
    "гг": "g",
}


def date_case(text: str, start: int) -> str:
    """A date says when, in the genitive; after "today is" it is a name."""
    case = preposition_case(text, start)
    weekday = ON_WEEKDAY.search(text[max(0, start - 50) : start])
    if weekday:
        return "a" if weekday["on"].casefold() == "на" else "d"
    named = NAMED.search(text[max(0, start - 50) : start])
    return case or ("n" if named else "g")


def _day(day: str, case: str) -> str:
    return ordinal(int(day), "n", case)


def _of_year(year: str | None) -> str:
    if not year:
        return ""
    return f" {ordinal(_full(year), 'm', 'g')} года"


def _full(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _days(match: re.Match[str]) -> str:
    """One or more days of a month, all in one case."""
    case = date_case(match.string, match.start())
    days = re.sub("[0-9]+", lambda day: _day(day.group(), case), match["days"])
    month = MONTHS[MONTH_OF[match["month"]]].one("g")
    return f"{days} {month}{_of_year(match['year'])}{full_stop(match)}"


def _figures(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 20) : match.start()]
    day, month, year = match["day"], match["month"], match["year"]
    bare = not year and (match["sign"] != "." or len(month) == 1)
    if match["sign"] == "-" and len(year or "") < 4:
        return match.group()
    if SECTION.search(before) or (bare and not WEEKDAY_BEFORE.search(before)):
        return match.group()
    case = date_case(match.string, match.start())
    name = MONTHS[int(month) - 1].one("g")
    return f"{_day(day, case)} {name}{_of_year(year)}{full_stop(match)}"


def _iso(match: re.Match[str]) -> str:
    case = date_case(match.string, match.start())
    name = MONTHS[int(match["month"]) - 1].one("g")
    return f"{_day(match['day'], case)} {name}{_of_year(match['year'])}"


def _range(match: re.Match[str]) -> str:
    low, high = match["low"], match["high"]
    if preposition_case(match.string, match.start()):
        return f"{low} — {high}"
    return f"с {low} по {high}"


def _month_alone(match: re.Match[str]) -> str:
    month = MONTHS[SHORT_MONTHS[match["month"].casefold().rstrip(".")]]
    return month.one(_case_of_month(match)) + full_stop(match)


def _case_of_month(match: re.Match[str]) -> str:
    inside = re.search(r"(?<!\w)в $", match.string[: match.start()], re.I)
    return "p" if inside else preposition_case(match.string, match.start()) or "n"


def _month_of_year(match: re.Match[str]) -> str:
    """09/27, 05.2026."""
    month = MONTHS[int(match["month"]) - 1].one(_case_of_month(match))
    return f"{month}{_of_year(match['year'])}"


def _begins(match: re.Match[str]) -> bool:
    """A sentence, of which there is more: no full stop."""
    before = match.string[max(0, match.start() - 9) : match.start()]
    return match.end() < len(match.string) and bool(BEGINS.search(before))


def _year(match: re.Match[str]) -> str:
    word = match["word"]
    case = YEARS.get(word) or preposition_case(match.string, match.start()) or "g"
    if case == "a" and re.search(r"(?<!\w)во? $", match.string[: match.start()], re.I):
        case = "p"
    if word == "году" and re.search(r"(?<!\w)ко? $", match.string[: match.start()], re.I):
        case = "d"
    said = "году" if case == "p" else YEAR.one(case)
    return f"{ordinal(int(match['year']), 'm', case)} {said if word[-1] == '.' else word}" + (
        "" if _begins(match) else full_stop(match)
    )


def _case_of_years(match: re.Match[str]) -> tuple[str, str]:
    """And the word for them."""
    word = match["word"]
    if not word.startswith("гг"):
        return YEARS[word], word
    case = preposition_case(match.string, match.start()) or "g"
    if case == "a" and INSIDE.search(match.string[max(0, match.start() - 4) : match.start()]):
        case = "p"
    return case, {"p": "годах", "d": "годам", "a": "годы"}.get(case, "годов")


def _several_years(match: re.Match[str]) -> str:
    """`в 2020 и 2021 гг.`"""
    case, word = _case_of_years(match)
    years = re.sub("[0-9]+", lambda year: ordinal(int(year[0]), "m", case), match["years"])
    return f"{years} {word}{full_stop(match)}"


def _from_year_to_year(match: re.Match[str]) -> str:
    case, word = ("a", "годы") if match["until"] == "по" else ("g", "годов")
    low, high = ordinal(int(match["low"]), "m", "g"), ordinal(int(match["high"]), "m", case)
    return f"{match['before']}{low} {match['until']} {high} {word}{full_stop(match)}"


def _decade(match: re.Match[str]) -> str:
    """`в 90-х гг.`"""
    inside = preposition_case(match.string, match.start()) in ("a", "p")
    word = {"е": "годы", "м": "годам"}.get(match["end"], "годах" if inside else "годов")
    return f"{match['decade']} {word}{full_stop(match)}"


def _years(match: re.Match[str]) -> str:
    case, word = _case_of_years(match)
    low, high = (ordinal(_full(match[name]), "m", case) for name in ("low", "high"))
    return f"{low} — {high} {match['adjective'] or ''}{word}{full_stop(match)}"


PROTECTED = (
    # Before the rules of codes, which would take these for groups of digits.
    rule(
        "range of years",
        rf"{FREE}(?P<low>{CALENDAR})(?:{DASH}|/)(?P<high>{CALENDAR}|[0-9]{{2}}) ?"
        r"(?P<adjective>[а-яё]+(?:[ыи]й|[ое]го|[ое]м|[ыи]е|[ыи]х) )?"
        rf"(?P<word>{any_of(YEARS)})(?!\w)",
        _years,
    ),
    rule(
        "years from one to another",
        rf"(?P<before>(?<!\w)[Сс] )(?P<low>{CALENDAR}) (?P<until>по|до) (?P<high>{CALENDAR}) ?гг"
        r"(?!\w)\.?",
        _from_year_to_year,
    ),
    rule(
        "several years",
        rf"{FREE}(?P<years>{CALENDAR}(?:(?:, ?| и | или ){CALENDAR})+) ?"
        r"(?P<word>гг\.?|годах|годов|годам)(?!\w)",
        _several_years,
    ),
    rule("decade", r"(?P<decade>(?<!\w)[0-9]{2,4}[-–]?(?P<end>[хем])) ?гг(?!\w)\.?", _decade),
    rule(
        "date in figures",
        rf"{FREE}(?P<year>{CALENDAR})-(?P<month>0[1-9]|1[0-2])-"
        r"(?P<day>0[1-9]|[12][0-9]|3[01])(?![\w-])",
        _iso,
    ),
    rule("range of dates", rf"{FREE}(?P<low>{DATE}|{DAY}){DASH}(?P<high>{DATE})", _range),
    rule(
        "month of a year",
        rf"{FREE}(?P<month>0[1-9]|1[0-2])(?P<sign>[./])(?P<year>{CALENDAR}|(?<=/)[2-9][0-9])"
        r"(?![\w/-]|[.,:][0-9])",
        _month_of_year,
    ),
    rule(
        "date in figures",
        rf"{FREE}(?P<day>{DAY})(?P<sign>[./-])(?P<month>0?[1-9]|1[0-2])"
        rf"(?:(?P=sign)(?P<year>{CALENDAR}|[0-9]{{2}}))?(?:{OF_YEAR}(?!\w))?"
        rf"(?![\w/:-]|[.,][0-9]){NO_AMOUNT}",
        _figures,
    ),
)
# Grams with a stray dot: 1200 г. сахара, but 1200 г. рождения.
GRAMS = (
    r"г\. (?:сахар|мук[иа]|мяс|рис[ау]|масл|вод[ыа]|соли|фарш|сыр|творог|картоф|рыб|кур|говяд|свин|"
    r"молок|сметан|м[её]д|шоколад|овощ|фрукт|ягод|яблок|грибов|орех|теста|капуст|морков|лук[ау]|"
    r"помидор|томат|клубник|крупы|греч|песк|порошк|смеси|веществ|золот|серебр|корма|цемент|шерсти)"
)
DATES = (
    rule(
        "day before another",
        rf"(?P<before>(?<!\w)(?:[Сс]о?|[Оо]т) )(?P<day>{DAY})(?= (?:по|до|на) {DAY} (?:{MONTH})"
        r"(?!\w))",
        lambda match: match["before"] + _day(match["day"], "g"),
    ),
    rule(
        "date",
        rf"{FREE}(?P<days>{DAY}(?:(?:, ?| и | или | — ){DAY})*) (?P<month>{MONTH})(?!\w)"
        rf"{YEAR_BEHIND}",
        _days,
    ),
    rule(
        "month in short",
        rf"(?<![\w.])(?P<month>(?:{any_of(SHORT_MONTHS)})\.|(?:{any_of(SHORT_MONTHS)})"
        rf"(?= {CALENDAR}(?!\w)))",
        _month_alone,
        re.IGNORECASE,
    ),
    rule(
        "year behind a month",
        rf"\b(?P<before>{ANY_MONTH}|{SEASON}) (?P<year>{CALENDAR})(?![\w.,:/-]?[0-9]){NO_AMOUNT}"
        rf"(?:{OF_YEAR})?(?! ?год|\w)",
        lambda match: match["before"] + _of_year(match["year"]) + full_stop(match),
        re.IGNORECASE,
    ),
    rule(
        "year before another",
        rf"(?P<before>(?<!\w)[Сс] )(?P<year>{CALENDAR})(?= (?:по|до) {CALENDAR} г)",
        lambda match: match["before"] + ordinal(int(match["year"]), "m", "g"),
    ),
    rule(
        "year",
        rf"{FREE}(?P<year>[12][0-9]{{3}}) ?(?!{GRAMS})(?P<word>году|года|годом|год|г\.)(?!\w)",
        _year,
    ),
)
