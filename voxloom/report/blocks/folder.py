"""A part of a page as files: JSON, its pictures as PNG and its sounds as WAV beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from voxloom.audio.wave.wav import read_wav, write_wav
from voxloom.core import files
from voxloom.report.blocks import content
from voxloom.report.blocks.content import Part, Picture, Player

PART = "page.json"
KIND = "is"  # which class of `content`
PICTURES, SOUNDS = "plots", "audio"


def write_part(folder: Path, part: Part) -> None:
    """Raises ValueError for a picture or a player that has no name, or the name of another."""
    names: set[str] = set()
    files.write_json(folder / PART, _plain(part, folder, names))


def read_part(folder: Path) -> Part:
    """What `write_part` was given, its sounds to 16 bits."""
    part = _content(files.read_json(folder / PART), folder)
    assert isinstance(part, Part)
    return part


def _plain(value: Any, folder: Path, names: set[str]) -> Any:
    if isinstance(value, tuple):
        return [_plain(each, folder, names) for each in value]
    if not is_dataclass(value):
        return value
    shown = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, Picture):
        files.write_bytes(_named(PICTURES, value.name, "png", folder, names), shown.pop("png"))
    if isinstance(value, Player):
        write_wav(_named(SOUNDS, value.name, "wav", folder, names), shown.pop("audio"))
    return {
        KIND: type(value).__name__,
        **{name: _plain(each, folder, names) for name, each in shown.items()},
    }


def _named(kind: str, name: str, suffix: str, folder: Path, names: set[str]) -> Path:
    path = folder / kind / f"{name}.{suffix}"
    if not name or path.name in names:
        raise ValueError(f"{name!r} names no file, or two, of {folder / kind}")
    names.add(path.name)
    return path


def _content(value: Any, folder: Path) -> Any:
    if isinstance(value, list):
        return tuple(_content(each, folder) for each in value)
    if not isinstance(value, Mapping):
        return value
    shown = {name: _content(each, folder) for name, each in value.items() if name != KIND}
    kind = getattr(content, value[KIND])
    if kind is Picture:
        shown["png"] = (folder / PICTURES / f"{shown['name']}.png").read_bytes()
    if kind is Player:
        shown["audio"] = read_wav(folder / SOUNDS / f"{shown['name']}.wav")
    return kind(**shown)
