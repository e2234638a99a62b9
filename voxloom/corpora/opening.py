"""Sound files of a corpus: each opened once, and the recordings that are in it taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from voxloom.audio.read.inspect import Limits, inspect, read_once
from voxloom.audio.wave.sound import Audio, AudioError
from voxloom.audio.wave.wav import encode
from voxloom.core.errors import VoxloomError
from voxloom.corpora.huggingface import read_cells
from voxloom.corpora.source import Part, Recording, Span

LONG_FILE_S = 3600.0  # of a file with many recordings in it, which is held in memory
LONG_FILE = 2**30  # bytes, of it and of its samples
SLACK_S = 0.1  # by which a span may miss the end of its file: encoders pad, lists round


@dataclass(frozen=True)
class Opened:
    """A recording's sound, and the bytes of a file that holds it and nothing else."""

    audio: Audio
    data: bytes
    suffix: str
    mended: tuple[str, ...] = ()  # what was wrong, and is not any more


def limits_of(recordings: Sequence[Recording], longest: float) -> Limits:
    """Of their file: longer than a recording may be where it holds many."""
    if all(recording.part.span is None for recording in recordings):
        return Limits(max_seconds=longest)
    return Limits(max_seconds=LONG_FILE_S, max_bytes=LONG_FILE, max_decoded=LONG_FILE)


def opened(data: bytes, name: str, limits: Limits) -> Opened:
    """The file `name` with these bytes. Raises AudioError for what may not be kept."""
    found = inspect(data, name, limits)
    return Opened(found.audio, data, found.suffix, found.mended)


def open_file(
    recordings: Sequence[Recording], longest: float
) -> Iterator[tuple[Recording, Opened | AudioError]]:
    """All that is wanted of one file, decoded once; `longest` is of a recording, in seconds."""
    if recordings[0].part.cell is not None:
        yield from _open_cells(recordings, longest)
        return
    path = recordings[0].path
    try:
        limits = limits_of(recordings, longest)
        file = opened(read_once(path, limits), str(path), limits)
    except AudioError as error:
        yield from ((recording, error) for recording in recordings)
        return
    for recording in recordings:
        yield recording, _part(recording.part, file, longest)


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
    except AudioError as error:
        yield from ((recording, error) for recording in wanted.values())
        return
    except VoxloomError as error:
        why = AudioError("undecodable", "parquet", str(error))
        yield from ((recording, why) for recording in wanted.values())
        return
    for recording in wanted.values():
        yield recording, AudioError("truncated", "parquet", "the file has fewer rows than before")


def _cell(recording: Recording, data: bytes, longest: float) -> Opened | AudioError:
    suffix = recording.part.cell.suffix if recording.part.cell else ""
    try:
        if not data:
            raise AudioError("empty_file", "0", "the cell is empty (0 bytes)")
        limits = Limits(max_seconds=longest)
        if len(data) > limits.max_bytes:
            message = f"a cell of {len(data)} bytes, more than {limits.max_bytes}"
            raise AudioError("too_big", str(len(data)), message)
        return opened(data, recording.id + suffix, limits)
    except AudioError as error:
        return error


def _part(part: Part, file: Opened, longest: float) -> Opened | AudioError:
    """A recording that is its whole file keeps the file's bytes; another becomes 16-bit FLAC."""
    try:
        taken = _channel(_span(file.audio, part.span, longest), part.channel)
    except AudioError as error:
        return error
    return (
        file if taken is file.audio else Opened(taken, encode(taken, "FLAC"), ".flac", file.mended)
    )


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
