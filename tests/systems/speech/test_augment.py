from __future__ import annotations

import math

import pytest
import torch

from tests.support.synthetic import vae_params, wavy_mels
from voxloom.core.determinism import generator
from voxloom.systems.speech.train.augment import frames_needed, hide, vary_speech
from voxloom.systems.speech.train.params import AugmentParams

FLOOR = math.log(1e-5)


def augment(**changes: float) -> AugmentParams:
    return vae_params().augment.model_copy(update=changes)


def crop(params: AugmentParams, frames: int = 32) -> torch.Tensor:
    return wavy_mels(frames_needed(frames, params)).T[None].repeat(3, 1, 1)


def test_all_off_changes_nothing() -> None:
    params = augment()
    mel = crop(params)
    assert torch.equal(vary_speech(mel, 32, FLOOR, params, generator(0)), mel)
    assert torch.equal(hide(mel, params, generator(0)), mel)


def test_gain_is_one_offset_an_example_within_its_range() -> None:
    params = augment(gain_db=6.0)
    mel = crop(params)
    gain_db = (vary_speech(mel, 32, FLOOR, params, generator(1)) - mel) * 20.0 / math.log(10.0)
    assert torch.allclose(gain_db, gain_db[:, :1, :1].expand_as(gain_db), atol=1e-4)
    assert float(gain_db.abs().max()) <= 6.0
    assert len(set(gain_db[:, 0, 0].tolist())) == 3


def test_pitch_moves_the_hump_along_the_mel_axis() -> None:
    params = augment(pitch_bins=3.0)
    mel = crop(params)
    moved = vary_speech(mel, 32, FLOOR, params, generator(2))
    shifts = (moved.argmax(dim=1) - mel.argmax(dim=1)).float().mean(dim=1)
    assert moved.shape == mel.shape
    assert 0.5 < float(shifts.abs().max()) <= 3.5


def test_tempo_reads_the_crop_faster_or_slower() -> None:
    params = augment(tempo=0.2)
    mel = crop(params)
    warped = vary_speech(mel, 32, FLOOR, params, generator(3))
    assert warped.shape == (3, 20, 32)
    assert torch.allclose(warped[:, :, 0], mel[:, :, 0], atol=1e-5)
    assert not torch.allclose(warped[:, :, -1], mel[:, :, 31], atol=1e-3)


@pytest.mark.parametrize(("key", "axis"), [("time_mask", 2), ("mel_mask", 1)])
def test_masks_hide_one_run_of_at_most_their_width(key: str, axis: int) -> None:
    hidden = hide(torch.ones(50, 20, 32), augment(**{key: 5}), generator(4)) == 0.0
    other = 1 if axis == 2 else 2
    widths = hidden.all(dim=other).sum(dim=1)
    assert int(widths.max()) == 5
    assert torch.equal(hidden.any(dim=other), hidden.all(dim=other))


def test_same_seed_same_augmentation() -> None:
    params = augment(gain_db=3.0, pitch_bins=2.0, tempo=0.1)
    first, second = (
        vary_speech(crop(params), 32, FLOOR, params, generator(5, 7)) for _ in range(2)
    )
    assert torch.equal(first, second)
