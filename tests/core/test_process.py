"""A stage ends with the dvc that started it, and a command that dvc did not start does not."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import yaml

from tests.dependencies import ROOT, stages

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")

# A stage whose imports take long: `tasks` is the first of them, as for every stage.
STAGE = """
import os, tasks
from pathlib import Path
Path("started").write_text(str(os.getpid()))
import time
time.sleep(60)
"""
GONE = "the dvc that started this stage is gone"


@contextlib.contextmanager
def dvc_running(
    folder: Path, command: str, *dvc: str, shell: str = "/bin/sh"
) -> Iterator[subprocess.Popen[bytes]]:
    """A dvc that has come to its one stage, which runs the command; both are dead afterwards."""
    (folder / "slow.py").write_text(STAGE)
    stage = {"cmd": f"touch begun; {command}", "outs": [{"out.txt": {"cache": False}}]}
    (folder / "dvc.yaml").write_text(yaml.safe_dump({"stages": {"slow": stage}}))
    environment = {
        **os.environ,
        "SHELL": shell,
        "PYTHONPATH": str(ROOT),
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    (folder / ".dvc").mkdir()
    (folder / ".dvc/config").write_text("[core]\n    no_scm = True\n    analytics = False\n")
    with (folder / "log").open("w") as log:
        running = subprocess.Popen(
            [sys.executable, *(dvc or ("-m", "dvc", "repro"))],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_for(folder / "begun")
        yield running
    finally:
        running.kill()
        running.wait()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, 9)


def wait_for(path: Path) -> None:
    deadline = time.monotonic() + 60
    while not (path.exists() and (path.stat().st_size or path.name == "begun")):
        assert time.monotonic() < deadline, f"{path} did not come"
        time.sleep(0.02)


@pytest.mark.parametrize(
    ("shell", "dvc"),
    [
        ("/bin/sh", ("-m", "dvc", "repro")),  # dash stays in between
        ("/bin/bash", ("-m", "dvc", "repro")),
        ("/bin/sh", ("-c", "from dvc.repo import Repo; Repo().reproduce()")),
    ],
)
def test_a_stage_that_still_imports_dies_with_dvc(
    tmp_path: Path, shell: str, dvc: tuple[str, ...]
) -> None:
    with dvc_running(tmp_path, "python slow.py", *dvc, shell=shell) as running:
        wait_for(tmp_path / "started")
        stage = psutil.Process(int((tmp_path / "started").read_text()))
        time.sleep(0.5)
        assert stage.is_running()
        running.kill()
        gone, _ = psutil.wait_procs([stage], timeout=10)
        assert gone == [stage]


def test_a_stage_that_begins_after_the_death_of_dvc_ends_at_its_first_line(tmp_path: Path) -> None:
    with dvc_running(tmp_path, "sleep 1; python slow.py; touch over") as running:
        running.kill()
        wait_for_shell = time.monotonic() + 60
        while not (tmp_path / "over").exists():
            assert time.monotonic() < wait_for_shell
            time.sleep(0.05)
        assert GONE in (tmp_path / "log").read_text()
        assert not (tmp_path / "started").exists()


@pytest.mark.parametrize("stage", stages())
def test_every_stage_ends_before_its_imports(tmp_path: Path, stage: str) -> None:
    (tmp_path / ".dvc/tmp").mkdir(parents=True)
    (tmp_path / ".dvc/tmp/rwlock").write_text('{"write": {}, "read": {}}')
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", f"tasks.{stage}"],
        cwd=tmp_path,
        env={**os.environ, "DVC_STAGE": stage, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert GONE in done.stderr
    assert "voxloom.params" not in done.stderr


@pytest.mark.parametrize("before", ["", "setsid "])
def test_a_stage_started_by_hand_outlives_its_shell(tmp_path: Path, before: str) -> None:
    line = f"sleep 1; exec {before}{sys.executable} -m tasks.text > log 2>&1"
    environment = {key: value for key, value in os.environ.items() if key != "DVC_STAGE"}
    subprocess.run(
        ["/bin/sh", "-c", f"({line}) &"],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(ROOT)},
        check=True,
    )
    wait_for(tmp_path / "log")
    assert "params.yaml is missing" in (tmp_path / "log").read_text()
