from __future__ import annotations

import pytest

from voxloom.metrics.recognition import error_rates
from voxloom.metrics.spelling import as_written
from voxloom.metrics.word_errors import marked_words

MARKS = {"same": "", "wrong": "!", "extra": "+", "missing": "-"}
CASES = [
    ("please hold the line", "Please hold the line.", "please hold the line"),
    ("please hold the line", "please hold line", "please hold -the line"),
    ("please hold", "please hold on", "please hold +on"),
    ("please hold", "police hold", "-please !police hold"),
    ("please hold", "", "-please -hold"),
    ("", "hello", "+hello"),
    ("", "", ""),
]


@pytest.mark.parametrize(("reference", "heard", "expected"), CASES)
def test_each_word_is_marked(reference: str, heard: str, expected: str) -> None:
    words = marked_words(reference, heard, as_written("en"))
    assert " ".join(MARKS[word.outcome] + word.text for word in words) == expected


def test_as_many_errors_are_marked_as_wer_counts() -> None:
    reference, heard = "you have reached ten offices", "you've reached 10 of ices now"
    words = marked_words(reference, heard, as_written("en"))
    missing = sum(word.outcome == "missing" for word in words)
    extra = sum(word.outcome == "extra" for word in words)
    kept = sum(word.outcome in ("same", "missing") for word in words)
    assert error_rates([reference], [heard], as_written("en")).wer == pytest.approx(
        (missing + extra) / kept
    )
