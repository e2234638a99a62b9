from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from tests.dependencies import ROOT
from voxloom.core.errors import VoxloomError
from voxloom.core.settings import load_section
from voxloom.params import load_params, parse_params
from voxloom.systems.names import NAMES
from voxloom.systems.speech.train.params import VaeParams

COMMITTED = ROOT / "params.yaml"
COMMITTED_VALUES: dict[str, Any] = yaml.safe_load(COMMITTED.read_text(encoding="utf-8"))
SEED = ("speech", "vae", "seed")


@pytest.fixture
def values() -> dict[str, Any]:
    return copy.deepcopy(COMMITTED_VALUES)


def problem(values: object) -> str:
    with pytest.raises(VoxloomError) as caught:
        parse_params(values, "params.yaml")
    return str(caught.value)


def section_of(values: dict[str, Any], name: str) -> dict[str, Any]:
    """By its dotted name; all of it by none."""
    for part in name.split(".") if name else []:
        values = values[part]
    return values


def test_the_committed_params_load() -> None:
    params = load_params(COMMITTED)
    assert params.audio.fmax <= params.audio.rate / 2
    assert all(name == params.of(name).NAME for name in NAMES)


def test_params_are_frozen() -> None:
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
        "survey",
        "evaluate",
        "speech",
        "speech.vae",
        "speech.vae.augment",
        "speech.register",
        "voice",
        "voice.align",
        "voice.prior",
        "voice.vocoder",
        "voice.output",
        "voice.register",
    ],
)
def test_an_unknown_key_is_named_in_every_section(values: dict[str, Any], section: str) -> None:
    section_of(values, section)["loudnes"] = 1
    assert problem(values) == (
        f"params.yaml: {section}.loudnes: unknown key; remove it or correct its name"
    )


def test_an_unknown_section_is_named(values: dict[str, Any]) -> None:
    values["vocodr"] = {}
    assert "vocodr: unknown key" in problem(values)


@pytest.mark.parametrize(
    ("name", "moved"),
    [
        ("vae", "speech.vae"),
        ("register", "speech.register or voice.register"),
        ("voice.loudness", "voice.output.loudness"),
        ("speech.vae.tempo", "speech.vae.augment.tempo"),
    ],
)
def test_a_key_that_lies_elsewhere_is_told_where(
    values: dict[str, Any], name: str, moved: str
) -> None:
    section, _, key = name.rpartition(".")
    section_of(values, section)[key] = {"seed": 1}
    assert problem(values) == f"params.yaml: {name}: unknown key; it is {moved}"


@pytest.mark.parametrize("name", ["clean.loudness", "voice.register", "speech.vae.steps", "speech"])
def test_a_missing_key_is_named(values: dict[str, Any], name: str) -> None:
    section, _, key = name.rpartition(".")
    del section_of(values, section)[key]
    assert problem(values).startswith(f"params.yaml: {name}: missing")


def test_every_wrong_key_has_its_line(values: dict[str, Any]) -> None:
    values["audio"]["rate"] = "fast"
    values["speech"]["vae"]["augment"]["tempo"] = 2.0
    values["ingest"]["language"] = "English"
    lines = problem(values).splitlines()
    assert len(lines) == 3
    assert any("audio.rate" in line and "'fast'" in line for line in lines)
    assert any("speech.vae.augment.tempo" in line for line in lines)
    assert any("ingest.language" in line and "'English'" in line for line in lines)


@pytest.mark.parametrize(
    ("section", "changes", "message"),
    [
        ("audio", {"rate": 8000, "fmax": 8000.0}, "fmax 8000 is above half the rate: use 4000"),
        ("audio", {"fmin": 5000.0, "fmax": 4000.0}, "fmin 5000 is not below fmax 4000"),
        ("audio", {"hop": 2048}, "hop <= win <= n_fft"),
        ("audio", {"hop": 251}, "audio.hop: 251 samples cannot be divided into even steps"),
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
        ("speech.vae", {"crop": 63, "stride": 2}, "crop 63 is no multiple of stride 2"),
    ],
)
def test_numbers_that_do_not_fit_each_other(
    values: dict[str, Any], section: str, changes: dict[str, object], message: str
) -> None:
    section_of(values, section).update(changes)
    assert message in problem(values)


