"""How fast this machine does Voxloom's work, each time beside a peer that does the same.

A time by itself says little on a noisy machine. So the two sides of a pair take turns
(A B A B ...) on the same input, their medians are compared, and the ratio is what to read.
The input is made on the spot. Both sides have one torch thread and one BLAS thread, unless the
pair is about threads.
"""

from __future__ import annotations

import statistics
import tempfile
import timeit
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from torch import Tensor

from voxloom.audio.decode import Audio
from voxloom.audio.feature_shards import write_feature_shard
from voxloom.audio.features import DELTA_WINDOW, Features, extract, log_f0, mfcc
from voxloom.audio.griffinlim import ITERATIONS, MOMENTUM, SEED, GriffinLim
from voxloom.audio.mel import LogMel, MelContract
from voxloom.audio.statistics import mel_statistics
from voxloom.errors import VoxloomError
from voxloom.models.speech_vae import SpeechVae, SpeechVaeShape
from voxloom.params import Params
from voxloom.progress import progress_bar
from voxloom.speech import Speech
from voxloom.training.augment import frames_needed
from voxloom.training.data import MelStream
from voxloom.training.loop import Trainer

SAMPLE_S = 0.05  # a quicker call is made several times in a turn, to fill about this long
SHARD_UTTERANCES = 64

Matrix = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Pair:
    """Two ways to one result, ready to be timed; each call returns what it computed."""

    name: str
    ours: Callable[[], Any]
    peer: str
    theirs: Callable[[], Any]
    note: str  # what is counted on either side
    audio_seconds: float | None = None


@dataclass(frozen=True)
class Comparison:
    """A pair, timed: medians over the turns, and how far the ratio of a turn strayed."""

    name: str
    ours_s: float
    peer: str
    peer_s: float
    ratio_min: float
    ratio_max: float
    repeats: int
    note: str
    audio_seconds: float | None

    @property
    def ratio(self) -> float:
        """Above 1: the peer takes longer."""
        return self.peer_s / self.ours_s

    @property
    def rtf(self) -> float | None:
        """Our real-time factor, compute / audio; None where no audio is worked through."""
        return self.ours_s / self.audio_seconds if self.audio_seconds else None

    @property
    def peer_rtf(self) -> float | None:
        return self.peer_s / self.audio_seconds if self.audio_seconds else None

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "ours_s": self.ours_s,
            "peer": self.peer,
            "peer_s": self.peer_s,
            "ratio": self.ratio,
            "ratio_min": self.ratio_min,
            "ratio_max": self.ratio_max,
            "repeats": self.repeats,
            "audio_seconds": self.audio_seconds,
            "rtf": self.rtf,
            "peer_rtf": self.peer_rtf,
            "note": self.note,
        }


@dataclass(frozen=True)
class Material:
    """What all pairs but the model's work on."""

    params: Params
    audio: Audio
    mel: LogMel
    features: Features

    @property
    def contract(self) -> MelContract:
        return self.mel.contract

    @property
    def wave_BN(self) -> Tensor:
        return torch.from_numpy(self.audio.samples)[None]

    @property
    def log_mel_CT(self) -> Tensor:
        return torch.from_numpy(self.features.log_mel).T


def bench(
    model: Path | None, params: Params, repeats: int = 5, seconds: float = 6.0
) -> list[Comparison]:
    """Time every pair on `seconds` of sound; with a model folder, its `reconstruct` too.

    Raises VoxloomError for numbers out of range, or a folder that is no `speech` artifact.
    """
    if repeats < 1:
        raise VoxloomError(f"repeats: {repeats} is fewer than 1")
    if not 0.5 <= seconds <= 60.0:
        raise VoxloomError(f"seconds: {seconds} is not between 0.5 and 60")
    speech = None if model is None else Speech.load(model)
    comparisons = []
    with tempfile.TemporaryDirectory(prefix="voxloom-bench-") as folder:
        makers = pair_makers(make_material(params, seconds), Path(folder), speech)
        with progress_bar("bench", len(makers)) as advance:
            for make in makers:
                pair = make()
                advance(0, pair.name)
                comparisons.append(measure(pair, repeats))
                advance(1, pair.name)
    return comparisons


def pair_makers(
    material: Material, folder: Path, speech: Speech | None
) -> list[Callable[[], Pair]]:
    """What makes each pair, in the table's order; `folder` is for files of theirs."""
    makers: list[Callable[[], Pair]] = [
        partial(mel_pair, material),
        partial(mfcc_pair, material),
        partial(inversion_pair, material),
        partial(phases_pair, material),
        partial(pitch_pair, material),
        partial(shard_pair, material, folder),
        partial(threads_pair, material),
    ]
    if speech is not None:
        makers.append(partial(reconstruct_pair, speech, material.audio.seconds))
    return makers


