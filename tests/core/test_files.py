from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voxloom.core import files
from voxloom.core.errors import VoxloomError

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=8,
)


@given(JSON)
def test_json_comes_back(tmp_path_factory: pytest.TempPathFactory, value: object) -> None:
    path = tmp_path_factory.mktemp("json") / "value.json"
    files.write_json(path, value)
    assert files.read_json(path) == value


@given(st.dictionaries(st.text(max_size=5), st.integers(), max_size=5))
def test_the_digest_does_not_depend_on_the_order_of_keys(value: dict[str, int]) -> None:
    backwards = dict(reversed(list(value.items())))
    assert files.digest(value) == files.digest(backwards)
    assert files.digest(value) != files.digest({**value, "another": 1, "key": value})


def test_not_a_number_has_no_spelling(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        files.write_json(tmp_path / "a.json", {"loss": float("nan")})
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    for text in ("{", "[" * 100_000, '{"a": ' * 100_000, "NaN", "[-Infinity]", "9" * 5000):
        (tmp_path / "a.json").write_text(text, encoding="utf-8")
        with pytest.raises(VoxloomError, match=r"a\.json is not JSON"):
            files.read_json(tmp_path / "a.json")
    (tmp_path / "a.json").write_bytes(b'"M\xfcller"')
    with pytest.raises(VoxloomError, match=r"a\.json is not JSON"):
        files.read_json(tmp_path / "a.json")
    with pytest.raises(VoxloomError, match=r"b\.json is missing"):
        files.read_json(tmp_path / "b.json")


def test_writing_replaces_the_whole_file_and_makes_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "deep/er/file.txt"
    files.write_text(path, "a longer text")
    files.write_text(path, "short")
    assert path.read_text() == "short"
    assert [entry.name for entry in path.parent.iterdir()] == ["file.txt"]


WRITER = """
import sys
from pathlib import Path
from voxloom.core import files
number = 0
while True:
    files.write_bytes(Path(sys.argv[1]), bytes([number % 256]) * 200_000)
    number += 1
"""


def test_readers_never_see_half_a_file_also_after_a_kill(tmp_path: Path) -> None:
    path = tmp_path / "file.bin"
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)])
    try:
        deadline = time.monotonic() + 60
        while not path.exists():
            assert time.monotonic() < deadline
        for _ in range(200):
            data = path.read_bytes()
            assert len(data) == 200_000
            assert len(set(data)) == 1
    finally:
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
    assert len(set(path.read_bytes())) == 1


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.txt"
    files.write_text(path, "old")

    for failure in (OSError("disk full"), OSError(28, "disk full"), KeyboardInterrupt("disk full")):

        def fails(descriptor: int, failure: BaseException = failure) -> None:
            raise failure

        monkeypatch.setattr(os, "fsync", fails)
        with pytest.raises(type(failure), match="disk full"):
            files.write_text(path, "new")
        assert path.read_text() == "old"
        assert [entry.name for entry in tmp_path.iterdir()] == ["file.txt"]


def test_the_longest_name_that_a_file_can_have(tmp_path: Path) -> None:
    for name in ("n" * 255, "ü" * 127):
        files.write_text(tmp_path / name, "whole")
        files.require_writable(tmp_path / name)
        assert (tmp_path / name).read_text() == "whole"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_place_is_tried_before_the_work_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    files.require_writable(tmp_path / "file")
    files.require_writable(tmp_path / "to/be/made.txt")
    os.mkfifo(tmp_path / "pipe")
    for name in ("folder", "file/a.txt", "pipe", "n" * 256):
        with pytest.raises(OSError, match=rf"{name}'$"):
            files.require_writable(tmp_path / name)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["file", "folder", "pipe"]


def test_half_files_of_the_dead_go_and_those_of_the_living_stay(tmp_path: Path) -> None:
    living = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    try:
        mine, theirs = f"a.json.{os.getpid()}.partial", f"b.json.{living.pid}.partial"
        for name in (mine, theirs, "notes.partial", "a.json"):
            (tmp_path / name).touch()
        (tmp_path / f"c.json.{dead.pid}.partial").touch()
        (tmp_path / "d.json.9999999999.partial").touch()
        before = tmp_path / f"e.json.{living.pid}.partial"  # of another that had that number
        before.touch()
        os.utime(before, (1_000_000_000, 1_000_000_000))
        (tmp_path / "deep").mkdir()
        (tmp_path / f"deep/f.json.{dead.pid}.partial").touch()
        files.clear_partials(tmp_path)
        left = {"a.json", "notes.partial", mine, theirs, "deep"}
        assert {entry.name for entry in tmp_path.iterdir()} == left
        assert list((tmp_path / "deep").iterdir())
        files.clear_partials(tmp_path, "**/*.partial")
        assert not list((tmp_path / "deep").iterdir())
    finally:
        living.communicate(b"\n")


def test_half_files_are_no_data(tmp_path: Path) -> None:
    files.write_text(tmp_path / "a.txt", "1")
    whole = files.sha256_folder(tmp_path)
    (tmp_path / f"a.txt.{os.getpid()}.partial").write_text("half")
    assert files.sha256_folder(tmp_path) == whole
    assert [path.name for path in files.walk_files(tmp_path)] == ["a.txt"]


@pytest.mark.parametrize("name", ["a.txt", "deep/a.txt", "deep/../a.txt", "./a.txt", ".."[:1]])
def test_names_inside_are_taken(tmp_path: Path, name: str) -> None:
    assert files.inside(tmp_path, name).is_relative_to(tmp_path.resolve())


@pytest.mark.parametrize("name", ["..", "../a.txt", "deep/../../a.txt", "/etc/passwd", "a\0b"])
def test_names_that_escape_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(VoxloomError, match=r"NUL|leaves the folder"):
        files.inside(tmp_path, name)


def test_a_link_that_leads_outside_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (root / "out").symlink_to(tmp_path)
    (root / "in").symlink_to(root)
    with pytest.raises(VoxloomError, match="leaves the folder"):
        files.inside(root, "out/secret.txt")
    assert files.inside(root, "in/a.txt") == (root / "a.txt").resolve()


@given(st.lists(st.sampled_from(["..", "a", "b", ".", "", "/"]), max_size=8))
def test_whatever_is_let_through_is_inside(parts: list[str]) -> None:
    root = Path("/srv/voxloom-data")
    try:
        path = files.inside(root, "/".join(parts))
    except VoxloomError:
        return
    assert path == root or root in path.parents


def test_a_folders_digest_sees_names_bytes_and_nothing_else(tmp_path: Path) -> None:
    files.write_text(tmp_path / "a/one.txt", "1")
    files.write_text(tmp_path / "a/two/two.txt", "2")
    first = files.sha256_folder(tmp_path / "a")
    os.utime(tmp_path / "a/one.txt", (0, 0))
    assert files.sha256_folder(tmp_path / "a") == first
    (tmp_path / "a/one.txt").rename(tmp_path / "a/three.txt")
    renamed = files.sha256_folder(tmp_path / "a")
    files.write_text(tmp_path / "a/three.txt", "3")
    assert len({first, renamed, files.sha256_folder(tmp_path / "a")}) == 3
