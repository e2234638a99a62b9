"""ingest: fetch the corpus, validate every recording, write the manifest."""

from __future__ import annotations

from pathlib import Path

from tasks.stage import fresh_folder, stage
from voxloom.core import files
from voxloom.core.manifest import QUARANTINE, write_outcome, write_rows
from voxloom.core.progress import echo
from voxloom.core.project import ABOUT_CORPUS, CORPUS, RAW
from voxloom.core.settings import load_section
from voxloom.corpora.obtain import about, obtain, unwatched
from voxloom.corpora.params import IngestParams
from voxloom.corpora.read import MENDED, Destination, read_corpus
from voxloom.corpora.rejects import check_share
from voxloom.provenance.seal import seal


@stage
def main() -> None:
    params = load_section(IngestParams, "ingest")
    corpus = obtain(params, RAW)
    if warning := unwatched(params):
        echo(warning)
    fresh_folder(CORPUS)
    destination = Destination(Path(), f"{CORPUS.as_posix()}/audio")
    inputs, kept, quarantined, mended = read_corpus(corpus, params, destination)
    write_rows(CORPUS / QUARANTINE, quarantined)  # to be looked at, should it stop the run
    check_share(len(inputs), quarantined, params.max_rejected)
    write_outcome(CORPUS, inputs, kept, quarantined)
    write_rows(CORPUS / MENDED, mended)
    files.write_json(ABOUT_CORPUS, about(corpus))
    seal(CORPUS)
    echo(f"{CORPUS}: {len(kept)} kept, {len(quarantined)} quarantined, {len(mended)} mended")


if __name__ == "__main__":
    main()
