"""Servers that do not answer, answer late, or answer something else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest

from tests.dependencies import ROOT
from tests.registry.servers import answering, free_port, http
from voxloom.core.errors import VoxloomError
from voxloom.registry import contact
from voxloom.registry.store import open_store

LIMIT_S = 3.0
NOTHING = http(200, "{}")
DRIP = b"HTTP/1.1 200 OK\r\n" + b"X-More: to come\r\n" * 1000


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (contact.TIMEOUT, contact.RETRIES, "NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)


@contextmanager
def refused(monkeypatch: pytest.MonkeyPatch, address: str) -> Iterator[list[str]]:
    """The store at an address says no in one line, without the password it is called with."""
    monkeypatch.setenv("MLFLOW_TRACKING_URI", address.replace("//", "//ann:s3cret@"))
    told: list[str] = []
    yield told
    with pytest.raises(VoxloomError, match=f"MLflow store {address}: ") as caught, open_store():
        pass
    told.append(str(caught.value))
    assert "s3cret" not in told[0]
    assert "ann" not in told[0]
    assert len(told[0].splitlines()) == 1
    assert caught.value.__cause__ is None  # Prefect would log it


@pytest.mark.parametrize(("answer", "pause"), [(b"", 0.0), (DRIP, 0.2)], ids=["silent", "drip"])
def test_one_that_never_answers(
    answer: bytes,
    pause: float,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    import mlflow  # noqa: F401  # its import is not what is waited for

    assert contact.FIRST_ANSWER_S <= 20.0
    monkeypatch.setattr(contact, "FIRST_ANSWER_S", LIMIT_S)
    began = time.monotonic()
    with answering(answer, pause=pause) as address, refused(monkeypatch, address) as told:
        pass
    assert time.monotonic() - began < LIMIT_S + 15.0
    assert "no answer within 3 s" in told[0]
    assert f"waiting for the MLflow store {address} to answer" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (http(401, "You are not authenticated"), "MLFLOW_TRACKING_PASSWORD are missing or wrong"),
        (http(200, "<html>\n<h1>Sign in, ann s3cret</h1>"), "JSON"),
        (http(404, "<!doctype html>\n<title>404"), "404"),
        (b"\r\n", "start it, or correct MLFLOW_TRACKING_URI"),
    ],
)
def test_one_that_answers_something_else(
    answer: bytes, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with answering(answer) as address, refused(monkeypatch, address) as told:
        pass
    assert why in told[0]


def test_a_dead_port(monkeypatch: pytest.MonkeyPatch) -> None:
    with refused(monkeypatch, f"http://127.0.0.1:{free_port()}") as told:
        pass
    assert "Connection refused" in told[0]


def test_a_slow_one_works_once_it_has_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(NOTHING, NOTHING, pause=LIMIT_S / 3) as address:
        monkeypatch.setenv("MLFLOW_TRACKING_URI", address)
        with open_store() as store:
            monkeypatch.setattr(contact, "FIRST_ANSWER_S", 0.1)
            assert list(store.client.search_registered_models()) == []


def test_it_is_asked_past_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    with answering(NOTHING) as address:
        monkeypatch.setenv("MLFLOW_TRACKING_URI", address)
        with open_store() as store:
            assert list(store.client.search_registered_models()) == []


def test_settings_of_a_person_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(contact.TIMEOUT, "1")
    monkeypatch.setenv(contact.RETRIES, "0")
    began = time.monotonic()
    with answering(b"") as address, refused(monkeypatch, address) as told:
        pass
    assert "timed out" in told[0] or "no answer" in told[0]
    assert time.monotonic() - began < 15.0
    monkeypatch.setenv(contact.TIMEOUT, "soon")
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    with (
        pytest.raises(VoxloomError, match="MLFLOW_HTTP_REQUEST_TIMEOUT: 'soon' is no number"),
        open_store(),
    ):
        pass


@pytest.mark.parametrize("silent", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_a_database_that_does_not_answer(silent: bool) -> None:
    """In a process of its own: MLflow's further tries hold a lock that every store needs."""
    pytest.importorskip("psycopg")
    began = time.monotonic()
    with answering(b"") if silent else nullcontext(f"http://127.0.0.1:{free_port()}") as place:
        told = versions(f"{place.replace('http://', 'postgresql://ann:s3cret@')}/mlflow")
    assert time.monotonic() - began < contact.FIRST_ANSWER_S + 45.0
    assert "waiting for the MLflow store postgresql://127.0.0.1:" in told
    assert f"no answer within {contact.FIRST_ANSWER_S:g} s" in told.splitlines()[-1]
    assert "s3cret" not in told


def test_a_driver_that_is_not_installed() -> None:
    told = versions("mysql://ann:s3cret@127.0.0.1:9/mlflow")
    assert told.startswith("error: MLflow store mysql://127.0.0.1:9/mlflow: its driver is not inst")
    assert "s3cret" not in told


def versions(address: str) -> str:
    """What `voxloom registry versions` says of a store that cannot be used."""
    done = subprocess.run(
        [sys.executable, "-m", "voxloom", "registry", "versions", "voice"],
        cwd=ROOT,
        env={**os.environ, "MLFLOW_TRACKING_URI": address},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    return done.stderr
