"""What stands for the system `speech`."""

from __future__ import annotations

from pathlib import Path

from voxloom.systems.base import UNLIKE, Remeasure, System
from voxloom.systems.speech.serve import service
from voxloom.systems.speech.serve.card import WORDS


def _mel_error_db(model: Path, features: Path) -> float:
    """The mean mel error over the held-out split, in dB."""
    import torch

    from voxloom.audio.mel.mel import DB_PER_NAT
    from voxloom.systems.speech.model.figures import load_utterances, measure_utterances
    from voxloom.systems.speech.model.use import Speech

    heldout = load_utterances(features, "test", torch.device("cpu"))
    error, _ = measure_utterances(Speech.load(model).model, heldout)
    return error * DB_PER_NAT


SYSTEM = System(
    name="speech",
    service=service.SPEECH,
    served_by=service.__name__,
    words=WORDS,
    unlike=UNLIKE,
    remeasure={
        "speech.heldout.mel_error_db": Remeasure(
            _mel_error_db, shared=("mel_digest",), here=("mel_digest", "heldout_digest")
        )
    },
)
