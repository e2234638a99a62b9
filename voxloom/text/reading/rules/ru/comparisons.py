"""Signs that compare, and those of what is not exact: `≤5 мг`, `~90 %`, `±2`."""

from __future__ import annotations

from voxloom.text.reading.rules.rule import rule, table

BETWEEN = {
    "<": " меньше ",
    ">": " больше ",
    **dict.fromkeys(("≤", "<=", "⩽"), " не больше "),
    **dict.fromkeys(("≥", ">=", "⩾"), " не меньше "),
    "≠": " не равно ",
    "≈": " примерно равно ",
}
BEFORE = {
    "<": "менее ",
    ">": "более ",
    **dict.fromkeys(("≤", "<=", "⩽"), "не более "),
    **dict.fromkeys(("≥", ">=", "⩾"), "не менее "),
}
NUMBER = r"(?=[-−]?[0-9])"
PLUS_OR_MINUS = r"(?:±|\+/[-−–]) ?(?=[0-9])"

COMPARISONS = (
    table("comparison of two", rf"(?<=[0-9]) ?{{}} ?{NUMBER}", BETWEEN),
    table("comparison", rf"(?<![-=<>*]){{}} ?{NUMBER}", BEFORE),
    rule("about", r"(?<![\w%°)₽$€])(?<![0-9%°₽$€] )[~≈∼] ?(?=[$€₽]?[0-9])", "примерно "),
    rule("more or less", rf"(?<=[^\s(«]) ?{PLUS_OR_MINUS}", " плюс минус "),
    rule("more or less", PLUS_OR_MINUS, "плюс минус "),
)
