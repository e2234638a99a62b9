"""`voxloom text`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voxloom.cli.options import from_stdin, model_folder
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo

if TYPE_CHECKING:
    from voxloom.text.letters.lines import NumberedText
    from voxloom.text.reading.preview import Preview

DEFAULT = "en"


def show(
    text: Annotated[
        str | None, typer.Argument(help="What is read, line by line; - takes it from stdin.")
    ] = None,
    lines: Annotated[Path | None, typer.Option(help="A file of texts instead: one a line.")] = None,
    language: Annotated[str | None, typer.Option(help=f"Of the text; else {DEFAULT}.")] = None,
    voice: Annotated[
        str | None,
        typer.Option(help="Read as it does: a registered model, or a voice's folder."),
    ] = None,
    phones: Annotated[
        bool, typer.Option("--phones", help="Its sounds below: IPA, for zh pinyin; or the voice's.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Which rule read what, below.")] = False,
) -> None:
    """Print what would be spoken, before it is heard: a line for each line."""
    from voxloom.text.letters.lines import lines_of, read_lines
    from voxloom.text.reading.preview import Preview

    if (text is None) == (lines is None):
        raise VoxloomError("give either a TEXT or --lines FILE")
    if language is not None and voice is not None:
        raise VoxloomError("give either --language or --voice: a voice has its own language")
    words = from_stdin() if text == "-" else text or ""
    given = lines_of(words) if lines is None else read_lines(lines)
    own = DEFAULT if language is None else language
    preview = Preview.of(own, phones) if voice is None else _preview_by(voice)
    preview.prepare()
    if lines is None and len(given) == 1:
        _print(preview.lines(given[0].text, phones, why))
    else:
        _print_all(preview, given, phones, why)


def _preview_by(voice: str) -> Preview:
    from voxloom.systems.voice.model.use import Voice
    from voxloom.text.reading.preview import Preview

    loaded = Voice.load(model_folder(voice))
    return Preview(loaded.language, loaded.text, loaded.lexicon)


def _print_all(preview: Preview, lines: list[NumberedText], phones: bool, why: bool) -> None:
    """Raises VoxloomError at the end where a line could not be read; it is left empty."""
    from voxloom.text.letters.errors import TextError

    failed = 0
    for line in lines:
        try:
            _print(preview.lines(line.text, phones, why) if line.text else [""])
        except TextError as error:
            failed += 1
            _print([""])
            echo(f"line {line.number}: {error}")
    if failed:
        raise VoxloomError(f"{failed} of {len(lines)} lines could not be read")


def _print(told: list[str]) -> None:
    print("\n".join(told), flush=True)  # before what stderr says of the next line
