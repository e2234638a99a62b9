"""What a run may be asked for: refused in a line, at once, whichever way it comes."""

from __future__ import annotations

import pytest

from flows import parameters
from tests.flows.toy import Toy
from voxloom.errors import VoxloomError


@pytest.mark.parametrize(
    ("option", "value", "told"),
    [
        ("preset", "smokee", "there is no 'smokee' in presets/, but broken, telephone"),
        ("preset", "", "there is no ''"),
        ("preset", "../presets/broken", "there is no"),
        ("until", "nothing", r"no stage 'nothing' to run until; its stages: fetch, join, left"),
        ("until", "", "no stage ''"),
        ("timeout", -5.0, "timeout: -5.0 is not a number of seconds above 0"),
        ("timeout", 0.0, "timeout: 0.0"),
        ("timeout", float("nan"), "timeout: nan"),
        ("timeout", float("inf"), "timeout: inf"),
        ("timeout", 1e300, "timeout: 1e"),
    ],
)
def test_what_there_is_not_is_refused(
    fresh: Toy, option: str, value: str | float, told: str
) -> None:
    asked = {"preset": None, "until": None, "timeout": None, option: value}
    with pytest.raises(VoxloomError, match=told):
        parameters.check(fresh.root, **asked)  # type: ignore[arg-type]


def test_what_there_is_is_taken(fresh: Toy) -> None:
    parameters.check(fresh.root, "telephone", "join", 0.5)
    parameters.check(fresh.root, None, None, None)


def test_the_command_refuses_before_it_starts_anything(fresh: Toy) -> None:
    run = fresh.train("--until", "nothing")
    assert run.returncode == 1
    assert run.stdout.startswith("error: dvc.yaml: no stage 'nothing'")
    assert run.stdout.count("\n") == 1
    assert not (fresh.root / ".voxloom").exists()
