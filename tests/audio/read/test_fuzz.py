"""A share of `python -m tests.audio.read.fuzz`, which runs 20,000 mutants and 2,000 clean files."""

from __future__ import annotations

import pytest

from tests.audio.read.fuzz import GIB, Tally, fuzz, judge_clean


def check(tallies: dict[str, Tally]) -> None:
    for kind, tally in tallies.items():
        assert tally.judged, kind
        assert not tally.crashes + tally.hangs + tally.shortened, tally.lines()
        assert tally.peak_bytes < GIB


def test_ruined_files_are_refused_or_whole() -> None:
    tallies = fuzz(400, seed=11)
    check(tallies)
    for kind in ("flac", "mp3", "ogg"):  # the fuzzer does ruin them
        assert tallies[kind].codes["accepted"] < 0.3 * tallies[kind].judged


def test_no_clean_file_is_refused() -> None:
    for tally in judge_clean(15, seed=12).values():
        assert tally.judged == 15
        assert not tally.refused, tally.lines()


@pytest.mark.slow
def test_twenty_thousand_ruined_files() -> None:
    check(fuzz(20000, seed=13))
