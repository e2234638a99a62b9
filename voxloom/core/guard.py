"""The guard around every stage and command: what a person can mend is one line, a bug a traceback.

A full disk, a folder without rights, too little memory and the like may end any line of code, and
libraries wrap them in exceptions of their own. Here, in one place, they get their message.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import select
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor
from pathlib import Path
from urllib.error import URLError

from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo
from voxloom.core.strict_yaml import cut

FAILED = 1
LONGEST = 1000  # characters a line: a name that was typed may be longer
INTERRUPTED = 128 + signal.SIGINT
NOBODY_READS = 128 + signal.SIGPIPE
ADVICE = {
    errno.ENOSPC: "make room there and run it again",
    errno.EDQUOT: "make room there and run it again",
    errno.EFBIG: "the file system or `ulimit -f` allows no bigger file",
    errno.EACCES: "this user needs the right to it",
    errno.EPERM: "this user needs the right to it",
    errno.EROFS: "it can only be read there: write elsewhere",
    errno.EMFILE: "raise the number of open files with `ulimit -n`",
    errno.ENFILE: "the whole system has too many files open",
    errno.EISDIR: "a folder is in the way: name a file, or move the folder",
    errno.ENOTDIR: "a part of the path is a file",
    errno.EEXIST: "it is in the way: move it, or name another",
    errno.ENOTEMPTY: "it is in the way: move it, or name another",
    errno.ENAMETOOLONG: "use a shorter name",
    errno.ELOOP: "its links lead in a circle",
    errno.EIO: "the disk fails: look into the system's log",
    errno.ENOMEM: "close other programs, or use VOXLOOM_JOBS=1",
    errno.EAGAIN: "too many processes run: raise `ulimit -u`, or use VOXLOOM_JOBS=1",
}
NO_MEMORY = (
    "the memory is full: close other programs, work with less at once, or use VOXLOOM_JOBS=1"
)
WORKER_KILLED = f"a worker process was killed, most often because {NO_MEMORY}"
# Rust's libraries (safetensors) and PyTorch tell what the system said in words alone.
SYSTEM_ERROR = re.compile(r"\(os error (\d+)\)")
TORCH_MEMORY = re.compile(r"out of memory|can't allocate memory|not enough memory", re.IGNORECASE)
SOUNDFILE = re.compile(r"Error opening (?P<quote>['\"])(?P<path>.+)(?P=quote): System error")


def guarded(work: Callable[[], int | None]) -> int:
    """Do the work; the exit status, which is the work's own where it has one.

    VoxloomErrors, and what the machine lacks, become one line on stderr. What is neither is a bug,
    and raised as it is.
    """
    try:
        try:
            return work() or 0
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except KeyboardInterrupt:
        echo("stopped")
        return INTERRUPTED
    except Exception as error:
        if isinstance(error, BrokenPipeError) and _nobody_reads():
            return NOBODY_READS
        line = explain(error)
        if line is None:
            raise
        echo("\n".join(cut(each, LONGEST) for each in f"error: {line}".splitlines()))
        return FAILED


def explain(error: BaseException) -> str | None:
    """What a person is told of an error, or of one that it was raised from; None for a bug."""
    return next((line for each in _causes(error) if (line := _line(each)) is not None), None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _line(error: BaseException) -> str | None:
    match error:
        case VoxloomError():
            return str(error)
        case URLError(reason=OSError() as reason):
            return _line(reason)
        case MemoryError():
            return NO_MEMORY
        case BrokenExecutor() if type(error).__name__ == "TerminatedWorkerError":  # loky's
            return WORKER_KILLED
        case UnicodeEncodeError():
            return _not_spelled(error)
        case UnicodeDecodeError():
            around = error.object[max(0, error.start - 20) : error.end + 20]
            return f"a text is not {error.encoding.upper()}: {around!r}"
        case OSError():
            return _system(error)
        case _:
            return _told_in_words(str(error)) if isinstance(error, Exception) else None


def _system(error: OSError) -> str:
    if error.errno is None or error.strerror is None:
        return str(error) or type(error).__name__
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else None
    where = f"{name}: " if name else ""
    advice = ADVICE.get(error.errno)
    return f"{where}{error.strerror}{f': {advice}' if advice else ''}"


def _told_in_words(message: str) -> str | None:
    """Of exceptions of libraries that have no number for what the system said."""
    if found := SYSTEM_ERROR.search(message):
        number = int(found[1])
        return _system(OSError(number, os.strerror(number)))
    if TORCH_MEMORY.search(message):
        return NO_MEMORY
    if found := SOUNDFILE.search(message):
        try:
            Path(found["path"]).open("rb").close()
        except OSError as why:
            return _system(why)
    return None


def _not_spelled(error: UnicodeEncodeError) -> str:
    letters = error.object[error.start : error.end]
    if any("\ud800" <= letter <= "\udfff" for letter in letters):
        return f"a name is not UTF-8: {error.object!a}: rename it"
    return f"{error.encoding} has no {letters!a}: set PYTHONUTF8=1, or a UTF-8 locale"


def _nobody_reads() -> bool:
    """Whether it is the standard output that broke; then what is left for it goes nowhere."""
    poll = select.poll()
    with contextlib.suppress(OSError, ValueError):  # no file at all
        poll.register(sys.stdout.fileno(), 0)
        if any(event & select.POLLERR for _, event in poll.poll(0)):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return True
    return False
