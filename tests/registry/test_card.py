"""The card of a version: short enough for its place, and nobody else's markup in it."""

from __future__ import annotations

from typing import Any

import pytest
from markdown_it import MarkdownIt

from voxloom.core.plain import DESCRIPTION
from voxloom.registry.card import Card

MEL = {"rate": 24000, "hop": 256, "n_mels": 100}
TRAINING = {"best_step": 3, "device": "cpu", "torch": "2.11.0"}
SPEECH = {"mel": MEL, "shape": {"stride": 2, "latent": 32}, "training": TRAINING}
PRIOR = {
    "text": {"tokens": "phonemes"},
    "pace": {"edges": 0.2, "phone": 0.08, "word": 0.1, "pause": 0.2},
    "training": TRAINING,
}
CORPUS = {
    "name": "prompts",
    "language": "en",
    "speaker": "allison",
    "source": "https://example.org/prompts.tar.gz",
    "license": "CC-BY-SA-3.0",
    "attribution": "Recorded by Allison",
}
GATES = {"speech": "speech.heldout.mel_error_db", "voice": "voice.free.wer"}
# As many figures as the default preset's voice has, whose card PostgreSQL refused.
FIGURES = {f"voice.free.figure_with_a_long_name_{number}": 0.5 for number in range(150)}
HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "a | b | c\n| --- | --- |\n| 1 | 2 |",
    "\n\n# A heading\n\n- a list\n\n```\ncode",
    "[click](javascript:alert(1)) ![p](http://x/p.png) **bold** `code` ~~gone~~ _so_",
    "&lt;b&gt; &amp; \\<b> \\",
    "good\u202egnp.exe\u2066",
    "NUL\x00 and half \ud83d",
]


def card(system: str, corpus: dict[str, str], metrics: dict[str, float] | None = None) -> Card:
    config: dict[str, Any] = {**SPEECH, "corpus": corpus}
    if system == "voice":
        config = {"speech": SPEECH, "prior": PRIOR, "vocoder": {"form": "griffinlim"}}
        config["corpus"] = corpus
    gate = GATES[system]
    return Card(system, config, "d" * 64, {gate: 0.25, **(metrics or {})})


@pytest.mark.parametrize("system", GATES)
def test_a_description_fits_its_column_and_shows_the_gate(system: str) -> None:
    long = card(system, CORPUS, FIGURES)
    assert len(long.full) > DESCRIPTION
    assert all(f"`{name}` | 0.5 |" in long.full for name in FIGURES)
    shown = long.description(GATES[system])
    assert len(shown) <= DESCRIPTION
    assert f"| `{GATES[system]}` | 0.25 |" in shown
    for text in (*CORPUS.values(), "model_card.md"):
        assert text in shown


@pytest.mark.parametrize("system", GATES)
@pytest.mark.parametrize("text", ["long " * 5000, "<&|>" * 5000, "朗" * 5000, *HOSTILE])
def test_whatever_the_corpus_says_of_itself(system: str, text: str) -> None:
    shown = card(system, dict.fromkeys(CORPUS, text), FIGURES).description(GATES[system])
    assert len(shown) <= DESCRIPTION
    shown.encode()


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("field", CORPUS)
def test_no_text_from_outside_is_markup(field: str, text: str) -> None:
    """Another text in a field changes no tag of the page the card becomes."""
    assert tags({**CORPUS, field: text}) == tags({**CORPUS, field: "plain"})


def test_what_is_said_stays_readable() -> None:
    corpus = {**CORPUS, "attribution": "Zoë <zoe@x.org> & A|B_c*d"}
    html = MarkdownIt().enable("table").render(card("voice", corpus).full)
    assert "Attribution: Zoë &lt;zoe@x.org&gt; &amp; A|B_c*d" in html


def test_a_figures_name_breaks_no_table() -> None:
    figures = {"voice.a|b\n`<i>": 1.0}
    html = MarkdownIt().enable("table").render(card("voice", CORPUS, figures).full)
    assert html.count("<tr>") == 3
    assert "<i>" not in html


def tags(corpus: dict[str, str]) -> list[str]:
    tokens = MarkdownIt().enable(["table", "strikethrough"]).parse(card("voice", corpus).full)
    inner = [child for token in tokens for child in token.children or []]
    return [token.type for token in (*tokens, *inner) if token.type != "text"]
