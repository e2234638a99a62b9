"""Commands and all they start end with the run, whichever way it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil
import pytest

from flows.process import Processes, started
from tests.flows.toy import CODE, until

# A shell and two children: none of them ends by itself.
FAMILY = """
sleep 60 & echo $! > one
sleep 61 & echo $! > another
wait
"""

HOLDER = """
import sys
from pathlib import Path
from flows.process import Processes

with Processes(Path.cwd(), {}) as processes:
    processes.run(["sh", "-c", sys.argv[1]], print)
"""


def family(folder: Path) -> list[int]:
    """The numbers of the family's processes, once they all run."""
    files = [folder / name for name in ("one", "another")]
    until(lambda: all(file.exists() and file.read_text().strip() for file in files), "the family")
    return [int(file.read_text()) for file in files]


def await_end(pids: list[int]) -> None:
    until(lambda: not any(started(pid) for pid in pids), f"the end of {pids}", 10)


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_lines_arrive_while_the_command_runs(tmp_path: Path) -> None:
    arrivals: list[tuple[str, float]] = []
    command = python("import time; print('one'); time.sleep(1); print('two'); exit(3)")
    with Processes(tmp_path, {}) as processes:
        ending = processes.run(command, lambda line: arrivals.append((line, time.monotonic())))
    (first, early), (second, late) = arrivals
    assert (first, second) == ("one", "two")
    assert late - early > 0.5
    assert (ending.how, ending.status, ending.line) == ("exited", 3, "two")


def test_the_command_sees_this_interpreter_first_and_the_given_variables(tmp_path: Path) -> None:
    lines: list[str] = []
    with Processes(tmp_path, {"VOXLOOM_FLOW_RUN": "abc"}) as processes:
        processes.run(["sh", "-c", "command -v python; echo $VOXLOOM_FLOW_RUN; pwd"], lines.append)
    python_found, run, folder = lines
    assert Path(python_found).parent == Path(sys.executable).parent
    assert (run, Path(folder)) == ("abc", tmp_path.resolve())


def test_a_timeout_kills_the_whole_family(tmp_path: Path) -> None:
    with Processes(tmp_path, {}) as processes:
        ending = processes.run(["sh", "-c", FAMILY], lambda line: None, timeout=3)
    assert ending.how == "timed out"
    await_end(family(tmp_path))


def test_leaving_kills_the_whole_family_and_starts_no_other(tmp_path: Path) -> None:
    endings = []
    processes = Processes(tmp_path, {})
    run = lambda: endings.append(processes.run(["sh", "-c", FAMILY], print))  # noqa: E731
    thread = threading.Thread(target=run)
    with processes:
        thread.start()
        pids = family(tmp_path)
    await_end(pids)
    thread.join(10)
    assert [ending.how for ending in endings] == ["stopped"]
    assert processes.run(["touch", "late"], print).how == "stopped"
    assert not (tmp_path / "late").exists()


def test_a_finished_command_leaves_nobody_behind(tmp_path: Path) -> None:
    lines: list[str] = []
    with Processes(tmp_path, {}) as processes:
        ending = processes.run(["sh", "-c", "sleep 60 & echo $!"], lines.append)
    assert ending.succeeded
    await_end([int(lines[0])])


def test_kill_9_of_the_holder_kills_the_whole_family(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [*python(HOLDER), FAMILY], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(CODE)}
    )
    pids = family(tmp_path)
    holder.kill()
    holder.wait(10)
    await_end(pids)


@pytest.mark.skipif(sys.platform != "linux", reason="needs the parent-death signal")
def test_kill_9_of_the_supervisor_kills_the_command(tmp_path: Path) -> None:
    holder = subprocess.Popen(
        [*python(HOLDER), "echo $$ | tee one > another; exec sleep 60"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(CODE)},
    )
    pids = family(tmp_path)
    psutil.Process(holder.pid).children()[0].kill()
    await_end(pids)
    holder.wait(10)
