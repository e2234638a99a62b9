"""vae: train the speech VAE; a killed training goes on where its last checkpoint stands."""

from __future__ import annotations

from tasks.stage import fresh_folder, stage
from voxloom.core import files
from voxloom.core.determinism import make_deterministic
from voxloom.core.device import pick_device
from voxloom.core.progress import echo
from voxloom.core.project import ABOUT_CORPUS, FEATURES, LATENTS, MODELS
from voxloom.core.settings import load_section
from voxloom.provenance.seal import seal
from voxloom.systems.speech.train.params import VaeParams
from voxloom.systems.speech.train.training import build_trainer, export_latents, export_speech
from voxloom.training.trial import resumable

MODEL = MODELS / "speech"


@stage
def main() -> None:
    params = load_section(VaeParams, "speech.vae")
    make_deterministic(params.threads)
    device = pick_device(params.device)
    trainer = build_trainer(FEATURES, params, device)
    with resumable("vae", params, device) as trial:
        trained = trial.run(trainer, "the speech VAE")
        about, facts = files.read_json(ABOUT_CORPUS), trial.facts(trained)
        fresh_folder(MODEL)
        export_speech(MODEL, trainer, FEATURES, about, trained.history, facts)
        fresh_folder(LATENTS)
        export_latents(LATENTS, trainer, FEATURES, MODEL)
        seal(LATENTS)
    echo(f"{MODEL}: best on validation at step {trained.best_step}")


if __name__ == "__main__":
    main()
