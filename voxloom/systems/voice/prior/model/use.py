"""The trained prior as it is used: phones in, latents out. On the CPU."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from voxloom.core.artifact import Artifact, save_artifact
from voxloom.nets.spread import Spread
from voxloom.systems.speech.model.latents import LatentOrigin
from voxloom.systems.voice.prior.model.manner import Manner
from voxloom.systems.voice.prior.model.network import PriorShape, VoiceNetworks
from voxloom.systems.voice.prior.model.prosody import DURATION, ProsodyScale
from voxloom.systems.voice.prior.model.sampler import Sampler
from voxloom.text.sounds.phones import Phone, PhoneSet

SYSTEM = "prior"


@dataclass(frozen=True)
class Drawn:
    """Phones as the prior says them: U phones, D latent dimensions, L latent frames."""

    durations_U: Tensor  # mel frames
    latents_DL: Tensor


class TrainedPrior:
    def __init__(
        self,
        networks: VoiceNetworks,
        phones: PhoneSet,
        scale: ProsodyScale,
        spread: Spread | None = None,
    ) -> None:
        """Without a spread latents stay as they were drawn: so in training, and in older voices."""
        self.networks, self.phones, self.scale = networks.eval(), phones, scale
        self.spread = spread or Spread.none(networks.prior.shape.latent)
        self.sampler = Sampler(networks.prior)

    @classmethod
    def of(cls, config: dict[str, Any], tensors: dict[str, Tensor]) -> TrainedPrior:
        """From what `save_prior` wrote."""
        networks = VoiceNetworks(PriorShape(**config["shape"]))
        networks.load_state_dict(tensors)
        phones = PhoneSet.from_json(config["phones"])
        spread = Spread.from_json(config["spread"]) if "spread" in config else None
        return cls(networks, phones, ProsodyScale.from_json(config["prosody"]), spread)

    @torch.no_grad()
    def draw(
        self, units: Sequence[Phone], manner: Manner, temperature: float, random: torch.Generator
    ) -> Drawn:
        """Raises VoxloomError for phones the voice has never heard."""
        symbol_BU = torch.tensor([self.phones.numbers(units)])
        stress_BU = torch.tensor([[unit.stress for unit in units]])
        expected_PU = self.networks.prosody(symbol_BU, stress_BU)[0]
        durations_U = self.scale.durations(expected_PU[DURATION], units, manner.speed)
        shifted_PU = self.scale.shift(expected_PU, manner.pitch, manner.energy)
        condition_BLH = self.networks.prior.condition(
            symbol_BU, stress_BU, shifted_PU[None, 1:], durations_U[None]
        )
        latents_DL = self.sampler(condition_BLH[0], temperature, random)
        return Drawn(durations_U, self.spread.widen(latents_DL, temperature))


def save_prior(
    folder: Path,
    networks: VoiceNetworks,
    phones: PhoneSet,
    scale: ProsodyScale,
    spread: Spread,
    origin: LatentOrigin,
    config: dict[str, Any],
    extra: dict[str, Any],
) -> None:
    """Write the artifact; `config` adds training facts."""
    values = {
        **config,
        "shape": networks.prior.shape.to_json(),
        "phones": phones.to_json(),
        "prosody": scale.to_json(),
        "spread": spread.to_json(),
        "latents": asdict(origin),
    }
    save_artifact(folder, Artifact(SYSTEM, values, dict(networks.state_dict())), extra)
