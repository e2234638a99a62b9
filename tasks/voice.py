"""voice: put prior, speech VAE and vocoder together into one model that needs nothing else."""

from __future__ import annotations

from tasks.stage import fresh_folder, stage
from voxloom.core.progress import echo
from voxloom.core.project import MODELS
from voxloom.core.settings import load_section
from voxloom.systems.voice.model.params import OutputParams
from voxloom.systems.voice.model.use import Voice, save_voice

VOICE = MODELS / "voice"


@stage
def main() -> None:
    params = load_section(OutputParams, "voice.output")
    fresh_folder(VOICE)
    save_voice(VOICE, MODELS / "speech", MODELS / "prior", MODELS / "vocoder", params)
    echo(f"{VOICE}: {Voice.load(VOICE).parameters / 1e6:.2f} M parameters")


if __name__ == "__main__":
    main()
