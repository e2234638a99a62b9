"""German flights and trains: their numbers are said digit by digit, without a pause."""

from __future__ import annotations

from voxloom.text.reading.rules.digits import digit_by_digit
from voxloom.text.reading.rules.rule import Rule, rule

AIRLINES = (
    "LH|EW|LX|OS|4U|X3|DE|CL|WK|SN|AZ|AF|KL|BA|FR|W6|IB|VY|TP|SK|AY|LO|TK|PC|XQ|EK|QR|EY|UA|DL|AC|"
    "SQ|NH|JL|JU|OU|DY|XC"
)
TRAINS = "ICE|ECE|IC|EC|IRE|RE|RB|RJX?|NJ|TGV|FLX|ALX|MEX|ERB|NWB|REX"


def _flight(number: str) -> str:
    return digit_by_digit(number, "de", " ")


JOURNEY_RULES: tuple[Rule, ...] = (
    rule(
        "flight",
        rf"(?<![\w.-])(?P<number>(?:(?:{AIRLINES})|(?<=Flug )[A-Z][A-Z0-9]|(?<=Flüge )[A-Z]{{2}}|"
        r"(?<=Flugnummer )[A-Z][A-Z0-9])[ -]?[1-9][0-9]{2,3})(?![\w/-]|[.,:][0-9])",
        lambda m: _flight(m["number"]),
    ),
    rule(
        "train",
        rf"(?<![\w.-])(?P<train>{TRAINS}) ?(?P<number>[1-9][0-9]{{2,4}})(?![\w/-]|[.,:][0-9])",
        lambda m: f"{m['train']} {_flight(m['number'])}",
    ),
)
