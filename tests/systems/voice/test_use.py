from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.synthetic import CONTRACT
from tests.support.tiny_voice import (
    PARAMS,
    assemble,
    make_voice,
    write_parts,
    write_prior,
    write_speech,
)
from voxloom.audio.finish.level import loudness
from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import decode_bytes
from voxloom.audio.write.encode import FORMATS, Format, encode
from voxloom.core.errors import VoxloomError
from voxloom.systems.voice.model.use import Voice
from voxloom.systems.voice.prior.model.manner import Manner
from voxloom.systems.voice.vocoder.model.use import save_griffinlim
from voxloom.text.letters.errors import TextError
from voxloom.text.sounds.phones import phones

TEXT = "Press one to leave a message"


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Voice:
    return make_voice(tmp_path_factory.mktemp("voice"))


@pytest.fixture(scope="module")
def said(voice: Voice) -> Audio:
    return voice.synthesize(TEXT).audio


def same(first: Audio, second: Audio) -> bool:
    return first.rate == second.rate and np.array_equal(first.samples, second.samples)


def test_the_same_seed_says_the_same_and_another_something_else(voice: Voice, said: Audio) -> None:
    assert same(voice.synthesize(TEXT).audio, said)
    assert not same(voice.synthesize(TEXT, Manner(seed=1)).audio, said)


def test_speech_is_finite_within_the_peak_and_not_silent(said: Audio) -> None:
    assert np.isfinite(said.samples).all()
    assert np.abs(said.samples).max() <= 10 ** (PARAMS.peak / 20)
    assert loudness(said) == pytest.approx(PARAMS.loudness, abs=0.5)


def test_temperature_0_is_the_same_for_all_seeds(voice: Voice) -> None:
    cold = [
        voice.synthesize(TEXT, Manner(temperature=0.0, seed=seed)).audio
        for seed in (0, 1, 2**31 - 1)
    ]
    assert same(cold[0], cold[1])
    assert same(cold[0], cold[2])


def test_the_lexicon_of_the_training_travels_with_the_voice(tmp_path: Path) -> None:
    pytest.importorskip("espeakng_loader")
    write_parts(tmp_path)
    text = {"normalize": False, "tokens": "phonemes", "lexicon": "data/recordings/gone.tsv"}
    lexicon = {"menu": "mˈɛɲu"}
    write_prior(tmp_path / "prior", tmp_path / "speech", text=text, lexicon=lexicon)
    reading = Voice.load(assemble(tmp_path)).read("The menu, please.")
    assert reading.spoken == "The menu, please."
    assert "mˈɛɲu, " in reading.tokens


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_speed_changes_the_length_and_keeps_the_phones(voice: Voice, speed: float) -> None:
    natural, changed = voice.speak(TEXT), voice.speak(TEXT, Manner(speed=speed))
    assert changed.audio.seconds == pytest.approx(natural.audio.seconds / speed, rel=0.03)
    assert changed.phones == natural.phones == tuple(phones(TEXT.lower()))
    assert all(
        count > 0
        for unit, count in zip(changed.phones, changed.durations, strict=True)
        if not unit.silent
    )


def test_pitch_changes_the_sound_and_not_the_length(voice: Voice) -> None:
    natural, higher = voice.speak(TEXT), voice.speak(TEXT, Manner(pitch=4.0))
    assert higher.durations == natural.durations
    assert not same(higher.audio, natural.audio)


@pytest.mark.parametrize("energy", [-6.0, 6.0])
def test_energy_is_loudness(voice: Voice, said: Audio, energy: float) -> None:
    changed = voice.synthesize(TEXT, Manner(energy=energy)).audio
    assert loudness(changed) - loudness(said) == pytest.approx(energy, abs=0.6)


