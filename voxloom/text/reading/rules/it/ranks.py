"""Italian ranks in short, before a name: `Gen. Rossi` is a general, `gen. 2025` a month."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.it.dates import MONTH
from voxloom.text.reading.rules.rule import Rule, rule

RANKS = {
    "gen": "generale",
    "col": "colonnello",
    "ten": "tenente",
    "magg": "maggiore",
    "mag": "maggiore",
    "cap": "capitano",
    "mar": "maresciallo",
    "serg": "sergente",
    "amm": "ammiraglio",
    "brig": "brigadiere",
    "isp": "ispettore",
}
OFFICES = {"min": "ministro", "dir": "direttore"}  # behind an article alone
IN_SMALL = "|".join(rank for rank in RANKS | OFFICES if rank != "mar")  # "chiuso il mar."
IN_CAPITALS = "|".join(rank.capitalize() for rank in RANKS)
NAME = rf"(?!{MONTH})[A-ZÀÈ](?:[a-zàèéìòù]+(?!\w)|['’][A-Z][a-z]+|\.(?= ?[A-Z]))"


def _rank(match: re.Match[str]) -> str:
    said = (RANKS | OFFICES)[match["rank"].lower()]
    capital = match["rank"][0].isupper()
    return match["before"] + (said.capitalize() if capital else said)


RANK_RULES: tuple[Rule, ...] = (
    rule(
        "rank before a name",
        rf"(?P<before>)(?<![\w.])(?<![0-9] )(?P<rank>{IN_CAPITALS})\.(?= {NAME})",
        _rank,
    ),
    rule(
        "rank behind an article",
        rf"(?P<before>\b(?i:il|del|al|dal|col|signor) )(?P<rank>{IN_SMALL})\.(?= {NAME})",
        _rank,
    ),
)
