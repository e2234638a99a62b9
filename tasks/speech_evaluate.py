"""speech_evaluate: measure the speech VAE on recordings it never trained on."""

from __future__ import annotations

from tasks.stage import fresh_folder, stage
from voxloom.audio.mel.params import FeaturesParams
from voxloom.core import files
from voxloom.core.determinism import make_deterministic
from voxloom.core.manifest import read_manifest
from voxloom.core.progress import echo
from voxloom.core.project import CLEAN, EVALUATION, FEATURES, METRICS, MODELS, SPEEDS, TEXT
from voxloom.core.settings import load_section
from voxloom.metrics.heldout import read_held_out
from voxloom.metrics.params import EvaluateParams
from voxloom.provenance.seal import seal
from voxloom.report.blocks.folder import write_part
from voxloom.systems.speech.evaluate.evaluate import Subject, evaluate
from voxloom.systems.speech.evaluate.params import SpeechEvaluateParams
from voxloom.systems.speech.model.use import SYSTEM

MODEL, FOLDER = MODELS / SYSTEM, EVALUATION / SYSTEM


@stage
def main() -> None:
    params = load_section(EvaluateParams, "evaluate")
    own = load_section(SpeechEvaluateParams, "speech.evaluate")
    pitch = load_section(FeaturesParams, "features")
    make_deterministic(threads=1)
    held_out = read_held_out(CLEAN, TEXT, params.max_utterances)
    subject = Subject(MODEL, FEATURES, SPEEDS, held_out, read_manifest(CLEAN))
    outcome = evaluate(subject, params, own, pitch)
    fresh_folder(FOLDER)
    outcome.evaluated.write(SYSTEM, FOLDER, METRICS)
    write_part(FOLDER, outcome.part)
    files.write_json(FOLDER / "heard.json", outcome.heard)
    seal(FOLDER)
    measured, absent = len(outcome.evaluated.metrics), len(outcome.evaluated.absent)
    echo(f"{MODEL}: {measured} figures, {absent} absent")


if __name__ == "__main__":
    main()
