"""Russian words in short that look like others: `нач. века`, `дал им.`, `о. Сергий`, `и пр.`"""

from __future__ import annotations

import re

from voxloom.text.reading.rules.roman import ROMAN
from voxloom.text.reading.rules.ru.cases import preposition_case
from voxloom.text.reading.rules.ru.nouns import noun
from voxloom.text.reading.rules.ru.numbers import number, ordinal
from voxloom.text.reading.rules.ru.stops import as_begun, full_stop
from voxloom.text.reading.rules.rule import rule

# What is named after somebody; behind other words `им.` ends a sentence: Я дал им. Они взяли.
NAMED_AFTER = (
    r"(?:школ|гимнази|лице[йяею]|училищ|колледж|институт|университет|академи|консерватори|"
    r"библиотек|театр|музе[йяею]|филармони|галере|цирк|клуб|дворц|дворец|завод|фабрик|комбинат|"
    r"шахт|колхоз|совхоз|больниц|поликлиник|клиник|госпитал|роддом|диспансер|парк|сад|сквер|"
    r"стадион|улиц|площад|набережн|проспект|станци|аэропорт|вокзал|метрополитен|центр|фонд|преми|"
    r"орден|медал|конкурс|фестивал|турнир|мемориал|куб(?:о?к)|канал|обсерватори|зал|дом|музыки|"
    r"искусств|культуры|отдыха|спорта|дивизи|полк|корабл|ледокол)[а-яё]{0,3}"
)
NAMED_BEFORE = rf"(?:(?<!\w)(?i:{NAMED_AFTER})|[А-ЯЁ]{{2,}}|[0-9»]) "
FATHERS = (
    r"(?:Серги|П[её]тр|Иоанн|Александр|Алекс[еи]|Андре|Михаил|Никола|Павел|Павл|Владимир|Дмитри|"
    r"Димитри|Георги|Васили|Кирилл|Тихон|Иль|Григори|Антони|Ф[её]дор|Феодор|Матфе|Максим|Роман|"
    r"Виктор|Евгени|Константин|Серафим|Амвроси|Артеми|Всеволод|Валенти|Вячеслав|Олег|Игор|Лук|"
    r"Иннокенти|Геннади|Вениамин|Анатоли|Юри|Яков|Иаков|Стефан|Степан|Даниил|Гаврии?л)[а-яё]{0,3}"
)
FATHER = noun("отец", stem="отц")
FATHER_CASES = {"а": "g", "у": "d", "ю": "d", "м": "i"}  # by the end of his name
CENTURY = noun("век")
PARTS = {"нач": noun("начало"), "сер": noun("середина"), "кон": noun("конец", stem="конц")}
SEEN = 60  # characters before a year that tell it from an amount
COUNT = rf"(?:[1-9]|1[0-9]|2[01]|{ROMAN})"
# `и пр. Мира` is an avenue.
AVENUE = r"[А-ЯЁ][а-яё-]*(?:[аяи]|ого|его|ой|ий|ый|ых)(?!\w)"
BARE_YEAR = r"(?:1[7-9][0-9]{2}|20(?:0[1-9]|[1-3][0-9]))"
SPENT = r"обойд|обош|оцен|превра|сумм|тираж|лимит|цен[аоеу]"
RATIO = r"(?<!\w)(?i:соотношени|пропорци|отношени|масштаб|разведени)[а-яё]* "
SCORED = r"(?:сч[её]т(?:ом|а|е|у)?|побед\w+|выигра\w+|проигра\w+|обыгра\w+|вничью)(?: \w+)? "


def _one(match: re.Match[str], inside: str) -> str:
    """The case of what a preposition stands before; `inside` behind в."""
    before = match.string[max(0, match.start() - 4) : match.start()]
    if re.search(r"(?<!\w)во? $", before, re.IGNORECASE):
        return inside
    return preposition_case(match.string, match.start())


def _father(match: re.Match[str]) -> str:
    own = FATHER_CASES.get(match["end"], "n")
    return as_begun(match, FATHER.one(_one(match, "a") or own)) + " "


def _part(match: re.Match[str]) -> str:
    return as_begun(match, PARTS[match["part"].casefold()].one(_one(match, "p") or "n")) + " "


def _century(match: re.Match[str]) -> str:
    before = match["before"] or ""
    begun = re.search(r"(?i)(?:начал|середин|кон[её]?ц|половин|четверт)[а-яё]* $", before)
    inside = re.search(r"(?i)(?<!\w)во? $", before)
    asked = preposition_case(match.string, match.start("count"))
    case = "g" if begun else "p" if inside else asked or ("n" if match["behind"] is None else "g")
    return f"{before}{match['count']} {CENTURY.one(case)}{full_stop(match)}"


