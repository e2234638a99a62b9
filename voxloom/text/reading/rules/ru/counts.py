"""Russian numbers that count or count off: cardinals, ordinals, fractions."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.roman import ROMAN, value
from voxloom.text.reading.rules.ru.cases import (
    FREE,
    agreement,
    governed_case,
    is_label,
    preposition_case,
)
from voxloom.text.reading.rules.ru.nouns import CASES, Noun, noun
from voxloom.text.reading.rules.ru.numbers import fraction, is_few, is_one, number, ordinal
from voxloom.text.reading.rules.ru.stops import full_stop
from voxloom.text.reading.rules.ru.units import any_of
from voxloom.text.reading.rules.rule import rule, table

WHOLE = r"(?:[0-9]{1,3}(?: [0-9]{3}){1,4}(?![0-9])|[0-9]+)"
# Endings written after a number tell gender and case.
ORDINALS = {
    "й": ("m", "n"), "ый": ("m", "n"), "ий": ("m", "n"),
    "я": ("f", "n"), "ая": ("f", "n"), "ья": ("f", "n"),
    "е": ("n", "n"), "ое": ("n", "n"), "ье": ("n", "n"), "ые": ("p", "n"),
    "го": ("m", "g"), "ого": ("m", "g"), "его": ("m", "g"),
    "му": ("m", "d"), "ому": ("m", "d"), "ему": ("m", "d"),
    "м": ("m", "p"), "ом": ("m", "p"), "ем": ("m", "p"), "ым": ("m", "i"), "им": ("m", "i"),
    "ой": ("f", "g"), "ей": ("f", "g"),
    "ю": ("f", "a"), "ую": ("f", "a"), "ью": ("f", "a"),
    "х": ("p", "g"), "ых": ("p", "g"), "ыми": ("p", "i"),
}  # fmt: skip
CARDINALS = {"ти": "g", "и": "g", "мя": "i", "ми": "g", "тью": "i", "ех": "g", "ёх": "g"}
COUNTED_OFF = (
    noun("этаж"), noun("класс"), noun("курс"), noun("вагон"), noun("подъезд"), noun("квартал"),
    noun("ряд"), noun("терминал"), noun("тур"), noun("уровень", stem="уровн"), noun("корпус"),
    noun("выход"), noun("век"), noun("этап"), noun("сезон"), noun("сорт"), noun("триместр"),
    noun("семестр"), noun("платформа"), noun("линия"), noun("степень"), noun("группа"),
    noun("категория"), noun("очередь"), noun("смена"), noun("половина"), noun("отделение"),
    noun("полугодие"), noun("поколение"), noun("разряд"), noun("секция"), noun("зона"),
    noun("число", many="чисел"),
)  # fmt: skip
HOUSE = re.compile(r"(?<!\w)(?:дом|квартир|офис|кабинет)[а-яё]{0,2} $", re.IGNORECASE)
WAY = Noun("m", ("путь", "пути", "пути", "путь", "путём", "пути"), (), "")
# What makes one word with its number: трёхмесячный.
MEASURED = (
    "месячн|летн|недельн|дневн|суточн|часов|минутн|секундн|комнатн|этажн|местн|процентн|"
    "значн|разов|кратн|звёздочн|звездочн|звёздн|звездн|слойн|мерн|страничн|годичн|годовал|сторонн|"
    "рублёв|рублев|метров|литров|граммов|дверн|уровнев|тарифн|камерн|томн|ступенчат|цветн|ядерн|"
    "фазн|тонн|секционн|полосн|разрядн|квартирн|колёсн|колесн"
)
COLLECTIVE = {2: "двое", 3: "трое", 4: "четверо"}
COMPOUND = {1: "одно", 90: "девяносто", 100: "сто", 1000: "тысяче"}


def _singular_forms() -> dict[str, tuple[str, str]]:
    """Gender and the cases that each form stands for."""
    forms: dict[str, tuple[str, str]] = {}
    for each in (*COUNTED_OFF, WAY):
        for case, form in zip(CASES, each.singular, strict=True):
            forms[form] = (each.gender, forms.get(form, ("", ""))[1] + case)
    forms["ряду"] = ("m", "dp")
    return forms


def _plural_forms() -> dict[str, tuple[str, str]]:
    """All but the genitive, in which a number counts."""
    return {each.many(case): (each.gender, case) for each in COUNTED_OFF for case in "ndip"}


FORMS = _singular_forms()
PLURALS = _plural_forms()
FORM, PLURAL = any_of(FORMS), any_of(PLURALS)


def _case_of_form(text: str, start: int, form: str) -> str:
    asked, cases = preposition_case(text, start), FORMS[form][1]
    if asked == "a" and "p" in cases and "a" not in cases:
        return "p"
    return asked if asked in cases and asked else cases[0]


def _counted_off(match: re.Match[str]) -> str:
    """`3 этаж`, `на 5 линии`; `2 этажа` counts, unless a preposition stands before it."""
    written, form = match["number"], match["form"]
    count = int(written) if written.isdigit() else value(written)
    gender, cases = FORMS[form]
    if HOUSE.search(match.string[max(0, match.start() - 12) : match.start()]):
        return match.group()  # дом 14 корпус 2
    asked = preposition_case(match.string, match.start())
    if (
        written.isdigit()
        and is_few(count)
        and "g" in cases
        and form != "числа"
        and (not asked or (asked == "a" and (gender != "f" or "p" not in cases)))
    ):
        return match.group()
    return f"{ordinal(count, gender, _case_of_form(match.string, match.start(), form))} {form}"


def _before_another(match: re.Match[str]) -> str:
    """`с 1 по 5 этаж`."""
    gender = FORMS[match["form"]][0]
    low, high = ordinal(int(match["low"]), gender, "g"), ordinal(int(match["high"]), gender, "a")
    return f"{match['before']}{low} {match['between']} {high} {match['form']}"


def _range_counted_off(match: re.Match[str]) -> str:
    """`на 1–5 этажах`."""
    gender, case = PLURALS[match["form"]]
    low, high = (ordinal(int(match[name]), gender, case) for name in ("low", "high"))
    return f"{low} — {high} {match['form']}"


def _written_ordinal(match: re.Match[str]) -> str:
    count, ending = int(match["number"]), match["ending"]
    asked = preposition_case(match.string, match.start())
    if ending in CARDINALS or (ending == "х" and is_few(count)):
        case = CARDINALS.get(ending, "g")
        return number(count, case=asked if case == "g" and asked in ("p", "g") else case)
    gender, case = ORDINALS[ending]
    after = match.string[match.end() :]
    if (ending == "й" and re.match(r" (?:[а-яё]+ой )?[а-яё]+(?:[ыи]|ой|ей)(?!\w)", after)) or (
        ending == "й" and re.match(r" (?:[а-яё]+ой )?[а-яё]+[еи](?!\w)", after) and asked
    ):
        gender, case = "f", "g"  # as all its cases but two
    if ending == "м" and asked == "i":
        case = "i"
    if ending == "е" and re.match(r" (?:[а-яё]+[иы]е )?(?:[а-яё]+[ыи]|годы)(?!\w)", after):
        gender = "p"
    if ending == "е" and count >= 1000 and count % 10 == 0:
        gender = "p"  # 1990-е
    return ordinal(count, gender, case)


def _compound(match: re.Match[str]) -> str:
    """`24-часовой`: one word, of genitives."""
    count, word = int(match["number"]), match["word"]
    hundreds, rest = divmod(count, 100)
    above = f"{number(hundreds * 100, case='g')} " if hundreds else ""
    said = COMPOUND.get(count) or above + (
        COMPOUND.get(rest, number(rest, case="g")) if rest else ""
    )
    return said.replace(" ", "") + word


def _fraction(match: re.Match[str]) -> str:
    above, below = int(match["above"]), int(match["below"])
    if above >= below or is_label(match.string, match.start()):
        return f"{above} дробь {below}"
    case = governed_case(match.string, match.start())
    if is_one(above) and re.search(r"(?i)(?<!\w)по $", match.string[: match.start()]):
        case = "d"
    return fraction(above, below, case if case in "gad" else "n")


def _and_a_half(match: re.Match[str]) -> str:
    """`1 1/2` as 1,5."""
    return f"{match['number']},5" if match["number"] == "1" else f"{match['number']} с половиной"


def _half_an_hour(match: re.Match[str]) -> str:
    oblique = preposition_case(match.string, match.start()) in ("g", "d", "i", "p")
    return ("получаса" if oblique else "полчаса") + full_stop(match)


def _cardinal(match: re.Match[str]) -> str:
    digits = match.group().replace(" ", "")
    if (len(digits) > 1 and digits.startswith("0")) or len(digits) > 12:
        return digit_by_digit(digits, "ru")
    count = int(digits)
    whole_days = match.string.startswith((" суток", " сутки"), match.end())
    if (
        whole_days
        and count in COLLECTIVE
        and preposition_case(match.string, match.start()) in ("", "a")
    ):
        return COLLECTIVE[count]
    return number(count, *agreement(match.string, match.start(), match.end(), count))


HALVES = (
    rule("one and a half in a compound", r"(?<![\w.,/-])1,5-(?=[а-яё]{5,})", "полутора"),
    table("fraction sign", r"(?<![0-9]){}", {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3"}),
    rule("and a half", r"(?<![\w.,:/-])(?P<number>[0-9]+)(?: 1/2| ?½)(?![\w/])", _and_a_half),
    rule("half an hour", r"(?<![\w/.,])(?:1/2|½|0,5) ?(?:часа|ч(?!\w)\.?)(?!\w)", _half_an_hour),
)
ORDINAL_RULES = (
    rule(
        "compound with a case",
        r"(?<![\w.,/-])(?P<number>[1-9][0-9]{0,3})[-–]?(?:ёх|ех|ух|х|ти|и|ми) ?-?"
        rf"(?P<word>(?:{MEASURED})[а-яё]+)(?!\w| пояс)",
        _compound,
    ),
    rule(
        "counted off, from one to another",
        rf"(?P<before>(?<!\w)[Сс]о? )(?P<low>[0-9]{{1,3}}) (?P<between>по|до) "
        rf"(?P<high>[0-9]{{1,3}}) (?P<form>{FORM})(?!\w)",
        _before_another,
    ),
    rule(
        "days of a month",
        rf"{FREE}[0-9]{{1,2}}(?:(?:, ?| и | или )[0-9]{{1,2}})+(?= числа(?!\w))",
        lambda match: re.sub("[0-9]+", lambda day: ordinal(int(day[0]), "n", "g"), match[0]),
    ),
    rule(
        "range counted off",
        rf"{FREE}(?P<low>[0-9]{{1,3}}) ?[-–—] ?(?P<high>[0-9]{{1,3}}) (?P<form>{PLURAL})(?!\w)",
        _range_counted_off,
    ),
    rule(
        "counted off",
        rf"{FREE}(?P<number>[0-9]{{1,3}}|{ROMAN}) (?P<form>{FORM})(?!\w)",
        _counted_off,
    ),
    rule(
        "ordinal",
        rf"(?<![\w.,])(?P<number>[0-9]{{1,4}})[-–]?(?P<ending>"
        rf"{'|'.join(sorted({*ORDINALS, *CARDINALS}, key=len, reverse=True))})(?![\w-])",
        _written_ordinal,
    ),
    rule("compound", r"(?<![\w.,/-])(?P<number>[1-9][0-9]{0,3})-(?P<word>[а-яё]{5,})", _compound),
)
COUNTS = (
    rule(
        "fraction", r"(?<![\w/.,])(?P<above>[1-9])/(?P<below>[2-9]|1[0-9]|20)(?![\w/])", _fraction
    ),
    rule("numbers with a point", r"(?<=[0-9])\.(?=[0-9])", " точка "),
    rule("numbers with a slash", r"(?<=[0-9])/(?=[0-9])", " дробь "),
    rule("age", r"(?<![\w.,])(?P<age>[0-9]{1,2})\+(?!\w)", r"\g<age> плюс"),
    rule("plus", r"(?<![\w+])\+ ?(?=[0-9])", "плюс "),
    rule("minus", r"(?<![\w-])[-−](?=[0-9])", "минус "),
    rule("cardinal", rf"(?<![\w.,]){WHOLE}(?![\w]|[.,:/][0-9])", _cardinal),
    rule("so", r"(?<!\w)([Сс])(?= (?:втор|ст[ао](?!\w)))", r"\1о"),
    rule("vo", r"(?<!\w)([ВвКк])(?= втор)", r"\1о"),
)
