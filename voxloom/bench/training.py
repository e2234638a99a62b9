"""A training step on one thread and on several."""

from __future__ import annotations

import torch
from torch import Tensor

from voxloom.audio.mel.statistics import mel_statistics
from voxloom.bench.material import Material
from voxloom.bench.timing import Pair
from voxloom.systems.speech.model.vae import SpeechVae
from voxloom.systems.speech.train.augment import frames_needed
from voxloom.systems.speech.train.data import MelStream
from voxloom.systems.speech.train.trainer import VaeTrainer, vae_shape


def threads_pair(material: Material) -> Pair:
    """One training step of the VAE in `params.speech.vae`, on the CPU."""
    from joblib import cpu_count

    vae, cores = material.params.speech.vae, int(cpu_count())
    one, many = make_trainer(material), make_trainer(material)
    return Pair(
        name="training step, 1 thread",
        ours=lambda: train_step(one, 1),
        peer=f"all {cores} cores",
        theirs=lambda: train_step(many, cores),
        note=f"{vae.form} VAE, {vae.channels} channels, {vae.batch} crops of {vae.crop} frames, "
        f"on the CPU; above 1: keep speech.vae.threads at 1, below 1: set it to {cores}",
    )


def make_trainer(material: Material) -> VaeTrainer:
    vae, log_mel = material.params.speech.vae, material.features.log_mel
    shape = vae_shape(vae, material.contract.n_mels)
    model = SpeechVae(shape, material.contract, mel_statistics([log_mel]))
    times = -(-frames_needed(vae.crop, vae.augment) // len(log_mel))
    voiced_N = torch.from_numpy(material.features.log_f0 > 0.0).float()
    stream = MelStream(torch.from_numpy(log_mel).repeat(times, 1), voiced_N.repeat(times))
    return VaeTrainer(model, stream, [], vae)


def train_step(trainer: VaeTrainer, threads: int) -> Tensor:
    """The step's mel error. Leaves torch with `threads` threads."""
    torch.set_num_threads(threads)
    return trainer.train_step().parts["train_mel_error_db"]
