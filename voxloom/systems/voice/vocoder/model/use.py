"""A vocoder on disk: Griffin-Lim, or a network trained in its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import Tensor

from voxloom.audio.mel.griffinlim import GriffinLim
from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.mel.statistics import MelStatistics
from voxloom.audio.wave.sound import Audio
from voxloom.core.artifact import Artifact, save_artifact
from voxloom.systems.voice.vocoder.model.base import Shape, VocoderNetwork
from voxloom.systems.voice.vocoder.model.sourcefilter import SourceFilter, SourceFilterShape
from voxloom.systems.voice.vocoder.model.vocos import Vocos, VocosShape

SYSTEM = "vocoder"
GRIFFINLIM = "griffinlim"

Synthesize = Callable[[Tensor], Audio]  # log-mel (C, T) in nats -> (T - 1) * hop samples


@dataclass(frozen=True)
class Form:
    """How a trained network of one form is built again."""

    shape: Callable[..., Shape]
    network: Callable[[Any, MelContract, MelStatistics], VocoderNetwork]


FORMS: Mapping[str, Form] = {
    "sourcefilter": Form(SourceFilterShape, SourceFilter),
    "vocos": Form(VocosShape, Vocos),
}


def save_griffinlim(folder: Path, contract: MelContract) -> None:
    """An artifact without tensors: Griffin-Lim needs nothing but the mel contract."""
    save_artifact(folder, Artifact(SYSTEM, _config(GRIFFINLIM, contract), {}), {})


def save_network(
    folder: Path,
    form: str,
    model: VocoderNetwork,
    statistics: MelStatistics,
    config: dict[str, Any],
    extra: dict[str, Any],
) -> None:
    """Write a trained network; `config` adds training facts and licence."""
    values = {
        **config,
        **_config(form, model.contract),
        "shape": model.shape.to_json(),
        "statistics": statistics.to_json(),
    }
    save_artifact(folder, Artifact(SYSTEM, values, dict(model.state_dict())), extra)


def vocoder_of(config: dict[str, Any], tensors: dict[str, Tensor]) -> Synthesize:
    """From what `save_griffinlim` or `save_network` wrote; on the CPU."""
    own = MelContract.from_json(config["mel"])
    if config["form"] == GRIFFINLIM:
        return GriffinLim(LogMel(own))
    form, statistics = FORMS[config["form"]], MelStatistics.from_json(config["statistics"])
    model = form.network(form.shape(**config["shape"]), own, statistics)
    model.load_state_dict(tensors)
    return model.synthesize


def _config(form: str, contract: MelContract) -> dict[str, Any]:
    return {"form": form, "mel": contract.to_json(), "mel_digest": contract.digest}
