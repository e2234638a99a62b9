from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.corpora.settings import hum, ingest_params
from voxloom.audio.read.decode import decode
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Quarantined, Utterance, write_outcome
from voxloom.corpora import layouts
from voxloom.corpora.params import IngestParams
from voxloom.corpora.read import Destination, read_corpus

NAMES = [f"wavs/take {number}.wav" for number in range(8)]


@pytest.fixture(autouse=True)
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOXLOOM_JOBS", "1")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder of recordings without a table yet."""
    for name in NAMES:
        hum(tmp_path / "mine" / name)
    return tmp_path / "mine"


def settings(mine: Path, text: str | bytes, **changes: object) -> IngestParams:
    """Write the table; the settings that read it."""
    data = text.encode() if isinstance(text, str) else text
    (mine / "metadata.csv").write_bytes(data)
    return ingest_params(corpus="table", source=str(mine / "metadata.csv"), **changes)


def ingest(params: IngestParams, root: Path) -> tuple[list[Utterance], list[Quarantined]]:
    """What the stage does, with its check that no row is lost."""
    destination = Destination(root, "data/corpus/audio")
    inputs, kept, quarantined, _ = read_corpus(layouts.load(params), params, destination)
    write_outcome(root / "data/corpus", inputs, kept, quarantined)
    return kept, quarantined


def codes(quarantined: list[Quarantined]) -> dict[str, str]:
    return {row.id: row.code for row in quarantined}


def test_rows_become_utterances(mine: Path, tmp_path: Path) -> None:
    text = f'{NAMES[0]}|ann|en|"Hello," she said.\n{NAMES[1]}|ann|en-US|Bye.\n'
    kept, quarantined = ingest(settings(mine, text), tmp_path)
    assert quarantined == []
    hello = kept[0]
    assert (hello.id, hello.text) == ("wavs-take-0", '"Hello," she said.')
    assert (hello.speaker, hello.language, hello.license) == ("ann", "en", "CC0-1.0")
    assert (tmp_path / hello.audio).read_bytes() == (mine / NAMES[0]).read_bytes()
    assert kept[1].id == "wavs-take-1"


def test_every_row_is_kept_or_set_aside_with_a_reason(mine: Path, tmp_path: Path) -> None:
    hum(tmp_path / "secret.wav")
    (mine / "link.wav").symlink_to(tmp_path / "secret.wav")
    (mine / "circle.wav").symlink_to(mine / "circle.wav")
    (mine / "empty.wav").touch()
    rows = [
        f"{NAMES[0]}|ann|en|Kept.",
        "",
        f"{NAMES[1]}|ann|en|Two | bars.",
        f"{NAMES[2]}|ann|en|",
        f"{NAMES[3]}|ann|de|Hallo.",
        f"{NAMES[0]}|ann|en|The same file again.",
        f"./{NAMES[0]}|ann|en|And again.",
        f"wavs-take 4.wav|ann|en|An id that {NAMES[4]} has, too, but no file.",
        f"{NAMES[4]}|ann|en|Kept.",
        "../secret.wav|ann|en|Up.",
        f"{tmp_path}/secret.wav|ann|en|From the root.",
        f"{mine}/{NAMES[5]}|ann|en|From the root, and into the folder.",
        "link.wav|ann|en|Through a link.",
        "circle.wav|ann|en|Round and round.",
        "nul\0.wav|ann|en|No name.",
        f"{'x' * 300}.wav|ann|en|Too long a name.",
        "gone.wav|ann|en|Gone.",
        "wavs|ann|en|A folder.",
        "empty.wav|ann|en|Nothing in it.",
        f"{NAMES[6]}||en|Nobody's.",
        "|ann|en|No file.",
    ]
    kept, quarantined = ingest(settings(mine, "\n".join(rows)), tmp_path)
    assert [row.id for row in kept] == ["wavs-take-0", "wavs-take-4", "wavs-take-5"]
    assert len(kept) + len(quarantined) == len(rows) - 1
    found = [(row.code, row.value) for row in quarantined]
    assert sorted(code for code, _ in found) == [
        *["bad_row"] * 3,
        *["duplicate_id"] * 2,
        "empty_file",
        *["missing_audio"] * 4,
        "no_transcript",
        "other_language",
        *["outside"] * 5,
    ]
    assert ("bad_row", "5") in found
    assert codes(quarantined)["wavs-take-0~2"] == "duplicate_id"
    assert codes(quarantined)["wavs-take-4~2"] == "missing_audio"
    assert codes(quarantined)["~line-3"] == "bad_row"
    copied = {path.name for path in (tmp_path / "data/corpus/audio").iterdir()}
    assert copied == {"wavs-take-0.wav", "wavs-take-4.wav", "wavs-take-5.wav"}


