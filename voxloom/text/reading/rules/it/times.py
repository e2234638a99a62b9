"""Italian weekdays in short, times of the day and opening hours."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.it.dates import MONTHS, WEEKDAY, WEEKDAYS
from voxloom.text.reading.rules.it.numbers import a, cardinal
from voxloom.text.reading.rules.rule import Rule, rule

SHORT = r"(?:lun|mart?|merc?|giov?|ven|sab|dom)"
SHORTEST = r"(?:Lu|Ma|Me|Gi|Ve|Sa|Do|LU|MA|ME|GI|VE|SA|DO)(?![^\W_])\.?"
A_DAY = rf"(?i:(?:{SHORT}(?![^\W_])(?:\.(?! *$))?|{WEEKDAY}(?!\w)))"
BETWEEN = r" ?[-–—/] ?"
# "mar" is also a sea, "dom" a title.
UNSURE = (
    r"(?=\.[,;:]? ?[\w/-]|,? [0-9]|(?:,| al?| alla|,? e) (?i:lun|mar|mer|gio|ven|sab|dom)|:"
    r"|,? (?:ore|dalle|alle|mattina|pomeriggio|sera|chius|apert|riposo))"
)

HOUR = r"(?:2[0-4]|[01]?[0-9])"
MINUTE = r"[0-5][0-9]"
CLOCK = rf"{HOUR}(?:[:.,]{MINUTE})?(?:[:.]00(?![0-9]))?"
SPAN = rf"{CLOCK} ?h?(?: ?[-–—/] ?){CLOCK}(?: ?h(?!\w))?"
SPANS = rf"{SPAN}(?:(?: ?[,;/+] ?| [eo] ){SPAN})*"
ONE_SPAN = re.compile(
    rf"(?P<h1>{HOUR})(?:[:.,](?P<m1>{MINUTE}))?[^0-9:.,]*?[-–—/] ?(?P<h2>{HOUR})(?:[:.,]"
    rf"(?P<m2>{MINUTE}))?"
    r"(?: ?h(?!\w))?"
)
PARTED = re.compile(r"(?<=[a-zàèéìòù]) ?[/+] ?(?=dall)")
# What hours without minutes stand behind.
CUE = (
    rf"(?i:\b(?:{WEEKDAY}|{'|'.join(MONTHS)}|orari[oa](?: [^\W\d_]+){{0,2}}|apert[oiae]|apertura"
    r"|chiusura"
    r"|mattin[aoe]|pomeriggio|sera|notte|festiv[io]|ferial[ei]|prefestiv[io]|fascia(?: oraria)?"
    r"|turno|oggi|domani|ore pasti|tutti i (?:giorni|gg)|continuato|cont\.|chius[oiae]|pausa"
    r"|weekend"
    r"|fine settimana|no[n-]? ?stop|segreteria|reception))"
)
END = r"(?![\w/:€%°]|[.,][0-9]| ?[-–] ?[0-9])"
NO_TIME = (
    r"(?! ?(?:€|euro|EUR|%|°|per cento|giorn|settiman|mes[ei]|ann[io]|minut|ore(?!\w)|person"
    r"|(?:k?m|cm|mm|kg|g|mg|l|ml|GB|MB|kWh|m²|mq|mila|mln|gg|min)(?!\w)))"
)
BEFORE = r"(?<![\w.,:/€$£+-])"


def day_of_the_week(written: str) -> str:
    return next(day for day in WEEKDAYS if day.startswith(written[:3].lower()))


def _with_article(preposition: str, day: str) -> str:
    return f"{preposition}{'la' if day == 'domenica' else ''} {day}"


def _days(match: re.Match[str]) -> str:
    first, last = day_of_the_week(match["first"]), day_of_the_week(match["last"])
    apart = WEEKDAYS.index(last) - WEEKDAYS.index(first)
    if apart == 1 or (apart == 2 and match["between"].strip() == "/"):
        return f"{match['before'] or ''}{first} e {last}"
    capital = not match["before"] and match["first"][0].isupper() and match.start() == 0
    said = f"{_with_article('dal', first)} {_with_article('al', last)}"
    return said[0].upper() + said[1:] if capital else said


def _list_of_days(match: re.Match[str]) -> str:
    days = [day_of_the_week(day) for day in re.findall(r"[^\W\d_]+", match.group())]
    return f"{', '.join(days[:-1])} e {days[-1]}"


def _day(match: re.Match[str]) -> str:
    return day_of_the_week(match["day"])


def hour_name(hour: int) -> str:
    return "una" if hour == 1 else cardinal(hour)


def clock(hour: str, minute: str | None) -> str:
    """`nove e trenta`, `nove`."""
    said = hour_name(int(hour))
    return f"{said} e {cardinal(int(minute))}" if minute and int(minute) else said


def _at(preposition: str, hour: str, minute: str | None) -> str:
    return f"{preposition}{'l' + chr(39) if int(hour) == 1 else 'le '}{clock(hour, minute)}"


def _span(match: re.Match[str]) -> str:
    start = _at("dal", match["h1"], match["m1"])
    return f"{start} {_at('al', match['h2'], match['m2'])}"


def _hours(match: re.Match[str]) -> str:
    """Hours without minutes are some only behind a word that says so."""
    cue, hour, spans = match["cue"] or "", match["ore"] or "", match["spans"]
    if not (cue or hour or re.search(rf"[:.]{MINUTE}", spans)):
        return match.group()
    said = PARTED.sub(", ", ONE_SPAN.sub(_span, spans))
    return cue + said


def _time(match: re.Match[str]) -> str:
    before = re.sub(r"^[Hh]\.? ?$", "ore ", match.groupdict().get("before") or "")
    seconds = match.groupdict().get("second")
    said = clock(match["hour"], match["minute"])
    return before + said + (f" e {cardinal(int(seconds))} secondi" if seconds else "")


def _duration(match: re.Match[str]) -> str:
    hours, minutes = int(match["hour"]), int(match["minute"])
    start = f"{a('ora')}ora" if hours == 1 else f"{cardinal(hours)} ore"
    end = f"{a('minuto')}minuto" if minutes == 1 else f"{cardinal(minutes)} minuti"
    return f"{start} e {end}"


def _with_h(match: re.Match[str]) -> str:
    """`2h30` is how long, `alle 2h30` and `14h30` when."""
    when = match["before"] or int(match["hour"]) > 6
    return _time(match) if when else _duration(match)


def _until_one(match: re.Match[str]) -> str:
    return f"{match['before'] or match['since']}una"


WEEKDAY_RULES: tuple[Rule, ...] = (
    rule(
        "range of weekdays in two letters",
        rf"(?P<before>)(?<![\w.-])(?P<first>{SHORTEST})(?P<between>{BETWEEN})(?P<last>{SHORTEST})",
        _days,
    ),
    rule(
        "weekday in two letters",
        r"(?<![\w.-])(?P<day>Lu|Ma|Me|Gi|Ve|Sa|Do)\.?(?=:? [0-9]{1,2}(?:[:.][0-9]{2})? ?[-–])",
        _day,
    ),
    rule("list of weekdays", rf"(?<![\w.-]){A_DAY}(?:[-–/]{A_DAY}){{2,6}}", _list_of_days),
    rule(
        "range of weekdays",
        rf"(?P<before>\b(?i:dal?|dalla) )?(?<![\w.-])(?P<first>{A_DAY})(?P<between>{BETWEEN})"
        rf"(?P<last>{A_DAY})",
        _days,
    ),
    rule(
        "weekday",
        r"(?<![\w.])(?P<day>(?:lun|merc|mer|giov|gio|ven|sab|Lun|Merc|Mer|Giov|Gio|Ven|Sab|LUN|MER|GIO|VEN"
        r"|SAB)"
        r"(?![^\W_])(?:\.(?! *$))?)",
        _day,
    ),
    rule(
        "weekday or something else",
        rf"(?<![\w.–-])(?<![0-9] )(?P<day>(?i:mart?|dom)(?![^\W_])){UNSURE}(?!\.? ?(?:19"
        rf"|20)[0-9]{{2}})\.?",
        _day,
    ),
)
HOUR_RULES: tuple[Rule, ...] = (
    rule(
        "round the clock",
        r"\b24 ?(?:h|ore) ?(?:/|su) ?24(?!\w)",
        "ventiquattro ore su ventiquattro",
    ),
    rule(
        "every day",
        r"\b7 ?(?:gg\.?|g|giorni) ?(?:/|su) ?7(?!\w)|(?<![\w/])7/7(?![\w/])",
        "sette giorni su sette",
    ),
    rule(
        "round the clock all the week",
        r"(?<![\w/.,])24/7(?P<year>/365)?(?![\w/])",
        lambda match: (
            "ventiquattro ore su ventiquattro, sette giorni su sette"
            + (", trecentosessantacinque giorni all'anno" if match["year"] else "")
        ),
    ),
    rule("H24", r"\b[Hh] ?24(?!\w|[.:/][0-9])", "acca ventiquattro"),
    rule(
        "opening hours",
        rf"(?P<cue>{CUE}[,:]? (?:\()?)?(?P<ore>(?:(?i:dalle|delle|nelle) )?(?i:ore|h\.?) |"
        rf"(?i:dalle) )?{BEFORE}(?P<spans>{SPANS})"
        rf"{END}{NO_TIME}",
        _hours,
    ),
    rule(
        "further hours",
        rf"(?P<cue>\bdalle [^\d.;]{{3,40}} alle [^\d.;]{{3,80}} ){BEFORE}(?P<ore>)"
        rf"(?P<spans>{SPANS}){END}{NO_TIME}",
        _hours,
    ),
    rule(
        "time behind a word",
        rf"(?P<before>\b(?i:ore|alle|dalle|le|alle ore|dalle ore|h\.?) ?){BEFORE}(?P<hour>{HOUR}),"
        rf"(?P<minute>{MINUTE}){END}{NO_TIME}",
        _time,
    ),
    rule(
        "h before a time",
        rf"\b(?P<h>[Hh])\.? ?(?={HOUR}(?:[:.]{MINUTE})?(?![\w/:]|[.,][0-9]))",
        lambda match: "Ore " if match["h"] == "H" else "ore ",
    ),
    rule("the word twice", r"\bore ore\b", "ore"),
    rule(
        "hours and minutes",
        rf"{BEFORE}(?P<hour>[0-9]{{1,2}}) ?h(?: e)? ?(?P<minute>{MINUTE}|[0-9])"
        r" ?(?:m|min(?:\.(?! *$))?"
        r"|minuti|['’′])(?!\w)",
        _duration,
    ),
    rule(
        "time with h",
        rf"(?P<before>\b(?i:alle|dalle|ore|le) )?{BEFORE}(?P<hour>{HOUR}) ?h ?(?P<minute>{MINUTE})"
        r"(?!\w)",
        _with_h,
    ),
    rule(
        "until one",
        r"(?P<before>\b(?:all['’]|(?i:[tf]ra) le [^.;]{1,20} e l['’]))1(?= ?(?:[.,;](?!\d)|$))|"
        r"(?P<since>\bdall['’])1(?= alle\b)",
        _until_one,
    ),
)
TIME_RULES: tuple[Rule, ...] = (
    rule(
        "time with seconds",
        rf"{BEFORE}(?P<hour>{HOUR}):(?P<minute>{MINUTE}):(?P<second>{MINUTE})(?![\w:]|[.,][0-9])",
        _time,
    ),
    rule(
        "time",
        rf"{BEFORE}(?P<hour>{HOUR})[:.](?P<minute>{MINUTE})(?: ?h\b)?{END}{NO_TIME}",
        _time,
    ),
    rule("hour one", r"(?P<ore>\b[Oo]re )1(?![\w:]|[.,][0-9])", r"\g<ore>una"),
    rule("it is one", r"(?<=[Èè] )la una\b", "l'una"),
    rule(
        "one o'clock",
        r"\b(?P<word>(?i:alle|dalle|le))(?P<ore> ore)? (?:una|1)(?=$| e (?:[a-z]+)|[.,;:!?]|"
        r" (?:di|del|alle|dopo|e)\b)",
        lambda match: match["word"][:-1] + "'una" if not match["ore"] else match.group(),
    ),
)
