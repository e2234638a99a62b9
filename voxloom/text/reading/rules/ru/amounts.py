"""Russian amounts: numbers with a unit or a currency, and ranges of them."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.ru.cases import (
    FREE,
    agreement,
    governed_case,
    is_label,
    preposition_case,
)
from voxloom.text.reading.rules.ru.nouns import Noun, counted, measured
from voxloom.text.reading.rules.ru.numbers import decimal, is_few, is_one, number
from voxloom.text.reading.rules.ru.stops import full_stop
from voxloom.text.reading.rules.ru.units import (
    CURRENCIES,
    OCCASION,
    PER,
    SCALES,
    TIMES,
    UNITS,
    any_of,
    per,
)
from voxloom.text.reading.rules.rule import rule

WHOLE = r"(?:[0-9]{1,3}(?: [0-9]{3}){1,4}(?![0-9])|[0-9]{1,15})"
NUMBER = rf"(?<![\w,.]){WHOLE}(?:[,.][0-9]{{1,4}}(?![0-9]))?"
SIGNS = "$€£¥₽"
END = r"(?![\w])"
UNIT = (
    rf"(?:(?P<scale>{any_of(SCALES)}){END}(?: ?(?P<scaled>{any_of(UNITS)}){END})?"
    rf"|(?P<unit>{any_of(UNITS)}){END}(?:/(?P<per>{any_of(TIMES, PER)}){END}"
    rf"(?:/(?P<also>{any_of(TIMES)}){END})?)?)"
)
ALONE = r"₽|руб\.|руб|долл\.|км|мг|мл|уд\.|уд|ккал|кВт"  # units that nothing else is
QUANTITY = re.compile(rf"(?P<number>{NUMBER}) ?{UNIT}")
PLAIN = re.sub(r"\?P<\w+>", "?:", QUANTITY.pattern)
DASH = r" ?(?:[-–—−~]|…|\.\.\.) ?"
SIGNED = r"(?:(?:минус|плюс) |[+−–-](?=[0-9]))?"
# Words that a range is counted in, and their genitive plural.
COUNTED = {
    noun.few: noun.many("g")
    for noun in {id(noun): noun for noun in (*UNITS.values(), *TIMES.values())}.values()
} | {"раза": "раз", "балла": "баллов", "звонка": "звонков", "номера": "номеров"}
HALVED = tuple(TIMES.values())  # two and a half of them
# As they stand behind a decimal.
HALVED_WORDS = {
    form: each
    for each in (*SCALES.values(), *HALVED, OCCASION)
    for form in (each.one("g"), each.many("g"))
}
STRAY_DOT = r"(?:\.(?=[,;:)]| [а-яё]))?"  # of a unit that has none: 500 г. сахара


def _parsed(written: str) -> tuple[int, str]:
    whole, _, part = written.replace(",", ".").partition(".")
    return int(whole.replace(" ", "")), part


def _quantity(match: re.Match[str], case: str) -> str:
    whole, part = _parsed(match["number"])
    if match["scale"]:
        said = measured(whole, part, SCALES[match["scale"]], case, halved=True)
        return f"{said} {UNITS[match['scaled']].many('g')}" if match["scaled"] else said
    unit = match["unit"]
    if unit in CURRENCIES and part and len(part) <= 2:
        said = _money(whole, part, unit, case)
    elif UNITS[unit].few == "суток" and whole in (2, 3, 4) and case in "na" and not part:
        said = f"{('двое', 'трое', 'четверо')[whole - 2]} суток"
    else:
        said = measured(whole, part, UNITS[unit], case, halved=UNITS[unit] in HALVED)
    return said + _a_unit(match)


def _a_unit(match: re.Match[str]) -> str:
    """`мг/кг/сут`: на килограмм в сутки."""
    measures = [match[name] for name in ("per", "also") if match[name]]
    return "".join(f" {per(match['unit'], measure)}" for measure in measures)


def _money(whole: int, part: str, sign: str, case: str) -> str:
    major, minor = CURRENCIES[sign]
    cents = int(part.ljust(2, "0"))
    if not cents:
        return counted(whole, major, case)
    if not whole:
        return counted(cents, minor, case)
    return f"{counted(whole, major, case)} {counted(cents, minor, case)}"


def _unit_alone(match: re.Match[str]) -> str:
    """`тариф, руб./м²`"""
    noun, measure = UNITS[match["unit"]], per(match["unit"], match["per"])
    return f"{noun.many('g')} {measure}{full_stop(match)}"


def _times(match: re.Match[str]) -> str:
    """`3 р./день`: so few roubles are seldom meant."""
    period = TIMES[match["period"]].one("a")
    return f"{counted(int(match['count']), OCCASION, 'n')} в {period}{full_stop(match)}"


def _quantities(match: re.Match[str]) -> str:
    """Several in a row share their case: около 16 ч 20 мин."""
    case = governed_case(match.string, match.start())
    first = QUANTITY.match(match.group())
    before = match.string[max(0, match.start() - 4) : match.start()].casefold()
    if first and first["unit"] in ("км", "м") and re.search(r"(?<!\w)в $", before):
        case = "p"  # how far, not when
    if first and re.search(r"(?<!\w)по $", before) and is_one(_parsed(first["number"])[0]):
        case = "d"  # по одной таблетке, but по две
    said = QUANTITY.sub(lambda each: _quantity(each, case), match.group())
    return said.removesuffix(".") + full_stop(match)


def _behind_sign(match: re.Match[str]) -> str:
    number = re.sub(r",(?=[0-9]{3}(?![0-9]))", "", match["number"])  # $1,200
    scale = f" {match['scale']}" if match["scale"] else ""
    return f"{number}{scale} {match['sign']}{full_stop(match)}"


def _signed(written: str, case: str) -> str:
    sign, digits = re.fullmatch(rf"({SIGNED})(.*)", written).groups()  # type: ignore[union-attr]
    word = {"-": "минус ", "–": "минус ", "−": "минус ", "+": "плюс "}.get(sign, sign)
    whole, part = _parsed(digits)
    return word + (decimal(whole, part, case) if part.strip("0") else number(whole, case=case))


def _range(match: re.Match[str], noun: str, *, from_to: bool, case: str, gender: str) -> str:
    if from_to:
        low, high = _signed(match["low"], "g"), _signed(match["high"], "g")
        return f"от {low} до {high} {noun}"
    numbers = []
    for name in ("low", "high"):
        whole, part = _parsed(re.sub(r"\D*(?=[0-9])", "", match[name], count=1))
        plain = not part and not re.match(r"\D", match[name])
        numbers.append(number(whole, gender, case) if plain else _signed(match[name], case))
    between = "-" if all(" " not in said for said in numbers) else " — "
    return f"{between.join(numbers)} {noun}"


def _range_of_quantities(match: re.Match[str]) -> str:
    unit = match["unit"] or match["scale"]
    noun = UNITS.get(unit) or SCALES[unit]
    if match["first"] and UNITS[match["first"]] is not noun:
        return match.group()  # 1 кг — 90 ₽
    tail = f" {UNITS[match['scaled']].many('g')}" if match["scaled"] else ""
    tail += _a_unit(match)
    case = preposition_case(match.string, match.start())
    whole, part = _parsed(re.sub(r"\D*(?=[0-9])", "", match["high"], count=1))
    said = noun.one("g") if part else _form(noun, whole, case)
    return _range(
        match,
        said + tail,
        from_to=not case,
        case=case or "n",
        gender=noun.gender,
    ) + full_stop(match)


def _form(noun: Noun, high: int, case: str) -> str:
    """Behind a range: the last number rules, but in the cases that differ in the plural."""
    if case in ("d", "i", "p"):
        return noun.many(case)
    return noun.after(high, case or "g")


def _range_of_things(match: re.Match[str]) -> str:
    """`2-3 дня`: от двух до трёх дней, but через два-три дня."""
    if is_label(match.string, match.start()):
        return match.group()
    high = _parsed(match["high"])[0]
    end = match.end("high")
    gender, case = agreement(match.string, match.start(), end, high)
    asked = preposition_case(match.string, match.start())
    noun, adjective = match["noun"], match["adjective"] or ""
    free = not asked and case in "nag"
    if is_few(high) or is_one(high):
        free = free and (noun in COUNTED or case == "g")
    several = COUNTED.get(noun, noun) if free or case == "g" else noun
    return _range(match, adjective + several, from_to=free, case=case, gender=gender)


def _decimal(match: re.Match[str]) -> str:
    whole, part = _parsed(match["number"])
    case = governed_case(match.string, match.start())
    noun = match["noun"]
    if (whole, part) == (1, "5") and noun:
        if case in "gdip":
            return f"полутора{noun}"
        return ("полторы" if noun[-1] in "ыи" else "полтора") + noun
    if noun and noun.strip() in HALVED_WORDS:
        return measured(whole, part, HALVED_WORDS[noun.strip()], case, halved=True)
    return decimal(whole, part, case) + (noun or "")


AMOUNTS = (
    rule("fuel", r"(?<=[0-9]) ?л ?/ ?100 ?км(?!\w)", " л на 100 км"),
    # Not the seat 12В, nor the code 17В.
    rule("volts", rf"{FREE}(110|127|220|230|380|400) ?В(?!\w)", r"\1 вольт"),
    rule(
        "times a day",
        rf"{FREE}(?P<count>[1-9]|10) ?(?:р\.?(?: в |/)|раза?/)(?P<period>{any_of(TIMES)})(?!\w)",
        _times,
    ),
    rule(
        "range of money",
        rf"(?P<sign>[{SIGNS}]) ?(?P<low>{NUMBER}){DASH}(?:(?P=sign) ?)?(?P<high>{NUMBER})(?!\w)",
        r"\g<low> — \g<high> \g<sign>",
    ),
    rule(
        "range of money",
        rf"(?P<low>{NUMBER}){DASH}(?P<sign>[{SIGNS}]) ?(?P<high>{NUMBER})(?!\w)",
        r"\g<low> — \g<high> \g<sign>",
    ),
    rule(
        "amount behind a sign",
        rf"(?P<sign>[{SIGNS}]|\b(?:USD|EUR|RUB|RUR|CHF|GBP|CNY)(?![\w])) ?(?P<number>{NUMBER})"
        rf"(?: ?(?P<scale>{any_of(SCALES)}){END})?(?!\w)",
        _behind_sign,
    ),
    rule(
        "range of quantities",
        rf"{FREE}(?:от )?(?P<low>{SIGNED}{NUMBER})(?: ?(?P<first>{any_of(UNITS)})(?!\w))?{DASH}"
        rf"(?P<high>{SIGNED}{NUMBER}) ?{UNIT}",
        _range_of_quantities,
    ),
    rule("quantity", rf"(?<![\w.,:/]){PLAIN}(?:,? (?:и )?{PLAIN})*{STRAY_DOT}", _quantities),
    rule(
        "unit without a number",
        rf"(?<![\w.])(?<![0-9] )(?P<unit>{ALONE})/(?P<per>{any_of(TIMES, PER)})(?!\w)",
        _unit_alone,
    ),
)
RANGES = (
    rule(
        "range of things",
        rf"{FREE}(?P<low>{WHOLE}){DASH}(?P<high>{WHOLE})"
        r" (?P<adjective>[а-яё]+[ыи]х )?(?P<noun>[а-яё]{3,})(?![\w-])",
        _range_of_things,
    ),
)
DECIMALS = (
    rule(
        "decimal",
        rf"{FREE}(?P<number>{WHOLE}(?:,[0-9]{{1,6}}"
        rf"|\.[0-9]{{1,3}}(?= (?:{any_of(COUNTED)})(?!\w))))"
        r"(?P<noun> [а-яё]{3,}(?!\w))?(?!,?[0-9])",
        _decimal,
    ),
)
