"""From scores to durations: the best monotonic path, and boundaries made sharp.

The aligner's scores compare phones with each other and leave pauses to the phones beside them.
So its durations are the start of a second look: two Gaussians a phone over MFCCs, for its
beginning and its end, fitted to the frames they were given, then the best path again, a few times
over (Viterbi training of a hidden Markov model; Rabiner, 1989). There boundaries between words
may vanish, and the pauses share one Gaussian.

U phones, S states, T mel frames, F features, K Gaussians.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from voxloom.core.manifest import Identified, Split
from voxloom.text.sounds.phones import BOUNDARY, Phone

ALIGNMENT = "durations.jsonl"
PHONES = "phones.json"  # the phone set, and the digest of the mel contract

Scores = NDArray[np.floating]
Durations = NDArray[np.int64]

POOLED_FRAMES = 100.0  # weight of the covariance all phones share, against a phone's own frames
VARIANCE_FLOOR = 1e-3  # of features with unit variance
QUIET_NATS = 4.5  # below an utterance's loud frames: what a first pause is made of
LOUD_QUANTILE = 0.95


class Aligned(Identified):
    """The phones of an utterance and the mel frames each one has."""

    symbols: tuple[str, ...]
    stress: tuple[int, ...]
    durations: tuple[int, ...]
    split: Split

    @property
    def phones(self) -> list[Phone]:
        return [Phone(*unit) for unit in zip(self.symbols, self.stress, strict=True)]


@dataclass(frozen=True)
class Example:
    """One utterance for the second look."""

    units: Sequence[Phone]
    features_TF: NDArray[np.float64]
    energy_T: NDArray[np.floating]  # nats


def best_path(score_TU: Scores, may_vanish_U: NDArray[np.bool_]) -> Durations:
    """Frames of each phone (U,) on the best monotonic path.

    Every phone gets a frame at least, but for those that may vanish. Raises ValueError when
    there are too few frames.
    """
    frames, units = score_TU.shape
    if frames < units - int(may_vanish_U.sum()):
        raise ValueError(f"{frames} frames for {units} phones")
    best_U = np.full(units, -np.inf)
    best_U[0] = score_TU[0, 0]
    if may_vanish_U[0] and units > 1:
        best_U[1] = score_TU[0, 1]
    skips_U = np.zeros(units, dtype=bool)  # may be reached over the phone before
    skips_U[2:] = may_vanish_U[1:-1]
    steps_TU = np.zeros((frames, units), dtype=np.int8)
    for t in range(1, frames):
        ways = np.full((3, units), -np.inf)
        ways[0], ways[1, 1:], ways[2, 2:] = best_U, best_U[:-1], best_U[:-2]
        ways[2, ~skips_U] = -np.inf
        steps_TU[t] = ways.argmax(axis=0)
        best_U = ways.max(axis=0) + score_TU[t]
    last_vanishes = units > 1 and may_vanish_U[-1] and best_U[-2] > best_U[-1]
    return _walk_back(steps_TU, units - 2 if last_vanishes else units - 1)


def _walk_back(steps_TU: NDArray[np.int8], unit: int) -> Durations:
    durations_U = np.zeros(steps_TU.shape[1], dtype=np.int64)
    for t in range(len(steps_TU) - 1, -1, -1):
        durations_U[unit] += 1
        unit -= int(steps_TU[t, unit])
    return durations_U


def refine(
    examples: Sequence[Example], durations: Sequence[Durations], rounds: int
) -> list[Durations]:
    """The durations after `rounds` of fitting Gaussians and finding the best paths."""
    names = sorted({unit.symbol for e in examples for unit in e.units if not unit.silent})
    classes = {name: number for number, name in enumerate(names)}
    states = [States.of(example, classes) for example in examples]
    frames = _whitened(examples)
    counts = [own.split(d) for own, d in zip(states, durations, strict=True)]
    for round_ in range(rounds):
        labels = [np.repeat(own.class_S, count) for own, count in zip(states, counts, strict=True)]
        if round_ == 0:
            labels = [_with_pauses(label, e) for label, e in zip(labels, examples, strict=True)]
        gaussians = Gaussians.fit(
            np.concatenate(frames), np.concatenate(labels), 2 * len(names) + 1
        )
        counts = [
            best_path(gaussians.scores(x)[:, own.class_S], own.may_vanish_S)
            for x, own in zip(frames, states, strict=True)
        ]
    return [own.join(count) for own, count in zip(states, counts, strict=True)]


@dataclass(frozen=True)
class States:
    """S states of an utterance: a phone has two, its beginning and its end; a pause has one."""

    unit_S: NDArray[np.int64]
    class_S: NDArray[np.int64]  # 0: pause
    may_vanish_S: NDArray[np.bool_]

    @classmethod
    def of(cls, example: Example, classes: Mapping[str, int]) -> States:
        units, numbers, vanish = [], [], []
        # Two frames a phone are 32 ms at the default hop; hasty speech gets along with one.
        spoken = sum(not unit.silent for unit in example.units)
        hasty = len(example.features_TF) < 2 * spoken + len(example.units) - spoken
        for place, unit in enumerate(example.units):
            if unit.silent:
                units.append(place)
                numbers.append(0)
                vanish.append(unit.symbol == BOUNDARY)
                continue
            first = 1 + 2 * classes[unit.symbol]
            units += [place, place]
            numbers += [first, first + 1]
            vanish += [False, hasty]
        return cls(np.array(units), np.array(numbers), np.array(vanish))

    def split(self, durations_U: Durations) -> Durations:
        """Frames of states from those of phones: the beginning gets the odd one."""
        own_S = durations_U[self.unit_S]
        second_S = np.r_[False, self.unit_S[1:] == self.unit_S[:-1]]
        paired_S = second_S | np.r_[second_S[1:], False]
        halves_S = np.where(second_S, own_S // 2, own_S - own_S // 2)
        return np.where(paired_S, halves_S, own_S)

    def join(self, count_S: Durations) -> Durations:
        return np.bincount(self.unit_S, weights=count_S).astype(np.int64)


def _whitened(examples: Sequence[Example]) -> list[NDArray[np.float64]]:
    """Features of zero mean and unit variance."""
    everything = np.concatenate([example.features_TF for example in examples])
    mean, std = everything.mean(axis=0), everything.std(axis=0) + 1e-6
    return [(example.features_TF - mean) / std for example in examples]


def _with_pauses(label_T: NDArray[np.int64], example: Example) -> NDArray[np.int64]:
    """Quiet frames as pauses, and no loud ones among them (-1: left out)."""
    quiet_T = example.energy_T < np.quantile(example.energy_T, LOUD_QUANTILE) - QUIET_NATS
    return np.where(quiet_T, 0, np.where(label_T == 0, -1, label_T))


@dataclass(frozen=True)
class Gaussians:
    """One Gaussian with full covariance a class; the covariances lean on a shared one."""

    mean_KF: NDArray[np.float64]
    whiten_KFF: NDArray[np.float64]  # Cholesky factors of the precisions

    @classmethod
    def fit(cls, x_NF: Scores, label_N: NDArray[np.int64], classes: int) -> Gaussians:
        size = x_NF.shape[1]
        mean_KF, scatter_KFF = np.zeros((classes, size)), np.zeros((classes, size, size))
        count_K = np.bincount(label_N[label_N >= 0], minlength=classes)
        for k in range(classes):
            own_NF = x_NF[label_N == k]
            mean_KF[k] = own_NF.sum(axis=0) / (len(own_NF) + 1.0)
            scatter_KFF[k] = (own_NF - mean_KF[k]).T @ (own_NF - mean_KF[k])
        shared_FF = scatter_KFF.sum(axis=0) / max(1, count_K.sum())
        weight_K = (count_K + POOLED_FRAMES)[:, None, None]
        covariance_KFF = (scatter_KFF + POOLED_FRAMES * shared_FF) / weight_K
        precision_KFF = np.linalg.inv(covariance_KFF + VARIANCE_FLOOR * np.eye(size))
        return cls(mean_KF, np.linalg.cholesky(precision_KFF))

    def scores(self, x_TF: Scores) -> Scores:
        """Log-densities (T, K), without the constant they share."""
        y_KTF = (x_TF[None] - self.mean_KF[:, None]) @ self.whiten_KFF
        log_K = np.log(np.diagonal(self.whiten_KFF, axis1=1, axis2=2)).sum(axis=1)
        result: Scores = (log_K[:, None] - 0.5 * np.square(y_KTF).sum(axis=2)).T
        return result
