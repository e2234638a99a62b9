"""A corpus of which a fifth was ruined on purpose: exactly that fifth is set aside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpora.ruin import WAYS, ruin, write_folder
from tests.dependencies import ROOT
from voxloom.audio.read.decode import decode
from voxloom.audio.wave.sound import Audio, AudioError
from voxloom.corpora import asterisk
from voxloom.corpora import check as checking
from voxloom.corpora import espeak as offline
from voxloom.params import load_params
from voxloom.systems.voice.evaluate import sentences
from voxloom.text.letters.sentences import read_sentences
from voxloom.text.sounds.espeak_library import espeak


def spoken() -> Iterator[tuple[str, Audio, str]]:
    """As many sentences as five times the ways, spoken by eSpeak NG."""
    lines = offline.sentences() + [
        sentence.text for sentence in read_sentences(sentences, "free", "en")
    ]
    voice = espeak("en")
    for number, line in enumerate(lines[: 5 * len(WAYS)]):
        yield f"line-{number:03d}", voice.synthesize(line), line


def default_corpus(raw: Path) -> Iterator[tuple[str, Audio, str]]:
    for recording in asterisk.load("en", raw).recordings:
        try:
            yield recording.id, decode(recording.path), recording.text or ""
        except AudioError:
            continue


@pytest.mark.parametrize("corpus", ["spoken", pytest.param("default", marks=pytest.mark.slow)])
def test_a_ruined_fifth_is_set_aside_and_nothing_else(corpus: str, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    write_folder(folder, spoken() if corpus == "spoken" else default_corpus(tmp_path))
    project = load_params(ROOT / "params.yaml")
    params = checking.settings(project.ingest, folder, "auto", None, 1.0)
    before = checking.check(params, project.audio.rate, project.clean, None, None)
    assert len(before.quarantined) <= 0.1 * len(before.kept)
    expected = ruin(folder, [row.id for row in before.kept], seed=1)
    after = checking.check(params, project.audio.rate, project.clean, None, None)
    found = {row.id: row.code for row in after.quarantined}
    assert found == expected | {row.id: row.code for row in before.quarantined}
    assert [row.id for row in after.kept] == [
        row.id for row in before.kept if row.id not in expected
    ]
    assert all(row.value is not None for row in after.quarantined)
