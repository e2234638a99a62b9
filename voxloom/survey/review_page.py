"""The review list as a page: the suspects, their figures, and a player for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from voxloom.audio.wave.sound import Audio
from voxloom.report.blocks.content import Player
from voxloom.report.html.template import render

if TYPE_CHECKING:
    from voxloom.survey.review import ReviewList


@dataclass(frozen=True)
class Entry:
    id: str
    text: str
    figures: tuple[str, ...]
    player: Player


def render_review(found: ReviewList, sounds: Sequence[Audio]) -> str:
    """One HTML file that loads nothing; `sounds` in the order of the suspects."""
    from voxloom.survey.review import ORDERS

    entries = [
        Entry(
            suspect.row.id,
            suspect.row.text,
            tuple(
                f"{ORDERS[key].title} {value:.2f} {ORDERS[key].unit}"
                for key, value in suspect.figures.items()
            ),
            Player(suspect.row.id, sound),
        )
        for suspect, sound in zip(found.suspects, sounds, strict=True)
    ]
    absent = [f"{ORDERS[key].title}: {reason}" for key, reason in found.absent.items()]
    by = ORDERS[found.by].title
    return render("review.html", by=by, ranked=found.ranked, entries=entries, absent=absent)
