"""What the figures of a voice mean, and which of its training are drawn."""

from __future__ import annotations

from voxloom.report.blocks.glossary import MODEL, SOUND, WORDS, Glossary, Term
from voxloom.report.draw.charts import Curves

TERMS = {
    **SOUND,
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
    **WORDS,
    "wer_over_copy": Term(
        "share", "lower", "Word errors added to those on copy-synthesis of the same recordings."
    ),
    "wer_harvard": Term("share", "lower", "Word errors in everyday sentences of a single clause."),
    "wer_telephone": Term("share", "lower", "Word errors in what a telephone service would say."),
    **MODEL,
}
SETS = {
    "free": "Sentences no corpus holds, said by the voice.",
    "heldout": "Texts of recordings the voice never trained on, said by it.",
    "copy": "Those recordings through the VAE and the vocoder: the most a voice could reach.",
    "natural": "Those recordings themselves.",
    "robustness.overall": "Sentences made to have a voice skip, repeat or run on.",
    "": "The whole voice, from text to polished audio.",
}
GLOSSARY = Glossary(TERMS, SETS)
VOCODER_CURVES = (
    Curves(
        "Error of the mels of copied recordings", "dB", {"validation_mel_error_db": "validation"}
    ),
    Curves("Error of the spectral envelope", "dB", {"train_envelope_db": "training"}),
    Curves("Cross-entropy of the voicing", "nats", {"train_voicing": "training"}),
    Curves("Error of the pitch", "nats", {"train_pitch": "training"}),
)
CURVES = (
    Curves(
        "Negative log-likelihood of the latents",
        "nats a latent dimension",
        {"train_nll": "training", "validation_nll": "validation"},
        from_zero=False,
    ),
    Curves("Word errors on development sentences", "share", {"validation_wer": "validation"}),
    Curves(
        "Error of the latents expected of the phones alone",
        "mean, absolute",
        {"train_expected": "training", "validation_expected": "validation"},
    ),
    Curves(
        "Error of durations, pitch and energy",
        "standard deviations",
        {"train_prosody": "training", "validation_prosody": "validation"},
    ),
)
