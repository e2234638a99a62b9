"""Training of the prior and its prosody model.

The checkpoint kept is the one a recogniser understands best: likelihood on held-out sentences
is best long before speech is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import torch
from torch import Tensor, nn

from voxloom.systems.voice.prior.model.network import PriorShape, VoiceNetworks
from voxloom.systems.voice.prior.train.data import Batch, Passage, collate
from voxloom.systems.voice.prior.train.params import PriorParams
from voxloom.text.sounds.articulation import FEATURES
from voxloom.text.sounds.phones import IPA, PhoneSet
from voxloom.training.checkpoint import Tensors
from voxloom.training.loop import DescentLoop, Point

Join = Callable[[Sequence[Passage]], Passage]


class PriorTrainer(DescentLoop):
    """`word_error_rate` says how badly a recogniser understands the networks; None: likelihood
    alone decides."""

    def __init__(
        self,
        networks: VoiceNetworks,
        train: Sequence[Passage],
        validation: Sequence[Passage],
        params: PriorParams,
        join: Join,
        word_error_rate: Callable[[], float] | None,
    ) -> None:
        super().__init__(networks, params)
        self.networks, self.params = networks, params
        self.join, self.word_error_rate = join, word_error_rate
        self.validation = validation
        self.train = sorted(train, key=lambda item: min(params.crop, item.frames))
        lengths = [min(params.crop, item.frames) for item in self.train]
        self.weight = torch.tensor(lengths, dtype=torch.float64)
        self.device = next(networks.parameters()).device

    def note(self) -> str:
        last = self.history[-1]
        words = f", {last['validation_wer']:.1%} WER" if "validation_wer" in last else ""
        return f"validation {last['validation_nll']:.3f} nats a dimension{words}"

    def loss(self, random: torch.Generator) -> tuple[Tensor, Tensors]:
        nll, expected, prosody = self.losses(self._batch(random).to(self.device), random)
        loss = nll + self.params.expected * expected + prosody
        return loss, {
            "train_nll": nll.detach(),
            "train_expected": expected.detach(),
            "train_prosody": prosody.detach(),
        }

    def measure(self) -> tuple[float, Point]:
        random = torch.Generator().manual_seed(self.params.seed)
        parts = [
            torch.stack(self.losses(collate([item], random).to(self.device), None)).tolist()
            for item in self.validation
        ]
        nll, expected, prosody = (sum(values) / len(parts) for values in zip(*parts, strict=True))
        figures = {
            "validation_nll": nll,
            "validation_expected": expected,
            "validation_prosody": prosody,
        }
        if self.word_error_rate is None:
            return nll, figures
        if self.step < self.params.listen_from * self.params.steps:
            return 1e3 + nll, figures  # behind every checkpoint whose words were recognised
        figures["validation_wer"] = self.word_error_rate()
        return figures["validation_wer"], figures

    def _batch(self, random: torch.Generator) -> Batch:
        """About `batch` latent frames of passages of like length."""
        stride = self.networks.prior.shape.stride
        middle = int(torch.multinomial(self.weight, 1, generator=random))
        count = max(1, round(self.params.batch * stride / float(self.weight[middle])))
        low, high = max(0, middle - count), min(len(self.train), middle + count)
        chosen = torch.randint(low, high, (count,), generator=random).tolist()
        passages = [self.train[n].crop(self.params.crop, stride, random) for n in chosen]
        if float(torch.rand((), generator=random)) < self.params.joined:
            passages = self._joined(passages, random)
        return collate(passages, random)

    def _joined(self, passages: list[Passage], random: torch.Generator) -> list[Passage]:
        """Single words become lists, as long as they make no more than a crop."""
        most = self.params.crop // max(item.frames for item in passages)
        if most < 2:
            return passages
        count = int(torch.randint(2, most + 1, (1,), generator=random))
        starts = range(0, len(passages), count)
        return [self.join(passages[start : start + count]) for start in starts]

    def losses(self, batch: Batch, random: torch.Generator | None) -> tuple[Tensor, Tensor, Tensor]:
        """(NLL of the mixture, error of what is expected of the phones alone: nats and units a
        latent dimension; error of the scaled prosody). Without `random` the history is clean."""
        prior = self.networks.prior
        condition_BLH = prior.condition(
            batch.symbol_BU, batch.stress_BU, batch.prosody_BPU[:, 1:], batch.duration_BU
        )
        previous_BLD = nn.functional.pad(batch.z_BLD[:, :-1], (0, 0, 1, 0))
        if random is not None:
            previous_BLD = self._spoil(previous_BLD, random)
        expected_BLD, mixture = prior(condition_BLH, previous_BLD)
        elements = batch.mask_BL.sum() * batch.z_BLD.shape[2]
        nll = (mixture.negative_log_likelihood(batch.z_BLD) * batch.mask_BL).sum() / elements
        error_BL = (expected_BLD - batch.z_BLD).abs().sum(2)
        expected = (error_BL * batch.mask_BL).sum() / elements
        predicted_BPU = self.networks.prosody(batch.symbol_BU, batch.stress_BU)
        spoken_BU = (batch.symbol_BU != 0).float()
        error_BU = (predicted_BPU - batch.prosody_BPU).abs().mean(1)
        return nll, expected, (error_BU * spoken_BU).sum() / spoken_BU.sum()

    def _spoil(self, previous_BLD: Tensor, random: torch.Generator) -> Tensor:
        """Noise of another strength for every passage, and steps left out."""
        batch, length, _ = previous_BLD.shape
        strength = self.params.history_noise * torch.rand(batch, 1, 1, generator=random)
        noise = strength * torch.randn(previous_BLD.shape, generator=random)
        kept = torch.rand(batch, length, 1, generator=random) >= self.params.history_dropout
        return (previous_BLD + noise.to(self.device)) * kept.to(self.device)


def prior_shape(params: PriorParams, phones: PhoneSet, latent: int, stride: int) -> PriorShape:
    """The size of the network that these parameters ask for."""
    return PriorShape(
        len(phones),
        latent,
        stride,
        params.channels,
        params.blocks,
        params.hidden,
        params.components,
        params.dropout,
        features=len(FEATURES) if phones.kind == IPA else 0,
    )
