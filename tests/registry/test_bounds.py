"""What a request may ask of a server: small requests that would be much work are refused."""

from __future__ import annotations

import base64
import io
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import soundfile

from tests.registry.projects import hum, write_model
from tests.support.memory import measure
from voxloom.audio.wave.wav import encode
from voxloom.core.errors import VoxloomError
from voxloom.serve import service
from voxloom.serve.service import Row
from voxloom.systems.speech.model.use import Speech
from voxloom.systems.speech.serve.service import SPEECH
from voxloom.systems.voice.model.use import Voice
from voxloom.systems.voice.serve.service import VOICE

SENTENCE = "Please hold the line until someone is here. "


@pytest.fixture(scope="module")
def voice(whole_project: Path) -> Voice:
    return Voice.load(whole_project / "data/models/voice")


@pytest.fixture(scope="module")
def speech(tmp_path_factory: pytest.TempPathFactory) -> Speech:
    folder = tmp_path_factory.mktemp("speech")
    write_model(folder, seed=1)
    return Speech.load(folder)


def texts(*values: str) -> list[Row]:
    return [{"text": value} for value in values]


def cell(samples: np.ndarray[Any, Any], rate: int, form: str = "FLAC") -> str:
    buffer = io.BytesIO()
    soundfile.write(buffer, samples, rate, "PCM_16", format=form)
    return base64.b64encode(buffer.getvalue()).decode()


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (texts(*["Hi."] * 101), "row 100: 101 rows, over 100 a request"),
        (texts(*["Hi. " * 1190] * 10), "row 2, column text: with it .* over 10000 characters"),
        (texts("Hi.", "9e" * 500), "row 1: a sentence of [0-9]+ sounds, over 1500: end it sooner"),
        (texts("1,234,567 " * 180), "row 0: a sentence of [0-9]+ sounds, over 1500"),
    ],
)
def test_texts_that_are_too_much(voice: Voice, rows: list[Row], message: str) -> None:
    began = time.process_time()
    with pytest.raises(VoxloomError, match=message):
        VOICE.answer_all(voice, rows, {})
    assert time.process_time() - began < 20


def test_a_text_without_a_stop_is_said_in_pieces(voice: Voice) -> None:
    (row,) = VOICE.answer_all(voice, texts("go " * 110), {})
    assert row["spoken"].split() == ["go"] * 110


def test_work_ends_when_its_time_is_over(voice: Voice, speech: Speech) -> None:
    message = "row 0, column text: not done within the 0.01 s of a request; send less"
    began = time.process_time()
    with pytest.raises(VoxloomError, match=message):
        VOICE.answer_all(voice, texts(SENTENCE * 110), {}, seconds=0.01)
    sample = [{"operation": "sample"}] * 100
    with pytest.raises(VoxloomError, match="row 0, column operation: not done within"):
        SPEECH.answer_all(speech, sample, {"seconds": 0.5}, seconds=0.01)
    assert time.process_time() - began < 10, "one sentence and one sample"


def test_an_answer_holds_so_many_samples_and_no_more(
    voice: Voice, speech: Speech, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "MAX_SAMPLES", 50_000)
    with pytest.raises(VoxloomError, match=r"row 0, column text: .* over 50000 samples"):
        VOICE.answer_all(voice, texts(SENTENCE * 20), {})
    with pytest.raises(VoxloomError, match=r"row 0, column text: .* over 50000 samples"):
        VOICE.answer_all(voice, texts("Hello there."), {"rate": 192_000})
    humming = base64.b64encode(encode(hum(1.0), "FLAC")).decode()
    row = {"operation": "interpolate", "audio": humming, "audio_b": humming}
    with pytest.raises(VoxloomError, match=r"row 0, column operation: .* over 50000 samples"):
        SPEECH.answer_all(speech, [row], {"steps": 32})
    with pytest.raises(VoxloomError, match=r"row 3, column operation: .* over 50000 samples"):
        SPEECH.answer_all(speech, [{"operation": "sample"}] * 9, {"seconds": 1.0})


@pytest.mark.parametrize(
    ("channels", "rate", "seconds", "form", "message"),
    [
        (8, 96_000, 60, "FLAC", "its samples take 184320000 bytes in 8 channels, over 67108864"),
        (255, 8000, 1, "WAV", "255 channels, over 32"),
        (1, 600_000, 1, "FLAC", "600000 Hz is not within 4000 to 384000 Hz"),
        (1, 1, 30, "WAV", "1 Hz is not within"),
        (1, 8000, 121, "FLAC", "longer than 120 s"),
    ],
)
def test_sound_that_unpacks_to_too_much(
    speech: Speech, channels: int, rate: int, seconds: int, form: str, message: str
) -> None:
    silence = np.zeros((rate * seconds, channels), np.int16)
    row = {"operation": "reconstruct", "audio": cell(silence, rate, form)}
    with pytest.raises(VoxloomError, match=f"row 0, column audio: {message}"):
        SPEECH.answer_all(speech, [row], {})


def test_refusing_takes_no_memory(speech: Speech, tmp_path: Path) -> None:
    write_model(tmp_path / "speech", seed=1)
    silence = cell(np.zeros((96_000 * 119, 8), np.int16), 96_000)
    assert len(silence) < 1 << 20
    (tmp_path / "cell").write_text(silence)
    work = measure(
        "from pathlib import Path\n"
        "from voxloom.core.errors import VoxloomError\n"
        "from voxloom.systems.speech.serve.service import SPEECH\n"
        "model = SPEECH.load(Path(sys.argv[1]))\n"
        'SPEECH.answer_all(model, [{"operation": "sample"}], {})',
        'row = {"operation": "reconstruct", "audio": Path(sys.argv[2]).read_text()}\n'
        "try:\n    SPEECH.answer_all(model, [row], {})\n"
        "except VoxloomError as error:\n    print(error)",
        tmp_path / "speech",
        tmp_path / "cell",
    )
    assert "bytes in 8 channels" in work.lines[0]
    assert work.mib < 50
