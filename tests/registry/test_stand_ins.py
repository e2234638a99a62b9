"""What a served voice needs installed can be installed where nothing can be compiled."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from voxloom.params import load_params
from voxloom.registry import stand_ins
from voxloom.registry.register import register
from voxloom.registry.store import open_store
from voxloom.systems.voice.serve.service import UNUSED

SAY = """
import sys
import mlflow.pyfunc, pandas
model = mlflow.pyfunc.load_model(sys.argv[1])
print(model.predict(pandas.DataFrame({"text": ["It costs $4.50."]}))["spoken"][0])
"""
# In whatever folder of an image `pip` runs.
ELSEWHERE = Path("/")


def test_pip_takes_the_stand_ins_from_any_folder(tmp_path: Path) -> None:
    stand_ins.write(UNUSED, tmp_path / "code" / stand_ins.WHEELS)
    asked = ["cdifflib", "docopt>=0.6.2", "editdistance", "wget"]
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("\n".join([*asked, stand_ins.FIND]))
    target = tmp_path / "installed"
    command = [sys.executable, "-m", "pip", "install", "--no-index", "--target", str(target)]
    done = subprocess.run(
        [*command, "--quiet", "-r", str(requirements)],
        cwd=ELSEWHERE,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    installed = {path.name.partition("-")[0] for path in target.glob("*.dist-info")}
    assert installed == set(UNUSED)
    assert not list(target.rglob("*.py")), "they hold nothing"


@pytest.mark.slow
def test_a_voice_is_installed_and_speaks_without_a_compiler(
    project: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What `mlflow models build-docker` does in an image of Python: pip, and no compiler."""
    import mlflow

    register("voice", load_params())
    image = tmp_path_factory.mktemp("image")
    with open_store():
        mlflow.artifacts.download_artifacts("models:/voice/1", dst_path=str(image / "model"))
    (model,) = (path.parent for path in image.rglob("MLmodel"))
    venv.create(image / "venv", with_pip=True)
    tools = image / "bin"
    tools.mkdir()
    for name in ("sh", "uname"):
        (tools / name).symlink_to(str(shutil.which(name)))
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP", "SSL"))}
    environment = {**kept, "PATH": str(tools), "CC": "/nonexistent", "HOME": str(image)}
    python = image / "venv/bin/python"
    commands: list[list[str | Path]] = [
        [python, "-m", "pip", "install", "--quiet", "-r", model / "requirements.txt"],
        [python, "-c", SAY, model],
    ]
    for command in commands:
        done = subprocess.run(
            command,
            cwd=ELSEWHERE,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=1800,
        )
        assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[-2] == "It costs four dollars fifty cents."
