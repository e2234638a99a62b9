"""vocoder: train the network that turns mels into sound, or say that Griffin-Lim does."""

from __future__ import annotations

from tasks.stage import fresh_folder, stage
from voxloom.audio.mel.feature_shards import read_contract
from voxloom.audio.mel.params import FeaturesParams
from voxloom.core.determinism import make_deterministic
from voxloom.core.device import pick_device
from voxloom.core.progress import echo
from voxloom.core.project import CLEAN, FEATURES, MODELS
from voxloom.core.settings import load_section
from voxloom.systems.voice.vocoder.model.use import save_griffinlim
from voxloom.systems.voice.vocoder.train.params import (
    SourceFilterParams,
    VocoderParams,
    VocosParams,
)
from voxloom.systems.voice.vocoder.train.training import (
    VocoderSources,
    build_trainer,
    export_vocoder,
    settle,
)
from voxloom.training.trial import resumable

MODEL = MODELS / "vocoder"


def train(form: str, params: SourceFilterParams | VocosParams) -> None:
    """Train, and write the best averaged weights."""
    make_deterministic(params.threads)
    device, features = pick_device(params.device), load_section(FeaturesParams, "features")
    sources = VocoderSources.read(CLEAN, FEATURES, MODELS / "speech")
    trainer = build_trainer(sources, params, features, device)
    with resumable("vocoder", params, device) as trial:
        trained = trial.run(trainer, "the vocoder")
        settle(trainer)
        fresh_folder(MODEL)
        facts = trial.facts(trained)
        export_vocoder(MODEL, form, trainer.model, sources, trained.history, facts)
    echo(f"{MODEL}: best on validation at step {trained.best_step}")


@stage
def main() -> None:
    params = load_section(VocoderParams, "voice.vocoder")
    own = params.trained()
    if own is not None:
        train(params.form, own)
        return
    fresh_folder(MODEL)
    save_griffinlim(MODEL, read_contract(FEATURES))
    echo(f"{MODEL}: Griffin-Lim, nothing to train")


if __name__ == "__main__":
    main()
