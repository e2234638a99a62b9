"""The texts of a corpus, read: each becomes a row, or is set aside with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Quarantined, TextRow, Utterance
from voxloom.core.parallel import map_items
from voxloom.text.letters.errors import TextError
from voxloom.text.letters.judge import checked
from voxloom.text.letters.sentences import Sentence
from voxloom.text.reading.front_end import read
from voxloom.text.reading.lexicon import Lexicon
from voxloom.text.sounds.params import TextParams

BATCH = 32  # texts a worker takes at once


def read_texts(
    rows: Sequence[Utterance], params: TextParams, lexicon: Lexicon
) -> tuple[list[TextRow], list[Quarantined]]:
    batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    work = partial(_read_batch, params=params, lexicon=lexicon)
    results = [
        row for batch in map_items(work, batches, "Reading texts (batches)") for row in batch
    ]
    kept = [row for row in results if isinstance(row, TextRow)]
    return kept, [row for row in results if isinstance(row, Quarantined)]


def _read_batch(
    rows: Sequence[Utterance], params: TextParams, lexicon: Lexicon
) -> list[TextRow | Quarantined]:
    return [_read_text(row, params, lexicon) for row in rows]


def _read_text(row: Utterance, params: TextParams, lexicon: Lexicon) -> TextRow | Quarantined:
    try:
        reading = read(checked(row.text, row.language), row.language, params, lexicon)
    except TextError as error:
        return Quarantined(
            id=row.id, file=row.audio, code=error.code, value=error.value, message=str(error)
        )
    return TextRow(
        id=row.id, text=row.text, spoken=reading.spoken, tokens=reading.tokens, split=row.split
    )


def read_beside(
    sentences: Sequence[Sentence], name: str, language: str, params: TextParams, lexicon: Lexicon
) -> list[TextRow]:
    """Sentences of no corpus, `name`d and numbered, as rows of the validation split.

    Raises TextError for one that cannot be spoken.
    """
    rows = []
    for number, sentence in enumerate(sentences, start=1):
        reading = read(sentence.text, language, params, lexicon)
        rows.append(
            TextRow(
                id=f"{name}-{number:03d}",
                text=sentence.text,
                spoken=reading.spoken,
                tokens=reading.tokens,
                split="validation",
            )
        )
    return rows


def language_of(rows: Sequence[Utterance], name: str) -> str:
    """The one language of the corpus called `name`. Raises VoxloomError when it has several."""
    languages = sorted({row.language for row in rows})
    if len(languages) > 1:
        raise VoxloomError(f"{name} is in {' and '.join(languages)}: a vocabulary has one language")
    return languages[0]
