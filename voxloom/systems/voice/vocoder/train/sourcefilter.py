"""Training of the form `sourcefilter`: the filters and the pitch that WORLD finds in the speech.

No waveform is made and no critic asked: a step costs a third of one with spectral losses, and the
voice is better after the same minutes (docs/what-did-not-work.md).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from voxloom.audio.mel.mel import DB_PER_NAT
from voxloom.core.determinism import generator
from voxloom.nets.spread import Spread
from voxloom.systems.voice.vocoder.model.sourcefilter import (
    Filters,
    SourceFilter,
)
from voxloom.systems.voice.vocoder.train.anatomy import AnatomyStream, Target
from voxloom.systems.voice.vocoder.train.crops import Crops, VocoderData, copy_error
from voxloom.systems.voice.vocoder.train.params import SourceFilterParams
from voxloom.training.checkpoint import Tensors
from voxloom.training.loop import DescentLoop, Point

VOICING_WEIGHT = 0.5
PITCH_WEIGHT = 4.0
QUIET = -9.0  # log magnitude of an envelope that counts little
LOUD = 4.0  # nats above it, from where one counts in full
LEAST = 0.05  # what the quietest counts
COMPARED = 40  # batches
MOST = 1.5625  # of the variance; more is ripple, which sounds worse (docs/what-did-not-work.md)


@dataclass(frozen=True)
class Losses:
    """The parts of one step's loss; each is a scalar."""

    envelope: Tensor  # nats: absolute error of the log magnitude
    voicing: Tensor  # nats: cross-entropy of the share that is periodic
    pitch: Tensor  # nats: absolute error of the log-F0 where voiced

    def total(self) -> Tensor:
        return self.envelope + VOICING_WEIGHT * self.voicing + PITCH_WEIGHT * self.pitch

    def curve(self) -> Tensors:
        """What the curve shows of it."""
        return {
            "train_envelope_db": self.envelope.detach() * DB_PER_NAT,
            "train_voicing": self.voicing.detach(),
            "train_pitch": self.pitch.detach(),
        }


def imitation(filters: Filters, target: Target) -> Losses:
    """How far filters are from those that were found; loud bands count more."""
    weight_BFJ = ((target.envelope_BFJ - QUIET) / LOUD).clamp(LEAST, 1.0)
    error_BFJ = (filters.envelope_BFJ - target.envelope_BFJ).abs()
    voicing_BFJ = nn.functional.binary_cross_entropy_with_logits(
        filters.voicing_BFJ, target.periodic_BFJ, reduction="none"
    )
    pitch_BJ = (filters.log_f0_BJ - target.log_f0_BJ).abs() * target.voiced_BJ
    return Losses(
        (error_BFJ * weight_BFJ).mean(),
        (voicing_BFJ * weight_BFJ).mean(),
        pitch_BJ.sum() / target.voiced_BJ.sum().clamp(min=1.0),
    )


class SourceFilterTrainer(DescentLoop):
    def __init__(
        self,
        model: SourceFilter,
        data: VocoderData,
        anatomy: AnatomyStream,
        params: SourceFilterParams,
    ) -> None:
        """`anatomy` is that of the training waveforms, frame by frame."""
        super().__init__(model, params)
        self.model, self.params, self.anatomy = model, params, anatomy
        self.crops = Crops(data, model.contract, params, model.mean.device)

    def note(self) -> str:
        return f"validation {self.history[-1]['validation_mel_error_db']:.2f} dB"

    def loss(self, random: torch.Generator) -> tuple[Tensor, Tensors]:
        losses = imitation(*self._made_and_found(random))
        return losses.total(), losses.curve()

    def _made_and_found(self, random: torch.Generator) -> tuple[Filters, Target]:
        """The network's filters for a batch of mels, and those that WORLD found in the sound."""
        batch = self.crops.draw(random)
        target = self.anatomy.crops(batch.first_B, self.model.frames(self.params.crop))
        louder_B11 = batch.gain_B1[..., None].log()
        target = target._replace(envelope_BFJ=target.envelope_BFJ + louder_B11)
        return self.model.filters(batch.mel_BCT), target

    @torch.no_grad()
    def settle(self) -> None:
        """Once it is trained: filters are blurred by the error they were trained by, so their
        formants get back what they lack beside WORLD's."""
        random = generator(self.params.seed)
        natural: list[Tensor] = []
        made: list[Tensor] = []
        for _ in range(COMPARED):
            filters, target = self._made_and_found(random)
            level_BJ = target.envelope_BFJ.mean(1)
            loud_BJ = level_BJ >= level_BJ.mean()
            for kept, envelope_BFJ in (
                (natural, target.envelope_BFJ),
                (made, filters.envelope_BFJ),
            ):
                cepstrum_BJQ = self.model.cepstrum(envelope_BFJ).transpose(1, 2)
                kept.append(cepstrum_BJQ[loud_BJ].T.cpu())
        self.model.sharpen(Spread.of([torch.cat(natural, 1)], [torch.cat(made, 1)], MOST))

    def measure(self) -> tuple[float, Point]:
        """By the sound: the error of the mels of validation recordings, copied."""
        error = copy_error(self.model, self.crops.mel, self.crops.validation)
        return error, {"validation_mel_error_db": error * DB_PER_NAT}
