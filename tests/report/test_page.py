from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import decode_bytes
from voxloom.report.blocks.content import (
    Column,
    Example,
    Fact,
    Figure,
    License,
    Listening,
    Pairs,
    Part,
    Picture,
    Player,
    Run,
    Section,
    Table,
    Tiles,
    plain,
)
from voxloom.report.blocks.folder import read_part, write_part
from voxloom.report.blocks.glossary import Glossary, Term
from voxloom.report.blocks.metric_tables import metric_tables, tiles
from voxloom.report.draw import charts
from voxloom.report.html.page import render_page

TONE = Audio(0.3 * np.sin(np.arange(4000) / 9.0).astype(np.float32), 16000)
HOSTILE = "<script>alert('x')</script> & \"quoted\""
VOID = {"meta", "img", "link", "br", "hr", "input"}


class Page(HTMLParser):
    """Every element with its attributes, and whether they nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.stack: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag
        if tag in {"th", "td"}:
            self.text += " "

    def handle_data(self, data: str) -> None:
        self.text += data

    def every(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]


GLOSSARY = Glossary(
    {
        "mel_error_db": Term("dB", "lower", "Mean absolute difference of the log-mels."),
        "wer": Term("share", "lower", "Words the recogniser got wrong."),
        "pesq_wb": Term("MOS-LQO", "higher", "Wide-band PESQ."),
    },
    {"heldout": "Recordings the model never trained on."},
)
METRICS = {"heldout.mel_error_db": 3.21, "natural.wer": 0.035}
ABSENT = {"heldout.pesq_wb": "PESQ is not installed"}


def make_part(system: str) -> Part:
    """One with every kind of block."""
    drawn = charts.kl_per_dimension(np.array([0.5, 0.0]), 0.02)

    def picture(name: str) -> Picture:
        return Picture(drawn, "two <dimensions>", f"{system}-{name}")

    def players(name: str) -> tuple[Player, ...]:
        labels = ("natural", "reconstructed")
        return tuple(Player(label, TONE, f"{system}-{name}-{label}") for label in labels)

    marked = (Run("Heard: ", "quiet"), Run("lime", "wrong"), Run(" "), Run("line", "missing"))
    said = Example(HOSTILE, (Run("one", "code"),), players("free"), marked)
    more = plain("More of it.")
    columns = (Column("Kind"), Column("Count", "number"))
    table = Table("Set aside", columns, (((Run("too_fast", "code"),), plain("2")),), "Set aside")
    headline = tiles((("Mel error", "heldout.mel_error_db", "Less is good."),), METRICS, GLOSSARY)
    return Part(
        system,
        f"The {system}",
        "A model.",
        License("prompts", "CC-BY-SA-3.0", "Spoken by A. Person"),
        (Fact("Parameters", "1,000"),),
        Section(f"{system}-overview", "Overview", more, (Tiles(headline),), "Overview"),
        (
            Section(
                f"{system}-listen",
                "Listen",
                more,
                (
                    Example("One.", more, players("heldout"), picture=picture("heldout")),
                    Pairs((said,)),
                ),
                "Listen",
            ),
            Section(
                f"{system}-drawn",
                "Drawn",
                more,
                (
                    Listening(players("sample"), "a sample of the model"),
                    Listening(players("walk"), "A to B", "A to B", picture("walk")),
                    Figure(picture("training"), titled=True),
                ),
            ),
        ),
        (
            Section(
                "corpus",
                f"Corpus of the {system}",
                (Run("See "), Run("the corpus report", href="corpus.html"), Run(".")),
                (table,),
                "Corpus",
            ),
        ),
        metric_tables(system, METRICS, ABSENT, GLOSSARY),
    )


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    return [make_part("second"), make_part("first")]


@pytest.fixture(scope="module")
def html(parts: list[Part]) -> str:
    return render_page(parts)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_a_part_comes_back_from_its_files_as_it_was(
    parts: list[Part], html: str, tmp_path: Path
) -> None:
    for part in parts:
        write_part(tmp_path / part.system, part)
    assert render_page([read_part(tmp_path / part.system) for part in parts]) == html


@pytest.mark.parametrize("name", ["", "taken"])
def test_what_becomes_a_file_has_a_name_of_its_own(
    parts: list[Part], tmp_path: Path, name: str
) -> None:
    nameless = Listening((Player("a", TONE, "taken"), Player("b", TONE, name)), "both")
    section = replace(parts[0].overview, blocks=(nameless,))
    with pytest.raises(ValueError, match="names no file"):
        write_part(tmp_path, replace(parts[0], overview=section))


def test_the_first_part_gives_the_page_its_title_and_the_next_is_below(
    html: str, page: Page
) -> None:
    assert "<h1>The second</h1>" in html
    assert 'class="system"' in html
    assert html.index("second-overview-title") < html.index("first-overview-title")
    assert [link["href"] for link in page.every("a")].count("#first-overview") == 1
    assert ">The first</a>" in html


def test_what_closes_the_page_is_there_once(page: Page) -> None:
    assert "Corpus of the second" in page.text
    assert "Corpus of the first" not in page.text


def test_what_was_heard_is_marked(html: str) -> None:
    assert "<ins>lime</ins> <del>line</del>" in html


def test_the_page_asks_for_nothing(html: str, page: Page) -> None:
    for tag, attributes in page.elements:
        for name in ("src", "href", "srcset", "poster", "action", "data"):
            value = attributes.get(name)
            inside = value is None or value.startswith(("data:", "#"))
            assert inside or (tag, value) == ("a", "corpus.html"), (tag, name)
    assert not page.every("link")
    assert "@import" not in html
    assert "url(" not in html


def test_elements_nest_and_ids_are_unique(page: Page) -> None:
    assert page.stack == []
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for link in page.every("a"):
        assert link["href"] == "corpus.html" or link["href"][1:] in ids


def test_every_player_holds_its_sound_and_says_what_it_is(page: Page) -> None:
    players = page.every("audio")
    assert len(players) == 16
    for player in players:
        kind, _, data = player["src"].partition(",")
        assert kind == "data:audio/flac;base64"
        assert decode_bytes(base64.b64decode(data)).rate == TONE.rate
        assert player["aria-label"]
        assert "controls" in player


def test_every_picture_says_what_is_to_be_seen(page: Page) -> None:
    assert {picture["alt"] for picture in page.every("img")} == {"two <dimensions>"}


def test_a_transcript_is_text_wherever_it_stands(html: str, page: Page) -> None:
    assert HOSTILE in page.text
    assert any(HOSTILE in player["aria-label"] for player in page.every("audio"))
    assert html.count("<script>") == 1


def test_only_the_pages_own_script_may_run(html: str, page: Page) -> None:
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policies = [meta["content"] for meta in page.every("meta") if "http-equiv" in meta]
    assert policies[0].startswith("default-src 'none'")
    assert f"script-src 'sha256-{digest}'" in policies[0]


def test_licence_and_attribution_are_plain_to_see(page: Page) -> None:
    assert "CC-BY-SA-3.0" in page.text
    assert "Spoken by A. Person" in page.text


def test_an_absent_metric_is_listed_with_its_reason(page: Page) -> None:
    assert "Absent: PESQ is not installed." in page.text
    assert page.text.count("absent") >= 1


def test_metrics_have_units_and_a_sentence(page: Page) -> None:
    flat = " ".join(page.text.split())
    assert "3.21 dB ↓ lower" in flat
    assert "3.5 % ↓ lower" in flat
    assert "Mean absolute difference of the log-mels" in flat
    assert "second.natural" in flat


def test_a_table_names_its_rows_and_leads_where_it_says(page: Page) -> None:
    flat = " ".join(page.text.split())
    assert "too_fast 2" in flat
    assert "corpus.html" in {link["href"] for link in page.every("a")}
    assert {"Set aside", "Metrics: first.heldout"} <= {
        place["aria-label"] for place in page.every("div") if place.get("role") == "region"
    }


def test_a_section_without_a_link_is_not_in_the_navigation(page: Page) -> None:
    links = {link["href"] for link in page.every("a")}
    assert "#second-listen" in links
    assert "#second-drawn" not in links


def test_a_page_needs_a_part() -> None:
    with pytest.raises(ValueError, match="needs a part"):
        render_page([])
