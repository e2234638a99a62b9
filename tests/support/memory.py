"""How much memory a piece of work takes: done in a process of its own, which says so at its end."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.dependencies import ROOT

PEAK = """
import sys

def peak():
    return int(open("/proc/self/status").read().partition("VmHWM:")[2].split()[0]) >> 10

"""


@dataclass(frozen=True)
class Work:
    """What the code printed, and by how much its memory rose above what it began with."""

    lines: list[str]
    mib: int


def measure(prepare: str, code: str, *arguments: str | Path, cpu_s: int = 60) -> Work:
    """Run `code` after `prepare`, which imports what it needs; it may take `cpu_s` of a core."""
    script = f"{PEAK}{prepare}\nbefore = peak()\n{code}\nprint(peak() - before)"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s))

    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT), "VOXLOOM_JOBS": "1"},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limit,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    *lines, mib = done.stdout.splitlines()
    return Work(lines, int(mib))