@pytest.mark.parametrize("content", [[], None, "text", 3])
def test_a_file_that_holds_something_else(content: object) -> None:
    assert "params.yaml: the whole file" in problem(content)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("speech: {vae: {steps: 3}}", "speech.vae.form: missing"),
        ("vae: {steps: 3}", "speech.vae: "),
        ("speech: 3", "speech.vae: "),
        ("- speech", "speech.vae: "),
    ],
)
def test_a_section_alone_names_its_keys_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("params.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(VoxloomError) as caught:
        load_section(VaeParams, "speech.vae")
    assert f"params.yaml: {told}" in str(caught.value)


def test_a_missing_file_says_where_to_run(tmp_path: Path) -> None:
    with pytest.raises(VoxloomError, match="run from the project's root folder"):
        load_params(tmp_path / "params.yaml")


def test_a_file_that_is_no_yaml_is_named(tmp_path: Path) -> None:
    (tmp_path / "params.yaml").write_text("audio: [1, 2", encoding="utf-8")
    with pytest.raises(VoxloomError, match=r"params\.yaml is not YAML"):
        load_params(tmp_path / "params.yaml")


def leaves(values: object, *place: str) -> list[tuple[tuple[str, ...], object]]:
    if not isinstance(values, dict):
        return [(place, values)]
    return [leaf for key, inner in values.items() for leaf in leaves(inner, *place, key)]


KNOBS = leaves(COMMITTED_VALUES)


def with_knob(values: dict[str, Any], place: tuple[str, ...], value: object) -> dict[str, Any]:
    section_of(values, ".".join(place[:-1]))[place[-1]] = value
    return values


@pytest.mark.parametrize(("place", "good"), KNOBS, ids=[".".join(place) for place, _ in KNOBS])
def test_no_knob_takes_what_would_fail_hours_later(
    values: dict[str, Any], place: tuple[str, ...], good: object
) -> None:
    bad: list[object] = [10**30, -(10**30), float("inf"), float("nan"), 1e300, "a\0b"]
    if isinstance(good, int) and not isinstance(good, bool) and place[-1] != "seed":
        bad.append(10**12)  # more than any memory holds
    for value in bad:
        said = problem(with_knob(values, place, value))
        assert said.startswith(f"params.yaml: {place[0]}")
        assert max(len(line) for line in said.splitlines()) < 500


def test_a_seed_is_what_pytorch_takes(values: dict[str, Any]) -> None:
    assert parse_params(with_knob(values, SEED, 2**63 - 1), "params.yaml")
    assert "speech.vae.seed" in problem(with_knob(values, SEED, 2**63))


@pytest.mark.parametrize(
    ("section", "changes", "message"),
    [
        ("ingest", {"validation": 0.5, "test": 0.5}, "together below 1"),
        ("clean", {"min_seconds": 5.0, "max_seconds": 5.0}, "min_seconds < max_seconds"),
        ("features", {"f0_min": 500.0, "f0_max": 60.0}, "f0_min < f0_max"),
        ("speech.evaluate", {"sample_seconds": 61.0}, "speech.evaluate.sample_seconds"),
    ],
)
def test_values_that_leave_nothing_over(
    values: dict[str, Any], section: str, changes: dict[str, object], message: str
) -> None:
    section_of(values, section).update(changes)
    assert message in problem(values)


@pytest.mark.parametrize("value", ["x" * 10**6, ["x" * 10**5] * 100, {"a": {"b": ["x"] * 5000}}])
def test_a_long_value_is_shown_cut(values: dict[str, Any], value: object) -> None:
    said = problem(with_knob(values, ("ingest", "language"), value))
    assert said.startswith("params.yaml: ingest.language: ")
    assert len(said) < 300


def test_a_number_of_many_digits_is_named_and_not_spelled(values: dict[str, Any]) -> None:
    assert "too long to show" in problem(with_knob(values, SEED, 16**20_000))


def test_of_many_wrong_keys_the_first_are_named(values: dict[str, Any]) -> None:
    values["speech"]["vae"] |= {f"key{number}": 1 for number in range(1000)}
    lines = problem(values).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "params.yaml: and 980 more"
