from __future__ import annotations

from pathlib import Path

import pynini
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voxloom.text.reading.transducer import Transducer, write_compact

WORDS = {"1": "one", "2": "two", "12": "a dozen", "é": "naïve 日本", "ab": "", "a": "[alpha]"}


@pytest.fixture(scope="module")
def rewriting() -> pynini.Fst:
    """Numbers as words, with a byte-by-byte chain for each; the longer match is cheaper."""
    pairs = [pynini.cross(pynini.escape(read), pynini.escape(said)) for read, said in WORDS.items()]
    one = pynini.union(*(pynini.accep("", weight=1.0) + pair for pair in pairs))
    return (one + pynini.closure(pynini.accep(" ") + one)).optimize()


@pytest.fixture(scope="module")
def compact(rewriting: pynini.Fst, tmp_path_factory: pytest.TempPathFactory) -> Transducer:
    path = tmp_path_factory.mktemp("fst") / "words.fst"
    write_compact(rewriting, path)
    return Transducer.read(path)


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(WORDS)), min_size=1, max_size=6).map(" ".join))
def test_it_rewrites_as_the_original(rewriting: pynini.Fst, compact: Transducer, text: str) -> None:
    expected = pynini.shortestpath(pynini.escape(text) @ rewriting).string()
    assert compact.best(text) == expected


def test_of_what_is_not_accepted_there_is_no_rewriting(compact: Transducer) -> None:
    assert compact.best("3") is None


def test_chains_are_gone(rewriting: pynini.Fst, tmp_path: Path) -> None:
    write_compact(rewriting, tmp_path / "words.fst")
    written = pynini.Fst.read(str(tmp_path / "words.fst"))
    assert written.num_states() < rewriting.num_states() / 2
