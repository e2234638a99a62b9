from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpora.miniatures import MINIATURES, Miniature, jsonl, write
from tests.corpora.settings import hum, ingest_params
from voxloom.audio.read.decode import decode
from voxloom.audio.read.inspect import Limits, read_once
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Quarantined, Utterance, write_outcome
from voxloom.corpora import layouts
from voxloom.corpora import params as parameters
from voxloom.corpora.look import Look
from voxloom.corpora.read import Destination, read_corpus

NAMED = pytest.mark.parametrize("name", MINIATURES)

pytestmark = pytest.mark.usefixtures("one_process")


def ingest(
    mine: Path, root: Path, miniature: Miniature, **changes: object
) -> tuple[list[Utterance], list[Quarantined]]:
    """What the stage does, with its check that no recording is lost."""
    values: dict[str, object] = {"corpus": "auto", "source": str(mine), **changes}
    values |= {"speaker": miniature.speaker, "language": miniature.language}
    params = ingest_params(**values)
    destination = Destination(root, "data/corpus/audio")
    inputs, kept, quarantined, _ = read_corpus(layouts.load(params), params, destination)
    write_outcome(root / "data/corpus", inputs, kept, quarantined)
    return kept, quarantined


@NAMED
def test_all_is_kept_or_set_aside_with_a_reason(
    mine: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where a command of a manifest would leave its mark
    miniature = MINIATURES[name]
    miniature.build(mine)
    kept, quarantined = ingest(mine, tmp_path, miniature)
    assert {row.id: row.text for row in kept} == miniature.kept
    assert {row.id: row.code for row in quarantined} == miniature.quarantined
    assert not (tmp_path / "hacked").exists()
    assert {(row.speaker, row.language) for row in kept} == {(kept[0].speaker, miniature.language)}
    for row in kept:
        assert decode(tmp_path / row.audio).seconds == pytest.approx(row.duration, abs=0.001)


@NAMED
def test_the_layout_is_found_out_and_said(
    mine: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    miniature = MINIATURES[name]
    miniature.build(mine)
    layout, why = layouts.detect(Look.at(mine))
    assert layout.name == name.split()[0]
    language, speaker = miniature.language, miniature.speaker
    layouts.load(ingest_params(corpus="auto", source=str(mine), language=language, speaker=speaker))
    assert f"{mine}: {layout.name} ({why})" in capsys.readouterr().err


def test_the_parameter_knows_every_layout() -> None:
    assert tuple(layout.name for layout in layouts.LAYOUTS) == parameters.LAYOUTS


def test_an_unknown_layout_lists_what_was_looked_for(mine: Path) -> None:
    write(mine / "notes.csv", "nothing,to,hear\n")
    with pytest.raises(VoxloomError, match="no layout that is known") as caught:
        layouts.detect(Look.at(mine))
    assert all(f"  {layout.name}: " in str(caught.value) for layout in layouts.LAYOUTS)


def test_recordings_alone_lack_their_transcripts_one_by_one(mine: Path, tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        hum(mine / f"sounds/{name}.wav")
    write(mine / "sounds/a.txt", "One.")
    write(mine / "list.xml", "<sounds/>")
    layout, why = layouts.detect(Look.at(mine))
    assert layout.name == "folder"
    assert "few transcripts beside the audio" in why
    corpus = layouts.load(ingest_params(corpus="auto", source=str(mine)))
    _, kept, quarantined, _ = read_corpus(corpus, ingest_params(), Destination(tmp_path, "out"))
    assert [row.text for row in kept] == ["One."]
    assert [row.code for row in quarantined] == ["no_transcript", "no_transcript"]


def test_two_layouts_at_once_are_refused_with_both_named(mine: Path) -> None:
    MINIATURES["nemo"].build(mine)
    MINIATURES["kaldi"].build(mine)
    with pytest.raises(VoxloomError, match=r"2 things; set ingest\.corpus to one of") as caught:
        layouts.detect(Look.at(mine))
    assert "kaldi: wav.scp and text" in str(caught.value)
    assert "nemo: manifest.json" in str(caught.value)


def test_a_list_may_be_the_source(mine: Path, tmp_path: Path) -> None:
    MINIATURES["nemo"].build(mine)
    MINIATURES["kaldi"].build(mine)
    kept, _ = ingest(mine / "manifest.json", tmp_path, MINIATURES["nemo"])
    assert {row.id for row in kept} == set(MINIATURES["nemo"].kept)


def test_whole_files_keep_their_bytes_and_spans_become_flac(mine: Path, tmp_path: Path) -> None:
    MINIATURES["nemo"].build(mine)
    kept, _ = ingest(mine, tmp_path, MINIATURES["nemo"])
    short, first, second = (
        next(row for row in kept if row.id == name)
        for name in ("audio-short", "audio-long-0000000", "audio-long-0000500")
    )
    assert (tmp_path / short.audio).read_bytes() == (mine / "audio/short.wav").read_bytes()
    assert (first.audio, first.samples) == ("data/corpus/audio/audio-long-0000000.flac", 8000)
    whole = decode(mine / "audio/long.wav").samples
    cut = decode(tmp_path / second.audio).samples
    assert abs(cut - whole[8000:]).max() < 2 / 32768


def test_a_channel_is_taken_alone(mine: Path, tmp_path: Path) -> None:
    MINIATURES["lhotse"].build(mine)
    kept, _ = ingest(mine, tmp_path, MINIATURES["lhotse"])
    left, right = (decode(tmp_path / row.audio).samples for row in sorted(kept, key=lambda r: r.id))
    assert left.ndim == right.ndim == 1
    assert abs(left).max() == pytest.approx(0.3, abs=0.01)
    assert abs(right).max() == pytest.approx(0.15, abs=0.01)


def test_a_file_of_many_spans_is_opened_once(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from voxloom.corpora import opening

    read = []

    def watched(path: Path, limits: Limits) -> bytes:
        read.append(path)
        return read_once(path, limits)

    monkeypatch.setattr(opening, "read_once", watched)
    MINIATURES["nemo"].build(mine)
    ingest(mine, tmp_path, MINIATURES["nemo"])
    assert sorted(path.name for path in read) == ["long.wav", "short.wav"]


def test_a_span_is_held_to_the_longest_and_its_file_is_not(mine: Path, tmp_path: Path) -> None:
    hum(mine / "long.wav", 3.0)
    rows = [
        {"audio_filepath": "long.wav", "text": "One.", "offset": 0.0, "duration": 1.0},
        {"audio_filepath": "long.wav", "text": "Two.", "offset": 0.5, "duration": 2.4},
    ]
    write(mine / "manifest.jsonl", jsonl(*rows))
    kept, quarantined = ingest(mine, tmp_path, MINIATURES["nemo"])
    assert [row.text for row in kept] == ["One."]
    assert [(row.code, row.value) for row in quarantined] == [("too_long", "2.4")]


def test_a_language_that_is_not_there_is_named(mine: Path) -> None:
    MINIATURES["aishell3"].build(mine)
    with pytest.raises(VoxloomError, match=r"ingest\.language: .* nothing in en; there is: zh"):
        layouts.load(ingest_params(corpus="aishell3", source=str(mine)))


@pytest.mark.parametrize("name", ["piper", "vctk", "commonvoice", "kaldi"])
def test_several_speakers_are_named(mine: Path, name: str) -> None:
    MINIATURES[name].build(mine)
    with pytest.raises(VoxloomError, match=r"2 speakers.*ingest\.speaker to one of"):
        layouts.load(ingest_params(corpus="auto", source=str(mine)))


def test_a_name_on_disk_that_is_no_utf8_is_set_aside(mine: Path, tmp_path: Path) -> None:
    hum(mine / "a.wav")
    write(mine / "a.txt", "Hello.")
    hum(mine / "b\udcf3.wav")
    write(mine / "b\udcf3.txt", "Adios.")
    kept, quarantined = ingest(mine, tmp_path, MINIATURES["folder"])
    assert [row.id for row in kept] == ["a"]
    assert [(row.code, row.file) for row in quarantined] == [("bad_encoding", "b\\udcf3.wav")]


def test_normal_form_twins_are_told_apart(mine: Path, tmp_path: Path) -> None:
    for name in ("caf\u00e9", "cafe\u0301"):
        hum(mine / f"{name}.wav")
        write(mine / f"{name}.txt", "Words.")
    kept, quarantined = ingest(mine, tmp_path, MINIATURES["folder"])
    assert [row.id for row in kept] == ["caf\u00e9"]
    assert [(row.id, row.code) for row in quarantined] == [("caf\u00e9~2", "duplicate_id")]


def test_a_playlist_by_another_name_is_not_followed(mine: Path, tmp_path: Path) -> None:
    hum(mine / "a.wav")
    write(mine / "a.txt", "Hello.")
    write(mine / "b.wav", f"ffconcat version 1.0\nfile {mine}/a.wav\n")
    write(mine / "b.txt", "Hello.")
    _, quarantined = ingest(mine, tmp_path, MINIATURES["folder"])
    assert [(row.id, row.code) for row in quarantined] == [("b", "playlist")]


def test_a_broken_gzip_is_named(mine: Path) -> None:
    MINIATURES["lhotse"].build(mine)
    path = mine / "x_recordings_all.jsonl.gz"
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(VoxloomError, match=r"no .*recordings|fetch or pack the file again"):
        layouts.load(ingest_params(corpus="lhotse", source=str(mine)))
