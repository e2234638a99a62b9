"""Rows of a manifest for tests to start from."""

from __future__ import annotations

from typing import Any

from voxloom.core.manifest import Utterance


def utterance(name: str, samples: int = 16000, rate: int = 16000, **changes: Any) -> Utterance:
    """A recording of that many samples in a file of its own, with `changes` to the rest."""
    values: dict[str, Any] = {
        "id": name,
        "audio": f"{name}.wav",
        "sha256": "0" * 64,
        "rate": rate,
        "samples": samples,
        "duration": samples / rate,
        "text": "hello",
        "language": "en",
        "speaker": "someone",
        "license": "CC0-1.0",
        "attribution": "",
        "split": "train",
    }
    return Utterance.model_validate({**values, **changes})
