"""Italian dates: with names of months, in figures, ranges of days, years."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.it.numbers import cardinal
from voxloom.text.reading.rules.rule import Rule, rule

MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]
WEEKDAYS = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"]
SHORT_MONTH = r"(?:genn?|febb?|mar|apr|magg?|giu|lug|ago|sett?|ott|nov|dic)(?![^\W_])(?:\.(?! *$))?"
MONTH = rf"(?i:(?:{'|'.join(MONTHS)})(?!\w)|{SHORT_MONTH})"
WEEKDAY = rf"(?:{'|'.join(WEEKDAYS)})"

DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
FIGURE = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:19|20)[0-9]{2}"
DASH = r" ?[-–—] ?"
START, END = r"(?<![\w.,/:+-])", r"(?![\w/]|[.,:-][0-9])"
# Behind one day of a range, and behind the last or only one.
NAMED = (
    rf"(?:[°º]?[ .-]{{0,2}}{MONTH}(?:(?:,? (?:del )?|-)(?:{YEAR}(?!\w)|['’][0-9]{{2}}(?!\w))"
    rf"|-[0-9]{{2}}(?!\w))?)"
)
IN_FIGURES = rf"(?:[/.]{FIGURE}(?:[/.](?:{YEAR}|[0-9]{{2}}))?(?![0-9/]))"
REST = re.compile(
    rf"[°º]?[ ./-]{{0,2}}(?P<month>{MONTH}|{FIGURE}(?!\w))(?:(?:,? (?:del )?|[/.-])"
    r"(?P<year>['’]?[0-9]+))?"
)
NO_AMOUNT = r"(?! ?(?:[%€$£°]|per cento|euro|milion|miliard|mila|ml[nd]|[kcm]?m\b|k?g\b))"
# Between these and a number the days of a range follow each other: "del dodici tredici maggio".
JOINED = r"(?:i|del|dei|il|nel|nei|sul|tra il|fra il)"
# Before a date in figures without a year, which might be a fraction, or a day in hours.
CUE = (
    rf"(?i:\b(?:il|al|dal|del|nel|entro|giorno|giorni|data|scadenza|scade|oggi|domani|dopodomani"
    rf"|{'|'.join(WEEKDAYS)}),?:? |\b(?:l|all|dall|dell|nell)['’])"
)
# The first of a month has an ordinal: "l'1 maggio" is "il primo maggio".
WITH_ARTICLE = {"l": "il", "dall": "dal", "all": "al", "dell": "del", "nell": "nel", "sull": "sul"}
EXPIRY = r"(?i:scad\w+|valid\w+|fino a[dl]?|rinnov\w+|mese|emess\w+|decorrenza|competenza)"


def month_name(written: str) -> str:
    """Of its number, its name or the name's first letters."""
    if written.isdigit():
        return MONTHS[int(written) - 1]
    return next(name for name in MONTHS if name.startswith(written[:3].lower()))


def year_name(written: str) -> str:
    """Two figures are of this century up to 49."""
    digits = written.strip("'’")
    century = ("20" if digits < "50" else "19") if len(digits) == 2 else ""
    return cardinal(int(century + digits))


def day_name(written: str) -> str:
    return "primo" if int(written) == 1 else cardinal(int(written))


def article(preposition: str, number: str) -> str:
    """`dal tre`, `dall'otto`, `al primo`: with the article and the day's name."""
    return f"{preposition}{'l' + chr(39) if int(number) in (8, 11) else ' '}{day_name(number)}"


def rest(written: str | None) -> str:
    """Month and year behind a day."""
    match = REST.fullmatch(written) if written else None
    if not match:
        return ""
    year = f" {year_name(match['year'])}" if match["year"] else ""
    return f" {month_name(match['month'])}{year}"


def _date(match: re.Match[str]) -> str:
    day = day_name(match["day"])
    return f"{match.groupdict().get('cue') or ''}{day}{rest(match['rest'].rstrip('.'))}"


