"""What is so much per something, in French: `3/jour`, `2 comprimés/jour`; blood pressure."""

from __future__ import annotations

from voxloom.text.reading.rules.fr.numbers import NUMBER, START
from voxloom.text.reading.rules.fr.units import per
from voxloom.text.reading.rules.rule import rule

# Behind any number; letters that are units elsewhere might be a code's here.
BASIS = (
    r"(?:jours?|jrs?|j|semaines?|sem|mois|an|année|trimestre|heure|h|minute|min|nuit|séance|prise"
    r"|personne|pers|patient|habitant|hab|repas|bagage|valise|passager|élève|client|véhicule|dose|boîte)"
)
HIGH, LOW = r"(?:1[0-9]{2}|2[0-4][0-9])", r"(?:[4-9][0-9]|1[0-2][0-9])"
MEASURED = r"(?i:\b(?:tension|pression)(?: [^\W\d_]+){0,3} ?:?|\b[TP]\.?A\.?(?: de)? ?:?) "
COUNT = rf"(?:(?<![\w.,/])[1-9]/[2-9]|{START}(?<![0-9]/)(?:{NUMBER}|[½¼]))"

RULES = (
    rule(
        "blood pressure",
        rf"(?P<before>{MEASURED})(?P<high>[0-9]{{1,3}})/(?=[0-9]{{1,3}}(?![\w/]| ?V\b))",
        r"\g<before>\g<high> sur ",
    ),
    rule(
        "blood pressure with its unit",
        rf"(?<![\w/.,-])(?P<high>{HIGH}|[89][0-9])/(?={LOW} ?mm ?Hg\b)",
        r"\g<high> sur ",
    ),
    rule(
        "one every few hours",
        r"(?<![\w.,/])1 ?/ ?(?=(?:6|8|12|24|48) ?h(?:eures)?\b)",
        "1 toutes les ",
    ),
    rule(
        "all the time",
        r"(?<![\w.,/-])24/7/365(?![\w/-])",
        "vingt-quatre sept trois cent soixante-cinq",
    ),
    rule(
        "so many every few hours",
        rf"{START}(?P<counted>{NUMBER} ?(?:[a-zéèêà]{{4,}}|cp|gél\.|comp\.)) ?/ ?"
        r"(?=(?:[2-9]|[1-9][0-9]) ?h(?:eures)?\b)",
        r"\g<counted> toutes les ",
    ),
    rule(
        "so many in a while",
        rf"(?P<counted>{COUNT}(?: ?[^\W\d_]{{3,}}| ?%| ?h| cp| (?:gél|comp|puls)\.)?)"
        rf" ?/ ?(?P<per>{BASIS})(?![\w/])(?:\.(?=[,;)]| [a-z]))?",
        lambda match: f"{match['counted']} {per(match['per'])}",
    ),
)
