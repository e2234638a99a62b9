"""The review list as a page: the suspects, their figures, and a player for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Audio
from voxloom.core import files
from voxloom.report.blocks.content import Player
from voxloom.report.html.template import render
from voxloom.survey.review import ReviewList


@dataclass(frozen=True)
class ReviewEntry:
    id: str
    text: str
    figures: tuple[str, ...]
    player: Player


def write_page(found: ReviewList, path: Path) -> None:
    """The list as one HTML file with players."""
    sounds = [read_utterance(Path(), suspect.row) for suspect in found.suspects]
    files.write_text(path, render_review(found, sounds))


def render_review(found: ReviewList, sounds: Sequence[Audio]) -> str:
    """One HTML file that loads nothing; `sounds` in the order of the suspects."""
    entries = [
        ReviewEntry(
            suspect.row.id,
            suspect.row.text,
            tuple(
                f"{found.orders[key].title} {value:.2f} {found.orders[key].unit}"
                for key, value in suspect.figures.items()
            ),
            Player(suspect.row.id, sound),
        )
        for suspect, sound in zip(found.suspects, sounds, strict=True)
    ]
    absent = [f"{found.orders[key].title}: {reason}" for key, reason in found.absent.items()]
    by = found.orders[found.by].title
    return render("review.html", by=by, ranked=found.ranked, entries=entries, absent=absent)
