"""Spanish weekdays in short: `lun-sáb`, `L a V`, `mar. 3/4`."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import rule

DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
SHORT = {
    "lun": "lunes",
    "lu": "lunes",
    "mar": "martes",
    "ma": "martes",
    "mié": "miércoles",
    "mie": "miércoles",
    "miér": "miércoles",
    "mi": "miércoles",
    "mi.": "miércoles",
    "jue": "jueves",
    "juev": "jueves",
    "ju": "jueves",
    "vie": "viernes",
    "vier": "viernes",
    "vi": "viernes",
    "sáb": "sábado",
    "sab": "sábado",
    "sá": "sábado",
    "sa": "sábado",
    "dom": "domingo",
    "do": "domingo",
}
# No words of their own: read wherever they stand.
SURE = "lun|mié|miér|jue|juev|vie|vier|sáb|dom"
LETTERS = dict(zip("LMXJVSD", DAYS, strict=True))
FULL = r"(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?)"
# Short ones that are words too: `vi a mi madre`, `do mayor`.
WORDS = r"(?:lu|ma|mi|ju|vi|s[áa]|do)"
LONG = r"(?:lun|mar|mi[ée]r?|juev?|vier?|s[áa]b|dom)"
ANY = r"(?:lun|mar|mi[ée]r?|juev?|vier?|s[áa]b|dom|lu|ma|mi|ju|vi|s[áa]|do)"
TO = r"(?P<to> ?[-–—/] ?| a | al | y | e |, )"
CLOSED = r"(?=:? (?:cerrado|festivos?|y festivos)\b)"
HOURS = (
    r"(?=[:,.]? (?:de )?[0-9]{1,2}(?:[:.h][0-9]{2})? ?(?:h(?:rs?|s)?\b\.?)? ?(?:[ap]\.? ?m\.? ?)?"
    r"(?:[-–—]|a ) ?[0-9])"
)
# Before the figures of a date.
MONTH = "(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic)"
DATE = (
    rf"(?=,? (?:el )?(?:[0-9]{{1,2}}[/.-][0-9]|[0-9]{{1,2}} (?:de )?{MONTH}"
    r"|[0-9]{1,2}\b(?!:| [a-záéíóúñ]{3,})))"
)
# Two numbers that count nothing.
FIGURES = (
    r"(?=\.? [0-9]{1,2}(?:/[0-9]{1,2}|(?:[:.h][0-9]{2})? ?h?[-–][0-9]{1,2}(?:[:.h][0-9]{2})?)\b"
    r"(?! (?!cerrad|abiert|festiv)[a-záéíóúñ]{3,}))"
)
# A name or another word: `Dom Pedro`.
NAMED = (
    r"(?:(?<=\b[A-Z]..)|(?<=\b[A-Z]...))"
    r" (?!(?:y|e|a|al|de|del|o|por|tarde|noche|mañana|cerrado|festivo|todo|solo|no)\b)[^\W\d_]{2,}"
)


def _full(short: str) -> str:
    if short in LETTERS:
        return LETTERS[short]
    word = short.casefold().rstrip(".")
    said = SHORT.get(word, word)
    return said.capitalize() if short[0].isupper() and not short.isupper() else said


def _day(match: re.Match[str]) -> str:
    return _full(match["day"])


def _range(match: re.Match[str]) -> str:
    first, last, to = match["day"], match["last"], match["to"]
    if "".join((first, last)) in ("LM", "SM", "ML", "XL"):  # sizes
        return match.group()
    words = [day for day in (first, last) if re.fullmatch(WORDS, day, re.IGNORECASE)]
    open_then = re.match(f"{HOURS}|{CLOSED}", match.string[match.end() :])
    joined = to.strip().isalpha() or to == ", " or {first, last} == {"do", "mi"}
    if words and joined and not open_then:
        return match.group()
    said = to if to.strip() in ("a", "al", "y", "e", ",") else " y " if "/" in to else " a "
    return f"{_full(first)}{said}{_full(last)}"


def _list(match: re.Match[str]) -> str:
    days = [_full(day) for day in re.findall(r"[LMXJVSD]", match.group())]
    return ", ".join(days[:-1]) + f" y {days[-1]}"


WEEKDAYS = (
    rule(
        "letters of weekdays",
        r"(?<![\w/.-])(?<!talla )(?<!tallas )(?<!Talla )(?<!Tallas )(?<!, )"
        r"[LMXJVSD](?:(?:, ?|/)[LMXJVSD])+(?:(?:, ?|/| y )[LMXJVSD])(?![\w/-])",
        _list,
    ),
    rule(
        "weekdays by their letters",
        r"(?<![\w/.-])(?<!talla )(?<!tallas )(?<!Talla )(?<!Tallas )"
        r"(?<!\b[A-Z] )(?P<day>[LMXJVSD])(?P<to> ?[-–—/] ?| a | y )"
        r"(?P<last>[LMXJVSD])(?![\w/-]|\.[A-Z])",
        _range,
    ),
    rule(
        "letter of a weekday before hours",
        rf"(?<![\w/.-])(?P<day>[LMXJVSD])(?:{HOURS}|{CLOSED})",
        _day,
    ),
    rule(
        "weekday to weekday",
        rf"(?i:(?<![\w/.-])(?P<day>{ANY}|{FULL})\.?{TO}(?P<last>{ANY}|{FULL})\b)(?!\w)(?:\.(?=.))?",
        _range,
    ),
    rule(
        "weekday before a date",
        rf"(?i:(?<![\w/.-])(?<![0-9] )(?<!de )(?P<day>{LONG})\b)\.?(?:{DATE}|{HOURS})",
        _day,
    ),
    rule(
        "weekday in two letters before figures",
        rf"(?<![\w/.-])(?<![^\W\d_] )(?P<day>(?i:{WORDS}))\b{FIGURES}\.?",
        _day,
    ),
    rule(
        "weekday behind an article",
        rf"(?:(?<=\b[Ee]l )|(?<=\b[Ll]os )|(?<=\b[Aa]l )|(?<=\bdel )|(?<=próximo ))"
        rf"(?i:(?P<day>{SURE}))\b(?=[ ,;:)] ?(?![A-Z]))(?! -?[0-9])",
        _day,
    ),
    rule(
        "weekday",
        rf"(?i:\b(?P<day>{SURE})\b)(?:\.(?=[^\n])|(?!{NAMED}))(?!-?[0-9])",
        _day,
    ),
    rule("weekday with a dot", r"(?i:\b(?P<day>sab|mie)\.)", _day),
    rule(
        "days of every week",
        rf"\b[Ll]os {FULL}(?:(?:, ?| y | e | o | ni )(?:los )?{FULL})*",
        lambda match: re.sub(r"(?i:\b(s[aá]bado|domingo))\b", r"\1s", match.group()),
    ),
)
