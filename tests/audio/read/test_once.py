from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from voxloom.audio.read.once import Limits, read_once
from voxloom.audio.wave.sound import AudioError

LIMITS = Limits(max_bytes=1000)


def code_of(path: Path, root: Path | None = None) -> str:
    with pytest.raises(AudioError) as caught:
        read_once(path, LIMITS, root)
    assert path.name in str(caught.value)
    return caught.value.code


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "corpus" / "a.wav"
    path.parent.mkdir()
    path.write_bytes(b"sound")
    return path


def test_the_bytes_of_a_file(file: Path) -> None:
    assert read_once(file, LIMITS) == b"sound"
    assert read_once(file, LIMITS, file.parent) == b"sound"


def test_a_fifo_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    begin = time.monotonic()
    assert code_of(tmp_path / "pipe.wav") == "not_a_file"
    assert time.monotonic() - begin < 1.0


@pytest.mark.parametrize("path", [Path("/dev/zero"), Path("/dev"), Path("/dev/null")])
def test_devices_and_folders_are_refused(path: Path) -> None:
    assert code_of(path) == "not_a_file"


def test_a_link_is_followed_within_the_root_only(file: Path, tmp_path: Path) -> None:
    (file.parent / "inside.wav").symlink_to(file)
    assert read_once(file.parent / "inside.wav", LIMITS, file.parent) == b"sound"
    (tmp_path / "secret").write_bytes(b"secret")
    (file.parent / "out.wav").symlink_to(tmp_path / "secret")
    assert code_of(file.parent / "out.wav", file.parent) == "outside"
    (file.parent / "zero.wav").symlink_to("/dev/zero")
    assert code_of(file.parent / "zero.wav") == "not_a_file"


def test_links_to_nothing_and_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a.wav").symlink_to(tmp_path / "b.wav")
    assert code_of(tmp_path / "a.wav") == "missing_file"
    (tmp_path / "b.wav").symlink_to(tmp_path / "a.wav")
    assert code_of(tmp_path / "a.wav") == "missing_file"
    assert code_of(tmp_path / "c.wav") == "missing_file"


def test_a_file_above_the_limit_is_not_read(file: Path) -> None:
    file.write_bytes(bytes(1001))
    assert code_of(file) == "too_big"
    file.write_bytes(bytes(1000))
    assert len(read_once(file, LIMITS)) == 1000


@pytest.mark.parametrize("change", ["append", "replace", "touch", "remove"])
def test_a_file_that_changes_meanwhile_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    def opened(descriptor: int) -> os.stat_result:
        """What its reader sees of it first; then it changes."""
        monkeypatch.undo()
        seen = os.fstat(descriptor)
        if change == "append":
            file.write_bytes(b"sound and more")
        elif change == "replace":
            file.with_name("new").write_bytes(b"other")
            file.with_name("new").replace(file)
        elif change == "touch":
            os.utime(file, ns=(0, 0))
        else:
            file.unlink()
        return seen

    monkeypatch.setattr(os, "fstat", opened)
    assert code_of(file) == "changed"
