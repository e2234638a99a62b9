"""The templates of the pages, and how sounds and pictures get into them."""

from __future__ import annotations

import base64
import hashlib
from importlib import resources
from typing import TYPE_CHECKING

from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import encode
from voxloom.report.blocks.content import Picture
from voxloom.report.blocks.glossary import figure

if TYPE_CHECKING:
    from jinja2 import Environment


def render(name: str, **content: object) -> str:
    """A template of this folder filled in: the same content, the same text."""
    return _environment().get_template(name).render(**content)


def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["audio_uri"] = audio_uri
    environment.filters["picture_uri"] = picture_uri
    environment.filters["csp_hash"] = csp_hash
    environment.filters["figure"] = figure
    environment.filters["kind"] = kind
    return environment


def _template(name: str) -> str:
    return resources.files("voxloom.report.html").joinpath(name).read_text("utf-8")


def audio_uri(audio: Audio) -> str:
    """16-bit FLAC: about half of WAV, without loss, and every browser plays it."""
    return _data_uri("audio/flac", encode(audio, "FLAC"))


def picture_uri(picture: Picture) -> str:
    return _data_uri("image/png", picture.png)


def kind(block: object) -> str:
    """Which of the blocks it is, by its name."""
    return type(block).__name__


def csp_hash(text: str) -> str:
    """The source expression that lets a page run one inline script and no other (CSP 3)."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _data_uri(kind: str, data: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
