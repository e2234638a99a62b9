"""WAV: the sizes of its chunks against the file, and the fields of its `fmt ` against each other.

Sources: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991);
EBU Tech 3306 (RF64).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from voxloom.audio.wave.sound import AudioError

MAGIC = (b"RIFF", b"RIFX", b"RF64", b"BW64")
PCM, FLOAT, A_LAW, MU_LAW, EXTENSIBLE = 1, 3, 6, 7, 0xFFFE
NO_SIZE = 0xFFFFFFFF
# A writer to a pipe cannot come back to fill in the sizes: FFmpeg's, then that of SoX and eSpeak.
UNKNOWN = (NO_SIZE, 0x7FFFF000)
SLOPPY = 9  # bytes: writers that count the header's 8, or no padding
FMT_BYTES = 16
DS64_BYTES = 24


@dataclass(frozen=True)
class Chunk:
    name: bytes
    start: int  # of its content
    size: int  # as declared


def declared(data: bytes, name: str) -> int | None:
    """Samples a channel by the header; None for a codec of another rate of bytes, or a pipe's.

    Raises AudioError(truncated | lying_size | lying_header | header_only).
    """
    order = ">" if data[:4] == b"RIFX" else "<"
    size = struct.unpack_from(f"{order}I", data, 4)[0] if len(data) >= 12 else 0
    chunks = list(_chunks(data, name, order, piped=size == 0 or size >= UNKNOWN[1]))
    sound = [chunk for chunk in chunks if chunk.name == b"data"]
    if len(sound) != 1:
        message = f"{name}: {len(sound)} data chunks, not one"
        raise AudioError("lying_size" if sound else "header_only", str(len(sound)), message)
    _check_size(size, chunks[-1], len(data), name)
    if sound[0].size == 0:
        raise AudioError("header_only", "0", f"{name}: a header without samples")
    formats = [chunk for chunk in chunks if chunk.name == b"fmt "]
    if not formats or formats[0].size < FMT_BYTES:
        raise AudioError("lying_header", str(len(formats)), f"{name}: no whole fmt chunk")
    align = _frame_bytes(data, formats[0], order, name)
    if not align or sound[0].size in UNKNOWN:
        return None
    count = sound[0].size // align
    _check_count(count, data, chunks[0], name)
    return count


def _check_count(count: int, data: bytes, first: Chunk, name: str) -> None:
    """RF64 says in `ds64` how many samples there are, too; 0 where its writer did not."""
    if first.name != b"ds64" or first.size < DS64_BYTES:
        return
    said = struct.unpack_from("<Q", data, first.start + 16)[0]
    if said not in (0, count):
        message = f"{name}: says it has {said} samples, and has {count}"
        raise AudioError("lying_size", str(said), message)


def _chunks(data: bytes, name: str, order: str, piped: bool) -> Iterator[Chunk]:
    """All of them up to the file's end, so that none hides what comes after it."""
    place, long_size = 12, 0
    while place + 8 <= len(data):
        kind, size = struct.unpack_from(f"{order}4sI", data, place)
        if not all(32 <= letter < 127 for letter in kind):
            message = f"{name}: the size before byte {place} is wrong: no chunk follows there"
            raise AudioError("lying_size", str(place), message)
        if kind == b"ds64" and place + 24 <= len(data):
            long_size = struct.unpack_from(f"{order}Q", data, place + 16)[0]
        if kind == b"data" and size == NO_SIZE and long_size:
            size = long_size
        elif kind == b"data" and (size in UNKNOWN or (size == 0 and piped)):
            yield Chunk(kind, place + 8, NO_SIZE if place + 8 < len(data) else 0)
            return
        yield Chunk(kind, place + 8, size)
        held = len(data) - place - 8
        if held < size:
            message = f"{name}: {held} of {size} bytes of its {kind.decode('ascii')!r} are there"
            raise AudioError("truncated", str(held), message)
        place += 8 + size + size % 2


def _check_size(size: int, last: Chunk, held: int, name: str) -> None:
    """The size of the whole, and the bytes there are, against where the last chunk ends."""
    if last.size in UNKNOWN:
        return
    end = last.start + last.size
    if size not in (0, NO_SIZE):
        _check_whole(size, end, name)
    if held > end + last.size % 2:
        message = f"{name}: {held - end} bytes after its last chunk are no chunk"
        raise AudioError("lying_size", str(end), message)


def _check_whole(size: int, end: int, name: str) -> None:
    if size + 8 > end + SLOPPY:
        message = f"{name}: {end} of {size + 8} bytes are there"
        raise AudioError("truncated", str(end), message)
    if size + 8 < end - SLOPPY:
        message = f"{name}: says it has {size + 8} bytes, and has {end}"
        raise AudioError("lying_size", str(size + 8), message)


def _frame_bytes(data: bytes, chunk: Chunk, order: str, name: str) -> int | None:
    """Bytes a sample of all channels, by fields that say it three times; None for other codecs."""
    tag, channels, rate, byte_rate, align, bits = struct.unpack_from(
        f"{order}HHIIHH", data, chunk.start
    )
    if tag == EXTENSIBLE and chunk.size >= 26:
        tag = struct.unpack_from(f"{order}H", data, chunk.start + 24)[0]
    if tag not in (PCM, FLOAT, A_LAW, MU_LAW):
        return None
    fits = (
        channels > 0
        and bits in ((8,) if tag in (A_LAW, MU_LAW) else (32, 64) if tag == FLOAT else range(1, 65))
        and align == channels * -(-bits // 8)
        and byte_rate in (0, rate * align)
    )
    if not fits:
        said = f"{channels} channels, {rate} Hz, {bits} bits, {align} and {byte_rate} bytes"
        raise AudioError("lying_header", said, f"{name}: its header contradicts itself: {said}")
    return int(align)
