"""study: what each cleaning step would do to this corpus, clean and damaged, for the report."""

from __future__ import annotations

from pathlib import Path

from tasks.stage import fresh_folder, stage
from voxloom.audio.clean.params import CleanParams
from voxloom.audio.wave.shards import read_utterance
from voxloom.core.manifest import read_manifest, write_rows
from voxloom.core.progress import echo
from voxloom.core.project import CLEAN, STUDY
from voxloom.core.settings import load_section
from voxloom.provenance.seal import seal
from voxloom.study.cleaning import STUDY_ROWS, choose, harmful, study
from voxloom.study.params import StudyParams


@stage
def main() -> None:
    params = load_section(StudyParams, "study")
    chosen = choose(read_manifest(CLEAN), params.utterances)
    waves = [read_utterance(Path(), row) for row in chosen]
    rows = study(waves, load_section(CleanParams, "clean"), thorough=False)
    fresh_folder(STUDY)
    write_rows(STUDY / STUDY_ROWS, rows)
    seal(STUDY)
    worse = ", ".join(sorted(harmful(rows))) or "none"
    echo(f"{STUDY}: steps that make this clean speech worse: {worse}")


if __name__ == "__main__":
    main()
