"""Whether a challenger beats the champion: figures count only where both had the same task."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from voxloom.core.errors import VoxloomError
from voxloom.registry.evaluation import Evaluation, Grounds, read_grounds, usable
from voxloom.registry.history import read_history, rolled_back_from
from voxloom.registry.remeasure import measure_again
from voxloom.registry.store import Store
from voxloom.registry.versions import Version, metric
from voxloom.systems.find import system as find_system
from voxloom.systems.params import GateParams

FORCE = "--force promotes it nevertheless"


@dataclass(frozen=True)
class Verdict:
    """What the gate says, and the figures it says it from."""

    outcome: Literal["promoted", "kept", "unchanged"]
    reason: str
    value: float | None = None
    champion_value: float | None = None


@dataclass(frozen=True)
class GateFigures:
    """The gate's metric of both, measured alike."""

    value: float
    champion_value: float
    note: str


class Incomparable(VoxloomError):
    """Why two figures say nothing about each other."""


def judge(
    store: Store, challenger: Version, champion: Version | None, params: GateParams
) -> Verdict:
    """The gate's word; nothing is changed."""
    if champion is not None and champion.number == challenger.number:
        return Verdict("unchanged", "it already is the champion")
    value = metric(store, challenger, params.gate)
    if not usable(value):
        found = "absent" if value is None else str(value)
        return Verdict("kept", f"its {params.gate} is {found}; {FORCE}", value)
    taken = rolled_back_from(read_history(store, challenger.system), challenger.number)
    if taken is not None:
        return Verdict("kept", f"it was rolled back on {taken.when[:10]}; {FORCE}", value)
    if champion is None:
        return Verdict("promoted", f"there was no champion; {params.gate} {value:.4g}", value)
    try:
        figures = _comparable(store, challenger, champion, params.gate)
    except Incomparable as why:
        theirs = metric(store, champion, params.gate)
        reason = f"not comparable with version {champion.number}: {why}; {FORCE}"
        return Verdict("kept", reason, value, theirs)
    return _compare(figures, champion, params)


def _compare(figures: GateFigures, champion: Version, params: GateParams) -> Verdict:
    better = figures.value < figures.champion_value - params.margin
    margin = f" by more than {params.margin:g}" if params.margin else ""
    reason = (
        f"{params.gate} {figures.value:.4g} is {'' if better else 'not '}below{margin} "
        f"{figures.champion_value:.4g} of version {champion.number}{figures.note}"
    )
    outcome: Literal["promoted", "kept"] = "promoted" if better else "kept"
    return Verdict(outcome, reason, figures.value, figures.champion_value)


def _comparable(store: Store, challenger: Version, champion: Version, gate: str) -> GateFigures:
    """The registered figures where both stand on the same grounds, else both measured again.

    Raises Incomparable.
    """
    mine, theirs = _evaluation(challenger), _evaluation(champion)
    value, champion_value = metric(store, challenger, gate), metric(store, champion, gate)
    if mine.grounds == theirs.grounds and usable(value) and usable(champion_value):
        return GateFigures(value, champion_value, "")
    _check_measurable(challenger.system, mine.grounds, theirs.grounds, gate)
    try:
        value = measure_again(store, challenger, gate)
        champion_value = measure_again(store, champion, gate)
    except VoxloomError as error:
        raise Incomparable(str(error)) from None
    if not (usable(value) and usable(champion_value)):
        raise Incomparable(f"measured again they are {value} and {champion_value}")
    return GateFigures(value, champion_value, ", both measured again on this folder's recordings")


def _evaluation(version: Version) -> Evaluation:
    if version.evaluation is None:
        raise Incomparable(f"version {version.number} has no evaluation on record that can be read")
    return version.evaluation


def _check_measurable(system: str, mine: Grounds, theirs: Grounds, gate: str) -> None:
    """Raises Incomparable unless both can be measured again here, with the challenger's data."""
    again = find_system(system).remeasure.get(gate)
    if again is None:
        raise Incomparable(
            f"{_difference(system, mine, theirs)}, and {gate} cannot be measured again"
        )
    if any(mine.get(name) != theirs.get(name) for name in again.shared):
        raise Incomparable(_difference(system, mine, theirs))
    here = read_grounds(system)
    if any(here.get(name) != mine.get(name) for name in again.here):
        raise Incomparable("this folder holds other held-out recordings than the challenger's")


def _difference(system: str, mine: Grounds, theirs: Grounds) -> str:
    """The first ground that differs; one that the system does not know is named as it is."""
    known = find_system(system).unlike
    for name in dict.fromkeys([*known, *mine, *theirs]):
        if mine.get(name) != theirs.get(name):
            words = known.get(name, f"their {name} differs ({{mine}} and {{theirs}})")
            return words.format(mine=mine.get(name), theirs=theirs.get(name))
    return "the champion's figure is absent"
