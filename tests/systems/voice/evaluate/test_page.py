from __future__ import annotations

import json
from copy import copy
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.support import evaluation
from tests.support.synthetic import CONTRACT, model, statistics, wavy_mels
from tests.support.voices import FRAMES, PROMPT, StandInVoice, record
from voxloom.metrics import robustness
from voxloom.metrics.absent import Metrics
from voxloom.report.blocks.content import Example, Figure, Pairs, Part, Picture, Section, Table
from voxloom.report.blocks.folder import write_part
from voxloom.report.html.page import render_page
from voxloom.systems.speech.model.use import Speech, latent_statistics
from voxloom.systems.voice.align.alignment import Aligned
from voxloom.systems.voice.evaluate.evaluated import EvaluatedVoice, transcripts
from voxloom.systems.voice.evaluate.lines import prompt_lines, sentence_lines
from voxloom.systems.voice.evaluate.measure import SentenceScores
from voxloom.systems.voice.evaluate.page import page
from voxloom.systems.voice.evaluate.prompts import bend, phone_group
from voxloom.text.sounds.phones import Phone, phones

CORPUS = {"name": "prompts", "license": "CC-BY-SA-3.0", "attribution": "Spoken by A. Person"}
HISTORY = [
    {"step": 100, "train_nll": -3.0, "validation_nll": -2.5, "train_prosody": 0.5},
    {"step": 200, "train_nll": -4.0, "validation_nll": -3.0, "validation_wer": 0.2},
]
CURVE = [
    {"step": 100, "validation_mel_error_db": 5.0, "train_envelope_db": 4.0},
    {"step": 200, "validation_mel_error_db": 4.0, "train_envelope_db": 3.0},
]


def scores() -> list[robustness.Robustness]:
    edits = robustness.Edits(1, 0, 0, 2)
    return [
        robustness.Robustness("digits", 10, edits, 1.1),
        robustness.Robustness("long", 10, robustness.Edits(0, 0, 0, 0), 2.0),
    ]


@pytest.fixture(scope="module")
def evaluated(tmp_path_factory: pytest.TempPathFactory) -> EvaluatedVoice:
    root, voice = tmp_path_factory.mktemp("voice"), StandInVoice()
    rows = [record(voice, root, name, PROMPT) for name in ("a", "b", "c")]
    lines = prompt_lines(rows, {row.id: row.text for row in rows}, 4)
    lines += sentence_lines(evaluation.of_voices(free_sentences=4, robustness=False), "en")
    results = []
    for line in lines:
        spoken = voice.speak(line.text, line.manner)
        timing = list(zip(spoken.phones, spoken.durations, strict=True))
        heard = {line.set: spoken.spoken.replace("line", "lime")}
        result = SentenceScores(line, spoken.spoken, heard=heard, timing=timing)
        result.recognised_by = "whisper-base"
        results.append(result)
    results[2].refusal, results[2].timing = "nothing to say", []
    units = phones(PROMPT)
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
    voice.config |= {"corpus": CORPUS, "vocoder": {"form": "sourcefilter"}}
    absent = {"free.cer": "why", "robustness.digits.skipped": "of one kind"}
    return EvaluatedVoice(
        voice, HISTORY, CURVE, results, {"a": aligned}, metrics, absent, rows, [], root
    )


@pytest.fixture(scope="module")
def part(evaluated: EvaluatedVoice) -> Part:
    return page(evaluated, 3)


@pytest.fixture(scope="module")
def html(part: Part) -> str:
    return render_page([part])


def section(part: Part, name: str) -> Section:
    return next(section for section in part.sections if section.id == f"voice-{name}")


def examples(part: Part, name: str) -> list[Example]:
    found: list[Example] = []
    for block in section(part, name).blocks:
        assert isinstance(block, Pairs | Example)
        found += block.items if isinstance(block, Pairs) else [block]
    return found


def pictures(part: Part) -> list[Picture]:
    """Of phones in time."""
    figures = section(part, "phones").blocks
    return [block.picture for block in figures if isinstance(block, Figure)]


def test_the_page_shows_the_voice_and_its_errors(html: str) -> None:
    assert html.index('id="voice-prompts"') < html.index('id="metrics"')
    assert "<h1>Voice</h1>" in html
    assert "whisper-base" in html
    assert "<del>line</del>" in html
    assert "<ins>lime</ins>" in html
    assert "nothing to say" in html
    for place in ("prompts", "sentences", "robustness", "training", "phones", "latents"):
        assert f'id="voice-{place}"' in html
    for place in ("prompts", "sentences", "robustness", "phones"):
        assert f'href="#voice-{place}"' in html


def test_licence_and_corpus_of_the_recordings_are_named(html: str) -> None:
    assert "Spoken by A. Person" in html
    assert "hours of speech in 3 utterances." in html


