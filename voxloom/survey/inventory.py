"""The phones and letters a language has, to tell which of them a corpus lacks."""

from __future__ import annotations

from importlib import resources

TABLE = "inventories.txt"


def inventory(language: str, kind: str) -> frozenset[str]:
    """Of a kind of tokens (characters, phonemes); empty for a language not in the table."""
    text = resources.files("voxloom.survey").joinpath(TABLE).read_text("utf-8")
    lines = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    found = {(code, tokens): symbols for code, tokens, *symbols in lines}
    return frozenset(found.get((language, kind), ()))
