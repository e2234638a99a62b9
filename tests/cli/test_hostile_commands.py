"""Every command with every option, as fingers slip: one message, and no traceback.

The commands are walked as they are: a new one, and a new option, is tried as well.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from typer.main import get_command

from tests.dependencies import ROOT
from tests.support.tiny_voice import write_voice
from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import write_wav
from voxloom.cli import app as cli

# What an argument needs that has no default, by name; a path of nothing for any other.
GOOD = {
    "source": "in.wav",
    "first": "in.wav",
    "second": "in.wav",
    "target": "out.wav",
    "start": "0.05",
    "end": "0.1",
    "text": "Hi.",
    "system": "speech",
    "model": "data/models/speech",
    "voice": "data/models/voice",
    "seconds": "0.1",
    "steps": "2",
}
GIVEN = ("model", "voice", "seconds", "steps")  # though they have a default
NUMBERS = ["-1", "0", "9" * 25, "9" * 5000, "nan", "-inf", "1e999", "0x10", "1_0", "", "many"]
WORDS = [
    "",
    ".",
    "..",
    "-",
    "/proc/x.wav",
    "/dev/null",
    "/dev/full",
    "folder.wav",
    "file/x.wav",
    "params.yaml",
    "params.yaml/x",
    "out.mp3",
    "out.json/",
    "n" * 300 + ".wav",
    "bad\udcff.wav",
    "circle/x.wav",
    "circle",
    "models:/voice/" + "9" * 5000,
    "models:/voice@",
    "models:/../x",
    "\x1b[31m[bold]red",
    "--",
    "'; DROP TABLE",
]
# A voice would speak it at length: that its text is bounded is tested elsewhere.
TEXTS = ["", " ", "...", "\udcff", "日本", "\x07", "[bold]"]


def commands() -> Iterator[tuple[tuple[str, ...], Any]]:
    """Each with the words that name it."""
    for name, command in get_command(cli.build()).commands.items():  # type: ignore[attr-defined]
        if name in cli.GROUPS:
            yield from (((name, inner), each) for inner, each in command.commands.items())
        else:
            yield (name,), command


def calls() -> list[tuple[str, ...]]:
    """A command line for each command, parameter and value."""
    found = []
    for name, command in commands():
        for tried in command.params:
            if tried.name == "help":
                continue
            for value in values(tried):
                found.append((*name, *line(command, tried, value)))
    return found


def values(parameter: Any) -> list[str | None]:
    if getattr(parameter, "is_flag", False):
        return [None]
    if parameter.name == "text":
        return list(TEXTS)
    return list(NUMBERS if is_number(parameter) else WORDS)


def is_number(parameter: Any) -> bool:
    kind = getattr(parameter, "type", None) or parameter.type_descriptor.annotation
    return any(name in str(kind).lower() for name in ("int", "float"))


def line(command: Any, tried: Any, value: str | None) -> list[str]:
    """The tried parameter with its value, and the others as they should be where they must be."""
    options, arguments = [], []
    for parameter in command.params:
        is_argument = parameter.param_type_name == "argument"
        if parameter is tried:
            given = value
        elif parameter.required or (parameter.name in GIVEN and not is_argument):
            given = GOOD.get(parameter.name, "nothing")
        elif parameter.name == "text" and tried.name != "lines":
            given = GOOD["text"]
        else:
            continue
        if is_argument:
            arguments.append(given or "")
        elif given is None:
            options.append(parameter.opts[0])
        else:
            options.append(f"{parameter.opts[0]}={given}")
    return [*options, "--", *arguments]


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> Iterator[None]:
    """What little there is to compute is done sooner alone."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture(scope="module")
