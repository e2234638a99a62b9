"""align: which mel frames belong to which phone; trained once, kept as durations."""

from __future__ import annotations

import torch

from tasks.stage import fresh_folder, stage
from voxloom.core.determinism import make_deterministic
from voxloom.core.progress import echo
from voxloom.core.project import ALIGN, FEATURES, TEXT
from voxloom.core.settings import load_section
from voxloom.provenance.seal import seal
from voxloom.systems.voice.align.corpus import align, write_alignment
from voxloom.systems.voice.align.data import read_aligner_data
from voxloom.systems.voice.align.params import AlignParams
from voxloom.systems.voice.align.trainer import build_trainer
from voxloom.training.trial import resumable


@stage
def main() -> None:
    params = load_section(AlignParams, "voice.align")
    make_deterministic(params.threads)
    data = read_aligner_data(TEXT, FEATURES)
    trainer = build_trainer(data, params)
    with resumable("align", params, torch.device("cpu")) as trial:
        trial.run(trainer, "the aligner")
        durations = align(trainer.model, data, FEATURES, params.refinements)
        fresh_folder(ALIGN)
        write_alignment(ALIGN, data, durations, FEATURES)
        seal(ALIGN)
    echo(
        f"{ALIGN}: {len(durations)} utterances aligned, {len(data.quarantined)} quarantined, "
        f"{len(data.phones.symbols)} phones"
    )


if __name__ == "__main__":
    main()
