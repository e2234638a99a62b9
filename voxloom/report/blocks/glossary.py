"""What each metric means, for the page: its unit, which way is better, and one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Direction = Literal["lower", "higher", "neither"]


class Term(NamedTuple):
    """`unit` "share" is a number from 0 that the page shows in per cent."""

    unit: str
    direction: Direction
    sentence: str


# Terms that systems share, in reading order: of any speech, of speech beside the same natural one,
# of what was heard, of a model.
SOUND = {
    "mcd_db": Term(
        "dB",
        "lower",
        "Mel-cepstral distortion: 13 coefficients without c0, after dynamic time warping.",
    ),
    "log_f0_rmse_cents": Term(
        "cents", "lower", "Error of the pitch where both are voiced; 100 cents are a semitone."
    ),
    "voicing_error": Term(
        "share", "lower", "Frames that are voiced in one recording and unvoiced in the other."
    ),
    "dnsmos_ovrl": Term(
        "MOS 1–5",
        "higher",
        "Overall quality a listener would report, as DNSMOS P.835 estimates it.",
    ),
    "dnsmos_sig": Term(
        "MOS 1–5", "higher", "Quality of the speech itself, as DNSMOS P.835 estimates it."
    ),
    "dnsmos_bak": Term(
        "MOS 1–5", "higher", "How little the background intrudes, as DNSMOS P.835 estimates it."
    ),
    "dnsmos_p808": Term(
        "MOS 1–5", "higher", "Quality in one overall score, as DNSMOS P.808 estimates it."
    ),
    "distillmos": Term(
        "MOS 1–5", "higher", "Quality a listener would report, as Distill-MOS estimates it."
    ),
    "speaker_similarity": Term(
        "", "higher", "Cosine of speaker embeddings with the mean of the held-out recordings."
    ),
}
LIKENESS = {
    "pesq_wb": Term(
        "MOS-LQO", "higher", "Wide-band PESQ (P.862.2) against the natural recording, at most 4.64."
    ),
    "pesq_nb": Term(
        "MOS-LQO",
        "higher",
        "Narrow-band PESQ (P.862.1) against the natural recording, at most 4.55.",
    ),
    "stoi": Term(
        "",
        "higher",
        "Short-time objective intelligibility against the natural recording, about 0–1.",
    ),
}
WORDS = {
    "wer": Term(
        "share",
        "lower",
        "Words the recogniser got wrong, pooled over the set, in one spelling; in Chinese "
        "characters.",
    ),
    "cer": Term("share", "lower", "Characters the recogniser got wrong, pooled over the set."),
}
MODEL = {
    "rtf_1thread": Term(
        "", "lower", "Seconds of computing a second of audio, one CPU thread; under 1 keeps up."
    ),
    "utterances": Term("", "neither", "Utterances measured."),
    "parameters": Term("", "neither", "Trained weights of the model."),
}


@dataclass(frozen=True)
class Glossary:
    """What a system's metrics mean; a key is `set.metric`, or a metric of the whole system."""

    terms: Mapping[str, Term]  # by metric, in reading order
    sets: Mapping[str, str]  # a sentence by set, in reading order; "" is the whole system

    def explain(self, key: str) -> Term | None:
        """The term of a metric's key: what follows the last dot."""
        return self.terms.get(key.rpartition(".")[2])

    def present(self, key: str, value: float) -> tuple[str, str]:
        """(figure, unit) as a person reads them."""
        term = self.explain(key)
        if term is not None and term.unit == "share":
            return f"{100.0 * value:.1f}".replace("-", "−"), "%"
        return figure(value), term.unit if term is not None else ""

    def reading_order(self, key: str) -> tuple[int, str, int, str]:
        """Sorts keys by set, then by metric; unknown ones come last."""
        group, _, name = key.rpartition(".")
        return _place(self.sets, group), group, _place(self.terms, name), name


def figure(value: float) -> str:
    """Three significant digits, all of a count; an exponent only below 0.0001."""
    return _digits(value).replace("-", "−")


def _digits(value: float) -> str:
    if float(value).is_integer():
        return f"{int(value):,}"
    if abs(value) >= 100.0:
        return f"{value:,.0f}"
    return f"{value:#.3g}".rstrip(".") if abs(value) >= 1e-4 else f"{value:.1e}"


def _place(known: Iterable[str], name: str) -> int:
    names = list(known)
    return names.index(name) if name in names else len(names)
