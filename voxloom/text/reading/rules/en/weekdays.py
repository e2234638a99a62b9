"""English: weekdays in short."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.en.words import ANY_MONTH
from voxloom.text.reading.rules.rule import rule, table

WEEKDAYS = {
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Tues": "Tuesday",
    "Wed": "Wednesday",
    "Weds": "Wednesday",
    "Thu": "Thursday",
    "Thur": "Thursday",
    "Thurs": "Thursday",
    "Fri": "Friday",
}
# Words of their own as well: only beside what tells.
WEEKEND = {"Sat": "Saturday", "Sun": "Sunday"}
INITIALS = {
    "M": "Monday",
    "T": "Tuesday",
    "Tu": "Tuesday",
    "W": "Wednesday",
    "Th": "Thursday",
    "R": "Thursday",
    "F": "Friday",
    "Mo": "Monday",
    "We": "Wednesday",
    "Fr": "Friday",
    "Sa": "Saturday",
    "Su": "Sunday",
}
IN_A_LIST = INITIALS | WEEKDAYS | WEEKEND
ANY_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun)"


def _initials(match: re.Match[str]) -> str:
    days = [IN_A_LIST[day] for day in re.split(r"[/&–-]", match["days"])]
    joined = " and " if re.search("[/&]", match["days"]) else " to "
    return joined.join([", ".join(days[:-1]), days[-1]])


DAYS = (
    rule(
        "weekdays by their initials",
        r"(?<![\w./-])(?P<days>(?:M|Tu|T|W|Th|Mon|Tue|Wed)(?:[/&]"
        r"(?:Tue|Wed|Thu|Fri|Sat|Sun|Tu|T|W|Th|R|F|Sa|Su))+|"
        r"(?:M|Mo|Tu|W|We|Th)[-–](?:F|Th|Fr|Sa|Su|W|We))(?![\w/-])",
        _initials,
    ),
    # Weekdays and months in full.
    table("weekday", r"\b(?!Mon (?:Dieu|ami|cher)){}\b(?:\.(?!\w)|(?!['’-][a-z]))", WEEKDAYS),
    table("weekday in capitals", r"\b{}\b\.?", {k.upper(): v for k, v in WEEKDAYS.items()}),
    table(
        "weekend before what tells",
        r"\b{}\b(?:\.(?!\w))?(?=[,:]? ?"
        r"(?:[0-9]|noon|(?i:closed)|only|mornings?|&|-|–|(?:and|or|through|to) holidays)"
        rf"| (?:and|or|through|to) (?:{ANY_DAY})\b|,? (?:{ANY_MONTH})\b|[,.;]? ?"
        rf"(?:{ANY_DAY})\b|\.?$)",
        WEEKEND,
    ),
    table(
        "weekend behind what tells",
        r"(?:(?<=day and )|(?<=day & )|(?<=day-)|(?<=day – )|(?<=day - )|(?<=day–)|(?<=day, )"
        r"|(?<=day/)|(?<=day or )|(?<=day to )|(?<=day through )|(?<=\bon )|(?<=\bevery )"
        r"|(?<=\bthis )|(?<=\bnext )|(?<=\bby )|(?<=\buntil ))"
        r"{}\b(?:\.(?!\w))?(?! (?:nav|King|Street|St|Micro\w*)\b)",
        WEEKEND,
    ),
    rule(
        "weekdays from and to",
        r"(?<=[0-9y]) ?[-–] ?(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)",
        " to ",
    ),
    rule("weekdays", r"(?<=day)(?: ?& ?|/)(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)", " and "),
)