def test_ids_that_become_equal_are_told_apart(mine: Path, tmp_path: Path) -> None:
    hum(mine / "wavs-take-0.wav")
    hum(mine / "wavs/take 0.flac")  # WAV in truth, which is no matter here
    text = f"{NAMES[0]}|One.\nwavs-take-0.wav|Two.\nwavs/take 0.flac|Three.\n"
    kept, quarantined = ingest(settings(mine, text, columns=["path", "text"]), tmp_path)
    assert [row.text for row in kept] == ["One."]
    assert codes(quarantined) == dict.fromkeys(["wavs-take-0~2", "wavs-take-0~3"], "duplicate_id")


def test_ids_fit_the_manifest_in_any_script(mine: Path, tmp_path: Path) -> None:
    names = ["हिन्दी.wav", "中文.wav", "½ ².wav", "cafe\u0301.wav", "-.wav", f"{'长' * 70}.wav"]
    for name in names:
        hum(mine / name)
    text = "".join(f"{name}|Words.\n" for name in names)
    kept, quarantined = ingest(settings(mine, text, columns=["path", "text"]), tmp_path)
    assert {row.id for row in kept} == {"हिन्दी", "中文", "caf\u00e9"}
    assert {row.code for row in quarantined} == {"bad_id"}


def test_ids_may_have_a_column(mine: Path, tmp_path: Path) -> None:
    text = f"a/1|{NAMES[0]}|One.\n..|{NAMES[1]}|Two.\na/2|{NAMES[0]}|Three.\n"
    kept, quarantined = ingest(settings(mine, text, columns=["id", "path", "text"]), tmp_path)
    assert [row.id for row in kept] == ["a-1"]
    assert codes(quarantined) == {"..": "bad_id", "a-2": "duplicate_id"}


@pytest.mark.parametrize("split_by", ["text", "id"])
def test_only_a_split_by_text_keeps_a_repeated_sentence_together(
    mine: Path, tmp_path: Path, split_by: str
) -> None:
    said = ["Well-known words!", "well known  WORDS", "Well known words."]
    rows = []
    for number in range(60):
        hum(mine / f"{number}.wav", 0.05)
        rows.append(f"{number}.wav|{number // 3} {said[number % 3]}")
    params = settings(mine, "\n".join(rows), columns=["path", "text"], split_by=split_by)
    kept, _ = ingest(params, tmp_path)
    splits: dict[int, set[str]] = {}
    for row in kept:
        splits.setdefault(int(row.text.split()[0]), set()).add(row.split)
    assert len(kept) == 60
    assert {row.split for row in kept} == {"train", "validation", "test"}
    assert all(len(split) == 1 for split in splits.values()) == (split_by == "text")


@pytest.mark.parametrize(
    ("header", "columns"),
    [("path|text", ["path", "text"]), ("Path|normalised|Text", ["path", "_", "text"])],
)
def test_a_header_is_no_recording(
    mine: Path, tmp_path: Path, header: str, columns: list[str]
) -> None:
    row = f"{NAMES[0]}|Hello." if len(columns) == 2 else f"{NAMES[0]}|skipped|Hello."
    text = f"\ufeff{header}\r\n{row}\r\n"
    kept, quarantined = ingest(settings(mine, text, columns=columns), tmp_path)
    assert [row.text for row in kept] == ["Hello."]
    assert quarantined == []


@pytest.mark.parametrize("delimiter", [",", "\t"])
def test_cells_may_be_quoted(mine: Path, tmp_path: Path, delimiter: str) -> None:
    text = f'"{NAMES[0]}"{delimiter}"She said ""yes"", twice."\n'
    params = settings(mine, text, delimiter=delimiter, columns=["path", "text"])
    assert ingest(params, tmp_path)[0][0].text == 'She said "yes", twice.'


def test_a_quotation_mark_left_open_swallows_no_line(mine: Path) -> None:
    text = f'{NAMES[0]},"Hello.\n{NAMES[1]},Bye.\n'
    with pytest.raises(VoxloomError, match=r"metadata\.csv: line 2: unexpected end of data"):
        layouts.load(settings(mine, text, delimiter=",", columns=["path", "text"]))


TWO = f"{NAMES[0]}|ann|en|One.\n{NAMES[1]}|bob|en|Two.\n{NAMES[2]}|ute|de|Drei.\n"


def test_several_speakers_are_refused_by_name(mine: Path) -> None:
    with pytest.raises(VoxloomError, match=r"2 speakers.*ingest\.speaker to one of ann, bob$"):
        layouts.load(settings(mine, TWO))


def test_one_of_several_speakers_can_be_kept(mine: Path, tmp_path: Path) -> None:
    kept, quarantined = ingest(settings(mine, TWO, speaker="bob"), tmp_path)
    assert [(row.text, row.speaker) for row in kept] == [("Two.", "bob")]
    assert sorted(codes(quarantined).values()) == ["other_language", "other_speaker"]


def test_a_speaker_who_is_not_there_is_refused(mine: Path) -> None:
    with pytest.raises(VoxloomError, match=r"ingest\.speaker: .*no 'eve'.*there are: ann, bob"):
        layouts.load(settings(mine, TWO, speaker="eve"))


