from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import decode_bytes
from voxloom.report.content import (
    CorpusReport,
    Fact,
    HeldOut,
    License,
    Listening,
    Picture,
    Player,
    QuarantineReason,
    Report,
    Tile,
)
from voxloom.report.draw import charts
from voxloom.report.html.page import render_page

TONE = Audio(0.3 * np.sin(np.arange(4000) / 9.0).astype(np.float32), 16000)
HOSTILE = "<script>alert('x')</script> & \"quoted\""
VOID = {"meta", "img", "link", "br", "hr", "input"}


class Page(HTMLParser):
    """Every element with its attributes, and whether they nest."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.stack: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        assert self.stack.pop() == tag
        if tag in {"th", "td"}:
            self.text += " "

    def handle_data(self, data):
        self.text += data

    def every(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def report() -> Report:
    picture = Picture(charts.kl_per_dimension(np.array([0.5, 0.0]), 0.02), "two <dimensions>")
    players = (Player("Natural", TONE), Player("Reconstructed", TONE))
    return Report(
        title="A voice",
        system="speech",
        summary="A model.",
        license=License("prompts", "CC-BY-SA-3.0", "Spoken by A. Person"),
        facts=(Fact("Parameters", "1,000"),),
        tiles=(Tile("Mel error", "heldout.mel_error_db", 3.21, "Lower is better."),),
        held_out=(HeldOut("one", HOSTILE, players, picture, 3.25),),
        samples=(Player("Sample 1", TONE),),
        interpolations=(Listening("A to B", players, picture),),
        repairs=(Listening("A gap", players),),
        training=picture,
        kl_per_dimension=picture,
        traversals=picture,
        corpus=CorpusReport(
            hours=0.5,
            kept=9,
            page="corpus.html",
            unaligned=(QuarantineReason("too_fast", 2, "a.wav: 3 frames"),),
        ),
        metrics={"speech.heldout.mel_error_db": 3.21, "speech.natural.wer": 0.035},
        absent={"speech.heldout.pesq_wb": "PESQ is not installed"},
    )


@pytest.fixture(scope="module")
def html(report: Report) -> str:
    return render_page(report)


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_two_renders_are_the_same(report, html):
    assert render_page(report) == html


def test_the_page_asks_for_nothing(html, page):
    for tag, attributes in page.elements:
        for name in ("src", "href", "srcset", "poster", "action", "data"):
            value = attributes.get(name)
            inside = value is None or value.startswith(("data:", "#"))
            assert inside or (tag, value) == ("a", "corpus.html"), (tag, name)
    assert not page.every("link")
    assert "@import" not in html
    assert "url(" not in html


def test_elements_nest_and_ids_are_unique(page):
    assert page.stack == []
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    for link in page.every("a"):
        assert link["href"] == "corpus.html" or link["href"][1:] in ids


def test_every_player_holds_its_sound_and_says_what_it_is(page):
    players = page.every("audio")
    assert len(players) == 7
    for player in players:
        kind, _, data = player["src"].partition(",")
        assert kind == "data:audio/flac;base64"
        assert decode_bytes(base64.b64decode(data)).rate == TONE.rate
        assert player["aria-label"]
        assert "controls" in player


def test_every_picture_says_what_is_to_be_seen(page):
    assert {picture["alt"] for picture in page.every("img")} == {"two <dimensions>"}


def test_a_transcript_is_text_wherever_it_stands(html, page):
    assert HOSTILE in page.text
    assert any(HOSTILE in player["aria-label"] for player in page.every("audio"))
    assert html.count("<script>") == 1


def test_only_the_pages_own_script_may_run(html, page):
    script = re.search(r"<script>(.*?)</script>", html, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policies = [meta["content"] for meta in page.every("meta") if "http-equiv" in meta]
    assert policies[0].startswith("default-src 'none'")
    assert f"script-src 'sha256-{digest}'" in policies[0]


def test_licence_and_attribution_are_plain_to_see(page):
    assert "CC-BY-SA-3.0" in page.text
    assert "Spoken by A. Person" in page.text


def test_an_absent_metric_is_listed_with_its_reason(page):
    assert "Absent: PESQ is not installed." in page.text
    assert page.text.count("absent") >= 1


def test_metrics_have_units_and_a_sentence(page):
    flat = " ".join(page.text.split())
    assert "3.21 dB ↓ lower" in flat
    assert "3.5 % ↓ lower" in flat
    assert "Mean absolute difference of the log-mels" in flat


def test_the_corpus_has_a_page_of_its_own(page):
    flat = " ".join(page.text.split())
    assert "0.50 hours of speech in 9 utterances." in flat
    assert "too_fast 2 a.wav: 3 frames" in flat
    assert "corpus.html" in {link["href"] for link in page.every("a")}


def test_a_report_without_a_part_has_no_such_section(report):
    bare = Page(render_page(replace(report, repairs=(), corpus=None, metrics={}, absent={})))
    links = {link["href"] for link in bare.every("a")}
    assert links.isdisjoint({"#repair", "#corpus", "#metrics"})
    assert "#listen" in links
