"""prior: train the networks that say a text in the speech VAE's latents."""

from __future__ import annotations

from tasks.stage import fresh_folder, stage
from voxloom.core.determinism import make_deterministic
from voxloom.core.device import pick_device
from voxloom.core.progress import echo
from voxloom.core.project import ALIGN, FEATURES, LATENTS, MODELS, TEXT
from voxloom.core.settings import load_section
from voxloom.systems.voice.prior.train.material import Sources, read_prior_data
from voxloom.systems.voice.prior.train.params import PriorParams
from voxloom.systems.voice.prior.train.training import build_trainer, export_prior
from voxloom.text.sounds.params import TextParams
from voxloom.training.trial import resumable

SOURCES = Sources(FEATURES, ALIGN, LATENTS, MODELS / "speech")
MODEL = MODELS / "prior"


@stage
def main() -> None:
    params, reading = load_section(PriorParams, "voice.prior"), load_section(TextParams, "text")
    make_deterministic(params.threads)
    data, device = read_prior_data(SOURCES), pick_device(params.device)
    trainer = build_trainer(data, TEXT, params, device)
    with resumable("prior", params, device) as trial:
        trained = trial.run(trainer, "the prior")
        networks, facts = trainer.networks.cpu(), trial.facts(trained)
        fresh_folder(MODEL)
        export_prior(MODEL, networks, data, TEXT, reading, params, trained.history, facts)
    how = "understood best" if any("validation_wer" in p for p in trained.history) else "likeliest"
    echo(f"{MODEL}: step {trained.best_step} is {how}")


if __name__ == "__main__":
    main()
