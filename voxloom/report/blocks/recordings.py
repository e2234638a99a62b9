"""What a page says of the recordings a model was made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from voxloom.core.manifest import Quarantined, Utterance
from voxloom.report.blocks.content import Column, License, Run, Section, Table, Text, plain

CORPUS_PAGE = "corpus.html"  # beside the page, by the stage `survey`


def license_of(corpus: Mapping[str, Any]) -> License:
    """`corpus`: what corpus.json says, which every model keeps."""
    return License(corpus["name"], corpus["license"], corpus["attribution"])


def corpus_section(kept: Sequence[Utterance], unaligned: Sequence[Quarantined]) -> Section:
    """The corpus in a sentence; `unaligned` was set aside after the survey that has the rest."""
    hours = sum(row.duration for row in kept) / 3600
    return Section(
        "corpus",
        "Corpus",
        (
            Run(
                f"{hours:.2f} hours of speech in {len(kept)} utterances. How noisy, loud and fast "
                "they are, which phones and words they hold, what was set aside and why: "
            ),
            Run("the corpus report", href=CORPUS_PAGE),
            Run("."),
        ),
        (_set_aside(unaligned),) if unaligned else (),
        "Corpus",
    )


def _set_aside(rows: Sequence[Quarantined]) -> Table:
    counts = Counter(row.code for row in rows)
    first = {row.code: row for row in reversed(rows)}
    lines: list[tuple[Text, ...]] = [
        (
            (Run(code, "code"),),
            plain(str(count)),
            plain(f"{first[code].file}: {first[code].value}"),
        )
        for code, count in sorted(counts.items())
    ]
    name = "Set aside by the aligner"
    columns = (Column("Reason"), Column("Utterances", "number"), Column("For example"))
    return Table(name, columns, tuple(lines), caption=name)
