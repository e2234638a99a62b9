"""Training of the aligner."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from voxloom.systems.voice.align.data import Alignable, AlignerData
from voxloom.systems.voice.align.network import (
    Aligner,
    AlignerShape,
    diagonal_prior,
    forward_sum_loss,
)
from voxloom.systems.voice.align.params import AlignParams
from voxloom.training.checkpoint import Tensors
from voxloom.training.loop import DescentLoop, Point

PRIOR_SHARE = 0.5  # of the training, after which the beta-binomial prior has faded out


class AlignerTrainer(DescentLoop):
    """Batches are of utterances of like length."""

    def __init__(
        self,
        model: Aligner,
        train: Sequence[Alignable],
        validation: Sequence[Alignable],
        params: AlignParams,
    ) -> None:
        super().__init__(model, params)
        self.model, self.params = model, params
        self.train = sorted(train, key=lambda item: len(item.mel_TC))
        self.validation = validation

    def note(self) -> str:
        return f"validation {self.history[-1]['validation_forward_sum']:.3f} nats a frame"

    def loss(self, random: torch.Generator) -> tuple[Tensor, Tensors]:
        batch = self._batch(random)
        fading = max(0.0, 1.0 - self.step / (PRIOR_SHARE * self.params.steps))
        loss = self._forward_sum(batch, fading)
        return loss, {"train_forward_sum": loss.detach()}

    def measure(self) -> tuple[float, Point]:
        losses = [self._forward_sum([item], 0.0).item() for item in self.validation]
        mean = sum(losses) / max(1, len(losses))
        # The last weights are the ones wanted: the first half of the training is led by the prior.
        return -float(self.step), {"validation_forward_sum": mean}

    def _batch(self, random: torch.Generator) -> list[Alignable]:
        """Any `batch` of twice as many neighbours in length."""
        size = min(self.params.batch, len(self.train))
        window = min(2 * size, len(self.train))
        start = int(torch.randint(0, len(self.train) - window + 1, (1,), generator=random))
        picked = torch.randperm(window, generator=random)[:size].tolist()
        return [self.train[start + number] for number in picked]

    def _forward_sum(self, items: Sequence[Alignable], prior_weight: float) -> Tensor:
        pad = torch.nn.utils.rnn.pad_sequence
        symbol_BU = pad([item.symbol_U for item in items], batch_first=True)
        stress_BU = pad([item.stress_U for item in items], batch_first=True)
        mel_BCT = pad([item.mel_TC for item in items], batch_first=True).transpose(1, 2)
        score_BTU = self.model(symbol_BU, stress_BU, mel_BCT)
        units = [len(item.symbol_U) for item in items]
        frames = [len(item.mel_TC) for item in items]
        if prior_weight:
            prior_BTU = torch.zeros_like(score_BTU)
            for number, (u, t) in enumerate(zip(units, frames, strict=True)):
                prior_BTU[number, :t, :u] = diagonal_prior(t, u)
            score_BTU = score_BTU + prior_weight * prior_BTU
        return forward_sum_loss(score_BTU, torch.tensor(units), torch.tensor(frames))


def build_trainer(data: AlignerData, params: AlignParams) -> AlignerTrainer:
    torch.manual_seed(params.seed)
    mels = next(iter(data.items.values())).mel_TC.shape[1]
    model = Aligner(AlignerShape(len(data.phones), mels, params.channels))
    return AlignerTrainer(model, data.split("train"), data.split("validation"), params)
