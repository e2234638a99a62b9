"""Russian words in short that keep their ending, or take it from the noun behind them."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.ru.cases import preposition_case
from voxloom.text.reading.rules.ru.nouns import Noun, inflected, noun
from voxloom.text.reading.rules.ru.units import any_of
from voxloom.text.reading.rules.rule import rule, table

# `пр-т`, and so `пр-ту`, `пр-та`.
HYPHENATED = {
    "пр-т": "проспект",
    "пр-кт": "проспект",
    "пр-д": "проезд",
    "б-р": "бульвар",
    "р-н": "район",
    "м-н": "магазин",
    "д-р": "доктор",
    "ин-т": "институт",
    "ун-т": "университет",
    "ф-л": "филиал",
    "з-д": "завод",
    "о-в": "остров",
    "док-т": "документ",
    "к-т": "комплект",
    "пол-ка": "поликлиника",
    "б-ка": "библиотека",
    "б-ца": "больница",
    "гост-ца": "гостиница",
    "кол-во": "количество",
    "гос-во": "государство",
    "пр-во": "производство",
    "стр-во": "строительство",
    "отд-ние": "отделение",
    "обсл-ние": "обслуживание",
}
SHORT = {
    "мин": "минимальный",
    "макс": "максимальный",
    "доп": "дополнительный",
    "мед": "медицинский",
    "гос": "государственный",
    "мун": "муниципальный",
    "тех": "технический",
    "след": "следующий",
    "эл": "электронный",
    "адм": "административный",
    "бесп": "бесплатный",
    "гл": "главный",
    "гор": "городской",
    "обл": "областной",
    "соц": "социальный",
    "моб": "мобильный",
    "деж": "дежурный",
    "рег": "регистрационный",
    "врем": "временный",
    "контр": "контрольный",
    "спец": "специальный",
    "ген": "генеральный",
    "праздн": "праздничный",
    "посл": "последний",
    "сан": "санитарный",
    "вет": "ветеринарный",
    "дет": "детский",
    "муж": "мужской",
    "жен": "женский",
    "вечерн": "вечерний",
    "утр": "утренний",
    "почт": "почтовый",
    "пенс": "пенсионный",
    "трансп": "транспортный",
}
# By the end of the noun; the first whose case fits.
BY_NOUN = (
    (r"(?:ие|ье|о)$", "", "ое"),
    (r"[ая]$", "g", "ого"),
    (r"[ая]$", "", "ая"),
    (r"[ую]$", "d", "ому"),
    (r"[ую]$", "", "ую"),
    (r"(?:ии|е)$", "ap", "ом"),
    (r"[ыи]$", "", "ые"),
    (r"(?:ом|ем|ём)$", "gi", "ым"),
    (r"(?:ой|ей)$", "", "ой"),
    (r"[ая]х$", "", "ых"),
    (r"[ая]м$", "", "ым"),
    (r"[ая]ми$", "", "ыми"),
)


def _hyphenated() -> dict[str, str]:
    """Every form: what the whole word ends in, the short one ends in too."""
    forms = {}
    for short, lemma in HYPHENATED.items():
        whole: Noun = noun(lemma)
        kept = 0 if lemma[-1] not in "аео" else len(lemma) - len(lemma.rstrip("аеио"))
        for form in (*whole.singular, *whole.plural):
            forms[short[: len(short) - kept] + form[len(lemma) - kept :]] = form
    return forms


def _adjective(match: re.Match[str]) -> str:
    key, behind = match["key"], match["noun"]
    if not behind:
        return f"{key}имум" if key.casefold() in ("мин", "макс") else match.group()
    case = preposition_case(match.string, match.start())
    lemma = SHORT[key.casefold()]
    ending = next(
        (end for shape, asked, end in BY_NOUN if re.search(shape, behind) and fits(asked, case)),
        None,
    )
    said = inflected(lemma, ending)[0] if ending else lemma
    return key[0] + said[1:]


def fits(asked: str, case: str) -> bool:
    return not asked or (bool(case) and case in asked)


CONTRACTIONS = (
    table("word with a hyphen", r"(?<![\w-]){}(?![\w-])", _hyphenated()),
    rule(
        "adjective in short",
        rf"(?<![\w.])(?<![0-9] )(?P<key>(?i:{any_of(SHORT)}))\."
        r"(?= ?(?:[0-9]|(?P<noun>[а-яё]{3,})(?![\w-])))",
        _adjective,
    ),
)
