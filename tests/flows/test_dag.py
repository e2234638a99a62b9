"""What the plan says, against what DVC would do."""

from __future__ import annotations

import shutil

import pytest
import yaml

from flows import dag
from tests.flows.toy import Toy
from voxloom.core.errors import VoxloomError


def to_run(toy: Toy, until: str | None = None) -> set[str]:
    return {stage.name for stage in dag.plan(toy.root, until) if stage.to_run}


def test_stages_come_after_what_they_depend_on(fresh: Toy) -> None:
    plan = dag.plan(fresh.root)
    assert {stage.name: set(stage.upstream) for stage in plan} == {
        "fetch": set(),
        "left": {"fetch"},
        "right": {"fetch"},
        "join": {"left", "right"},
        "register": {"join"},
    }
    places = {stage.name: place for place, stage in enumerate(plan)}
    assert all(places[above] < places[stage.name] for stage in plan for above in stage.upstream)


def test_meta_says_which_stages_need_a_gpu(fresh: Toy) -> None:
    assert [stage.name for stage in dag.plan(fresh.root) if stage.needs_gpu] == ["left"]


def test_what_never_ran_is_to_run(fresh: Toy) -> None:
    """Also a stage whose only inputs are not there yet, which `--allow-missing` would skip."""
    assert to_run(fresh) == {"fetch", "left", "right", "join", "register"}
    assert not any(stage.recorded for stage in dag.plan(fresh.root))


def test_nothing_is_to_run_after_dvc_repro(undisturbed: Toy) -> None:
    assert to_run(undisturbed) == set()


def test_a_change_is_planned_down_to_the_end(done: Toy) -> None:
    (done.root / "params.yaml").write_text("text: hello\nleft: 2\n")
    assert to_run(done) == {"left", "join", "register"}


def test_data_that_a_remote_may_hold_is_no_change(done: Toy) -> None:
    done.dvc("remote", "add", "--default", "store", "elsewhere")
    (done.root / "data" / "left.txt").unlink()
    (done.root / "data" / "register.txt").unlink()
    assert to_run(done) == set()


def test_a_clone_without_data_and_remote_makes_all_of_it(done: Toy) -> None:
    """Its dvc.lock says what the data was; nobody has it any more."""
    shutil.rmtree(done.root / "data")
    shutil.rmtree(done.root / ".dvc" / "cache")
    assert to_run(done) == {"fetch", "left", "right", "join", "register"}


def test_until_keeps_a_stage_and_its_ancestors(fresh: Toy) -> None:
    assert [stage.name for stage in dag.plan(fresh.root, "left")] == ["fetch", "left"]


def test_until_an_unknown_stage_is_refused_with_the_known_ones(fresh: Toy) -> None:
    with pytest.raises(VoxloomError, match=r"dvc\.yaml: no stage 'up'.*fetch, join, left"):
        dag.plan(fresh.root, "up")


def test_a_broken_dag_is_refused_with_its_file(toy: Toy) -> None:
    (toy.root / "dvc.yaml").write_text("stages: {fetch: {}}\n")
    with pytest.raises(VoxloomError, match=r"dvc\.yaml"):
        dag.plan(toy.root)


def test_data_under_dvc_add_is_a_stage_too(toy: Toy) -> None:
    (toy.root / "data" / "raw.txt").write_text("raw")
    toy.dvc("add", "data/raw.txt")
    text = (toy.root / "dvc.yaml").read_text()
    (toy.root / "dvc.yaml").write_text(text.replace("params: [text]", "deps: [data/raw.txt]"))
    first, second, *_ = dag.plan(toy.root)
    assert (first.name, second.name, second.upstream) == (
        "data/raw.txt.dvc",
        "fetch",
        (first.name,),
    )
    assert (first.to_run, second.to_run) == (False, True)


def test_dvc_lock_gets_the_order_of_dvc_repro(done: Toy, undisturbed: Toy) -> None:
    lock = yaml.safe_load(done.lock())
    lock["stages"] = dict(reversed(lock["stages"].items()))
    (done.root / "dvc.lock").write_text(yaml.safe_dump(lock, sort_keys=False))
    dag.order_lock(done.root)
    assert done.lock() == undisturbed.lock()
