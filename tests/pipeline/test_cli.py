"""The command line on a finished project."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

from tests.pipeline.project import Project
from voxloom.audio.read.decode import decode
from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import write_wav


@pytest.fixture(scope="module")
def recording(finished: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "in.wav"
    tone = 0.2 * np.sin(2 * np.pi * 180 * np.arange(44100) / 44100)
    write_wav(path, Audio(tone.astype(np.float32), 44100))
    return path


def test_reconstruct_any_rate(finished: Project, recording: Path, tmp_path: Path) -> None:
    finished.voxloom("speech", "reconstruct", str(recording), str(tmp_path / "out.wav"))
    rebuilt = decode(tmp_path / "out.wav")
    assert rebuilt.rate == 16000
    assert rebuilt.seconds == pytest.approx(1.0, abs=0.05)


def test_same_seed_same_file(finished: Project, tmp_path: Path) -> None:
    paths = [tmp_path / f"{name}.wav" for name in ("a", "b", "c")]
    for path, seed in zip(paths, ("4", "4", "5"), strict=True):
        finished.voxloom("speech", "sample", "--seconds", "1", "--seed", seed, "-o", str(path))
    first, again, other = (path.read_bytes() for path in paths)
    assert first == again != other


def test_interpolate_and_repair(finished: Project, recording: Path, tmp_path: Path) -> None:
    walk, mended = tmp_path / "walk", tmp_path / "mended.wav"
    finished.voxloom(
        "speech", "interpolate", str(recording), str(recording), "-o", str(walk), "--steps", "3"
    )
    assert [path.name for path in sorted(walk.iterdir())] == ["01.wav", "02.wav", "03.wav"]
    finished.voxloom(
        "speech", "repair", str(recording), str(mended), "--start", "0.4", "--end", "0.6"
    )
    assert decode(mended).seconds == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("speech", "reconstruct", "missing.wav", "out.wav"), "missing.wav: no such file"),
        (("speech", "reconstruct", "dvc.yaml", "out.wav"), "dvc.yaml"),
        (("speech", "sample", "--seconds", "-1"), "seconds: -1.0 is not between"),
        (("speech", "sample", "--model", "nowhere"), "is missing"),
        (("preset", "turbo"), "no preset 'turbo'"),
        (("speech", "sample", "--model", "models:/nobody@champion"), "mlflow.db"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    finished: Project, arguments: tuple[str, ...], message: str
) -> None:
    done = finished.voxloom(*arguments, check=False)
    assert done.returncode == 1
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_flow_run_finds_all_cached_and_names_a_champion(
    finished: Project, tmp_path: Path
) -> None:
    project = finished.copy(tmp_path / "copy")
    project.register_again()
    before = project.lock()
    done = project.voxloom("run")
    assert done.stderr.count("│ Cached") == len(yaml.safe_load(before)["stages"])
    assert project.lock() == before
    for name in ("speech", "voice"):
        assert "champion" in project.voxloom("registry", "versions", name).stdout
    project.voxloom(
        "speech", "sample", "--seconds", "1", "--model", "models:/speech@champion", "-o", "s.wav"
    )
    assert decode(project.root / "s.wav").seconds == pytest.approx(1.0, abs=0.05)
    project.voxloom("say", "Press one.", "--format", "mulaw", "-o", "press.wav")
    assert decode(project.root / "press.wav").rate == 8000
