"""survey: what the corpus is like, before anything is trained on it; figures, plots and a page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tasks.stage import fresh_folder, stage
from voxloom.audio.clean.clean import Cleaning
from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import (
    QUARANTINE,
    Quarantined,
    TextRow,
    read_manifest,
    read_rows,
    write_rows,
)
from voxloom.core.parallel import map_items
from voxloom.core.progress import say
from voxloom.core.settings import load_section
from voxloom.report.blocks.recordings import CORPUS_PAGE
from voxloom.study.cleaning import STUDY, StudyRow
from voxloom.survey.content import render_corpus
from voxloom.survey.measure import Subject, survey
from voxloom.survey.page import corpus_page
from voxloom.survey.params import SurveyParams
from voxloom.survey.previous import since_previous
from voxloom.survey.summary import DISTRIBUTIONS, Aside, Corpus, histogram, metrics

CORPUS, CLEAN, TEXT = Path("data/corpus"), Path("data/clean"), Path("data/text")
STAGES = {"ingest": CORPUS, "clean": CLEAN, "text": TEXT}
STUDIED = Path("data/study")
SURVEY = Path("data/survey")
PAGE = Path("data/reports") / CORPUS_PAGE


def read_subjects() -> list[Subject]:
    """Utterances that no stage set aside. Raises VoxloomError where there is none."""
    recorded = {row.id: row for row in read_manifest(CORPUS)}
    cleaning = {row.id: row for row in read_rows(CLEAN / "cleaning.jsonl", Cleaning)}
    texts = {row.id: row for row in read_rows(TEXT / "manifest.jsonl", TextRow)}
    subjects = [
        Subject(recorded[row.id], row, cleaning[row.id], texts[row.id])
        for row in read_manifest(CLEAN)
        if row.id in texts
    ]
    if not subjects:
        raise VoxloomError(
            f"{CLEAN} and {TEXT} have no utterance in common: see their {QUARANTINE}"
        )
    return subjects


def read_aside() -> list[Aside]:
    return [
        Aside(name, row)
        for name, folder in STAGES.items()
        for row in read_rows(folder / QUARANTINE, Quarantined)
    ]


@stage
def main() -> None:
    params = load_section(SurveyParams, "survey")
    subjects = read_subjects()
    figures = map_items(partial(survey, root=Path()), subjects, "Surveying (utterances)")
    about = files.read_json(CORPUS / "corpus.json")
    kind = files.read_json(TEXT / "vocabulary.json")["kind"]
    corpus = Corpus.of(about, kind, subjects, figures, read_aside())
    measured = metrics(corpus, params.rare_phone)
    study = read_rows(STUDIED / STUDY, StudyRow)
    page = corpus_page(corpus, measured, since_previous(), params, Path(), study)
    fresh_folder(SURVEY)
    write_rows(SURVEY / "utterances.jsonl", figures)
    files.write_json(SURVEY / "corpus.json", measured)
    for item in DISTRIBUTIONS:
        files.write_json(SURVEY / f"{item.name}.json", histogram(item, figures))
    files.write_text(PAGE, render_corpus(page))
    say(f"{PAGE}: {len(subjects)} utterances, {measured['quarantined']} set aside; look at it")


if __name__ == "__main__":
    main()
