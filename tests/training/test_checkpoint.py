"""A checkpoint is resumed as it was saved, or dropped with a line."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors import safe_open
from safetensors.torch import save
from torch import Tensor

from voxloom.training.checkpoint import Checkpoint, CheckpointFolder, NotWhole

SAVED = Checkpoint(
    {"model/a": torch.arange(12.0).reshape(3, 4), "optimizer/0/step": torch.tensor(7.0)},
    {"step": 7, "history": [{"step": 5.0}], "best_score": float("inf")},
)


@pytest.fixture
def folder(tmp_path: Path) -> CheckpointFolder:
    folder = CheckpointFolder(tmp_path, "key")
    folder.save(SAVED)
    return folder


def same(found: Checkpoint | None) -> bool:
    return (
        found is not None
        and found.state == SAVED.state
        and found.tensors.keys() == SAVED.tensors.keys()
        and all(torch.equal(found.tensors[name], t) for name, t in SAVED.tensors.items())
    )


def dropped(folder: CheckpointFolder, capsys: pytest.CaptureFixture[str]) -> bool:
    """With one line that names it."""
    capsys.readouterr()
    gone = folder.load() is None and not os.path.lexists(folder.path)
    lines = capsys.readouterr().err.splitlines()
    return gone and len(lines) == 1 and str(folder.path) in lines[0] and "anew" in lines[0]


def test_a_checkpoint_comes_back_as_it_was_saved(folder: CheckpointFolder) -> None:
    assert same(folder.load())
    assert folder.path.exists()


def test_no_flipped_bit_is_trained_on(folder: CheckpointFolder) -> None:
    whole = folder.path.read_bytes()
    for place in range(len(whole)):
        for bit in range(8):
            damaged = bytearray(whole)
            damaged[place] ^= 1 << bit
            folder.path.write_bytes(damaged)
            try:
                assert same(folder.read()), (place, bit)  # a space of the header's padding
            except NotWhole:
                continue


def test_no_cut_is_trained_on(folder: CheckpointFolder) -> None:
    whole = folder.path.read_bytes()
    for length in range(len(whole)):
        folder.path.write_bytes(whole[:length])
        with pytest.raises(NotWhole):
            folder.read()


def rewritten(change: Callable[[dict[str, Tensor], dict[str, str]], None], path: Path) -> None:
    """Another file of the same names, whole in itself."""
    with safe_open(path, framework="pt") as file:
        metadata = dict(file.metadata())
        tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    change(tensors, metadata)
    path.write_bytes(save(tensors, metadata or None))


@pytest.mark.parametrize(
    "change",
    [
        lambda tensors, metadata: tensors.pop("model/a"),
        lambda tensors, metadata: tensors.update({"model/a": tensors["model/a"][:2].clone()}),
        lambda tensors, metadata: tensors.update({"model/a": tensors["model/a"].reshape(4, 3)}),
        lambda tensors, metadata: tensors.update({"model/a": tensors["model/a"].int()}),
        lambda tensors, metadata: tensors.update({"model/b": torch.ones(1)}),
        lambda tensors, metadata: metadata.clear(),
        lambda tensors, metadata: metadata.pop("sha256"),
        lambda tensors, metadata: metadata.pop("state"),
        lambda tensors, metadata: metadata.update(state="{"),
        lambda tensors, metadata: metadata.update(state='{"step": 8}'),
        lambda tensors, metadata: metadata.update(key="other"),
    ],
)
def test_a_changed_checkpoint_is_dropped_with_a_line(
    change: Callable[[dict[str, Tensor], dict[str, str]], None],
    folder: CheckpointFolder,
    capsys: pytest.CaptureFixture[str],
) -> None:
    rewritten(change, folder.path)
    assert dropped(folder, capsys)


@pytest.mark.parametrize(
    "content",
    [b"", b"garbage", b"\x80\x04K*.", struct.pack("<Q", 2**40), struct.pack("<Q", 2) + b"{}"],
)
def test_what_is_no_checkpoint_is_dropped_with_a_line(
    content: bytes, folder: CheckpointFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.path.write_bytes(content)
    assert dropped(folder, capsys)


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "file").touch()


def unreadable(path: Path) -> None:
    path.touch(mode=0o000)
    if os.access(path, os.R_OK):
        pytest.skip("this user reads everything")


@pytest.mark.parametrize(
    "put", [a_folder, unreadable, lambda path: path.symlink_to("nowhere"), os.mkfifo]
)
def test_what_stands_in_a_checkpoint_s_place_is_dropped_with_a_line(
    put: Callable[[Path], None], folder: CheckpointFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.path.unlink()
    put(folder.path)
    assert dropped(folder, capsys)
    folder.save(SAVED)
    assert same(folder.load())


def test_a_checkpoint_of_other_inputs_is_never_resumed(
    folder: CheckpointFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = CheckpointFolder(folder.root, "two")
    moved.path.parent.mkdir()
    moved.path.write_bytes(folder.path.read_bytes())
    assert dropped(moved, capsys)
    assert same(folder.load())


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_whole_checkpoint_of_a_diverged_training_is_dropped(
    value: float, folder: CheckpointFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    folder.save(Checkpoint({"model/a": torch.tensor([1.0, value])}, SAVED.state))
    assert dropped(folder, capsys)


def test_the_file_is_one_that_others_read(folder: CheckpointFolder) -> None:
    with safe_open(folder.path, framework="pt") as file:
        assert set(file.keys()) == set(SAVED.tensors)
        assert json.loads(file.metadata()["state"])["step"] == 7
