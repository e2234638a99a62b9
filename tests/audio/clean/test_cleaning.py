from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voxloom.audio.clean.clean import (
    check_length,
    clean,
    decibels,
    measure,
    remove_dc,
    set_loudness,
    speech_span,
    trim,
)
from voxloom.audio.finish.level import MAX_LIMITING_DB, loudness
from voxloom.audio.wave.sound import Audio, AudioError, Samples, resample
from voxloom.metrics.sdr import si_sdr_db
from voxloom.params import Params
from voxloom.study.degrade import clipped, with_hum, with_white_noise


def silence(seconds: float, rate: int = 16000) -> np.ndarray:
    return np.zeros(round(seconds * rate), np.float32)


def noise(seconds: float, level: float, seed: int = 0) -> Audio:
    samples = np.random.default_rng(seed).normal(0.0, level, round(seconds * 16000))
    return Audio(samples.astype(np.float32), 16000)


@pytest.mark.parametrize("gain", [0.05, 0.3, 1.0])
def test_speech_lands_at_the_loudness_asked_for(speech: Audio, params: Params, gain: float) -> None:
    cleaned = clean(Audio(speech.samples * np.float32(gain), speech.rate), params.clean).audio
    assert measure(cleaned).loudness_lufs == pytest.approx(params.clean.loudness, abs=0.5)
    assert measure(cleaned).peak_dbfs <= params.clean.peak + 0.01


def test_loudness_is_that_of_the_standard() -> None:
    """ITU-R BS.1770: a 997 Hz sine at full scale in one channel measures -3.01 LUFS."""
    seconds = np.arange(5 * 48000) / 48000
    sine = Audio(np.sin(2 * np.pi * 997 * seconds).astype(np.float32), 48000)
    assert loudness(sine) == pytest.approx(-3.01, abs=0.05)


def test_a_lone_click_is_limited_and_the_speech_lands(speech: Audio) -> None:
    click = speech.samples.copy()
    click[8000] = 1.0
    levelled = set_loudness(Audio(0.25 * click, 16000), target=-20.0, peak=-6.0)
    assert loudness(levelled.audio) == pytest.approx(-20.0, abs=0.5)
    assert decibels(float(np.abs(levelled.audio.samples).max())) <= -6.0
    assert 1.0 < levelled.limited <= MAX_LIMITING_DB
    assert levelled.held_back < 0.5


def test_the_peak_ceiling_wins_over_the_loudness_and_says_so() -> None:
    clicks = silence(1.0)
    clicks[::4000] = 0.5
    louder = set_loudness(Audio(clicks, 16000), target=-10.0, peak=-1.0)
    assert decibels(float(np.abs(louder.audio.samples).max())) == pytest.approx(-1.0, abs=0.01)
    assert louder.limited == pytest.approx(MAX_LIMITING_DB, abs=0.01)
    assert louder.held_back == pytest.approx(-10.0 - loudness(louder.audio), abs=0.01)
    assert louder.held_back > 5.0


