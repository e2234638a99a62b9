"""ingest: fetch the corpus, validate every recording, write the manifest."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

from tasks.stage import fresh_folder, stage
from voxloom.core import files
from voxloom.core.manifest import QUARANTINE, write_outcome, write_rows
from voxloom.core.progress import say
from voxloom.core.settings import load_section
from voxloom.corpora import asterisk, espeak, layouts
from voxloom.corpora.params import MADE_HERE, IngestParams
from voxloom.corpora.read import Destination, read_corpus
from voxloom.corpora.rejects import check_share
from voxloom.corpora.source import Corpus
from voxloom.provenance.seal import seal

RAW = Path("data/raw")
RECORDINGS = Path("data/recordings")  # a dep in dvc.yaml
CORPUS = Path("data/corpus")
MENDED = "mended.jsonl"


def load_corpus(params: IngestParams) -> Corpus:
    match params.corpus:
        case "asterisk":
            return asterisk.load(params.language, RAW)
        case "espeak":
            return espeak.load(params.language, RAW)
        case _:
            return layouts.load(params)


def say_whether_watched(params: IngestParams) -> None:
    """DVC sees what is a dep of the stage; a source elsewhere may change behind its back."""
    if params.corpus in MADE_HERE or params.source is None:
        return
    if not files.located(Path(), params.source).is_relative_to(RECORDINGS.resolve()):
        say(
            f"{params.source} lies outside {RECORDINGS}: changes there are not noticed; after one, "
            "run `dvc repro -f ingest`"
        )


@stage
def main() -> None:
    params = load_section(IngestParams, "ingest")
    corpus = load_corpus(params)
    say_whether_watched(params)
    fresh_folder(CORPUS)
    destination = Destination(Path(), f"{CORPUS.as_posix()}/audio")
    inputs, kept, quarantined, mended = read_corpus(corpus, params, destination)
    write_rows(CORPUS / QUARANTINE, quarantined)  # to be looked at, should it stop the run
    check_share(len(inputs), quarantined, params.max_rejected)
    write_outcome(CORPUS, inputs, kept, quarantined)
    write_rows(CORPUS / MENDED, mended)
    about = {key: value for key, value in asdict(corpus).items() if key != "recordings"}
    files.write_json(CORPUS / "corpus.json", about)
    seal(CORPUS)
    say(f"{CORPUS}: {len(kept)} kept, {len(quarantined)} quarantined, {len(mended)} mended")


if __name__ == "__main__":
    main()
