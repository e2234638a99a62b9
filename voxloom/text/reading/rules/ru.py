"""Russian: by rules alone, with numbers in their genders and cases from num2words."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.common import first_rules, last_rules
from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.roman import ROMAN, SURE, value
from voxloom.text.reading.rules.ru_numbers import counted, number, ordinal
from voxloom.text.reading.rules.rule import rule
from voxloom.text.reading.rules.words import Words

MONTHS = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
]
# One, two to four, and five or more of them; the gender of the number before.
CURRENCIES = {
    "₽": (("рубль", "рубля", "рублей"), ("копейка", "копейки", "копеек")),
    "руб.": (("рубль", "рубля", "рублей"), ("копейка", "копейки", "копеек")),
    "руб": (("рубль", "рубля", "рублей"), ("копейка", "копейки", "копеек")),
    "$": (("доллар", "доллара", "долларов"), ("цент", "цента", "центов")),
    "€": (("евро", "евро", "евро"), ("цент", "цента", "центов")),
}
SIGNS = "|".join(map(re.escape, CURRENCIES))
UNITS = {
    "%": ("процент", "процента", "процентов"),
    "кг": ("килограмм", "килограмма", "килограммов"),
    "г": ("грамм", "грамма", "граммов"),
    "км/ч": ("километр в час", "километра в час", "километров в час"),
    "км": ("километр", "километра", "километров"),
    "м": ("метр", "метра", "метров"),
    "см": ("сантиметр", "сантиметра", "сантиметров"),
    "мм": ("миллиметр", "миллиметра", "миллиметров"),
    "л": ("литр", "литра", "литров"),
    "мин": ("минута", "минуты", "минут"),
    "мин.": ("минута", "минуты", "минут"),
    "сек": ("секунда", "секунды", "секунд"),
    "сек.": ("секунда", "секунды", "секунд"),
    "ч": ("час", "часа", "часов"),
    "ч.": ("час", "часа", "часов"),
    "°C": ("градус Цельсия", "градуса Цельсия", "градусов Цельсия"),
    "°": ("градус", "градуса", "градусов"),
    "млн": ("миллион", "миллиона", "миллионов"),
    "млрд": ("миллиард", "миллиарда", "миллиардов"),
    "тыс.": ("тысяча", "тысячи", "тысяч"),
}
UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
FEMININE = (
    r"(?:минут|секунд|недел|тысяч|копе|попыт|кнопк|цифр|страниц|букв|заявк|линии|линий|линия|сесси|"
    r"запис|штук)"
)
NEUTER = r"(?:сообщени|мест|письм|уведомлени|устройств|числ|окно|окна|событи)"
WHOLE = r"(?P<whole>[0-9]{1,3}(?:[  ][0-9]{3})+|[0-9]+)"
# The ending written after a number tells gender and case.
ENDINGS = {
    "й": ("m", "n"),
    "ый": ("m", "n"),
    "ий": ("m", "n"),
    "я": ("f", "n"),
    "ая": ("f", "n"),
    "е": ("n", "n"),
    "ое": ("n", "n"),
    "го": ("m", "g"),
    "ого": ("m", "g"),
    "му": ("m", "d"),
    "м": ("m", "p"),
    "ом": ("m", "p"),
    "ой": ("f", "g"),
    "ю": ("f", "a"),
    "ую": ("f", "a"),
}
YEARS = {"год": ("m", "n"), "года": ("m", "g"), "году": ("m", "p"), "г.": ("m", "g")}
CENTURIES = {"век": ("m", "n"), "века": ("m", "g"), "веке": ("m", "p"), "веку": ("m", "d")}
WRITTEN_OUT = {"г.": "года"}
RULERS = "Людовик|Пётр|Екатерина|Александр|Николай|Иван|Павел|Генрих|Карл|Филипп|Елизавета|Бенедикт"
QUEENS = ("Екатерина", "Елизавета")

WORDS = Words(
    language="ru",
    code=r"\b(?:код(?:а|у|ом|е)?|пин-?код|ПИН|пароль|добавочный|доб\.|индекс|"
    r"номер (?:счёта|счета|заказа|клиента|договора|карты|заявки|телефона)|оканчива\w+ на|последние (?:\w+ )?цифр\w*)",
    numbered="глава|главе|главу|часть|части|том|тома|раздел|раздела|акт|статья|статьи|уровень|этап",
    thing=r"\b(?:заказ\w*|счёт\w*|карт[аыуе]|рейс\w*|бронь|полис\w*|заявк\w*|договор\w*|посылк\w*|накладн\w+)",
    copula="—|–|-",
    dialled=r"\b(?:звоните|позвоните|наберите|звонить|телефон\w*|тел\.|факс)(?: по(?: номеру| телефону)?| на)?",
    national=(r"(?<![\w+.,])[78] ?[ (-][0-9]{3,5}\)?[ -]?[0-9]{1,3}(?:[ -][0-9]{2,3})+(?!\w)",),
    pressed="",
    thousands=r"[1-9][0-9]{0,2}(?:[ \u00a0\u202f][0-9]{3})+",
    plus="плюс",
    minus="минус",
    to="—",
    version=r"\bверси[яиюей]",
    point="точка",
    counted="%|руб|₽",
    dot="точка",
    at="собака",
    slash="косая черта",
    hyphen="дефис",
    underscore="подчёркивание",
    abbreviations={
        "т. е.": "то есть",
        "т.е.": "то есть",
        "и т. д.": "и так далее",
        "и т.д.": "и так далее",
        "и т. п.": "и тому подобное",
        "и т.п.": "и тому подобное",
        "т. к.": "так как",
        "т.к.": "так как",
        "напр.": "например",
        "доб.": "добавочный",
        "тел.": "телефон",
        "ул.": "улица",
        "д.": "дом",
        "кв.": "квартира",
        "г.": "город",
        "№": "номер",
        "др.": "другое",
        "руб.": "рублей",
    },
    units={"Мб": "мегабайт", "Гб": "гигабайт"},  # those that do not change; see UNITS
)


def _whole(match: re.Match[str]) -> int:
    return int(re.sub(r"\D", "", match["whole"]))


def _stop(match: re.Match[str]) -> str:
    """The dot of an abbreviation at the end is also a full stop."""
    return "." if match.group().endswith(".") and match.end() == len(match.string) else ""


def _money(match: re.Match[str]) -> str:
    major, minor = CURRENCIES[match["sign"]]
    said = counted(_whole(match), major)
    cents = int((match["cents"] or "0").ljust(2, "0"))
    return (f"{said} {counted(cents, minor)}" if cents else said) + _stop(match)


def _unit(match: re.Match[str]) -> str:
    forms = UNITS[match["unit"]]
    if match["part"]:
        return f"{match['whole']},{match['part']} {forms[1]}{_stop(match)}"
    return counted(_whole(match), forms) + _stop(match)


def _cardinal(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match.group())
    if (len(digits) > 1 and digits.startswith("0")) or len(digits) > 12:
        return digit_by_digit(digits, "ru")
    after = match.string[match.end() :]
    feminine, neuter = re.match(rf"\s{FEMININE}", after), re.match(rf"\s{NEUTER}", after)
    return number(int(digits), gender="f" if feminine else "n" if neuter else "m")


def _decimal(match: re.Match[str]) -> str:
    """Tenths and hundredths are feminine: две целых пять десятых."""
    parts = {1: ("десятая", "десятых"), 2: ("сотая", "сотых"), 3: ("тысячная", "тысячных")}
    whole, part = _whole(match), match["part"]
    one, many = parts[len(part)]
    single = int(part) % 10 == 1 and int(part) % 100 != 11
    full = "целая" if whole % 10 == 1 and whole % 100 != 11 else "целых"
    return (
        f"{number(whole, gender='f')} {full} {number(int(part), gender='f')} "
        f"{one if single else many}"
    )


def _date(match: re.Match[str]) -> str:
    """A date says when, in the genitive; after "today is" it is a name."""
    named = re.search(
        r"(?i)(?:^|сегодня|завтра|вчера|это) ?[—-]? ?$", match.string[: match.start()]
    )
    parts = match.groupdict()
    month = parts["month"] if parts["month"] in MONTHS else MONTHS[int(parts["month"]) - 1]
    day = ordinal(int(parts["day"]), "n", "n") if named else ordinal(int(parts["day"]), "m", "g")
    year = f" {ordinal(int(parts['year']), 'm', 'g')} года" if parts.get("year") else ""
    return f"{day} {month}{year}"


def _year(match: re.Match[str]) -> str:
    gender, case = YEARS[match["year"]]
    word = WRITTEN_OUT.get(match["year"], match["year"])
    return f"{ordinal(int(match['number']), gender, case)} {word}"


def _century(match: re.Match[str]) -> str:
    return f"{ordinal(value(match['roman']), *CENTURIES[match['century']])} {match['century']}"


def _ruler(match: re.Match[str]) -> str:
    gender = "f" if match["name"] in QUEENS else "m"
    return f"{match['name']} {ordinal(value(match['roman']), gender, 'n')}"


def _written_ordinal(match: re.Match[str]) -> str:
    return ordinal(int(match["number"]), *ENDINGS[match["ending"]])


def _time(match: re.Match[str]) -> str:
    hour, minute = int(match["hour"]), match["minute"]
    said = digit_by_digit(minute, "ru") if minute.startswith("0") else number(int(minute))
    return f"{number(hour)} {said}"


def _range(match: re.Match[str]) -> str:
    low, high = (number(int(match[name]), case="g") for name in ("low", "high"))
    return f"от {low} до {high}"


def _fraction(match: re.Match[str]) -> str:
    above, below = int(match["above"]), int(match["below"])
    if below == 2 and above == 1:
        return "одна вторая"
    case = "n" if above == 1 else "g"
    part = ordinal(below, "f", "n") if case == "n" else ordinal(below, "m", "g")[:-3] + "ых"
    return f"{number(above, gender='f')} {part}"


RULES = (
    *first_rules(WORDS),
    rule(
        "date in figures",
        r"(?<![\w.])(?P<day>0?[1-9]|[12][0-9]|3[01])\.(?P<month>0?[1-9]|1[0-2])\."
        r"(?P<year>[12][0-9]{3})(?: ?г\.| года)?(?!\w)",
        _date,
    ),
    rule(
        "date",
        rf"(?<![\w.])(?P<day>0?[1-9]|[12][0-9]|3[01]) (?P<month>{'|'.join(MONTHS)})\b"
        r"(?: (?P<year>[12][0-9]{3}) ?(?:года|г\.))?",
        _date,
    ),
    rule("year", r"(?<![\w.])(?P<number>[12][0-9]{3}) (?P<year>году|года|год|г\.)(?!\w)", _year),
    rule("century", rf"\b(?P<roman>{ROMAN}) (?P<century>веке|века|веку|век)\b", _century),
    rule("ruler", rf"\b(?P<name>{RULERS}) (?P<roman>{SURE}|I|V|X)\b", _ruler),
    rule(
        "ordinal",
        rf"(?<![\w.,])(?P<number>[0-9]{{1,4}})-(?P<ending>{'|'.join(ENDINGS)})\b",
        _written_ordinal,
    ),
    rule("time", r"(?<![\w,.:])(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?![\w:])", _time),
    rule(
        "amount",
        rf"(?<![\w.,]){WHOLE}(?:,(?P<cents>[0-9]{{1,2}}))? ?(?P<sign>{SIGNS})(?!\w)",
        _money,
    ),
    rule(
        "amount behind a sign",
        rf"(?P<sign>[$€]) ?{WHOLE}(?:[.,](?P<cents>[0-9]{{1,2}}))?(?!\w)",
        _money,
    ),
    rule(
        "national number",
        r"(?<![\w+])[78] ?\([0-9]{3,5}\) ?[0-9]{1,3}(?:[- ][0-9]{2,3})+",
        lambda m: digit_by_digit(m.group(), "ru"),
    ),
    rule(
        "range",
        r"(?<![\w.,/:-])(?P<low>[0-9]{1,3}) ?[-–—] ?(?P<high>[0-9]{1,3})(?= [а-я]{3,})",
        _range,
    ),
    *last_rules(WORDS),
    rule("unit", rf"(?<![\w.,]){WHOLE}(?:,(?P<part>[0-9]{{1,3}}))? ?(?P<unit>{UNIT})(?!\w)", _unit),
    rule("fraction", r"(?<![\w/.,])(?P<above>[1-9])/(?P<below>[2-9]|10)(?![\w/])", _fraction),
    rule("minus", r"(?<![\w-])[-−](?=[0-9])", "минус "),
    rule("decimal", rf"(?<![\w.,]){WHOLE},(?P<part>[0-9]{{1,3}})(?![\w.,]*[0-9])", _decimal),
    rule(
        "cardinal",
        r"(?<![\w.,])(?:[0-9]{1,3}(?:[  ][0-9]{3})+(?![0-9])|[0-9]+)(?![\w]|[.,:/][0-9])",
        _cardinal,
    ),
)
