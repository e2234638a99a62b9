"""What may not be read is named: no recording vanishes, no traceback is all that is left."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.corpora.miniatures import write
from tests.corpora.settings import hum, ingest_params
from tests.support.unprivileged import unprivileged
from voxloom.core.errors import VoxloomError
from voxloom.corpora import layouts
from voxloom.corpora.read import NOWHERE, Outcome, read_corpus


@pytest.fixture(autouse=True)
def not_root(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("VOXLOOM_JOBS", "1")
    with unprivileged():
        yield


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Path]:
    root = tmp_path / "mine"
    for name in ("a", "b", "sub/c", "sub/d"):
        hum(root / f"{name}.wav")
        write(root / f"{name}.txt", "Please hold the line.")
    yield root
    for folder in (root, root / "sub"):  # so that it can be cleared away
        folder.chmod(0o755)


def outcome(source: Path, corpus: str = "auto") -> Outcome:
    params = ingest_params(corpus=corpus, source=str(source))
    return read_corpus(layouts.load(params), params, NOWHERE)


def codes(found: Outcome) -> dict[str, str]:
    assert sorted(found.inputs) == sorted(row.id for row in (*found.kept, *found.quarantined))
    return {row.id: row.code for row in found.quarantined}


@pytest.mark.parametrize("mode", [0o000, 0o311])
@pytest.mark.parametrize("corpus", ["auto", "folder"])
def test_a_folder_that_may_not_be_looked_into_stops_it(mine: Path, mode: int, corpus: str) -> None:
    (mine / "sub").chmod(mode)
    with pytest.raises(VoxloomError, match=r"may not look into .*mine/sub, where recordings may"):
        outcome(mine, corpus)


def test_a_corpus_that_may_not_be_looked_into_is_named(mine: Path) -> None:
    mine.chmod(0o000)
    with pytest.raises(VoxloomError, match=r"may not look into .*mine"):
        outcome(mine)
    with pytest.raises(VoxloomError, match=r"no file or folder .*sub that may be read"):
        outcome(mine / "sub")


def test_recordings_whose_folder_may_not_be_entered_are_set_aside(mine: Path) -> None:
    (mine / "sub").chmod(0o444)  # their names can be read
    found = outcome(mine)
    assert [row.id for row in found.kept] == ["a", "b"]
    assert codes(found) == {"sub-c": "unreadable", "sub-d": "unreadable"}


def test_an_unreadable_transcript_or_recording_costs_itself_alone(mine: Path) -> None:
    (mine / "a.txt").chmod(0o000)
    (mine / "b.wav").chmod(0o000)
    found = outcome(mine)
    assert [row.id for row in found.kept] == ["sub-c", "sub-d"]
    assert codes(found) == {"a": "unreadable", "b": "unreadable"}
    assert "Permission denied" in found.quarantined[0].message


@pytest.mark.parametrize("name", ["metadata.csv", "train.json", "lists/train.txt", "all.parquet"])
def test_an_unreadable_list_is_an_error_and_not_passed_over(mine: Path, name: str) -> None:
    write(mine / name, "a.wav|Please hold the line.\n")
    (mine / name).chmod(0o000)
    with pytest.raises(VoxloomError, match=rf"{name} may be the list, and may not be read"):
        outcome(mine)
    with pytest.raises(VoxloomError, match=rf"{name} may be the list, and may not be read"):
        outcome(mine / name)


@pytest.mark.parametrize("corpus", ["ljspeech", "piper", "table", "nemo"])
def test_so_it_is_where_the_layout_was_said(mine: Path, corpus: str) -> None:
    write(mine / "metadata.csv", "a.wav|Please hold the line.\n")
    (mine / "metadata.csv").chmod(0o000)
    with pytest.raises(VoxloomError, match=r"metadata\.csv.*may not be read") as caught:
        outcome(mine / "metadata.csv", corpus)
    assert "\n" not in str(caught.value)


def test_transcripts_that_are_no_files_are_never_opened(mine: Path) -> None:
    (mine / "a.txt").unlink()
    (mine / "a.txt").mkdir()
    (mine / "b.txt").unlink()
    os.mkfifo(mine / "b.txt")
    (mine / "sub/c.txt").unlink()
    (mine / "sub/c.txt").symlink_to("nothing.txt")
    found = outcome(mine)
    assert [row.id for row in found.kept] == ["sub-d"]
    assert codes(found) == dict.fromkeys(["a", "b", "sub-c"], "not_a_file")


def test_what_vanishes_between_listing_and_reading_is_set_aside(
    mine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = layouts.find(ingest_params(corpus="auto", source=str(mine)))
    (mine / "a.wav").unlink()
    params = ingest_params(corpus="auto", source=str(mine))
    corpus = layouts.corpus_of(listed, params, None, None)
    (mine / "b.wav").unlink()
    found = read_corpus(corpus, params, NOWHERE)
    assert codes(found) == {"a": "missing_audio", "b": "missing_file"}
