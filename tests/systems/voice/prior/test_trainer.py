from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.tiny_voice import SCALE, networks, shape
from tests.systems.voice.prior.passages import PHONES, listed, passage
from voxloom.systems.voice.prior.train.data import Passage, collate
from voxloom.systems.voice.prior.train.params import PriorParams
from voxloom.systems.voice.prior.train.trainer import PriorTrainer
from voxloom.text.sounds.phones import Phone
from voxloom.training.checkpoint import CheckpointFolder
from voxloom.training.loop import Trained

TRAIN = [passage(words, seed=words) for words in range(2, 12)]
VALIDATION = [passage(4, seed=50), passage(7, seed=51)]
VALUES = {
    "channels": 16,
    "blocks": 1,
    "hidden": 16,
    "components": 2,
    "dropout": 0.1,
    "history_noise": 0.5,
    "history_dropout": 0.2,
    "joined": 0.5,
    "expected": 1.0,
    "temperature": 0.5,
    "steps": 30,
    "batch": 60,
    "crop": 40,
    "learning_rate": 1e-2,
    "warmup_steps": 5,
    "clip": 1.0,
    "ema": 0.9,
    "validate_every": 10,
    "listen_from": 0.5,
    "listen": 1,
    "recogniser": "none",
    "device": "cpu",
    "threads": 1,
    "seed": 1,
}


def params(**changes: object) -> PriorParams:
    return PriorParams.model_validate({**VALUES, **changes})


def trainer(
    settings: PriorParams, word_error_rate: Callable[[], float] | None = None
) -> PriorTrainer:
    torch.set_num_threads(1)
    model = networks(dropout=settings.dropout)
    return PriorTrainer(model, TRAIN, VALIDATION, settings, listed, word_error_rate)


def train(folder: Path, run: PriorTrainer) -> Trained:
    return run.run(CheckpointFolder(folder, "key"), "test")


def test_training_learns(tmp_path: Path) -> None:
    history = train(tmp_path, trainer(params(steps=200))).history
    first, last = history[0], history[-1]
    assert last["validation_nll"] < first["validation_nll"] - 0.5
    assert last["validation_expected"] < 0.7 * first["validation_expected"]
    assert last["validation_prosody"] < 0.7 * first["validation_prosody"]


def test_the_checkpoint_understood_best_is_kept(tmp_path: Path) -> None:
    """Whatever its likelihood, and none from before its words were recognised."""
    heard = iter([0.4, 0.2, 0.3])
    trained = train(tmp_path, trainer(params(steps=50, listen_from=0.6), lambda: next(heard)))
    rates = [point.get("validation_wer") for point in trained.history]
    assert rates == [None, None, 0.4, 0.2, 0.3]
    assert trained.best_step == 40


def test_without_a_recogniser_likelihood_chooses(tmp_path: Path) -> None:
    trained = train(tmp_path, trainer(params()))
    best = min(trained.history, key=lambda point: point["validation_nll"])
    assert trained.best_step == best["step"]


def test_padding_does_not_change_a_passage_s_loss() -> None:
    """Two passages together lose what each loses alone, weighted by its length."""
    run = trainer(params(dropout=0.0))
    run.networks.eval()
    random = torch.Generator().manual_seed(0)
    together = collate(VALIDATION, random)
    alone = []
    with torch.no_grad():
        for number, item in enumerate(VALIDATION):
            batch = collate([item], random)
            z_BLD = together.z_BLD[number : number + 1, : batch.z_BLD.shape[1]]
            alone.append(run.losses(type(batch)(**{**vars(batch), "z_BLD": z_BLD}), None))
        nll, expected, prosody = run.losses(together, None)
    frames = torch.tensor([float(len(item.mean_LD)) for item in VALIDATION])
    units = torch.tensor([float(len(item.symbol_U)) for item in VALIDATION])
    columns = [torch.stack(column) for column in zip(*alone, strict=True)]
    torch.testing.assert_close(nll, (columns[0] * frames).sum() / frames.sum())
    torch.testing.assert_close(expected, (columns[1] * frames).sum() / frames.sum())
    torch.testing.assert_close(prosody, (columns[2] * units).sum() / units.sum())


def numbered(item: Passage) -> Passage:
    """Its latents say the mel frame they start at."""
    start_LD = 2.0 * torch.arange(len(item.mean_LD))[:, None].expand(-1, item.mean_LD.shape[1])
    return Passage(**{**vars(item), "mean_LD": start_LD})


