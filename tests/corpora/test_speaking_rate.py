from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

from tests.corpora.miniatures import write
from tests.corpora.settings import hum, ingest_params
from voxloom.audio.wave.sound import Audio
from voxloom.corpora import layouts
from voxloom.corpora.read import Destination, read_corpus
from voxloom.corpora.speaking_rate import FACTOR, letters, out_of_line, sounding_seconds

SENTENCE = "The quick brown fox jumps over the lazy dog."  # 35 letters


def corpus(spread: float) -> list[tuple[str, float]]:
    """Forty utterances of about 14 letters a second, each up to `spread` times faster or slower."""
    chance = random.Random(1)
    said = []
    for number in range(40):
        text = " ".join([SENTENCE] * (1 + number % 5))
        rate = 14.0 * spread ** chance.uniform(-1, 1)
        said.append((text, letters(text) / rate))
    return said


@pytest.mark.parametrize("spread", [1.0, 1.5, 2.2])
def test_natural_spread_is_let_through(spread: float) -> None:
    assert out_of_line(corpus(spread)) == [None] * 40


def test_swapped_transcripts_are_found_on_both_sides() -> None:
    said = corpus(1.2)
    (short, little), (long, much) = said[0], said[4]
    said[0], said[4] = (long, little), (short, much)
    found = out_of_line(said)
    assert [index for index, why in enumerate(found) if why] == [0, 4]
    slow, fast = (why for why in found if why)
    assert slow.code == fast.code == "speaking_rate"
    assert float(slow.value) > FACTOR * 12 > 12 / FACTOR > float(fast.value)


def test_short_texts_and_small_corpora_are_not_judged() -> None:
    said = corpus(1.2)
    assert out_of_line([*said, ("Hm.", 4.0), ("Press one.", 0.1)])[-2:] == [None, None]
    assert out_of_line([*said, ("Hm.", 60.0)])[-1] is not None
    assert out_of_line([*said[:8], (SENTENCE, 100.0)]) == [None] * 9


def test_digits_and_chinese_count_as_they_are_spoken() -> None:
    assert letters("1984") == letters("a" * 16)
    assert letters("您好, hi!") == 8
    chinese = [("今天天气很好我们出去走走吧", 2.5 + number / 10) for number in range(12)]
    slow = out_of_line([*chinese, ("今天天气很好我们出去走走吧", 30.0)])[-1]
    assert slow is not None
    assert slow.value == "1.3"
    assert out_of_line(chinese) == [None] * 12


def test_silence_around_the_words_does_not_count() -> None:
    tone = 0.3 * np.sin(np.arange(16000) / 5).astype(np.float32)
    silence = np.zeros(5 * 16000, np.float32)
    audio = Audio(np.concatenate([silence, tone, silence]), 16000)
    assert sounding_seconds(audio) == pytest.approx(1.0, abs=0.05)
    assert sounding_seconds(Audio(silence, 16000)) == 0.0


def test_a_swapped_transcript_is_quarantined_and_its_copy_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOXLOOM_JOBS", "1")
    for number in range(12):
        hum(tmp_path / f"mine/{number:02d}.wav", 1.0)
        write(tmp_path / f"mine/{number:02d}.txt", SENTENCE if number else SENTENCE * 5)
    params = ingest_params(corpus="folder", source=str(tmp_path / "mine"))
    destination = Destination(tmp_path, "audio")
    inputs, kept, quarantined, _ = read_corpus(layouts.load(params), params, destination)
    assert (len(inputs), len(kept)) == (12, 11)
    assert [(row.id, row.file, row.code) for row in quarantined] == [
        ("00", "00.wav", "speaking_rate")
    ]
    assert float(quarantined[0].value) == pytest.approx(5 * 35.0, rel=0.05)
    assert not (tmp_path / "audio/00.wav").exists()
    assert len(list((tmp_path / "audio").iterdir())) == 11
