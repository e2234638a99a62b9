"""Measures of a recording to rank a corpus by, the worst first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from voxloom.audio.measure.snr import snr_db
from voxloom.audio.wave.sound import Audio
from voxloom.metrics.quality import dnsmos


@dataclass(frozen=True)
class Order:
    """A measure to rank by; it raises Absent where it cannot be had."""

    title: str
    unit: str
    worst_first: int  # 1 where low figures are bad, -1 where high ones are
    measure: Callable[[Audio], float]


def dnsmos_overall(audio: Audio) -> float:
    return dnsmos(audio)["ovrl"]


# What needs no trained model.
ORDERS = {
    "dnsmos": Order("DNSMOS", "MOS 1–5", 1, dnsmos_overall),
    "snr": Order("SNR", "dB", 1, snr_db),
}
