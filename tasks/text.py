"""text: written to spoken words, then the tokens and the vocabulary a voice reads."""

from __future__ import annotations

from pathlib import Path

from tasks.stage import fresh_folder, stage
from voxloom.core import files
from voxloom.core.manifest import read_manifest, write_outcome, write_rows
from voxloom.core.progress import echo
from voxloom.core.project import CORPUS, TEXT
from voxloom.core.settings import load_section
from voxloom.provenance.seal import seal
from voxloom.systems.voice.prior.sentences import development
from voxloom.text.reading.corpus import language_of, read_beside, read_texts
from voxloom.text.reading.front_end import NO_LEXICON, prepare
from voxloom.text.reading.lexicon import Lexicon, read_lexicon, strange_phones
from voxloom.text.sounds.folder import DEVELOPMENT, LEXICON, VOCABULARY
from voxloom.text.sounds.params import TextParams
from voxloom.text.sounds.vocabulary import Vocabulary


@stage
def main() -> None:
    params = load_section(TextParams, "text")
    rows = read_manifest(CORPUS)
    language = language_of(rows, str(CORPUS))
    prepare(language, params)
    lexicon = _lexicon(params, language)
    fresh_folder(TEXT)
    kept, quarantined = read_texts(rows, params, lexicon)
    write_outcome(TEXT, [row.id for row in rows], kept, quarantined)
    vocabulary = Vocabulary.of((row.tokens for row in kept), language, params.tokens)
    files.write_json(TEXT / VOCABULARY, vocabulary.to_json())
    files.write_json(TEXT / LEXICON, dict(lexicon.entries))
    beside = read_beside(development(language), "development", language, params, lexicon)
    write_rows(TEXT / DEVELOPMENT, beside)
    seal(TEXT)
    echo(f"{TEXT}: {len(kept)} kept, {len(quarantined)} quarantined, {len(vocabulary)} symbols")


def _lexicon(params: TextParams, language: str) -> Lexicon:
    """The user's own; what stands there holds, but a phone of no other word may be a slip."""
    if not params.lexicon:
        return NO_LEXICON
    lexicon = read_lexicon(Path(params.lexicon), params.tokens)
    if params.tokens == "phonemes":
        for word, strange in strange_phones(lexicon, language).items():
            signs = ", ".join(map(repr, strange))
            echo(f"{params.lexicon}: {word!r} has {signs}, in no other word of {language}")
    return lexicon


if __name__ == "__main__":
    main()
