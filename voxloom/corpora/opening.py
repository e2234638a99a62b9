"""Sound files of a corpus: each opened once, and the recordings that are in it taken out."""

from __future__ import annotations

import codecs
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from voxloom.audio.decode import Audio, AudioError, decode, encode
from voxloom.corpora.huggingface import read_cells
from voxloom.corpora.source import Part, Recording, Span
from voxloom.errors import VoxloomError

LONG_FILE_S = 3600.0  # of a file with many recordings in it, which is held in memory
SLACK_S = 0.1  # by which a span may miss the end of its file: encoders pad, lists round
# How lists of files begin that a decoder would follow, on this disk or into the network.
PLAYLISTS = (
    b"#extm3u",
    b"[playlist]",
    b"[reference]",
    b"ffconcat version",
    b"<?xml",
    b"<asx",
    b"v=0",
)


@dataclass(frozen=True)
class Opened:
    """A recording's sound, and the bytes of a file that holds it and nothing else."""

    audio: Audio
    data: bytes
    suffix: str


def judge(data: bytes, name: str, path: Path | None, longest: float) -> tuple[Audio, str]:
    """The sound of a file's bytes, and the suffix it should have. Raises AudioError."""
    _check_content(data)
    suffix = PurePath(name).suffix.lower()
    if path is not None:
        return decode(path, longest), suffix
    with tempfile.NamedTemporaryFile(suffix=suffix) as file:
        file.write(data)
        file.flush()
        return decode(Path(file.name), longest), suffix


def open_file(
    recordings: Sequence[Recording], longest: float
) -> Iterator[tuple[Recording, Opened | AudioError]]:
    """All that is wanted of one file, decoded once; `longest` is of a recording, in seconds."""
    if recordings[0].part.cell is not None:
        yield from _open_cells(recordings, longest)
        return
    path = recordings[0].path
    try:
        data = path.read_bytes()
        whole = all(recording.part.span is None for recording in recordings)
        audio, suffix = judge(data, str(path), path, longest if whole else LONG_FILE_S)
    except OSError as error:
        audio_error = AudioError("unreadable", type(error).__name__, f"{path}: {error.strerror}")
        yield from ((recording, audio_error) for recording in recordings)
        return
    except AudioError as error:
        yield from ((recording, error) for recording in recordings)
        return
    for recording in recordings:
        yield recording, _part(recording.part, Opened(audio, data, suffix), longest)


def _open_cells(
    recordings: Sequence[Recording], longest: float
) -> Iterator[tuple[Recording, Opened | AudioError]]:
    """The recordings of one row group."""
    wanted = {recording.part.cell.row: recording for recording in recordings if recording.part.cell}
    cell = recordings[0].part.cell
    assert cell is not None
    try:
        for row, data in enumerate(read_cells(recordings[0].path, cell.column, cell.group)):
            if row in wanted:
                recording = wanted.pop(row)
                yield recording, _cell(recording, data or b"", longest)
    except VoxloomError as error:
        for recording in wanted.values():
            yield recording, AudioError("undecodable", "parquet", str(error))
        return
    for recording in wanted.values():
        yield recording, AudioError("truncated", "parquet", "the file has fewer rows than before")


def _cell(recording: Recording, data: bytes, longest: float) -> Opened | AudioError:
    suffix = recording.part.cell.suffix if recording.part.cell else ""
    try:
        if not data:
            raise AudioError("empty_file", "0", "the cell is empty (0 bytes)")
        audio, suffix = judge(data, recording.id + suffix, None, longest)
    except AudioError as error:
        return error
    return Opened(audio, data, suffix)


def _check_content(data: bytes) -> None:
    """Raises AudioError(playlist)."""
    head = data[:64].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for mark in PLAYLISTS:
        if head.startswith(mark):
            raise AudioError("playlist", mark.decode(), "a list of other files is no recording")


def _part(part: Part, file: Opened, longest: float) -> Opened | AudioError:
    """A recording that is its whole file keeps the file's bytes; another becomes 16-bit FLAC."""
    try:
        taken = _channel(_span(file.audio, part.span, longest), part.channel)
    except AudioError as error:
        return error
    return file if taken is file.audio else Opened(taken, encode(taken, "FLAC"), ".flac")


def _span(audio: Audio, span: Span | None, longest: float) -> Audio:
    if span is None:
        return audio
    end = audio.seconds if span.seconds is None else span.start + span.seconds
    if span.start >= audio.seconds or end > audio.seconds + SLACK_S:
        message = f"reaches to {max(span.start, end):.2f} s, the file to {audio.seconds:.2f} s"
        raise AudioError("bad_span", f"{end:.2f}", message)
    if end - span.start > longest:
        raise AudioError("too_long", f"{end - span.start:.1f}", f"longer than {longest:g} s")
    if span.start == 0 and end > audio.seconds - SLACK_S:
        return audio
    first, last = round(span.start * audio.rate), round(end * audio.rate)
    if not len(audio.samples[first:last]):
        raise AudioError("bad_span", f"{end - span.start:.4f}", "not one sample is in it")
    return Audio(audio.samples[first:last], audio.rate)


def _channel(audio: Audio, channel: int | None) -> Audio:
    if channel is None:
        return audio
    channels = 1 if audio.samples.ndim == 1 else audio.samples.shape[1]
    if channel >= channels:
        raise AudioError("no_channel", str(channel), f"the file has {channels} channels")
    return audio if channels == 1 else Audio(audio.samples[:, channel], audio.rate)
