"""`voxloom check` and `voxloom corpus`: recordings before anything is trained on them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voxloom.cli.group import Group
from voxloom.cli.options import MANY, check_targets
from voxloom.core import files
from voxloom.core.progress import echo
from voxloom.core.project import CLEAN, MODELS


def check(
    source: Annotated[Path, typer.Argument(help="A folder of recordings, or a list of them.")],
    corpus: Annotated[str, typer.Option(help="Its layout; else it is found out.")] = "auto",
    speaker: Annotated[str | None, typer.Option(help="Keep this one; else everybody.")] = None,
    language: Annotated[str | None, typer.Option(help="Keep this one; else any.")] = None,
    max_rejected: Annotated[
        float | None, typer.Option(help="Status 3 above that share; else as in params.yaml.")
    ] = None,
    as_json: Annotated[
        Path | None, typer.Option("--json", help="Write what is kept and quarantined there.")
    ] = None,
) -> None:
    """Say what a corpus is, and what of it would be kept or quarantined, and why."""
    from voxloom.corpora import check as checking
    from voxloom.params import load_params

    project = load_params()
    params = checking.settings(project.ingest, source, corpus, language, max_rejected)
    check_targets(as_json)
    rate, cleaning = project.audio.rate, project.clean
    report = checking.check(params, rate, cleaning, speaker, language)
    checking.print_report(report)
    if as_json is not None:
        files.write_json(as_json, checking.to_json(report))
    if report.is_bad:
        raise typer.Exit(3)


def study_cleaning(
    utterances: Annotated[
        int, typer.Option(min=1, max=MANY, help=f"How many, out of {CLEAN}.")
    ] = 12,
    as_json: Annotated[Path | None, typer.Option("--json", help="A file for every figure.")] = None,
) -> None:
    """Measure what each cleaning step does to this corpus, clean and damaged at every level."""
    from voxloom.audio.wave.shards import read_utterance
    from voxloom.core.manifest import read_manifest
    from voxloom.params import load_params
    from voxloom.provenance import seal
    from voxloom.study import cleaning as cleaning_study

    params = load_params().clean
    check_targets(as_json)
    seal.check(CLEAN)
    chosen = cleaning_study.choose(read_manifest(CLEAN), utterances)
    waves = [read_utterance(Path(), row) for row in chosen]
    rows = cleaning_study.study(waves, params, thorough=True)
    cleaning_study.print_table(rows)
    echo(f"worse on clean speech: {', '.join(sorted(cleaning_study.harmful(rows))) or 'none'}")
    if as_json is not None:
        files.write_json(as_json, [row.model_dump() for row in rows])


def review(
    top: Annotated[int, typer.Option(min=1, max=MANY, help="How many.")] = 20,
    by: Annotated[str, typer.Option(help="dnsmos, snr or reconstruction.")] = "dnsmos",
    as_json: Annotated[Path | None, typer.Option("--json", help="A file for the list.")] = None,
    as_html: Annotated[Path | None, typer.Option("--html", help="A page to hear them on.")] = None,
) -> None:
    """List the cleaned utterances that a person should hear first."""
    from voxloom.survey.order import ORDERS
    from voxloom.survey.review import print_list
    from voxloom.survey.review import review as rank
    from voxloom.survey.review_page import write_page
    from voxloom.systems.speech.evaluate.order import by_reconstruction

    check_targets(as_json, as_html)
    orders = {**ORDERS, "reconstruction": by_reconstruction(MODELS / "speech")}
    found = rank(orders, by, top, CLEAN)
    print_list(found)
    if as_json is not None:
        files.write_json(as_json, found.to_json())
    if as_html is not None:
        write_page(found, as_html)


def diff(
    first: Annotated[str, typer.Argument(help="A git revision.", metavar="REV1")] = "HEAD",
    second: Annotated[
        str | None, typer.Argument(help="Another; the workspace if left out.", metavar="REV2")
    ] = None,
    as_json: Annotated[Path | None, typer.Option("--json", help="A file for every change.")] = None,
) -> None:
    """Compare two versions of the corpus, utterance by utterance; nothing is checked out."""
    from voxloom.survey.console import print_difference
    from voxloom.survey.difference import compare
    from voxloom.survey.versions import commit, recorded_by, workspace

    check_targets(as_json)
    other = recorded_by(commit(second)) if second else workspace()
    difference = compare(recorded_by(commit(first)), other)
    print_difference(difference)
    if as_json is not None:
        files.write_json(as_json, difference.to_json())


GROUP = Group(
    "corpus",
    "Recordings and what was made of them, before anything is trained.",
    {
        "diff": diff,
        "review": review,
        "study-cleaning": study_cleaning,
    },
)