@settings(max_examples=60, deadline=None)
@given(
    st.floats(0.4, 3.0),
    st.floats(-60.0, 0.0),
    st.floats(0.0, 30.0),
    st.sampled_from([8000, 16000, 22050]),
    st.integers(0, 9),
)
def test_the_loudness_lands_or_the_row_says_by_how_much_not(
    seconds: float, gain: float, crest: float, rate: int, seed: int
) -> None:
    """Bursts of noise, one sample of which stands `crest` dB over the highest of the others."""
    random = np.random.default_rng(seed)
    time = np.arange(round(seconds * rate)) / rate
    samples = random.normal(0.0, 0.2, len(time)) * (0.1 + np.sin(2.0 * np.pi * 3.0 * time) ** 2)
    samples[len(samples) // 2] = np.abs(samples).max() * 10.0 ** (crest / 20.0)
    samples *= 10.0 ** (gain / 20.0) / np.abs(samples).max()
    audio = Audio(samples.astype(np.float32), rate)
    if loudness(audio) < -69.0:
        return
    levelled = set_loudness(audio, -23.0, -1.0)
    missed = loudness(levelled.audio) + 23.0
    assert missed < 0.5
    assert levelled.held_back == pytest.approx(max(0.0, -missed), abs=1e-6)
    if levelled.held_back > 0.5:
        assert levelled.limited == pytest.approx(MAX_LIMITING_DB, abs=1e-6)
    assert np.abs(levelled.audio.samples).max() <= 10.0 ** (-1.0 / 20.0)


def test_what_needs_no_limiting_is_only_scaled(speech: Audio) -> None:
    levelled = set_loudness(speech, -23.0, -1.0)
    assert levelled.limited == 0.0
    assert levelled.held_back == pytest.approx(0.0, abs=1e-3)
    assert si_sdr_db(speech, levelled.audio) == pytest.approx(100.0)


@settings(max_examples=30, deadline=None)
@given(st.floats(-0.3, 0.3), st.integers(0, 5))
def test_the_mean_is_taken_out(offset: float, seed: int) -> None:
    audio = noise(0.2, 0.1, seed)
    shifted = Audio(audio.samples + np.float32(offset), audio.rate)
    assert abs(remove_dc(shifted).samples.mean(dtype=np.float64)) < 1e-6


def test_a_shift_does_not_change_what_is_cleaned(speech: Audio, params: Params) -> None:
    shifted = Audio(speech.samples + np.float32(0.1), speech.rate)
    ours, theirs = (clean(audio, params.clean).audio for audio in (speech, shifted))
    assert measure(theirs).dc == pytest.approx(0.0, abs=1e-3)
    assert measure(theirs).loudness_lufs == pytest.approx(measure(ours).loudness_lufs, abs=0.1)


@pytest.mark.parametrize(
    ("samples", "code"),
    [
        (silence(1.0), "silent"),
        (np.full(16000, 1e-5, np.float32), "silent"),
        (0.1 * np.sin(np.arange(16000, dtype=np.float32) * 0.05), "no_speech"),
    ],
)
def test_what_is_no_utterance_says_why(params: Params, samples: Samples, code: str) -> None:
    with pytest.raises(AudioError) as caught:
        clean(Audio(samples, 16000), params.clean)
    assert caught.value.code == code


def test_a_constant_is_silent_once_its_mean_is_gone(params: Params) -> None:
    constant = Audio(np.full(16000, 0.5, np.float32), 16000)
    untrimmed = params.clean.model_copy(update={"trim": False})
    with pytest.raises(AudioError) as caught:
        clean(constant, untrimmed)
    assert caught.value.code == "silent"


def test_trimming_takes_the_silence_and_leaves_the_speech(speech: Audio) -> None:
    margin = 0.1
    padded = Audio(np.concatenate([silence(1.5), speech.samples, silence(2.0)]), speech.rate)
    trimmed = trim(padded, margin)
    assert trimmed.seconds < speech.seconds + 0.5
    kept = float(np.sum(trimmed.samples**2)) / float(np.sum(speech.samples**2))
    assert kept > 0.999


def test_the_margin_is_kept_around_speech(speech: Audio) -> None:
    padded = Audio(np.concatenate([silence(2.0), speech.samples, silence(2.0)]), speech.rate)
    narrow, wide = trim(padded, 0.0), trim(padded, 0.3)
    assert wide.seconds - narrow.seconds == pytest.approx(0.6, abs=1e-3)


def test_speech_is_found_at_other_rates(speech: Audio) -> None:
    start, end = speech_span(resample(speech, 44100)) or (0, 0)
    expected = speech_span(speech) or (0, 0)
    assert start / 44100 == pytest.approx(expected[0] / 16000, abs=0.07)
    assert end / 44100 == pytest.approx(expected[1] / 16000, abs=0.07)


@pytest.mark.parametrize(
    ("change", "damage"),
    [
        ({"declip": True}, lambda audio: clipped(audio, 9.0)),
        ({"hum": 50}, lambda audio: with_hum(audio, 0.0, 1)),
        ({"band": (100.0, 7000.0)}, lambda audio: with_hum(audio, 0.0, 1)),
        ({"denoise": True}, lambda audio: with_white_noise(audio, 10.0, 1)),
    ],
    ids=["declip", "hum", "band", "denoise"],
)
def test_a_step_that_is_on_brings_damaged_speech_nearer_to_the_clean(
    speech: Audio, params: Params, change: dict[str, Any], damage: Callable[[Audio], Audio]
) -> None:
    untrimmed = params.clean.model_copy(update={"trim": False})
    damaged = damage(speech)
    off = clean(damaged, untrimmed).audio
    on = clean(damaged, untrimmed.model_copy(update=change)).audio
    assert si_sdr_db(speech, on) > si_sdr_db(speech, off) + 1.5


def test_lengths_outside_the_bounds_are_refused(params: Params) -> None:
    short = Audio(silence(0.1), 16000)
    with pytest.raises(AudioError) as caught:
        check_length(short, 0.2, 100.0)
    assert caught.value.code == "too_short"
    with pytest.raises(AudioError) as caught:
        check_length(short, 0.0, 0.05)
    assert caught.value.code == "too_long"


@pytest.mark.parametrize("samples", [2007, 3199, 4011, 6399, 6400])
def test_short_utterances_of_any_length_have_a_loudness(samples: int) -> None:
    """Some lengths over the rate round up to more samples than there are."""
    wave = 0.1 * np.sin(np.arange(samples) / 5.0)
    assert -40.0 < loudness(Audio(wave.astype(np.float32), 16000)) < 0.0