def test_a_table_without_speakers_is_one_speakers(mine: Path) -> None:
    params = settings(mine, f"{NAMES[0]}|Hello.\n", columns=["path", "text"])
    assert layouts.load(params).speaker == "mine"
    assert layouts.load(params.model_copy(update={"speaker": "ann"})).speaker == "ann"


def test_a_limit_counts_what_can_be_used(mine: Path, tmp_path: Path) -> None:
    rows = [f"{NAMES[number]}|{'ann' if number < 2 else 'bob'}|en|Words." for number in range(8)]
    params = settings(mine, "\n".join(rows), speaker="ann", limit=1)
    kept, quarantined = ingest(params, tmp_path)
    assert len(kept) == 1
    assert len(quarantined) == 6


def test_a_byte_that_is_not_utf8_costs_its_row_alone(mine: Path, tmp_path: Path) -> None:
    data = f"{NAMES[0]}|ann|en|Hello.\n{NAMES[1]}|ann|en|Adi".encode() + b"\xf3s.\n"
    kept, quarantined = ingest(settings(mine, data), tmp_path)
    assert [row.text for row in kept] == ["Hello."]
    assert codes(quarantined) == {"~line-2": "bad_encoding"}
    assert "\\udcf3" in quarantined[0].value


def test_a_table_in_utf16_is_refused(mine: Path) -> None:
    with pytest.raises(VoxloomError, match=r"metadata\.csv: is UTF-16 or UTF-32; save .* UTF-8"):
        layouts.load(settings(mine, f"{NAMES[0]}|ann|en|Hello.\n".encode("utf-16")))


def test_columns_may_be_named_as_the_header_has_them(mine: Path, tmp_path: Path) -> None:
    text = f'length,sentence,file\n3,"Hello, you.",{NAMES[0]}\n4,Bye.,{NAMES[1]},more\n'
    columns = ["path=file", "text=sentence"]
    kept, quarantined = ingest(settings(mine, text, delimiter=",", columns=columns), tmp_path)
    assert [(row.id, row.text) for row in kept] == [("wavs-take-0", "Hello, you.")]
    assert codes(quarantined) == {"~line-3": "bad_row"}
    with pytest.raises(VoxloomError, match=r"not one column called words .*length, sentence, file"):
        layouts.load(settings(mine, text, delimiter=",", columns=["path=file", "text=words"]))


def test_json_lines_have_their_keys_named(mine: Path, tmp_path: Path) -> None:
    rows = [
        {"file": NAMES[0], "said": "Hello."},
        {"file": NAMES[1]},
        {"said": "No file."},
        {"file": NAMES[2], "said": ["no", "text"]},
    ]
    path = mine / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "[" * 100_000 + "\n")
    columns = ["path=file", "text=said"]
    kept, quarantined = ingest(
        ingest_params(corpus="table", source=str(path), columns=columns), tmp_path
    )
    assert [row.text for row in kept] == ["Hello."]
    assert codes(quarantined) == {
        "wavs-take-1": "no_transcript",
        "wavs-take-2": "no_transcript",
        "~line-3": "bad_row",
        "~line-5": "bad_row",
    }


def test_a_cell_of_a_megabyte_is_one_bad_row(mine: Path, tmp_path: Path) -> None:
    text = f"{NAMES[0]}|{'x' * 1_200_000}\n{NAMES[1]}|Bye.\n"
    kept, quarantined = ingest(settings(mine, text, columns=["path", "text"]), tmp_path)
    assert [row.text for row in kept] == ["Bye."]
    assert codes(quarantined) == {"~line-1": "long_line"}


@pytest.mark.parametrize("text", ["", "\n\n", "path|speaker|language|text\n"])
def test_a_table_without_rows_is_refused(mine: Path, text: str) -> None:
    with pytest.raises(VoxloomError, match=r"metadata\.csv lists no recording"):
        layouts.load(settings(mine, text))


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(
        VoxloomError, match=r"ingest\.source: there is no file or folder .*none\.csv"
    ):
        layouts.load(ingest_params(corpus="table", source=str(tmp_path / "none.csv")))


def test_opus_decodes(mine: Path, tmp_path: Path) -> None:
    write_opus(mine / "wavs/a.opus", mine / NAMES[0])
    kept, _ = ingest(settings(mine, "wavs/a.opus|ann|en|Hello.\n"), tmp_path)
    assert (kept[0].rate, kept[0].audio) == (48000, "data/corpus/audio/wavs-a.opus")
    assert kept[0].duration == pytest.approx(0.3, abs=0.03)


def write_opus(path: Path, wav: Path) -> None:
    av = pytest.importorskip("av")
    audio = decode(wav)
    frame = av.AudioFrame.from_ndarray(audio.samples[None, :], format="fltp", layout="mono")
    frame.sample_rate = audio.rate
    with av.open(str(path), "w", format="ogg") as container:
        stream = container.add_stream("libopus", rate=48000, layout="mono")
        resampler = av.AudioResampler(format="s16", layout="mono", rate=48000, frame_size=960)
        for block in [*resampler.resample(frame), *resampler.resample(None), None]:
            container.mux(stream.encode(block))
