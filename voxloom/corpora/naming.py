"""Names that the user wrote, made safe: which file is meant, and the id it gets.

An id is letters, marks, digits and `_.+-`, so that it can be a file name and a manifest's key. `~`
is in no id: `name~2` is the second that wanted to be `name`.
"""

from __future__ import annotations

import fnmatch
import re
import stat
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath

from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.corpora.source import Part, Recording, Rejection

MAX_BYTES = 200  # of id and suffix, which are a file name together

# fmt: off
AUDIO = (
    ".aac", ".aif", ".aifc", ".aiff", ".amr", ".ape", ".au", ".caf", ".flac", ".g722", ".gsm",
    ".m4a", ".mka", ".mp2", ".mp3", ".mp4", ".oga", ".ogg", ".opus", ".snd", ".spx", ".tta",
    ".w64", ".wav", ".webm", ".wma", ".wv",
)
# Lists of other files or addresses, which a decoder would follow.
PLAYLISTS = (
    ".asx", ".concat", ".cue", ".ffconcat", ".m3u", ".m3u8", ".mpd", ".pls", ".sdp", ".wpl",
    ".xspf",
)
# What systems, file shares and editors leave in a folder: nobody's recordings and nobody's lists.
LEFTOVERS = (
    "._*", ".ds_store", "__macosx", ".appledouble", ".spotlight-v100", ".fseventsd", ".trash*",
    "thumbs.db", "desktop.ini", "$recycle.bin", "system volume information",
    "@eadir", "#recycle", "lost+found", ".nfs*",
    ".git", ".svn", ".hg", ".dvc", ".ipynb_checkpoints",
    "*~", ".#*", "#*#", "*.sw[op]",
)
# fmt: on
_LEFTOVER = re.compile("|".join(map(fnmatch.translate, LEFTOVERS)))


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


def is_audio(name: str) -> bool:
    """Called like audio, or like a list of audio, which is to be named and not passed over."""
    return PurePosixPath(name).suffix.lower() in AUDIO + PLAYLISTS


def is_leftover(name: str) -> bool:
    """A file or folder, called without its path, that is passed over wherever it lies."""
    return _LEFTOVER.fullmatch(name.casefold()) is not None


def stem(name: str) -> str:
    """`wavs/a.wav` -> `wavs/a`; only what is a suffix of audio goes: `Mr. X` stays."""
    return name.removesuffix(PurePosixPath(name).suffix) if is_audio(name) else name


def within(root: Path, name: str) -> Path | None:
    """The file that is meant; None where it lies outside the root."""
    try:
        return files.inside(root, name)
    except (VoxloomError, RuntimeError):  # RuntimeError: symbolic links in a circle
        return None
    except OSError:  # a longer name than the file system has
        return root / name


def check_name(root: Path, name: str, recording_id: str) -> Rejection | None:
    """What is wrong with a recording named relative to `root`, if anything."""
    if is_absolute(name):
        message = f"absolute, and not in {root}: make it relative to that folder"
        return Rejection("outside", name, message)
    path = within(root, name)
    if path is None:
        return Rejection("outside", name, f"the path leaves {root}, the folder of the recordings")
    try:
        mode = path.stat().st_mode
    except PermissionError:
        return Rejection("unreadable", name, f"{path.parent} may not be entered")
    except OSError:  # also a longer name than the file system has
        return Rejection("missing_audio", name, f"there is no such file: {root / name}")
    if stat.S_ISDIR(mode):
        return Rejection("missing_audio", name, f"a folder, and no file: {root / name}")
    if not stat.S_ISREG(mode):
        return Rejection("not_a_file", name, "a pipe, socket or device is no recording")
    if PurePosixPath(name).suffix.lower() in PLAYLISTS:
        return Rejection("playlist", name, "a list of other files is no recording")
    size = len((recording_id + PurePosixPath(name).suffix).encode())
    if size > MAX_BYTES or not any(letter.isalnum() for letter in recording_id):
        message = f"an id needs a letter or digit and, with suffix, {MAX_BYTES} bytes at most"
        return Rejection("bad_id", str(size), message)
    return None


def is_absolute(name: str) -> bool:
    """Also by the rules of Windows: `C:/corpus/a.wav`."""
    return name.startswith("/") or re.match(r"[A-Za-z]:[/\\]", name) is not None


def distinct(recordings: Iterable[Recording]) -> tuple[Recording, ...]:
    """Each with an id of its own; a later one of the same id or part of a file is rejected.

    So is one whose id differs in case only: on many disks the two would be one file. Rejected
    recordings step back, so that none takes the id of one that can be used.
    """
    by_use = sorted(recordings, key=lambda recording: recording.rejection is not None)
    wanted: Counter[str] = Counter()
    seen: dict[tuple[Path, Part], str] = {}
    twins: dict[str, str] = {}
    result = []
    for recording in by_use:
        name = recording.id
        wanted[name] += 1
        if recording.rejection is None:
            path = recording.path
            audio = (files.located(path.parent, path.name), recording.part)
            first = name if wanted[name] > 1 else seen.get(audio)
            twin = twins.setdefault(unicodedata.normalize("NFC", name.casefold()), name)
            if first is not None:
                message = f"{first} is the same file or has the same id, and came first"
                recording = replace(recording, rejection=Rejection("duplicate_id", first, message))
            elif twin != name:
                message = f"differs from {twin} in case only, which came first"
                recording = replace(recording, rejection=Rejection("twin_id", twin, message))
            seen.setdefault(audio, name)
        if wanted[name] > 1:
            recording = replace(recording, id=f"{name}~{wanted[name]}")
        result.append(recording)
    return tuple(sorted(result, key=lambda recording: recording.id))
