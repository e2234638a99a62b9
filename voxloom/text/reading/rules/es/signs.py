"""Spanish signs between and before numbers: equal, less, about; blood pressure."""

from __future__ import annotations

from voxloom.text.reading.rules.rule import rule

NUMBER = r"[$€£]? ?[-−+]?[0-9]"
BESIDE = rf" ?(?={NUMBER})"
# Both numbers in the bounds of a living body.
PRESSURE = r"(?P<high>[89][0-9]|1[0-9]{2}|2[0-4][0-9])/(?=(?:[3-9][0-9]|1[0-2][0-9])(?![\w/]))"

BLOOD_PRESSURE = (
    rule("millimetres of mercury", r"(?<=[0-9]) ?mm ?Hg\b", " milímetros de mercurio"),
    rule(
        "blood pressure in short",
        rf"\b(?P<before>(?:TA|PA|T\.A\.|P\.A\.|T/A|P/A)(?: de)?:? ){PRESSURE}",
        r"\g<before>\g<high> sobre ",
    ),
    rule(
        "blood pressure alone",
        r"(?<![\w/.,-])(?P<high>1[0-9]{2}|2[0-4][0-9])/(?=(?:[4-9][0-9]|1[0-2][0-9])(?![\w/]))",
        r"\g<high> sobre ",
    ),
)
SIGNS = (
    rule("two smaller", r"(?<=[0-9%]) ?< ?(?=[$€£]?[0-9])", " menor que "),
    rule("two larger", r"(?<=[0-9%]) ?> ?(?=[$€£]?[0-9])", " mayor que "),
    rule("less than", rf"(?<![\w<=>-])<{BESIDE}", "menos de "),
    rule("more than", rf"(?<![\w<=>-])>{BESIDE}", "más de "),
    rule("at most", rf" ?(?:≤|<=){BESIDE}", " menor o igual que "),
    rule("at least", rf" ?(?:≥|>=){BESIDE}", " mayor o igual que "),
    rule("more or less", rf" ?(?:±|\+/-|\+-){BESIDE}", " más o menos "),
    rule("about", rf"(?<![\w~])[~≈∼]{BESIDE}", "aproximadamente "),
    rule("about equal", rf"(?<=\w) ≈{BESIDE}", " es aproximadamente "),
    rule("not equal", rf" ?≠{BESIDE}", " distinto de "),
    rule("divided", r"(?<=[0-9]) ?÷ ?(?=[0-9])", " entre "),
    rule(
        "sum",
        r"(?<![\w.,+-])(?P<first>[0-9]+) ?\+ ?(?=[0-9]+(?: ?[+=]|(?![\w-])))",
        r"\g<first> más ",
    ),
    rule("equals", r"(?<=\S) = (?=[\w$€£-])|(?<=[0-9])=(?=[0-9])", " es igual a "),
)
