"""What the figures of the speech VAE mean, and which of its training are drawn."""

from __future__ import annotations

from voxloom.report.blocks.glossary import LIKENESS, MODEL, SOUND, WORDS, Glossary, Term
from voxloom.report.draw.charts import Curves

TERMS = {
    "mel_error_db": Term(
        "dB", "lower", "Mean absolute difference of the log-mels, frame by frame and bin by bin."
    ),
    "mel_error_sampled_db": Term(
        "dB", "lower", "The mel error when the latent is drawn from the posterior, not its mean."
    ),
    "scaled_mse": Term(
        "", "lower", "Mean squared error of mels scaled to 0–1 by the range of the training split."
    ),
    **SOUND,
    **LIKENESS,
    **WORDS,
    "wer_over_natural": Term(
        "share", "lower", "Word errors added to those on the natural recordings of the same texts."
    ),
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
    **MODEL,
}
SETS = {
    "heldout": "Reconstructions of recordings the model never trained on.",
    "train": "The same on training recordings: the gap to held-out is what was memorised.",
    "natural": "The cleaned recordings themselves: the ceiling.",
    "vocoded": "Natural mels through the vocoder: what the vocoder alone costs.",
}
GLOSSARY = Glossary(TERMS, SETS)
CURVES = (
    Curves(
        "Mel error",
        "dB",
        {"train_mel_error_db": "training", "validation_mel_error_db": "validation"},
    ),
    Curves(
        "Rate of the latent code",
        "bits/s",
        {"train_kl_bits_per_s": "training", "validation_kl_bits_per_s": "validation"},
    ),
    Curves("Weight of the KL divergence", "beta", {"beta": "training"}),
    Curves("Learning rate", "", {"learning_rate": "training"}),
)
