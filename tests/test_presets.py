from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.dependencies import ROOT
from voxloom.cli import app as cli
from voxloom.core.errors import VoxloomError
from voxloom.params import load_params
from voxloom.presets import apply_preset, preset_names
from voxloom.systems.names import NAMES

FOLDER = ROOT / "presets"


@pytest.fixture
def params(tmp_path: Path) -> Path:
    return Path(shutil.copy(ROOT / "params.yaml", tmp_path))


def keys(values: dict[str, Any], prefix: str = "") -> set[str]:
    found = set()
    for key, value in values.items():
        name = f"{prefix}{key}"
        found |= keys(value, f"{name}.") if isinstance(value, dict) else {name}
    return found


def test_every_preset_sets_the_same_keys() -> None:
    """Each in the file that the others have it in: its system's, or the shared one."""
    sets = [
        {path.stem: keys(yaml.safe_load(path.read_text())) for path in (FOLDER / name).iterdir()}
        for name in preset_names(FOLDER)
    ]
    assert all(one == sets[0] for one in sets)
    assert set(sets[0]) == {"shared", *NAMES}
    for file, found in sets[0].items():
        assert {key.split(".")[0] for key in found} & set(NAMES) == {file} & set(NAMES)


def test_committed_params_are_the_default_preset(params: Path) -> None:
    assert apply_preset("default", params, FOLDER) == []


@pytest.mark.parametrize("name", preset_names(FOLDER))
def test_a_preset_is_valid_and_the_default_undoes_it_to_the_byte(params: Path, name: str) -> None:
    before = params.read_bytes()
    apply_preset(name, params, FOLDER)
    load_params(params)
    apply_preset("default", params, FOLDER)
    assert params.read_bytes() == before


def test_smoke_says_what_it_changed(params: Path) -> None:
    changes = apply_preset("smoke", params, FOLDER)
    assert {"ingest.corpus: asterisk -> espeak", "speech.vae.steps: 3000 -> 60"} <= set(changes)


def test_unknown_preset_names_those_there_are(params: Path) -> None:
    with pytest.raises(VoxloomError, match="default, gpu, smoke"):
        apply_preset("turbo", params, FOLDER)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"speech: {vae: 1, vae: 2}", r"own/speech\.yaml has speech\.vae twice"),
        (b"study: {utterances: 1} # M\xfcller", r"own/speech\.yaml is not UTF-8"),
        (b"", r"own/speech\.yaml holds no sections"),
        (b"- vae", r"own/speech\.yaml holds no sections"),
        (b"speech: {vae: {augment: 3}}", r"speech\.vae\.augment"),
        (b"speech: {vae: {seed: {deep: 3}}}", r"speech\.vae\.seed"),
        (b"speech: {vae: {beta: .inf}}", r"speech\.vae\.beta"),
        (b"speech: {vae: {bta: 1}}", r"speech\.vae\.bta: params\.yaml has no such key"),
        (b"vae: {seed: 1}", r"vae: params\.yaml has no such key"),
        (b"voice: {output: {pause: 1.0}}", r"own/speech\.yaml: voice: belongs into voice\.yaml"),
        (b"study: {utterances: 2}", r"own/speech\.yaml: study: belongs into shared\.yaml"),
        (b"vae: [", r"own/speech\.yaml is not YAML: line 1"),
    ],
)
def test_a_preset_of_ones_own_that_cannot_be(
    params: Path, tmp_path: Path, content: bytes, message: str
) -> None:
    before = params.read_bytes()
    folder = tmp_path / "presets"
    (folder / "own").mkdir(parents=True)
    (folder / "own/shared.yaml").write_text("study: {utterances: 3}")
    (folder / "own/speech.yaml").write_bytes(content)
    with pytest.raises(VoxloomError, match=message):
        apply_preset("own", params, folder)
    assert params.read_bytes() == before


def test_a_params_file_of_an_older_layout_is_told_as_it_stands(params: Path) -> None:
    params.write_text(params.read_text().replace("\nspeech:", "\nold:"))
    with pytest.raises(VoxloomError, match=r"old: unknown key"):
        apply_preset("smoke", params, FOLDER)


def test_a_key_that_stands_twice_in_params_is_not_rewritten(params: Path) -> None:
    params.write_text(params.read_text() + "\nspeech: {}\n")
    with pytest.raises(VoxloomError, match=r"params\.yaml has speech twice"):
        apply_preset("smoke", params, FOLDER)


def test_a_command_says_when_it_is_not_of_the_code_in_this_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As in a copied project whose environment is still the original's."""
    (tmp_path / "voxloom").mkdir()
    (tmp_path / "voxloom/__init__.py").touch()
    shutil.copytree(FOLDER, tmp_path / "presets")
    monkeypatch.setattr(sys, "argv", ["voxloom", "preset"])
    said = {}
    for folder in (ROOT, tmp_path):
        monkeypatch.chdir(folder)
        with pytest.raises(SystemExit):
            cli.main()
        said[folder] = capsys.readouterr().err
    assert said[ROOT] == ""
    assert said[tmp_path].startswith(f"{ROOT / 'voxloom'} runs, not this folder's own code")