def _first(match: re.Match[str]) -> str:
    word = match["word"].rstrip(" '’")
    said = WITH_ARTICLE.get(word.lower(), word.lower())
    article = said.capitalize() if word[0].isupper() else said
    return f"{article} {'primo' if 'one' in match.groupdict() else '1'}"


def _iso(match: re.Match[str]) -> str:
    return f"{day_name(match['day'])} {month_name(match['month'])} {year_name(match['year'])}"


def _uncued(match: re.Match[str]) -> str:
    """A fraction is left, `3/4` and `2/5`, and `24/7`."""
    day, month = match["day"], match["month"]
    padded = day.startswith("0") or month.startswith("0")
    smaller = int(day) < int(month) or (day, month) == ("7", "7")
    timed = match["clock"] is not None
    if not (padded or timed) and (smaller or (day, month) == ("24", "7")):
        return match.group()
    return f"{day_name(day)} {month_name(month)}"


def _days(match: re.Match[str]) -> str:
    before, first, last = match["before"] or "", match["first"], match["day"]
    if re.fullmatch(rf"(?i:{JOINED}) ", before):
        return (
            f"{before}{day_name(first)}{rest(match['rest1'])} {day_name(last)}{rest(match['rest'])}"
        )
    kept = "" if before.lower() in ("dal ", "da ") else before
    start = article("dal", first) + rest(match["rest1"])
    return f"{kept}{start} {article('al', last)}{rest(match['rest'])}"


def _month_of_a_year(match: re.Match[str]) -> str:
    before = re.sub(r"(?<=a)l $", " ", match["before"])
    return f"{before}{month_name(match['month'])} {year_name(match['year'])}"


def _months(match: re.Match[str]) -> str:
    before, first, last = match["before"] or "", month_name(match["first"]), match["month"]
    if before and before.lower() != "da ":
        return f"{before}{first} {month_name(last)}"
    return f"da {first} a {month_name(last)}"


def _years(match: re.Match[str]) -> str:
    first, last = match["first"], match["last"]
    last = first[:2] + last if len(last) == 2 else last
    if int(first) >= int(last):
        return match.group()
    article = re.search(r"\b(?i:[dn]el|dal|al|sul|il|i|dei|nei) $", match.string[: match.start()])
    joined = match["dash"] == "/" or int(last) == int(first) + 1 or article
    said = cardinal(int(first)), cardinal(int(last))
    return f"{said[0]} {said[1]}" if joined else f"dal {said[0]} al {said[1]}"


