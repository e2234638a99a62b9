from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.rows import utterance
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import (
    MANIFEST,
    QUARANTINE,
    Quarantined,
    Utterance,
    read_manifest,
    read_rows,
    split_of,
    write_outcome,
    write_rows,
)


def greeting(name: str) -> Utterance:
    return utterance(name, 160, text="“Hello”, 世界")


def set_aside(name: str, code: str = "silent") -> Quarantined:
    return Quarantined(id=name, file=f"{name}.wav", code=code, value="0", message="nothing")


def test_rows_come_back(tmp_path: Path) -> None:
    rows = [greeting("b"), greeting("a")]
    write_rows(tmp_path / MANIFEST, rows)
    assert read_manifest(tmp_path) == rows
    assert "世界" in (tmp_path / MANIFEST).read_text("utf-8")


def test_an_outcome_is_written_in_the_order_of_ids(tmp_path: Path) -> None:
    kept, aside = [greeting("c"), greeting("a")], [set_aside("d"), set_aside("b")]
    write_outcome(tmp_path, ["d", "c", "b", "a"], kept, aside)
    assert [row.id for row in read_manifest(tmp_path)] == ["a", "c"]
    assert [row.id for row in read_rows(tmp_path / QUARANTINE, Quarantined)] == ["b", "d"]


@pytest.mark.parametrize(
    ("inputs", "kept", "aside", "message"),
    [
        (["a", "b"], ["a"], [], r"2 inputs but 1 kept \+ 0 quarantined \(unaccounted: \['b'\]"),
        (["a", "b"], ["a"], ["a"], "'b'"),
        (["a"], ["a"], ["a"], "an id stands twice"),
        (["a", "a"], ["a"], [], "an id stands twice"),
        (["a"], ["a", "x"], [], "2 kept"),
    ],
)
def test_an_outcome_that_lost_or_doubled_something_is_refused(
    tmp_path: Path, inputs: list[str], kept: list[str], aside: list[str], message: str
) -> None:
    with pytest.raises(VoxloomError, match=message):
        write_outcome(tmp_path, inputs, [greeting(n) for n in kept], [set_aside(n) for n in aside])
    assert not list(tmp_path.iterdir())


def test_an_outcome_that_keeps_nothing_says_why(tmp_path: Path) -> None:
    aside = [set_aside("a", "silent"), set_aside("b", "too_short")]
    with pytest.raises(VoxloomError, match=r"every utterance was quarantined \(silent, too_short"):
        write_outcome(tmp_path, ["a", "b"], [], aside)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{no json", r"manifest\.jsonl:2: row: "),
        ('{"id": "a"}', r"manifest\.jsonl:2: audio: Field required"),
        (json.dumps({**greeting("a").model_dump(), "rate": 0}), r":2: rate: .*greater than 0"),
        (json.dumps({**greeting("a").model_dump(), "id": "../a"}), ":2: id: "),
        (json.dumps({**greeting("a").model_dump(), "extra": 1}), ":2: extra: "),
    ],
)
def test_a_bad_row_names_file_line_and_field(tmp_path: Path, line: str, message: str) -> None:
    good = json.dumps(greeting("a").model_dump())
    (tmp_path / MANIFEST).write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(VoxloomError, match=message):
        read_manifest(tmp_path)


def test_a_missing_manifest_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(VoxloomError, match="run the stage that writes it"):
        read_manifest(tmp_path)


SHARES = st.floats(0.0, 0.5)


@given(st.text(min_size=1), SHARES, SHARES)
def test_a_split_depends_on_nothing_but_the_id_and_the_shares(
    name: str, validation: float, test: float
) -> None:
    assert split_of(name, validation, test) == split_of(name, validation, test)


@given(st.text(min_size=1), SHARES, SHARES, SHARES)
def test_a_larger_test_share_only_adds_to_the_test_split(
    name: str, validation: float, test: float, more: float
) -> None:
    if split_of(name, validation, test) == "test":
        assert split_of(name, validation, min(1.0, test + more)) == "test"


def test_known_splits_stay_where_they_are() -> None:
    """Recorded once: another hash would move utterances between the splits of all corpora."""
    assert [split_of(name, 0.1, 0.1) for name in ("activated", "added", "vm-intro")] == [
        "train",
        "validation",
        "train",
    ]


def test_the_shares_are_those_asked_for() -> None:
    counts = Counter(split_of(f"utterance-{number}", 0.06, 0.1) for number in range(20000))
    assert counts["validation"] / 20000 == pytest.approx(0.06, abs=0.01)
    assert counts["test"] / 20000 == pytest.approx(0.1, abs=0.01)
    assert {split_of(f"u{number}", 0.0, 0.0) for number in range(100)} == {"train"}
