from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voxloom.report.blocks.glossary import Glossary, figure
from voxloom.survey.terms import GLOSSARY as CORPUS
from voxloom.systems.speech.evaluate.terms import GLOSSARY as SPEECH
from voxloom.systems.voice.evaluate.terms import GLOSSARY as VOICE


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("heldout.mel_error_db", 3.2144, ("3.21", "dB")),
        ("heldout.mel_error_db", 3.5, ("3.50", "dB")),
        ("heldout.wer", 0.0348, ("3.5", "%")),
        ("heldout.wer_over_natural", -0.01, ("−1.0", "%")),
        ("heldout.kl_bits_per_s", 19123.7, ("19,124", "bits/s")),
        ("heldout.kl_bits_per_s", 99.97, ("100", "bits/s")),
        ("heldout.active_units", 24.0, ("24", "")),
        ("heldout.scaled_mse", 0.00213, ("0.00213", "")),
        ("heldout.scaled_mse", 2.13e-7, ("2.1e−07", "")),
        ("something.new", 0.5, ("0.500", "")),
    ],
)
def test_figures_as_a_person_reads_them(key: str, value: float, expected: tuple[str, str]) -> None:
    assert SPEECH.present(key, value) == expected


@given(st.floats(-1e9, 1e9))
def test_a_figure_is_the_value_to_three_digits(value: float) -> None:
    read = float(figure(value).replace("−", "-").replace(",", ""))
    assert read == pytest.approx(value, rel=0.06 if abs(value) < 1e-4 else 0.006, abs=1e-300)


@pytest.mark.parametrize("glossary", [CORPUS, SPEECH, VOICE])
def test_every_term_is_one_sentence(glossary: Glossary) -> None:
    for term in glossary.terms.values():
        assert term.sentence.endswith(".")
        assert len(term.sentence) < 100


def test_unknown_keys_come_last_and_have_no_term() -> None:
    assert SPEECH.explain("heldout.unheard_of") is None
    keys = ["zoo.wer", "natural.wer", "heldout.zzz", "heldout.wer", "heldout.mel_error_db"]
    expected = [*reversed(keys[2:]), "natural.wer", "zoo.wer"]
    assert sorted(keys, key=SPEECH.reading_order) == expected
