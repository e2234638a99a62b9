"""What the evaluation of a speech VAE shows: pictures, players and the sections around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from voxloom.audio.wave.sound import Audio
from voxloom.core.manifest import Utterance
from voxloom.metrics.absent import Metrics, Reasons
from voxloom.metrics.spectral import mel_error_db
from voxloom.report.blocks.content import (
    Example,
    Fact,
    Figure,
    Listening,
    Part,
    Picture,
    Player,
    Run,
    Section,
    Tiles,
    plain,
)
from voxloom.report.blocks.metric_tables import metric_tables, tiles
from voxloom.report.blocks.recordings import corpus_section, license_of
from voxloom.report.draw.charts import kl_per_dimension, training_curves
from voxloom.report.draw.spectrograms import grid, pair, stack
from voxloom.systems.speech.evaluate.measure import Versions
from voxloom.systems.speech.evaluate.terms import CURVES, GLOSSARY
from voxloom.systems.speech.model.use import SYSTEM, Speech, between

TRAVERSED = 6  # the busiest dimensions
TRAVERSAL_STEPS = (-3.0, -1.5, 0.0, 1.5, 3.0)  # standard deviations of the training latents
TRAVERSAL_FRAMES = 100
INTERPOLATION_STEPS = 5
REPAIR_SECONDS = 0.2
SAMPLE_SEEDS = (1, 2, 3)


@dataclass(frozen=True)
class Shown:
    """An utterance on the page, in its versions."""

    row: Utterance
    versions: Versions


def held_out(shown: Shown, number: int, speech: Speech) -> Example:
    natural, decoded = _pair(shown)
    name, error = f"heldout-{number}", f"{mel_error_db(natural, decoded):.2f} dB"
    return Example(
        shown.row.text,
        (Run(shown.row.id, "code"), Run(" · mel error "), Run(error, "strong")),
        (
            Player("natural", shown.versions.natural, f"{name}-natural"),
            Player("reconstructed", shown.versions.heldout, f"{name}-reconstructed"),
        ),
        picture=Picture(
            pair(natural, decoded, speech.contract),
            f"Spectrograms of {shown.row.id}: natural, reconstructed, difference",
            name,
            "screen",
        ),
    )


def _pair(shown: Shown) -> tuple[np.ndarray, np.ndarray]:
    return shown.versions.natural_mel_CT.T.numpy(), shown.versions.heldout_mel_CT.T.numpy()


def samples(speech: Speech, seconds: float) -> Listening:
    players = tuple(
        Player(f"seed {seed}", speech.sample(seconds, seed), f"sample-{number}")
        for number, seed in enumerate(SAMPLE_SEEDS, 1)
    )
    return Listening(players, "a sample of the model")


@torch.no_grad()
def interpolation(first: Shown, second: Shown, speech: Speech) -> Listening:
    """From one recording to another; the spectrograms are those of the decoded mels."""
    start, end = (speech.encode(shown.versions.natural).mean for shown in (first, second))
    shares = [step / (INTERPOLATION_STEPS - 1) for step in range(INTERPOLATION_STEPS)]
    latents = [between(start, end, share) for share in shares]
    labels = [f"{1 - share:.0%} {first.row.id}" for share in shares]
    labels[-1] = f"100% {second.row.id}"
    mels = [speech.model.decode(z)[0].T.numpy() for z in latents]
    strip = grid({"": mels}, labels, speech.contract)
    title = f"{first.row.id} to {second.row.id}"
    players = tuple(
        Player(label, speech.speak(z), f"interpolation-1-{number}")
        for number, (label, z) in enumerate(zip(labels, latents, strict=True), 1)
    )
    alt = "Spectrograms of the steps, left to right"
    return Listening(players, title, title, Picture(strip, alt, "interpolation-1", "screen"))


def repair(shown: Shown, speech: Speech) -> Listening:
    """Silence a stretch in the middle, then have the VAE fill it."""
    natural = shown.versions.natural
    start = max(0.0, natural.seconds / 2 - REPAIR_SECONDS / 2)
    end = min(natural.seconds, start + REPAIR_SECONDS)
    per_second = speech.contract.frames_per_second
    first, last = round(start * per_second), round(end * per_second)
    damaged = natural.samples.copy()
    damaged[round(start * natural.rate) : round(end * natural.rate)] = 0.0
    hurt = Audio(damaged, natural.rate)
    mels = {
        "natural": shown.versions.natural_mel_CT.T.numpy(),
        "damaged": speech.analyse(hurt)[0].T.numpy(),
        "repaired": speech.repair_mel(speech.analyse(hurt), first, last)[0].T.numpy(),
    }
    title = f"{shown.row.id}, {start:.2f} to {end:.2f} s"
    return Listening(
        (
            Player("natural", natural, "repair-1-natural"),
            Player("damaged", hurt, "repair-1-damaged"),
            Player("repaired", speech.repair(hurt, start, end), "repair-1-repaired"),
        ),
        title,
        title,
        Picture(
            stack(mels, speech.contract, (first, last)),
            "Spectrograms: natural, damaged, repaired; the stretch lies between lines",
            "repair-1",
            "screen",
        ),
    )


@torch.no_grad()
def traversals(shown: Shown, speech: Speech, kl_D: np.ndarray) -> Picture:
    """One dimension at a time held at a value, the others as the recording has them."""
    z_BDL = speech.encode(shown.versions.natural).mean[:, :, :TRAVERSAL_FRAMES]
    rows = {}
    for dimension in np.argsort(-kl_D, kind="stable")[:TRAVERSED].tolist():
        rows[f"z{dimension}"] = [
            _held_at(speech, z_BDL, dimension, value) for value in TRAVERSAL_STEPS
        ]
    columns = [f"{value:+g} sd" for value in TRAVERSAL_STEPS]
    return Picture(
        grid(rows, columns, speech.contract),
        "Spectrograms while one latent dimension is held at a value; a row a dimension",
        "traversals",
        "screen",
    )


def _held_at(speech: Speech, z_BDL: Tensor, dimension: int, value: float) -> np.ndarray:
    held = z_BDL.clone()
    mean, std = speech.latents.mean[dimension], speech.latents.std[dimension]
    held[:, dimension] = mean + value * std
    return speech.model.decode(held)[0].T.numpy()


HEADLINE = (
    ("Mel error, held out", "heldout.mel_error_db", "2.5 dB or less keeps the words clear."),
    ("Rate of the latent code", "heldout.kl_bits_per_s", "1,600 bits/s or less is the budget."),
    (
        "Words lost by the round trip",
        "heldout.wer_over_natural",
        "Up to 3 points more errors than on the recordings themselves.",
    ),
    ("Real-time factor", "rtf_1thread", "Under 1 keeps up with speech on one thread."),
)


def facts(speech: Speech, recogniser: str) -> tuple[Fact, ...]:
    shape, training = speech.model.shape, speech.config["training"]
    return (
        Fact("Network", f"{shape.form}, {parameters(speech):,} weights"),
        Fact(
            "Latent",
            f"{shape.latent} dimensions, {speech.model.latent_frames_per_second:g} frames a second",
        ),
        Fact("Mel contract", f"{speech.contract.rate} Hz, {speech.contract.n_mels} mels"),
        Fact("Vocoder", "Griffin-Lim"),
        Fact("Best step", f"{training['best_step']} of {training['params']['steps']}"),
        Fact("Trained on", f"{training['device']}, torch {training['torch']}"),
        Fact("Recogniser", recogniser),
    )


def parameters(speech: Speech) -> int:
    return sum(parameter.numel() for parameter in speech.model.parameters())


@dataclass(frozen=True)
class Findings:
    """What an evaluation found, to be shown."""

    metrics: Metrics
    absent: Reasons
    kl_D: np.ndarray  # mean over all held-out frames, nats
    active_unit_nats: float
    history: Sequence[Mapping[str, Any]]
    recogniser: str  # the model that heard it


SUMMARY = (
    "A variational autoencoder over log-mel frames: it compresses speech to a few "
    "hundred numbers a second, and speaks again from them. Everything below was measured "
    "on recordings it never trained on."
)


def page(
    speech: Speech,
    shown: Sequence[Shown],
    findings: Findings,
    kept: Sequence[Utterance],
    sample_seconds: float,
) -> Part:
    """All that is shown of a model; `kept` is the whole corpus."""
    return Part(
        SYSTEM,
        "Speech VAE",
        SUMMARY,
        license_of(speech.config["corpus"]),
        facts(speech, findings.recogniser),
        _overview(findings.metrics),
        (
            *_listening(shown, speech, sample_seconds),
            _training(findings.history),
            _latents(shown[0], speech, findings),
        ),
        (corpus_section(kept, ()),),
        metric_tables(SYSTEM, findings.metrics, findings.absent, GLOSSARY),
    )


def _overview(metrics: Metrics) -> Section:
    intro = "The figures to look at first, on recordings the model never trained on."
    found = tiles(HEADLINE, metrics, GLOSSARY)
    return Section("overview", "Overview", plain(intro), (Tiles(found),), "Overview")


def _listening(
    shown: Sequence[Shown], speech: Speech, sample_seconds: float
) -> tuple[Section, ...]:
    examples = tuple(held_out(item, number, speech) for number, item in enumerate(shown, 1))
    listen = (
        "Held-out recordings, natural and rebuilt from their latents. The lowest panel of each "
        "picture shows what changed: nothing is black, orange is louder than the original, blue "
        "is quieter."
    )
    drawn = "Drawn from the model with no recording to start from."
    cut = "A stretch was cut out, and the model filled it from what stands around it."
    sections = [
        Section("listen", "Listen", plain(listen), examples, "Listen"),
        Section("samples", "Samples", plain(drawn), (samples(speech, sample_seconds),), "Samples"),
        Section("repair", "Repair", plain(cut), (repair(shown[0], speech),), "Repair"),
    ]
    if len(shown) > 1:
        walk = interpolation(shown[0], shown[-1], speech)
        through = plain("From one recording to another through the latent space.")
        between_two = Section("interpolation", "Interpolation", through, (walk,), "Interpolation")
        sections.insert(2, between_two)
    return tuple(sections)


def _training(history: Sequence[Mapping[str, Any]]) -> Section:
    curves = Picture(training_curves(history, CURVES), "Training curves", "training")
    measured = plain("What each validation step measured.")
    return Section("training", "Training", measured, (Figure(curves),), "Training")


def _latents(shown: Shown, speech: Speech, findings: Findings) -> Section:
    bars = Picture(
        kl_per_dimension(findings.kl_D, findings.active_unit_nats),
        "KL divergence of each latent dimension",
        "kl_per_dimension",
    )
    turned = Figure(traversals(shown, speech, findings.kl_D))
    intro = plain("Which dimensions carry information, and what turning one of them changes.")
    return Section("latents", "Latents", intro, (Figure(bars), turned), "Latents")
