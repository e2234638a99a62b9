"""One rewriting of a written text, by its name."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

NEVER = r"(?!)"
# Behind a letter: the grammar leaves it alone. It cannot be seen and is tidied away.
JOINER = "\u2060"
Reading = str | Callable[[re.Match[str]], str]


@dataclass(frozen=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    reading: Reading  # as in re.sub

    def __call__(self, text: str) -> str:
        return self.pattern.sub(self.reading, text)


def rule(name: str, pattern: str, reading: Reading, flags: int = 0) -> Rule:
    """Digits are ASCII ones wherever a pattern says [0-9]; letters are any script's."""
    return Rule(name, re.compile(pattern, flags), reading)


def table(
    name: str,
    pattern: str,
    readings: dict[str, str],
    flags: int = 0,
    closing: Collection[str] = (),
) -> Rule:
    """Whatever of `readings` stands where `pattern` has {}; the longest first.

    The pattern's group `key` is looked up; it must match nothing else. The dot of an abbreviation
    is also a full stop at the end of the text, and that of one in `closing` before a capital.
    """
    keys = "|".join(re.escape(key) for key in sorted(readings, key=len, reverse=True)) or NEVER
    known = {key.casefold() if flags & re.IGNORECASE else key: readings[key] for key in readings}

    def reading(match: re.Match[str]) -> str:
        said = known[match["key"].casefold() if flags & re.IGNORECASE else match["key"]]
        after = match.string[match.end() :]
        closes = match["key"].lower() in closing and re.match(r" [^\W\d_]", after)
        ends = not after or (closes and after[1].isupper())
        return f"{said}." if ends and match.group().endswith(".") else said

    return rule(name, pattern.replace("{}", f"(?P<key>{keys})"), reading, flags)
