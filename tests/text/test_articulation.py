from __future__ import annotations

import numpy as np
import pytest

from voxloom.text.sounds.articulation import FEATURES, articulation, articulations
from voxloom.text.sounds.inventories import INVENTORIES

APICAL = "ɿʅ"  # vowels of Chinese that the IPA has no letter for


@pytest.mark.parametrize("language", sorted(INVENTORIES))
def test_every_phone_of_a_language_is_known_and_unlike_every_other(language: str) -> None:
    known = [phone for phone in INVENTORIES[language] if phone[0] not in APICAL]
    said = {articulation(phone) for phone in known}
    assert all(said)
    # What eSpeak NG writes as an u further to the front in Russian is made like an u.
    assert len(said) == len(known) - (language == "ru")


@pytest.mark.parametrize(
    ("one", "other", "difference"),
    [
        ("k", "ɡ", {"voiced"}),
        ("s", "z", {"voiced"}),
        ("i", "iː", {"long"}),
        ("i", "y", {"rounded"}),
        ("t", "tʰ", {"aspirated"}),
        ("d", "dʲ", {"palatal"}),
        ("ɔ", "ɔ̃", {"nasal"}),
        ("a", "á", {"rising"}),
        ("ə", "ɚ", {"rhotic"}),
        ("p", "t", {"labial", "alveolar"}),
        ("n", "d", {"nasal", "plosive"}),
    ],
)
def test_two_phones_differ_in_what_makes_them_differ(
    one: str, other: str, difference: set[str]
) -> None:
    assert articulation(one) ^ articulation(other) == difference


def test_a_letter_with_a_tail_is_not_taken_for_one_with_a_mark() -> None:
    assert articulation("ç") == {"consonant", "fricative", "palatal"}


def test_what_is_no_phone_says_nothing() -> None:
    rows = articulations([" ", ".", "5", "", "ɡ"])
    assert rows.shape == (5, len(FEATURES))
    assert not rows[:4].any()
    assert set(np.unique(rows[4])) == {-1.0, 1.0}
    assert {FEATURES[n] for n in np.flatnonzero(rows[4] > 0)} == articulation("ɡ")
