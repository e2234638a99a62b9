"""kill -9 at a random moment of every stage, of whoever has a part in a run: the same bytes."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.dependencies import stages
from tests.pipeline.project import Project, create

PYTHON = sys.executable
RUNS = {
    "stage": (PYTHON, "-m", "dvc", "repro"),
    "dvc": (PYTHON, "-m", "dvc", "repro"),
    "flow": (PYTHON, "-m", "flows.train", "--no-promote"),
}
SECONDS = 300.0  # a run may take to come to a stage, on a busy machine
LATEST = 3.0  # seconds after a stage's start: most have written something by then


def process_of(stage: str, run: psutil.Process) -> psutil.Process | None:
    with contextlib.suppress(psutil.NoSuchProcess):
        for child in run.children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                if child.cmdline()[1:3] == ["-m", f"tasks.{stage}"]:
                    return child
    return None


def kill_in(stage: str, victim: str, run: subprocess.Popen[bytes], moment: float) -> None:
    """Nothing happens where the run ends without that stage, which was finished before."""
    process, deadline = psutil.Process(run.pid), time.monotonic() + SECONDS
    while (found := process_of(stage, process)) is None:
        if run.poll() is not None:
            return
        assert time.monotonic() < deadline, f"{stage} does not begin"
        time.sleep(0.02)
    time.sleep(moment)
    with contextlib.suppress(psutil.NoSuchProcess):
        family = process.children(recursive=True)
        os.kill(found.pid if victim == "stage" else run.pid, signal.SIGKILL)
        run.wait(SECONDS)
        _, alive = psutil.wait_procs(family, timeout=30)
        assert [each for each in alive if each.status() != psutil.STATUS_ZOMBIE] == []


@pytest.mark.slow
@pytest.mark.parametrize("victim", RUNS)
def test_killed_in_every_stage_a_run_ends_in_the_same_bytes(
    finished: Project, tmp_path: Path, victim: str
) -> None:
    project = create(tmp_path / "p")
    moments = random.Random(victim)
    for stage in stages():
        kill_in(stage, victim, project.start(*RUNS[victim]), moments.uniform(0.0, LATEST))
    project.dvc("repro")
    assert project.digests() == finished.digests()
    assert project.voxloom("verify").returncode == 0
