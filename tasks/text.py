"""text: written to spoken words, then the tokens and the vocabulary a voice reads."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tasks.stage import fresh_folder, stage
from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import (
    Quarantined,
    TextRow,
    Utterance,
    read_manifest,
    write_outcome,
    write_rows,
)
from voxloom.core.parallel import map_items
from voxloom.core.progress import say
from voxloom.core.settings import load_section
from voxloom.provenance.seal import seal
from voxloom.systems.voice.prior import sentences
from voxloom.text.letters.errors import TextError
from voxloom.text.letters.sentences import read_sentences
from voxloom.text.letters.transcript import checked
from voxloom.text.reading.front_end import NO_LEXICON, prepare, read
from voxloom.text.reading.lexicon import Lexicon, read_lexicon
from voxloom.text.sounds.params import TextParams
from voxloom.text.sounds.vocabulary import Vocabulary

CORPUS = Path("data/corpus")
TEXT = Path("data/text")
BATCH = 32  # texts a worker takes at once


def read_utterance_text(
    row: Utterance, params: TextParams, lexicon: Lexicon
) -> TextRow | Quarantined:
    try:
        reading = read(checked(row.text, row.language), row.language, params, lexicon)
    except TextError as error:
        return Quarantined(
            id=row.id, file=row.audio, code=error.code, value=error.value, message=str(error)
        )
    return TextRow(
        id=row.id, text=row.text, spoken=reading.spoken, tokens=reading.tokens, split=row.split
    )


def read_batch(
    rows: Sequence[Utterance], params: TextParams, lexicon: Lexicon
) -> list[TextRow | Quarantined]:
    return [read_utterance_text(row, params, lexicon) for row in rows]


def language_of(rows: Sequence[Utterance]) -> str:
    """The corpus's one language. Raises VoxloomError when it has several."""
    languages = sorted({row.language for row in rows})
    if len(languages) > 1:
        raise VoxloomError(
            f"{CORPUS} is in {' and '.join(languages)}: a vocabulary has one language"
        )
    return languages[0]


def development(language: str, params: TextParams, lexicon: Lexicon) -> list[TextRow]:
    """Sentences of no corpus, by which the prior's checkpoint is chosen; in English only."""
    if language != "en":
        return []
    rows = []
    for number, sentence in enumerate(read_sentences(sentences, "development"), start=1):
        reading = read(sentence.text, language, params, lexicon)
        rows.append(
            TextRow(
                id=f"development-{number:03d}",
                text=sentence.text,
                spoken=reading.spoken,
                tokens=reading.tokens,
                split="validation",
            )
        )
    return rows


@stage
def main() -> None:
    params = load_section(TextParams, "text")
    rows = read_manifest(CORPUS)
    language = language_of(rows)
    prepare(language, params)
    lexicon = read_lexicon(Path(params.lexicon), params.tokens) if params.lexicon else NO_LEXICON
    fresh_folder(TEXT)
    batches = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
    results = map_items(
        partial(read_batch, params=params, lexicon=lexicon), batches, "Reading texts (batches)"
    )
    read_rows = [row for result in results for row in result]
    kept = [row for row in read_rows if isinstance(row, TextRow)]
    quarantined = [row for row in read_rows if isinstance(row, Quarantined)]
    write_outcome(TEXT, [row.id for row in rows], kept, quarantined)
    vocabulary = Vocabulary.of((row.tokens for row in kept), language, params.tokens)
    files.write_json(TEXT / "vocabulary.json", vocabulary.to_json())
    files.write_json(TEXT / "lexicon.json", dict(lexicon.entries))
    write_rows(TEXT / "development.jsonl", development(language, params, lexicon))
    seal(TEXT)
    say(f"{TEXT}: {len(kept)} kept, {len(quarantined)} quarantined, {len(vocabulary)} symbols")


if __name__ == "__main__":
    main()
