"""Which Python the installation takes, and what it says where it finds none or cannot go on.

The installation itself takes minutes; CI does it on every Python. Here uv only writes down what it
was asked for.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.dependencies import ROOT

UV = """#!/bin/sh
if [ "$1" = --version ]; then echo "uv {version} (x86_64)"; exit; fi
echo "$*" >>asked.txt
for last; do :; done
[ "$1" != venv ] || mkdir -p "$last/bin"
"""
BASE = sys._base_executable  # type: ignore[attr-defined]
DEBIAN = 'case $1 in -m) exit 1 ;; -) echo "$0" ;; esac'  # neither venv nor pip
TOOLS = ("sh", "cut", "cat", "rm", "mkdir", "dirname", "make", "env")


@dataclass(frozen=True)
class Machine:
    """A checkout on a machine whose PATH holds nothing but a shell's tools and these programs."""

    checkout: Path
    path: Path

    def program(self, name: str, script: str) -> None:
        _write(self.path / name, f"#!/bin/sh\n{script}\n")

    def python(self, name: str) -> None:
        self.program(name, f'exec "{sys.executable}" "$@"')

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.checkout,
            env={"PATH": str(self.path), "HOME": str(self.path)},
            capture_output=True,
            text=True,
            check=False,
        )

    def setup(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.run("sh", "setup.sh", ".venv", *arguments)

    def asked(self) -> list[str]:
        """What uv was asked for."""
        return (self.checkout / "asked.txt").read_text().splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "a check out", tmp_path / "bin")
    machine.checkout.mkdir()
    machine.path.mkdir()
    for name in ("setup.sh", "Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, machine.checkout / name)
    for name in TOOLS:
        (machine.path / name).symlink_to(str(shutil.which(name)))
    return machine


@pytest.fixture
def uv(machine: Machine) -> None:
    """Already where the installation keeps it."""
    lines = (ROOT / "setup.sh").read_text().splitlines()
    (version,) = [line.partition("=")[2] for line in lines if line.startswith("UV_VERSION=")]
    _write(machine.checkout / ".voxloom/uv/bin/uv", UV.format(version=version))


def _write(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script)
    path.chmod(0o755)


@pytest.mark.usefixtures("uv")
def test_the_first_python_that_fits_is_taken(machine: Machine) -> None:
    machine.program("python3", "exit 1")  # too old
    machine.program("python3.13", "exit 127")  # pyenv's, of a version that is not switched on
    machine.python("python3.12")
    machine.program("python3.11", "exit 1")
    done = machine.setup()
    assert done.returncode == 0, done.stderr
    environment, installation = machine.asked()
    assert f"--python {BASE} .venv" in environment
    assert "--constraint constraints.txt" in installation
    assert (machine.checkout / ".venv/.ready").read_text().strip() == str(machine.checkout)


@pytest.mark.usefixtures("uv")
def test_where_none_fits_uv_brings_one_and_that_is_said(machine: Machine) -> None:
    machine.program("python3", "exit 1")
    done = machine.setup()
    assert done.returncode == 0, done.stderr
    assert "no Python 3.11, 3.12 or 3.13 here: uv brings 3.13" in done.stderr
    assert "--python 3.13 .venv" in machine.asked()[0]


@pytest.mark.usefixtures("uv")
@pytest.mark.parametrize("name", ["python3.10", "/nowhere/python3"])
def test_a_named_python_that_does_not_fit_is_said(machine: Machine, name: str) -> None:
    machine.python("python3")
    machine.program("python3.10", "exit 1")
    done = machine.setup(name)
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name} is not Python 3.11, 3.12 or 3.13")
    assert done.stderr.count("\n") == 1


def test_debian_without_venv_is_told_which_package_is_missing(machine: Machine) -> None:
    machine.program("python3", DEBIAN)
    done = machine.setup()
    assert done.returncode == 1
    assert "apt install python3-venv" in done.stderr.splitlines()[-1]


def test_without_venv_the_systems_uv_does(machine: Machine) -> None:
    machine.program("python3", DEBIAN)
    _write(machine.path / "uv", UV)
    done = machine.setup()
    assert done.returncode == 0, done.stderr
    assert "apt install python3-venv" in done.stderr
    assert len(machine.asked()) == 2


@pytest.mark.usefixtures("uv")
def test_an_environment_is_kept_and_made_anew_where_the_folder_was_renamed(
    machine: Machine, tmp_path: Path
) -> None:
    machine.python("python3")
    assert machine.setup().returncode == 0
    interpreter = machine.checkout / ".venv/bin/python"
    interpreter.symlink_to(sys.executable)
    question = ("make", "--question", ".venv/.ready")
    assert machine.run(*question).returncode == 0
    machine.setup()
    assert [line.split()[0] for line in machine.asked()] == ["venv", "pip", "pip"]
    renamed = Machine(machine.checkout.rename(tmp_path / "renamed"), machine.path)
    assert renamed.run(*question).returncode == 1
    renamed.setup()
    assert [line.split()[0] for line in renamed.asked()][3:] == ["venv", "pip"]


def test_the_demo_runs_a_preset(machine: Machine) -> None:
    done = machine.run("make", "--dry-run", "demo", "PRESET=smoke")
    assert "voxloom run --preset smoke\n" in done.stdout
