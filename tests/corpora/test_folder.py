from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpora.settings import hum, ingest_params
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Quarantined, Utterance, write_outcome
from voxloom.corpora import layouts
from voxloom.corpora.params import IngestParams
from voxloom.corpora.read import Destination, read_corpus


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOXLOOM_JOBS", "1")
    (tmp_path / "mine").mkdir()
    say(tmp_path / "mine/a.wav", "Hello.")
    return tmp_path / "mine"


def say(path: Path, words: str, suffix: str = ".txt") -> None:
    hum(path)
    path.with_suffix(suffix).write_text(words, encoding="utf-8")


def settings(mine: Path, **changes: object) -> IngestParams:
    return ingest_params(corpus="folder", source=str(mine), **changes)


def ingest(mine: Path, root: Path) -> tuple[list[Utterance], list[Quarantined]]:
    params = settings(mine)
    destination = Destination(root, "data/corpus/audio")
    inputs, kept, quarantined, _ = read_corpus(layouts.load(params), params, destination)
    write_outcome(root / "data/corpus", inputs, kept, quarantined)
    return kept, quarantined


def test_a_recording_has_the_words_beside_it(mine: Path, tmp_path: Path) -> None:
    say(mine / "deep/er/b.WAV", "\ufefftwo\r\nlines\n", ".lab")
    say(mine / "b.c.wav", "A dot.")
    (mine / "README.txt").write_text("No words of anybody's.")
    kept, quarantined = ingest(mine, tmp_path)
    assert quarantined == []
    assert {row.id: row.text for row in kept} == {
        "a": "Hello.",
        "b.c": "A dot.",
        "deep-er-b": "two lines",
    }
    assert {(row.speaker, row.language) for row in kept} == {("mine", "en")}
    assert layouts.load(settings(mine, speaker="ann")).speaker == "ann"


def test_every_audio_file_is_kept_or_set_aside_with_a_reason(mine: Path, tmp_path: Path) -> None:
    hum(mine / "untold.wav")
    say(mine / "b/c.wav", "First.")
    say(mine / "b-c.wav", "Second.")
    say(mine / "latin.wav", "")
    (mine / "latin.txt").write_bytes(b"one\nAdi\xf3s\n")
    say(mine / "wide.wav", "")
    (mine / "wide.txt").write_bytes("Third.".encode("utf-16"))
    hum(tmp_path / "secret.wav")
    (tmp_path / "secret.txt").write_text("Secret.")
    (mine / "away.wav").symlink_to(tmp_path / "secret.wav")
    hum(mine / "told.wav")
    (mine / "told.txt").symlink_to(tmp_path / "secret.txt")
    (mine / "broken.wav").symlink_to(mine / "nothing.wav")
    kept, quarantined = ingest(mine, tmp_path)
    assert [row.id for row in kept] == ["a", "b-c", "wide"]
    assert kept[-1].text == "Third."
    assert {row.id: row.code for row in quarantined} == {
        "away": "outside",
        "b-c~2": "duplicate_id",
        "broken": "missing_audio",
        "latin": "bad_encoding",
        "told": "outside",
        "untold": "no_transcript",
    }
    latin = next(row for row in quarantined if row.id == "latin")
    assert (latin.value, latin.message[:17]) == ("line 2", "latin.txt: line 2")
    assert "Secret" not in "".join(row.model_dump_json() for row in quarantined)


def test_an_empty_folder_and_none_are_named(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(VoxloomError, match=r"ingest\.source: .* holds no file named .*\.opus"):
        layouts.load(settings(tmp_path))
    with pytest.raises(VoxloomError, match=r"ingest\.source: there is no file or folder"):
        layouts.load(settings(tmp_path / "none"))
