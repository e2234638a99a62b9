from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import torch

from voxloom.core.artifact import (
    CONFIG,
    MANIFEST,
    WEIGHTS,
    Artifact,
    digest,
    load_artifact,
    save_artifact,
)
from voxloom.core.errors import VoxloomError
from voxloom.core.files import read_json, sha256_file, write_json

ARTIFACT = Artifact("speech", {"shape": {"latent": 2}}, {"w": torch.arange(4.0)})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_artifact(tmp_path / "model", ARTIFACT, {"history.json": [1, 2]})
    return tmp_path / "model"


def test_round_trip(folder: Path) -> None:
    loaded = load_artifact(folder, "speech")
    assert loaded.config["shape"] == {"latent": 2}
    assert torch.equal(loaded.tensors["w"], ARTIFACT.tensors["w"])


def test_same_content_same_digest(folder: Path, tmp_path: Path) -> None:
    save_artifact(tmp_path / "again", ARTIFACT, {"history.json": [1, 2]})
    save_artifact(tmp_path / "other", ARTIFACT, {"history.json": [1, 3]})
    assert digest(folder) == digest(tmp_path / "again") != digest(tmp_path / "other")


@pytest.mark.parametrize("name", [WEIGHTS, CONFIG, "history.json"])
def test_a_changed_file_is_refused_by_name(folder: Path, name: str) -> None:
    with (folder / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(VoxloomError, match=f"{name}.*sha256 differs"):
        load_artifact(folder, "speech")


def test_a_missing_file_is_refused_by_name(folder: Path) -> None:
    (folder / WEIGHTS).unlink()
    with pytest.raises(VoxloomError, match=f"{WEIGHTS} is missing"):
        load_artifact(folder, "speech")


def test_another_system_is_refused(folder: Path) -> None:
    with pytest.raises(VoxloomError, match="holds system 'speech'"):
        load_artifact(folder, "image")


def test_a_manifest_that_leaves_the_folder_is_refused(folder: Path) -> None:
    manifest = read_json(folder / MANIFEST)
    write_json(folder / MANIFEST, {**manifest, "../../etc/passwd": "0"})
    with pytest.raises(VoxloomError, match="leaves the folder"):
        load_artifact(folder, "speech")


class Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return (Path.touch, (Path("exploded"),))


def test_a_pickle_is_refused_unopened(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (folder / WEIGHTS).write_bytes(pickle.dumps(Bomb()))
    manifest = read_json(folder / MANIFEST)
    write_json(folder / MANIFEST, {**manifest, WEIGHTS: sha256_file(folder / WEIGHTS)})
    with pytest.raises(VoxloomError, match="no safetensors file"):
        load_artifact(folder, "speech")
    assert not (tmp_path / "exploded").exists()
