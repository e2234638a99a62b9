"""How much of a corpus is bad, and whether that is too much to go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Quarantined
from voxloom.corpora.people import CHOICES

EXAMPLES = 3


@dataclass(frozen=True)
class Reason:
    """One reason code: how many recordings it sets aside, and the first of them."""

    code: str
    count: int
    examples: tuple[Quarantined, ...]


def by_reason(quarantined: Sequence[Quarantined]) -> list[Reason]:
    """The most frequent first."""
    codes = {row.code for row in quarantined}
    reasons = []
    for code in codes:
        rows = sorted((row for row in quarantined if row.code == code), key=lambda row: row.id)
        reasons.append(Reason(code, len(rows), tuple(rows[:EXAMPLES])))
    return sorted(reasons, key=lambda reason: (-reason.count, reason.code))


def rejected_share(inputs: int, quarantined: Sequence[Quarantined]) -> float:
    """Bad recordings among those that were asked for; what was not asked for does not count."""
    bad = sum(row.code not in CHOICES for row in quarantined)
    wanted = inputs - (len(quarantined) - bad)
    return bad / wanted if wanted else 0.0


def check_share(inputs: int, quarantined: Sequence[Quarantined], limit: float) -> None:
    """Raises VoxloomError with a line a reason where more than that share is bad."""
    share = rejected_share(inputs, quarantined)
    if share <= limit:
        return
    lines = [
        f"  {reason.count} {reason.code}: {reason.examples[0].id} ({reason.examples[0].message})"
        for reason in by_reason(quarantined)
    ]
    raise VoxloomError(
        f"{share:.0%} of the recordings are bad, ingest.max_rejected is {limit:.0%}:\n"
        + "\n".join(lines)
        + "\nMend them, or raise the limit"
    )
