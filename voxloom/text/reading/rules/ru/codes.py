"""Russian codes and labels, which the rules of all languages do not know."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.ru.cases import FREE
from voxloom.text.reading.rules.ru.nouns import noun
from voxloom.text.reading.rules.ru.numbers import number
from voxloom.text.reading.rules.ru.units import UNITS, any_of
from voxloom.text.reading.rules.rule import rule

LETTER = "А-ЯЁA-Z"
PART = rf"(?:[{LETTER}]{{0,3}}[0-9]+[{LETTER}0-9]*|[{LETTER}]{{1,3}})"
# Seat 14А, gate Б7, 10ГБ: said as they are, or by other rules.
ORDINARY = re.compile(rf"[1-9][0-9]{{0,2}}[{LETTER}]{{1,2}}|[{LETTER}]{{1,2}}-?[0-9]{{1,2}}")
STAR = noun("звезда", many="звёзд", plural="звёзд")
PLATE = "[АВЕКМНОРСТУХ]"
# Their numbers are numbers, however long.
NUMBERED = (
    r"школ|кабинет|автобус|маршрут|дом(?=[а-яё]{0,2} )|поликлиник|больниц|окн|вагон|палат|"
    r"поезд(?! [0-9]+[А-Я])|аудитори|аптек|отделени|участ|магазин|офис|гимнази|лице[йяю]|"
    r"троллейбус|трамва|электричк|квартир|строени|корпус|подъезд|этаж|бригад"
)


def _code(match: re.Match[str]) -> str:
    written = match.group()
    if ORDINARY.fullmatch(written):
        return re.sub(r"(?<=\D)-?(?=[0-9])|(?<=[0-9])(?=\D)", " ", written)
    return digit_by_digit(written, "ru")


def _label(match: re.Match[str]) -> str:
    return match["before"] + number(int(match["number"]))


CODES = (
    rule(
        "amount, no code",
        rf"{FREE}[0-9]{{1,3}}(?: [0-9]{{3}}){{1,4}}(?=(?:[.,][0-9]+)? ?(?:{any_of(UNITS)})(?!\w))",
        lambda match: match.group().replace(" ", ""),
    ),
    rule(
        "digits of a name",
        r"(?<=[a-z_])[0-9]{2,}(?![\w])",
        lambda match: f" {digit_by_digit(match.group(), 'ru')}",
    ),
    rule(
        "stars of a hotel",
        r"(?P<before>(?i:отел|гостиниц)[а-яё]* )(?P<stars>[1-5])\*",
        lambda match: f"{match['before']}{match['stars']} {STAR.after(int(match['stars']), 'n')}",
    ),
    rule("dimensions", r"(?<=[0-9]) ?[×xх] ?(?=[0-9])", " на "),
    rule(
        "masked number",
        r"(?P<before>(?i:карт[аыуе]|картой|сч[её]т[ауе]?)(?: [А-Яа-яA-Za-z]+)? )?"
        r"(?(before)(?:[•·●∙*]+|[xXхХ]{4})|(?:[•·●∙]+|\*{2,}))"
        r" ?(?P<number>[0-9]{4})(?!\w)",
        lambda match: (match["before"] or "") + digit_by_digit(match["number"], "ru"),
    ),
    rule(
        "plus",
        r"(?<![\w)+])\+ ?(?=[0-9]+(?: [0-9]{3})*(?:[.,][0-9]+)?"
        r"(?: ?(?:-|–|—|…|\.\.\.?) ?\+?[0-9]+)?"
        rf" ?(?:{any_of(UNITS)})(?!\w))",
        "плюс ",
    ),
    rule(
        "number without groups",
        r"(?<![\w+.,*#])(\+7|8|7(?=9))([3489][0-9]{2})([0-9]{3})([0-9]{2})([0-9]{2})(?!\w)",
        r"\1 \2 \3-\4-\5",
    ),
    rule(
        "number with the code of the country",
        r"(?<!\w)\+ ?7(?:[ .()–-]{0,3}[0-9]){10}(?![\w-])",
        lambda match: f"плюс {digit_by_digit(match.group(), 'ru')}",
    ),
    rule(
        "label",
        rf"(?P<before>\b(?i:{NUMBERED})[а-яё]{{0,4}}(?: номер)? )(?P<number>[1-9][0-9]{{2,3}})"
        rf"(?![\w/-]|[.,:-]?[0-9]| ?[-–—] ?[0-9]| [0-9]{{3}}| ?(?:{any_of(UNITS)})(?!\w)| ?год)",
        _label,
    ),
    rule(
        "amount, no code",
        rf"{FREE}(?P<low>[0-9]{{1,15}}(?: [0-9]{{3}}){{0,4}})-"
        r"(?P<high>[0-9]{1,15}(?: [0-9]{3}){0,4})"
        rf"(?= ?(?:{any_of(UNITS)})(?!\w)| (?:тыс|млн|рубл|лет|год|доллар|евро|человек|процент)"
        r"[а-яё.]*)",
        r"\g<low> — \g<high>",
    ),
    rule(
        "number of a parcel",
        r"(?<![\w-])[A-Z]{2}(?: ?[0-9]{3}){3} ?[A-Z]{2}(?!\w)",
        lambda match: digit_by_digit(match.group(), "ru"),
    ),
    rule(
        "number of a card",
        r"(?<![\w.,/-])[0-9]{4}(?:[ -][0-9]{4}){3}(?: [0-9]{3})?(?!\w)",
        lambda match: digit_by_digit(match.group(), "ru"),
    ),
    rule(
        "range of labels",
        rf"(?P<before>\b(?i:{NUMBERED}|страниц)[а-яё]{{0,4}}(?: номер)? )(?P<low>[0-9]{{1,3}})"
        r" ?[-–—] ?(?P<high>[0-9]{1,3})(?![\w/-]|[.,:][0-9])",
        lambda match: f"{match['before']}{match['low']} — {match['high']}",
    ),
    rule(
        "number plate",
        rf"(?<![\w-]){PLATE} ?[0-9]{{3}} ?{PLATE}{{2}} ?[0-9]{{2,3}}(?!\w)",
        lambda match: digit_by_digit(match.group(), "ru"),
    ),
    rule(
        "letters and digits",
        rf"(?<![\w@./-])(?=[{LETTER}0-9/-]*[0-9])(?=[0-9A-Z/-]*[А-ЯЁ])(?![0-9]+(?:{any_of(UNITS)})(?!\w))"
        rf"{PART}(?:[-/]{PART})*(?![\w@/-])",
        _code,
    ),
)
