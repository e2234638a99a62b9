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
    "[\u231a-\u23ff\u2600-\u266c\u2670-\u2775\u2794-\u27bf\u2b00-\u2bff"
    "\U0001f000-\U0001f0ff\U0001f110-\U0001faff]"
)
# Joined, coloured, with a flag's letters, or the frame around a key's sign.
EMOJI = re.compile(
    rf"{PICTURE}(?:{PICTURE}|[\ufe0e\ufe0f\u200d\u20e3\U000e0020-\U000e007f])*|\ufe0f?\u20e3"
)
NAME = r"[A-Za-z][A-Za-z0-9:-]*"
ATTRIBUTE = r"""\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)"""
TAG = re.compile(
    rf"</{NAME}\s*>|<{NAME}(?:{ATTRIBUTE})*\s*/>|<{NAME}(?:{ATTRIBUTE})+\s*>"
    r"|<!--(?:(?!-->|<!--).)*-->|<![A-Za-z][^<>]*>|<\?[^<>]*>",
    re.DOTALL,
)
# A tag where its name is known or it is closed further on; else a word: <Enter>, <<quote>>.
ALONE = re.compile(
    r"(?<!<)<+([^\W\d_][\w:+-]*)\s*>+|(?<![\w<])<+([^\W\d_][\w+-]*(?: [\w+-]+){1,3})>+(?![\w>])"
)
CLOSING = re.compile(rf"</({NAME})\s*>")
HTML = """
    a abbr acronym address area article aside b base basefont bdi bdo big blockquote body br button
    canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl
    dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head
    header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta
    meter nav noscript object ol optgroup option output p param picture pre progress q rp rt ruby s
    samp script section select slot small source span strike strong style sub summary sup svg table
    tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr
"""
SSML = """
    speak voice prosody emphasis audio break phoneme say-as lang par seq media desc lexicon lookup
    token w sentence paragraph
"""
ELEMENTS = frozenset((HTML + SSML).split())
# To be filled in: {{date}}, ${amount}, {name}, %s.
PLACE = re.compile(r"\{\{[^{}]*\}\}|\$?(?<![\w{])\{[A-Za-z_][\w. -]*\}(?!\})|(?<![\w%])%[sd](?!\w)")
ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{0,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
TARGET = r"(?=[^\s()]*[./:#@])[^\s()]+(?:\s+\"[^\"]*\")?"  # an address
# What a group holds is spoken. Two marks need a letter between them, one a letter at both ends.
MARKDOWN = [
    re.compile(rf"!\[([^\[\]]*)\]\({TARGET}\)"),  # a picture
    re.compile(rf"\[(?=[^\[\]]*[^\W\d_])([^\[\]]*)\]\({TARGET}\)"),  # a link; not f[0](1)
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
    """Those with attributes, and those that close."""
    return _all(TAG, text)


def places(text: str) -> Iterator[Finding]:
    """To be filled in."""
    return _all(PLACE, text)


def _all(pattern: re.Pattern[str], text: str) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        yield Finding(match.start(), match.end(), _markup(match[0], match[0]))


def bracketed(text: str) -> Iterator[Finding]:
    """What stands alone in angle brackets, to be looked at before the other tags are gone."""
    closed = {match[1] for match in CLOSING.finditer(text)}
    for match in ALONE.finditer(text):
        word = match[1] or match[2]
        if word in closed or _is_element(word):
            yield Finding(match.start(), match.end(), _markup(match[0], match[0]))
        else:
            why = _markup(match[0], match[0])
            yield Finding(match.start(), match.end(), why, _apart(match, word), lost=False)


def _apart(match: re.Match[str], word: str) -> str:
    """With a space where another word is beside it."""
    before, after = (
        match.string[match.start() - 1 : match.start()],
        match.string[match.end() : match.end() + 1],
    )
    return f"{' ' * before.isalnum()}{word}{' ' * after.isalnum()}"


def _is_element(name: str) -> bool:
    """`<del>` and `<BR>`; `<Del>`, `<MENU>` are keys."""
    return name.lower() in ELEMENTS and (name.islower() or len(name) <= 2)


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
