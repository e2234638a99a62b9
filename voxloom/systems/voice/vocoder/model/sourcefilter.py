"""A source-filter vocoder: log-mel frames -> pitch and filters; pulses and noise through them.

A neural homomorphic vocoder (Liu, Chen and Yu, 2020) whose voiced part is of minimum phase, and
whose filters have a time resolution finer than the mel frames: with as many filters as mel frames,
even the filters of the recording itself sound poor (docs/what-did-not-work.md).

Tensor names carry shapes: B batch, C mel bins, T mel frames, H channels, J fine frames (J = (T - 1)
* split + 1), F frequency bins of a filter, Q quefrencies of its cepstrum, N samples (N = (T - 1)
* hop).
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import torch
from torch import Tensor, nn

from voxloom.audio.mel.mel import MelContract
from voxloom.audio.mel.statistics import MelStatistics
from voxloom.core.determinism import generator
from voxloom.nets.convnext import ConvBlock
from voxloom.nets.spread import Spread
from voxloom.systems.voice.vocoder.model.base import VocoderNetwork
from voxloom.systems.voice.vocoder.model.fine_hop import fine_hop
from voxloom.systems.voice.vocoder.model.source import pulse_train

WIDTH = 7  # mel frames the first convolution sees
OVERLAP = 4  # fine hops a filter's window
LOG_MAGNITUDE = (-14.0, 5.0)
F0_HZ = (40.0, 1000.0)
SHAPE_S = 0.002  # quefrencies below it are the shape of an envelope: no pitch is so high
FIRST_LEVEL = -3.0  # log magnitude of an untrained network's filters
NOISE_SEED = 0


@dataclass(frozen=True)
class SourceFilterShape:
    """All that is needed to build the network again."""

    mels: int
    channels: int  # at the rate of the mel frames
    blocks: int
    fine_channels: int  # at the rate of the filters
    fine_blocks: int

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


class Filters(NamedTuple):
    """What shapes the sources, at every fine frame."""

    log_f0_BJ: Tensor  # ln(Hz), where unvoiced too
    envelope_BFJ: Tensor  # log magnitude of both filters together
    voicing_BFJ: Tensor  # logit of the share of the power that is the pulses'


class SourceFilter(VocoderNetwork):
    """The network says pitch, an envelope and how voiced each band is: pulses and noise each get
    their share of the envelope's power."""

    shape: SourceFilterShape
    window: Tensor
    lifter: Tensor
    usual: Tensor  # cepstrum of what was learnt from, from quefrency 1 on
    gain: Tensor  # of what departs from it

    def __init__(
        self, shape: SourceFilterShape, contract: MelContract, statistics: MelStatistics
    ) -> None:
        """Raises VoxloomError for a hop that no even steps of some milliseconds divide."""
        super().__init__(contract, statistics)
        self.shape = shape
        self.hop = fine_hop(contract.rate, contract.hop)
        self.split, self.n_fft = contract.hop // self.hop, OVERLAP * self.hop
        self.bins = self.n_fft // 2 + 1
        self.embed = nn.Conv1d(shape.mels, shape.channels, WIDTH, padding=WIDTH // 2)
        self.blocks = nn.Sequential(*[ConvBlock(shape.channels) for _ in range(shape.blocks)])
        self.norm = nn.LayerNorm(shape.channels)
        self.refine = nn.Linear(shape.channels, self.split * shape.fine_channels)
        fine = [ConvBlock(shape.fine_channels) for _ in range(shape.fine_blocks)]
        self.fine_blocks = nn.Sequential(*fine)
        self.fine_norm = nn.LayerNorm(shape.fine_channels)
        self.envelope = nn.Linear(shape.fine_channels, self.bins)
        self.voicing = nn.Linear(shape.fine_channels, self.bins)
        self.pitch = nn.Linear(shape.fine_channels, 1)
        self.register_buffer("window", torch.hann_window(self.n_fft), persistent=False)
        self.register_buffer("lifter", _lifter(self.n_fft), persistent=False)
        quefrencies = round(SHAPE_S * contract.rate) - 1
        self.register_buffer("usual", torch.zeros(quefrencies))
        self.register_buffer("gain", torch.ones(quefrencies))

    @torch.no_grad()
    def begin(self, log_f0: float) -> None:
        """Before a training: quiet filters, the more noise the higher, at the speaker's pitch."""
        for head in (self.envelope, self.voicing, self.pitch):
            head.weight.mul_(0.3)
        self.envelope.bias.fill_(FIRST_LEVEL)
        self.voicing.bias.copy_(torch.linspace(3.0, -1.0, self.bins))
        self.pitch.bias.fill_(log_f0)

    def filters(self, mel_BCT: Tensor) -> Filters:
        """From log-mel in nats, two frames or more."""
        h_BHT = self.blocks(self.embed(self.scaled(mel_BCT)))
        h_BTH = self.refine(self.norm(h_BHT.transpose(1, 2)))
        h_BJH = h_BTH.reshape(len(h_BTH), -1, self.shape.fine_channels)
        h_BJH = self.fine_blocks(h_BJH.transpose(1, 2)).transpose(1, 2)
        h_BJH = self.fine_norm(h_BJH)[:, : self.frames(mel_BCT.shape[2])]
        return Filters(
            self.pitch(h_BJH)[..., 0],
            self.envelope(h_BJH).transpose(1, 2).clamp(*LOG_MAGNITUDE),
            self.voicing(h_BJH).transpose(1, 2),
        )

    def cepstrum(self, envelope_BFJ: Tensor) -> Tensor:
        """(B, Q, J), of the shape alone: quefrency 0, the level, is left out."""
        cepstrum_BJQ = torch.fft.irfft(envelope_BFJ.transpose(1, 2), n=self.n_fft)
        return cepstrum_BJQ[..., 1 : 1 + len(self.gain)].transpose(1, 2)

    @torch.no_grad()
    def sharpen(self, spread: Spread) -> None:
        """From now on `vocode` gives cepstra this spread."""
        self.usual.copy_(torch.tensor(spread.mean))
        self.gain.copy_(spread.gain())

    def sharpened(self, envelope_BFJ: Tensor) -> Tensor:
        departure_BJQ = self.cepstrum(envelope_BFJ).transpose(1, 2) - self.usual
        more_BJQ = nn.functional.pad(departure_BJQ * (self.gain - 1.0), (1, 0))
        more_BJF = torch.fft.hfft(more_BJQ, n=self.n_fft)[..., : self.bins]
        return envelope_BFJ + more_BJF.transpose(1, 2)

    def frames(self, mel_frames: int) -> int:
        """Fine frames from the middle of the first mel frame to that of the last."""
        return self.split * (mel_frames - 1) + 1

    def pulses(self, log_f0_BJ: Tensor) -> Tensor:
        """(B, N)."""
        samples = (log_f0_BJ.shape[1] - 1) * self.hop
        low, high = (math.log(hertz) for hertz in F0_HZ)
        return pulse_train(log_f0_BJ.clamp(low, high), self.hop, self.contract.rate, samples)

    def sound(self, filters: Filters, pulses_BN: Tensor, noise_BN: Tensor) -> Tensor:
        """Both sources through their filters, added (B, N)."""
        share, log_sigmoid = filters.voicing_BFJ, nn.functional.logsigmoid
        voiced_BFJ = filters.envelope_BFJ + 0.5 * log_sigmoid(share)
        unvoiced_BFJ = filters.envelope_BFJ + 0.5 * log_sigmoid(-share)
        resonance_BFJ = torch.polar(voiced_BFJ.exp(), self.minimum_phase(voiced_BFJ))
        pulses_BFJ, noise_BFJ = self._stft(pulses_BN), self._stft(noise_BN)
        made_BFJ = pulses_BFJ * resonance_BFJ + noise_BFJ * unvoiced_BFJ.exp()
        return torch.istft(
            made_BFJ, self.n_fft, self.hop, window=self.window, length=pulses_BN.shape[1]
        )

    def vocode(self, mel_BCT: Tensor) -> Tensor:
        """The noise has a fixed seed."""
        filters = self.filters(mel_BCT)
        filters = filters._replace(envelope_BFJ=self.sharpened(filters.envelope_BFJ))
        pulses_BN = self.pulses(filters.log_f0_BJ)
        return self.sound(filters, pulses_BN, self.noise(pulses_BN.shape, generator(NOISE_SEED)))

    def noise(self, shape: tuple[int, ...], random: torch.Generator) -> Tensor:
        """White, of power 1; drawn on the CPU on every device."""
        return torch.randn(shape, generator=random).to(self.mean.device)

    def minimum_phase(self, log_magnitude_BFJ: Tensor) -> Tensor:
        """Phases in radians, from the folded cepstrum (Oppenheim and Schafer, 1989)."""
        log_magnitude_BJF = log_magnitude_BFJ.transpose(1, 2)
        cepstrum = torch.fft.irfft(log_magnitude_BJF, n=self.n_fft)
        return torch.fft.rfft(cepstrum * self.lifter).imag.transpose(1, 2)

    def _stft(self, wave_BN: Tensor) -> Tensor:
        return torch.stft(wave_BN, self.n_fft, self.hop, window=self.window, return_complex=True)


def _lifter(n_fft: int) -> Tensor:
    """Keeps the cepstrum's time 0 and half its length, doubles what is between, drops the rest."""
    weights = torch.zeros(n_fft)
    weights[0] = weights[n_fft // 2] = 1.0
    weights[1 : n_fft // 2] = 2.0
    return weights
