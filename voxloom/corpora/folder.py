"""A folder of recordings, each with its transcript beside it: `hello.wav` and `hello.txt`.

Folders in it are read, too; links to other folders are not. All is taken as one speaker's.
"""

from __future__ import annotations

from pathlib import Path

from voxloom.corpora.naming import check_name, distinct, id_of_path
from voxloom.corpora.source import Corpus, Recording, Rejection
from voxloom.corpora.utf8 import NotUtf8, read_utf8
from voxloom.errors import VoxloomError
from voxloom.params import IngestParams

# fmt: off
AUDIO = (
    ".aac", ".aif", ".aiff", ".amr", ".au", ".caf", ".flac", ".g722", ".m4a", ".mka", ".mp3",
    ".mp4", ".oga", ".ogg", ".opus", ".wav", ".webm", ".wma",
)
# fmt: on
TRANSCRIPTS = (".txt", ".lab")  # the first there is


def load(params: IngestParams) -> Corpus:
    """Every audio file below the folder; the speaker is named after it where none is given.

    Raises VoxloomError when the folder is missing or holds no audio file.
    """
    root = Path(params.source or "")
    if not root.is_dir():
        raise VoxloomError(f"ingest.source: there is no folder {root}")
    found = [_recording(root, path) for path in audio_files(root)]
    if not found:
        raise VoxloomError(f"ingest.source: {root} holds no file named {', '.join(AUDIO)}")
    name = root.resolve().name
    return Corpus(
        name=name,
        language=params.language,
        speaker=params.speaker or name,
        license=params.license,
        attribution=params.attribution,
        source=root.as_posix(),
        recordings=distinct(found),
    )


def audio_files(root: Path) -> list[Path]:
    """Also links that lead nowhere: they are to be named, not passed over."""
    return sorted(
        path
        for path in root.rglob("*")
        if path.suffix.lower() in AUDIO and (path.is_symlink() or path.is_file())
    )


def _recording(root: Path, path: Path) -> Recording:
    name = path.relative_to(root).as_posix()
    recording_id = id_of_path(name)
    rejection = check_name(root, name, recording_id)
    if rejection:
        return Recording(recording_id, path, None, rejection)
    beside = [path.with_suffix(suffix) for suffix in TRANSCRIPTS]
    transcript = next((file for file in beside if file.is_file()), None)
    if transcript is None:
        return Recording(recording_id, path, None)
    text, rejection = _read_transcript(root, transcript)
    return Recording(recording_id, path, text, rejection)


def _read_transcript(root: Path, path: Path) -> tuple[str | None, Rejection | None]:
    """Its words, lines joined; or why they are not to be had."""
    name = path.relative_to(root).as_posix()
    if not path.resolve().is_relative_to(root.resolve()):
        return None, Rejection("outside", name, "the transcript is a link out of the folder")
    try:
        return " ".join(read_utf8(path).split()), None
    except NotUtf8 as error:
        return None, Rejection("bad_encoding", name, f"{error}; save the transcript as UTF-8")
