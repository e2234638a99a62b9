from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.support.synthetic import CONTRACT, statistics, wavy_mels
from voxloom.audio.mel.griffinlim import GriffinLim
from voxloom.audio.mel.mel import LogMel
from voxloom.core.artifact import load_artifact
from voxloom.systems.voice.vocoder.model.base import VocoderNetwork
from voxloom.systems.voice.vocoder.model.sourcefilter import SourceFilter, SourceFilterShape
from voxloom.systems.voice.vocoder.model.use import (
    SYSTEM,
    save_griffinlim,
    save_network,
    vocoder_of,
)
from voxloom.systems.voice.vocoder.model.vocos import Vocos, VocosShape

MEL_CT = wavy_mels(21).T
VOCOS_OF_0_2 = [
    "mean",
    "std",
    "embed.weight",
    "embed.bias",
    "blocks.0.scale",
    "blocks.0.context.weight",
    "blocks.0.context.bias",
    "blocks.0.norm.weight",
    "blocks.0.norm.bias",
    "blocks.0.expand.weight",
    "blocks.0.expand.bias",
    "blocks.0.contract.weight",
    "blocks.0.contract.bias",
    "norm.weight",
    "norm.bias",
    "head.weight",
    "head.bias",
]


def test_griffin_lim_round_trip(tmp_path: Path) -> None:
    save_griffinlim(tmp_path, CONTRACT)
    artifact = load_artifact(tmp_path, SYSTEM)
    made = vocoder_of(artifact.config, artifact.tensors)(MEL_CT)
    assert np.array_equal(made.samples, GriffinLim(LogMel(CONTRACT))(MEL_CT).samples)


def sourcefilter() -> VocoderNetwork:
    return SourceFilter(SourceFilterShape(CONTRACT.n_mels, 16, 1, 8, 1), CONTRACT, statistics())


def vocos() -> VocoderNetwork:
    return Vocos(VocosShape(CONTRACT.n_mels, 16, 1), CONTRACT, statistics())


@pytest.mark.parametrize(("form", "make"), [("sourcefilter", sourcefilter), ("vocos", vocos)])
def test_a_trained_vocoder_comes_back_as_it_was(
    form: str, make: Callable[[], VocoderNetwork], tmp_path: Path
) -> None:
    torch.manual_seed(1)
    model = make()
    save_network(
        tmp_path, form, model, statistics(), {"corpus": {"license": "CC0"}}, {"history.json": []}
    )
    artifact = load_artifact(tmp_path, SYSTEM)
    made = vocoder_of(artifact.config, artifact.tensors)(MEL_CT)
    assert np.array_equal(made.samples, model.synthesize(MEL_CT).samples)
    assert artifact.config["corpus"] == {"license": "CC0"}
    assert artifact.config["mel_digest"] == CONTRACT.digest


def test_a_vocos_of_a_release_before_is_still_loaded() -> None:
    """As it was written when it was the only form that is trained."""
    torch.manual_seed(1)
    model = vocos()
    config = {
        "system": "vocoder",
        "format": 1,
        "form": "vocos",
        "mel": CONTRACT.to_json(),
        "mel_digest": CONTRACT.digest,
        "shape": {"mels": CONTRACT.n_mels, "channels": 16, "blocks": 1},
        "statistics": statistics().to_json(),
    }
    made = vocoder_of(config, {name: model.state_dict()[name] for name in VOCOS_OF_0_2})(MEL_CT)
    assert np.array_equal(made.samples, model.synthesize(MEL_CT).samples)
