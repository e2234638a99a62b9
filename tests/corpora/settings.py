"""Settings of `ingest` to start from, and recordings made on the spot."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import write_wav
from voxloom.corpora.params import IngestParams


def ingest_params(**changes: object) -> IngestParams:
    values = {
        "corpus": "asterisk",
        "source": None,
        "delimiter": "|",
        "columns": ["path", "speaker", "language", "text"],
        "speaker": None,
        "license": "CC0-1.0",
        "attribution": "A. Speaker",
        "language": "en",
        "limit": None,
        "validation": 0.2,
        "test": 0.2,
        "split_by": "id",
        "max_seconds": 2.0,
        "max_rejected": 1.0,
    }
    return IngestParams.model_validate({**values, **changes})


def hum(path: Path, seconds: float = 0.3, rate: int = 16000) -> Path:
    time = np.arange(int(seconds * rate)) / rate
    write_wav(path, Audio((0.3 * np.sin(440.0 * time)).astype(np.float32), rate))
    return path
