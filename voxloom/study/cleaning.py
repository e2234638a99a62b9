"""What each cleaning step does to clean and to damaged speech, measured.

Clean utterances are damaged by a known amount; each step is taken alone, and both sides of it are
held against the clean original. A step may cut (trim): the original is then cut the same way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from voxloom.audio.clean.band import band_limit
from voxloom.audio.clean.clean import DENOISE, remove_dc, set_loudness, speech_bounds
from voxloom.audio.clean.declip import declip
from voxloom.audio.clean.hum import remove_hum
from voxloom.audio.clean.params import CleanParams
from voxloom.audio.finish.denoise import denoise
from voxloom.audio.wave.sound import Audio, AudioError
from voxloom.core.manifest import Row, Utterance
from voxloom.core.parallel import map_items
from voxloom.metrics.absent import Attempts
from voxloom.metrics.quality import dnsmos, pesq_score, stoi
from voxloom.metrics.sdr import si_sdr_db
from voxloom.study import degrade

WIDEBAND = (50.0, 7000.0)  # Hz, ITU-T G.722
MAINS = 50  # Hz
SEED = 1

STUDY_ROWS = "study.jsonl"  # StudyRows, in the stage's folder
CLEAN = "none"  # the damage that is none


@dataclass(frozen=True)
class Damage:
    """One kind of damage: its levels, the one that stands for all, and `apply(audio, level)`."""

    name: str
    unit: str
    levels: tuple[float, ...]
    typical: float
    apply: Callable[[Audio, float], Audio]


SNR = "dB SNR"
DAMAGES = (
    Damage(CLEAN, "", (0.0,), 0.0, lambda audio, _: audio),
    Damage(
        "white noise",
        SNR,
        (30.0, 20.0, 10.0, 0.0),
        20.0,
        partial(degrade.with_white_noise, seed=SEED),
    ),
    Damage("pink noise", SNR, (20.0, 10.0), 20.0, partial(degrade.with_pink_noise, seed=SEED)),
    Damage("babble", SNR, (20.0, 10.0), 20.0, partial(degrade.with_babble, seed=SEED)),
    Damage("reverberation", "s T60", (0.3, 0.8), 0.3, partial(degrade.reverberant, seed=SEED)),
    Damage("hum", SNR, (20.0, 0.0), 20.0, partial(degrade.with_hum, seed=SEED, mains=MAINS)),
    Damage("clipping", "dB under the peak", (3.0, 9.0), 9.0, degrade.clipped),
    Damage("DC", SNR, (20.0, 0.0), 20.0, degrade.with_offset),
)


@dataclass(frozen=True)
class Measure:
    """`tolerance`: a smaller change is none."""

    key: str
    name: str
    tolerance: float


MEASURES = (
    Measure("si_sdr_db", "SI-SDR, dB", 0.5),
    Measure("pesq", "PESQ", 0.1),
    Measure("stoi", "STOI", 0.01),
    Measure("dnsmos", "DNSMOS", 0.05),
)


class StudyRow(Row):
    """One step on one damage by one measure: means over the utterances that have both sides.

    `before` and `after` are None where no utterance has both, and `absent` says why; it also
    stands where only some have.
    """

    step: str
    damage: str
    level: float
    unit: str
    measure: str
    before: float | None
    after: float | None
    utterances: int
    absent: str


@dataclass(frozen=True)
class StepTrial:
    """One step on one damaged utterance."""

    step: str
    damage: str
    level: float
    before: Attempts
    after: Attempts


def steps(params: CleanParams) -> dict[str, Callable[[Audio], Audio]]:
    """The steps that keep the length, by name, as `params` has them where they have a setting."""
    band, hum = params.band or WIDEBAND, params.hum or MAINS
    return {
        "declip": declip,
        "dc": remove_dc,
        "hum": lambda audio: remove_hum(audio, hum),
        "band": lambda audio: band_limit(audio, *band),
        "denoise": lambda audio: denoise(audio, DENOISE),
        "loudness": lambda audio: set_loudness(audio, params.loudness, params.peak).audio,
    }


def choose(rows: Sequence[Utterance], count: int) -> list[Utterance]:
    """Utterances long enough to measure and short enough to wait for, by the hash of their id."""
    handy = [row for row in rows if 2.0 <= row.duration <= 6.0] or rows
    return sorted(handy, key=lambda row: hashlib.sha256(row.id.encode()).hexdigest())[:count]


def study(utterances: Sequence[Audio], params: CleanParams, thorough: bool) -> list[StudyRow]:
    """Every step on every damage of every utterance (clean, mono), pooled.

    At every level of the damage where it is `thorough`, else at the typical one.
    """
    work = partial(study_utterance, params=params, thorough=thorough)
    results = map_items(work, utterances, "Studying cleaning (utterances)")
    return pool([trial for trials in results for trial in trials])


def study_utterance(clean: Audio, params: CleanParams, thorough: bool) -> list[StepTrial]:
    return [
        trial
        for damage in DAMAGES
        for level in (damage.levels if thorough else (damage.typical,))
        for trial in _trials(clean, damage, level, params)
    ]


def _trials(clean: Audio, damage: Damage, level: float, params: CleanParams) -> list[StepTrial]:
    damaged = damage.apply(clean, level)
    before = measures(clean, damaged)
    trials = [
        StepTrial(name, damage.name, level, before, _after(step, clean, damaged, before))
        for name, step in steps(params).items()
    ]
    return [
        *trials,
        StepTrial("trim", damage.name, level, before, _trimmed(clean, damaged, params)),
    ]


def _after(
    step: Callable[[Audio], Audio], clean: Audio, damaged: Audio, before: Attempts
) -> Attempts:
    cleaned = step(damaged)
    if np.array_equal(cleaned.samples, damaged.samples):
        return before
    return measures(clean, cleaned)


def _trimmed(clean: Audio, damaged: Audio, params: CleanParams) -> Attempts:
    try:
        kept = speech_bounds(damaged, params.trim_margin)
    except AudioError as error:
        return Attempts(absent={measure.key: str(error) for measure in MEASURES})
    reference = Audio(clean.samples[kept], clean.rate)
    return measures(reference, Audio(damaged.samples[kept], damaged.rate))


def measures(reference: Audio, audio: Audio) -> Attempts:
    """All of MEASURES; those that cannot be had with their reason."""
    found = Attempts()
    found.attempt("si_sdr_db", si_sdr_db, reference, audio)
    found.attempt("pesq", pesq_score, reference, audio)
    found.attempt("stoi", stoi, reference, audio)
    found.attempt_all({"ovrl": "dnsmos"}, lambda: dnsmos(audio))
    return found


def pool(trials: Iterable[StepTrial]) -> list[StudyRow]:
    """Means over utterances, in the order of the trials, then of MEASURES."""
    units = {damage.name: damage.unit for damage in DAMAGES}
    grouped: dict[tuple[str, float, str], list[StepTrial]] = {}
    for trial in trials:
        grouped.setdefault((trial.damage, trial.level, trial.step), []).append(trial)
    return [
        _row(group, units[damage], measure.key)
        for (damage, _, _), group in grouped.items()
        for measure in MEASURES
    ]


def _row(trials: Sequence[StepTrial], unit: str, key: str) -> StudyRow:
    pairs = [
        (trial.before.scores[key], trial.after.scores[key])
        for trial in trials
        if key in trial.before.scores and key in trial.after.scores
    ]
    before, after = np.mean(pairs, axis=0).tolist() if pairs else (None, None)
    reasons = [side.absent.get(key, "") for trial in trials for side in (trial.before, trial.after)]
    return StudyRow(
        step=trials[0].step,
        damage=trials[0].damage,
        level=trials[0].level,
        unit=unit,
        measure=key,
        before=before,
        after=after,
        utterances=len(pairs),
        absent=next(filter(None, reasons), ""),
    )


def change(row: StudyRow) -> int | None:
    """1 where the step helped, -1 where it harmed, 0 where it did neither; None without figures."""
    if row.before is None or row.after is None:
        return None
    tolerance = next(measure.tolerance for measure in MEASURES if measure.key == row.measure)
    gained = row.after - row.before
    return 0 if abs(gained) <= tolerance else int(np.sign(gained))


def harmful(rows: Iterable[StudyRow]) -> set[str]:
    """Steps that make clean speech worse by PESQ, STOI or DNSMOS: they should be off.

    Not by SI-SDR: of clean speech it is without bound, so that it falls with whatever is changed.
    """
    return {
        row.step
        for row in rows
        if row.damage == CLEAN and row.measure != "si_sdr_db" and change(row) == -1
    }


def print_table(rows: Sequence[StudyRow]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table("damage", "level", "step", *(measure.name for measure in MEASURES))
    for start in range(0, len(rows), len(MEASURES)):
        line = rows[start : start + len(MEASURES)]
        first = line[0]
        cells = [
            "absent" if row.before is None else f"{row.before:.2f} → {row.after:.2f}"
            for row in line
        ]
        table.add_row(first.damage, f"{first.level:g} {first.unit}".strip(), first.step, *cells)
    Console().print(table)