def labels(part: Part, name: str) -> list[list[str]]:
    return [[player.label for player in said.players] for said in examples(part, name)]


def test_a_prompt_is_heard_in_all_versions_and_a_refused_one_in_two(part: Part) -> None:
    recorded, said = ["natural", "copy-synthesis"], ["voice", "griffin-lim"]
    assert labels(part, "prompts") == [[*recorded, *said]] * 2 + [recorded]
    assert labels(part, "sentences") == [said] * 3


def test_griffin_lim_is_not_set_beside_itself(evaluated: EvaluatedVoice) -> None:
    voice = copy(evaluated.voice)
    voice.config = {**voice.config, "vocoder": {"form": "griffinlim"}}
    assert labels(page(replace(evaluated, voice=voice), 3), "sentences") == [["voice"]] * 3


def test_kinds_of_robustness_are_in_the_table_and_not_in_the_metrics(part: Part, html: str) -> None:
    (table,) = section(part, "robustness").blocks
    assert isinstance(table, Table)
    assert [row[0][0].text for row in table.rows] == ["overall", "digits", "long"]
    assert "voice.robustness.overall</strong>" in html
    assert "voice.robustness.digits</strong>" not in html


def test_without_a_recogniser_the_table_has_lengths_only(evaluated: EvaluatedVoice) -> None:
    pooled = robustness.pool([robustness.Robustness("long", 3, None, 1.0)])
    figures = {f"robustness.{key}": value for key, value in pooled.items()}
    shown = page(replace(evaluated, metrics=figures), 1)
    (table,) = section(shown, "robustness").blocks
    assert isinstance(table, Table)
    cells = [cell[0].text for cell in table.rows[0]]
    assert cells == ["overall", "1", "–", "–", "–", "–", "1.00–1.00", "0"]


def test_what_is_not_there_has_no_section(evaluated: EvaluatedVoice) -> None:
    nothing = replace(evaluated, history=(), vocoder_history=(), results=(), metrics={}, absent={})
    bare = page(nothing, 3)
    assert bare.sections == ()
    assert 'href="#voice-prompts"' not in render_page([bare])


def test_pictures_and_sounds_are_files_too(part: Part, tmp_path: Path) -> None:
    write_part(tmp_path, part)
    drawn = {path.stem for path in (tmp_path / "plots").iterdir()}
    assert drawn == {
        "voice-training",
        "voice-vocoder",
        "voice-durations",
        *(f"voice-{what}-{number}" for what in ("alignment", "latents") for number in (1, 2)),
    }
    assert len(list((tmp_path / "audio").glob("voice-free-*.wav"))) == 6
    assert (tmp_path / "audio/voice-heldout-1-copy-synthesis.wav").is_file()


def test_examples_are_spread_and_not_chosen(evaluated: EvaluatedVoice) -> None:
    two = page(evaluated, 2)
    free = [result.line.text for result in evaluated.results if result.line.set == "free"]
    assert [said.quote for said in examples(two, "sentences")] == [free[0], free[2]]


def test_prompts_that_were_refused_have_no_picture(part: Part) -> None:
    titles = [picture.alt for picture in pictures(part)]
    assert [title.split(", ")[0][-1] for title in titles[:2]] == ["a", "b"]
    assert len(titles) == 3


def test_durations_need_the_same_phones(evaluated: EvaluatedVoice) -> None:
    other = Aligned(id="a", symbols=("x",), stress=(0,), durations=(3,), split="test")
    unlike = page(replace(evaluated, alignments={"a": other}), 1)
    assert len(pictures(unlike)) == len(section(unlike, "phones").blocks)
    assert [picture.name for picture in pictures(unlike)] == [
        "voice-alignment-1",
        "voice-alignment-2",
    ]


@pytest.mark.parametrize(
    ("symbol", "group"),
    [("iː", "vowels"), ("a", "vowels"), ("ʃ", "consonants"), (" ", "pauses"), (",", "pauses")],
)
def test_groups_of_phones(symbol: str, group: str) -> None:
    assert phone_group(Phone(symbol)) == group


def test_time_is_bent_phone_by_phone() -> None:
    moved = bend(np.array([0.5, 1.0, 2.0]), np.array([0, 1, 1, 3.0]), np.array([0, 2, 3, 4.0]))
    np.testing.assert_allclose(moved, [1.0, 2.0, 3.0])


def test_transcripts_are_a_line_a_sentence(evaluated: EvaluatedVoice) -> None:
    rows = [json.loads(line) for line in transcripts(evaluated.results).splitlines()]
    assert len(rows) == len(evaluated.results)
    assert rows[0]["id"] == "a"
    assert rows[0]["heard"]["heldout"].endswith("lime")
    assert evaluated.voice.contract == CONTRACT