DATE_RULES: tuple[Rule, ...] = (
    rule(
        "first of a month behind an article",
        rf"\b(?P<word>(?i:{'|'.join(WITH_ARTICLE)}))['’] ?0?1"
        rf"(?={NAMED}(?!\w)|/{FIGURE}(?:/(?:{YEAR}|[0-9]{{2}}))?(?![\w/])"
        rf"|{DASH}{DAY}(?:{NAMED}|/{FIGURE})(?![\w/])"
        rf"|(?P<dot>[.-]){FIGURE}(?P=dot)(?:{YEAR}|[0-9]{{2}})(?!\w))",
        _first,
    ),
    rule(
        "first of a month before another day",
        rf"\b(?P<word>(?i:(?:{'|'.join(WITH_ARTICLE)})['’] ?|(?:il|dal|al|del|nel|sul) ))"
        r"0?1(?P<one>)"
        rf"(?=(?: al | all['’]| (?:e|o) (?:il |l['’])?){DAY}(?:{NAMED}(?!\w)|/{FIGURE}))",
        _first,
    ),
    rule(
        "range of days of the week",
        rf"(?P<before>\b(?i:dal?|dalla) )?(?P<first>(?i:{WEEKDAY}) {DAY}(?:{NAMED}"
        rf"|{IN_FIGURES})?){DASH}"
        rf"(?P<last>(?i:{WEEKDAY}) {DAY}(?:{NAMED}|{IN_FIGURES}))",
        r"da \g<first> a \g<last>",
    ),
    rule(
        "date, year first",
        rf"{START}(?P<year>{YEAR})-(?P<month>{FIGURE})-(?P<day>{DAY})(?![\w/-])",
        _iso,
    ),
    rule(
        "range of days",
        rf"(?P<before>\b[^\W\d_]+ )?{START}(?P<first>{DAY})(?P<rest1>{NAMED}|{IN_FIGURES})?"
        rf"{DASH}(?P<day>{DAY})(?P<rest>{NAMED}|{IN_FIGURES})(?![\w/-])",
        _days,
    ),
    rule(
        "range of days with a stroke",
        rf"(?P<before>\b[^\W\d_]+ )?{START}(?P<first>{DAY})(?P<rest1>)/(?P<day>{DAY})"
        rf"(?P<rest> {MONTH}(?: {YEAR})?)(?![\w/-])",
        _days,
    ),
    rule("date with the month's name", rf"{START}(?P<day>{DAY})(?P<rest>{NAMED})(?![\w/])", _date),
    rule(
        "date in figures",
        rf"{START}(?<!versione )(?P<day>{DAY})(?P<rest>([/.-]){FIGURE}\3(?:{YEAR}"
        rf"|[0-9]{{2}})){END}",
        _date,
    ),
    rule(
        "day and month behind a word",
        rf"(?P<cue>{CUE}){START}(?P<day>{DAY})"
        rf"(?P<rest>/{FIGURE}|-0[1-9]|\.{FIGURE}(?=\.?,? (?:ore|alle|dalle|h)\b)){END}",
        _date,
    ),
    rule(
        "day and month with a dot",
        rf"(?P<cue>\b(?i:(?:il|al|dal|del|entro|giorno|data) |(?:l|all|dall|dell)['’])){START}"
        rf"(?P<day>{DAY})(?P<rest>\.{FIGURE}(?:\.(?! *$))?(?=[ ,;)]|\.?$)){NO_AMOUNT}",
        _date,
    ),
    rule(
        "day and month",
        rf"{START}(?<!su )(?P<day>{DAY})/(?P<month>{FIGURE}){END}"
        r"(?P<clock>(?=,? (?:alle|ore|h) ))?",
        _uncued,
    ),
    rule(
        "month and year",
        rf"(?P<before>(?:\b(?:al|dal) )?){START}(?P<month>0[1-9]|1[0-2])[/-]"
        rf"(?P<year>20[0-9]{{2}}){END}",
        _month_of_a_year,
    ),
    rule(
        "month of expiry",
        rf"(?P<before>\b{EXPIRY}(?:,? [^\W\d_]+){{0,2}}:? ){START}"
        rf"(?P<month>0[1-9]|1[0-2])/(?P<year>[0-9]{{2}}){END}",
        _month_of_a_year,
    ),
    rule(
        "range of months",
        rf"\b(?P<before>(?i:di|del|in|a|da) )?(?<!\d )(?P<first>{MONTH})(?:{DASH}|/)"
        rf"(?P<month>{MONTH})",
        _months,
    ),
    rule(
        "month with its year",
        rf"(?<![\w.])(?P<before>)(?P<month>{MONTH}),? (?P<year>{YEAR}|['’][0-9]{{2}})(?![\w/-]"
        r"|[.,][0-9])",
        _month_of_a_year,
    ),
    rule(
        "range of years",
        rf"{START}(?P<first>{YEAR})(?P<dash>[-–/])(?P<last>{YEAR}|[0-9]{{2}}){END}",
        _years,
    ),
    rule(
        "article before a vowel",
        rf"\b(?P<l>[Ii])l (?=(?:otto|undici) (?:{'|'.join(MONTHS)})\b)",
        lambda match: "L'" if match["l"] == "I" else "l'",
    ),
    rule(
        "preposition before a vowel",
        rf"\b(?P<word>(?i:da|a|de|ne|su)l) (?=(?:otto|undici) (?:{'|'.join(MONTHS)})\b)",
        r"\g<word>l'",
    ),
)
