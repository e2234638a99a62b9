"""What stops a run before any work: one line that says what to do. What can work without, does."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from flows import preflight
from tests.flows.toy import CODE, Toy
from tests.support.stranger import Stranger


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a run that was refused."""
    assert done.returncode == 1
    (line,) = (done.stderr or done.stdout).splitlines()
    return line


def train_as(stranger: Stranger, toy: Toy, **variables: str) -> subprocess.CompletedProcess[str]:
    command = (sys.executable, "-m", "flows.train", "--no-promote", "--until", "fetch")
    return stranger.run(*command, cwd=toy.root, PYTHONPATH=str(CODE), **variables)


def test_without_git_the_line_offers_two_ways_and_both_work(
    toy: Toy, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(toy.root / ".git")
    line = refusal(toy.train("--until", "fetch"))
    init, without = re.findall("`(.+?)`", line)
    assert without == "dvc config core.no_scm true"
    toy.dvc(*without.split()[1:])
    done = toy.train("--until", "fetch")
    assert done.returncode == 0, done.stdout
    toy.dvc("config", "--unset", "core.no_scm")
    toy.run(*init.split())
    monkeypatch.chdir(toy.root)
    preflight.check(toy.root)


def test_a_repository_of_another_user_is_refused_before_a_version_could_name_no_commit(
    toy: Toy, stranger: Stranger
) -> None:
    stranger.own(toy.root)
    assert "git config --global --add safe.directory" in refusal(toy.train("--until", "fetch"))


@pytest.mark.parametrize("folder", [".", "data", ".dvc/cache"])
def test_a_folder_that_cannot_be_written_is_named(
    toy: Toy, stranger: Stranger, folder: str
) -> None:
    (toy.root / folder).mkdir(exist_ok=True)
    stranger.own(toy.root)
    subprocess.run(["chown", "-h", "0:0", toy.root / folder], check=True)
    line = refusal(train_as(stranger, toy, HOME="/tmp"))
    assert f"{(toy.root / folder)} cannot be written by user {stranger.uid}" in line


def test_a_number_without_a_home_runs_the_pipeline(toy: Toy, stranger: Stranger) -> None:
    stranger.own(toy.root)
    done = train_as(stranger, toy)
    assert done.returncode == 0, done.stderr
    assert Path(toy.root / "data/fetch.txt").is_file()
