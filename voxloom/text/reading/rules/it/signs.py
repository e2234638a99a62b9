"""What Italian signs before and between numbers say: `≤5 mg`, `3 < 5`, `~90 %`."""

from __future__ import annotations

from voxloom.text.reading.rules.rule import Rule, rule, table

COMPARISON_RULES: tuple[Rule, ...] = (
    rule("about, twice", r"(?P<about>\b(?i:ca\.|circa) )[~≈] ?(?=[0-9])", r"\g<about>"),
    table(
        "sign between numbers",
        r"(?<=[0-9%€]) ?{} ?(?=-?[0-9])",
        {
            "<": " minore di ",
            ">": " maggiore di ",
            "≤": " minore o uguale a ",
            "≥": " maggiore o uguale a ",
            "≈": " circa ",
            "≠": " diverso da ",
        },
    ),
    table(
        "sign before a number",
        r"(?<![^\s(]){} ?(?=[-−]?[€$£]? ?[0-9])",
        {
            ">": "più di ",
            "<": "meno di ",
            "≥": "almeno ",
            "≤": "al massimo ",
            "~": "circa ",
            "≈": "circa ",
        },
    ),
)
