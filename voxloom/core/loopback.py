"""Servers on this machine are asked directly, whatever proxy leads out of it."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping

HOSTS = ("localhost", "127.0.0.1", "::1", "0.0.0.0")
VARIABLES = ("no_proxy", "NO_PROXY")  # programs do not agree on which of the two counts
EVERYTHING = "*"


def bypass_proxies() -> None:
    """Have this process and its children reach this machine past any proxy."""
    os.environ.update(exceptions(os.environ))


def exceptions(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that except this machine from proxies; what they except already is kept."""
    listed = ",".join(environment.get(name, "") for name in VARIABLES)
    kept = [host for host in map(str.strip, listed.split(",")) if host]
    hosts = [EVERYTHING] if EVERYTHING in kept else [*kept, *HOSTS, socket.gethostname()]
    return dict.fromkeys(VARIABLES, ",".join(dict.fromkeys(hosts)))
