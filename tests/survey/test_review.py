from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.support import synthetic
from tests.support.rows import utterance
from voxloom.audio.wave.shards import write_audio_shard
from voxloom.audio.wave.sound import Audio
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import write_outcome
from voxloom.survey.order import ORDERS
from voxloom.survey.review import ReviewList, review
from voxloom.survey.review_page import write_page
from voxloom.systems.speech.evaluate.order import by_reconstruction
from voxloom.systems.speech.model.use import LatentStatistics, save_speech

NOISE = {"quiet": 0.001, "middling": 0.01, "noisy": 0.05}
SECONDS = 2


def hum(noise: float) -> Audio:
    """A tone that comes and goes, in noise."""
    time = np.arange(SECONDS * 16000) / 16000
    tone = 0.2 * np.sin(2 * np.pi * 180 * time) * np.clip(np.sin(2 * np.pi * 2 * time), 0, None)
    added = np.random.default_rng(0).normal(0.0, noise, len(time))
    return Audio((tone + added).astype(np.float32), 16000)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three cleaned utterances, and nothing trained."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOXLOOM_JOBS", "1")
    count = SECONDS * 16000
    rows = [
        utterance(
            name,
            count,
            audio="data/clean/audio-00000.flac",
            offset=place * count,
            text=f"This is <{name}>.",
        )
        for place, name in enumerate(NOISE)
    ]
    write_audio_shard(tmp_path / rows[0].audio, [hum(noise) for noise in NOISE.values()])
    write_outcome(tmp_path / "data/clean", list(NOISE), rows, [])
    return tmp_path


def train(project: Path) -> None:
    latents = LatentStatistics([0.0] * 4, [1.0] * 4, [0.0] * 4)
    config = {"statistics": synthetic.statistics().to_json()}
    save_speech(project / "data/models/speech", synthetic.model(), latents, config, {})


def ranked(by: str, top: int) -> ReviewList:
    orders = {**ORDERS, "reconstruction": by_reconstruction(Path("data/models/speech").absolute())}
    return review(orders, by, top, Path("data/clean"))


def names(found: ReviewList) -> list[str]:
    return [suspect.row.id for suspect in found.suspects]


def test_the_noisiest_comes_first(project: Path) -> None:
    found = ranked("snr", 2)
    assert names(found) == ["noisy", "middling"]
    assert found.ranked == 3
    assert found.suspects[0].figures["snr"] < found.suspects[1].figures["snr"] - 5.0
    assert "dnsmos" in found.suspects[0].figures


def test_dnsmos_ranks_the_lowest_first(project: Path) -> None:
    found = ranked("dnsmos", 3)
    scores = [suspect.figures["dnsmos"] for suspect in found.suspects]
    assert scores == sorted(scores)
    assert len(scores) == 3


def test_without_a_trained_vae_the_others_still_rank(project: Path) -> None:
    found = ranked("snr", 1)
    assert "reconstruction" not in found.suspects[0].figures
    assert "needs the trained VAE" in found.absent["reconstruction"]
    with pytest.raises(VoxloomError, match=r"needs the trained VAE.*data/models/speech"):
        ranked("reconstruction", 1)


def test_the_vae_ranks_what_it_rebuilds_worst_first(project: Path) -> None:
    train(project)
    found = ranked("reconstruction", 3)
    errors = [suspect.figures["reconstruction"] for suspect in found.suspects]
    assert errors == sorted(errors, reverse=True)
    assert errors[0] > errors[-1] > 0.0
    assert found.absent == {}


def test_the_page_plays_every_suspect_and_escapes_its_text(project: Path) -> None:
    write_page(ranked("snr", 2), project / "review.html")
    page = (project / "review.html").read_text(encoding="utf-8")
    assert page.count("<audio") == 2
    assert "This is &lt;noisy&gt;." in page
    assert "<noisy>" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_the_list_as_json(project: Path) -> None:
    values = ranked("snr", 1).to_json()
    assert values["by"] == "snr"
    assert [item["id"] for item in values["utterances"]] == ["noisy"]
    assert set(values["absent"]) == {"reconstruction"}


def test_an_unknown_measure_is_named(project: Path) -> None:
    with pytest.raises(VoxloomError, match="--by loud: unknown; use dnsmos, snr, reconstruction"):
        ranked("loud", 1)


def test_without_recordings_it_says_which_stage_makes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(VoxloomError, match=r"manifest\.jsonl is missing"):
        ranked("snr", 1)
