"""What one utterance measures, as it was recorded and as training will hear it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from voxloom.audio.clean.clean import Cleaning
from voxloom.audio.measure.pitch import median_pitch
from voxloom.audio.measure.snr import snr_db
from voxloom.audio.read.clipping import clipped_share
from voxloom.audio.read.decode import decode
from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import to_mono
from voxloom.core import files
from voxloom.core.manifest import Identified, TextRow, Utterance
from voxloom.survey.coverage import spoken_phones


@dataclass(frozen=True)
class Subject:
    """An utterance that no stage set aside, as each of them wrote it down."""

    recorded: Utterance
    cleaned: Utterance
    cleaning: Cleaning
    text: TextRow


class Surveyed(Identified):
    """Figures of one utterance."""

    seconds: float  # cleaned
    snr_db: float  # as recorded
    cleaned_snr_db: float
    loudness_lufs: float  # as recorded
    cleaned_loudness_lufs: float
    clipped: float  # share of samples, as recorded
    rate: float  # phones (letters, where those are the tokens) a second of the cleaned
    pitch_hz: float | None  # median; None where nothing is voiced


def survey(subject: Subject, root: Path) -> Surveyed:
    """Raises AudioError when a file does not hold what its manifest says."""
    recorded = decode(files.inside(root, subject.recorded.audio))
    cleaned = read_utterance(root, subject.cleaned)
    pitch = median_pitch(cleaned)
    return Surveyed(
        id=subject.recorded.id,
        seconds=round(cleaned.seconds, 4),
        snr_db=round(snr_db(to_mono(recorded)), 1),
        cleaned_snr_db=round(snr_db(cleaned), 1),
        loudness_lufs=subject.cleaning.before.loudness_lufs,
        cleaned_loudness_lufs=subject.cleaning.after.loudness_lufs,
        clipped=round(clipped_share(recorded.samples), 6),
        rate=round(len(spoken_phones(subject.text.tokens)) / cleaned.seconds, 3),
        pitch_hz=None if pitch is None else round(pitch, 1),
    )
