"""Lists and Parquet files that are small on disk and large when they are read."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.corpora.settings import hum, ingest_params
from tests.support.memory import measure
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Quarantined
from voxloom.corpora import huggingface, layouts, lists, utf8
from voxloom.corpora.read import NOWHERE, read_corpus
from voxloom.corpora.utf8 import list_lines

MIB = 1 << 20
CUT = {
    "id": "a",
    "type": "MonoCut",
    "duration": 0.2,
    "supervisions": [{"id": "a", "duration": 0.2, "text": "Hello."}],
    "recording": {"sources": [{"type": "file", "channels": [0], "source": "a.wav"}]},
}
GOOD = json.dumps(CUT).encode() + b"\n"
AUDIO = pa.struct([("bytes", pa.binary()), ("path", pa.string())])


def packed(block: bytes, times: int) -> bytes:
    """So many blocks, each packed on its own: unpacked they are one stream."""
    return gzip.compress(GOOD) + gzip.compress(block) * times


def over(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path.parent


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "line feeds": (lambda: packed(b"\n" * 10 * MIB, 15), "over 3000000 lines"),
    "bad lines": (lambda: packed(b"a\n" * 5 * MIB, 1), "10000 lines in a row tell of no recording"),
    "every other line": (
        lambda: packed((b"a\n" * 9999 + GOOD) * 12, 1),
        "100000 lines tell of no recording",
    ),
    "zeros": (lambda: packed(bytes(64 * MIB), 24), "unpacks to over 200 times its size"),
    "a line without end": (lambda: packed(b"x" * 64 * MIB, 16), "unpacks to over 200 times"),
}
FIND = """
for source in sys.argv[1:]:
    try:
        found = layouts.find(ingest_params(corpus="auto", source=source))
        codes = [entry.rejection.code if entry.rejection else "fine" for entry in found.entries]
        print(dict(Counter(codes)))
    except VoxloomError as error:
        print(error)
"""
PREPARE = """
from collections import Counter
from tests.corpora.settings import ingest_params
from voxloom.corpora import layouts
from voxloom.core.errors import VoxloomError
"""


def test_small_archives_of_large_lists(tmp_path: Path) -> None:
    folders = [
        over(tmp_path / name / "cuts.jsonl.gz", build()) for name, (build, _) in BOMBS.items()
    ]
    assert all(path.stat().st_size < 2 * MIB for path in tmp_path.rglob("*.gz"))
    work = measure(PREPARE, FIND, *folders)
    for line, (name, (_, wanted)) in zip(work.lines, BOMBS.items(), strict=True):
        assert f"{name}/cuts.jsonl.gz: {wanted}" in line
    assert work.mib < 150


def test_lists_that_are_large_on_disk(tmp_path: Path) -> None:
    """A line of 256 MiB, one deep as a well, a number of a million digits, transcripts of 1 MB."""
    row = b'{"audio_filepath": "a.wav", "text": "Hello."}\n'
    lines = [row, b"[" * 100_000 + b"\n", b'{"audio_filepath": ' + b"9" * 1_000_000 + b"}\n", row]
    nested = over(tmp_path / "nested/a.jsonl", b"".join(lines))
    hole = over(tmp_path / "hole/metadata.csv", b"a.wav|Hello.\n")
    with (hole / "metadata.csv").open("ab") as file:
        file.truncate(256 * MIB)  # NULs that take no room
        file.seek(0, 2)
        file.write(b"\na.wav|Hello.\n")
    words = b"a.wav|" + b"word " * 200_000 + b"\n"
    texts = over(tmp_path / "texts/metadata.csv", words * 200)
    work = measure(PREPARE, FIND, nested, hole, texts)
    assert work.lines == [
        "{'fine': 2, 'bad_row': 2}",
        "{'fine': 2, 'long_line': 1}",
        "{'long_transcript': 200}",
    ]
    assert work.mib < 150


def test_a_quotation_mark_left_open_takes_in_no_list(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(b'a.wav,"Hello.\n' + b"b.wav,Hello.\n" * 200_000)
    params = ingest_params(
        corpus="table", source=str(table), delimiter=",", columns=["path", "text"]
    )
    with pytest.raises(VoxloomError, match=r"table\.csv: line \d+: field larger than field limit"):
        layouts.find(params)


def test_a_row_of_a_million_delimiters_takes_no_time(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_bytes(b"a.wav|Hello." + b"|" * 1_000_000 + b"\n")
    params = ingest_params(corpus="table", source=str(table), columns=["path", "text"])
    (entry,) = layouts.find(params).entries
    assert (entry.name, entry.text) == ("a.wav", "Hello.")


def test_what_lies_beyond_a_long_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "list"
    for end in (b"\n", b"\r\n", b"\r"):
        long = b"x" * (utf8.LONGEST_LINE + 1)
        path.write_bytes(end.join([b"\xef\xbb\xbfone", long, b"", b"three\xff", b"last"]))
        lines = list(list_lines(path))
        assert [line.number for line in lines] == [1, 2, 3, 4, 5]
        assert [line.too_long for line in lines] == [False, True, False, False, False]
        assert [line.text for line in lines if line.number != 2] == [
            *["one", "", "three\udcff", "last"]
        ]


def test_bad_lines_among_many_good_ones_stop_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MAX_BAD_IN_A_ROW", 3)
    monkeypatch.setattr(lists, "MAX_BAD", 7)
    source = over(tmp_path / "mine/metadata.csv", b"a.wav|One.\n" + b"a\na\na.wav|Two.\n" * 3)
    found = layouts.find(ingest_params(corpus="piper", source=str(source)))
    assert [entry.rejection is None for entry in found.entries] == [
        *[True],
        *([False, False, True] * 3),
    ]


def write_parquet(path: Path, cells: list[bytes], **options: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = [{"bytes": cell, "path": f"{number}.wav"} for number, cell in enumerate(cells)]
    table = pa.table({"audio": pa.array(rows, AUDIO), "text": ["Hello there."] * len(cells)})
    pq.write_table(table, path, compression="zstd", **options)
    return path.parent


def outcome(source: Path) -> tuple[list[str], list[Quarantined]]:
    params = ingest_params(corpus="auto", source=str(source))
    corpus = layouts.corpus_of(layouts.find(params), params, None, None)
    _, kept, quarantined, _ = read_corpus(corpus, params, NOWHERE)
    return [row.id for row in kept], quarantined


READ = """
for source in sys.argv[1:]:
    kept, quarantined = outcome(Path(source))
    print(len(kept), dict(Counter(row.code for row in quarantined)))
