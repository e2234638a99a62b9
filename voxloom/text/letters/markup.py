"""Marks for the eye: tags, Markdown, entities, places to be filled in, emoji.

A sign that is a key or an operator is none: `press *`, `*67`, `3 < 5`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from html.entities import html5

from voxloom.text.letters.errors import TextError
from voxloom.text.letters.finding import Finding

PICTURE = (
    "[\u231a-\u23ff\u2600-\u2775\u2794-\u27bf\u2b00-\u2bff"
    "\U0001f000-\U0001f0ff\U0001f110-\U0001faff]"
)
# Joined, coloured, with a flag's letters, or the frame around a key's sign.
EMOJI = re.compile(
    rf"{PICTURE}(?:{PICTURE}|[\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f])*|\ufe0f?\u20e3"
)
ATTRIBUTES = r"""(?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*"""
TAG = re.compile(
    rf"</?[A-Za-z][A-Za-z0-9:-]*{ATTRIBUTES}\s*/?>"
    r"|<!--(?:(?!-->|<!--).)*-->|<![A-Za-z][^<>]*>|<\?[^<>]*>",
    re.DOTALL,
)
# To be filled in: {{date}}, ${amount}, {name}, %s.
PLACE = re.compile(r"\{\{[^{}]*\}\}|\$?(?<![\w{])\{[A-Za-z_][\w. -]*\}(?!\})|(?<![\w%])%[sd](?!\w)")
ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{0,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
# What a group holds is spoken. Two marks need a letter between them, one a letter at both ends.
MARKDOWN = [
    re.compile(r"!?\[([^\[\]]*)\]\([^\s()]+(?:\s+\"[^\"]*\")?\)"),  # a link, a picture
    re.compile(r"\*\*(?=[^\s*])([^*]*[^\W\d_][^*]*)(?<=[^\s*])\*\*"),
    re.compile(r"(?<!\w)__(?=[^\s_])([^_]*[^\W\d_][^_]*)(?<=[^\s_])__(?!\w)"),
    re.compile(r"~~(?=[^\s~])([^~]*[^\W\d_][^~]*)(?<=[^\s~])~~"),
    re.compile(r"(?<![\w*])\*(?=[^\W\d_])([^*\n]*[^\W\d_][.,;:!?]?)\*(?![\w*])"),
    re.compile(r"(?<!\w)_(?=[^\W\d_])([^_\n]*[^\W\d_][.,;:!?]?)_(?!\w)"),
    re.compile(r"(?m)^[ \t]*#{2,6}[ \t]+()(?=[^\W\d_a-z])"),  # a heading
]


def emoji(text: str) -> Iterator[Finding]:
    for match in EMOJI.finditer(text):
        why = TextError("emoji", match[0], f"{match[0]!r} is a picture")
        framed = match[0][-1] == "\u20e3" and len(match[0]) <= 2
        yield Finding(match.start(), match.end(), why, "" if framed else " ")


def tags(text: str) -> Iterator[Finding]:
    for match in (*TAG.finditer(text), *PLACE.finditer(text)):
        yield Finding(match.start(), match.end(), _markup(match[0], match[0]))


def entities(text: str) -> Iterator[Finding]:
    """Of signs that are known; what they stand for stays."""
    for match in ENTITY.finditer(text):
        if match[0][1] == "#" or match[0][1:] in html5:
            sign = html.unescape(match[0])
            yield Finding(match.start(), match.end(), _markup(match[0], match[0]), sign, lost=False)


def markdown(text: str, pattern: re.Pattern[str]) -> Iterator[Finding]:
    """Of one kind; the words between the marks stay."""
    for match in pattern.finditer(text):
        closing = text[match.end(1) : match.end()].lstrip("]")
        why = _markup(closing or match[0].strip(), match[0])
        yield Finding(match.start(), match.end(), why, match[1])


def _markup(marks: str, whole: str) -> TextError:
    return TextError("markup", marks, f"{whole[:80]!r} is markup")
