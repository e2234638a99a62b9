from __future__ import annotations

import time

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from voxloom.audio.finish.denoise import denoise
from voxloom.audio.finish.level import level, limit, loudness
from voxloom.audio.finish.polish import PolishParams, fade, join, polish
from voxloom.audio.wave.sound import Audio, Samples, resample
from voxloom.core.errors import VoxloomError

GENTLE = PolishParams(loudness=-20.0, peak=-1.0, denoise=0.4)
RATES = [8000, 16000, 22050, 48000]


def amplitude(decibels: float) -> float:
    return float(10.0 ** (decibels / 20.0))


def power_db(samples: Samples) -> float:
    return float(10.0 * np.log10(np.mean(samples.astype(np.float64) ** 2)))


def white(seconds: float, rate: int, scale: float, seed: int = 0) -> Samples:
    count = round(seconds * rate)
    return np.random.default_rng(seed).normal(0.0, scale, count).astype(np.float32)


def syllables(rate: int) -> Audio:
    """3 s of a 150 Hz buzz, four times a second on and off."""
    seconds = np.arange(3 * rate) / rate
    buzz = sum(np.sin(2 * np.pi * 150 * k * seconds) / k for k in range(1, 20))
    gate = np.clip(np.sin(2 * np.pi * 4 * seconds), 0, None)
    return Audio((0.05 * buzz * gate).astype(np.float32) + white(3, rate, 1e-4), rate)


@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize("target", [-30.0, -23.0, -16.0])
@pytest.mark.parametrize("kind", ["noise", "syllables"])
def test_the_loudness_is_met_also_through_the_limiter(rate: int, target: float, kind: str) -> None:
    audio = Audio(white(3.0, rate, 0.02), rate) if kind == "noise" else syllables(rate)
    polished = polish(audio, PolishParams(target, -1.0, 0.4))
    assert loudness(polished) == pytest.approx(target, abs=0.5)
    assert np.abs(polished.samples).max() <= amplitude(-1.0)


@pytest.mark.parametrize("target", [-23.0, -16.0])
def test_speech_meets_the_loudness(target: float, speech: Audio) -> None:
    polished = polish(speech, PolishParams(target, -1.0, 0.4))
    assert loudness(polished) == pytest.approx(target, abs=0.5)
    assert len(polished.samples) == len(speech.samples)


@settings(deadline=None)
@given(
    arrays(np.float32, st.integers(0, 3000), elements=st.floats(-1e4, 1e4, width=32)),
    st.sampled_from(RATES),
    st.floats(-70.0, 0.0),
    st.floats(-60.0, 0.0),
    st.floats(0.0, 1.0),
)
def test_never_above_the_ceiling(
    samples: Samples, rate: int, target: float, peak: float, amount: float
) -> None:
    polished = polish(Audio(samples, rate), PolishParams(target, peak, amount))
    assert polished.samples.shape == samples.shape
    assert polished.samples.dtype == np.float32
    assert np.isfinite(polished.samples).all()
    assert np.abs(polished.samples.astype(np.float64)).max(initial=0.0) <= amplitude(peak)


@pytest.mark.parametrize("rate", RATES)
def test_short_sounds_of_any_length(rate: int) -> None:
    """Some lengths under 0.4 s, divided by the rate and multiplied again, come out longer."""
    for count in range(1, 200):
        polished = polish(Audio(white(count / rate, rate, 0.1), rate), GENTLE)
        assert len(polished.samples) == count


def test_same_input_same_bytes(speech: Audio) -> None:
    before = speech.samples.copy()
    first, second = polish(speech, GENTLE), polish(speech, GENTLE)
    assert first.samples.tobytes() == second.samples.tobytes()
    np.testing.assert_array_equal(speech.samples, before)


@pytest.mark.parametrize("count", [0, 1, 2, 79, 16000])
def test_silence_stays_silence(count: int) -> None:
    polished = polish(Audio(np.zeros(count, np.float32), 16000), GENTLE)
    np.testing.assert_array_equal(polished.samples, np.zeros(count))


def test_a_click_does_not_raise_the_noise_around_it() -> None:
    samples = white(1.0, 16000, 1e-4)
    samples[8000] = 0.5
    louder = level(Audio(samples, 16000), -16.0, -1.0).audio
    assert power_db(louder.samples[:4000]) < power_db(samples[:4000]) + 18.0


@pytest.mark.parametrize("rate", RATES)
def test_clean_speech_is_not_harmed(rate: int, speech: Audio) -> None:
    audio = resample(speech, rate)
    changed = denoise(audio, 0.5).samples - audio.samples
    assert power_db(audio.samples) - power_db(changed) > 25.0


def test_noise_in_the_pauses_goes_down_and_speech_stays(speech: Audio) -> None:
    noise = white(1.0 + speech.seconds, 16000, 0.002)
    noisy = noise.copy()
    noisy[16000:] += speech.samples
    quiet = denoise(Audio(noisy, 16000), 0.5).samples
    gained = power_db(noisy[4000:12000]) - power_db(quiet[4000:12000])
    assert 3.0 < gained < 6.1  # 0.5 of the magnitude is 6.02 dB
    assert power_db(noisy[16000:] - quiet[16000:]) < power_db(speech.samples) - 25.0


