"""This machine is reached past any proxy, and what was excepted before still is."""

from __future__ import annotations

import urllib.request

import httpx
import pytest
import requests

from tests.flows.stubs import answering, nobody
from voxloom.core import loopback


@pytest.mark.parametrize("proxy", ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("given", [{}, {"NO_PROXY": "intranet"}, {"no_proxy": ".org, intranet"}])
def test_a_server_here_is_asked_directly(
    monkeypatch: pytest.MonkeyPatch, proxy: str, given: dict[str, str]
) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.setenv(name, given.get(name, ""))
    monkeypatch.setenv(proxy, nobody().removesuffix("/api"))
    loopback.bypass_proxies()
    with answering(200, b"here") as url:
        assert httpx.get(url).text == "here"
        assert requests.get(url, timeout=5).text == "here"
        assert urllib.request.urlopen(url).read() == b"here"


@pytest.mark.parametrize("kept", ["intranet", ".org", "10.0.0.0/8"])
@pytest.mark.parametrize("name", ["no_proxy", "NO_PROXY"])
def test_exceptions_are_kept_under_both_names(name: str, kept: str) -> None:
    for value in loopback.exceptions({name: f" {kept} ,"}).values():
        assert value.split(",")[:2] == [kept, "localhost"]


def test_no_proxy_for_anything_stays_so() -> None:
    assert loopback.exceptions({"NO_PROXY": "*"}) == {"no_proxy": "*", "NO_PROXY": "*"}


def test_a_socks_proxy_without_its_package_is_left_aside(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:9")
    loopback.bypass_proxies()
    with answering(200, b"here") as url:
        assert httpx.get(url).text == "here"
    assert "ALL_PROXY names a SOCKS proxy: left aside" in capsys.readouterr().err
