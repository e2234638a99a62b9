from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from tests.dependencies import ROOT
from tests.support.rows import utterance
from tests.support.spoken import spoken
from voxloom.audio.wave.shards import write_audio_shard
from voxloom.audio.wave.sound import Audio
from voxloom.cli.app import build
from voxloom.core.manifest import write_outcome
from voxloom.metrics.absent import Attempts
from voxloom.params import load_params
from voxloom.study import cleaning as cleaning_study
from voxloom.study.cleaning import (
    CLEAN,
    DAMAGES,
    MEASURES,
    StepTrial,
    StudyRow,
    change,
    choose,
    harmful,
    pool,
    study,
)

STEPS = {"declip", "dc", "hum", "band", "denoise", "loudness", "trim"}


STUDIED = [damage for damage in DAMAGES if damage.name in (CLEAN, "hum", "clipping", "DC")]


@pytest.fixture(scope="module")
def rows() -> Iterator[list[StudyRow]]:
    """The study of one synthetic sentence, with the damages that each have a step of their own."""
    speech = spoken("Please hold the line for an operator.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cleaning_study, "DAMAGES", STUDIED)
        yield study([speech], load_params(ROOT / "params.yaml").clean, thorough=False)


def find(rows: list[StudyRow], step: str, damage: str, measure: str) -> StudyRow:
    (row,) = (row for row in rows if (row.step, row.damage, row.measure) == (step, damage, measure))
    return row


def gained(rows: list[StudyRow], step: str, damage: str, measure: str) -> float:
    row = find(rows, step, damage, measure)
    assert row.before is not None
    assert row.after is not None
    return row.after - row.before


def test_every_step_meets_every_damage_by_every_measure(rows: list[StudyRow]) -> None:
    expected = {
        (step, damage.name, measure.key)
        for step in STEPS
        for damage in STUDIED
        for measure in MEASURES
    }
    assert {(row.step, row.damage, row.measure) for row in rows} == expected
    assert len(rows) == len(expected)
    for row in rows:
        assert (row.before is None) == (row.after is None)
        assert row.utterances == 1 or row.absent


def test_each_step_mends_what_it_is_for(rows: list[StudyRow]) -> None:
    assert gained(rows, "dc", "DC", "si_sdr_db") > 15.0
    assert gained(rows, "hum", "hum", "si_sdr_db") > 3.0
    assert gained(rows, "declip", "clipping", "si_sdr_db") > 1.5


def test_damage_shows_before_the_step(rows: list[StudyRow]) -> None:
    assert find(rows, "dc", "hum", "si_sdr_db").before == pytest.approx(20.0, abs=0.1)
    assert find(rows, "dc", CLEAN, "si_sdr_db").before == pytest.approx(100.0)


def test_steps_that_are_on_by_default_leave_clean_speech_as_good_as_it_was(
    rows: list[StudyRow],
) -> None:
    """The rule of params.yaml: what makes clean speech worse is off."""
    params = load_params(ROOT / "params.yaml").clean
    switches = {"declip": params.declip, "band": params.band, "hum": params.hum}
    switches |= {"denoise": params.denoise, "trim": params.trim}
    on = {name for name, value in switches.items() if value} | {"dc", "loudness"}
    assert not on & harmful(rows)


def row(before: float | None, after: float | None, measure: str = "dnsmos") -> StudyRow:
    return StudyRow(
        step="denoise",
        damage=CLEAN,
        level=0.0,
        unit="",
        measure=measure,
        before=before,
        after=after,
        utterances=int(before is not None),
        absent="" if before is not None else "not installed",
    )


@pytest.mark.parametrize(
    ("before", "after", "outcome"),
    [(3.0, 3.2, 1), (3.0, 3.04, 0), (3.0, 2.9, -1), (None, None, None)],
)
def test_a_change_within_the_tolerance_is_none(
    before: float | None, after: float | None, outcome: int | None
) -> None:
    assert change(row(before, after)) == outcome


def test_harm_is_told_by_what_clean_speech_can_lose() -> None:
    assert harmful([row(3.0, 2.9)]) == {"denoise"}
    assert harmful([row(3.0, 3.2), row(100.0, 30.0, "si_sdr_db"), row(None, None)]) == set()


def trial(before: Attempts, after: Attempts) -> StepTrial:
    return StepTrial("dc", "DC", 20.0, before, after)


def test_means_are_over_utterances_that_have_both_sides() -> None:
    found = pool(
        [
            trial(Attempts(scores={"stoi": 0.5}), Attempts(scores={"stoi": 0.7})),
            trial(Attempts(scores={"stoi": 0.1}), Attempts(absent={"stoi": "too short"})),
        ]
    )
    stoi = next(row for row in found if row.measure == "stoi")
    assert (stoi.before, stoi.after, stoi.utterances) == (0.5, 0.7, 1)
    assert stoi.absent == "too short"
    pesq = next(row for row in found if row.measure == "pesq")
    assert (pesq.before, pesq.after, pesq.utterances) == (None, None, 0)


def test_what_a_step_cannot_be_tried_on_is_absent_with_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Noise without speech: trimming finds none, and says so."""
    monkeypatch.setattr(cleaning_study, "DAMAGES", STUDIED[:1])
    noise = np.random.default_rng(0).normal(0.0, 1e-3, 16000).astype(np.float32)
    params = load_params(ROOT / "params.yaml").clean
    found = study([Audio(noise, 16000)], params, thorough=False)
    trimmed = find(found, "trim", CLEAN, "dnsmos")
    assert trimmed.before is None
    assert trimmed.absent == "no speech found"


def test_the_choice_is_of_handy_lengths_and_stays_when_data_is_added() -> None:
    rows = [utterance(f"u{n}", 16000 * (1 + n % 8)) for n in range(40)]
    chosen = choose(rows, 5)
    assert len(chosen) == 5
    assert all(2.0 <= row.duration <= 6.0 for row in chosen)
    assert choose(rows[::-1], 5) == chosen
    assert choose([utterance("short", 8000)], 5) == [utterance("short", 8000)]


def test_the_command_studies_the_cleaned_utterances_at_every_level(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("VOXLOOM_JOBS", "1")
    monkeypatch.setattr(cleaning_study, "DAMAGES", [DAMAGES[-1]])  # DC: what is left is quick
    shutil.copy(ROOT / "params.yaml", tmp_path)
    noise = np.random.default_rng(0).normal(0.0, 0.05, 16000).astype(np.float32)
    write_audio_shard(tmp_path / "data/clean/audio-00000.flac", [Audio(noise, 16000)])
    write_outcome(
        tmp_path / "data/clean",
        ["only"],
        [utterance("only", audio="data/clean/audio-00000.flac")],
        [],
    )
    done = CliRunner().invoke(
        build(), ["corpus", "study-cleaning", "--utterances", "3", "--json", "study.json"]
    )
    assert done.exit_code == 0, done.output
    rows = json.loads((tmp_path / "study.json").read_text())
    assert {row["level"] for row in rows} == set(DAMAGES[-1].levels)
    assert {row["step"] for row in rows} == STEPS
    mended = [row for row in rows if (row["step"], row["measure"]) == ("dc", "si_sdr_db")]
    assert mended
    assert all(row["after"] > row["before"] + 15.0 for row in mended)
