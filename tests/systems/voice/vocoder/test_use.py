from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from tests.support.synthetic import CONTRACT, statistics, wavy_mels
from voxloom.audio.mel.griffinlim import GriffinLim
from voxloom.audio.mel.mel import LogMel
from voxloom.core.artifact import load_artifact
from voxloom.systems.voice.vocoder.model.network import Vocoder, VocoderShape
from voxloom.systems.voice.vocoder.model.use import (
    SYSTEM,
    save_griffinlim,
    save_vocos,
    vocoder_of,
)

MEL_CT = wavy_mels(21).T


def test_griffin_lim_round_trip(tmp_path: Path) -> None:
    save_griffinlim(tmp_path, CONTRACT)
    artifact = load_artifact(tmp_path, SYSTEM)
    made = vocoder_of(artifact.config, artifact.tensors)(MEL_CT)
    assert np.array_equal(made.samples, GriffinLim(LogMel(CONTRACT))(MEL_CT).samples)


def test_a_trained_vocoder_comes_back_as_it_was(tmp_path: Path) -> None:
    torch.manual_seed(1)
    model = Vocoder(VocoderShape(CONTRACT.n_mels, 16, 1), CONTRACT, statistics())
    save_vocos(tmp_path, model, statistics(), {"corpus": {"license": "CC0"}}, {"history.json": []})
    artifact = load_artifact(tmp_path, SYSTEM)
    made = vocoder_of(artifact.config, artifact.tensors)(MEL_CT)
    assert np.array_equal(made.samples, model.synthesize(MEL_CT).samples)
    assert artifact.config["corpus"] == {"license": "CC0"}
    assert artifact.config["mel_digest"] == CONTRACT.digest
