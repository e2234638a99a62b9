"""`voxloom text`."""

from __future__ import annotations

import re
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
    language: Annotated[
        str | None,
        typer.Option(help=f"Of the text: de, zh, es-MX ...; else {DEFAULT}. Not with --voice."),
    ] = None,
    voice: Annotated[
        str | None,
        typer.Option(help="Read as it does: a registered model, or a voice's folder."),
    ] = None,
    phones: Annotated[
        bool, typer.Option("--phones", help="Its sounds below: IPA, for zh pinyin; or the voice's.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Which rule read what, below.")] = False,
) -> None:
    """Print what would be spoken, before it is heard: a line for each line.

    A text that begins with - comes after --. A line that cannot be read stays empty; stderr says
    why, and the status is 1.
    """
    from voxloom.text.letters.lines import lines_of, read_lines
    from voxloom.text.reading.preview import Preview

    if (text is None) == (lines is None):
        raise VoxloomError("give either a TEXT or --lines FILE")
    if language is not None and voice is not None:
        raise VoxloomError("give either --language or --voice: a voice has its own language")
    words = from_stdin() if text == "-" else text or ""
    given = lines_of(words) if lines is None else read_lines(lines)
    own = re.split("[-_]", DEFAULT if language is None else language)[0].casefold()  # de of de-AT
    preview = Preview.in_language(own, phones) if voice is None else _preview_by(voice)
    preview.prepare()
    if lines is None and len(given) == 1:
        _show(preview, given[0].text, phones, why)
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
            _show(preview, line.text, phones, why, f"line {line.number}: ")
        except TextError as error:
            failed += 1
            _print("")
            echo(f"line {line.number}: {error}")
    if failed:
        raise VoxloomError(f"{failed} of {len(lines)} lines could not be read")


def _show(preview: Preview, text: str, phones: bool, why: bool, where: str = "") -> None:
    """Raises TextError for a text of which nothing can be spoken."""
    from voxloom.text.letters.judge import named

    if not text and where:  # an empty line of several
        _print("")
        return
    seen = preview.of(text, phones, why)
    _print("\n".join(seen.lines))
    if seen.left_out:
        echo(f"{where}left out: {named(seen.left_out)}")


def _print(told: str) -> None:
    print(told, flush=True)  # before what stderr says of it
