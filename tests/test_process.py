from __future__ import annotations

import signal
import subprocess
import sys
import time

import psutil
import pytest

from tests.dependencies import ROOT

CHILD = (
    "from voxloom.process import die_with_parent; die_with_parent(); import time; time.sleep(60)"
)
# dash stays in between, bash gives way to its only command; both with a second command after it.
SHELLS = ["sh -c '{}'", "bash -c '{}'", "sh -c '{}; true'", "bash -c '{}; true'"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")
@pytest.mark.parametrize("shell", SHELLS)
def test_a_child_dies_with_the_process_behind_its_shell(shell: str) -> None:
    line = shell.format(f'{sys.executable} -c "{CHILD}"')
    code = f"import subprocess; subprocess.run({line!r}, shell=True, executable='/bin/bash')"
    runner = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    child = wait_for_child(runner.pid)
    time.sleep(0.5)
    runner.send_signal(signal.SIGKILL)
    runner.wait()
    gone, _ = psutil.wait_procs([child], timeout=10)
    assert gone == [child]


def wait_for_child(pid: int) -> psutil.Process:
    """The sleeping grandchild, once it runs Python."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        for process in psutil.Process(pid).children(recursive=True):
            if process.cmdline()[:1] == [sys.executable]:
                return process
        time.sleep(0.02)
    raise AssertionError("the child did not start")
