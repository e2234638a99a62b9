"""Posteriors of the whole corpus: what the prior of the voice learns.

latents-00000.safetensors   `mean/ID` and `std/ID`, each (L, D)
latents.json                which VAE and mel contract they are of
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save
from torch import Tensor

from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.systems.speech.model.vae import SpeechVae

ABOUT = "latents.json"
SHARD = 64  # utterances


@dataclass(frozen=True)
class LatentOrigin:
    """Which model made latents; stored beside them, compared where they are used."""

    speech: str  # digest of the VAE's artifact
    mel: str  # digest of the mel contract

    @classmethod
    def read(cls, folder: Path) -> LatentOrigin:
        """Raises VoxloomError when there are no latents."""
        if not (folder / ABOUT).is_file():
            raise VoxloomError(f"{folder / ABOUT} is missing: run the vae stage")
        return cls(**files.read_json(folder / ABOUT))

    def check_same(self, other: LatentOrigin, mine: str, theirs: str) -> None:
        """Raises VoxloomError that says in what two artifacts differ."""
        if self.mel != other.mel:
            raise VoxloomError(
                f"mel contracts of {mine} and {theirs} differ; use artifacts made with the same "
                "`audio` params"
            )
        if self.speech != other.speech:
            raise VoxloomError(
                f"{mine} and {theirs} are of different speech VAEs ({self.speech[:12]} / "
                f"{other.speech[:12]}); run `dvc repro` to train them anew"
            )


@torch.no_grad()
def write_latents(
    folder: Path, model: SpeechVae, mels: Mapping[str, Tensor], origin: LatentOrigin
) -> None:
    """Encode log-mels, each (1, C, T), on the model's device."""
    model.eval()
    ids = sorted(mels)
    for number, start in enumerate(range(0, len(ids), SHARD)):
        tensors = {}
        for utterance in ids[start : start + SHARD]:
            posterior = model.encode(mels[utterance])
            mean_LD, std_LD = posterior.mean[0].T, posterior.log_std[0].exp().T
            tensors[f"mean/{utterance}"] = mean_LD.cpu().contiguous()
            tensors[f"std/{utterance}"] = std_LD.cpu().contiguous()
        files.write_bytes(folder / f"latents-{number:05d}.safetensors", save(tensors))
    files.write_json(folder / ABOUT, asdict(origin))


def read_latents(folder: Path) -> Iterator[tuple[str, Tensor, Tensor]]:
    """(id, means (L, D), standard deviations (L, D)) of every utterance, in order of the ids."""
    for path in sorted(folder.glob("latents-*.safetensors")):
        tensors = load_file(path)
        for name in sorted(tensors):
            kind, _, utterance = name.partition("/")
            if kind == "mean":
                yield utterance, tensors[name], tensors[f"std/{utterance}"]
