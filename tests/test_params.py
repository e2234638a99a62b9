from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from voxloom.errors import VoxloomError
from voxloom.params import load_params, parse_params

COMMITTED = Path(__file__).resolve().parent.parent / "params.yaml"


@pytest.fixture
def values() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(COMMITTED.read_text(encoding="utf-8"))
    return copy.deepcopy(loaded)


def problem(values: Any) -> str:
    with pytest.raises(VoxloomError) as caught:
        parse_params(values, "params.yaml")
    return str(caught.value)


def test_the_committed_params_load():
    params = load_params(COMMITTED)
    assert params.audio.fmax <= params.audio.rate / 2
    assert params.register_.speech.gate


def test_params_are_frozen():
    params = load_params(COMMITTED)
    with pytest.raises(ValidationError):
        params.audio.rate = 8000  # type: ignore[misc]


@pytest.mark.parametrize(
    "section",
    [
        "audio",
        "ingest",
        "clean",
        "study",
        "text",
        "features",
        "align",
        "vae",
        "prior",
        "vocoder",
        "voice",
    ],
)
def test_an_unknown_key_is_named_in_every_section(values, section):
    values[section]["loudnes"] = 1
    assert problem(values) == (
        f"params.yaml: {section}.loudnes: unknown key; remove it or correct its name"
    )


def test_an_unknown_section_is_named(values):
    values["vocodr"] = {}
    assert "vocodr: unknown key" in problem(values)


def test_a_missing_key_is_named(values):
    del values["clean"]["loudness"]
    assert problem(values).startswith("params.yaml: clean.loudness: missing")


def test_every_wrong_key_has_its_line(values):
    values["audio"]["rate"] = "fast"
    values["vae"]["augment"]["tempo"] = 2.0
    values["ingest"]["language"] = "English"
    lines = problem(values).splitlines()
    assert len(lines) == 3
    assert any("audio.rate" in line and "'fast'" in line for line in lines)
    assert any("vae.augment.tempo" in line for line in lines)
    assert any("ingest.language" in line and "'English'" in line for line in lines)


@pytest.mark.parametrize(
    ("section", "changes", "message"),
    [
        ("audio", {"rate": 8000, "fmax": 8000.0}, "fmax 8000 is above half the rate: use 4000"),
        ("audio", {"fmin": 5000.0, "fmax": 4000.0}, "fmin 5000 is not below fmax 4000"),
        ("audio", {"hop": 2048}, "hop <= win <= n_fft"),
        ("ingest", {"corpus": "table"}, "corpus table needs ingest.source"),
        ("ingest", {"corpus": "folder"}, "corpus folder needs ingest.source"),
        ("ingest", {"columns": ["path", "words"]}, "ingest.columns: Value error, unknown words"),
        ("ingest", {"columns": ["path", "speaker"]}, "path and text are needed"),
        ("ingest", {"columns": ["path", "text", "text"]}, "a column stands twice"),
        ("ingest", {"delimiter": "||"}, "ingest.delimiter"),
        ("clean", {"band": [7000, 50]}, "band [7000.0, 50.0] is none: use [low, high] in Hz"),
        ("clean", {"band": [8000, 9000]}, "clean.band starts at half of audio.rate or above"),
        ("clean", {"hum": 55}, "clean.hum"),
        ("study", {"utterances": 0}, "study.utterances"),
        ("vae", {"crop": 63, "stride": 2}, "crop 63 is no multiple of stride 2"),
    ],
)
def test_numbers_that_do_not_fit_each_other(values, section, changes, message):
    values[section].update(changes)
    assert message in problem(values)


@pytest.mark.parametrize("content", [[], None, "text", 3])
def test_a_file_that_holds_something_else(content):
    assert "params.yaml: the whole file" in problem(content)


def test_a_missing_file_says_where_to_run(tmp_path):
    with pytest.raises(VoxloomError, match="run from the project's root folder"):
        load_params(tmp_path / "params.yaml")


def test_a_file_that_is_no_yaml_is_named(tmp_path):
    (tmp_path / "params.yaml").write_text("audio: [1, 2", encoding="utf-8")
    with pytest.raises(VoxloomError, match=r"params\.yaml is not YAML"):
        load_params(tmp_path / "params.yaml")
