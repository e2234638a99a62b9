"""Transcripts as they come: bytes to text. What may stand in one is the `judge`'s."""

from __future__ import annotations

import codecs

from voxloom.text.letters.errors import TextError


def read_transcript(data: bytes) -> str:
    """A transcript file as text with `\\n` at the ends of lines.

    UTF-8 with or without a byte order mark, UTF-16 with one. Raises TextError(bad_encoding) that
    names the first line that is neither.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _encoding(1)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _decoded(data, "utf-16")
    else:
        text = _decoded(data.removeprefix(codecs.BOM_UTF8), "utf-8")
        if "\0" in text:  # UTF-16 without its mark
            raise _encoding(text.count("\n", 0, text.index("\0")) + 1)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _encoding(data[: error.start].decode(encoding, "ignore").count("\n") + 1) from None


def _encoding(line: int) -> TextError:
    return TextError(
        "bad_encoding", f"line {line}", f"line {line} is neither UTF-8 nor UTF-16 with its mark"
    )
