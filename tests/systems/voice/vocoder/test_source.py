"""The pulse train against closed forms."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from voxloom.systems.voice.vocoder.model.source import harmonic_sum, pulse_train, stretch

RATE, HOP = 16000, 64


def steady(hertz: float, seconds: float = 1.0) -> torch.Tensor:
    """(1, J) log-F0 of one height."""
    return torch.full((1, round(seconds * RATE / HOP) + 1), math.log(hertz))


@pytest.mark.parametrize("hertz", [80.0, 125.0, 200.0, 400.0, 1000.0])
def test_all_its_power_is_at_multiples_of_the_pitch_below_half_the_rate(hertz: float) -> None:
    wave = pulse_train(steady(hertz), HOP, RATE, RATE)[0].numpy()
    power = np.abs(np.fft.rfft(wave)) ** 2  # a bin a hertz: every harmonic falls on one
    harmonics = np.arange(hertz, RATE / 2, hertz).astype(int)
    harmonics = harmonics[harmonics < RATE // 2]
    assert power[harmonics].sum() / power.sum() > 0.9999
    assert power[harmonics].max() / power[harmonics].min() < 1.01
    assert np.mean(wave**2) == pytest.approx(1.0, abs=1e-3)


@settings(max_examples=30, deadline=None)
@given(st.floats(60.0, 900.0), st.floats(0.0, 2.0 * math.pi))
def test_the_closed_form_is_the_sum(hertz: float, phase: float) -> None:
    count = math.ceil(RATE / 2 / hertz) - 1
    summed = sum(math.cos(k * phase) for k in range(1, count + 1))
    closed = harmonic_sum(torch.tensor([phase]), torch.tensor([float(count)]))
    assert float(closed) == pytest.approx(summed, abs=0.02 * count)


def test_a_glide_stays_below_half_the_rate() -> None:
    """What is folded back would be between the harmonics."""
    log_f0 = torch.linspace(math.log(300.0), math.log(600.0), RATE // HOP + 1)[None]
    wave = pulse_train(log_f0, HOP, RATE, RATE)[0]
    spectrum = torch.stft(wave, 256, 64, window=torch.hann_window(256), return_complex=True).abs()
    f0 = stretch(log_f0, HOP, RATE)[0].exp()[::64]
    bins = torch.arange(129) * RATE / 256
    distance = (bins[:, None] / f0 - (bins[:, None] / f0).round().clamp(min=1.0)).abs() * f0
    middle = slice(8, 200)
    between = spectrum[:, : len(f0)][:, middle][distance[:, middle] > 0.45 * f0[middle]]
    assert between.square().mean() < 0.05 * spectrum.square().mean()


def test_lines_between_the_frames() -> None:
    stretched = stretch(torch.tensor([[0.0, 4.0, 2.0]]), 4, 8)
    assert stretched.tolist() == [[0.0, 1.0, 2.0, 3.0, 4.0, 3.5, 3.0, 2.5]]


def test_the_phase_is_kept_for_minutes() -> None:
    """Pulses at the end of two minutes stand where they should."""
    seconds, hertz = 120, 250.0
    wave = pulse_train(steady(hertz, seconds), HOP, RATE, seconds * RATE)[0]
    last = wave[-RATE:].numpy()
    period = RATE / hertz
    peaks = np.flatnonzero(last > 0.9 * last.max())
    assert np.allclose(np.diff(peaks), period, atol=1.01)
    assert len(peaks) == pytest.approx(hertz, abs=1)
