"""Whatever text comes from outside, a page shows it and makes nothing of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import numpy as np
import pytest
from markupsafe import Markup

from tests.report.test_page import TONE, make_part
from tests.support.rows import utterance
from voxloom.report.blocks.content import Fact, License, Picture, Player, Tile
from voxloom.report.draw import charts
from voxloom.report.html.page import render_page
from voxloom.study.cleaning import StudyRow
from voxloom.study.table import study_table
from voxloom.survey.content import (
    CleaningChange,
    CorpusPage,
    CorpusPart,
    Quarantine,
    Ranked,
    Ranking,
    ReasonCount,
    Unit,
    render_corpus,
)
from voxloom.survey.difference import Change, Difference, Size
from voxloom.survey.order import ORDERS
from voxloom.survey.review import ReviewList, Suspect
from voxloom.survey.review_page import render_review

HOSTILE = (
    "\"'></title></script></style></textarea></code><script>alert(1)</script>"
    "<img src=x onerror=alert(1)>{{ 7 * 7 }}{% raw %}<!--\u2028&lt;b&gt;"
)
# Names that are the project's own, by which a page finds a figure, an anchor or a class.
OWN = {"href", "mark", "ground", "id of Section", "kind of Column", "name of Ranking"}


def poisoned(value: Any) -> Any:
    """The same with every text from outside made hostile."""
    if isinstance(value, Markup | bytes | np.ndarray):
        return value
    if isinstance(value, str):
        return value and value + HOSTILE
    if isinstance(value, tuple | list):
        return type(value)(map(poisoned, value))
    if isinstance(value, Mapping):
        return {key: poisoned(each) for key, each in value.items()}
    if not dataclasses.is_dataclass(value):
        return value
    kind = type(value).__name__
    changes = {
        field.name: poisoned(getattr(value, field.name))
        for field in dataclasses.fields(value)
        if not {field.name, f"{field.name} of {kind}"} & OWN
    }
    return dataclasses.replace(value, **changes)  # type: ignore[type-var]


class Elements(HTMLParser):
    """Each element with the names of its attributes, in order; and all text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, tuple(name for name, _ in attrs)))

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_data(self, data: str) -> None:
        self.text += data


def assert_only_shown(clean: str, hostile: str) -> None:
    elements, same = Elements(hostile), Elements(clean)
    assert elements.found == same.found
    assert HOSTILE in elements.text
    assert hostile.count("<script") == clean.count("<script") == 1


@pytest.fixture(scope="module")
def picture() -> Picture:
    return Picture(charts.kl_per_dimension(np.array([0.5, 0.0]), 0.02), "dimensions")


def test_the_report() -> None:
    parts = [make_part("second"), make_part("first")]
    assert_only_shown(render_page(parts), render_page(poisoned(parts)))


def test_the_corpus_report(picture: Picture) -> None:
    change = Change("a", "before", "after")
    size = Size("v1", 3, 2, 1, 0.1)
    page = CorpusPage(
        title="Corpus",
        summary="Of prompts.",
        license=License("prompts", "CC-BY-SA-3.0", "Spoken by A. Person"),
        facts=(Fact("Speaker", "ann"),),
        tiles=(Tile("Hours", "0.5", "h", "More is better."),),
        difference=Difference(size, size, {"text": (change,)}),
        reasons=(ReasonCount("ingest", "no_transcript", 1),),
        quarantine=(Quarantine("ingest", "a", "a.wav", "bad_row", "1", "a row"),),
        quarantine_total=1,
        histograms=picture,
        parts=(CorpusPart("ann", 1, 0.1),),
        cleaning=(CleaningChange("Loudness", "LUFS", -20.0, -23.0),),
        unit="phones",
        units=(Unit("a", 1, True),),
        often=10,
        coverage=(Fact("Phones", "1"),),
        frequent={f"word{HOSTILE}": 3},
        once=("once",),
        once_total=1,
        rankings=(Ranking("snr", "Noise", "loud", (Ranked("a", "A.", "1", "x", _player()),)),),
        study=study_table([_studied()]),
    )
    clean = dataclasses.replace(page, frequent={"word": 3})
    hostile = dataclasses.replace(poisoned(page), study=study_table([poisoned(_studied())]))
    assert_only_shown(render_corpus(clean), render_corpus(hostile))


def test_the_page_to_review() -> None:
    row = utterance("a", text="Hello.")
    clean = ReviewList("snr", ORDERS, 1, (Suspect(row, {"snr": 20.0}),), {"dnsmos": "no model"})
    worse = row.model_copy(update={"id": poisoned("a"), "text": poisoned("Hello.")})
    hostile = ReviewList(
        "snr", ORDERS, 1, (Suspect(worse, {"snr": 20.0}),), {"dnsmos": poisoned("no model")}
    )
    assert_only_shown(render_review(clean, [TONE]), render_review(hostile, [TONE]))


def _player() -> Player:
    return Player("natural", TONE)


def _studied() -> StudyRow:
    return StudyRow(
        step="denoise",
        damage="white noise",
        level=20.0,
        unit="dB SNR",
        measure="si_sdr_db",
        before=None,
        after=None,
        utterances=1,
        absent="no PESQ",
    )