def prototype(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project's folder with tiny models in it."""
    root = tmp_path_factory.mktemp("hostile") / "project"
    write_voice(root / "data/models")
    shutil.copy(ROOT / "params.yaml", root)
    shutil.copytree(ROOT / "presets", root / "presets")
    tone = 0.2 * np.sin(2 * np.pi * 180 * np.arange(3200) / 16000)
    write_wav(root / "in.wav", Audio(tone.astype(np.float32), 16000))
    (root / "dvc.yaml").write_text("stages: {}\n")
    (root / "file").write_text("in the way")
    (root / "folder.wav").mkdir()
    (root / "circle").symlink_to("circle")
    return root


@pytest.fixture
def project(prototype: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(prototype, tmp_path / "project", symlinks=True)
    monkeypatch.chdir(tmp_path / "project")
    monkeypatch.setenv("VOXLOOM_JOBS", "1")
    # A registry that is not there answers at once; what is in one is tested with the registry.
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "http://127.0.0.1:9")
    monkeypatch.setenv("MLFLOW_HTTP_REQUEST_MAX_RETRIES", "0")
    # `run` and `bench` have begun.
    monkeypatch.setattr(os, "execv", lambda *_: sys.exit(0))
    monkeypatch.setattr("voxloom.bench.run.make_material", lambda *_: sys.exit(0))
    return tmp_path / "project"


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_no_command_ends_in_a_traceback(
    project: Path,
    name: tuple[str, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for words in calls():
        if words[: len(name)] != name:
            continue
        monkeypatch.setattr(sys, "argv", ["voxloom", *words])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
        shown = " ".join(word[:40] for word in words)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr().err
        assert "Traceback" not in said, shown
        if ended.value.code not in (0, None, 3):  # 3: what `check` says of a bad corpus
            errors = [each for each in said.splitlines() if each.startswith("error: ")]
            assert len(errors) == 1 or said.lstrip().startswith("Usage:"), f"{shown}\n{said}"
            assert not errors or len(errors[0]) < 2000, shown
        half = [path for path in Path().rglob("*.partial") if path.is_file()]
        assert not half, shown
    assert Path("/dev/null").is_char_device()
    assert not (ROOT / "out.wav").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("speech", "sample", "--temperature", "nan"),
            "error: temperature: nan is not between 0.0 and 10.0",
        ),
        (("speech", "sample", "--seed", "9" * 25), "Invalid value for '--seed'"),
        (
            ("speech", "sample", "-o", "s.mp3"),
            "error: s.mp3: WAV is written: let the name end in .wav",
        ),
        (
            ("speech", "repair", "in.wav", "o.wav", "--start", "nan", "--end", "1"),
            "error: stretch nan-1 s",
        ),
        (
            ("speech", "repair", "in.wav", "o.wav", "--start", "0", "--end", "1e308"),
            "error: stretch 0-1e+308",
        ),
        (
            ("say", "--voice", "data/models/voice", "--lines", "pipe"),
            "error: pipe: no regular file",
        ),
        (("speech", "interpolate", "in.wav", "in.wav", "--steps", "1000000000"), "'--steps'"),
        (
            ("speech", "interpolate", "in.wav", "in.wav", "-o", "in.wav"),
            "error: in.wav/01.wav: Not a dir",
        ),
        (("say", "Hi.", "--voice", "params.yaml"), "error: params.yaml/manifest.json: Not a dir"),
        (("say", "Hi.", "--voice", f"models:/voice/{'9' * 5000}"), "write models:/NAME@champion"),
        (("say", "Hi.", "-o", "folder.wav"), "error: folder.wav: Is a directory"),
        (("corpus", "review", "--html", "/proc/x.html"), "error: /proc/x.html: No such file"),
        (("corpus", "diff", "--json", "/proc/x.json"), "error: /proc/x.json: No such file"),
        (("check", "in.wav", "--json", "/proc/x.json"), "error: /proc/x.json: No such file"),
        (("corpus", "study-cleaning", "--json", "folder.wav"), "error: folder.wav: Is a directory"),
        (("speech", "reconstruct", "in.wav", "/dev/null"), "error: /dev/null: no regular file"),
        (("run", "--timeout", "nan"), "error: timeout: nan is no number of seconds above 0"),
    ],
)
def test_what_is_wrong_is_said_before_the_work(
    project: Path,
    words: str,
    said: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    os.mkfifo("pipe")
    monkeypatch.setattr(sys, "argv", ["voxloom", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code in (1, 2)
    assert said in capsys.readouterr().err
    assert not [path for path in Path().rglob("*") if path.name.endswith(".partial")]
