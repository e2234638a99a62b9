"""`voxloom text`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voxloom.cli.options import from_stdin, model_folder
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo

if TYPE_CHECKING:
    from voxloom.text.letters.lines import NumberedText
    from voxloom.text.reading.lexicon import Lexicon
    from voxloom.text.sounds.params import TextParams


def show(
    text: Annotated[
        str | None, typer.Argument(help="What is read, line by line; - takes it from stdin.")
    ] = None,
    lines: Annotated[Path | None, typer.Option(help="A file of texts instead: one a line.")] = None,
    language: Annotated[str | None, typer.Option(help="Of the text; en if left out.")] = None,
    voice: Annotated[
        str | None,
        typer.Option(help="Who would say it: a registered model, or a folder. Its language."),
    ] = None,
    phones: Annotated[
        bool, typer.Option("--phones", help="The sounds below: IPA, pinyin, or the voice's own.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Which rule read what, below.")] = False,
) -> None:
    """Print what would be spoken, before it is heard: a line for each line."""
    from voxloom.text.letters.lines import lines_of, read_lines
    from voxloom.text.reading.front_end import prepare

    if (text is None) == (lines is None):
        raise VoxloomError("give either a TEXT or --lines FILE")
    if language is not None and voice is not None:
        raise VoxloomError("give either --language or --voice: a voice has its own language")
    words = from_stdin() if text == "-" else text or ""
    given = lines_of(words) if lines is None else read_lines(lines)
    reader = _of_language(language or "en", phones) if voice is None else _of_voice(voice)
    prepare(reader.language, reader.params)
    if lines is None and len(given) == 1:
        _print(reader.told(given[0].text, phones, why))
    else:
        _print_all(reader, given, phones, why)


@dataclass(frozen=True)
class _Reader:
    language: str
    params: TextParams
    lexicon: Lexicon

    def told(self, text: str, phones: bool, why: bool) -> list[str]:
        """What is printed of a text. Raises TextError where it cannot be read."""
        from voxloom.text.reading.front_end import breaths, explain, read
        from voxloom.text.reading.normalize import tidy

        parts = breaths(text, self.language)
        readings = [read(part, self.language, self.params, self.lexicon) for part in parts]
        told = [tidy(" ".join(reading.spoken for reading in readings), self.language)]
        if phones:
            told.append(f"  {' '.join(reading.tokens for reading in readings)}")
        if why:
            steps = [step for part in parts for step in explain(part, self.language, self.params)]
            told += [f"  {step}" for step in steps]
        return told


def _of_language(language: str, phones: bool) -> _Reader:
    """Reads as a voice of that language would."""
    from voxloom.text.reading.front_end import NO_LEXICON
    from voxloom.text.sounds.params import TextParams

    sounds = "pinyin" if language == "zh" else "phonemes"
    tokens = sounds if phones else "characters"
    return _Reader(language, TextParams(normalize=True, tokens=tokens, lexicon=None), NO_LEXICON)


def _of_voice(name: str) -> _Reader:
    from voxloom.systems.voice.model.use import Voice

    voice = Voice.load(model_folder(name))
    return _Reader(voice.language, voice.text, voice.lexicon)


def _print_all(reader: _Reader, lines: list[NumberedText], phones: bool, why: bool) -> None:
    """Raises VoxloomError at the end where a line could not be read; it is left empty."""
    from voxloom.text.letters.errors import TextError

    failed = 0
    for line in lines:
        try:
            _print(reader.told(line.text, phones, why) if line.text else [""])
        except TextError as error:
            failed += 1
            _print([""])
            echo(f"line {line.number}: {error}")
    if failed:
        raise VoxloomError(f"{failed} of {len(lines)} lines could not be read")


def _print(told: list[str]) -> None:
    print("\n".join(told), flush=True)  # before what stderr says of the next line
