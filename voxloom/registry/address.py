"""A store's address, and what is said of it, without its secrets."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qsl, quote, quote_plus, unquote, unquote_plus, urlsplit, urlunsplit

SQLITE = "sqlite:///"
HIDDEN = "***"
LONGEST_LINE = 400
SHORT = 5
CREDENTIALS = (
    "MLFLOW_TRACKING_USERNAME",
    "MLFLOW_TRACKING_PASSWORD",
    "MLFLOW_TRACKING_TOKEN",
)
USERINFO = re.compile(r"(?<=://)[^\s/@'\"]*@")


def sqlite_path(uri: str) -> Path | None:
    """The file of a SQLite URI; None for any other."""
    if not uri.startswith(SQLITE):
        return None
    return Path(unquote(uri.removeprefix(SQLITE).partition("?")[0])).absolute()


def shown(uri: str) -> str:
    """A store's URI without user, password and query; a SQLite file relative to where we are."""
    database = sqlite_path(uri)
    if database is not None:
        here = Path.cwd()
        inside = database.is_relative_to(here)
        return SQLITE + (database.relative_to(here) if inside else database).as_posix()
    scheme, userinfo, rest = _parts(uri)
    if not userinfo and not scheme:
        return uri
    place = urlsplit(f"//{rest}")
    return urlunsplit((scheme, place.netloc, place.path, "", ""))


def one_line(text: str, *uris: str) -> str:
    """The first line of an error's text, with nothing that only the owner of a store may know.

    SQL and its parameters, and a server's page, begin on later lines.
    """
    first = next(iter(str(text).strip().splitlines()), "")
    for uri in uris:
        first = first.replace(uri, shown(uri))
    for secret in sorted(_secrets(uris), key=len, reverse=True):
        first = re.sub(_anywhere(secret), HIDDEN, first, flags=re.IGNORECASE)
    first = USERINFO.sub("", first)
    return first if len(first) <= LONGEST_LINE else f"{first[:LONGEST_LINE]} ..."


def _parts(uri: str) -> tuple[str, str, str]:
    """Scheme, user and password, and the rest.

    A password may hold characters that should have been quoted: what comes before the last @ is
    no host then.
    """
    scheme, found, rest = uri.partition("://")
    if not found:
        return "", "", uri
    authority = re.split(r"[/?#]", rest, maxsplit=1)[0]
    if "@" in authority:
        userinfo = authority.rpartition("@")[0]
    elif ":" in authority and "@" in rest:
        userinfo = rest.rpartition("@")[0]
    else:
        userinfo = ""
    return scheme, userinfo, rest.removeprefix(f"{userinfo}@") if userinfo else rest


def _secrets(uris: tuple[str, ...]) -> set[str]:
    """What must not be read anywhere, in the spellings it may come in."""
    plain = {os.environ.get(name, "") for name in CREDENTIALS}
    for uri in uris:
        if sqlite_path(uri) is None:
            plain.update(_secrets_of(uri))
    spelled = {spell(secret) for secret in plain for spell in (str, quote, _quote_all, quote_plus)}
    return spelled - {""}


def _secrets_of(uri: str) -> Iterator[str]:
    _, userinfo, rest = _parts(uri)
    for part in (userinfo, *userinfo.split(":", 1)):
        yield from (part, unquote(part), unquote_plus(part))
    query = urlsplit(f"//{rest}").query
    yield query
    for _, value in parse_qsl(query):
        yield value


def _anywhere(secret: str) -> str:
    """A short one only as a word of its own, or it would be found in others."""
    found = re.escape(secret)
    return found if len(secret) > SHORT else rf"(?<!\w){found}(?!\w)"


def _quote_all(text: str) -> str:
    return quote(text, safe="")