"""
PREPARE_READ = """
from collections import Counter
from pathlib import Path
import pyarrow.parquet
from tests.corpora.test_bounds import outcome
from voxloom.audio.read.inspect import inspect
"""


def shared(value: bytes | str, times: int) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array([0] * times, pa.int32()), pa.array([value]))


def test_parquet_that_unpacks_to_more_than_a_file_may_be(tmp_path: Path) -> None:
    cell = bytes(260 * MIB)
    one = write_parquet(tmp_path / "one/t.parquet", [cell], use_dictionary=False)
    good = hum(tmp_path / "a.wav").read_bytes()
    apart = write_parquet(tmp_path / "apart/t.parquet", [good, cell], row_group_size=1)
    six = write_shared(tmp_path / "six/t.parquet", cell, 6)
    del cell
    assert all(path.stat().st_size < 100_000 for path in tmp_path.rglob("*.parquet"))
    work = measure(PREPARE_READ, READ, one, apart, six)
    assert work.lines == ["0 {'too_big': 1}", "1 {'too_big': 1}", "0 {'too_big': 6}"]
    assert work.mib < 150


def write_shared(path: Path, cell: bytes, times: int) -> Path:
    """A cell that stands once in the file, and in so many rows."""
    path.parent.mkdir()
    names = pa.array([f"{number}.wav" for number in range(times)])
    audio = pa.StructArray.from_arrays([shared(cell, times), names], ["bytes", "path"])
    table = pa.table({"audio": audio, "text": ["Hello there."] * times})
    pq.write_table(table, path, compression="zstd", store_schema=False)
    return path.parent


def test_a_cell_that_many_rows_share_is_not_read_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOXLOOM_JOBS", "1")
    monkeypatch.setattr(huggingface, "MAX_CELL", 8 * MIB)
    kept, quarantined = outcome(write_shared(tmp_path / "mine/t.parquet", bytes(2 * MIB), 2000))
    codes = [row.code for row in quarantined]
    assert (kept, len(codes), set(codes)) == ([], 2000, {"undecodable", "bomb"})
    assert codes.count("undecodable") < 20


def test_words_that_many_rows_share_are_held_once(tmp_path: Path) -> None:
    audio = pa.array([{"bytes": b"x", "path": "a.wav"}] * 5000, AUDIO)
    table = pa.table({"audio": audio, "text": shared("word " * MIB, 5000)})
    (tmp_path / "mine").mkdir()
    pq.write_table(table, tmp_path / "mine/t.parquet", compression="zstd", store_schema=False)
    work = measure(PREPARE, FIND, tmp_path / "mine")
    assert work.lines == ["{'long_transcript': 5000}"]
    assert work.mib < 150


@pytest.mark.parametrize("options", [{}, {"data_page_version": "2.0"}, {"use_dictionary": False}])
def test_all_ways_to_write_parquet_are_read(tmp_path: Path, options: dict[str, object]) -> None:
    cells = [hum(tmp_path / "a.wav", 0.2 + 0.01 * at).read_bytes() for at in range(12)]
    source = write_parquet(tmp_path / "mine/t.parquet", cells, row_group_size=5, **options)
    kept, quarantined = outcome(source)
    assert (len(kept), quarantined) == (12, [])


def test_a_broken_header_of_a_page_is_named(tmp_path: Path) -> None:
    cells = [hum(tmp_path / "a.wav").read_bytes()]
    source = write_parquet(tmp_path / "mine/t.parquet", cells, use_dictionary=False)
    path = source / "t.parquet"
    data = bytearray(path.read_bytes())
    data[4:12] = b"\xff" * 8
    path.write_bytes(bytes(data))
    (row,) = outcome(source)[1]
    assert row.code == "undecodable"
    assert "a broken page near byte" in row.message


def test_more_row_groups_than_are_read(tmp_path: Path) -> None:
    cells = [b"x"] * (huggingface.MAX_GROUPS + 1)
    source = write_parquet(tmp_path / "mine/t.parquet", cells, row_group_size=1)
    with pytest.raises(VoxloomError, match=r"t\.parquet: 5001 rows in 5001 row groups; over"):
        layouts.find(ingest_params(corpus="auto", source=str(source)))


def test_rows_of_nothing_are_soon_enough(tmp_path: Path) -> None:
    """A few bytes of Parquet say "nothing" a million times."""
    kind = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
    rows = 1_000_000
    table = pa.table({"audio": pa.nulls(rows, kind), "text": pa.nulls(rows, pa.string())})
    path = tmp_path / "mine/t.parquet"
    path.parent.mkdir()
    pq.write_table(table, path, compression="zstd")
    with pytest.raises(VoxloomError, match=r"t\.parquet: 10000 rows in a row have no words"):
        layouts.find(ingest_params(corpus="auto", source=str(path.parent)))
