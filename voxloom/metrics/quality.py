"""Quality and intelligibility of a waveform, by published estimators."""

from __future__ import annotations

import contextlib
import io
import warnings
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import numpy as np

from voxloom.audio.wave.sound import Audio, Samples, resample, to_mono
from voxloom.metrics.absent import Absent

DNSMOS_RATE = 16000
DNSMOS_WINDOW = 144160  # samples
DISTILLMOS_RATE = 16000
PESQ_RATES = {"wb": 16000, "nb": 8000}


def dnsmos(audio: Audio) -> dict[str, float]:
    """DNSMOS P.835 and P.808 opinion scores, 1 to 5 (Reddy et al., 2021 and 2022).

    Keys: `sig` (speech), `bak` (background), `ovrl` (overall), `p808`. Mono, read at 16 kHz. A
    shorter recording is repeated to fill the networks' window of 9.01 s exactly: the authors
    double it instead, and average over more windows of the same audio at ten times the cost.
    Raises Absent when there are no samples or the extra package is missing.
    """
    if not len(audio.samples):
        raise Absent("the recording has no samples")
    samples = np.clip(resample(audio, DNSMOS_RATE).samples, -1.0, 1.0)
    samples = np.resize(samples, max(len(samples), DNSMOS_WINDOW))
    scores = _dnsmos_model()(samples, DNSMOS_RATE, is_personalized_MOS=False)
    return {key: float(scores[f"{key}_mos"]) for key in ("sig", "bak", "ovrl", "p808")}


@lru_cache(maxsize=1)
def _dnsmos_model() -> Any:
    """The networks on one thread: the order of the sums, and so the score, does not vary."""
    try:
        import onnxruntime
        from speechmos import dnsmos as package
    except ImportError as error:
        raise Absent(f"DNSMOS is not installed ({error.name})") from None

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    folder = Path(package.__file__).parent / "dnsmos_models"
    primary, p808 = str(folder / "sig_bak_ovr.onnx"), str(folder / "model_v8.onnx")
    model = package.DNSMOS(primary, p808)
    # The package takes no session options: its two sessions are replaced.
    providers = ["CPUExecutionProvider"]
    model.onnx_sess = onnxruntime.InferenceSession(primary, options, providers)
    model.p808_onnx_sess = onnxruntime.InferenceSession(p808, options, providers)
    return model


def distillmos(audio: Audio) -> float:
    """Opinion score, 1 to 5, by Distill-MOS (Stahl and Gamper, 2025): a small network that learned
    from one on XLS-R features. Read at 16 kHz in windows of 7.68 s, the last one padded with zeros.

    Raises Absent when there are no samples or the extra package is missing.
    """
    import torch

    if not len(audio.samples):
        raise Absent("the recording has no samples")
    samples = torch.from_numpy(resample(to_mono(audio), DISTILLMOS_RATE).samples)
    with torch.no_grad():
        return float(_distillmos_model()(samples[None]))


@lru_cache(maxsize=1)
def _distillmos_model() -> Any:
    try:
        from distillmos import ConvTransformerSQAModel
    except ImportError as error:
        raise Absent(f"Distill-MOS is not installed ({error.name})") from None
    with contextlib.redirect_stdout(io.StringIO()):  # it says where its weights lie
        return ConvTransformerSQAModel().eval()


def pesq_band(rate: int) -> Literal["wb", "nb"]:
    """Which PESQ a rate allows: wide band (P.862.2, 16 kHz) or narrow band (P.862, 8 kHz)."""
    return "wb" if rate >= PESQ_RATES["wb"] else "nb"


def pesq_score(reference: Audio, estimate: Audio) -> float:
    """PESQ, MOS-LQO from 1 to 4.64 (ITU-T P.862.1 and P.862.2), in the band `pesq_band` names.

    Raises Absent when the package is not installed, when the recordings are shorter than 0.25 s
    or hold no speech; ValueError when their rates differ.
    """
    try:
        import pesq
    except ImportError:
        raise Absent("PESQ is not installed: pip install 'voxloom[pesq]'") from None

    band = pesq_band(reference.rate)
    rate = PESQ_RATES[band]
    first, second = _aligned(resample(reference, rate), resample(estimate, rate))
    if not (first.any() and second.any()):
        raise Absent("PESQ is not defined for silence")
    try:
        return float(pesq.pesq(rate, first, second, band))
    except pesq.PesqError:
        raise Absent("PESQ needs 0.25 s of speech") from None


def stoi(reference: Audio, estimate: Audio) -> float:
    """Short-time objective intelligibility, about 0 to 1 (Taal et al., 2011).

    Raises Absent when less than about 0.4 s of speech is left without the pauses, ValueError
    when the rates differ.
    """
    from pystoi import stoi as score

    first, second = _aligned(reference, estimate)
    if not first.any():
        raise Absent("STOI is not defined for a silent reference")
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)  # how the package says 'too short'
        try:
            return float(score(first, second, reference.rate))
        except (RuntimeWarning, ValueError):
            raise Absent("STOI needs 0.4 s of speech") from None


def _aligned(reference: Audio, estimate: Audio) -> tuple[Samples, Samples]:
    """Both signals, cut to the shorter."""
    if reference.rate != estimate.rate:
        raise ValueError(f"rates {reference.rate} and {estimate.rate} differ: resample one")
    count = min(len(reference.samples), len(estimate.samples))
    return reference.samples[:count], estimate.samples[:count]
