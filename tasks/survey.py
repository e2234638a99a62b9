"""survey: what the corpus is like, before anything is trained on it; figures, plots and a page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tasks.stage import fresh_folder, stage
from voxloom.core import files
from voxloom.core.manifest import read_rows, write_rows
from voxloom.core.parallel import map_items
from voxloom.core.progress import echo
from voxloom.core.project import ABOUT_CORPUS, CLEAN, CORPUS, REPORTS, STUDY, SURVEY, TEXT
from voxloom.core.settings import load_section
from voxloom.report.blocks.recordings import CORPUS_PAGE
from voxloom.study.cleaning import STUDY_ROWS, StudyRow
from voxloom.survey.content import render_corpus
from voxloom.survey.measure import survey
from voxloom.survey.page import corpus_page
from voxloom.survey.params import SurveyParams
from voxloom.survey.previous import since_previous
from voxloom.survey.read import read_aside, read_subjects
from voxloom.survey.summary import DISTRIBUTIONS, SurveyedCorpus, histogram, metrics
from voxloom.text.sounds.folder import VOCABULARY

PAGE = REPORTS / CORPUS_PAGE


@stage
def main() -> None:
    params = load_section(SurveyParams, "survey")
    subjects = read_subjects(CORPUS, CLEAN, TEXT)
    figures = map_items(partial(survey, root=Path()), subjects, "Surveying (utterances)")
    about = files.read_json(ABOUT_CORPUS)
    kind = files.read_json(TEXT / VOCABULARY)["kind"]
    aside = read_aside({"ingest": CORPUS, "clean": CLEAN, "text": TEXT})
    corpus = SurveyedCorpus.of(about, kind, subjects, figures, aside)
    measured = metrics(corpus, params.rare_phone)
    study = read_rows(STUDY / STUDY_ROWS, StudyRow)
    page = corpus_page(corpus, measured, since_previous(), params, Path(), study)
    fresh_folder(SURVEY)
    write_rows(SURVEY / "utterances.jsonl", figures)
    files.write_json(SURVEY / "corpus.json", measured)
    for item in DISTRIBUTIONS:
        files.write_json(SURVEY / f"{item.name}.json", histogram(item, figures))
    files.write_text(PAGE, render_corpus(page))
    echo(f"{PAGE}: {len(subjects)} utterances, {measured['quarantined']} set aside; look at it")


if __name__ == "__main__":
    main()
