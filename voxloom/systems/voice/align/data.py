"""What the aligner learns from and aligns: phones beside the mel frames they lie in.

U phones, T mel frames, C mel bins.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from voxloom.audio.mel.feature_shards import read_features, read_statistics
from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import MANIFEST, Quarantined, TextRow, read_rows
from voxloom.text.sounds.folder import VOCABULARY
from voxloom.text.sounds.phones import Phone, PhoneSet, phones
from voxloom.text.sounds.vocabulary import Vocabulary


@dataclass(frozen=True)
class Alignable:
    """One utterance: what it says and how it sounds."""

    symbol_U: Tensor  # numbers of a PhoneSet
    stress_U: Tensor
    mel_TC: Tensor  # scaled

    @classmethod
    def of(cls, units: list[Phone], mel_TC: Tensor, phone_set: PhoneSet) -> Alignable:
        stress_U = torch.tensor([unit.stress for unit in units])
        return cls(torch.tensor(phone_set.numbers(units)), stress_U, mel_TC)


@dataclass(frozen=True)
class AlignerData:
    """Utterances with a text and features, by id in order."""

    rows: dict[str, TextRow]
    units: dict[str, list[Phone]]
    items: dict[str, Alignable]
    phones: PhoneSet
    quarantined: list[Quarantined]  # those too short for their phones

    def split(self, name: str) -> list[Alignable]:
        return [self.items[id_] for id_, row in self.rows.items() if row.split == name]


def read_aligner_data(text: Path, features: Path) -> AlignerData:
    """The utterances of the two stages' folders.

    Raises VoxloomError when nothing is left to train on.
    """
    vocabulary = Vocabulary.from_json(files.read_json(text / VOCABULARY))
    statistics = read_statistics(features)
    mean, std = torch.tensor(statistics.mean), torch.tensor(statistics.std)
    mels = {
        id_: (torch.from_numpy(mel) - mean) / std for id_, mel in read_features(features, "log_mel")
    }
    known = {row.id: row for row in read_rows(text / MANIFEST, TextRow) if row.id in mels}
    units = {id_: phones(row.tokens) for id_, row in known.items()}
    short = {id_ for id_ in known if len(mels[id_]) < len(units[id_])}
    rows = {id_: row for id_, row in known.items() if id_ not in short}
    if not any(row.split == "train" for row in rows.values()):
        raise VoxloomError(f"{text}: no utterance to align is in the training split")
    tokens = [row.tokens for row in rows.values()]
    phone_set = PhoneSet.of(tokens, vocabulary.language, vocabulary.kind)
    items = {id_: Alignable.of(units[id_], mels[id_], phone_set) for id_ in rows}
    quarantined = [_too_short(known[id_], units[id_], mels[id_], features) for id_ in sorted(short)]
    return AlignerData(rows, units, items, phone_set, quarantined)


def _too_short(row: TextRow, units: list[Phone], mel_TC: Tensor, features: Path) -> Quarantined:
    return Quarantined(
        id=row.id,
        file=str(features),
        code="too_few_frames",
        value=str(len(mel_TC)),
        message=f"{len(mel_TC)} mel frames are too few for {len(units)} phones: {row.text!r}",
    )
