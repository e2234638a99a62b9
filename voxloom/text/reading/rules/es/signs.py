"""Spanish signs between and before numbers: equal, less, about; blood pressure."""

from __future__ import annotations

import re

from voxloom.text.reading.rules.rule import Rule, rule

NUMBER = r"(?=[$€£]? ?[-−+]?[0-9])"
# Both numbers in the bounds of a living body; a number of a file has its name before it.
HIGH, LOW = r"(?:1[0-9]{2}|2[0-4][0-9])", r"(?:[4-9][0-9]|1[0-2][0-9])"
NOT_FILED = "".join(
    rf"(?<!\b{word} )"
    for word in ("expediente", "número", "folio", "factura", "código", "pedido", "sala", "Sala")
)
MEASURED = r"(?i:\b(?:tensión|presión)(?: [^\W\d_]+){0,3}:?|\b[TP]\.?/?A\.?(?: de)?:?) "


def _sign(name: str, signs: str, said: str) -> Rule:
    """Before a number; a space parts the words from what stands before them."""

    def reading(match: re.Match[str]) -> str:
        apart = match.start() and match.string[match.start() - 1] not in " (¿¡«“"
        return f"{' ' if apart else ''}{said} "

    return rule(name, rf"(?:{signs}) ?{NUMBER}", reading)


# Before they look like dates, ranges and codes.
BEFORE_DATES = (
    rule(
        "blood pressure",
        rf"(?P<before>{MEASURED})(?P<high>[0-9]{{1,3}})/(?=[0-9]{{1,3}}(?![\w/]| ?V\b))",
        r"\g<before>\g<high> sobre ",
    ),
    rule("millimetres of mercury", r"(?<=[0-9]) ?mm Hg\b", " mmHg"),
    rule(
        "blood pressure alone",
        rf"(?<![\w/.,-]){NOT_FILED}(?P<high>{HIGH}|[89][0-9](?=/[0-9]+ mmHg))/(?={LOW}(?![\w/]))",
        r"\g<high> sobre ",
    ),
    rule("difference", r"(?<=[0-9]) - (?=[0-9]+ ?[-+=])", " menos "),
    rule(
        "equation",
        r"(?P<left>[0-9](?: ?[^\W\d_]+| ?[€$£%])?)(?: = |(?<=[0-9])=)(?=[\w$€£-])",
        r"\g<left> es igual a ",
    ),
)
SIGNS = (
    rule("smaller", r"(?<=[\w%]) < (?=[$€£]?[0-9])|(?<=[0-9%])<(?=[0-9])", " menor que "),
    rule("larger", r"(?<=[\w%]) > (?=[$€£]?[0-9])|(?<=[0-9%])>(?=[0-9])", " mayor que "),
    rule("smaller than a letter's", r"(?<=\b[A-Za-z])<(?=[0-9])", " menor que "),
    rule("larger than a letter's", r"(?<=\b[A-Za-z])>(?=[0-9])", " mayor que "),
    rule("less than", rf"(?<![\w<=>-])< ?{NUMBER}", "menos de "),
    rule("more than", rf"(?<![\w<=>-])> ?{NUMBER}", "más de "),
    _sign("at most", "≤|<=", "menor o igual que"),
    _sign("at least", "≥|>=", "mayor o igual que"),
    _sign("more or less", r"±|\+/-", "más o menos"),
    rule("about equal", rf"(?<=\w) ≈ ?{NUMBER}", " es aproximadamente "),
    _sign("about", r"(?<![\w~])[~≈∼]", "aproximadamente"),
    _sign("not equal", "≠", "distinto de"),
    rule("plus between letters", r"(?<=\b[A-Z])\+(?=[A-Za-z]\b)", " más "),
    rule("divided", r"(?<=[0-9]) ?÷ ?(?=[0-9])", " entre "),
    rule(
        "sum",
        r"(?<![\w.,+-])(?P<first>[0-9]+) ?\+ ?(?=[0-9]+(?: ?[+=]|(?![\w-])))",
        r"\g<first> más ",
    ),
    rule("equals", r"(?<=\S) = (?=[\w$€£-])", " igual a "),
)
