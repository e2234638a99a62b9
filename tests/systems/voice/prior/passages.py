"""Passages made on the spot."""

from __future__ import annotations

from collections.abc import Sequence

import torch

from tests.support.tiny_voice import SCALE, shape
from voxloom.systems.voice.prior.train.data import Passage, join
from voxloom.text.sounds.phones import BOUNDARY, Phone, PhoneSet

LETTERS = "abcdefghijklmnopqrstuvwxyz'-"
PHONES = PhoneSet.of([LETTERS], "en", "characters")


def listed(parts: Sequence[Passage]) -> Passage:
    """With a comma between words that no mark ends."""
    (comma,) = PHONES.numbers([Phone(",")])
    return join(parts, comma, SCALE, shape().stride)


def passage(words: int, seed: int) -> Passage:
    """Words of three letters. A latent's mean says its phone, and how far the text has come."""
    random = torch.Generator().manual_seed(seed)
    letters = [LETTERS[n] for n in torch.randint(0, 6, (3 * words,), generator=random).tolist()]
    units = [Phone(BOUNDARY)]
    for start in range(0, len(letters), 3):
        units += [Phone(letter) for letter in letters[start : start + 3]] + [Phone(BOUNDARY)]
    numbers = PHONES.numbers(units)
    durations = [
        int(torch.randint(0 if unit.silent else 1, 5, (1,), generator=random)) for unit in units
    ]
    unit_T = torch.repeat_interleave(torch.tensor(numbers), torch.tensor(durations))
    latent_L = unit_T[::2].float()
    dimensions = torch.arange(1, shape().latent + 1)
    mean_LD = torch.sin(latent_L[:, None] * dimensions)
    prosody_PU = torch.sin(torch.tensor([numbers, numbers, numbers]) * torch.ones(3, 1))
    return Passage.of(units, numbers, durations, prosody_PU, mean_LD, torch.full_like(mean_LD, 0.1))
