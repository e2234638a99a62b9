from __future__ import annotations

import base64
from typing import Any

import numpy as np
import pytest

from tests.support.tiny_voice import assemble, readings, write_parts, write_prior
from voxloom.audio.wave.wav import decode_bytes
from voxloom.audio.write.encode import FORMATS
from voxloom.core.errors import VoxloomError
from voxloom.serve.service import Row
from voxloom.systems.voice.model.use import Voice
from voxloom.systems.voice.prior.model.manner import Manner
from voxloom.systems.voice.serve.service import VOICE


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Voice:
    folder = tmp_path_factory.mktemp("models")
    write_parts(folder)
    write_prior(folder / "prior", folder / "speech", normalize=True)
    loaded = VOICE.load(assemble(folder))
    assert isinstance(loaded, Voice)
    return loaded


def ask(voice: Voice, *texts: Any, **settings: Any) -> list[Row]:
    return VOICE.answer_all(voice, [{"text": text} for text in texts], settings)


def test_a_row_a_text(voice: Voice) -> None:
    first, second = ask(voice, "It costs $4.50. Hello there.", "Good-bye.")
    assert (first["row"], second["row"]) == (0, 1)
    assert first["text"] == "It costs $4.50. Hello there."
    assert first["spoken"] == "It costs four dollars fifty cents. Hello there."
    audio = decode_bytes(base64.b64decode(second["audio"]))
    said = voice.synthesize("Good-bye.").audio
    assert audio.rate == second["rate"] == said.rate
    assert len(audio.samples) == len(said.samples)
    np.testing.assert_allclose(audio.samples, said.samples, atol=1e-4)
    assert second["seconds"] == said.seconds


def test_a_row_says_what_was_left_out(voice: Voice) -> None:
    marked, plain = ask(voice, "<b>Hello</b> there \U0001f600.", "Hello there.")
    assert marked["left_out"] == "'\U0001f600' (emoji), '<b>' '</b>' (markup)"
    assert plain["left_out"] == ""
    assert marked["audio"] == plain["audio"]
    with pytest.raises(VoxloomError, match=r"row 0: .* is a picture"):
        ask(voice, "Hello \U0001f600", strict=True)


def test_each_sentence_is_read_once(voice: Voice, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = readings(monkeypatch)
    ask(voice, "Hello there. Nobody is here.", "Good-bye.")
    assert sentences == ["Hello there.", "Nobody is here.", "Good-bye."]


def test_the_settings_are_a_manner(voice: Voice) -> None:
    settings = {"speed": 1.3, "pitch": 2.0, "energy": -3.0, "temperature": 0.7, "seed": 4}
    (row,) = ask(voice, "Hello there.", **settings)
    said = voice.synthesize("Hello there.", Manner(**settings)).audio  # type: ignore[arg-type]
    np.testing.assert_allclose(
        decode_bytes(base64.b64decode(row["audio"])).samples, said.samples, atol=1e-4
    )
    assert ask(voice, "Hello there.", **settings) == [row]
    assert ask(voice, "Hello there.", **{**settings, "seed": 5}) != [row]


@pytest.mark.parametrize("form", FORMATS)
def test_each_format(voice: Voice, form: str) -> None:
    (row,) = ask(voice, "Hello.", format=form)
    (wave,) = ask(voice, "Hello.")
    assert row["rate"] == (8000 if form in ("mulaw", "alaw") else 16000)
    assert row["seconds"] == wave["seconds"]
    assert (row["audio"] == wave["audio"]) is (form == "wav")


def test_a_rate_is_what_the_file_has(voice: Voice) -> None:
    (row,) = ask(voice, "Hello.", format="flac", rate=8000)
    assert row["rate"] == 8000
    assert decode_bytes(base64.b64decode(row["audio"])).rate == 8000


@pytest.mark.parametrize(
    ("text", "settings", "message"),
    [
        (None, {}, "row 0, column text: missing; send what is to be said"),
        ("", {}, "row 0, column text: missing"),
        ("a" * 5001, {}, "row 0, column text: longer than 5000 characters"),
        ("...", {}, "row 0: no word in"),
        ("süß", {}, "row 0: the voice has never heard"),
        ("日本", {}, "row 0: '日本' is written in CJK, which en is not"),
        ("Hello.", {"speed": 3.0}, r"params, speed: 3.0 is not between 0.5 and 2.0"),
        ("Hello.", {"temperature": float("nan")}, "params, temperature: nan is not between"),
        ("Hello.", {"seed": -1}, "params, seed: -1 is not between"),
        ("Hello.", {"format": "aiff"}, "params, format: 'aiff' is none of wav, flac, mp3"),
        ("Hello.", {"format": "mp3", "rate": 9999}, "params, rate 9999 Hz: mp3 knows 8000"),
        ("Hello.", {"rate": 10}, "params, rate 10 Hz is not between 4000"),
    ],
)
def test_what_is_wrong_is_named(
    voice: Voice, text: str | None, settings: dict[str, Any], message: str
) -> None:
    with pytest.raises(VoxloomError, match=f"^{message}"):
        ask(voice, text, **settings)


def test_what_must_be_installed_follows_how_it_reads() -> None:
    def reads(normalize: bool, tokens: str, language: str = "en") -> dict[str, Any]:
        phones = {"language": language}
        return {"prior": {"text": {"normalize": normalize, "tokens": tokens}, "phones": phones}}

    plain, all_of_it = reads(False, "characters"), reads(True, "phonemes")
    more = set(VOICE.requirements(all_of_it)) - set(VOICE.requirements(plain))
    assert more == {"nemo_text_processing", "num2words", "espeakng-loader"}
    assert "pypinyin" in VOICE.requirements(reads(True, "pinyin", "zh"))
    assert (VOICE.grammar(plain), VOICE.grammar(all_of_it)) == (None, "en")
    assert VOICE.grammar(reads(True, "phonemes", "ru")) is None
