"""Lists as people write them: read as they were meant, or named with what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpora.miniatures import MINIATURES, Miniature, write
from tests.corpora.peoples import NAMED, READ, TEXTS, Written, rows
from tests.corpora.settings import hum, ingest_params
from tests.dependencies import ROOT
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Quarantined
from voxloom.corpora import check as checking
from voxloom.corpora import layouts
from voxloom.corpora.params import IngestParams
from voxloom.corpora.read import Destination, Outcome, read_corpus
from voxloom.params import load_params

pytestmark = pytest.mark.usefixtures("one_process")


def ingest(source: Path, root: Path, **changes: object) -> Outcome:
    params = ingest_params(**{"corpus": "auto", "source": str(source), **changes})
    return read_corpus(layouts.load(params), params, Destination(root, "out"))


def codes(quarantined: list[Quarantined]) -> dict[str, str]:
    return {row.id: row.code for row in quarantined}


@pytest.mark.parametrize("name", READ)
def test_it_is_read_as_it_was_meant(
    mine: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    written = READ[name]
    written.build(mine)
    found = ingest(mine / written.source, tmp_path, speaker=written.speaker)
    assert f": {written.layout} (" in capsys.readouterr().err
    said = {row.text for row in found.kept}
    assert len(found.kept) == len(TEXTS)
    if written.text.count(TEXTS[0]):
        assert said == set(TEXTS)
    assert {row.speaker for row in found.kept} == {written.speaker or "mine"}
    assert codes(found.quarantined) == {}


@pytest.mark.parametrize("message", NAMED)
def test_what_is_not_read_is_named_with_what_to_do(mine: Path, message: str) -> None:
    written = NAMED[message]
    written.build(mine)
    with pytest.raises(VoxloomError, match=message):
        layouts.load(ingest_params(corpus="auto", source=str(mine / written.source)))


def test_recordings_whose_words_lie_elsewhere_are_not_judged_without(mine: Path) -> None:
    for number in (1, 2):
        hum(mine / f"wavs/{number}.wav")
        write(mine / f"txt/{number}.txt", "Please hold.")
    params = ingest_params(corpus="auto", source=str(mine))
    with pytest.raises(VoxloomError, match=r"2 files in txt are called like recordings: put each"):
        layouts.load(params)
    for number in (1, 2):
        (mine / f"txt/{number}.txt").rename(mine / f"wavs/{number}.TextGrid")
    with pytest.raises(VoxloomError, match=r"2 recordings have a \.textgrid file beside"):
        layouts.load(params)
    said = layouts.load(ingest_params(corpus="folder", source=str(mine)))
    assert len(said.recordings) == 2


@pytest.mark.parametrize("corpus", ["ljspeech", "piper", "table", "nemo", "commonvoice"])
def test_the_list_that_was_named_is_the_one_that_is_read(
    mine: Path, tmp_path: Path, corpus: str
) -> None:
    text = {
        "nemo": '{"audio_filepath": "wavs/take1.wav", "text": "Hello."}\n',
        "commonvoice": "path\tsentence\nwavs/take1.wav\tHello.\n",
        "table": "wavs/take1.wav|Hello.\n",
    }.get(corpus, "take1.wav|Hello.\n")
    Written("", rows("take{n}|{text}")).build(mine)
    write(mine / "manifest.json", '{"audio_filepath": "wavs/take2.wav", "text": "Not this."}\n')
    write(mine / "validated.tsv", "path\tsentence\nwavs/take3.wav\tNot this.\n")
    write(mine / "some.lst", text)
    found = ingest(mine / "some.lst", tmp_path, corpus=corpus, columns=["path", "text"])
    assert [row.text for row in found.kept] == ["Hello."]


@pytest.mark.parametrize("corpus", ["folder", "vctk", "libritts", "librispeech", "thchs30"])
def test_a_list_is_not_passed_over_for_its_folder(mine: Path, corpus: str) -> None:
    Written("", rows("take{n}|{text}")).build(mine)
    with pytest.raises(VoxloomError, match=r"metadata\.csv is a file.*name the folder"):
        ingest(mine / "metadata.csv", mine, corpus=corpus)


def test_a_missing_text_is_no_speaker(mine: Path, tmp_path: Path) -> None:
    READ["names with suffix, speaker, text"].build(mine)
    write(mine / "metadata.csv", "take1.wav|ann|Hello.\ntake2.wav|ann|\ntake3.wav|ann|Bye.\n")
    found = ingest(mine, tmp_path, speaker="ann")
    assert [row.text for row in found.kept] == ["Hello.", "Bye."]
    assert codes(found.quarantined)["wavs-take2"] == "no_transcript"


def agree(params: IngestParams, root: Path) -> None:
    """`check` keeps and sets aside what `ingest` does, for the same reasons."""
    project = load_params(ROOT / "params.yaml")
    lenient = project.clean.model_copy(update={"trim": False, "min_seconds": 0.05})
    asked = params.speaker, params.language
    report = checking.check(params, project.audio.rate, lenient, *asked)
    found = read_corpus(layouts.load(params), params, Destination(root, "out"))
    assert report.unsettled is None
    assert {row.id for row in report.kept} == {row.id for row in found.kept}
    assert codes(list(report.quarantined)) == codes(found.quarantined)


@pytest.mark.parametrize("name", [*MINIATURES, *READ])
def test_check_and_ingest_agree(mine: Path, tmp_path: Path, name: str) -> None:
    corpus: Miniature | Written = MINIATURES[name] if name in MINIATURES else READ[name]
    corpus.build(mine)
    source = mine / (corpus.source if isinstance(corpus, Written) else "")
    language = corpus.language if isinstance(corpus, Miniature) else "en"
    about = {"source": str(source), "speaker": corpus.speaker, "language": language}
    agree(ingest_params(corpus="auto", **about), tmp_path)


def test_check_says_at_what_ingest_would_stop(mine: Path) -> None:
    MINIATURES["piper"].build(mine)
    params = ingest_params(corpus="auto", source=str(mine))
    project = load_params(ROOT / "params.yaml")
    report = checking.check(params, project.audio.rate, project.clean, None, None)
    with pytest.raises(VoxloomError) as caught:
        layouts.load(params)
    assert report.unsettled == str(caught.value)
    assert "2 speakers" in str(caught.value)


@pytest.mark.parametrize("cells", ["|{words}|", "||{words}"])
def test_cells_of_speakers_that_are_all_empty_are_one_speakers(
    mine: Path, tmp_path: Path, cells: str
) -> None:
    header = "audio_file|text|speaker_name\n" if cells.endswith("|") else ""
    names = [hum(mine / f"take{number}.wav").name for number in range(4)]
    lines = [name + cells.format(words=f"Words of {name[:5]}.") for name in names]
    (mine / "metadata.csv").write_text(header + "\n".join(lines) + "\n")
    found = ingest(mine, tmp_path)
    assert (len(found.kept), found.quarantined) == (4, [])
    assert {row.speaker for row in found.kept} == {"mine"}


def test_some_that_are_empty_are_asked_about(mine: Path, tmp_path: Path) -> None:
    names = [hum(mine / f"take{number}.wav").name for number in range(4)]
    who = ("anna", "anna", "", "")
    lines = [f"{name}|Words of {name[:5]}.|{one}" for name, one in zip(names, who, strict=True)]
    (mine / "metadata.csv").write_text("audio_file|text|speaker_name\n" + "\n".join(lines) + "\n")
    with pytest.raises(VoxloomError, match="2 recordings name no speaker, others anna"):
        ingest(mine, tmp_path)
    assert len(ingest(mine, tmp_path, speaker="anna").kept) == 4