def test_no_musical_noise(speech: Audio) -> None:
    """Its measure is the kurtosis ratio of the power spectra in noise (Uemura et al., 2008).

    The exponential spread of white noise has a kurtosis of 9; plain spectral subtraction gives
    several times that.
    """
    noisy = white(3.0 + speech.seconds, 16000, 0.002)
    noisy[48000:] += speech.samples
    quiet = denoise(Audio(noisy, 16000), 0.5).samples

    def kurtosis(samples: Samples) -> float:
        spectrum = torch.stft(
            torch.from_numpy(samples[1600:46400]),
            512,
            window=torch.hann_window(512),
            return_complex=True,
        )
        power = spectrum.abs().square()[4:250]
        spread = power - power.mean()
        return float(spread.pow(4).mean() / spread.pow(2).mean() ** 2)

    assert kurtosis(quiet) / kurtosis(noisy) < 1.5


def test_gaps_of_digital_silence_do_not_switch_the_denoiser_off(speech: Audio) -> None:
    noisy = Audio(
        speech.samples + white(speech.seconds, 16000, 0.002)[: len(speech.samples)], 16000
    )
    gap = np.zeros(16000, np.float32)
    alone = denoise(noisy, 0.5).samples
    joined = denoise(Audio(np.concatenate([gap, noisy.samples, gap]), 16000), 0.5).samples
    difference = joined[17000:-17000] - alone[1000:-1000]
    removed = noisy.samples[1000:-1000] - alone[1000:-1000]
    assert power_db(difference) < power_db(removed) - 10.0


def test_both_ends_start_from_nothing() -> None:
    faded = fade(Audio(np.ones(16000, np.float32), 16000)).samples
    assert faded[0] == faded[-1] == 0.0
    assert np.abs(np.diff(faded)).max() < 0.03
    np.testing.assert_array_equal(faded[80:-80], 1.0)
    np.testing.assert_array_equal(faded, faded[::-1])


def test_the_limiter_leaves_alone_what_is_low_enough(tone: Audio) -> None:
    assert limit(tone, -3.0) is tone
    peaky = Audio(np.where(np.arange(32000) == 9000, 1.0, tone.samples).astype(np.float32), 16000)
    limited = limit(peaky, -3.0).samples
    far = np.abs(np.arange(32000) - 9000) > 160
    np.testing.assert_array_equal(limited[far], peaky.samples[far])


def test_the_limiter_does_not_distort_a_tone(tone: Audio) -> None:
    """A gain that holds still between peaks makes no harmonics; clipping makes -12 dB of them."""
    limited = limit(tone, -12.0).samples[1600:-1600]
    spectrum = np.abs(np.fft.rfft(limited * np.hanning(len(limited))))
    around = slice(round(430 * len(limited) / 16000), round(450 * len(limited) / 16000))
    carrier = np.sqrt(np.sum(spectrum[around] ** 2))
    spectrum[around] = 0.0
    assert 20 * np.log10(np.sqrt(np.sum(spectrum**2)) / carrier) < -60.0


def test_join_puts_silence_between_sentences(tone: Audio) -> None:
    short = Audio(tone.samples[:8000], 16000)
    joined = join([tone, short, tone], 0.25)
    assert joined.seconds == 2.0 + 0.25 + 0.5 + 0.25 + 2.0
    np.testing.assert_array_equal(joined.samples[32000:36000], 0.0)
    np.testing.assert_array_equal(joined.samples[100:31900], tone.samples[100:31900])
    assert np.abs(np.diff(joined.samples)).max() <= np.abs(np.diff(tone.samples)).max() * 1.1
    assert join([tone], 1.0).seconds == tone.seconds


def test_join_says_what_does_not_fit(tone: Audio) -> None:
    with pytest.raises(VoxloomError, match="0 parts"):
        join([], 0.1)
    with pytest.raises(VoxloomError, match=r"\[8000, 16000\]"):
        join([tone, resample(tone, 8000)], 0.1)
    with pytest.raises(VoxloomError, match="negative"):
        join([tone], -0.1)


@pytest.mark.parametrize(
    ("values", "name"),
    [((1.0, -1.0, 0.4), "loudness"), ((-20.0, 0.1, 0.4), "peak"), ((-20.0, -1.0, 1.1), "denoise")],
)
def test_values_out_of_range_are_refused(values: tuple[float, float, float], name: str) -> None:
    with pytest.raises(VoxloomError, match=name):
        PolishParams(*values)


def test_it_costs_little() -> None:
    """0.003 of real time on an idle core; the bound leaves room for a busy one."""
    audio = Audio(np.tile(syllables(16000).samples, 4), 16000)
    polish(audio, GENTLE)
    started = time.process_time()
    polish(audio, GENTLE)
    assert time.process_time() - started < 0.05 * audio.seconds
