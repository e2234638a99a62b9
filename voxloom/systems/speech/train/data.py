"""Training mels, resident on the device, and random crops of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from voxloom.audio.mel.feature_shards import read_features
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Split


@dataclass(frozen=True)
class MelStream:
    """Utterances end to end: crops may span two, whose silent margins meet there."""

    mel_NC: Tensor  # (frames, mels), nats
    voiced_N: Tensor  # (frames,), 1.0 where voiced

    def crops(self, starts: Tensor, frames: int) -> tuple[Tensor, Tensor]:
        """Windows (B, C, frames) and their voicing (B, frames) from the given first frames."""
        index_BT = starts[:, None] + torch.arange(frames, device=starts.device)
        return self.mel_NC[index_BT].transpose(1, 2), self.voiced_N[index_BT]


def load_stream(features: Path, split: Split, at_least: int, device: torch.device) -> MelStream:
    """One split as a stream, repeated until it has `at_least` frames.

    Raises VoxloomError when the split is empty.
    """
    mels = [torch.from_numpy(mel) for _, mel in read_features(features, "log_mel", split)]
    if not mels:
        raise VoxloomError(f"{features}: the {split} split is empty; raise ingest.{split}")
    voiced = [torch.from_numpy(f0 > 0) for _, f0 in read_features(features, "log_f0", split)]
    mel_NC, voiced_N = torch.cat(mels), torch.cat(voiced).float()
    times = -(-at_least // len(mel_NC))
    return MelStream(mel_NC.repeat(times, 1).to(device), voiced_N.repeat(times).to(device))
