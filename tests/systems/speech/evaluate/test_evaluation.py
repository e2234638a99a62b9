"""The evaluation of the speech VAE on a tiny model and tiny recordings."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support import evaluation
from tests.support.synthetic import model, statistics, wavy_mels
from tests.support.voices import StandInVoice, record
from voxloom.audio.mel.feature_shards import INDEX, FeatureRow, write_feature_shard
from voxloom.audio.mel.features import Features
from voxloom.audio.mel.params import FeaturesParams
from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Audio
from voxloom.core.manifest import write_rows
from voxloom.metrics.absent import Absent
from voxloom.metrics.heldout import HeldOut
from voxloom.metrics.recognition import hearing
from voxloom.report.blocks.content import Example
from voxloom.report.html.page import render_page
from voxloom.systems.speech.evaluate import measure
from voxloom.systems.speech.evaluate.evaluate import Outcome, Subject, evaluate
from voxloom.systems.speech.evaluate.params import SpeechEvaluateParams
from voxloom.systems.speech.model.use import latent_statistics, save_speech

TEXTS = {"a": "please hold the <b>line</b>", "b": "thank you kindly"}
PITCH = FeaturesParams(n_mfcc=13, f0_min=60.0, f0_max=500.0)
OWN = SpeechEvaluateParams(active_unit_nats=0.02, sample_seconds=0.3, seed=1)
CORPUS = {"name": "hums", "license": "CC0-1.0", "attribution": "made by the tests"}


class Ear:
    """Hears one thing in every sound."""

    name = "an ear"

    def transcribe(self, audio: Audio) -> str:
        return "please hold the line"


@pytest.fixture(scope="module")
def subject(tmp_path_factory: pytest.TempPathFactory) -> Subject:
    tmp_path = tmp_path_factory.mktemp("project")
    folder, voice = tmp_path / "speech", StandInVoice()
    rows = [record(voice, tmp_path, name, text) for name, text in TEXTS.items()]
    mel_TC = wavy_mels(60).numpy()
    rest = mel_TC[:, :3]
    features = Features(mel_TC, rest, rest[:, 0], rest[:, 0])
    write_feature_shard(tmp_path / "f-0.safetensors", {"t": features})
    row = FeatureRow(id="t", shard="f-0.safetensors", frames=60, split="train")
    write_rows(tmp_path / INDEX, [row])
    vae = model()
    training = {"best_step": 1, "device": "cpu", "torch": "2", "params": {"steps": 2}}
    config = {"statistics": statistics().to_json(), "corpus": CORPUS, "training": training}
    history = [{"step": 1, "train_mel_error_db": 9.0}, {"step": 2, "train_mel_error_db": 8.0}]
    latents = latent_statistics(vae, [wavy_mels(80).T[None]])
    save_speech(folder, vae, latents, config, {"history.json": history})
    held_out = HeldOut(rows, TEXTS)
    return Subject(folder, tmp_path, tmp_path / "speed", held_out, rows, tmp_path)


def outcome_of(subject: Subject, ear: Ear | None, **changes: object) -> Outcome:
    """Evaluated in this process without an estimator of quality; with an ear, or none."""

    def no_estimator(*_: object) -> dict[str, float]:
        raise Absent("not here")

    def recogniser(name: str, language: str) -> Ear:
        if ear is None:
            raise Absent("no recogniser")
        return ear

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(measure, "dnsmos", no_estimator)
        patch.setattr(measure, "recogniser", recogniser)
        patch.setenv("VOXLOOM_JOBS", "1")
        return evaluate(subject, evaluation.shared(page_utterances=2, **changes), OWN, PITCH)


@pytest.fixture(scope="module")
def whole(subject: Subject) -> Outcome:
    return outcome_of(subject, Ear())


@pytest.fixture(scope="module")
def alone(subject: Subject) -> Outcome:
    """One recording, no recogniser."""
    one = replace(subject, held_out=HeldOut(subject.held_out.rows[:1], TEXTS))
    return outcome_of(one, None, recogniser="none")


def test_figures_of_a_model_and_what_was_heard(whole: Outcome, subject: Subject) -> None:
    metrics = whole.evaluated.metrics
    assert metrics["heldout.utterances"] == 2
    assert metrics["heldout.wer_utterances"] == 1  # the other text is too short
    assert metrics["heldout.wer"] == metrics["natural.wer"]
    assert metrics["heldout.mel_error_db"] > 1.0  # nothing was trained
    nats_a_second = metrics["heldout.kl_nats_per_dimension"] * 4 * 31.25  # dimensions, frames
    assert metrics["heldout.kl_bits_per_s"] == pytest.approx(nats_a_second / 0.693147, rel=1e-3)
    assert metrics["train.mel_error_db"] > 1.0
    assert metrics["parameters"] == sum(each.numel() for each in model().parameters())
    natural = read_utterance(subject.root, subject.held_out.rows[0])
    assert whole.heard[hearing("an ear", natural)] == "please hold the line"
    assert len(whole.heard) == 3


def test_the_speed_of_a_model_is_measured_once(whole: Outcome, alone: Outcome) -> None:
    assert whole.evaluated.metrics["rtf_1thread"] == alone.evaluated.metrics["rtf_1thread"]


def test_what_could_not_be_measured_is_absent_with_its_reason(alone: Outcome) -> None:
    evaluated = alone.evaluated
    assert evaluated.absent["heldout.wer"] == "no recogniser"
    assert evaluated.absent["natural.dnsmos_ovrl"] == "not here"
    assert not set(evaluated.absent) & set(evaluated.metrics)


def test_grounds_are_the_recordings_the_mel_contract_and_the_recogniser(
    whole: Outcome, alone: Outcome
) -> None:
    first, second = whole.evaluated.grounds, alone.evaluated.grounds
    assert set(first) == {"heldout_digest", "mel_digest", "recogniser"}
    assert {name for name in first if first[name] == second[name]} == {"mel_digest"}
    assert (first["recogniser"], second["recogniser"]) == ("an ear", "none")


def test_the_page_plays_what_was_measured_and_shows_texts_as_they_are(whole: Outcome) -> None:
    listen = next(each for each in whole.part.sections if each.id == "listen")
    assert [
        [player.label for player in block.players]
        for block in listen.blocks
        if isinstance(block, Example)
    ] == [["natural", "reconstructed"]] * 2
    html = render_page([whole.part])
    assert html.count("<audio") == 2 * 2 + 3 + 5 + 3  # pairs, samples, a walk, a repair
    assert "please hold the &lt;b&gt;line&lt;/b&gt;" in html
    assert "<b>" not in html
    assert "Absent: not here." in html
    assert "an ear" in html
    for place in ("overview", "listen", "samples", "interpolation", "repair", "latents", "corpus"):
        assert f'href="#{place}"' in html


def test_one_recording_is_no_walk_between_two(alone: Outcome) -> None:
    assert "interpolation" not in [each.id for each in alone.part.sections]


def test_figures_are_written_under_their_systems_name(alone: Outcome, tmp_path: Path) -> None:
    alone.evaluated.write("speech", tmp_path / "out", tmp_path / "metrics")
    figures = json.loads((tmp_path / "metrics/speech.json").read_text())
    assert figures["speech.heldout.utterances"] == 1
    absent = json.loads((tmp_path / "out/absent.json").read_text())
    assert absent["speech.heldout.wer"] == "no recogniser"
