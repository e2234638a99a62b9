"""French words in short before names and numbers, and initialisms that are spelled."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.fr.abbreviations import BEGINNING, in_both_cases
from voxloom.text.reading.rules.fr.units import PER, per
from voxloom.text.reading.rules.rule import rule, table
from voxloom.text.reading.rules.stops import full_stop

# Before a name; elsewhere these are other words, or the end of a sentence.
BEFORE_NAMES = {
    "M.": "monsieur",
    "MM.": "messieurs",
    "Mr": "monsieur",
    "Mr.": "monsieur",
    "Me": "maître",
    "Pr": "professeur",
    "Pr.": "professeur",
    "Mgr": "monseigneur",
    "Gal": "général",
    "Cdt": "commandant",
    "Col.": "colonel",
    "Lt": "lieutenant",
}
BEFORE_NUMBERS = {
    "no": "numéro",
    "no.": "numéro",
    "p.": "page",
    "pp.": "pages",
    "art.": "article",
    "al.": "alinéa",
    "chap.": "chapitre",
    "fig.": "figure",
    "vol.": "volume",
    "t.": "tome",
    "ch.": "chambre",
    "apt": "appartement",
    "apt.": "appartement",
    "app.": "appartement",
    "appt": "appartement",
    "appt.": "appartement",
    "ét.": "étage",
    "esc.": "escalier",
    "bât.": "bâtiment",
    "Bât.": "bâtiment",
    "bat.": "bâtiment",
    "lgt": "logement",
    "BP": "boîte postale",
    "§": "paragraphe",
    "q.": "question",
    "sem.": "semaine",
}
SEVERAL = {
    "art": "articles", "al": "alinéas", "chap": "chapitres", "fig": "figures", "vol": "volumes"
}  # fmt: skip
# Spelled, though they could be read as words.
SPELLED = (
    "EDF|SAV|AOP|APL|RATP|RER|RSA|HLM|UE|USA|ID|CB|DAB|GAB|TVA|TTC|HT|URL|"
    "USB|PDF|SMS|MMS|GPS|TGV|SNCF|CPAM|DHL|UPS|BNP|LCL|AG|IRM|ECG|RH|DRH|"
    "PDG|BTS|CE|CSE|AR|RAR|OK|VTC|ADSL|OTP|API|IP|PC|TV|HD|VIP|APRR|ZFE|"
    "DPE|CNI|CDI|CDD|ETA|RDC"
)


def _initials(match: re.Match[str]) -> str:
    ends = match.end() == len(match.string)
    return " ".join(match.group().split(".")).strip() + ("." if ends else "")


RULES = (
    rule(
        "half a year",
        r"(?P<before>\b(?:1er|2e|2nd|2ème|premier|second|deuxième) )sem\.(?= )",
        r"\g<before>semestre",
    ),
    rule(
        "saint",
        r"\bS(?P<she>te?)(?P<all>s?)\.?(?P<gap>[- ])(?=[A-ZÉÈ])",
        lambda match: f"Saint{'e' if match['she'] == 'te' else ''}{match['all']}{match['gap']}",
    ),
    table(
        "before a name",
        r"(?<![\w.'’-]){}"
        r"(?=[ -](?:[A-ZÉÈ][\w.]|de |d['’]|[Ll]e [A-ZÉ]|(?:et|ou) [Mm](?:me|adame|lle)))",
        BEFORE_NAMES,
    ),
    table(
        "before Christ",
        r"\b{}",
        {
            "av. J.-C.": "avant Jésus-Christ",
            "apr. J.-C.": "après Jésus-Christ",
        },
    ),
    rule(  # nos 10 conseils
        "numbers",
        r"(?:(?<=\b[LlDd]es )|(?<=\b[Aa]ux )|(?<=immeubles )|(?<=lots )|(?<=bâtiments )"
        r"|(?<=parcelles ))nos(?= [0-9])"
        r"|(?<![\w.-])nos(?= [0-9]+(?:(?:, ?| et | à | ou | ?[-–/] ?)[0-9]+)+(?![\w/]| [a-zà-ÿ]))",
        "numéros",
    ),
    rule(
        "ground floor",  # la RDC is a country
        r"(?P<before>(?i:appartements?|logements?|studios?|locaux|local|bureaux?|pièces|situés?"
        r"|situées?|duplex|accueil) en )RDC\b|(?<!\b[Ll]a )(?<!\b[Ee]n )(?<![\w-])RDC\b",
        lambda match: f"{match['before'] or ''}rez-de-chaussée",
    ),
    rule(
        "arrondissement",
        r"(?:(?<=[0-9]e )|(?<=[0-9]er )|(?<=ème )|(?<=premier ))arr\.",
        lambda match: "arrondissement" + full_stop(match, BEGINNING),
    ),
    rule(
        "arrives",
        r"(?P<who>\b(?:[Ii]l|[Ee]lle|[Oo]n|train|vol|bus|colis) )arr\.",
        lambda match: f"{match['who']}arrive{full_stop(match)}",
    ),
    rule(
        "arrival",
        r"(?<![\w.-])(?P<first>[Aa])rr\.(?!\w)",
        lambda match: f"{match['first']}rrivée{full_stop(match, BEGINNING)}",
    ),
    rule(
        "articles",
        r"(?P<before>\b(?:[LlDdCc]es|[Aa]ux|[Ll]eurs) )(?P<what>art|al|chap|fig|vol)\. ?"
        r"(?=[0-9A-Z])",
        lambda match: f"{match['before']}{SEVERAL[match['what']]} ",
    ),
    rule(
        "article of a law",
        r"(?P<before>\b(?:[Aa]rt\.|[Aa]rticles?) )(?P<book>[LRDA])\.? ?"
        r"(?=[0-9])",
        r"\g<before>\g<book> ",
    ),
    rule(
        "numbers of an article of a law",
        r"(?P<before>\b(?:[Aa]rt\.|[Aa]rticles?) [LRDA] )(?P<number>[0-9]+(?:-[0-9]+)+)(?!\w)",
        lambda match: match["before"] + match["number"].replace("-", " tiret "),
    ),
    table(
        "before a number",
        r"(?<![\w.-])(?<![^LlDd]['’]){}(?= ?(?:n° ?)?[0-9A-Z](?![a-z]))",
        in_both_cases(BEFORE_NUMBERS),
    ),
    rule(
        "initials with points",
        r"(?<![\w.-])(?:[A-Z]\.){2,}(?!\w)",
        _initials,
    ),
    rule(
        "paid for",
        rf"(?P<before>\b(?:HT|TTC|fois|(?<=par )\w+)) ?/ ?(?P<per>{PER})(?!\w)\.?",
        lambda match: f"{match['before']} {per(match['per'])}",
    ),
    rule("paid in a while", r"(?<=euros) ?/ ?(?=[0-9])", " par "),
    rule("plus behind a name", r"(?<=\w)\+(?![\w+])", " plus"),
    rule("arrow", r" ?(?:→|->|=>|►) ?", ", "),
    rule("aller-retour", r"(?<![\w/])A/R(?![\w/])", "aller-retour"),
)
# After the codes, which some of them stand before.
INITIALISMS = table(
    "spelled",
    r"(?<![\w'’.-]){}(?![\w'’-])",
    {word: " ".join(word) for word in SPELLED.split("|")},
)
