"""A voice with all that its evaluation gave, to be told and shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voxloom.core import files
from voxloom.core.manifest import Quarantined, Utterance
from voxloom.metrics.absent import Metrics, Reasons
from voxloom.metrics.recognition import recognised_by
from voxloom.systems.voice.align.alignment import Aligned
from voxloom.systems.voice.evaluate.measure import SentenceScores
from voxloom.systems.voice.model.use import Voice


@dataclass(frozen=True)
class EvaluatedVoice:
    """A voice, how it was trained, and what its evaluation gave; metrics without prefix."""

    voice: Voice
    history: Sequence[Mapping[str, Any]]  # of the prior
    vocoder_history: Sequence[Mapping[str, Any]]  # empty where it was not trained
    results: Sequence[SentenceScores]
    alignments: Mapping[str, Aligned]
    metrics: Metrics
    absent: Reasons
    kept: Sequence[Utterance]  # the whole corpus
    unaligned: Sequence[Quarantined]
    root: Path = Path()  # of the recordings

    @property
    def recogniser(self) -> str:
        """The model that heard it."""
        return recognised_by(result.recognised_by for result in self.results)


def recording_id(result: SentenceScores) -> str:
    return result.line.recording.id if result.line.recording else ""


def transcripts(results: Sequence[SentenceScores]) -> str:
    """JSON lines: every sentence, and what was heard in each of its versions."""
    rows = [
        {
            "set": result.line.set,
            "kind": result.line.kind,
            "id": recording_id(result),
            "text": result.line.text,
            "reference": result.reference,
            "heard": result.heard,
            "refusal": result.refusal,
        }
        for result in results
    ]
    return "".join(files.canonical_json(row) + "\n" for row in rows)
