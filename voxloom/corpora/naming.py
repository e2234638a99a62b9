"""Names that the user wrote, made safe: which file is meant, and the id it gets.

An id is letters, marks, digits and `_.+-`, so that it can be a file name and a manifest's key. `~`
is in no id: `name~2` is the second that wanted to be `name`.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from voxloom import files
from voxloom.corpora.source import Recording, Rejection
from voxloom.errors import VoxloomError

MAX_BYTES = 200  # of id and suffix, which are a file name together


def id_of_path(name: str) -> str:
    """`wavs/take 1.wav` -> `wavs-take-1`."""
    path = PurePosixPath(name)
    return safe_id(str(path).removesuffix(path.suffix))


def safe_id(name: str) -> str:
    return "".join(
        letter if _is_safe(letter) else "-" for letter in unicodedata.normalize("NFC", name)
    )


def _is_safe(letter: str) -> bool:
    category = unicodedata.category(letter)
    return letter in "_.+-" or category[0] in "LM" or category == "Nd"


def check_name(root: Path, name: str, recording_id: str) -> Rejection | None:
    """What is wrong with a recording named relative to `root`, if anything."""
    try:
        found = files.inside(root, name).is_file()
        outside = PurePosixPath(name).is_absolute()
    except (VoxloomError, RuntimeError):  # RuntimeError: symbolic links in a circle
        outside = True
    except OSError:  # a longer name than the file system has
        found = outside = False
    if outside:
        return Rejection("outside", name, "the path leaves the folder of the recordings")
    if not found:
        return Rejection("missing_audio", name, "there is no such file")
    size = len((recording_id + PurePosixPath(name).suffix).encode())
    if size > MAX_BYTES or not any(letter.isalnum() for letter in recording_id):
        message = f"an id needs a letter or digit and, with suffix, {MAX_BYTES} bytes at most"
        return Rejection("bad_id", str(size), message)
    return None


def distinct(recordings: Iterable[Recording]) -> tuple[Recording, ...]:
    """Each with an id of its own; a later one of the same id or file is rejected.

    Rejected recordings step back, so that none takes the id of one that can be used.
    """
    by_use = sorted(recordings, key=lambda recording: recording.rejection is not None)
    wanted: Counter[str] = Counter()
    seen: dict[Path, str] = {}
    result = []
    for recording in by_use:
        name = recording.id
        wanted[name] += 1
        if recording.rejection is None:
            file = recording.path.resolve()
            first = name if wanted[name] > 1 else seen.get(file)
            if first is not None:
                message = f"{first} is the same file or has the same id, and came first"
                recording = replace(recording, rejection=Rejection("duplicate_id", first, message))
            seen.setdefault(file, name)
        if wanted[name] > 1:
            recording = replace(recording, id=f"{name}~{wanted[name]}")
        result.append(recording)
    return tuple(sorted(result, key=lambda recording: recording.id))
