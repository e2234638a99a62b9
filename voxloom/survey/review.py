"""Which utterances a person should hear first: the worst by one of three measures.

Of the cleaned recordings. The reconstruction error is that of the project's trained VAE: what it
rebuilds badly is unlike the rest of the corpus, a noise, a slip or another voice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from voxloom.audio.measure.snr import snr_db
from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Audio
from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Utterance, read_manifest
from voxloom.core.parallel import map_items
from voxloom.metrics.absent import Absent
from voxloom.metrics.quality import dnsmos
from voxloom.provenance import seal


def dnsmos_overall(audio: Audio) -> float:
    return dnsmos(audio)["ovrl"]


def reconstruction_error_db(audio: Audio, model: Path) -> float:
    """Mean absolute log-mel difference of the VAE's round trip. Raises Absent without a VAE."""
    import torch

    from voxloom.metrics.spectral import mel_error_db

    speech = _speech(model)
    mel_BCT = speech.analyse(audio)
    with torch.no_grad():
        decoded_BCT = speech.model.decode(speech.model.encode(mel_BCT).mean)
    decoded_CT = decoded_BCT[0, :, : mel_BCT.shape[2]]
    return mel_error_db(mel_BCT[0].T.numpy(), decoded_CT.T.numpy())


@lru_cache(maxsize=1)
def _speech(model: Path) -> Any:
    """The trained VAE, once a worker process."""
    import torch

    from voxloom.systems.speech.model.use import Speech

    if not model.is_dir():
        raise Absent(f"reconstruction needs the trained VAE, and {model} is missing: voxloom run")
    torch.set_num_threads(1)
    return Speech.load(model)


@dataclass(frozen=True)
class Order:
    """A measure to rank by."""

    title: str
    unit: str
    worst_first: int  # 1 where low figures are bad, -1 where high ones are


ORDERS = {
    "dnsmos": Order("DNSMOS", "MOS 1–5", 1),
    "snr": Order("SNR", "dB", 1),
    "reconstruction": Order("Reconstruction error", "dB", -1),
}

Figures = dict[str, float]
Reasons = dict[str, str]


@dataclass(frozen=True)
class Suspect:
    """One utterance of the list, and its figures by the keys of ORDERS."""

    row: Utterance
    figures: Figures


@dataclass(frozen=True)
class ReviewList:
    """The worst utterances by one measure, the worst first; `absent`: measures and why."""

    by: str
    ranked: int  # utterances in all
    suspects: tuple[Suspect, ...]
    absent: Reasons

    def to_json(self) -> dict[str, Any]:
        return {
            "by": self.by,
            "ranked": self.ranked,
            "absent": self.absent,
            "utterances": [
                {
                    "id": suspect.row.id,
                    "text": suspect.row.text,
                    "seconds": suspect.row.duration,
                    **{key: round(value, 3) for key, value in suspect.figures.items()},
                }
                for suspect in self.suspects
            ],
        }


def measures(model: Path) -> dict[str, Callable[[Audio], float]]:
    """What gives the figures of ORDERS; `model` is the speech VAE's folder."""
    return {
        "dnsmos": dnsmos_overall,
        "snr": snr_db,
        "reconstruction": partial(reconstruction_error_db, model=model),
    }


def review(by: str, top: int, clean: Path, model: Path) -> ReviewList:
    """Rank the cleaned utterances of a folder; the VAE lies in `model`. The other two measures are
    taken of the `top` only.

    Raises VoxloomError for an unknown measure, without cleaned recordings or with damaged ones, and
    where the measure asked for cannot be had.
    """
    if by not in ORDERS:
        raise VoxloomError(f"--by {by}: unknown; use {', '.join(ORDERS)}")
    seal.check(clean)
    rows = read_manifest(clean)
    figures, absent = measure_all(rows, by, model)
    if not figures:
        raise VoxloomError(absent[by])
    order = ORDERS[by].worst_first
    # Where a figure is missing there is nothing to rank by; ids break ties, so runs agree.
    worst = sorted(
        (row for row in rows if row.id in figures),
        key=lambda row: (order * figures[row.id], row.id),
    )[:top]
    found = {by: figures}
    for other in ORDERS.keys() - {by}:
        found[other], reasons = measure_all(worst, other, model)
        absent.update(reasons)
    suspects = tuple(
        Suspect(row, {key: found[key][row.id] for key in ORDERS if row.id in found[key]})
        for row in worst
    )
    return ReviewList(by, len(figures), suspects, absent)


def measure_all(rows: Sequence[Utterance], by: str, model: Path) -> tuple[Figures, Reasons]:
    """Figures by id; the first reason under `by` where one or all cannot be had."""
    results = map_items(
        partial(_attempt, measure=measures(model)[by]), rows, f"{ORDERS[by].title} (utterances)"
    )
    pairs = zip(rows, results, strict=True)
    figures = {row.id: result for row, result in pairs if isinstance(result, float)}
    reasons = [result for result in results if isinstance(result, str)]
    return figures, {by: reasons[0]} if reasons else {}


def _attempt(row: Utterance, measure: Callable[[Audio], float]) -> float | str:
    try:
        return measure(read_utterance(Path(), row))
    except Absent as reason:
        return str(reason)


def write_page(found: ReviewList, path: Path) -> None:
    """The list as one HTML file with players."""
    from voxloom.survey.review_page import render_review

    sounds = [read_utterance(Path(), suspect.row) for suspect in found.suspects]
    files.write_text(path, render_review(found, sounds))


def print_list(found: ReviewList) -> None:
    from rich.console import Console
    from rich.table import Table

    columns = [f"{order.title}, {order.unit}" for order in ORDERS.values()]
    table = Table("utterance", "seconds", *columns, "text")
    for suspect in found.suspects:
        figures = [
            f"{suspect.figures[key]:.2f}" if key in suspect.figures else "absent" for key in ORDERS
        ]
        row = suspect.row
        table.add_row(row.id, f"{row.duration:.2f}", *figures, row.text)
    console = Console()
    console.print(table)
    for key, reason in found.absent.items():
        console.print(f"{ORDERS[key].title} is absent: {reason}", markup=False, soft_wrap=True)
