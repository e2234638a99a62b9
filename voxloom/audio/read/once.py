"""A file's bytes, read once: what is judged is what is kept."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from voxloom.audio.wave.sound import AudioError
from voxloom.core.dvc_cache import is_object

MIB = 2**20


@dataclass(frozen=True)
class Limits:
    """What a recording may be. Its parts bound time and memory, so all are checked as they grow."""

    max_seconds: float = 3600.0
    min_seconds: float = 0.0
    max_bytes: int = 256 * MIB  # of the file
    max_decoded: int = 256 * MIB  # of its samples as float32; twice that is used for a moment
    max_clipped: float = 0.02  # share of the samples at full scale


def read_once(path: Path, limits: Limits, root: Path | None = None) -> bytes:
    """The bytes of a regular file; with `root`, of one that lies below it once links are followed.

    A link of DVC's into its cache may leave it. Opened without blocking and without following a
    link put there meanwhile. Raises
    AudioError(missing_file | outside | not_a_file | too_big | changed).
    """
    try:
        real = Path(os.path.realpath(path, strict=True))
    except (OSError, ValueError) as error:
        raise AudioError("missing_file", type(error).__name__, f"{path}: no such file") from None
    if root is not None and not (real.is_relative_to(root.resolve()) or is_object(real, root)):
        raise AudioError("outside", path.name, f"{path}: a link that leaves {root}")
    _check_kind(path, real.lstat())
    try:
        descriptor = os.open(real, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError as error:
        code = "changed" if error.errno in (errno.ENOENT, errno.ELOOP) else "unreadable"
        raise AudioError(code, os.strerror(error.errno or 0), f"{path}: {error.strerror}") from None
    with os.fdopen(descriptor, "rb") as file:
        before = os.fstat(descriptor)
        _check_kind(path, before)
        if before.st_size > limits.max_bytes:
            message = f"{path}: {before.st_size} bytes, more than {limits.max_bytes}"
            raise AudioError("too_big", str(before.st_size), message)
        data = file.read(before.st_size + 1)  # one more, to see whether it grew
        after = os.fstat(descriptor)
    if not (_same(before, after) and len(data) == before.st_size and _same(before, _now(real))):
        message = f"{path}: changed while it was read; read it again when its writer is done"
        raise AudioError("changed", str(len(data)), message)
    return data


def _check_kind(path: Path, found: os.stat_result) -> None:
    """Raises AudioError(not_a_file): a FIFO never ends, and opening a device may do something."""
    if not stat.S_ISREG(found.st_mode):
        kind = stat.filemode(found.st_mode)[0]  # p FIFO, c and b devices, s socket, d folder
        raise AudioError("not_a_file", kind, f"{path}: no regular file (kind {kind})")


def _now(path: Path) -> os.stat_result | None:
    try:
        return path.lstat()
    except OSError:
        return None


def _same(before: os.stat_result, after: os.stat_result | None) -> bool:
    return after is not None and all(
        getattr(before, field) == getattr(after, field)
        for field in ("st_dev", "st_ino", "st_size", "st_mtime_ns")
    )
