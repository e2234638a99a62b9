"""The server that Prefect's settings name: found, asked in time, and missed when it is gone."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows import contact, shared
from flows.shared import SharedServer, shared_server
from tests.flows.stubs import answering, nobody, silent
from tests.flows.toy import Api, Toy
from voxloom.core.errors import VoxloomError

WEB_PAGE = b"<!doctype html><p>Hello"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "FIRST_CONTACT_S", 2.0)
    monkeypatch.setattr(shared, "SAY_AFTER_S", 0.5)
    monkeypatch.setattr(contact, "LOOK_EVERY_S", 0.0)


def refused(url: str) -> str:
    with temporary_settings({PREFECT_API_URL: url}):
        server = shared_server()
        assert server is not None
        with pytest.raises(VoxloomError) as error:
            server.wait()
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("stub", "told"),
    [
        (lambda: nullcontext(nobody()), "does not answer ([Errno 111] Connection refused)"),
        (lambda: nullcontext("not a url"), "does not answer ("),
        (lambda: nullcontext("http://no.such.host.invalid/api"), "does not answer ("),
        (lambda: answering(200, WEB_PAGE), "does not answer as a Prefect server does"),
        (lambda: answering(200, b"{}", "application/json"), "does not answer as a Prefect server"),
        (lambda: answering(401, b""), "answers 401 Unauthorized; PREFECT_API_AUTH_STRING or"),
        (lambda: answering(403, b""), "answers 403 Forbidden; PREFECT_API_AUTH_STRING or"),
        (lambda: answering(404, WEB_PAGE), "ends in /api"),
        (lambda: answering(500, WEB_PAGE), "answers 500 Internal Server Error"),
        (lambda: answering(307, b"", location="/api"), "does not answer ("),
        (lambda: answering(503, b""), "answers 503 Service Unavailable"),
    ],
)
def test_what_is_no_prefect_server_is_refused_in_a_line(
    stub: Callable[[], AbstractContextManager[str]], told: str
) -> None:
    with stub() as url:
        message = refused(url)
    assert message.startswith(f"Prefect's server at {url} ")
    assert told in message
    assert "a run brings its own server" in message


def test_a_silent_server_is_waited_for_by_name_and_not_long(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with silent() as url:
        began = time.monotonic()
        assert "did not answer" in refused(url)
        assert time.monotonic() - began < 8
    assert f"waiting for Prefect's server at {url} (at most 2 s)" in capsys.readouterr().err


def test_no_password_is_shown() -> None:
    url = nobody().replace("http://", "http://anna:secret@")
    assert "secret" not in refused(url)


@pytest.mark.parametrize("nothing", [None, "", " "])
def test_without_an_address_there_is_none(nothing: str | None) -> None:
    with temporary_settings({PREFECT_API_URL: nothing}):
        assert shared_server() is None


def test_a_server_that_went_away_is_a_loss_after_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contact, "LOOKS", 3)
    with answering(200, b"true", "application/json") as url:
        server = SharedServer(url)
        with temporary_settings({PREFECT_API_URL: url}):
            assert [server.loss() for _ in range(5)] == [None] * 5
    with temporary_settings({PREFECT_API_URL: url}):
        losses = [server.loss() for _ in range(3)]
    assert losses[:2] == [None, None]
    assert str(losses[2]).startswith(f"Prefect's server at {url} has not answered for")


def test_a_dead_server_ends_the_command_in_a_line(done: Toy) -> None:
    run = done.train(PREFECT_API_URL=nobody())
    assert run.returncode == 1
    assert run.stdout.startswith("error: Prefect's server at http://127.0.0.1:")
    assert run.stdout.count("\n") == 1
    assert not (done.root / ".voxloom" / "prefect").exists()


def test_settings_that_prefect_cannot_read_end_the_command_in_a_line(done: Toy) -> None:
    run = done.train(PREFECT_API_REQUEST_TIMEOUT="long")
    assert run.returncode == 1
    *_, last = run.stdout.splitlines()  # Prefect has a line of its own before
    assert last.startswith("error: Prefect cannot read its settings")
    assert "Traceback" not in run.stdout


def test_the_server_of_a_profile_is_asked_past_any_proxy(
    done: Toy, api: Api, tmp_path: Path
) -> None:
    profiles = tmp_path / "prefect" / "profiles.toml"
    profiles.parent.mkdir()
    profiles.write_text(f'active = "team"\n[profiles.team]\nPREFECT_API_URL = "{api.url}"\n')
    proxy = nobody().removesuffix("/api")
    names = ("http_proxy", "HTTP_PROXY", "https_proxy", "all_proxy", "ALL_PROXY", "ws_proxy")
    proxies = dict.fromkeys(names, proxy)
    run = done.train(
        PREFECT_HOME=str(profiles.parent), NO_PROXY="elsewhere", no_proxy="", **proxies
    )
    assert run.returncode == 0, run.stdout
    assert [run["state_name"] for run in api.runs(done)] == ["Completed"]
    assert not (done.root / ".voxloom" / "prefect").exists()
