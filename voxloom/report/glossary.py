"""What each metric means, for the page: its unit, which way is better, and one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

Direction = Literal["lower", "higher", "neither"]


class Term(NamedTuple):
    """`unit` "share" is a number from 0 that the page shows in per cent."""

    unit: str
    direction: Direction
    sentence: str


GLOSSARY = {
    "mel_error_db": Term(
        "dB", "lower", "Mean absolute difference of the log-mels, frame by frame and bin by bin."
    ),
    "mel_error_sampled_db": Term(
        "dB", "lower", "The mel error when the latent is drawn from the posterior, not its mean."
    ),
    "scaled_mse": Term(
        "", "lower", "Mean squared error of mels scaled to 0–1 by the range of the training split."
    ),
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
    "duration_ratio": Term(
        "", "neither", "Seconds the voice takes for a text over those of the recording; 1 is equal."
    ),
    "skipped": Term("share", "lower", "Words of the text that were not heard."),
    "repeated": Term("share", "lower", "Words heard again at once, alone or in a phrase."),
    "inserted": Term("share", "lower", "Other words heard that are not in the text."),
    "substituted": Term("share", "lower", "Words heard as another word."),
    "sentences_with_skips": Term("", "lower", "Sentences in which a word was not heard."),
    "sentences_with_repeats": Term("", "lower", "Sentences in which a word was heard again."),
    "runaway": Term("", "lower", "Sentences under 0.6 or over 1.7 times their natural length."),
    "shortest": Term("", "neither", "Least length of a sentence, in natural lengths."),
    "longest": Term("", "neither", "Greatest length of a sentence, in natural lengths."),
    "refused": Term("", "lower", "Texts the voice could not say; each of their words is an error."),
    "words": Term("", "neither", "Words in the texts."),
    "sentences": Term("", "neither", "Sentences said."),
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
    "wer": Term(
        "share",
        "lower",
        "Words the recogniser got wrong, pooled over the set, after normalisation.",
    ),
    "cer": Term("share", "lower", "Characters the recogniser got wrong, pooled over the set."),
    "wer_over_natural": Term(
        "share", "lower", "Word errors added to those on the natural recordings of the same texts."
    ),
    "cer_over_natural": Term(
        "share", "lower", "Character errors added to those on the natural recordings."
    ),
    "wer_over_copy": Term(
        "share", "lower", "Word errors added to those on copy-synthesis of the same recordings."
    ),
    "wer_harvard": Term("share", "lower", "Word errors in everyday sentences of a single clause."),
    "wer_telephone": Term("share", "lower", "Word errors in what a telephone service would say."),
    "wer_utterances": Term("", "neither", "Utterances long enough to count in WER and CER."),
    "kl_bits_per_s": Term(
        "bits/s", "neither", "Rate of the latent code: KL divergence from the prior a second."
    ),
    "kl_nats_per_dimension": Term(
        "nats", "neither", "KL divergence from the prior, mean over latent dimensions and frames."
    ),
    "active_units": Term(
        "", "neither", "Latent dimensions whose mean KL is above the threshold: those in use."
    ),
    "rtf_1thread": Term(
        "", "lower", "Seconds of computing a second of audio, one CPU thread; under 1 keeps up."
    ),
    "utterances": Term("", "neither", "Utterances measured."),
    "parameters": Term("", "neither", "Trained weights of the model."),
    "hours": Term("h", "neither", "Speech that was kept, cleaned and trimmed."),
    "median_snr_db": Term("dB", "higher", "Speech over noise as recorded, at the median."),
    "quarantined_share": Term("share", "lower", "Recordings that were set aside, of all."),
    "inventory_covered": Term(
        "share", "higher", "Sounds of the language that are said often enough to be learned."
    ),
    "heldout_diphones_covered": Term(
        "share", "higher", "Pairs of sounds in the held-out texts that training holds, too."
    ),
}

SETS = {
    "voice.free": "Sentences no corpus holds, said by the voice.",
    "voice.heldout": "Texts of recordings the voice never trained on, said by it.",
    "voice.copy": "Those recordings through the VAE and the vocoder: the most a voice could reach.",
    "voice.natural": "Those recordings themselves.",
    "voice.robustness.overall": "Sentences made to have a voice skip, repeat or run on.",
    "voice": "The whole voice, from text to polished audio.",
    "heldout": "Reconstructions of recordings the model never trained on.",
    "train": "The same on training recordings: the gap to held-out is what was memorised.",
    "natural": "The cleaned recordings themselves: the ceiling.",
    "vocoded": "Natural mels through the vocoder: what the vocoder alone costs.",
    "samples": "Audio made from random latents.",
    "speed": "How long computing takes on this machine.",
}


def explain(key: str) -> Term | None:
    """The term of a metric's key: what follows the last dot."""
    return GLOSSARY.get(key.rpartition(".")[2])


def set_name(group: str) -> str:
    """A set's name in SETS: with its system where the two mean different things by it."""
    return group if group in SETS else group.rpartition(".")[2]


def present(key: str, value: float) -> tuple[str, str]:
    """(figure, unit) as a person reads them."""
    term = explain(key)
    if term is not None and term.unit == "share":
        return f"{100.0 * value:.1f}".replace("-", "−"), "%"
    return figure(value), term.unit if term is not None else ""


def figure(value: float) -> str:
    """Three significant digits, all of a count; an exponent only below 0.0001."""
    return _digits(value).replace("-", "−")


def _digits(value: float) -> str:
    if float(value).is_integer():
        return f"{int(value):,}"
    if abs(value) >= 100.0:
        return f"{value:,.0f}"
    return f"{value:#.3g}".rstrip(".") if abs(value) >= 1e-4 else f"{value:.1e}"


def reading_order(key: str) -> tuple[int, str, int, str]:
    """Sorts keys by set, then by metric, in the order of this page; unknown ones come last."""
    group, _, name = key.rpartition(".")
    return (
        _place(SETS, set_name(group)),
        group,
        _place(GLOSSARY, name),
        name,
    )


def _place(known: Iterable[str], name: str) -> int:
    names = list(known)
    return names.index(name) if name in names else len(names)
