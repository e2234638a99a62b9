from __future__ import annotations

import copy
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from voxloom.core.errors import VoxloomError
from voxloom.core.settings import load_section
from voxloom.params import load_params, parse_params
from voxloom.systems.names import NAMES
from voxloom.systems.speech.train.params import VaeParams

COMMITTED = Path(__file__).resolve().parent.parent / "params.yaml"


COMMITTED_TEXT = COMMITTED.read_text(encoding="utf-8")
COMMITTED_VALUES: dict[str, Any] = yaml.safe_load(COMMITTED_TEXT)
SEED = ("speech", "vae", "seed")


@pytest.fixture
def values() -> dict[str, Any]:
    return copy.deepcopy(COMMITTED_VALUES)


def problem(values: Any) -> str:
    with pytest.raises(VoxloomError) as caught:
        parse_params(values, "params.yaml")
    return str(caught.value)


def section_of(values: Any, name: str) -> Any:
    """By its dotted name; all of it by none."""
    for part in name.split(".") if name else []:
        values = values[part]
    return values


def test_the_committed_params_load():
    params = load_params(COMMITTED)
    assert params.audio.fmax <= params.audio.rate / 2
    assert all(name == params.of(name).NAME for name in NAMES)


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
def test_an_unknown_key_is_named_in_every_section(values, section):
    section_of(values, section)["loudnes"] = 1
    assert problem(values) == (
        f"params.yaml: {section}.loudnes: unknown key; remove it or correct its name"
    )


def test_an_unknown_section_is_named(values):
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
def test_a_key_that_lies_elsewhere_is_told_where(values, name, moved):
    section, _, key = name.rpartition(".")
    section_of(values, section)[key] = {"seed": 1}
    assert problem(values) == f"params.yaml: {name}: unknown key; it is {moved}"


@pytest.mark.parametrize("name", ["clean.loudness", "voice.register", "speech.vae.steps", "speech"])
def test_a_missing_key_is_named(values, name):
    section, _, key = name.rpartition(".")
    del section_of(values, section)[key]
    assert problem(values).startswith(f"params.yaml: {name}: missing")


def test_every_wrong_key_has_its_line(values):
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
def test_numbers_that_do_not_fit_each_other(values, section, changes, message):
    section_of(values, section).update(changes)
    assert message in problem(values)


