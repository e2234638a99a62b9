"""What a corpus is, and what `ingest` and `clean` would do with it: found out with their code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from voxloom.audio.clean.clean import clean
from voxloom.audio.clean.params import CleanParams
from voxloom.audio.wave.sound import Audio, resample, to_mono
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Quarantined, Utterance
from voxloom.corpora.layouts import Found, corpus_of, find
from voxloom.corpora.params import IngestParams, parse_ingest
from voxloom.corpora.people import CHOICES, choose_speaker
from voxloom.corpora.read import NOWHERE, Mended, read_corpus
from voxloom.corpora.rejects import by_reason, rejected_share
from voxloom.corpora.utf8 import printable

SHOWN = 20  # speakers in the table


@dataclass(frozen=True)
class CorpusCheck:
    """What was found, and the judgement on each recording."""

    found: Found
    kept: tuple[Utterance, ...]
    quarantined: tuple[Quarantined, ...]
    mended: tuple[Mended, ...]
    files: dict[str, str]  # of the quarantined by id, relative to the corpus's folder
    share: float  # of bad recordings among those asked for
    limit: float
    unsettled: str | None  # what `ingest` wants to be told first

    @property
    def is_bad(self) -> bool:
        """Whether `ingest` would stop at it: too much of it is bad, or nothing is left."""
        return self.share > self.limit or not self.kept


def settings(
    params: IngestParams,
    source: Path,
    corpus: str,
    language: str | None,
    max_rejected: float | None,
) -> IngestParams:
    """The project's settings, for this corpus and all of it. Raises VoxloomError."""
    changes: dict[str, Any] = {"corpus": corpus, "source": str(source), "limit": None}
    if language is not None:
        changes["language"] = language
    if max_rejected is not None:
        changes["max_rejected"] = max_rejected
    return parse_ingest({**params.model_dump(), **changes}, "check")


def check(
    params: IngestParams,
    rate: int,
    cleaning: CleanParams,
    speaker: str | None,
    language: str | None,
) -> CorpusCheck:
    """Read and judge all of `params.source`; nothing is written.

    What `clean` says at `rate` Hz is by the settings `cleaning`. Without `speaker` or `language`
    nobody is set aside for being another. Raises VoxloomError where the source is missing or of no
    known layout.
    """
    found = find(params)
    corpus = corpus_of(found, params, speaker, language)
    judge = partial(clean_as_stage, rate=rate, params=cleaning)
    inputs, kept, quarantined, mended = read_corpus(corpus, params, NOWHERE, judge)
    paths = {recording.id: recording.path for recording in corpus.recordings}
    return CorpusCheck(
        found=found,
        kept=tuple(sorted(kept, key=lambda row: row.id)),
        quarantined=tuple(sorted(quarantined, key=lambda row: row.id)),
        mended=tuple(mended),
        files={row.id: _relative(found.root, paths[row.id]) for row in quarantined},
        share=rejected_share(len(inputs), quarantined),
        limit=params.max_rejected,
        unsettled=_unsettled(found, params, speaker, language),
    )


def _unsettled(
    found: Found, params: IngestParams, speaker: str | None, language: str | None
) -> str | None:
    asked = speaker or params.speaker
    try:
        choose_speaker(found.entries, language or params.language, asked, found.name)
    except VoxloomError as error:
        return str(error)
    return None


def clean_as_stage(audio: Audio, rate: int, params: CleanParams) -> None:
    """Raises AudioError where `clean` does: no speech in it, too little or too much."""
    clean(resample(to_mono(audio), rate), params)


def _relative(root: Path, path: Path) -> str:
    inside = path.relative_to(root) if path.is_relative_to(root) else path
    return printable(inside.as_posix())


def to_json(report: CorpusCheck) -> dict[str, Any]:
    return {
        "kept": [row.id for row in report.kept],
        "quarantined": [
            {"file": report.files[row.id], "reason": row.code, "value": row.value}
            for row in report.quarantined
        ],
    }


def print_report(report: CorpusCheck) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False, soft_wrap=True)
    asked = [row for row in report.quarantined if row.code not in CHOICES]
    console.print(f"{report.found.place}: {report.found.layout} ({report.found.why})")
    console.print(f"languages: {_hours((row.language, row.duration) for row in report.kept)}")
    console.print(f"speakers:  {_hours((row.speaker, row.duration) for row in report.kept)}")
    console.print(
        f"{len(report.kept)} kept, {len(report.quarantined)} quarantined: {len(asked)} bad "
        f"({report.share:.1%}; the limit is {report.limit:.0%}), "
        f"{len(report.quarantined) - len(asked)} not asked for"
    )
    if report.unsettled:
        console.print(f"ingest would stop: {printable(report.unsettled, 1000)}")
    if report.mended:
        shown = "; ".join(f"{row.file}: {', '.join(row.what)}" for row in report.mended[:3])
        console.print(f"{len(report.mended)} mended: {shown}")
    if not report.quarantined:
        return
    table = Table("reason", "recordings", "first of them")
    for reason in by_reason(report.quarantined):
        examples = [f"{report.files[row.id]}: {row.message}" for row in reason.examples]
        table.add_row(reason.code, str(reason.count), Text("\n".join(examples)))
    console.print(table)


def _hours(rows: Iterable[tuple[str, float]]) -> str:
    """`ann 1.25 h, bob 0.50 h`: who or what there is most of first."""
    seconds: dict[str, float] = defaultdict(float)
    for name, duration in rows:
        seconds[name] += duration
    order = sorted(seconds, key=lambda name: (-seconds[name], name))
    told = ", ".join(f"{printable(name)} {_time(seconds[name])}" for name in order[:SHOWN])
    more = f" and {len(order) - SHOWN} more" if order[SHOWN:] else ""
    return f"{told or 'none'}{more}; in all {_time(sum(seconds.values()))}"


def _time(seconds: float) -> str:
    return f"{seconds / 3600:.2f} h" if seconds >= 600 else f"{seconds / 60:.2f} min"
