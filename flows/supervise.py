"""Runs one command and kills everything it started once nobody waits for it any more.

    python -m flows.supervise FOLDER COMMAND [ARGUMENT ...]

Whoever starts this holds the write end of its standard input and never writes. When that end
closes, on purpose or because the holder was killed, the command's whole process group is killed
and the command is reaped here: a dead `dvc` that lingers as a zombie would keep its locks.
A pipe does this on every system, from any thread, and for grandchildren too, which a
parent-death signal set in the flow's threads would not.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence

from voxloom.core.process import die_with_parent

STANDARD_INPUT = 0


def main(folder: str, command: Sequence[str]) -> None:
    """Ends with the command's exit status (128 + N where signal N ended it)."""
    child = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=die_with_parent,  # safe here: no thread runs yet
    )
    signal.signal(signal.SIGTERM, lambda *_: child.terminate())
    threading.Thread(target=_kill_when_released, args=(child.pid,), daemon=True).start()
    status = child.wait()
    _kill_group(child.pid)
    os._exit(status if status >= 0 else 128 - status)


def _kill_when_released(group: int) -> None:
    os.read(STANDARD_INPUT, 1)  # returns only at end of file: nobody writes
    _kill_group(group)


def _kill_group(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