@given(st.integers(2, 12), st.integers(8, 60), st.integers(0, 999))
@settings(max_examples=60, deadline=None)
def test_a_crop_keeps_phones_and_latents_together(words: int, frames: int, seed: int) -> None:
    """Also where it starts in the middle of a latent frame."""
    whole = numbered(passage(words, seed))
    part = whole.crop(frames, 2, torch.Generator().manual_seed(seed))
    symbols, cut = whole.symbol_U.tolist(), part.symbol_U.tolist()
    starts_U = whole.duration_U.cumsum(0) - whole.duration_U
    start = int(part.mean_LD[0, 0])  # mel frames
    firsts = [
        n
        for n in range(len(symbols))
        if symbols[n : n + len(cut)] == cut and 0 <= int(starts_U[n]) - start < 2
    ]
    assert any(_same_phones(whole, part, first, int(starts_U[first]) - start) for first in firsts)
    assert len(part.mean_LD) == len(part.std_LD) == -(-part.frames // 2)
    assert set(part.mean_LD[:, 0].diff().tolist()) <= {2.0}
    assert part.prosody_PU.shape[1] == len(cut) == len(part.stress_U) == len(part.boundary_U)
    assert bool(part.boundary_U[0])
    assert bool(part.boundary_U[-1])


def _same_phones(whole: Passage, part: Passage, first: int, late: int) -> bool:
    durations = whole.duration_U[first : first + len(part.symbol_U)].clone()
    durations[0] += late
    prosody = whole.prosody_PU[:, first : first + len(part.symbol_U)]
    return durations.equal(part.duration_U) and prosody.equal(part.prosody_PU)


@given(st.integers(8, 60), st.integers(0, 999))
@settings(max_examples=40, deadline=None)
def test_a_crop_is_about_as_long_as_asked(frames: int, seed: int) -> None:
    """No word here is longer than 17 frames with its boundaries."""
    whole = passage(10, seed)
    part = whole.crop(frames, 2, torch.Generator().manual_seed(seed))
    if whole.frames <= frames:
        assert part is whole
    elif frames >= 20:
        assert part.frames <= frames + 1


@settings(deadline=None)
@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.integers(0, 10**6))
def test_a_list_holds_all_its_words_with_commas_between(words: list[int], seed: int) -> None:
    """Each phone stands over the latents that it had, to a latent."""
    parts = [passage(count, seed + number) for number, count in enumerate(words)]
    whole = listed(parts)
    assert torch.equal(whole.mean_LD, torch.cat([part.mean_LD for part in parts]))
    assert whole.frames == shape().stride * len(whole.mean_LD)
    spoken = [part.symbol_U[1:-1] for part in parts]
    comma = torch.tensor(PHONES.numbers([Phone(",")]))
    marks = [mark for _ in parts[1:] for mark in [comma]] + [parts[-1].symbol_U[-1:]]
    expected = [tensor for pair in zip(spoken, marks, strict=True) for tensor in pair]
    assert torch.equal(whole.symbol_U, torch.cat([parts[0].symbol_U[:1], *expected]))
    sizes = {len(values) for name, values in vars(whole).items() if name.endswith("_U")}
    assert sizes == {len(whole.symbol_U)} == {whole.prosody_PU.shape[1]}
    assert _starts(whole) == _starts_one_after_another(parts)


def _starts(item: Passage) -> list[int]:
    """The first mel frame of each phone that is spoken."""
    starts_U = item.duration_U.cumsum(0) - item.duration_U
    return [int(start) for start in starts_U[~item.boundary_U]]


def _starts_one_after_another(parts: list[Passage]) -> list[int]:
    lengths = [shape().stride * len(part.mean_LD) for part in parts]
    offsets = [sum(lengths[:number]) for number in range(len(parts))]
    return [
        offset + start
        for offset, part in zip(offsets, parts, strict=True)
        for start in _starts(part)
    ]


def test_the_pause_of_a_list_is_as_long_as_the_silence_on_both_sides() -> None:
    first, second = passage(2, seed=1), passage(2, seed=2)
    whole = listed([first, second])
    pause = len(first.symbol_U) - 1
    late = shape().stride * len(first.mean_LD) - first.frames
    frames = int(first.duration_U[-1] + late + second.duration_U[0])
    assert int(whole.duration_U[pause]) == frames
    raw = float(whole.prosody_PU[0, pause]) * SCALE.std[0] + SCALE.mean[0]
    assert math.exp(raw) == pytest.approx(frames + 0.5, rel=1e-4)


def test_a_mark_that_ends_a_sentence_stays_in_a_list() -> None:
    first, second = passage(2, seed=1), passage(2, seed=2)
    stop = torch.tensor(PHONES.numbers([Phone(".")]))
    ended = replace(first, symbol_U=torch.cat([first.symbol_U[:-1], stop]))
    assert listed([ended, second]).symbol_U[len(first.symbol_U) - 1] == stop
