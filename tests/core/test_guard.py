"""What a person can mend ends in one line, whoever raised it; a bug keeps its traceback."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import soundfile
import torch
from safetensors.torch import save_file

from tests.dependencies import ROOT
from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.guard import explain, guarded

NOBODY = 65534
PYTHON = sys.executable


def raised(work: Callable[[], Any]) -> BaseException:
    with pytest.raises(BaseException) as caught:  # noqa: PT011
        work()
    return caught.value


def run(code: str, folder: Path, *before: str, **streams: Any) -> subprocess.CompletedProcess[str]:
    """A guarded piece of Python in a folder."""
    lines = f"import sys\nfrom voxloom.core.guard import guarded\ndef work():\n    {code}\n"
    return subprocess.run(
        [*before, PYTHON, "-c", f"{lines}sys.exit(guarded(work))"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        text=True,
        check=False,
        timeout=120,
        **({"capture_output": True} | streams),
    )


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """64 kB, of which a file takes all but a page or two."""
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k,mode=0777", "none", str(disk)],
        capture_output=True,
        check=False,
    ).returncode:
        pytest.skip("a file system can only be mounted by root")
    try:
        (disk / "filler").write_bytes(b"x" * 56 * 1024)
        yield disk
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_is_named_and_nothing_half_stays(full_disk: Path) -> None:
    path = full_disk / "data/model.bin"
    for _ in range(2):
        error = raised(lambda: files.write_bytes(path, b"y" * 50_000))
        assert explain(error) == (
            f"{path}: No space left on device: make room there and run it again"
        )
    assert {entry.name for entry in full_disk.rglob("*")} == {"filler", "data"}
    (full_disk / "filler").unlink()
    files.write_bytes(path, b"y" * 50_000)
    assert path.read_bytes() == b"y" * 50_000


def test_a_full_disk_behind_libraries(full_disk: Path) -> None:
    tensors = {"weight": torch.zeros(50_000)}
    wrapped = raised(lambda: save_file(tensors, full_disk / "a.safetensors"))
    assert "No space left on device" in (explain(wrapped) or "")


def test_a_stage_on_a_full_disk_ends_in_one_line(full_disk: Path) -> None:
    (full_disk / "filler").write_bytes(b"x" * 60 * 1024)
    (full_disk / "params.yaml").symlink_to(ROOT / "params.yaml")
    code = (
        "from tasks.stage import stage; from voxloom.core import files; from pathlib import Path\n"
        "@stage\n"
        "def main(): files.write_json(Path('data/figures.json'), ['y' * 100] * 1000)\n"
        "main()"
    )
    done = subprocess.run(
        [PYTHON, "-c", code],
        cwd=full_disk,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert done.stderr == (
        "error: data/figures.json: No space left on device: make room there and run it again\n"
    )


def test_rights_are_named(tmp_path: Path) -> None:
    if os.getuid() != 0:
        before: tuple[str, ...] = ()
    else:
        before = ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")
        probe = subprocess.run([*before, PYTHON, "-c", ""], capture_output=True, check=False)
        if probe.returncode:
            pytest.skip("another user cannot run this Python")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.owner() != "root" or folder.stat().st_mode & 0o005 == 0:
            folder.chmod(0o755)
        if folder == Path("/tmp"):
            break
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o555)
    code = "from voxloom.core import files; from pathlib import Path; files.{}"
    for call in (
        "write_text(Path('locked/a.txt'), 'a')",
        "require_writable(Path('locked/b/a.txt'))",
    ):
        done = run(code.format(call), tmp_path, *before)
        name = call.split("'")[1]
        expected = f"error: {name}: Permission denied: this user needs the right to it\n"
        assert (done.returncode, done.stderr) == (1, expected)


@pytest.mark.parametrize(
    ("work", "line"),
    [
        (lambda: Path("absent.txt").read_text(), "absent.txt: No such file or directory"),
        (lambda: Path("/").read_bytes(), "/: Is a directory: a folder is in the way"),
        (lambda: files.write_text(Path("/dev/null"), ""), "/dev/null: no regular file"),
        (lambda: files.write_text(Path("/dev/null/a"), ""), "/dev/null/a: File exists"),
        (lambda: files.write_text(Path("/proc/a/b"), ""), "/proc/a/b: No such file"),
        (lambda: files.write_text(Path(), ""), ".: Is a directory"),
        (lambda: files.write_text(Path("n" * 300), ""), f"{'n' * 300}: File name too long"),
        (lambda: "a\udcff.wav".encode(), "a name is not UTF-8: 'a\\udcff.wav': rename it"),
        (lambda: "ß".encode("ascii"), "ascii has no '\\xdf': set PYTHONUTF8=1"),
        (lambda: b"M\xfcller".decode(), "a text is not UTF-8: b'M\\xfcller'"),
        (lambda: bytearray(10**18), "the memory is full"),
        (lambda: torch.empty(10**15), "the memory is full"),
        (lambda: soundfile.read("/root/absent.wav"), "/root/absent.wav: No such file"),
        (
            lambda: (_ for _ in ()).throw(OSError(errno.EMFILE, "Too many", "x")),
            "x: Too many: raise",
        ),
    ],
)
def test_errors_of_the_system_have_a_line(work: Callable[[], Any], line: str) -> None:
    said = explain(raised(work)) or ""
    assert said.startswith(line)
    assert "\n" not in said


def test_an_error_is_found_behind_the_one_that_wraps_it() -> None:
    error = RuntimeError("the library failed")
    error.__cause__ = ValueError("because")
    error.__cause__.__cause__ = PermissionError(errno.EACCES, "Permission denied", "a.db")
    assert (explain(error) or "").startswith("a.db: Permission denied")


def test_a_bug_keeps_its_traceback() -> None:
    def work() -> None:
        try:
            Path("absent").read_text()
        except OSError:
            raise KeyError("a slip") from None

    with pytest.raises(KeyError):
        guarded(work)
    assert explain(RecursionError("too deep")) is None


def test_an_interrupted_command_says_so(tmp_path: Path) -> None:
    done = run("import os, signal; os.kill(os.getpid(), signal.SIGINT); work()", tmp_path)
    assert (done.returncode, done.stderr) == (130, "stopped\n")


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    done = run(
        "print('x' * 100_000)", tmp_path, capture_output=False, stdout=write, stderr=subprocess.PIPE
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_full_standard_output_is_said(tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = run(
            "print('x')", tmp_path, capture_output=False, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode != 0
    assert done.stderr.startswith("error: No space left on device")
    assert "Traceback" not in done.stderr


def test_the_work_has_its_own_status(capsys: pytest.CaptureFixture[str]) -> None:
    def refuses() -> None:
        raise VoxloomError("a.yaml is wrong")

    assert [guarded(lambda: 3), guarded(lambda: None), guarded(refuses)] == [3, 0, 1]
    assert capsys.readouterr().err == "error: a.yaml is wrong\n"
