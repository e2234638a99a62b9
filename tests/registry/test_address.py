"""What is said of a store's address holds none of its secrets."""

from __future__ import annotations

from pathlib import Path

import pytest

from voxloom.registry.address import one_line, shown


@pytest.mark.parametrize(
    ("uri", "text"),
    [
        ("https://user:secret@host:8443/mlflow?token=secret", "https://host:8443/mlflow"),
        ("postgresql+psycopg2://u:p%40ss@db/mlflow", "postgresql+psycopg2://db/mlflow"),
        ("postgresql://u:p/w?d#@db/mlflow", "postgresql://db/mlflow"),
        ("https://token@host", "https://host"),
        ("http://[::1]:5000/here", "http://[::1]:5000/here"),
        ("sqlite:////elsewhere/mlflow.db", "sqlite:////elsewhere/mlflow.db"),
        ("sqlite:////else%3Fwhere/mlflow.db", "sqlite:////else?where/mlflow.db"),
        ("http://127.0.0.1:5000", "http://127.0.0.1:5000"),
        ("databricks", "databricks"),
    ],
)
def test_shown_without_secrets(uri: str, text: str) -> None:
    assert shown(uri) == text


def test_shown_relative_to_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert shown(f"sqlite:///{tmp_path}/mlflow.db") == "sqlite:///mlflow.db"


@pytest.mark.parametrize(
    ("uri", "text", "left"),
    [
        ("http://ann:s3cret@h:9", "request to http://ann:s3cret@h:9/api failed", "h:9/api failed"),
        ("http://ann:p%40ss@h", "login p@ss, P%40SS or ann:p%40ss", "login"),
        ("http://ann:a%2Fb+c@h", "tried a/b+c, a%2fb%2Bc, a/b c and a%2Fb+c", "tried"),
        ("https://h/x?token=t0ken99", "url: /x?token=t0ken99/api", "/api"),
        ("postgresql://ann:pw@h/d", 'password authentication failed for user "ann"', "failed for"),
        ("mysql://ann:pw@h/d", "(1045) denied\n[SQL: SELECT 1]\n[parameters: ('mine',)]", "1045"),
        ("http://h", "reached through http://other:secret@proxy:3128", "http://proxy:3128"),
    ],
)
def test_an_errors_text_without_secrets(uri: str, text: str, left: str) -> None:
    told = one_line(text, uri)
    assert left in told
    secrets = ("s3cret", "p@ss", "p%40ss", "a/b", "a%2f", "t0ken99", "ann", "SELECT", "mine")
    assert not [secret for secret in (*secrets, "secret@") if secret.lower() in told.lower()]


def test_credentials_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MLFLOW_TRACKING_TOKEN", "abc-123-xyz")
    monkeypatch.setenv("MLFLOW_TRACKING_PASSWORD", "a")
    assert (
        one_line("a server says: Bearer abc-123-xyz", "http://h") == "*** server says: Bearer ***"
    )


def test_a_long_page_is_cut() -> None:
    assert len(one_line("x" * 5000, "http://h")) < 500
