from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest

from tests.registry.projects import hum
from tests.support.synthetic import model, statistics, wavy_mels
from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import decode_bytes, encode
from voxloom.core.errors import VoxloomError
from voxloom.serve.service import Row
from voxloom.systems.speech.model.use import Speech, latent_statistics
from voxloom.systems.speech.serve.service import SPEECH

HUM = base64.b64encode(encode(hum(0.5), "WAV")).decode()
LONGER_HUM = base64.b64encode(encode(hum(0.8, 8000), "FLAC")).decode()


@pytest.fixture(scope="module")
def speech() -> Speech:
    vae = model()
    latents = latent_statistics(vae, [wavy_mels(40).T[None]])
    return Speech(vae, latents, {"statistics": statistics().to_json()})


def ask(speech: Speech, request: Row, **settings: Any) -> list[Row]:
    return SPEECH.answer_all(speech, [request], settings)


def seconds_of(row: Row) -> float:
    audio = decode_bytes(base64.b64decode(row["audio"]))
    assert audio.rate == row["rate"] == 16000
    assert audio.seconds == row["seconds"]
    return audio.seconds


@pytest.mark.parametrize(
    ("values", "settings", "lengths"),
    [
        ({"operation": "reconstruct", "audio": HUM}, {}, [0.5]),
        ({"operation": "sample"}, {"seconds": 1.0}, [1.0]),
        (
            {"operation": "interpolate", "audio": HUM, "audio_b": LONGER_HUM},
            {"steps": 3},
            [0.5, 0.65, 0.8],
        ),
        ({"operation": "repair", "audio": HUM}, {"start": 0.1, "end": 0.2}, [0.5]),
    ],
)
def test_each_operation(
    speech: Speech, values: dict[str, Any], settings: dict[str, Any], lengths: list[float]
) -> None:
    rows = ask(speech, values, **settings)
    assert [row["row"] for row in rows] == [0] * len(lengths)
    assert [seconds_of(row) for row in rows] == pytest.approx(lengths, abs=0.05)


def test_a_seed_is_a_recording(speech: Speech) -> None:
    first, again, other = (
        ask(speech, {"operation": "sample"}, seconds=0.3, seed=seed) for seed in (1, 1, 2)
    )
    assert first == again
    assert first != other


@pytest.mark.parametrize(
    ("values", "settings", "message"),
    [
        ({}, {}, "row 0, column operation: None is none of reconstruct, sample"),
        ({"operation": "sing"}, {}, "row 0, column operation: 'sing' is none of"),
        ({"operation": "reconstruct"}, {}, "row 0, column audio: missing; send a WAV"),
        ({"operation": "reconstruct", "audio": None}, {}, "row 0, column audio: missing"),
        ({"operation": "reconstruct", "audio": "a b"}, {}, "row 0, column audio: is not base64"),
        ({"operation": "reconstruct", "audio": "AAAA"}, {}, "row 0, column audio: no WAV or FLAC"),
        (
            {"operation": "interpolate", "audio": HUM, "audio_b": "AAAA"},
            {},
            "row 0, column audio_b: no WAV or FLAC",
        ),
        (
            {"operation": "repair", "audio": HUM},
            {"start": 0.4, "end": 9.0},
            r"row 0: stretch 0.4-9 s is not inside 0-0\.\d+ s",
        ),
        ({"operation": "sample"}, {"seconds": 0.0}, "row 0: seconds: 0.0 is not between"),
    ],
)
def test_what_is_wrong_is_named(
    speech: Speech, values: dict[str, Any], settings: dict[str, Any], message: str
) -> None:
    with pytest.raises(VoxloomError, match=f"^{message}"):
        ask(speech, values, **settings)


def test_a_recording_that_is_too_long_or_no_number(speech: Speech) -> None:
    import io

    import soundfile

    long = Audio(np.zeros(8000 * 121, np.float32), 8000)
    text = base64.b64encode(encode(long, "FLAC")).decode()
    with pytest.raises(VoxloomError, match="column audio: longer than 120 s"):
        ask(speech, {"operation": "reconstruct", "audio": text})
    buffer = io.BytesIO()
    soundfile.write(buffer, np.full(800, np.nan, np.float32), 8000, "FLOAT", format="WAV")
    text = base64.b64encode(buffer.getvalue()).decode()
    with pytest.raises(VoxloomError, match="column audio: holds NaN"):
        ask(speech, {"operation": "reconstruct", "audio": text})


@pytest.mark.parametrize(
    "bad",
    [
        {"temperature": -1.0},
        {"temperature": float("nan")},
        {"steps": 1},
        {"steps": 10**6},
        {"seed": -1},
        {"start": float("inf")},
    ],
)
def test_settings_no_operation_can_use(speech: Speech, bad: dict[str, Any]) -> None:
    with pytest.raises(VoxloomError, match=f"^params, {next(iter(bad))}"):
        ask(speech, {"operation": "sample"}, **bad)
