"""Years in short where `г.` is no gram and `л` no litre: `Гарантия 2 г.`, `стаж 5 л.`"""

from __future__ import annotations

import re

from voxloom.text.reading.rules.ru.cases import governed_case
from voxloom.text.reading.rules.ru.stops import full_stop
from voxloom.text.reading.rules.ru.units import YEAR
from voxloom.text.reading.rules.rule import rule

SEEN = 60  # characters before a number
LASTING = re.compile(
    r"(?<!\w)(?:гаранти|срок|стаж|возраст|опыт|реб[её]н|дет[яе]|служ[бу]|эксплуатаци|исполнилось|"
    r"вклад|кредит|договор|аренд|рассрочк|ипотек|контракт|подписк|полис)[а-яё]*"
    r"(?: [а-яё]+){0,3} ?[:—–-]? ?$",
    re.IGNORECASE,
)
BEHIND = r"(?= (?:и|или|под|на|с|без|от|до|при|после)(?!\w)| [А-ЯЁ0-9(—–-]|[,;:.)]|$)"


def _years(match: re.Match[str]) -> str:
    lasting = LASTING.search(match.string[max(0, match.start() - SEEN) : match.start()])
    months = re.match(r" (?:и )?[0-9]+ ?мес", match.string[match.end() :])
    if not lasting and not months:
        return match.group()
    count = int(match["number"])
    years = YEAR.after(count, governed_case(match.string, match.start()))
    return f"{match['before'] or ''}{count} {years}{full_stop(match)}"


AGES = (
    rule(
        "years in short",
        r"(?<![\w.,:/-])(?P<before>[1-9][0-9]? ?[-–—] ?)?(?P<number>[1-9][0-9]?) ?(?:г|л)\.?"
        rf"(?!\w){BEHIND}",
        _years,
    ),
)
