"""French streets, roads and points of the compass."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.fr.abbreviations import in_both_cases
from voxloom.text.reading.rules.fr.numbers import cardinal
from voxloom.text.reading.rules.rule import rule, table

STREETS = {
    "av.": "avenue",
    "ave": "avenue",
    "ave.": "avenue",
    "bd": "boulevard",
    "bd.": "boulevard",
    "bld": "boulevard",
    "boul.": "boulevard",
    "blvd": "boulevard",
    "r.": "rue",
    "pl.": "place",
    "pte": "porte",
    "rte": "route",
    "rte.": "route",
    "ch.": "chemin",
    "chem.": "chemin",
    "imp.": "impasse",
    "all.": "allée",
    "sq.": "square",
    "fg": "faubourg",
    "fbg": "faubourg",
    "fg.": "faubourg",
    "crs": "cours",
    "rés.": "résidence",
    "lot.": "lotissement",
    "pass.": "passage",
    "q.": "quai",
}
COMPASS = {"N": "nord", "S": "sud", "E": "est", "O": "ouest", "W": "ouest"}
WIND = (
    r"(?:vents?|rafales|houle|secteur|direction|orienté|cap|flux|autoroute|rocade|périphérique"
    r"|sortie|sens)(?: (?:de|du|modérés?|forts?|faibles?|secteur|dominant|est|[A-Z][0-9]+))?(?: :)?"
)
FROM = r"\b(?:[Ll]['’]|[Ll]a |autoroute |nationale |départementale |route |sur |via |par |et )"


def _point(match: re.Match[str]) -> str:
    return match["before"] + "-".join(COMPASS[point] for point in match["point"])


RULES = (
    rule(
        "departure and arrival",
        r"\b(?P<which>[Dd]ép|[Aa]rr)\.(?= (?:à |de )?\w+ heures?)",
        lambda match: {"d": "départ", "a": "arrivée"}[match["which"][0].lower()],
    ),
    rule("before a day", r"(?<![\w.-])[Aa]v\.(?= (?:le |la |les |midi|minuit))", "avant"),
    rule("town on a river", r"(?<=\w)[ -]s/ ?(?=[A-Z]|la |mer)", " sur "),
    table(
        "street",
        r"(?<![\w.-]){}(?=[ -](?:[A-ZÉÈ]|de |du |des |d['’]|la |le |les |l['’]))",
        in_both_cases(STREETS),
    ),
    table(
        "compass in two or three",
        r"(?<![\w.'’-]){}(?![\w'’-])",
        {
            "N-E": "nord-est",
            "N-O": "nord-ouest",
            "S-E": "sud-est",
            "S-O": "sud-ouest",
            "NNE": "nord-nord-est",
            "NNO": "nord-nord-ouest",
            "SSE": "sud-sud-est",
            "SSO": "sud-sud-ouest",
            "ENE": "est-nord-est",
            "ESE": "est-sud-est",
            "N-S": "nord-sud",
            "S-N": "sud-nord",
            "E-O": "est-ouest",
            "O-E": "ouest-est",
            "ONO": "ouest-nord-ouest",
            "OSO": "ouest-sud-ouest",
        },
    ),
    rule(
        "compass",
        rf"(?P<before>(?i:\b{WIND}) )(?P<point>[NS]?[NSEOW])(?![\w'’-])",
        _point,
    ),
    rule(
        "compass behind a preposition",
        r"(?P<before>\b(?:au|vers le) )(?P<point>[NSEO]|[NS][EO])(?= d[eu]\b| d['’])",
        _point,
    ),
    rule(
        "road",
        rf"(?P<before>{FROM})"
        r"(?P<road>[ANDEM]|R[ND]) ?(?P<number>[0-9]{1,4})(?!\w|-[0-9])",
        lambda match: f"{match['before']}{match['road']} {cardinal(int(match['number']))}",
    ),
)
