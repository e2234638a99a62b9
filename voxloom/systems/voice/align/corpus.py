"""A corpus aligned by a trained aligner: from its scores to durations on disk."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from voxloom.audio.mel.feature_shards import read_contract, read_features
from voxloom.core import files
from voxloom.core.manifest import QUARANTINE, write_rows
from voxloom.core.progress import progress_bar
from voxloom.systems.voice.align.alignment import (
    ALIGNMENT,
    PHONES,
    Aligned,
    Durations,
    Example,
    best_path,
    refine,
)
from voxloom.systems.voice.align.data import Alignable, AlignerData
from voxloom.systems.voice.align.network import Aligner


def align(
    model: Aligner, data: AlignerData, features: Path, refinements: int
) -> dict[str, Durations]:
    """Mel frames of each phone (U,), by utterance; `features` holds MFCCs and energies."""
    mfccs, energies = dict(read_features(features, "mfcc")), dict(read_features(features, "energy"))
    ids, model = list(data.rows), model.eval()
    durations = []
    with progress_bar("Aligning", len(ids)) as advance:
        for id_ in ids:
            durations.append(_first_durations(model, data.items[id_]))
            advance()
    examples = [
        Example(data.units[id_], mfccs[id_].astype(np.float64), energies[id_]) for id_ in ids
    ]
    return dict(zip(ids, refine(examples, durations, refinements), strict=True))


@torch.no_grad()
def _first_durations(model: Aligner, item: Alignable) -> Durations:
    score_TU = model(item.symbol_U[None], item.stress_U[None], item.mel_TC.T[None])[0]
    none_vanishes = np.zeros(len(item.symbol_U), dtype=bool)
    return best_path(score_TU.log_softmax(1).numpy(), none_vanishes)


def write_alignment(
    folder: Path, data: AlignerData, durations: dict[str, Durations], features: Path
) -> None:
    """Durations, what was set aside, and the phones with the mel contract they were found under."""
    rows = [
        Aligned(
            id=id_,
            symbols=tuple(unit.symbol for unit in data.units[id_]),
            stress=tuple(unit.stress for unit in data.units[id_]),
            durations=tuple(durations[id_].tolist()),
            split=row.split,
        )
        for id_, row in data.rows.items()
    ]
    write_rows(folder / ALIGNMENT, rows)
    write_rows(folder / QUARANTINE, data.quarantined)
    mel = {"mel_digest": read_contract(features).digest}
    files.write_json(folder / PHONES, {**data.phones.to_json(), **mel})
