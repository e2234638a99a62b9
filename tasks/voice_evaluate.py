"""voice_evaluate: have the voice say texts it never trained on; figures and what the page shows."""

from __future__ import annotations

from tasks.stage import fresh_folder, stage
from voxloom.core import files
from voxloom.core.determinism import make_deterministic
from voxloom.core.manifest import read_manifest
from voxloom.core.progress import echo
from voxloom.core.project import ALIGN, CLEAN, EVALUATION, METRICS, MODELS, SPEEDS, TEXT
from voxloom.core.settings import load_section
from voxloom.metrics.heldout import read_held_out
from voxloom.metrics.params import EvaluateParams
from voxloom.provenance.seal import seal
from voxloom.report.blocks.folder import write_part
from voxloom.systems.voice.evaluate.evaluate import Subject, evaluate
from voxloom.systems.voice.evaluate.params import VoiceEvaluateParams
from voxloom.systems.voice.model.use import SYSTEM

MODEL, FOLDER = MODELS / SYSTEM, EVALUATION / SYSTEM
HEARD = EVALUATION / "speech/heard.json"


@stage
def main() -> None:
    params = load_section(EvaluateParams, "evaluate")
    own = load_section(VoiceEvaluateParams, "voice.evaluate")
    make_deterministic(threads=1)
    held_out = read_held_out(CLEAN, TEXT, params.max_utterances)
    heard = files.read_json(HEARD)
    subject = Subject(MODEL, ALIGN, SPEEDS, held_out, read_manifest(CLEAN), heard)
    outcome = evaluate(subject, params, own)
    fresh_folder(FOLDER)
    outcome.evaluated.write(SYSTEM, FOLDER, METRICS)
    write_part(FOLDER, outcome.part)
    files.write_text(FOLDER / "sentences.jsonl", outcome.sentences)
    seal(FOLDER)
    measured, absent = len(outcome.evaluated.metrics), len(outcome.evaluated.absent)
    echo(f"{MODEL}: {measured} figures, {absent} absent")


if __name__ == "__main__":
    main()
