"""Russian words in short that take a case, and initialisms."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.ru.abbreviations import CLOSING, EARLY, with_capitals
from voxloom.text.reading.rules.ru.cases import preposition_case
from voxloom.text.reading.rules.ru.nouns import Noun, fixed, noun
from voxloom.text.reading.rules.ru.stops import as_begun, full_stop
from voxloom.text.reading.rules.ru.units import any_of
from voxloom.text.reading.rules.rule import rule, table

# Before a name.
PLACES: dict[str, Noun] = {
    "ул.": noun("улица"),
    **dict.fromkeys(("просп.", "пр-т", "пр-кт", "пр."), noun("проспект")),
    "пер.": noun("переулок", stem="переулк"),
    "пл.": noun("площадь"),
    "наб.": noun("набережная"),
    **dict.fromkeys(("б-р", "бул.", "бульв."), noun("бульвар")),
    "пр-д": noun("проезд"),
    "ш.": fixed("шоссе", "n"),
    "туп.": noun("тупик"),
    **dict.fromkeys(("г.", "гор."), noun("город")),
    **dict.fromkeys(("пос.", "п."), noun("посёлок", stem="посёлк")),
    **dict.fromkeys(("дер.", "д."), noun("деревня", many="деревень")),
    "обл.": noun("область"),
    "с.": noun("село"),
    "р.": noun("река"),
    "оз.": noun("озеро"),
    "о.": noun("остров"),
    "пгт": noun("посёлок", stem="посёлк", tail="городского типа"),
    "р-н": noun("район"),
    **dict.fromkeys(("мкр.", "мкр", "мкрн", "м-н"), noun("микрорайон")),
    **dict.fromkeys(("ст.", "ст"), noun("станция")),
    **dict.fromkeys(("ст. м.", "ст.м."), noun("станция", tail="метро")),
    "м.": fixed("метро", "n"),
    "ост.": noun("остановка", many="остановок"),
}
# Before a number.
NUMBERED: dict[str, Noun] = {
    "д.": noun("дом"),
    "дд.": fixed("дома"),
    **dict.fromkeys(("корп.", "к."), noun("корпус")),
    **dict.fromkeys(("стр.", "с."), noun("страница")),
    "кв.": noun("квартира"),
    "эт.": noun("этаж"),
    "каб.": noun("кабинет"),
    "ауд.": noun("аудитория"),
    "оф.": noun("офис"),
    "пом.": noun("помещение"),
    "под.": noun("подъезд"),
    "вл.": noun("владение"),
    **dict.fromkeys(("п.", "пп."), noun("пункт")),
    "ст.": noun("статья", many="статей"),
    "гл.": noun("глава"),
    "прил.": noun("приложение"),
    "рис.": noun("рисунок", stem="рисунк"),
    "табл.": noun("таблица"),
    "мкр.": noun("микрорайон"),
    "уч.": noun("участок", stem="участк"),
    "отд.": noun("отделение"),
}
TEMPERATURE = noun("температура")
PERIODS = {"эт.": NUMBERED["эт."], "кв.": noun("квартал")}
BEHIND_NAMES = ("ул.", "пр.", "просп.", "пр-т", "пер.", "пл.", "наб.", "б-р", "ш.", "р-н", "обл.")
NAME_CASES = {
    **dict.fromkeys(("ий", "ый", "ая", "яя", "ое"), "n"),
    **dict.fromkeys(("ой", "ей", "ого", "его"), "g"),
    **dict.fromkeys(("ому", "ему"), "d"),
    "ую": "a",
    **dict.fromkeys(("ом", "ем"), "p"),
}
ACCOUNTS = {
    "л/с": noun("счёт", adjective="лицевой"),
    "р/с": noun("счёт", adjective="расчётный"),
    "а/п": noun("аэропорт"),
}
PLACE_CASE = {"в": "p", "во": "p", "на": "p", "по": "d", "за": "i", "с": "g", "со": "g"}
BUILDING = re.compile(r"(?:дом|корпус|д\.|корп\.|к\.) [0-9/]+[А-Яа-я]?,? ?$")
# Where to, not where.
MOTION = re.compile(
    r"(?:при(?:езжа|ход|йд|ед)|достав|отправ|пере(?:ех|нес|вез|вод|вед)|направ|подъ?е[зх]|поверн|"
    r"обрати|за(?:йд|ход|езж)|вой[дт]|вы(?:йд|ход)|прой[дт]|прох|ед[уе]|сверн|следу)[а-яё]* "
    r"(?:[А-яё.]+ ){0,4}$",
    re.IGNORECASE,
)
NAME_IN_PLACE = re.compile(r"[А-ЯЁ][а-яё-]*(?:[ея]|ии|ани|ери|ми)(?!\w)")
TOWARDS = re.compile(r"[А-ЯЁ][а-яё-]*ую(?!\w)")
# What belongs to a house or is in it.
WHOSE = re.compile(
    r"(?<!\w)(?:жител|жил(?:ец|ьц)|собственник|владел[еь]ц|арендатор|сосед|двор|крыш|подвал|фасад|"
    r"территори|председател|консьерж|подъезд|район)[а-яё]* $",
    re.IGNORECASE,
)
SEEN = 60  # characters before a place that may hold others
ANOTHER = re.compile(
    r"(?<!\w)(?P<key>д|кв|корп|оф|эт|пом)\. ?[0-9]+[а-я]?(?:,| и| или) "
    r"(?:(?P=key)\. ?[0-9]+[а-я]?(?:,| и| или) ){0,3}$"
)
SEVERAL = re.compile(r" ?(?:номер )?[0-9]+(?: ?[-–—] ?| и )[0-9]")
# Behind the number of a house or flat; behind a year a city stands as well.
CITIES = (
    "Москв|Санкт-Петерб|Казан|Новосибирск|Екатеринбург|Нижн|Самар|Омск|Челябинск|Ростов|Уф[аеуы]|"
    "Красно|Перм|Воронеж|Волгоград|Саратов|Тюмен|Ижевск|Барнаул|Иркутск|Хабаровск|Ярослав|"
    "Владивосток|Томск|Оренбург|Кемеров|Рязан|Сочи|Калининград|Твер"
)
SHORT_DAYS = "пн|вт|ср|чт|пт|сб|вс"
CONSONANTS = "БВГДЖЗКЛМНПРСТФХЦЧШЩ"
# Spelled although they hold a vowel.
SPELLED = (
    "ОАЭ|ООО|ОАО|ЗАО|АО|ПАО|НАО|США|ОМС|ИНН|ИП|УК|АЗС|АЭС|ЕС|СМИ|ЭЦП|ОГРН|АТС|УВД|УФМС|ОВД|"
    "ЭДО|УФНС|УФК|ЕГРН|ЕДДС|ЭКГ|ИБП|ОПС|АТП|ЖЭУ"
)


def _case_of_place(text: str, start: int) -> str:
    """Where something is, unless the preposition says otherwise."""
    another = ANOTHER.search(text[max(0, start - SEEN) : start])  # в д. 12 и д. 14
    if another and text.startswith(f"{another['key']}.", start):
        start -= len(another.group())
    return _asked_of_place(text, start) or "n"


def _asked_of_place(text: str, start: int) -> str:
    before = text[max(0, start - 30) : start]
    if re.search(r"(?i)(?:см\.|смотрите) $", before):
        return "a"
    preposition = re.search(r"(?<![а-яё])([а-яё]+) $", before, re.IGNORECASE)
    if preposition and preposition[1].casefold() in ("в", "во", "на") and MOTION.search(before):
        return "a"
    found = PLACE_CASE.get(preposition[1].casefold()) if preposition else None
    return found or preposition_case(text, start) or ("g" if WHOSE.search(before) else "")


def _place(match: re.Match[str]) -> str:
    text, place = match.string, PLACES[match["key"].lower()]
    case = _case_of_place(text, match.start())
    where = match["key"] != "г." or NAME_IN_PLACE.match(text, match.end())
    if case == "p" and (not where or TOWARDS.match(text, match.end())):
        case = "a"  # в город Казань, but в городе Москве
    return as_begun(match, place.one(case)) + " "


def _numbered(match: re.Match[str]) -> str:
    text, key = match.string, match["key"].lower()
    if key in ("стр.", "с.") and BUILDING.search(text[max(0, match.start() - 20) : match.start()]):
        return "строение "
    case = _case_of_place(text, match.start())
    several = key == "пп." or SEVERAL.match(text, match.end())
    word = NUMBERED[key].many(case) if several else NUMBERED[key].one(case)
    return as_begun(match, word) + " "


def _floor(match: re.Match[str]) -> str:
    """`3 эт.`, `2 кв. 2026 г.`"""
    inside = re.search(r"(?<!\w)(?:во?|на) $", match.string[: match.start()], re.IGNORECASE)
    case = "p" if inside else preposition_case(match.string, match.start()) or "n"
    return f"{match['number']} {PERIODS[match['key']].one(case)}{full_stop(match)}"


def _behind_name(match: re.Match[str]) -> str:
    """`на Тверской ул.`: in the case of the name."""
    place = PLACES[match["key"]]
    own = NAME_CASES[match["end"]]
    if match["end"] in ("ой", "ей"):
        case = _case_of_place(match.string, match.start())
        own = "n" if place.gender == "m" else case if case != "n" else "g"
    return f"{match['name']} {place.one(own)}{full_stop(match)}"


def _day_off(match: re.Match[str]) -> str:
    before = match["before"] or ""
    several = re.search(rf"(?i)(?:{SHORT_DAYS})\.?(?:,| и| ?[-–—/]) ?(?:{SHORT_DAYS})\W*$", before)
    if "без" in before.casefold():
        word = "выходных"
    else:
        word = "выходной" if before and not several else "выходные"
    return before + word + full_stop(match)


def _account(match: re.Match[str]) -> str:
    account = ACCOUNTS[match["key"].casefold()]
    return as_begun(match, account.one(_case_of_place(match.string, match.start())))


def _postcode(match: re.Match[str]) -> str:
    pause = "" if match.string.startswith(",", match.end()) else ","
    return digit_by_digit(match.group(), "ru") + pause


def _temperature(match: re.Match[str]) -> str:
    word = TEMPERATURE.one(_case_of_place(match.string, match.start()))
    return match["named"] or as_begun(match, word) + " "


def _keys(table: dict[str, Noun]) -> str:
    """With a capital too, but for those that are then initials."""
    return any_of(table, (key.capitalize() for key in table if len(key) > 2))


EARLY_NAMES = (
    table("index", r"(?<![\w.]){}(?=:? ?[0-9])", with_capitals({"инд.": "индекс"})),
    rule(
        "postcode",
        r"(?<![\w.,-])[1-6][0-9]{5}(?=,? (?:г\.|гор\.|город |пос\.|обл\.|Росси|РФ|Москв|Санкт-)"
        r"|, ?(?:[А-ЯЁ]|(?:ул|просп|пр|пер|наб|пл|ш|д)\.))",
        _postcode,
    ),
    rule(
        "postcode behind a city",
        r"(?P<before>(?<!\w)(?:г\. ?|город )[А-ЯЁ][А-ЯЁа-яё-]+(?: [А-ЯЁ][а-яё-]+)?, )"
        r"(?P<number>[1-6][0-9]{5})(?![\w%₽]| ?(?:руб|р\.|₽))",
        lambda match: match["before"] + digit_by_digit(match["number"], "ru"),
    ),
    rule(
        "temperature",
        r"(?P<named>[Тт]емператур[а-яё]* )?(?<!\w)[tT](?:°(?![CСFФ])|"
        r"(?= ?(?:=|[-+−–~±≤≥<>0-9]|[а-яё])[^.!?]{0,40}(?:°|º|℃|градус)))(?: ?[=:])? ?(?=\S)",
        _temperature,
    ),
    table("abbreviation", r"(?<![\w.]){}(?!\w)", with_capitals(EARLY), closing=CLOSING),
    rule("by telephone", r"\bпо тел(?:\.|(?!\w))", "по телефону"),
    rule("account", rf"(?<![\w/])(?P<key>{any_of(ACCOUNTS)})(?![\w/])", _account, re.I),
    rule(
        "place behind its name",
        rf"(?P<name>(?<!\w)[А-ЯЁ][а-яё-]+(?P<end>{any_of(NAME_CASES)})) "
        rf"(?P<key>{any_of(BEHIND_NAMES)})(?!\w)",
        _behind_name,
    ),
    rule(
        "floor",
        r"(?P<number>(?<![0-9])[0-9]{1,3}|[IV]+)(?:-[йм])? (?P<key>эт\.|кв\.(?= 20))",
        _floor,
    ),
    rule("number sign", r"№№? ?(?=\w)", "номер "),
    rule(
        "part of a number",
        rf"(?<![\w./])(?P<key>{_keys(NUMBERED)}),? ?(?=(?:номер )?(?:[0-9]|[А-ЯA-Z](?![\w.])))",
        _numbered,
    ),
    rule(
        "day off",
        rf"(?P<before>(?i:(?<!\w)(?:(?:{SHORT_DAYS})[., и/–—-]*)+[ :—–-]+|[—–:-] ?"
        r"|без (?:[а-яё]+ и )?))?(?<![\w.])[Вв]ых\.",
        _day_off,
    ),
    rule("city", rf"(?<=[0-9])(?<![12][0-9]{{3}}) г\.(?= (?:{CITIES}))", ", г."),
    rule(
        "place",
        rf"(?<![\w./])(?<![0-9] )(?<!кв\. )(?<!куб\. )(?<!рт\. )(?<!т\. )(?P<key>{_keys(PLACES)})"
        r"(?: |(?<=\.))(?=[«\"А-ЯЁ0-9])",
        _place,
    ),
)
WINDS = {"С": "северный", "Ю": "южный", "З": "западный", "В": "восточный"} | {
    f"{first}{dash}{second}": f"{word}о-{ending}"
    for first, word in (("С", "север"), ("Ю", "юг"))
    for second, ending in (("З", "западный"), ("В", "восточный"))
    for dash in ("", "-")
}
RAILWAY = {"а": "ого", "я": "ого", "у": "ому", "е": "ом", "м": "ым", "ы": "ые", "и": "ые"}
INITIALISMS = (
    rule(
        "railway",
        r"(?<!\w)ж/д(?= (?:[а-яё]*(?P<end>[аяуемыи])|[а-яё]+)(?!\w))",
        lambda match: "железнодорожн" + RAILWAY.get(match["end"], "ый"),
    ),
    table("wind", r"(?<=[Вв]етер ){}(?![\w-])", WINDS),
    rule(
        "initialism",
        rf"(?<![\w-])(?:[{CONSONANTS}]{{2,6}}|{SPELLED})(?!\w)",
        lambda match: " ".join(match.group()),
    ),
)