def measure(pair: Pair, repeats: int) -> Comparison:
    """Warm up, then let the two sides take turns."""
    pair.ours()
    pair.theirs()
    with one_thread():
        counts = calls_a_turn(pair.ours), calls_a_turn(pair.theirs)
        turns = [
            (seconds_a_call(pair.ours, counts[0]), seconds_a_call(pair.theirs, counts[1]))
            for _ in range(repeats)
        ]
    ratios = [theirs / ours for ours, theirs in turns]
    return Comparison(
        name=pair.name,
        ours_s=statistics.median(ours for ours, _ in turns),
        peer=pair.peer,
        peer_s=statistics.median(theirs for _, theirs in turns),
        ratio_min=min(ratios),
        ratio_max=max(ratios),
        repeats=repeats,
        note=pair.note,
        audio_seconds=pair.audio_seconds,
    )


def calls_a_turn(call: Callable[[], Any]) -> int:
    return max(1, round(SAMPLE_S / seconds_a_call(call, 1)))


def seconds_a_call(call: Callable[[], Any], count: int) -> float:
    return timeit.timeit(call, number=count) / count


@contextmanager
def one_thread() -> Iterator[None]:
    """One thread for torch and for the BLAS that numpy and scipy have loaded by now."""
    from threadpoolctl import threadpool_limits

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with threadpool_limits(1, user_api="blas"):
            yield
    finally:
        torch.set_num_threads(threads)


def speech_like(seconds: float, rate: int, seed: int = SEED) -> Audio:
    """A gliding voice of 1/k harmonics, four syllables a second, the last of them a hiss."""
    time = np.arange(round(seconds * rate)) / rate
    hertz = 150.0 + 40.0 * np.sin(2.0 * np.pi * 0.7 * time)
    phase = 2.0 * np.pi * np.cumsum(hertz) / rate
    harmonics = range(1, int(rate / 2.0 / hertz.max()))
    voice = np.sum([np.sin(k * phase) / k for k in harmonics], axis=0)
    noise = np.random.default_rng(seed).standard_normal(len(time))
    syllable = np.sin(np.pi * 4.0 * time) ** 2
    wave = 0.15 * syllable * np.where(time % 1.0 < 0.75, voice, 0.3 * noise) + 0.002 * noise
    return Audio(wave.astype(np.float32), rate)


def make_material(params: Params, seconds: float) -> Material:
    audio = speech_like(seconds, params.audio.rate)
    mel = LogMel(MelContract.from_params(params.audio))
    features = extract([audio.samples], mel, params.features, torch.device("cpu"))[0]
    return Material(params, audio, mel, features)


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


def threads_pair(material: Material) -> Pair:
    """One training step of the VAE in `params.vae`, on the CPU."""
    from joblib import cpu_count

    vae, cores = material.params.vae, int(cpu_count())
    one, many = make_trainer(material), make_trainer(material)
    return Pair(
        name="training step, 1 thread",
        ours=lambda: train_step(one, 1),
        peer=f"all {cores} cores",
        theirs=lambda: train_step(many, cores),
        note=f"{vae.form} VAE, {vae.channels} channels, {vae.batch} crops of {vae.crop} frames, "
        f"on the CPU; above 1: keep vae.threads at 1, below 1: set it to {cores}",
    )


def make_trainer(material: Material) -> Trainer:
    vae, log_mel = material.params.vae, material.features.log_mel
    shape = SpeechVaeShape.from_params(vae, material.contract.n_mels)
    model = SpeechVae(shape, material.contract, mel_statistics([log_mel]))
    times = -(-frames_needed(vae.crop, vae.augment) // len(log_mel))
    voiced_N = torch.from_numpy(material.features.log_f0 > 0.0).float()
    stream = MelStream(torch.from_numpy(log_mel).repeat(times, 1), voiced_N.repeat(times))
    return Trainer(model, stream, [], vae)


def train_step(trainer: Trainer, threads: int) -> Tensor:
    """The step's reconstruction loss. Leaves torch with `threads` threads."""
    torch.set_num_threads(threads)
    return trainer.train_step().reconstruction.detach()


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


def to_json(comparisons: Sequence[Comparison]) -> list[dict[str, Any]]:
    return [comparison.to_json() for comparison in comparisons]


def print_table(comparisons: Sequence[Comparison], console: Console | None = None) -> None:
    """The comparisons, then what each of them counts; on stdout unless a console is given."""
    console = console or Console(highlight=False)
    table = Table("", "Voxloom", "RTF", "peer", "its time", "peer / Voxloom")
    for column in table.columns:
        column.overflow = "fold"
    for comparison in comparisons:
        table.add_row(*row(comparison))
    console.print(table)
    console.print(f"Medians of {comparisons[0].repeats} turns, and the range of their ratios.")
    console.print("One torch and one BLAS thread on both sides, but for the training step.")
    console.print("RTF: Voxloom's compute time / duration of the audio.")
    for comparison in comparisons:
        console.print(f"- {comparison.name}: {comparison.note}", markup=False)


def row(comparison: Comparison) -> list[str]:
    ratio = f"{comparison.ratio:.2f} ({comparison.ratio_min:.2f}-{comparison.ratio_max:.2f})"
    return [
        comparison.name,
        duration(comparison.ours_s),
        "" if comparison.rtf is None else f"{comparison.rtf:.2g}",
        comparison.peer,
        duration(comparison.peer_s),
        ratio,
    ]


def duration(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1.0 else f"{1000.0 * seconds:.3g} ms"
