"""A sha256 of each file of a stage's folder, so that whoever reads it sees damage.

DVC trusts the objects of its cache: a bit that flips in one comes back with the folder, unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from voxloom.core import files
from voxloom.core.errors import VoxloomError

SEAL = "sha256.json"  # in the folder; maps the name of every other file to its sha256


def seal(folder: Path) -> None:
    """Write the digests of a finished folder."""
    others = [path for path in files.walk_files(folder) if path != folder / SEAL]
    digests = {path.relative_to(folder).as_posix(): files.sha256_file(path) for path in others}
    files.write_json(folder / SEAL, digests)


def check(path: Path) -> None:
    """Check a sealed folder, or one file of it; what has no seal is not looked at.

    Raises VoxloomError that names the first file that is not the one that was written.
    """
    for place, trouble in findings(path):
        raise VoxloomError(f"{place} is {trouble}; `voxloom verify` says how to get it back")


def findings(path: Path) -> Iterator[tuple[Path, str]]:
    """The damaged and missing files of a sealed folder, of those in a folder, or one file of it."""
    folder = path if path.is_dir() else path.parent
    if not (folder / SEAL).is_file():
        for inner in sorted(path.glob(f"*/{SEAL}")):
            yield from findings(inner.parent)
        return
    try:
        digests = dict(files.read_json(folder / SEAL))
    except (VoxloomError, ValueError, TypeError):
        yield folder / SEAL, "damaged"
        return
    names = digests if path == folder else {path.name} & set(digests)
    for name in names:
        if not (folder / name).is_file():
            yield folder / name, "missing"
        elif files.sha256_file(folder / name) != digests[name]:
            yield folder / name, f"damaged (its sha256 is not the one in {SEAL})"
