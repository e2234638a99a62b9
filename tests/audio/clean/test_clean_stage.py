from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.support.rows import utterance
from voxloom.audio.clean.clean import CLEANING, Cleaning
from voxloom.audio.clean.shard import clean_shard
from voxloom.audio.wave.shards import Shard
from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import write_wav
from voxloom.core.manifest import Utterance, read_rows, write_rows
from voxloom.params import Params


def recording(name: str, audio: Audio, folder: Path) -> Utterance:
    write_wav(folder / f"{name}.wav", audio)
    return utterance(name, len(audio.samples), audio.rate)


def test_a_row_says_what_the_limiter_took_and_what_it_would_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, speech: Audio, params: Params
) -> None:
    """A plain recording, one with a loud click, one that is softer than the click allows."""
    monkeypatch.chdir(tmp_path)
    place = int(np.argmax(np.abs(speech.samples)))  # inside the speech: trimming keeps it
    waves = {"plain": 0.5, "click": 0.05, "soft": 0.01}
    rows = []
    for name, gain in waves.items():
        samples = gain * speech.samples / np.abs(speech.samples).max()
        if name != "plain":
            samples[place] = 0.9
        rows.append(recording(name, Audio(samples.astype(np.float32), speech.rate), tmp_path))
    kept, quarantined, figures = clean_shard(
        Shard(0, tuple(rows)),
        Path("clean"),
        speech.rate,
        params.clean.model_copy(update={"trim": False}),
    )
    assert ([row.id for row in kept], quarantined) == (list(waves), [])
    write_rows(tmp_path / CLEANING, figures)
    plain, click, soft = read_rows(tmp_path / CLEANING, Cleaning)
    assert (plain.limited, plain.held_back) == (0.0, 0.0)
    assert 3.0 < click.limited <= 12.0
    assert click.after.loudness_lufs + click.held_back == pytest.approx(-23.0, abs=0.1)
    assert soft.limited == pytest.approx(12.0, abs=0.01)
    assert soft.held_back > 3.0
    assert soft.after.loudness_lufs + soft.held_back == pytest.approx(-23.0, abs=0.02)
