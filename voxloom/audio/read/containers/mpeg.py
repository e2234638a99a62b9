"""MP3: one frame must begin where the one before ends; and what Xing's and LAME's tag counts.

Sources: ISO/IEC 11172-3 and 13818-3 (frame header); LAME's "Mp3 Info Tag rev 1" specification.
"""

from __future__ import annotations

import array
import struct
import sys
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from voxloom.audio.wave.sound import AudioError

RATES = (44100, 48000, 32000)  # Hz of MPEG-1; 2 has the half, 2.5 a quarter
# kbit/s, by layer, of MPEG-1 and of 2 and 2.5.
KBITS_1 = {
    1: (0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448),
    2: (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384),
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
}
KBITS_2 = {
    1: (0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
    3: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
SIDE_INFO = {(1, True): 17, (1, False): 32, (2, True): 9, (2, False): 17}  # bytes
TAGS_AT_END = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3")
FIELDS = {1: 4, 2: 4, 4: 100, 8: 4}  # bytes of each by its flag: frames, bytes, seek table, quality
LAME_BYTES = 36


@dataclass(frozen=True)
class Frame:
    size: int  # bytes
    samples: int  # a channel
    kind: tuple[int, int, int, bool]  # version, layer, rate, mono: the same in a whole file


@dataclass(frozen=True)
class Tag:
    """What the first frame says about the others."""

    frames: int | None  # without itself
    trimmed: int = 0  # samples that a decoder takes away: the encoder's delay and padding
    music_crc: int | None = None
    intact: bool = True  # its own check sum fits


def declared(data: bytes, name: str) -> int:
    """Samples a channel by the number of frames, less what the tag says is to be trimmed.

    Raises AudioError(truncated | lying_size | corrupt | header_only | undecodable).
    """
    start = _skip_id3(data)
    first = frame_at(data, start)
    if first is None:
        raise AudioError("undecodable", str(start), f"{name}: no MP3 frame at byte {start}")
    count, samples, end = _walk(data, start, first, name)
    tag = _tag(data, start, first)
    if tag is None:
        return samples
    if count < 2:
        raise AudioError("header_only", "0", f"{name}: a header without samples")
    if tag.frames is not None and not tag.frames <= count <= tag.frames + 1:
        message = f"{name}: {count - 1} of {tag.frames} frames are there"
        raise AudioError("truncated" if count < tag.frames else "lying_size", str(count), message)
    music = data[start + first.size : end]
    if not tag.intact or tag.music_crc not in (None, crc16(music)):
        raise AudioError("corrupt", "LAME CRC", f"{name}: its check sum is wrong")
    return max(samples - first.samples - tag.trimmed, 0)


def begins(data: bytes) -> bool:
    """Whether a frame stands where the first one should."""
    return frame_at(data, _skip_id3(data)) is not None


def has_tag(data: bytes) -> bool:
    """Whether the file says how many frames it has."""
    start = _skip_id3(data)
    first = frame_at(data, start)
    return first is not None and _tag(data, start, first) is not None


def frame_at(data: bytes, place: int) -> Frame | None:
    """The frame whose header stands at `place`; None where there is none."""
    if place + 4 > len(data):
        return None
    head = int.from_bytes(data[place : place + 4], "big")
    version_bits, layer_bits = head >> 19 & 3, head >> 17 & 3
    kbits_index, rate_index, padding = head >> 12 & 15, head >> 10 & 3, head >> 9 & 1
    if head >> 21 != 0x7FF or version_bits == 1 or layer_bits == 0:
        return None
    if kbits_index in (0, 15) or rate_index == 3:  # 0, the free format, is nobody's
        return None
    version, layer = (1 if version_bits == 3 else 2), 4 - layer_bits
    rate = RATES[rate_index] >> {3: 0, 2: 1, 0: 2}[version_bits]
    kbits = (KBITS_1 if version == 1 else KBITS_2)[layer][kbits_index]
    mono = head >> 6 & 3 == 3
    if layer == 1:
        return Frame((12000 * kbits // rate + padding) * 4, 384, (version_bits, layer, rate, mono))
    samples = 576 if version == 2 and layer == 3 else 1152
    size = samples * 125 * kbits // rate + padding
    return Frame(size, samples, (version_bits, layer, rate, mono))


def _skip_id3(data: bytes) -> int:
    """Where the first frame should be: after tags, and the zeros that some writers leave."""
    place = 0
    while data[place : place + 3] == b"ID3" and place + 10 <= len(data):
        size = 0
        for byte in data[place + 6 : place + 10]:
            size = size << 7 | byte & 127
        place += 10 + size + (10 if data[place + 5] & 16 else 0)
    while place < len(data) and data[place] == 0:
        place += 1
    return place


def _walk(data: bytes, start: int, first: Frame, name: str) -> tuple[int, int, int]:
    """From header to header: (frames, samples, end)."""
    place, count, samples = start, 0, 0
    while place < len(data):
        frame = frame_at(data, place)
        if frame is None or frame.kind != first.kind:
            if _is_tail(data, place):
                break
            message = f"{name}: no frame of its kind at byte {place}, where one should be"
            raise AudioError("corrupt", str(place), message)
        place, count, samples = place + frame.size, count + 1, samples + frame.samples
    if place > len(data):
        message = f"{name}: its last frame lacks {place - len(data)} bytes"
        raise AudioError("truncated", str(len(data)), message)
    return count, samples, place


def _is_tail(data: bytes, place: int) -> bool:
    return data.startswith(TAGS_AT_END, place) or not any(data[place:])


def _tag(data: bytes, start: int, frame: Frame) -> Tag | None:
    version, layer, _, mono = frame.kind
    place = 4 + SIDE_INFO[1 if version == 3 else 2, mono]
    head = data[start : start + frame.size]
    if layer != 3 or head[place : place + 4] not in (b"Xing", b"Info"):
        return None
    flags = int.from_bytes(head[place + 4 : place + 8], "big")
    frames = int.from_bytes(head[place + 8 : place + 12], "big") if flags & 1 else None
    lame = place + 8 + sum(size for flag, size in FIELDS.items() if flags & flag)
    if not head.startswith((b"LAME", b"Lavf", b"Lavc"), lame) or lame + LAME_BYTES > len(head):
        return Tag(frames)
    delay_padding = int.from_bytes(head[lame + 21 : lame + 24], "big")
    music_crc, own_crc = struct.unpack_from(">HH", head, lame + 32)
    if not own_crc:
        return Tag(frames)
    before = head[: lame + 34]
    # LAME sums what stands before the field; FFmpeg 190 bytes, which is the same in MPEG-1 stereo.
    sums = (crc16(before), crc16((before + bytes(2) + head[lame + 36 :])[:190].ljust(190, b"\0")))
    return Tag(frames, (delay_padding >> 12) + (delay_padding & 0xFFF), music_crc, own_crc in sums)


def crc16(data: bytes) -> int:
    """CRC-16 of LAME's tag: polynomial 8005 mirrored, from 0; two bytes at a step."""
    words = array.array("H", data[: len(data) & ~1])
    if sys.byteorder == "big":
        words.byteswap()
    table, crc = _crc16_table(), 0
    for word in words:
        crc = table[crc ^ word]
    return crc if len(data) % 2 == 0 else _crc16_of_byte(crc ^ data[-1])


def _crc16_of_byte(crc: int) -> int:
    for _ in range(8):
        crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc


@lru_cache(maxsize=1)
def _crc16_table() -> list[int]:
    """What two bytes do to the register, all 65,536 pairs."""
    crc = np.arange(65536)
    for _ in range(16):
        crc = crc >> 1 ^ (crc & 1) * 0xA001
    table: list[int] = crc.tolist()
    return table
