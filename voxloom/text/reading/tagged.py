"""What a tagger wrote: `tokens { money { integer_part: "four" currency_maj: "dollars" } }`.

Read, and written again for the verbalizer with the parts of each token in every order, as
nemo_text_processing does it; its own reader wants a second of imports, of which none is for this.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator

TOKENS = "tokens"
MOST_ORDERS = 729  # of the tokens that are verbalized at once
KEPT_IN_ORDER = "preserve_order"
PART = re.compile(
    r' *(?P<key>[A-Za-z_]+) *(?:(?P<opens>\{)|: *(?:"(?P<value>.+?)"(?= )|(?P<flag>true)))',
    re.DOTALL,
)
CLOSES = re.compile(r" *\}")

Token = dict[str, "str | bool | Token"]


def parse(tagged: str) -> list[Token]:
    """The tokens in their order. Raises ValueError for what no tagger writes."""
    tokens, place = [], 0
    while tagged[place:].strip(" "):
        found = PART.match(tagged, place)
        if found is None or not found["opens"] or found["key"] != TOKENS:
            raise ValueError(f"no token: {tagged[place : place + 40]!r}")
        token, place = _inner(tagged, found.end())
        tokens.append(token)
    return tokens


def _inner(tagged: str, place: int) -> tuple[Token, int]:
    """What stands between braces, the first of which is before `place`, and where it ends."""
    token: Token = {}
    while not (end := CLOSES.match(tagged, place)):
        found = PART.match(tagged, place)
        if found is None:
            raise ValueError(f"no part of a token: {tagged[place : place + 40]!r}")
        place = found.end()
        if found["opens"]:
            token[found["key"]], place = _inner(tagged, place)
        else:
            token[found["key"]] = found["value"] or True
    return token, end.end()


def batches(tokens: list[Token]) -> Iterator[list[Token]]:
    """Runs of tokens with no more orders in all than can be tried.

    Raises ValueError for a token that has more alone.
    """
    batch: list[Token] = []
    orders = 1
    for token in tokens:
        own = _count(token)
        if own > MOST_ORDERS:
            raise ValueError(f"a token with {own} orders")
        if own * orders > MOST_ORDERS:
            yield batch
            batch, orders = [], 1
        batch.append(token)
        orders *= own
    yield batch


def _count(token: Token) -> int:
    inner = (_count(part) for part in token.values() if isinstance(part, dict))
    return math.factorial(len(token)) * math.prod(inner)


def written(tokens: list[Token]) -> Iterator[str]:
    """The tokens as the verbalizer reads them, in every order of their parts."""
    each = ([f" {TOKENS} {{ {inner} }} " for inner in _written(token)] for token in tokens)
    return map("".join, itertools.product(*each))


def _written(token: Token) -> list[str]:
    parts = token.items()
    orders = [tuple(parts)] if KEPT_IN_ORDER in token else itertools.permutations(parts)
    return [
        "".join(texts)
        for order in orders
        for texts in itertools.product(*(_part(key, value) for key, value in order))
    ]


def _part(key: str, value: str | bool | Token) -> list[str]:
    if isinstance(value, dict):
        return [f" {key} {{ {inner} }} " for inner in _written(value)]
    return [f'{key}: "{value}" ' if isinstance(value, str) else f"{key}: true "]
