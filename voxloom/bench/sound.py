"""Mels, MFCC, phases, pitch and shards beside librosa and NumPy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from voxloom.audio.mel.feature_shards import write_feature_shard
from voxloom.audio.mel.features import DELTA_WINDOW, log_f0, mfcc
from voxloom.audio.mel.griffinlim import ITERATIONS, MOMENTUM, SEED, GriffinLim
from voxloom.audio.mel.mel import MelContract
from voxloom.bench.material import Material, Matrix, speech_like
from voxloom.bench.timing import Pair
from voxloom.systems.speech.model.use import Speech

SHARD_UTTERANCES = 64


def mel_pair(material: Material) -> Pair:
    wave_BN = material.wave_BN
    return Pair(
        name="log-mel",
        ours=lambda: material.mel(wave_BN)[0].numpy(),
        peer="librosa melspectrogram",
        theirs=lambda: librosa_log_mel(material),
        note="from the waveform; librosa builds its filters in each call, Voxloom once",
        audio_seconds=material.audio.seconds,
    )


def librosa_log_mel(material: Material) -> Matrix:
    """(C, T) in nats, as the mel contract says."""
    import librosa

    contract = material.contract
    mel_CT = librosa.feature.melspectrogram(
        y=material.audio.samples,
        hop_length=contract.hop,
        win_length=contract.win,
        pad_mode="reflect",
        power=1.0,
        n_mels=contract.n_mels,
        **librosa_filters(contract),
    )
    return np.log(np.maximum(mel_CT, contract.floor))


def librosa_filters(contract: MelContract) -> dict[str, Any]:
    """The mel filters in librosa's words."""
    return {
        "sr": contract.rate,
        "n_fft": contract.n_fft,
        "fmin": contract.fmin,
        "fmax": contract.fmax,
        "htk": contract.mel_scale == "htk",
        "norm": "slaney" if contract.mel_norm == "slaney" else None,
    }


def mfcc_pair(material: Material) -> Pair:
    wave_BN, count = material.wave_BN, material.params.features.n_mfcc
    return Pair(
        name="MFCC with deltas",
        ours=lambda: mfcc(material.mel(wave_BN)[0], count).numpy(),
        peer="librosa mfcc, delta",
        theirs=lambda: librosa_mfcc(material),
        note="from the waveform, the log-mel included; deltas and delta-deltas",
        audio_seconds=material.audio.seconds,
    )


def librosa_mfcc(material: Material) -> Matrix:
    """(3 * n_mfcc, T), deltas of deltas as second deltas."""
    import librosa

    static = librosa.feature.mfcc(
        S=librosa_log_mel(material), n_mfcc=material.params.features.n_mfcc
    )
    delta = librosa.feature.delta(static, width=DELTA_WINDOW, mode="nearest")
    second = librosa.feature.delta(delta, width=DELTA_WINDOW, mode="nearest")
    return np.concatenate([static, delta, second])


def inversion_pair(material: Material) -> Pair:
    vocoder, log_mel_CT = GriffinLim(material.mel), material.log_mel_CT
    contract = material.contract
    return Pair(
        name="mel to waveform",
        ours=lambda: vocoder(log_mel_CT).samples,
        peer="librosa mel_to_stft, griffinlim",
        theirs=lambda: librosa_phases(librosa_magnitude(log_mel_CT, contract), contract),
        note=f"Griffin-Lim, {ITERATIONS} iterations; both go from mel bins to FFT bins first, "
        "librosa by a slow non-negative least squares",
        audio_seconds=material.audio.seconds,
    )


def phases_pair(material: Material) -> Pair:
    vocoder, log_mel_CT = GriffinLim(material.mel), material.log_mel_CT
    contract = material.contract
    magnitude_FT = librosa_magnitude(log_mel_CT, contract)
    return Pair(
        name="mel to waveform, peer from FFT bins",
        ours=lambda: vocoder(log_mel_CT).samples,
        peer="librosa griffinlim",
        theirs=lambda: librosa_phases(magnitude_FT, contract),
        note=f"Griffin-Lim, {ITERATIONS} iterations; the way from mel bins to FFT bins counts on "
        "Voxloom's side only",
        audio_seconds=material.audio.seconds,
    )


def librosa_magnitude(log_mel_CT: Tensor, contract: MelContract) -> Matrix:
    import librosa

    return librosa.feature.inverse.mel_to_stft(
        log_mel_CT.exp().numpy(), power=1.0, **librosa_filters(contract)
    )


def librosa_phases(magnitude_FT: Matrix, contract: MelContract) -> Matrix:
    import librosa

    return librosa.griffinlim(
        magnitude_FT,
        n_iter=ITERATIONS,
        momentum=MOMENTUM,
        n_fft=contract.n_fft,
        hop_length=contract.hop,
        win_length=contract.win,
        pad_mode="reflect",
        random_state=SEED,
    )


def pitch_pair(material: Material) -> Pair:
    wave, contract, params = material.audio.samples, material.contract, material.params.features
    return Pair(
        name="log-F0",
        ours=lambda: log_f0(wave, contract.rate, contract.hop, params),
        peer="librosa pyin",
        theirs=lambda: librosa_log_f0(material),
        note="two algorithms for one thing: WORLD's DIO with StoneMask, and probabilistic YIN",
        audio_seconds=material.audio.seconds,
    )


def librosa_log_f0(material: Material) -> Matrix:
    """(T,) ln(Hz), 0 where unvoiced."""
    import librosa

    contract, params = material.contract, material.params.features
    f0, voiced, _ = librosa.pyin(
        material.audio.samples,
        fmin=params.f0_min,
        fmax=params.f0_max,
        sr=contract.rate,
        hop_length=contract.hop,
    )
    return np.log(np.where(voiced, f0, 1.0))


def shard_pair(material: Material, folder: Path) -> Pair:
    from safetensors.numpy import load_file

    ours, theirs = folder / "shard.safetensors", folder / "shard.npz"
    write_feature_shard(ours, {f"{n:03d}": material.features for n in range(SHARD_UTTERANCES)})
    arrays: dict[str, Any] = load_file(ours)
    np.savez(theirs, **arrays)
    megabytes = ours.stat().st_size / 1e6
    return Pair(
        name="feature shard from disk",
        ours=lambda: load_file(ours),
        peer="numpy npz",
        theirs=lambda: load_npz(theirs),
        note=f"{len(arrays)} arrays, {megabytes:.1f} MB, uncompressed, in the page cache",
    )


def load_npz(path: Path) -> dict[str, Any]:
    with np.load(path) as archive:
        return dict(archive)


def reconstruct_pair(speech: Speech, seconds: float) -> Pair:
    audio = speech_like(seconds, speech.contract.rate)
    with torch.no_grad():
        decoded_CT = speech.model.decode(speech.encode(audio).mean)[0]
    return Pair(
        name="reconstruct",
        ours=lambda: speech.reconstruct(audio).samples,
        peer="its vocoder alone",
        theirs=lambda: speech.vocoder(decoded_CT).samples,
        note="the ratio is Griffin-Lim's share of the whole; the rest is mel, encoder, decoder",
        audio_seconds=audio.seconds,
    )
