from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.synthetic import CONTRACT, model, statistics, wavy_mels
from tests.test_voice_evaluation import TEXT, params
from tests.voices import FRAMES, StandInVoice, record
from voxloom.metrics import robustness
from voxloom.report.content import License, Report
from voxloom.report.folder import pictures, sounds, write_report
from voxloom.report.html.page import render_page
from voxloom.systems.speech.evaluate.measure import Metrics
from voxloom.systems.speech.model.use import Speech, latent_statistics
from voxloom.systems.voice.align.alignment import Aligned
from voxloom.systems.voice.evaluate.measure import LineScores, prompt_lines, sentence_lines
from voxloom.systems.voice.evaluate.page import (
    Examined,
    bend,
    durations,
    phone_group,
    pictured_prompts,
    robustness_rows,
    shown_lines,
    transcripts,
    with_voice,
)
from voxloom.text.sounds.phones import Phone, phones

HISTORY = [
    {"step": 100, "train_nll": -3.0, "validation_nll": -2.5, "train_prosody": 0.5},
    {"step": 200, "train_nll": -4.0, "validation_nll": -3.0, "validation_wer": 0.2},
]


def scores() -> list[robustness.Robustness]:
    edits = robustness.Edits(1, 0, 0, 2)
    return [
        robustness.Robustness("digits", 10, edits, 1.1),
        robustness.Robustness("long", 10, robustness.Edits(0, 0, 0, 0), 2.0),
    ]


@pytest.fixture(scope="module")
def examined(tmp_path_factory: pytest.TempPathFactory) -> Examined:
    root, voice = tmp_path_factory.mktemp("voice"), StandInVoice()
    rows = [record(voice, root, name, TEXT) for name in ("a", "b", "c")]
    lines = prompt_lines(rows, {row.id: row.text for row in rows}, 4)
    lines += sentence_lines(params(free_sentences=4, robustness=False), "en")
    results = []
    for line in lines:
        spoken = voice.speak(line.text, line.manner)
        timing = list(zip(spoken.phones, spoken.durations, strict=True))
        heard = {line.set: spoken.spoken.replace("line", "lime")}
        results.append(LineScores(line, spoken.spoken, heard=heard, timing=timing))
    results[2].refusal, results[2].timing = "nothing to say", []
    units = phones(TEXT)
    aligned = Aligned(
        id="a",
        symbols=tuple(unit.symbol for unit in units),
        stress=tuple(unit.stress for unit in units),
        durations=tuple(0 if unit.silent else FRAMES for unit in units),
        split="test",
    )
    metrics: Metrics = {"free.wer": 0.1, "parameters": 7.0}
    metrics |= {f"robustness.{k}": v for k, v in robustness.pool(scores()).items()}
    vae = model()
    latents = latent_statistics(vae, [wavy_mels(80).T[None]])
    voice.speech = Speech(vae, latents, {"statistics": statistics().to_json()})
    return Examined(voice, HISTORY, results, {"a": aligned}, metrics, {"free.cer": "why"}, root)


@pytest.fixture(scope="module")
def report(examined: Examined) -> Report:
    speech = Report(
        title="Speech VAE",
        system="speech",
        summary="About the VAE.",
        license=License("prompts", "CC-BY-SA-3.0", "Spoken by A. Person"),
        metrics={"heldout.mel_error_db": 2.0},
    )
    return with_voice(speech, examined, 3)


def test_metrics_get_their_systems_names(report):
    assert report.metrics["voice.free.wer"] == 0.1
    assert report.metrics["speech.heldout.mel_error_db"] == 2.0
    assert report.absent == {"voice.free.cer": "why"}


def test_the_page_shows_the_voice_first_and_its_errors(report):
    html = render_page(report)
    assert html.index('id="voice-prompts"') < html.index('id="metrics"')
    assert "<h1>Voice</h1>" in html
    assert "<del>line</del>" in html
    assert "<ins>lime</ins>" in html
    assert "nothing to say" in html
    for place in ("prompts", "sentences", "robustness", "training", "phones", "latents"):
        assert f'id="voice-{place}"' in html
    for place in ("prompts", "sentences", "robustness", "phones"):
        assert f'href="#voice-{place}"' in html


def test_a_prompt_is_heard_in_three_versions_and_a_refused_one_in_two(report):
    labels = [[player.label for player in said.players] for said in report.voice.prompts]
    assert labels == [["natural", "copy-synthesis", "voice"]] * 2 + [["natural", "copy-synthesis"]]
    assert [len(said.players) for said in report.voice.sentences] == [1, 1, 1]


def test_kinds_of_robustness_are_in_the_table_and_not_in_the_metrics(report):
    html = render_page(report)
    assert [row.kind for row in report.voice.robustness] == ["overall", "digits", "long"]
    assert "voice.robustness.overall</strong>" in html
    assert "voice.robustness.digits</strong>" not in html


def test_without_a_recogniser_the_table_has_lengths_only():
    pooled = robustness.pool([robustness.Robustness("long", 3, None, 1.0)])
    overall = robustness_rows({f"robustness.{key}": value for key, value in pooled.items()})[0]
    assert overall.skipped is None
    assert overall.longest == 1.0


def test_pictures_and_sounds_are_files_too(report, tmp_path: Path):
    write_report(report, tmp_path)
    assert {"voice-training", "voice-durations", "voice-alignment-1", "voice-latents-2"} <= set(
        pictures(report)
    )
    assert "voice-heldout-1-copy-synthesis" in sounds(report)
    written = {path.stem for path in (tmp_path / "plots").iterdir()}
    assert written == {name for name, picture in pictures(report).items() if picture}
    assert len(list((tmp_path / "audio").glob("voice-free-*.wav"))) == 3
    assert (tmp_path / "index.html").is_file()


def test_examples_are_spread_and_not_chosen(examined):
    free = [result.line.seed for result in shown_lines(examined.results, "free", 2)]
    assert free == [0, 2]
    assert shown_lines(examined.results, "robustness", 2) == []


def test_prompts_that_were_refused_have_no_picture(examined):
    shown = pictured_prompts(examined.results)
    assert [result.line.recording.id for result in shown] == ["a", "b"]


def test_durations_need_the_same_phones(examined):
    assert durations(examined) is not None
    other = Aligned(id="a", symbols=("x",), stress=(0,), durations=(3,), split="test")
    unlike = Examined(**{**vars(examined), "alignments": {"a": other}})
    assert durations(unlike) is None


@pytest.mark.parametrize(
    ("symbol", "group"),
    [("iː", "vowels"), ("a", "vowels"), ("ʃ", "consonants"), (" ", "pauses"), (",", "pauses")],
)
def test_groups_of_phones(symbol, group):
    assert phone_group(Phone(symbol)) == group


def test_time_is_bent_phone_by_phone():
    moved = bend(np.array([0.5, 1.0, 2.0]), np.array([0, 1, 1, 3.0]), np.array([0, 2, 3, 4.0]))
    np.testing.assert_allclose(moved, [1.0, 2.0, 3.0])


def test_transcripts_are_a_line_a_sentence(examined):
    rows = [json.loads(line) for line in transcripts(examined.results).splitlines()]
    assert len(rows) == len(examined.results)
    assert rows[0]["id"] == "a"
    assert rows[0]["heard"]["heldout"].endswith("lime")
    assert examined.voice.contract == CONTRACT
