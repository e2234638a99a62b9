"""A corpus in figures: metrics for `dvc metrics`, histograms for `dvc plots`."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from voxloom.core.manifest import Quarantined
from voxloom.survey.coverage import Coverage, coverage, words
from voxloom.survey.inventory import inventory
from voxloom.survey.measure import Subject, Surveyed

LETTERS = "characters"  # the kind of tokens that are no phones


@dataclass(frozen=True)
class Aside:
    """An utterance and the stage that set it aside."""

    stage: str
    row: Quarantined


@dataclass(frozen=True)
class SurveyedCorpus:
    """All that is known of a corpus before training."""

    about: Mapping[str, Any]  # corpus.json
    unit: str  # what the texts are made of: phones or letters
    subjects: Sequence[Subject]  # sorted by id
    figures: Sequence[Surveyed]  # of each of them
    aside: Sequence[Aside]
    words: Mapping[str, int]  # the most frequent first
    coverage: Coverage

    @classmethod
    def of(
        cls,
        about: Mapping[str, Any],
        kind: str,
        subjects: Sequence[Subject],
        figures: Sequence[Surveyed],
        aside: Sequence[Aside],
    ) -> SurveyedCorpus:
        """`kind`: characters or phonemes, as in the vocabulary."""
        texts = [subject.text for subject in subjects]
        counted = Counter(word for text in texts for word in words(text.spoken))
        return cls(
            about=about,
            unit="letters" if kind == LETTERS else "phones",
            subjects=subjects,
            figures=figures,
            aside=aside,
            words=dict(sorted(counted.items(), key=lambda item: (-item[1], item[0]))),
            coverage=coverage(texts, inventory(about["language"], kind)),
        )

    @property
    def hours(self) -> float:
        return sum(row.seconds for row in self.figures) / 3600

    @property
    def speakers(self) -> list[str]:
        return sorted({subject.cleaned.speaker for subject in self.subjects})


@dataclass(frozen=True)
class Distribution:
    """A figure to draw: one column as recorded, or one before and one after cleaning."""

    name: str
    title: str
    unit: str
    width: float  # of a bar; the same in every version, so that two can be compared
    columns: Mapping[str, str]  # label -> attribute of Surveyed


RECORDED, CLEANED = "recorded", "cleaned"

DISTRIBUTIONS = (
    Distribution("length", "Length", "seconds", 0.5, {CLEANED: "seconds"}),
    Distribution("snr", "SNR", "dB", 2.0, {RECORDED: "snr_db", CLEANED: "cleaned_snr_db"}),
    Distribution(
        "loudness",
        "Loudness",
        "LUFS",
        1.0,
        {RECORDED: "loudness_lufs", CLEANED: "cleaned_loudness_lufs"},
    ),
    Distribution("rate", "Speaking rate", "per second", 1.0, {CLEANED: "rate"}),
)


def metrics(corpus: SurveyedCorpus, rare: int) -> dict[str, float]:
    """A key whose figure cannot be told (a language without inventory) is left out.

    `rare`: a phone said less often is no phone that can be learned.
    """
    held, kept = corpus.coverage, len(corpus.figures)
    missed = set(held.rarer_than(rare))
    figures: dict[str, float] = {
        "hours": round(corpus.hours, 4),
        "utterances": kept,
        "speakers": len(corpus.speakers),
        "vocabulary": len(corpus.words),
        "words": sum(corpus.words.values()),
        "words_once": sum(count == 1 for count in corpus.words.values()),
        corpus.unit: held.heard,
        f"rare_{corpus.unit}": len(missed),
        "diphones": len(held.diphones),
        "quarantined": len(corpus.aside),
        "quarantined_share": round(len(corpus.aside) / (kept + len(corpus.aside)), 4),
    }
    if held.inventory:
        covered = 1.0 - len(held.inventory & missed) / len(held.inventory)
        figures["inventory_covered"] = round(covered, 4)
    if held.heldout is not None:
        figures["heldout_diphones_covered"] = round(held.heldout, 4)
    for name in ("seconds", "snr_db", "loudness_lufs", "rate"):
        figures[f"median_{name}"] = round(median(getattr(row, name) for row in corpus.figures), 3)
    return figures


def histogram(distribution: Distribution, figures: Sequence[Surveyed]) -> list[dict[str, float]]:
    """Utterances in each bar, from the first that holds one to the last.

    A row names the bar's middle under the unit, and the utterances in it under each label.
    """
    counts = {
        label: Counter(math.floor(getattr(row, key) / distribution.width) for row in figures)
        for label, key in distribution.columns.items()
    }
    places = [place for bars in counts.values() for place in bars]
    return [
        {
            distribution.unit: round((place + 0.5) * distribution.width, 3),
            **{label: bars[place] for label, bars in counts.items()},
        }
        for place in range(min(places), max(places) + 1)
    ]
