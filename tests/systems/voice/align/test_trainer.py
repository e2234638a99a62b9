from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from voxloom.systems.voice.align.alignment import best_path
from voxloom.systems.voice.align.data import Alignable
from voxloom.systems.voice.align.network import Aligner, AlignerShape, forward_sum_loss
from voxloom.systems.voice.align.params import AlignParams
from voxloom.systems.voice.align.trainer import AlignerTrainer
from voxloom.training.checkpoint import CheckpointFolder
from voxloom.training.loop import Trained

PHONES, MELS = 8, 10
VALUES = {
    "channels": 16,
    "steps": 30,
    "batch": 4,
    "learning_rate": 1e-2,
    "warmup_steps": 5,
    "clip": 1.0,
    "ema": 0.9,
    "validate_every": 10,
    "refinements": 0,
    "threads": 1,
    "seed": 1,
}


def heard(seed: int) -> tuple[Alignable, list[int]]:
    """Every phone is a bump at its own place in the spectrum; and how long each lasts."""
    random = np.random.default_rng(seed)
    symbols = [int(random.integers(1, PHONES))]
    while len(symbols) < 4 + seed % 4:
        following = int(random.integers(1, PHONES))
        symbols += [following] if following != symbols[-1] else []
    durations = random.integers(2, 7, len(symbols)).tolist()
    place_T = torch.tensor(np.repeat(symbols, durations)).float()[:, None]
    mel_TC = torch.exp(-((torch.arange(MELS) - place_T) ** 2)) * 3.0 - 1.0
    noise = torch.from_numpy(random.normal(size=mel_TC.shape)).float()
    symbol_U = torch.tensor(symbols)
    return Alignable(symbol_U, torch.zeros_like(symbol_U), mel_TC + 0.1 * noise), durations


TRAIN = [heard(seed)[0] for seed in range(16)]
VALIDATION = [heard(seed) for seed in range(100, 104)]


def trainer(**changes: object) -> AlignerTrainer:
    torch.set_num_threads(1)
    torch.manual_seed(1)
    params = AlignParams.model_validate({**VALUES, **changes})
    model = Aligner(AlignerShape(PHONES, MELS, params.channels))
    return AlignerTrainer(model, TRAIN, [item for item, _ in VALIDATION], params)


def train(folder: Path, run: AlignerTrainer) -> Trained:
    return run.run(CheckpointFolder(folder, "key"), "test")


@torch.no_grad()
def test_training_finds_where_the_phones_are(tmp_path: Path) -> None:
    run = trainer(steps=200, validate_every=50)
    with torch.enable_grad():
        trained = train(tmp_path, run)
    curve = [point["validation_forward_sum"] for point in trained.history]
    assert curve[-1] < 0.7 * curve[0]
    assert trained.best_step == 200  # the last weights are the ones wanted
    run.model.load_state_dict(trained.weights)
    for item, durations in VALIDATION:
        score_TU = run.model(item.symbol_U[None], item.stress_U[None], item.mel_TC.T[None])[0]
        found = best_path(score_TU.log_softmax(1).numpy(), np.zeros(len(durations), dtype=bool))
        assert np.abs(np.cumsum(found) - np.cumsum(durations)).max() <= 1


@torch.no_grad()
def test_padding_does_not_change_the_loss() -> None:
    """Phones are padded with what never fits."""
    random = torch.Generator().manual_seed(0)
    score_BTU = torch.randn(2, 9, 5, generator=random)
    score_BTU[0, :, 3:] = -1e4
    units, frames = torch.tensor([3, 5]), torch.tensor([6, 9])
    alone = [
        forward_sum_loss(score_BTU[n : n + 1, :t, :u], units[n : n + 1], frames[n : n + 1])
        for n, (u, t) in enumerate(zip(units, frames, strict=True))
    ]
    together = forward_sum_loss(score_BTU, units, frames)
    torch.testing.assert_close(together, torch.stack(alone).mean())
