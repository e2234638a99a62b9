"""Files that are whole or absent, and digests that say which bytes they hold."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from voxloom.errors import VoxloomError


def write_bytes(path: Path, data: bytes) -> None:
    """Write atomically: readers see the old file or the whole new one, also after a kill."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    with partial.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def write_text(path: Path, text: str) -> None:
    write_bytes(path, text.encode("utf-8"))


def canonical_json(value: Any) -> str:
    """One spelling a value: sorted keys, UTF-8, no NaN (ValueError)."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False)


def write_json(path: Path, value: Any) -> None:
    text = json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    write_text(path, text + "\n")


def read_json(path: Path) -> Any:
    """Raises VoxloomError that names the file when it is missing or no JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise VoxloomError(f"{path} is missing: run the stage that writes it") from None
    except (ValueError, RecursionError) as error:
        raise VoxloomError(f"{path} is not JSON ({error})") from None


def sha256_bytes(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def sha256_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest(value: Any) -> str:
    """sha256 of a value's canonical JSON."""
    return sha256_bytes(canonical_json(value).encode("utf-8"))


def walk_files(folder: Path) -> Iterator[Path]:
    """Regular files below a folder, in one order on every machine."""
    yield from sorted(
        (path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.as_posix()
    )


def sha256_folder(folder: Path) -> str:
    """Digest of the names and bytes of every file below a folder."""
    return digest(
        {path.relative_to(folder).as_posix(): sha256_file(path) for path in walk_files(folder)}
    )


def inside(root: Path, name: str) -> Path:
    """`root / name`, refused when it would leave the root.

    Raises VoxloomError for absolute names, `..`, NUL and symbolic links that lead outside.
    """
    if "\0" in name:
        raise VoxloomError(f"path {name!r} holds a NUL character")
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()):
        raise VoxloomError(f"path {name!r} leaves the folder {root}")
    return path
