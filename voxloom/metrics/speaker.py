"""Whose voice it is: embeddings of speakers, compared by their angle."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from voxloom.audio.wave.sound import Audio, resample, to_mono
from voxloom.metrics.absent import Absent

RATE = 16000

Embedding: TypeAlias = NDArray[np.float32]  # (256,), of length 1


def speaker_embedding(audio: Audio) -> Embedding:
    """By the network of Wan et al. (2018, "Generalized end-to-end loss") as Resemblyzer ships it.

    Pauses are cut first. Raises Absent when there is no speech or the extra package is missing.
    """
    samples = resample(to_mono(audio), RATE).samples
    if not samples.any():
        raise Absent("speaker embedding: the recording is silent")
    package, encoder = _package()
    speech = package.preprocess_wav(samples)
    if not len(speech):
        raise Absent("speaker embedding: the recording holds no speech")
    return np.asarray(encoder.embed_utterance(speech), dtype=np.float32)


@lru_cache(maxsize=1)
def _package() -> tuple[Any, Any]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of SciPy, at import
            import resemblyzer
    except ImportError as error:
        raise Absent(f"Resemblyzer is not installed ({error.name})") from None
    return resemblyzer, resemblyzer.VoiceEncoder("cpu", verbose=False)


def similarity(embeddings: Sequence[Embedding], reference: Sequence[Embedding]) -> float:
    """Mean cosine between each embedding and the mean of the reference."""
    centre = np.mean(reference, axis=0)
    return float(np.mean(np.stack(embeddings) @ centre) / np.linalg.norm(centre))


def self_similarity(embeddings: Sequence[Embedding]) -> float:
    """The same of two or more recordings among themselves: each against the mean of the others."""
    pairs = [
        similarity([one], [*embeddings[:place], *embeddings[place + 1 :]])
        for place, one in enumerate(embeddings)
    ]
    return float(np.mean(pairs))
