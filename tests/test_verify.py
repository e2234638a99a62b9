"""`voxloom verify` on a small project of DVC: every damage is named, and what it says mends it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from typer.testing import CliRunner

from voxloom.cli import app as cli
from voxloom.core import files
from voxloom.core.artifact import Artifact, save_artifact
from voxloom.core.errors import VoxloomError
from voxloom.provenance.seal import seal
from voxloom.training.checkpoint import Checkpoint, CheckpointFolder
from voxloom.verify import Finding, verify

FOLDER, FILE = Path("data/features"), Path("data/receipt.json")
DAG = f"""
stages:
  features:
    cmd: mkdir -p {FOLDER} && printf one > {FOLDER}/a.bin && printf two > {FOLDER}/b.bin
    outs: [{FOLDER}]
  register:
    cmd: printf 1 > {FILE}
    deps: [{FOLDER}]
    outs: [{FILE}: {{cache: false}}]
"""


def shell(command: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path}
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("verify")
    (root / "dvc.yaml").write_text(DAG)
    shell(f"cd {root} && dvc init --quiet --no-scm && dvc repro")
    return root


@pytest.fixture
def project(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Its own copy, and the working directory."""
    shutil.copytree(made, tmp_path / "p")
    monkeypatch.chdir(tmp_path / "p")
    return tmp_path / "p"


def flip(path: Path) -> None:
    """One bit, and no other time stamp, as a disk would."""
    status = path.stat()
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    path.chmod(status.st_mode)


def cached(content: bytes) -> Path:
    """The cache's object of these bytes."""
    return next(
        path
        for path in Path(".dvc/cache/files").rglob("*")
        if path.is_file() and path.read_bytes() == content
    )


def mend(finding: Finding) -> None:
    shell(finding.remedy.strip("`"))


def in_workspace() -> None:
    flip(FOLDER / "a.bin")


def in_cache() -> None:
    flip(cached(b"one"))


def in_both() -> None:
    in_cache()
    shutil.rmtree(FOLDER)
    shell("dvc checkout")


def in_both_as_one() -> None:
    shell("dvc config cache.type symlink && dvc checkout --quiet --relink")
    assert (FOLDER / "a.bin").is_symlink()
    in_cache()


def a_file_away() -> None:
    (FOLDER / "a.bin").unlink()


def a_file_too_many() -> None:
    (FOLDER / "c.bin").touch()


@pytest.mark.parametrize(
    ("damage", "named"),
    [
        (in_workspace, "data/features/a.bin"),
        (in_cache, "data/features/a.bin"),
        (in_both, "data/features/a.bin"),
        (in_both_as_one, "data/features/a.bin"),
        (a_file_away, "data/features/a.bin"),
        (a_file_too_many, "data/features/c.bin"),
        (lambda: flip(FILE), "data/receipt.json"),
    ],
)
def test_damage_is_named_and_the_advice_mends_it(
    project: Path, damage: Callable[[], None], named: str
) -> None:
    assert verify() == []
    damage()
    found = verify()
    assert [str(finding.place) for finding in found] == [named]
    mend(found[0])
    assert verify() == []
    assert (FOLDER / "a.bin").read_text() == "one"


def test_a_damaged_list_of_the_cache_is_named_and_the_advice_mends_it(project: Path) -> None:
    flip(next(Path(".dvc/cache/files").rglob("*.dir")))
    found = verify()
    assert len(found) == 1
    assert "list of data/features" in str(found[0])
    mend(found[0])
    assert verify() == []


def test_a_folder_whose_list_is_nowhere_is_still_read(project: Path) -> None:
    next(Path(".dvc/cache/files").rglob("*.dir")).unlink()
    assert verify() == []
    a_file_away()
    assert [finding.place for finding in verify()] == [FOLDER]


def test_what_no_lock_names_is_read_too(project: Path) -> None:
    """A half-made project: its last stage was killed, or ran without DVC."""
    Path("dvc.lock").unlink()
    text, model = Path("data/text"), Path("data/models/speech")
    files.write_text(text / "manifest.jsonl", "{}")
    seal(text)
    save_artifact(model, Artifact("speech", {}, {"a": torch.ones(3)}), {})
    checkpoints = CheckpointFolder(Path(".voxloom/checkpoints/vae"), "key")
    checkpoints.save(Checkpoint({"a": torch.ones(3)}, {}))
    assert verify() == []
    half = Path("data/survey/rows.jsonl.12.partial")
    files.write_text(half, "")
    damaged = [model / "weights.safetensors", text / "manifest.jsonl", checkpoints.path]
    for path in damaged:
        flip(path)
    found = verify()
    assert [finding.place for finding in found] == [model, *damaged[1:], half]
    assert str(damaged[0]) in str(found[0])
    assert checkpoints.path.exists()  # looked at, no more


def test_the_command_says_a_line_a_finding_and_its_status(project: Path) -> None:
    whole = CliRunner().invoke(cli.build(), ["verify"])
    assert whole.exit_code == 0
    a_file_away()
    found = CliRunner().invoke(cli.build(), ["verify"])
    assert found.exit_code == 1
    assert found.stdout.startswith("data/features/a.bin: missing")
    assert len(found.stdout.splitlines()) == 1


def test_a_stage_that_dvc_yaml_has_no_more_is_nobodys(project: Path) -> None:
    """DVC keeps its entry; another stage may write there now."""
    lock = project / "dvc.lock"
    gone = "  gone:\n    cmd: make\n    outs:\n    - path: data/gone.bin\n      md5: " + "0" * 32
    lock.write_text(f"{lock.read_text()}{gone}\n")
    assert verify() == []


@pytest.mark.parametrize("command", [["verify"], ["preset", "smoke"]])
def test_outside_of_a_project(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(VoxloomError, match="run from the project's root folder"):
        cli.build()(command, standalone_mode=False)