def test_a_long_text_is_sentences_with_pauses(voice: Voice) -> None:
    parts = ["Please hold the line.", "Nobody is here.", "Goodbye."]
    alone = [voice.speak(part).audio for part in parts]
    said = voice.synthesize("  ".join(parts))
    assert [reading.written for reading in said.readings] == parts
    whole = said.audio
    pauses = 2 * round(PARAMS.pause * whole.rate)
    assert len(whole.samples) == sum(len(audio.samples) for audio in alone) + pauses
    first = len(alone[0].samples)
    assert not whole.samples[first : first + pauses // 2].any()


def test_a_text_of_thousands_of_characters(voice: Voice) -> None:
    text = "Please hold the line. " * 60
    assert voice.synthesize(text, Manner(speed=2.0)).audio.seconds > 60 * 0.5


@pytest.mark.parametrize("text", ["", "   ", "...", "!!!", "\n", "\u200b", "¿?"])
def test_nothing_to_say_is_a_text_error(voice: Voice, text: str) -> None:
    with pytest.raises(TextError, match="no word in"):
        voice.synthesize(text)


def test_phones_never_heard_are_named(voice: Voice) -> None:
    with pytest.raises(VoxloomError, match=r"never heard 'ß', 'ü': no training text \(en"):
        voice.synthesize("hello süß")


def test_what_cannot_be_spoken_is_left_out_and_told(voice: Voice, said: Audio) -> None:
    marked = voice.synthesize(f"<b>{TEXT}</b> \U0001f600 ☎ привет №")
    assert same(marked.audio, voice.synthesize(TEXT).audio)
    assert [error.code for error in marked.left_out] == [
        "emoji", "emoji", "markup", "markup", "foreign_script", "unspeakable",
    ]  # fmt: skip
    assert voice.synthesize(TEXT).left_out == ()


def test_a_sentence_of_which_nothing_is_left_is_passed_over(voice: Voice) -> None:
    partly = voice.synthesize("Nobody is here. Goodbye. №").left_out
    assert [error.value for error in partly] == ["№"]
    with pytest.raises(TextError):
        voice.synthesize("№ № №")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<b>Hello</b>", "markup"),
        ("Hello \U0001f600", "emoji"),
        ("Hello привет", "foreign_script"),
        ("Hello №", "unspeakable"),
    ],
)
def test_strictly_it_is_refused(voice: Voice, text: str, code: str) -> None:
    assert voice.synthesize(text).spoken.lower() == "hello"
    with pytest.raises(TextError) as caught:
        voice.synthesize(text, strict=True)
    assert caught.value.code == code


def test_a_number_is_never_left_out(voice: Voice) -> None:
    with pytest.raises(TextError, match="no words for '1'"):
        voice.synthesize("Dial 1.")


def test_a_short_sister_stands_in_for_a_long_phone(voice: Voice) -> None:
    assert voice.speak_phones(phones("aːb")).latents_DL.equal(
        voice.speak_phones(phones("ab")).latents_DL
    )


@given(st.text(max_size=12))
@settings(max_examples=25, deadline=None)
def test_any_text_is_said_or_refused(voice: Voice, text: str) -> None:
    try:
        audio = voice.synthesize(text, Manner(speed=2.0)).audio
    except VoxloomError:
        return
    assert audio.rate == CONTRACT.rate
    assert np.isfinite(audio.samples).all()


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_lasts_as_long_for_another_decoder(said: Audio, form: Format) -> None:
    """FFmpeg as the other one: Voxloom decodes with libsndfile where it can."""
    data = encode(said, form, None)
    with av.open(io.BytesIO(data), "r") as container:
        frames = list(container.decode(audio=0))
    seconds = sum(frame.samples for frame in frames) / frames[0].sample_rate
    assert seconds == pytest.approx(said.seconds, abs=1e-3)
    assert decode_bytes(data).seconds == pytest.approx(said.seconds, abs=1e-3)


@pytest.fixture
def parts(tmp_path: Path) -> Path:
    write_parts(tmp_path)
    return tmp_path


def test_a_voice_needs_nothing_but_its_folder(parts: Path, voice: Voice) -> None:
    moved = assemble(parts).rename(parts / "moved")
    for part in ("speech", "prior", "vocoder"):
        for file in (parts / part).iterdir():
            file.unlink()
    assert same(Voice.load(moved).synthesize(TEXT).audio, voice.synthesize(TEXT).audio)


def test_a_prior_of_another_vae_is_refused(parts: Path) -> None:
    write_speech(parts / "speech", seed=2)
    with pytest.raises(VoxloomError, match="different speech VAEs"):
        assemble(parts)


def test_a_vocoder_for_other_mels_is_refused(parts: Path) -> None:
    save_griffinlim(parts / "vocoder", replace(CONTRACT, fmax=7000.0))
    with pytest.raises(VoxloomError, match="mel contracts of the vocoder"):
        assemble(parts)


def test_a_prior_for_other_mels_is_refused(parts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.tiny_voice.CONTRACT", replace(CONTRACT, fmax=7000.0))
    write_prior(parts / "prior", parts / "speech")
    with pytest.raises(VoxloomError, match="mel contracts of the prior"):
        assemble(parts)


@pytest.mark.parametrize("name", ["weights.safetensors", "model.json", "history.json"])
def test_a_damaged_file_is_refused_by_name(parts: Path, name: str) -> None:
    folder = assemble(parts)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(VoxloomError, match=f"{name} is not the file that was saved"):
        Voice.load(folder)


def test_a_missing_part_and_another_system_are_refused(parts: Path) -> None:
    with pytest.raises(VoxloomError, match="holds system 'speech'"):
        Voice.load(parts / "speech")
    (parts / "vocoder" / "manifest.json").unlink()
    with pytest.raises(VoxloomError, match="is missing"):
        assemble(parts)


def test_the_config_says_what_the_voice_was_made_of(parts: Path) -> None:
    config = json.loads((assemble(parts) / "model.json").read_text())
    assert config["voice"] == PARAMS.model_dump()
    assert config["mel_digest"] == CONTRACT.digest
    assert config["corpus"] == {"name": "none"}
