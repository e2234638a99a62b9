"""A child process that does not outlive its parent."""

from __future__ import annotations

import ctypes
import os
import select
import signal
import sys
import threading
from pathlib import Path

PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """Have this process killed when its parent dies (Linux; elsewhere nothing).

    Where the parent is only the shell of a command line (`sh -c COMMAND`, as dvc starts a stage),
    also when the process behind that shell dies: not every shell gives way to its last command.
    """
    if not sys.platform.startswith("linux"):
        return
    parent = os.getppid()
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)
    if _is_command_shell(parent):
        _die_with(_parent_of(parent))


def _is_command_shell(pid: int) -> bool:
    command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return Path(os.fsdecode(command[0])).name.endswith("sh") and b"-c" in command


def _parent_of(pid: int) -> int:
    """The fourth field of /proc/PID/stat; the second, a name in brackets, may hold spaces."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[1])


def _die_with(pid: int) -> None:
    """A process's file descriptor becomes readable when the process ends."""
    try:
        ended = os.pidfd_open(pid)
    except ProcessLookupError:
        os._exit(1)

    def wait() -> None:
        select.select([ended], [], [])
        os.kill(os.getpid(), signal.SIGKILL)

    threading.Thread(target=wait, name="dies-with-parent", daemon=True).start()
