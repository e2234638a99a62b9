"""Russian nouns in their cases: those that abbreviations and signs stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from voxloom.text.reading.rules.ru.numbers import decimal, is_few, is_one, number

CASES = "ngdaip"
# Lemma's end; gender; endings of the singular and of the plural, in the order of CASES.
DECLENSIONS = (
    (r"ая", "f", "ая ой ой ую ой ой", "ые ых ым ые ыми ых"),
    (r"(?<=и)я", "f", "я и и ю ей и", "и й ям и ями ях"),
    (r"я", "f", "я и е ю ей е", "и ь ям и ями ях"),
    (r"(?<=[кгх])а", "f", "а и е у ой е", "и - ам и ами ах"),
    (r"(?<=[жчшщ])а", "f", "а и е у ей е", "и - ам и ами ах"),
    (r"(?<=ц)а", "f", "а ы е у ей е", "ы - ам ы ами ах"),
    (r"а", "f", "а ы е у ой е", "ы - ам ы ами ах"),
    (r"(?<=и)е", "n", "е я ю е ем и", "я й ям я ями ях"),
    (r"е", "n", "е я ю е ем е", "я й ям я ями ях"),
    (r"о", "n", "о а у о ом е", "а - ам а ами ах"),
    (r"(?:(?<=[тд])|(?<=пен))ь", "f", "ь и и ь ью и", "и ей ям и ями ях"),
    (r"ь", "m", "ь я ю ь ём е", "и ей ям и ями ях"),
    (r"(?<=[кгх])", "m", "- а у - ом е", "и ов ам и ами ах"),
    (r"(?<=[жчшщ])", "m", "- а у - ом е", "и ей ам и ами ах"),
    (r"(?<=ц)", "m", "- а у - ем е", "ы ев ам ы ами ах"),
    (r"й", "m", "й я ю й ем е", "и ев ям и ями ях"),
    (r"", "m", "- а у - ом е", "ы ов ам ы ами ах"),
)
# Of the singular, by gender, and of the plural; the nominative is the lemma.
ADJECTIVES = {"m": "- ого ому - ым ом", "f": "- ой ой ую ой ой"}
SEVERAL = "ые ых ым ые ыми ых"


@dataclass(frozen=True)
class Noun:
    gender: str
    singular: tuple[str, ...]  # in the order of CASES
    plural: tuple[str, ...]
    few: str  # after two, three and four
    tail: str = ""  # said behind, whatever the case

    def one(self, case: str) -> str:
        return self.singular[CASES.index(case)] + self.tail

    def many(self, case: str) -> str:
        return self.plural[CASES.index(case)] + self.tail

    def after(self, count: int, case: str) -> str:
        """The form that a number asks for."""
        if count and count % 1000 == 0:  # a thousand is a noun itself
            return self.many("g")
        if is_one(count):
            return self.one(case)
        if case not in "na":
            return self.many(case)
        return self.few + self.tail if is_few(count) else self.many("g")


def noun(
    lemma: str,
    many: str = "",
    *,
    stem: str = "",
    plural: str = "",
    adjective: str = "",
    tail: str = "",
) -> Noun:
    """By the lemma's end. Given where it is irregular: `many`, the genitive plural; `stem`, of
    all but the nominative; `plural`, its stem. An adjective stands before."""
    end, gender, *endings = next(row for row in DECLENSIONS if re.search(f"{row[0]}$", lemma))
    stem = stem or re.sub(f"{end}$", "", lemma)
    singular, several = (
        [first + ("" if ending == "-" else ending) for ending in row.split()]
        for first, row in zip((stem, plural or stem), endings, strict=True)
    )
    if endings[0].split()[0] == endings[0].split()[3]:
        singular[3] = lemma
    singular[0] = lemma
    several[1] = many or several[1]
    few = singular[1]
    if adjective:
        one = inflected(adjective, ADJECTIVES[gender])
        more = inflected(adjective, SEVERAL)
        few = f"{more[0 if gender == 'f' else 1]} {few}"  # две новые книги, два новых дома
        singular = [" ".join(pair) for pair in zip(one, singular, strict=True)]
        several = [" ".join(pair) for pair in zip(more, several, strict=True)]
    return Noun(gender, tuple(singular), tuple(several), few, f" {tail}" if tail else "")


def inflected(lemma: str, endings: str) -> list[str]:
    """-ких, not -кых; -чего, not -чого; последняя, not последная."""
    soft = str.maketrans("аоуы", "яеюи") if lemma.endswith("ний") else {}
    forms = [
        lemma if end == "-" else lemma[:-2] + end[0].translate(soft) + end[1:]
        for end in endings.split()
    ]
    return [re.sub("(?<=[чщ])о", "е", re.sub("(?<=[кгхчщ])ы", "и", form)) for form in forms]


def fixed(word: str, gender: str = "m") -> Noun:
    """One that does not change."""
    return Noun(gender, (word,) * 6, (word,) * 6, word)


def counted(count: int, noun: Noun, case: str) -> str:
    return f"{number(count, noun.gender, case)} {noun.after(count, case)}"


def measured(whole: int, part: str, noun: Noun, case: str, *, halved: bool = False) -> str:
    """With decimals; one and a half has a word of its own, and other halves where `halved`."""
    if not part.strip("0"):
        return counted(whole, noun, case)
    if (whole, part) == (1, "5"):
        if case not in "na":
            return f"полутора {noun.many(case)}"
        return f"{'полторы' if noun.gender == 'f' else 'полтора'} {noun.one('g')}"
    if halved and part == "5" and whole and not is_one(whole):
        return f"{number(whole, noun.gender, case)} с половиной {noun.after(whole, case)}"
    return f"{decimal(whole, part, case)} {noun.one('g')}"
