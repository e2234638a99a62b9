"""What earlier stages made for the prior, checked to belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from torch import Tensor

from voxloom.audio.mel.feature_shards import read_contract, read_features
from voxloom.core import artifact, files
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import read_rows
from voxloom.systems.speech.model.latents import LatentOrigin, read_latents
from voxloom.systems.speech.model.use import Speech
from voxloom.systems.voice.align.alignment import ALIGNMENT, PHONES, Aligned
from voxloom.systems.voice.prior.model.pace import Pace
from voxloom.systems.voice.prior.model.prosody import ProsodyScale, fill, measure
from voxloom.systems.voice.prior.train.data import Passage, join
from voxloom.text.sounds.phones import Phone, PhoneSet

LISTED = ","  # between the parts of a list


@dataclass(frozen=True)
class Sources:
    """The folders it comes from."""

    features: Path
    align: Path
    latents: Path
    speech: Path

    def origin(self) -> LatentOrigin:
        """Raises VoxloomError when latents, VAE and features do not belong together."""
        origin = LatentOrigin.read(self.latents)
        own = LatentOrigin(artifact.digest(self.speech), read_contract(self.features).digest)
        origin.check_same(own, str(self.latents), str(self.speech))
        aligned_mel = files.read_json(self.align / PHONES)["mel_digest"]
        aligned = LatentOrigin(origin.speech, aligned_mel)
        origin.check_same(aligned, str(self.latents), str(self.align))
        return origin


@dataclass(frozen=True)
class PriorData:
    aligned: list[Aligned]
    phones: PhoneSet
    prosody: dict[str, Tensor]  # raw values (P, U), by utterance
    scale: ProsodyScale
    latents: dict[str, tuple[Tensor, Tensor]]  # mean and deviation, each (L, D)
    origin: LatentOrigin
    speech: Speech

    def split(self, name: str) -> list[Passage]:
        """Raises VoxloomError when the split is empty."""
        passages = [self._passage(row) for row in self.aligned if row.split == name]
        if not passages:
            raise VoxloomError(f"no aligned utterance is in the {name} split; raise ingest.{name}")
        return passages

    def _passage(self, row: Aligned) -> Passage:
        units = row.phones
        prosody_PU = fill(self.scale.scale(self.prosody[row.id]))
        numbers = self.phones.numbers(units)
        return Passage.of(units, numbers, row.durations, prosody_PU, *self.latents[row.id])

    def join(self, parts: Sequence[Passage]) -> Passage:
        """Short passages as a list: with commas between those that no mark ends."""
        (pause,) = self.phones.numbers([Phone(LISTED)])
        return join(parts, pause, self.scale, self.speech.model.shape.stride)

    def pace(self) -> Pace:
        """Of the natural speaker on the training split."""
        rows = [row for row in self.aligned if row.split == "train"]
        rate = self.speech.contract.frames_per_second
        return Pace.fit([row.phones for row in rows], [sum(row.durations) / rate for row in rows])


def read_prior_data(sources: Sources) -> PriorData:
    """Raises VoxloomError when something is missing, or not of the same VAE and mels."""
    aligned = read_rows(sources.align / ALIGNMENT, Aligned)
    pitch, energy = (dict(read_features(sources.features, name)) for name in ("log_f0", "energy"))
    prosody = {row.id: measure(row.durations, pitch[row.id], energy[row.id]) for row in aligned}
    return PriorData(
        aligned,
        PhoneSet.from_json(files.read_json(sources.align / PHONES)),
        prosody,
        ProsodyScale.of([prosody[row.id] for row in aligned if row.split == "train"]),
        {id_: (mean_LD, std_LD) for id_, mean_LD, std_LD in read_latents(sources.latents)},
        sources.origin(),
        Speech.load(sources.speech),
    )
