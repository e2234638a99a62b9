"""What the evaluation of a speech VAE shows: pictures, players and the page around them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor

from voxloom.audio.wave.sound import Audio
from voxloom.core.manifest import Quarantined, TextRow, Utterance
from voxloom.metrics.spectral import mel_error_db
from voxloom.report.charts import kl_per_dimension, training_curves
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
from voxloom.report.folder import CORPUS_PAGE
from voxloom.report.spectrograms import grid, pair, stack
from voxloom.systems.speech.evaluate.measure import Metrics, Reasons, Versions
from voxloom.systems.speech.model.use import Speech, between

TRAVERSED = 6  # the busiest dimensions
TRAVERSAL_STEPS = (-3.0, -1.5, 0.0, 1.5, 3.0)  # standard deviations of the training latents
TRAVERSAL_FRAMES = 100
INTERPOLATION_STEPS = 5
REPAIR_SECONDS = 0.2
SAMPLE_SEEDS = (1, 2, 3)


@dataclass(frozen=True)
class CorpusTables:
    """What the stages before wrote about the recordings."""

    about: dict[str, Any]  # corpus.json
    kept: Sequence[Utterance]
    unaligned: Sequence[Quarantined]
    texts: Sequence[TextRow]


@dataclass(frozen=True)
class Shown:
    """An utterance on the page, in its versions."""

    row: Utterance
    versions: Versions


def held_out(shown: Shown, speech: Speech) -> HeldOut:
    natural, decoded = _pair(shown)
    return HeldOut(
        id=shown.row.id,
        text=shown.row.text,
        players=(
            Player("natural", shown.versions.natural),
            Player("reconstructed", shown.versions.heldout),
        ),
        picture=Picture(
            pair(natural, decoded, speech.contract),
            f"Spectrograms of {shown.row.id}: natural, reconstructed, difference",
        ),
        mel_error_db=mel_error_db(natural, decoded),
    )


def _pair(shown: Shown) -> tuple[np.ndarray, np.ndarray]:
    return shown.versions.natural_mel_CT.T.numpy(), shown.versions.heldout_mel_CT.T.numpy()


def samples(speech: Speech, seconds: float) -> tuple[Player, ...]:
    return tuple(Player(f"seed {seed}", speech.sample(seconds, seed)) for seed in SAMPLE_SEEDS)


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
    return Listening(
        title=f"{first.row.id} to {second.row.id}",
        players=tuple(
            Player(label, speech.speak(z)) for label, z in zip(labels, latents, strict=True)
        ),
        picture=Picture(strip, "Spectrograms of the steps, left to right"),
    )


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
    return Listening(
        title=f"{shown.row.id}, {start:.2f} to {end:.2f} s",
        players=(
            Player("natural", natural),
            Player("damaged", hurt),
            Player("repaired", speech.repair(hurt, start, end)),
        ),
        picture=Picture(
            stack(mels, speech.contract, (first, last)),
            "Spectrograms: natural, damaged, repaired; the stretch lies between lines",
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
    )


def _held_at(speech: Speech, z_BDL: Tensor, dimension: int, value: float) -> np.ndarray:
    held = z_BDL.clone()
    mean, std = speech.latents.mean[dimension], speech.latents.std[dimension]
    held[:, dimension] = mean + value * std
    return speech.model.decode(held)[0].T.numpy()


def corpus_report(kept: Sequence[Utterance], unaligned: Sequence[Quarantined]) -> CorpusReport:
    counts = Counter(row.code for row in unaligned)
    first = {row.code: row for row in reversed(unaligned)}
    return CorpusReport(
        hours=sum(row.duration for row in kept) / 3600,
        kept=len(kept),
        page=CORPUS_PAGE,
        unaligned=tuple(
            QuarantineReason(code, count, f"{first[code].file}: {first[code].value}")
            for code, count in sorted(counts.items())
        ),
    )


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


def headline(metrics: Metrics) -> tuple[Tile, ...]:
    """The tiles of those headline metrics that could be measured."""
    return tuple(
        Tile(label, key, metrics[key], good) for label, key, good in HEADLINE if key in metrics
    )


def facts(speech: Speech) -> tuple[Fact, ...]:
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
    )


def parameters(speech: Speech) -> int:
    return sum(parameter.numel() for parameter in speech.model.parameters())


def page(
    speech: Speech,
    shown: Sequence[Shown],
    history: Sequence[dict[str, float]],
    kl_D: np.ndarray,
    tables: CorpusTables,
    metrics: Metrics,
    absent: Reasons,
    sample_seconds: float,
    active_unit_nats: float,
) -> Report:
    """The whole page. Metrics and reasons come without their system's prefix."""
    about = tables.about
    return Report(
        title="Speech VAE",
        system="speech",
        summary=(
            "A variational autoencoder over log-mel frames: it compresses speech to a few "
            "hundred numbers a second, and speaks again from them. Everything below was measured "
            "on recordings it never trained on."
        ),
        license=License(about["name"], about["license"], about["attribution"]),
        facts=facts(speech),
        tiles=headline(metrics),
        held_out=tuple(held_out(item, speech) for item in shown),
        samples=samples(speech, sample_seconds),
        interpolations=(interpolation(shown[0], shown[-1], speech),) if len(shown) > 1 else (),
        repairs=(repair(shown[0], speech),),
        training=Picture(training_curves(history), "Training curves"),
        kl_per_dimension=Picture(
            kl_per_dimension(kl_D, active_unit_nats), "KL divergence of each latent dimension"
        ),
        traversals=traversals(shown[0], speech, kl_D),
        corpus=corpus_report(tables.kept, tables.unaligned),
        metrics=metrics,
        absent=absent,
    )
