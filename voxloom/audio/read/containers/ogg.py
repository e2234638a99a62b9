"""Ogg: every page's check sum and number, and the mark that says a stream is whole (RFC 3533)."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

from voxloom.audio.wave.sound import AudioError

MAGIC = b"OggS"
HEADER = struct.Struct("<4sBBqIIIB")
FIRST, LAST = 2, 4  # flags
# zlib has the same polynomial, but takes each byte from its other end.
MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


@dataclass(frozen=True)
class OggPage:
    start: int
    end: int
    flags: int
    serial: int
    number: int
    crc: int


def check(data: bytes, name: str) -> None:
    """Raises AudioError(truncated | corrupt | joined)."""
    place, last, past_first = 0, dict[int, OggPage](), False
    while place < len(data):
        page = _page(data, place, name)
        if checksum(data[page.start : page.end]) != page.crc:
            message = f"{name}: the check sum of the page at byte {place} is wrong"
            raise AudioError("corrupt", str(place), message)
        if page.flags & FIRST and past_first:
            message = f"{name}: a second recording follows at byte {place}; split the file there"
            raise AudioError("joined", str(place), message)
        past_first = past_first or not page.flags & FIRST
        _check_order(page, last.get(page.serial), name)
        last[page.serial] = page
        place = page.end
    if not all(page.flags & LAST for page in last.values()):
        message = f"{name}: ends without the page that ends it"
        raise AudioError("truncated", str(len(data)), message)


def _page(data: bytes, place: int, name: str) -> OggPage:
    if not data.startswith(MAGIC, place):
        raise AudioError("corrupt", str(place), f"{name}: no page where one should be, {place}")
    if place + HEADER.size > len(data):
        raise AudioError("truncated", str(len(data)), f"{name}: ends inside a page")
    _, _, flags, _, serial, number, crc, count = HEADER.unpack_from(data, place)
    sizes = data[place + HEADER.size : place + HEADER.size + count]
    end = place + HEADER.size + count + sum(sizes)
    if len(sizes) < count or end > len(data):
        raise AudioError("truncated", str(len(data)), f"{name}: {len(data)} of {end} bytes")
    return OggPage(place, end, flags, serial, number, crc)


def _check_order(page: OggPage, before: OggPage | None, name: str) -> None:
    expected = before.number + 1 if before else 0
    if page.number != expected or bool(page.flags & FIRST) == bool(before):
        message = f"{name}: page {page.number} stands where {expected} should"
        raise AudioError("corrupt", f"page {page.number}", message)
    if before and before.flags & LAST:
        raise AudioError("corrupt", f"page {page.number}", f"{name}: goes on after its end")


def checksum(page: bytes) -> int:
    """CRC-32 of a page with its own field as zeros: polynomial 04c11db7, from 0, not inverted."""
    blank = page[:22] + bytes(4) + page[26:]
    crc = zlib.crc32(blank.translate(MIRRORED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{crc:032b}"[::-1], 2)