@pytest.mark.parametrize("content", [[], None, "text", 3])
def test_a_file_that_holds_something_else(content):
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
def test_a_section_alone_names_its_keys_in_full(tmp_path, monkeypatch, content, told):
    monkeypatch.chdir(tmp_path)
    Path("params.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(VoxloomError) as caught:
        load_section(VaeParams, "speech.vae")
    assert f"params.yaml: {told}" in str(caught.value)


def test_a_missing_file_says_where_to_run(tmp_path):
    with pytest.raises(VoxloomError, match="run from the project's root folder"):
        load_params(tmp_path / "params.yaml")


def test_a_file_that_is_no_yaml_is_named(tmp_path):
    (tmp_path / "params.yaml").write_text("audio: [1, 2", encoding="utf-8")
    with pytest.raises(VoxloomError, match=r"params\.yaml is not YAML"):
        load_params(tmp_path / "params.yaml")


def leaves(values: Any, *place: str) -> list[tuple[tuple[str, ...], Any]]:
    if not isinstance(values, dict):
        return [(place, values)]
    return [leaf for key, inner in values.items() for leaf in leaves(inner, *place, key)]


KNOBS = leaves(COMMITTED_VALUES)


def with_knob(values: Any, place: tuple[str, ...], value: object) -> Any:
    section_of(values, ".".join(place[:-1]))[place[-1]] = value
    return values


@pytest.mark.parametrize(("place", "good"), KNOBS, ids=[".".join(place) for place, _ in KNOBS])
def test_no_knob_takes_what_would_fail_hours_later(values, place, good):
    bad: list[object] = [10**30, -(10**30), float("inf"), float("nan"), 1e300, "a\0b"]
    if isinstance(good, int) and not isinstance(good, bool) and place[-1] != "seed":
        bad.append(10**12)  # more than any memory holds
    for value in bad:
        said = problem(with_knob(values, place, value))
        assert said.startswith(f"params.yaml: {place[0]}")
        assert max(len(line) for line in said.splitlines()) < 500


def test_a_seed_is_what_pytorch_takes(values):
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
def test_values_that_leave_nothing_over(values, section, changes, message):
    section_of(values, section).update(changes)
    assert message in problem(values)


BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
)
COMMITTED_TEXT = COMMITTED.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            COMMITTED_TEXT.encode() + b"# M\xfcller\n",
            r"is not UTF-8 \(byte \d+\): save it as UTF-8",
        ),
        (COMMITTED_TEXT.encode("utf-16"), "is not UTF-8"),
        (b"x: " + b"[" * 20_000, "is nested too deeply: line 1, over 50 levels"),
        (b"x: " + b"{a: " * 20_000, "is nested too deeply"),
        (b"- " * 20_000, "is nested too deeply"),
        (b"vae:\n  seed: 1\n  steps: 3\n  seed: 2\n", "has vae.seed twice: remove one"),
        (b"vae: {seed: 1}\nalign: {}\nvae: {seed: 2}\n", "has vae twice"),
        (b"a:\n- {b: {c: 1, c: 2}}\n", "has a.b.c twice"),
        (b"? [1, 2]\n: 3\n", "is not YAML: line 1"),
        (BOMB.encode(), "holds too many values: line"),
        (BOMB.replace("x", "y" * 1000).encode(), "holds too many values"),
        (b"a: &a [*a]\n", "holds an alias within what it stands for"),
        (b"a: *b\n", "is not YAML: line 1, column 4: found undefined alias 'b'"),
        (b"a: " + b"9" * 5000, "holds a value that is none: Exceeds the limit"),
        (b"a: 2001-99-99\n", "holds a value that is none: month must be in 1..12"),
        (b"a: !!int ''\n", "holds a value that is none"),
        (b"a: !!bool maybe\n", "holds a value that is none"),
        (
            b"a: !!python/object:os.system {}\n",
            "is not YAML: line 1, column 4: could not determine",
        ),
        (b"a: 1\n---\na: 2\n", "is not YAML: line 2"),
        (b"#" * (2**20 + 1), "has over 1048576 bytes"),
    ],
)
def test_a_file_as_people_and_mishaps_make_it(tmp_path, content, message):
    path = tmp_path / "params.yaml"
    path.write_bytes(content)
    with pytest.raises(VoxloomError, match=rf"params\.yaml {message}") as caught:
        load_params(path)
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 400


def test_a_byte_order_mark_and_anchors_in_reason_are_read(tmp_path):
    path = tmp_path / "params.yaml"
    text = COMMITTED_TEXT.replace("seed: 1", "seed: &seed 1", 1)
    path.write_bytes(
        b"\xef\xbb\xbf" + text[::-1].replace("1 :dees", "dees* :dees", 1)[::-1].encode()
    )
    assert load_params(path) == load_params(COMMITTED)


@pytest.mark.parametrize("value", ["x" * 10**6, ["x" * 10**5] * 100, {"a": {"b": ["x"] * 5000}}])
def test_a_long_value_is_shown_cut(values, value):
    said = problem(with_knob(values, ("ingest", "language"), value))
    assert said.startswith("params.yaml: ingest.language: ")
    assert len(said) < 300


def test_a_number_of_many_digits_is_named_and_not_spelled(values):
    assert "too long to show" in problem(with_knob(values, SEED, 16**20_000))


def test_of_many_wrong_keys_the_first_are_named(values):
    values["speech"]["vae"] |= {f"key{number}": 1 for number in range(1000)}
    lines = problem(values).splitlines()
    assert len(lines) == 21
    assert lines[-1] == "params.yaml: and 980 more"


@pytest.mark.parametrize("put", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_regular_file_is_not_read(tmp_path, put):
    path = tmp_path / "params.yaml"
    put(path)
    with pytest.raises(VoxloomError, match=r"params\.yaml is no regular file"):
        load_params(path)
