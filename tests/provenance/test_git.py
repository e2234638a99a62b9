"""What git is asked, and when it does not answer."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest

from tests.support.stranger import Stranger
from voxloom.core.errors import VoxloomError
from voxloom.provenance import git


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """In the working directory, with one commit; its name needs quotes."""
    folder = tmp_path / "its own project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    who = ("-c", "user.name=t", "-c", "user.email=t@localhost")
    for command in (("init", "-q"), (*who, "commit", "-q", "--allow-empty", "-m", "start")):
        subprocess.run(["git", *command], check=True)
    return folder


def test_what_is_checked_out(repository: Path) -> None:
    assert re.fullmatch("[0-9a-f]{40}", git.head() or "")


def test_no_answer_without_a_repository_a_commit_or_git(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / ".git/HEAD").write_text("ref: refs/heads/other\n")
    assert git.head() is None
    monkeypatch.chdir(tmp_path)
    assert git.head() is None
    monkeypatch.chdir(repository)
    monkeypatch.setenv("PATH", "")
    assert git.head() is None


@pytest.mark.parametrize("language", ["C", "de_DE.UTF-8"])
def test_a_repository_of_another_user_is_said_with_the_command_that_helps(
    repository: Path,
    stranger: Stranger,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
) -> None:
    monkeypatch.setenv("LANG", language)
    monkeypatch.setenv("HOME", str(tmp_path))
    stranger.own(repository)
    with pytest.raises(VoxloomError) as refused:
        git.head()
    message = str(refused.value)
    assert "\n" not in message
    (command,) = re.findall("`(.+)`", message)
    subprocess.run(shlex.split(command), check=True)
    assert git.head() is not None
