"""Text from outside, made fit for a place: a column of MLflow's databases, or a line of Markdown.

SQLite keeps any length; PostgreSQL, MySQL and SQL Server hold MLflow to its columns.
"""

from __future__ import annotations

import re

TAG = 5000  # characters of a registered model's tag; versions' and runs' tags hold more
DESCRIPTION = 5000  # of a version
PARAMETER = 6000
DATASET_NAME = 500
CUT = "…"

# PostgreSQL has no place for a NUL, UTF-8 none for half of a surrogate pair.
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
# Line ends, other control characters, and those that turn the direction of what follows.
BLANK = re.compile("[\\s\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
MARKUP = re.compile(r"[\\`*_\[\]|~$]")
HTML = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def kept(text: str, length: int) -> str:
    """What a column of `length` characters takes of a text; a cut shows."""
    return cut(whole(text), length)


def whole(text: str) -> str:
    """A text without what no store can keep."""
    return UNKEEPABLE.sub("\ufffd", text)


def cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - len(CUT)] + CUT


def line(text: str, length: int | None = None) -> str:
    """A text as one line of Markdown that says just this: no markup, HTML or table of its own."""
    flat = BLANK.sub(" ", text).strip()
    escaped = MARKUP.sub(r"\\\g<0>", cut(flat, length or len(flat)))
    return re.sub("[&<>]", lambda match: HTML[match[0]], escaped)


def code(name: str) -> str:
    """A name as a code span that fits into a table."""
    return "`" + re.sub(r"[`|]", "'", BLANK.sub(" ", name)) + "`"
