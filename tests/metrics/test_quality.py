from __future__ import annotations

import builtins
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from tests.metrics.conftest import WithNoise
from voxloom.audio.wave.sound import Audio, resample
from voxloom.metrics.absent import Absent
from voxloom.metrics.quality import distillmos, dnsmos, pesq_band, pesq_score, stoi

SILENCE = Audio(np.zeros(16000, np.float32), 16000)
EMPTY = Audio(np.zeros(0, np.float32), 16000)


def test_dnsmos_ranks_clean_over_noisy_and_repeats_itself(
    speech: dict[str, Audio], with_noise: WithNoise
) -> None:
    clean, noisy = dnsmos(speech["call"]), dnsmos(with_noise(speech["call"], 5.0))
    assert set(clean) == {"sig", "bak", "ovrl", "p808"}
    assert clean["ovrl"] > noisy["ovrl"] + 0.5
    assert clean["bak"] > noisy["bak"] + 1.0
    assert dnsmos(speech["call"]) == clean


def test_dnsmos_takes_what_is_beyond_full_scale(speech: dict[str, Audio]) -> None:
    loud = Audio(speech["number"].samples * 10.0, 16000)
    assert 1.0 <= dnsmos(loud)["ovrl"] <= 5.0


@pytest.mark.parametrize("rate", [16000, 8000, 22050])
def test_pesq_and_stoi_fall_with_noise(
    speech: dict[str, Audio], with_noise: WithNoise, rate: int
) -> None:
    pytest.importorskip("pesq")
    clean = resample(speech["call"], rate)
    for score in (pesq_score, stoi):
        same, little, much = (
            score(clean, clean),
            score(clean, with_noise(clean, 20.0)),
            score(clean, with_noise(clean, 0.0)),
        )
        assert same > little > much


def test_the_same_recording_scores_the_top(speech: dict[str, Audio]) -> None:
    pytest.importorskip("pesq")
    assert pesq_score(speech["call"], speech["call"]) == pytest.approx(4.64, abs=0.01)
    assert stoi(speech["call"], speech["call"]) == pytest.approx(1.0)


def test_a_longer_estimate_is_cut(speech: dict[str, Audio]) -> None:
    longer = Audio(np.append(speech["call"].samples, np.zeros(800, np.float32)), 16000)
    assert stoi(speech["call"], longer) == pytest.approx(1.0)


def test_the_band_follows_the_rate() -> None:
    assert [pesq_band(rate) for rate in (8000, 16000, 22050)] == ["nb", "wb", "wb"]


def test_what_has_no_speech_to_score_is_absent(speech: dict[str, Audio]) -> None:
    short = Audio(speech["call"].samples[:2000], 16000)
    for score in (stoi, pesq_score):
        for audio in (SILENCE, EMPTY, short):
            with pytest.raises(Absent):
                score(audio, audio)
    with pytest.raises(Absent):
        dnsmos(EMPTY)


def test_rates_that_differ_are_refused(speech: dict[str, Audio]) -> None:
    with pytest.raises(ValueError, match="rates"):
        stoi(speech["call"], resample(speech["call"], 8000))


def test_without_the_package_pesq_is_absent_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real_import = builtins.__import__

    def without_pesq(name: str, *args: Any, **kwargs: Any) -> ModuleType:
        if name == "pesq":
            raise ImportError(name)
        return real_import(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_pesq)
    with pytest.raises(Absent, match=r"voxloom\[pesq\]"):
        pesq_score(SILENCE, SILENCE)


def test_noise_lowers_distillmos_and_it_repeats_itself(
    speech: dict[str, Audio], with_noise: WithNoise
) -> None:
    pytest.importorskip("distillmos")
    clean = distillmos(speech["call"])
    assert distillmos(with_noise(speech["call"], 5.0)) < clean
    assert distillmos(speech["call"]) == clean
    with pytest.raises(Absent, match="no samples"):
        distillmos(Audio(np.zeros(0, np.float32), 16000))
