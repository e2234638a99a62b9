from __future__ import annotations

from pathlib import Path

import pytest
import torch

from tests.support.synthetic import model, stream, vae_params, wavy_mels
from tests.support.trained import same
from voxloom.systems.speech.model.figures import measure_utterances
from voxloom.systems.speech.train.params import VaeParams
from voxloom.systems.speech.train.trainer import VaeTrainer
from voxloom.training.checkpoint import Checkpoint, CheckpointFolder
from voxloom.training.loop import Diverged, Trained

VALIDATION = [wavy_mels(60, seed=3).T[None], wavy_mels(45, seed=9).T[None]]
AUGMENTED = {
    "gain_db": 3.0,
    "pitch_bins": 1.0,
    "tempo": 0.1,
    "noise": 0.1,
    "time_mask": 4,
    "mel_mask": 3,
}


def trainer(params: VaeParams) -> VaeTrainer:
    torch.set_num_threads(1)
    return VaeTrainer(model(params), stream(), VALIDATION, params)


def train(params: VaeParams, folder: Path) -> Trained:
    return trainer(params).run(CheckpointFolder(folder, "key"), "test")


@pytest.mark.parametrize("form", ["conv", "mlp"])
def test_training_learns(form: str, tmp_path: Path) -> None:
    params = vae_params(form=form, steps=150, beta=0.01)
    before, _ = measure_utterances(model(params), VALIDATION)
    trained = train(params, tmp_path)
    assert trained.history[-1]["validation_mel_error_db"] < 0.5 * before * 8.686
    assert trained.history[-1]["step"] == 150


def test_two_runs_are_equal_to_the_bit(tmp_path: Path) -> None:
    params = vae_params(augment=AUGMENTED, auxiliary=0.5)
    assert same(train(params, tmp_path / "a"), train(params, tmp_path / "b"))


def test_a_diverging_training_ends_with_the_step_and_the_next_run_starts_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A checkpoint that is whole, but from which no step leads on."""
    whole = train(vae_params(), tmp_path / "whole")
    folder = CheckpointFolder(tmp_path / "diverged", "key")
    first = trainer(vae_params(steps=20))
    first.run(folder, "test")
    saved = folder.load()
    assert saved is not None
    huge = {name: t * 1e30 for name, t in saved.tensors.items() if name.startswith("model/")}
    folder.save(Checkpoint({**saved.tensors, **huge}, saved.state))
    with pytest.raises(Diverged, match=r"diverged at step 21 \(loss: (nan|inf)\).*learning_rate"):
        trainer(vae_params()).run(folder, "test")
    assert not folder.path.exists()
    capsys.readouterr()
    assert same(trainer(vae_params()).run(folder, "test"), whole)
    assert "goes on" not in capsys.readouterr().err


def test_a_learning_rate_too_high_is_named(tmp_path: Path) -> None:
    params = vae_params(warmup_steps=0).model_copy(update={"learning_rate": 1e30})
    with pytest.raises(Diverged, match=r"at step \d+ .*now 1e\+30"):
        train(params, tmp_path)


def test_higher_beta_lowers_the_rate(tmp_path: Path) -> None:
    rates = [
        train(vae_params(steps=120, beta=beta), tmp_path / str(beta)).history[-1][
            "validation_kl_bits_per_s"
        ]
        for beta in (0.01, 3.0)
    ]
    assert rates[1] < 0.7 * rates[0]


def test_the_auxiliary_classifier_makes_latents_tell_voicing(tmp_path: Path) -> None:
    losses = {}
    for weight in (0.0, 20.0):
        params = vae_params(steps=150, auxiliary=weight)
        vae = model(params)
        run = VaeTrainer(vae, stream(), VALIDATION, params)
        run.run(CheckpointFolder(tmp_path, str(weight)), "test")
        mel_BCT, voiced_BT = run.data.crops(torch.tensor([0, 100, 200]), 40)
        logits = vae.voicing_logits(vae.encode(mel_BCT).mean)
        losses[weight] = float(
            torch.nn.functional.binary_cross_entropy_with_logits(logits, voiced_BT)
        )
    assert losses[20.0] < 0.8 * losses[0.0]


@pytest.mark.gpu
def test_training_on_a_gpu_learns(tmp_path: Path) -> None:
    params = vae_params(steps=150, beta=0.01, precision="auto", device="cuda")
    cuda = torch.device("cuda")
    data = stream()
    on_gpu = type(data)(data.mel_NC.to(cuda), data.voiced_N.to(cuda))
    run = VaeTrainer(model(params).to(cuda), on_gpu, [mel.to(cuda) for mel in VALIDATION], params)
    history = run.run(CheckpointFolder(tmp_path, "gpu"), "test").history
    assert history[-1]["validation_mel_error_db"] < 0.6 * history[0]["validation_mel_error_db"]
