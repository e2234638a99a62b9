"""Texts into audio files: what `voxloom say` does."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch

from voxloom.audio.wave.sound import Audio
from voxloom.audio.write.encode import FORMATS, LOWEST_RATE, Format, format_of, rate_of, write_audio
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo, progress_bar
from voxloom.systems.voice.model.use import Synthesis, Voice
from voxloom.systems.voice.prior.model.manner import Manner
from voxloom.text.letters.judge import named
from voxloom.text.letters.lines import NumberedText

MAX_CHARACTERS = 50_000  # of a text that becomes one file
MAX_SECONDS = 1800.0  # of that file: all of it is finished at once, in some 2 GB of memory


@dataclass(frozen=True)
class Written:
    """A text in a file."""

    path: Path
    said: Synthesis

    def __str__(self) -> str:
        return f"{self.path}: {self.said.audio.seconds:.2f} s: {self.said.spoken}"


@dataclass(frozen=True)
class Target:
    """What a file is like; checked before a model is loaded."""

    form: Format
    rate: int | None  # Hz; None: see `rate_of`

    @classmethod
    def of(cls, path: Path, asked: str | None, rate: int | None) -> Target:
        """Raises VoxloomError for a suffix, a format or a rate that cannot be."""
        form = format_of(path, asked)
        rate_of(LOWEST_RATE, form, rate)
        return cls(form, rate)


def load_voice(folder: Path) -> Voice:
    """Ready to speak, on one thread: sentences are too short to be shared out, and the bytes do
    not depend on the cores.

    Raises VoxloomError for a folder that is not there or not whole.
    """
    torch.set_num_threads(1)
    voice = Voice.load(folder)
    voice.prepare()
    return voice


def suffix_of(asked: str | None) -> str:
    """Of a file for which only the format is known. Raises VoxloomError as `format_of` does."""
    kinds = [kind for form, kind in FORMATS.items() if form == asked]
    return kinds[0].suffixes[0] if kinds else ".wav"


def synthesize_text(
    voice: Voice, text: str, manner: Manner, path: Path, target: Target, strict: bool
) -> Written:
    """Speak a text into a file. Raises VoxloomError when it cannot be spoken or written."""
    said = _synthesize(voice, text, manner, strict)
    _warn(said, "")
    write_audio(path, said.audio, target.form, target.rate)
    return Written(path, said)


def synthesize_lines(
    voice: Voice,
    lines: list[NumberedText],
    manner: Manner,
    folder: Path,
    suffix: str,
    target: Target,
    strict: bool,
) -> None:
    """A file a line, each as if it were said alone.

    A line that cannot be spoken is reported; VoxloomError says at the end how many there were.
    """
    failed = 0
    with progress_bar("Saying", len(lines)) as advance:
        for line in lines:
            path = folder / f"{line.number:04d}{suffix}"
            try:
                said = _synthesize(voice, line.text, manner, strict)
            except VoxloomError as error:
                failed += 1
                echo(f"line {line.number}: {error}")
            else:
                _warn(said, f"line {line.number}: ")
                write_audio(path, said.audio, target.form, target.rate)
                echo(f"{Written(path, said)}")
            advance()
    if failed:
        raise VoxloomError(f"{failed} of {len(lines)} lines could not be spoken")


def _warn(said: Synthesis, where: str) -> None:
    if said.left_out:
        echo(f"{where}left out: {named(said.left_out)}")


def _synthesize(voice: Voice, text: str, manner: Manner, strict: bool) -> Synthesis:
    if len(text) > MAX_CHARACTERS:
        raise VoxloomError(
            f"a text of {len(text)} characters, over {MAX_CHARACTERS}; say it a line at a time "
            "(--lines)"
        )
    seconds = 0.0

    def count(part: Audio) -> None:
        nonlocal seconds
        seconds += part.seconds
        if seconds > MAX_SECONDS:
            raise VoxloomError(
                f"over {MAX_SECONDS:g} s of speech; say it a line at a time (--lines)"
            )

    return voice.synthesize(text, manner, count, strict)
