"""Files that are whole or absent, and digests that say which bytes they hold."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from voxloom.core.dvc_cache import is_object
from voxloom.core.errors import VoxloomError

BYTECODE = "__pycache__"
LONGEST_NAME = 255  # bytes
PARTIAL = re.compile(r".+\.\d{1,10}\.partial", re.DOTALL)


def write_bytes(path: Path, data: bytes) -> None:
    """Write atomically: readers see the old file or the whole new one, also after a kill.

    An OSError names the path; what could not be finished is taken away.
    """
    partial = None
    try:
        _refuse_what_is_no_file(path)
        partial = _partial(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except BaseException as error:
        if partial is not None:
            with contextlib.suppress(OSError):
                partial.unlink()
        raise _naming(path, error) from None


def require_writable(path: Path) -> None:
    """Raises the OSError that `write_bytes` would, before any work is done for it."""
    try:
        _refuse_what_is_no_file(path)
        place = next(folder for folder in path.parents if folder.exists())
        trial = _partial(place / path.name)
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise _naming(path, error) from None


def _partial(path: Path) -> Path:
    """The name that a file has while this process writes it."""
    suffix = f".{os.getpid()}.partial"
    name = os.fsencode(path.name)
    longest = LONGEST_NAME - len(suffix)
    return path.with_name(
        os.fsdecode(name[:longest] if len(name) <= LONGEST_NAME else name) + suffix
    )


def _refuse_what_is_no_file(path: Path) -> None:
    """Raises OSError: a folder cannot be replaced, and a device must not be."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "no regular file, which could be replaced", str(path))


def _naming(path: Path, error: BaseException) -> BaseException:
    """The same error about the path: the system names none, or the half written file."""
    if isinstance(error, OSError) and error.errno is not None:
        return type(error)(error.errno, error.strerror, str(path))
    return error


def is_partial(path: Path) -> bool:
    """Whether a file is one that was not finished: no reader takes it for data."""
    return PARTIAL.fullmatch(path.name) is not None


def clear_partials(folder: Path, pattern: str = "*.partial") -> None:
    """Remove the half written files of processes that are dead; a live one will finish its own."""
    for path in folder.glob(pattern):
        if is_partial(path) and not _is_being_written(path):
            with contextlib.suppress(OSError):
                path.unlink()


def _is_being_written(partial: Path) -> bool:
    """Whether the process in the name lives, and did when the file was written."""
    written_by = int(partial.name.split(".")[-2])
    try:
        writer = psutil.Process(written_by)
        started = writer.create_time()
        return writer.status() != psutil.STATUS_ZOMBIE and started <= partial.stat().st_mtime + 1.0
    except (psutil.Error, OSError, OverflowError):
        return False


def write_text(path: Path, text: str) -> None:
    write_bytes(path, text.encode("utf-8"))


def canonical_json(value: Any) -> str:
    """One spelling a value: sorted keys, UTF-8, no NaN (ValueError)."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False)


def write_json(path: Path, value: Any) -> None:
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    write_text(path, text + "\n")


def read_json(path: Path) -> Any:
    """Raises VoxloomError that names the file when it is missing or no JSON (NaN is none)."""
    try:
        return json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_number)
    except FileNotFoundError:
        raise VoxloomError(f"{path} is missing: run the stage that writes it") from None
    except (ValueError, RecursionError) as error:
        raise VoxloomError(f"{path} is not JSON ({error})") from None


def read_json_object(path: Path) -> dict[str, Any]:
    """Raises VoxloomError as `read_json` does, and for a list or a bare value."""
    values = read_json(path)
    if not isinstance(values, dict):
        raise VoxloomError(f"{path} is no JSON object")
    return values


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def sha256_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def sha256_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest(value: Any) -> str:
    """sha256 of a value's canonical JSON."""
    return sha256_bytes(canonical_json(value).encode("utf-8"))


def walk_files(folder: Path) -> Iterator[Path]:
    """Regular files below a folder, in one order on every machine.

    Those that are half written are none, nor is the bytecode that Python leaves beside code.
    """
    yield from sorted(
        (
            path
            for path in folder.rglob("*")
            if path.is_file() and not is_partial(path) and path.parent.name != BYTECODE
        ),
        key=lambda path: path.as_posix(),
    )


def sha256_folder(folder: Path) -> str:
    """Digest of the names and bytes of every file below a folder."""
    return digest(
        {path.relative_to(folder).as_posix(): sha256_file(path) for path in walk_files(folder)}
    )


def located(root: Path, name: str) -> Path:
    """`(root / name).resolve()`, except that a link into DVC's cache stays what it is.

    With `cache.type symlink` every file that DVC watches is one: the link has the file's name, and
    two files of the same bytes are two.
    """
    path = root / name
    real, link = resolved(path), path.parent.resolve() / path.name
    return link if real != link and is_object(real, root) else real


def resolved(path: Path) -> Path:
    """`path.resolve()`, which since Python 3.13 says nothing of links in a circle.

    Raises RuntimeError for them, as before.
    """
    real = path.resolve()
    try:
        real.stat()
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise RuntimeError(f"{path}: symbolic links in a circle") from None
    return real


def inside(root: Path, name: str) -> Path:
    """`root / name`, refused when it would leave the root.

    Raises VoxloomError for absolute names, `..`, NUL and symbolic links that lead outside, other
    than DVC's own into its cache, or in a circle.
    """
    if "\0" in name:
        raise VoxloomError(f"path {name!r} holds a NUL character")
    try:
        path = located(root, name)
    except RuntimeError:
        raise VoxloomError(f"path {name!r} in {root} is a link that leads in a circle") from None
    if not path.is_relative_to(root.resolve()):
        raise VoxloomError(f"path {name!r} leaves the folder {root}")
    return path
