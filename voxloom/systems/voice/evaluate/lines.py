"""What a voice is evaluated on: texts of held-out recordings, and sentences of no corpus."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voxloom.core import files
from voxloom.core.manifest import Utterance
from voxloom.systems.voice.evaluate import sentences as judging
from voxloom.systems.voice.evaluate.params import VoiceEvaluateParams
from voxloom.systems.voice.prior.model.manner import Manner
from voxloom.text.letters.sentences import read_sentences
from voxloom.text.letters.words import count_words

NATURAL, COPY, HELDOUT, FREE, ROBUSTNESS = "natural", "copy", "heldout", "free", "robustness"
RECORDED = (NATURAL, COPY, HELDOUT)  # the sets of a held-out prompt
SETS = (*RECORDED, FREE, ROBUSTNESS)
COUNTED = (COPY, ROBUSTNESS)  # in words skipped and repeated


@dataclass(frozen=True)
class EvaluatedSentence:
    """A sentence to be said."""

    set: str  # heldout, free or robustness
    kind: str  # of sentence; empty for a prompt
    text: str  # as written
    seed: int
    recording: Utterance | None = None
    spoken: str | None = None  # in words, where the text stage has read it

    @property
    def manner(self) -> Manner:
        return Manner(seed=self.seed)


def prompt_lines(
    rows: Sequence[Utterance], spoken: Mapping[str, str], min_words: int
) -> list[EvaluatedSentence]:
    """Held-out recordings whose text has enough words."""
    chosen = [row for row in rows if count_words(spoken[row.id], row.language) >= min_words]
    return [
        EvaluatedSentence(HELDOUT, "", row.text, seed, row, spoken[row.id])
        for seed, row in enumerate(chosen)
    ]


def sentence_lines(params: VoiceEvaluateParams, language: str) -> list[EvaluatedSentence]:
    """Free sentences, then those of the robustness set, as far as they are in the language."""
    free = read_sentences(judging, FREE, language)
    wanted = min(params.free_sentences or len(free), len(free))
    spread = [free[place * len(free) // wanted] for place in range(wanted)]  # over the kinds
    breaking = read_sentences(judging, ROBUSTNESS, language) if params.robustness else []
    chosen = {FREE: spread, ROBUSTNESS: breaking}
    return [
        EvaluatedSentence(name, sentence.kind, sentence.text, seed)
        for name, sentences in chosen.items()
        for seed, sentence in enumerate(sentences)
    ]


def texts_digest(lines: Sequence[EvaluatedSentence]) -> str:
    """Names what the word errors of a voice were counted on."""
    return files.digest([line.text for line in lines if line.set != ROBUSTNESS])