def _ratio(match: re.Match[str]) -> str:
    above, below = number(int(match["above"])), number(int(match["below"]), case="d")
    return f"{match['before']}{above} к {below}"


def _score(match: re.Match[str]) -> str:
    before = match.groupdict().get("before") or ""
    return f"{before}{number(int(match['ours']))} {number(int(match['theirs']))}"


def _bare_year(match: re.Match[str]) -> str:
    if re.search(f"(?i)(?:{SPENT})[^.!?]{{0,30}}$", match.string[: match.start()][-SEEN:]):
        return match.group()
    return match["before"] + ordinal(int(match["year"]), "m", "p")


def _bare_years(match: re.Match[str]) -> str:
    low = ordinal(int(match["low"]), "m", "g")
    high = ordinal(int(match["high"]), "m", "a" if match["until"] == "по" else "g")
    return f"{match['before']}{low} {match['until']} {high}"


EARLY_PROSE = (
    rule(
        "year without its word",
        rf"(?P<before>(?<!\w)[Вв] )(?P<year>{BARE_YEAR})"
        r"(?=[.!?;]?$|[.!?] [А-ЯЁ]| (?:и(?! [0-9])|он[аи]?|я|мы|его|её|их)(?!\w))",
        _bare_year,
    ),
    rule(
        "years without their word",
        rf"(?P<before>(?<!\w)[Сс] )(?P<low>{BARE_YEAR}) (?P<until>по|до) (?P<high>{BARE_YEAR})"
        r"(?=[.!?;]?$|[.!?] [А-ЯЁ])",
        _bare_years,
    ),
    rule("dot and digits", r"(?<![\w.])((?i:доб|тел|внутр|моб|факс))\.{1,2}(?=[0-9+(])", r"\1. "),
    rule(
        "stroke and digits", r"(?<![\w.])([А-ЯЁа-яё]{4,})/(?=[0-9]+(?:[,.][0-9]+)? ?[%₽])", r"\1 "
    ),
    rule("named after", rf"(?P<before>{NAMED_BEFORE})[Ии]м\. ?(?=[А-ЯЁ«0-9])", r"\g<before>имени "),
    rule("named after", r"(?<!\w)им\. (?=[А-ЯЁ]\. ?[А-ЯЁ])", "имени "),
    rule(
        "and others",
        rf"(?<!\w)(?P<list>, ?[^.,!?]{{2,40}} )?и пр\.(?(list)|(?! {AVENUE}))(?=\W|$)",
        lambda match: f"{match['list'] or ''}и прочее{full_stop(match)}",
    ),
    rule("father", rf"(?<!\w)[Оо]\. (?={FATHERS}(?<=(?P<end>[а-яё]))(?!\w))", _father),
    rule(
        "elder",
        r"(?<![\w.])Ст\. (?!(?:Рост|Пск|Аз)ов)(?=[А-ЯЁ][а-яё]+(?:ов|ев|ёв|ин|ын|енко) [а-яё])",
        "Старший ",
    ),
    rule(
        "part of a century",
        r"(?<![\w.])(?P<part>(?i:нач|сер|кон))\. "
        rf"(?=(?:{COUNT} ?(?:в\.|век)|[0-9]{{2,4}}(?:-?х| ?г)|(?:январ|феврал|март|апрел|ма[яе]|"
        r"июн|июл|август|сентябр|октябр|ноябр|декабр)))",
        _part,
    ),
    rule(
        "century",
        r"(?P<before>(?<!\w)(?i:во?|ко?|с|до|начал[аеоу]|середин[аеуы]|кон(?:ец|ц[аеу])|"
        rf"половин[аеуы]|четверт[ьи]) )?(?P<behind>(?<=[а-яё] ))?"
        rf"(?<![\w.,:/-])(?P<count>{COUNT}) ?в\."
        r"(?= (?:до )?н\. ?э|(?(before)(?:$| [а-яё(]|[,;)])|(?:(?<=[IVX]{2} в\.)(?=\W|$))))",
        _century,
    ),
    rule(
        "ratio",
        rf"(?P<before>{RATIO})(?P<above>[0-9]{{1,3}}):(?P<below>[0-9]{{1,6}})(?![\w:]|[.,][0-9])",
        _ratio,
    ),
    rule(
        "score",
        r"(?<![\w.,:/-])(?P<ours>[0-9]{1,2}):(?P<theirs>[0-9])(?![\w:/-]|[.,][0-9])",
        _score,
    ),
    rule(
        "score behind its name",
        rf"(?P<before>(?<!\w)(?i:{SCORED}))(?P<ours>[0-9]{{1,3}})[:–—-](?P<theirs>[0-9]{{1,3}})"
        r"(?![\w:/-]|[.,][0-9])",
        _score,
    ),
)
