"""What DVC would wait for, or stumble over, is named before DVC is asked."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from flows import dag, inputs
from tests.flows.toy import Toy
from voxloom.core.errors import VoxloomError


@pytest.fixture
def recordings(toy: Toy) -> Path:
    """A folder that the first stage reads, with a file, and a link to it as DVC stores."""
    folder = toy.root / "data" / "recordings"
    (folder / "mine").mkdir(parents=True)
    (folder / "mine" / "a.wav").write_bytes(b"sound")
    (folder / "linked.wav").symlink_to(folder / "mine" / "a.wav")
    dag_file = toy.root / "dvc.yaml"
    text = dag_file.read_text().replace("params: [text]", "deps: [data/recordings]", 1)
    dag_file.write_text(text)
    return folder


def put_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


@pytest.mark.parametrize(
    ("put", "told"),
    [
        (os.mkfifo, "is a pipe"),
        (put_socket, "is a socket"),
        (lambda path: path.symlink_to("/dev/zero"), "is a device"),
        (lambda path: path.symlink_to(path), "is not to be opened (Too many levels"),
        (lambda path: path.symlink_to("nowhere"), "is a link to what is not there"),
        (lambda path: path.symlink_to("mine/a.wav/x"), "is not to be opened"),
    ],
)
def test_no_regular_file_is_named(
    toy: Toy, recordings: Path, monkeypatch: pytest.MonkeyPatch, put: object, told: str
) -> None:
    monkeypatch.chdir(recordings)  # a socket's path must be short
    assert callable(put)
    put(Path("x.wav"))
    with pytest.raises(VoxloomError) as refused:
        inputs.require_regular_files(toy.root, dag.sources(toy.root))
    assert f"data/recordings/x.wav {told}" in str(refused.value)


def test_files_folders_and_links_to_files_are_let_in(toy: Toy, recordings: Path) -> None:
    inputs.require_regular_files(toy.root, dag.sources(toy.root))


def test_many_are_counted(toy: Toy, recordings: Path) -> None:
    for number in range(12):
        os.mkfifo(recordings / f"{number:02d}.wav")
    with pytest.raises(VoxloomError, match=r"00\.wav is a pipe; .*; and 7 more; take it away"):
        inputs.require_regular_files(toy.root, dag.sources(toy.root))


def test_a_run_does_not_wait_for_a_pipe(toy: Toy, recordings: Path) -> None:
    os.mkfifo(recordings / "mine" / "x.wav")
    run = toy.train()
    assert run.returncode == 1
    assert run.stdout.splitlines() == [
        "error: data/recordings/mine/x.wav is a pipe; take it away, or put a file there"
    ]
