from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.support.synthetic import CONTRACT, statistics, wavy_mels
from voxloom.audio.mel.griffinlim import GriffinLim
from voxloom.audio.mel.mel import LogMel
from voxloom.core.artifact import load_artifact
from voxloom.core.errors import VoxloomError
from voxloom.systems.voice.vocoder.model.network import Vocoder, VocoderShape
from voxloom.systems.voice.vocoder.model.use import (
    SYSTEM,
    load_vocoder,
    save_griffinlim,
    save_vocos,
)

MEL_CT = wavy_mels(21).T


def test_griffin_lim_round_trip(tmp_path: Path) -> None:
    save_griffinlim(tmp_path, CONTRACT)
    made = load_vocoder(tmp_path, CONTRACT)(MEL_CT)
    assert np.array_equal(made.samples, GriffinLim(LogMel(CONTRACT))(MEL_CT).samples)


def test_a_trained_vocoder_comes_back_as_it_was(tmp_path: Path) -> None:
    torch.manual_seed(1)
    model = Vocoder(VocoderShape(CONTRACT.n_mels, 16, 1), CONTRACT, statistics())
    save_vocos(tmp_path, model, statistics(), {"corpus": {"license": "CC0"}}, {"history.json": []})
    made = load_vocoder(tmp_path, CONTRACT)(MEL_CT)
    assert np.array_equal(made.samples, model.synthesize(MEL_CT).samples)
    config = load_artifact(tmp_path, SYSTEM).config
    assert config["corpus"] == {"license": "CC0"}
    assert config["mel_digest"] == CONTRACT.digest


def test_mels_of_another_contract_are_refused_by_field(tmp_path: Path) -> None:
    save_griffinlim(tmp_path, CONTRACT)
    with pytest.raises(VoxloomError, match="hop 256 / 128"):
        load_vocoder(tmp_path, replace(CONTRACT, hop=128))
