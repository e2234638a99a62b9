"""Evaluation of the speech VAE, utterance by utterance, then pooled over the held-out split.

Sets: `natural` the cleaned recordings, `vocoded` their own mels through Griffin-Lim (what the
vocoder alone costs), `heldout` the VAE's reconstructions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from voxloom.audio.mel.features import log_f0
from voxloom.audio.mel.params import FeaturesParams
from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Audio
from voxloom.core.determinism import generator, make_deterministic
from voxloom.core.manifest import Utterance
from voxloom.metrics.absent import Absent, Attempts, Metrics, Reasons
from voxloom.metrics.latent import active_units, kl_bits_per_second, kl_per_dimension
from voxloom.metrics.params import EvaluateParams
from voxloom.metrics.pitch import log_f0_rmse_cents, voicing_error
from voxloom.metrics.quality import dnsmos, pesq_band, pesq_score, stoi
from voxloom.metrics.reading import as_read
from voxloom.metrics.recognition import WER_CER, error_rates, hearing, recogniser
from voxloom.metrics.spectral import mel_cepstral_distortion, mel_error_db, scaled_mse
from voxloom.systems.speech.evaluate.params import SpeechEvaluateParams
from voxloom.systems.speech.model.use import Speech
from voxloom.text.letters.words import count_words

SETS = ("natural", "vocoded", "heldout")


@dataclass(frozen=True)
class Task:
    """What a worker needs to evaluate utterances."""

    root: Path
    model: Path
    evaluate: EvaluateParams
    own: SpeechEvaluateParams
    features: FeaturesParams
    texts: Mapping[str, str]  # id -> spoken words
    language: str


@dataclass
class UtteranceScores(Attempts):
    """One utterance: scores by key, transcripts by set and by sound, its KL frame by frame."""

    id: str
    frames: int
    kl_LD: NDArray[np.float32]
    heard: dict[str, str] = field(default_factory=dict)
    transcripts: dict[str, str] = field(default_factory=dict)  # by `hearing`
    recognised_by: str | None = None  # the recogniser's name


@dataclass(frozen=True)
class Versions:
    """One utterance in the three sets."""

    natural: Audio
    vocoded: Audio
    heldout: Audio
    natural_mel_CT: torch.Tensor
    heldout_mel_CT: torch.Tensor


@lru_cache(maxsize=1)
def load_model(folder: Path) -> Speech:
    """The model, once a worker process."""
    make_deterministic(threads=1)
    return Speech.load(folder)


def versions(speech: Speech, natural: Audio) -> Versions:
    mel_BCT = speech.analyse(natural)
    with torch.no_grad():
        decoded_BCT = speech.model.decode(speech.model.encode(mel_BCT).mean)
    decoded_BCT = decoded_BCT[:, :, : mel_BCT.shape[2]]
    return Versions(
        natural,
        speech.vocoder(mel_BCT[0]),
        speech.vocoder(decoded_BCT[0]),
        mel_BCT[0],
        decoded_BCT[0],
    )


def evaluate_utterance(row: Utterance, task: Task) -> UtteranceScores:
    speech = load_model(task.model)
    items = versions(speech, read_utterance(task.root, row))
    with torch.no_grad():
        posterior = speech.model.encode(items.natural_mel_CT[None])
    kl_LD = posterior.kl()[0].T.numpy()
    result = UtteranceScores(row.id, items.natural_mel_CT.shape[1], kl_LD)
    noise = torch.randn(posterior.mean.shape, generator=generator(task.own.seed))
    with torch.no_grad():
        sampled_BCT = speech.model.decode(posterior.sample(noise))
    _score_mels(result, speech, items, sampled_BCT[0, :, : result.frames])
    _score_waves(result, speech, items, task)
    if count_words(task.texts[row.id], task.language) >= task.evaluate.wer_min_words:
        _transcribe(result, items, task)
    return result


def _score_mels(
    result: UtteranceScores, speech: Speech, items: Versions, sampled_CT: torch.Tensor
) -> None:
    natural, heldout = items.natural_mel_CT.T.numpy(), items.heldout_mel_CT.T.numpy()
    statistics = speech.config["statistics"]
    low, high = statistics["minimum"], statistics["maximum"]
    result.scores["heldout.mel_error_db"] = mel_error_db(natural, heldout)
    result.scores["heldout.mel_error_sampled_db"] = mel_error_db(natural, sampled_CT.T.numpy())
    result.scores["heldout.scaled_mse"] = scaled_mse(natural, heldout, low, high)


def _score_waves(result: UtteranceScores, speech: Speech, items: Versions, task: Task) -> None:
    natural_mel = items.natural_mel_CT.T.numpy()
    natural_f0 = _log_f0(items.natural, speech, task.features)
    band = pesq_band(speech.contract.rate)
    for name in ("vocoded", "heldout"):
        audio: Audio = getattr(items, name)
        mel, f0 = speech.analyse(audio)[0].T.numpy(), _log_f0(audio, speech, task.features)
        result.attempt(f"{name}.mcd_db", mel_cepstral_distortion, natural_mel, mel)
        result.attempt(f"{name}.log_f0_rmse_cents", log_f0_rmse_cents, natural_f0, f0)
        result.attempt(f"{name}.voicing_error", voicing_error, natural_f0, f0)
        result.attempt(f"{name}.stoi", stoi, items.natural, audio)
        result.attempt(f"{name}.pesq_{band}", pesq_score, items.natural, audio)
    for name in SETS:
        try:
            for part, score in dnsmos(getattr(items, name)).items():
                result.scores[f"{name}.dnsmos_{part}"] = score
        except Absent as reason:
            result.absent[f"{name}.dnsmos_ovrl"] = str(reason)


def _log_f0(audio: Audio, speech: Speech, params: FeaturesParams) -> NDArray[np.float32]:
    return log_f0(audio.samples, audio.rate, speech.contract.hop, params)


def _transcribe(result: UtteranceScores, items: Versions, task: Task) -> None:
    try:
        model = recogniser(task.evaluate.recogniser, task.language)
    except Absent as reason:
        result.absent.update({f"{name}.{rate}": str(reason) for name in SETS for rate in WER_CER})
        return
    result.recognised_by = model.name
    for name in SETS:
        audio: Audio = getattr(items, name)
        result.heard[name] = model.transcribe(audio)
        result.transcripts[hearing(model.name, audio)] = result.heard[name]


def pool(results: Sequence[UtteranceScores], speech: Speech, task: Task) -> tuple[Metrics, Reasons]:
    """Metrics over the whole set: (`set.metric` -> figure, `set.metric` -> why it is absent).

    Mel figures are means over frames, the others over utterances; error rates are pooled.
    """
    keys = sorted({key for result in results for key in result.scores})
    metrics = {key: _mean(key, results) for key in keys}
    absent = {key: reason for result in results for key, reason in result.absent.items()}
    metrics.update(_latent_metrics(np.concatenate([r.kl_LD for r in results]), speech, task))
    metrics.update(_error_rates(results, task))
    metrics["heldout.utterances"] = len(results)
    return metrics, {key: reason for key, reason in absent.items() if key not in metrics}


def _mean(key: str, results: Sequence[UtteranceScores]) -> float:
    scored = [result for result in results if key in result.scores]
    by_frame = "mel_error" in key or "mse" in key
    weights = [result.frames if by_frame else 1 for result in scored]
    return float(np.average([result.scores[key] for result in scored], weights=weights))


def _latent_metrics(kl_LD: NDArray[np.float32], speech: Speech, task: Task) -> Metrics:
    per_dimension = kl_per_dimension(kl_LD)
    rate = speech.model.latent_frames_per_second
    return {
        "heldout.kl_bits_per_s": kl_bits_per_second(kl_LD, rate),
        "heldout.kl_nats_per_dimension": float(per_dimension.mean()),
        "heldout.active_units": active_units(per_dimension, task.own.active_unit_nats),
    }


def _error_rates(results: Sequence[UtteranceScores], task: Task) -> Metrics:
    heard = [result for result in results if result.heard]
    if not heard:
        return {}
    metrics: Metrics = {"heldout.wer_utterances": len(heard)}
    references = [task.texts[result.id] for result in heard]
    spelling = as_read(task.language)
    for name in SETS:
        rates = error_rates(references, [result.heard[name] for result in heard], spelling)
        metrics[f"{name}.wer"], metrics[f"{name}.cer"] = rates.wer, rates.cer
    metrics["heldout.wer_over_natural"] = metrics["heldout.wer"] - metrics["natural.wer"]
    return metrics


@torch.no_grad()
def training_metrics(speech: Speech, mels: Sequence[torch.Tensor]) -> Metrics:
    """The same mel and KL figures on training utterances, each (1, C, T)."""
    statistics = speech.config["statistics"]
    low, high = statistics["minimum"], statistics["maximum"]
    error = mse = frames = 0.0
    kls = []
    for mel_BCT in mels:
        posterior = speech.model.encode(mel_BCT)
        decoded = speech.model.decode(posterior.mean)[0, :, : mel_BCT.shape[2]].T.numpy()
        natural, count = mel_BCT[0].T.numpy(), mel_BCT.shape[2]
        error += mel_error_db(natural, decoded) * count
        mse += scaled_mse(natural, decoded, low, high) * count
        frames += count
        kls.append(posterior.kl()[0].T.numpy())
    kl_LD = np.concatenate(kls)
    return {
        "train.mel_error_db": error / frames,
        "train.scaled_mse": mse / frames,
        "train.kl_nats_per_dimension": float(kl_per_dimension(kl_LD).mean()),
        "train.kl_bits_per_s": kl_bits_per_second(kl_LD, speech.model.latent_frames_per_second),
    }
