"""Servers on this machine are asked directly, whatever proxy leads out of it."""

from __future__ import annotations

import importlib.util
import os
import socket
from collections.abc import Mapping

from voxloom.core.progress import echo

HOSTS = ("localhost", "127.0.0.1", "::1", "0.0.0.0")
VARIABLES = ("no_proxy", "NO_PROXY")  # programs do not agree on which of the two counts
EVERYTHING = "*"
PROXIES = tuple(
    spelt for name in ("all_proxy", "http_proxy", "https_proxy") for spelt in (name, name.upper())
)


def bypass_proxies() -> None:
    """Have this process and its children reach this machine past any proxy.

    httpx, which Prefect asks with, makes nothing at all where a SOCKS proxy is named that it has no
    package for: that variable is left aside, with a line.
    """
    os.environ.update(exceptions(os.environ))
    if importlib.util.find_spec("socksio") is not None:
        return
    for name in PROXIES:
        if os.environ.get(name, "").lower().startswith("socks"):
            del os.environ[name]
            echo(f"{name} names a SOCKS proxy: left aside, for `pip install socksio` is missing")


def exceptions(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that except this machine from proxies; what they except already is kept."""
    listed = ",".join(environment.get(name, "") for name in VARIABLES)
    kept = [host for host in map(str.strip, listed.split(",")) if host]
    hosts = [EVERYTHING] if EVERYTHING in kept else [*kept, *HOSTS, socket.gethostname()]
    return dict.fromkeys(VARIABLES, ",".join(dict.fromkeys(hosts)))
