"""Every training killed and started again ends in the same bytes as one that was never killed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.synthetic import vae_params
from tests.support.trained import same
from tests.systems.voice.align import test_trainer as align
from tests.systems.voice.prior import test_trainer as prior
from tests.systems.voice.vocoder import test_sourcefilter_trainer as sourcefilter
from tests.systems.voice.vocoder import test_vocos_trainer as vocos
from tests.training import test_loop as vae
from voxloom.training.checkpoint import CheckpointFolder
from voxloom.training.loop import Loop, Step

TRAININGS: dict[str, Callable[[], Loop]] = {
    "align": align.trainer,
    "vae": lambda: vae.trainer(vae_params(augment=vae.AUGMENTED, auxiliary=0.5)),
    "prior": lambda: prior.trainer(prior.params()),
    "sourcefilter": lambda: sourcefilter.trainer(sourcefilter.params()),
    "vocos": lambda: vocos.trainer(vocos.params()),
}
# Before the first checkpoint, right after one, between two and before the last step; Vocos also in
# the warm-up and once its critics came in.
MOMENTS = [
    *((name, step) for name in ("align", "vae", "prior") for step in (1, 10, 17, 29)),
    *((name, step) for name in ("sourcefilter", "vocos") for step in (1, 2, 5)),
]


class Killed(Exception):
    pass


@pytest.mark.parametrize(("training", "dies_at"), MOMENTS)
def test_a_killed_run_resumed_equals_one_never_killed(
    training: str, dies_at: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = TRAININGS[training]
    whole = make().run(CheckpointFolder(tmp_path / "whole", "key"), "test")
    killed, folder = make(), CheckpointFolder(tmp_path / "killed", "key")
    step = killed.train_step

    def step_or_die() -> Step:
        if killed.step == dies_at:
            raise Killed
        return step()

    monkeypatch.setattr(killed, "train_step", step_or_die)
    with pytest.raises(Killed):
        killed.run(folder, "test")
    assert same(make().run(folder, "test"), whole)
