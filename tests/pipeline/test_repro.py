"""`dvc repro` on the smoke preset: what comes out, what is stale when, and the same bytes again."""

from __future__ import annotations

import compileall
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
import yaml

from tests.dependencies import stages
from tests.pipeline.project import Project, create
from voxloom.core import files

ALL = set(stages())


def deps(stage: str) -> list[object]:
    listed = stages()[stage]["deps"]
    assert isinstance(listed, list)
    return listed


def is_dep(path: Path, stage: str) -> bool:
    return any(path.is_relative_to(str(dep)) for dep in deps(stage))


def metrics(project: Project) -> dict[str, float]:
    figures: dict[str, float] = {}
    for path in (project.root / "data/reports/metrics").glob("*.json"):
        figures |= files.read_json(path)
    return figures


def rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_metrics_are_there_under_their_names(finished: Project) -> None:
    figures = metrics(finished)
    absent = {
        key
        for path in (finished.root / "data/evaluation").glob("*/absent.json")
        for key in json.loads(path.read_text())
    }
    for key in (
        "speech.heldout.mel_error_db",
        "speech.heldout.kl_bits_per_s",
        "speech.heldout.scaled_mse",
        "speech.train.scaled_mse",
        "speech.heldout.kl_nats_per_dimension",
        "speech.heldout.mcd_db",
        "speech.heldout.log_f0_rmse_cents",
        "speech.heldout.voicing_error",
        "speech.heldout.stoi",
        "speech.heldout.active_units",
        "speech.rtf_1thread",
        "voice.heldout.mcd_db",
        "voice.heldout.duration_ratio",
        "voice.rtf_1thread",
        "voice.parameters",
    ):
        assert key in figures
    for key in (
        "speech.heldout.wer",
        "speech.natural.wer",
        "speech.heldout.dnsmos_ovrl",
        "speech.heldout.pesq_wb",
        "voice.free.wer",
        "voice.heldout.wer_over_copy",
        "voice.free.distillmos",
        "voice.free.speaker_similarity",
    ):
        assert (key in figures) != (key in absent), f"{key} is neither measured nor absent"


def test_nothing_is_lost_between_stages(finished: Project) -> None:
    data = finished.root / "data"
    corpus = {row["id"] for row in rows(data / "corpus/manifest.jsonl")}
    for stage in ("clean", "text"):
        kept = [row["id"] for row in rows(data / stage / "manifest.jsonl")]
        aside = [row["id"] for row in rows(data / stage / "quarantine.jsonl")]
        assert sorted(kept + aside) == sorted(corpus)


def test_the_page_needs_nothing_but_itself(finished: Project) -> None:
    page = (finished.root / "data/reports/index.html").read_text()
    assert page.count("<audio") >= 6
    assert 'src="http' not in page
    assert 'href="http' not in page


def test_the_corpus_is_surveyed_before_training(finished: Project) -> None:
    page = (finished.root / "data/reports/corpus.html").read_text()
    assert page.count("<audio") >= 6
    assert 'src="http' not in page
    assert 'href="corpus.html"' in (finished.root / "data/reports/index.html").read_text()
    figures = json.loads((finished.root / "data/survey/corpus.json").read_text())
    kept = {row["id"] for row in rows(finished.root / "data/clean/manifest.jsonl")}
    assert figures["utterances"] == len(kept)
    shown = json.loads(finished.dvc("metrics", "show", "--json").stdout)
    assert shown[""]["data"]["data/survey/corpus.json"]["data"] == figures


def test_a_second_repro_does_nothing(finished: Project) -> None:
    before = finished.lock()
    assert "up to date" in finished.dvc("repro").stdout
    assert finished.lock() == before
    assert finished.stale() == set()


@pytest.mark.parametrize(
    ("change", "first"),
    [
        ({"features__f0_max": 450.0}, {"features", "vocoder", "speech_evaluate"}),
        ({"speech__vae__steps": 61}, {"vae"}),
        ({"voice__prior__seed": 7}, {"prior"}),
        ({"voice__output__loudness": -20.0}, {"voice"}),
        ({"evaluate__wer_min_words": 5}, {"speech_evaluate", "voice_evaluate"}),
        ({"speech__evaluate__seed": 5}, {"speech_evaluate"}),
        ({"voice__evaluate__free_sentences": 1}, {"voice_evaluate"}),
        ({"clean__loudness": -20.0}, {"clean", "study"}),
        ({"text__normalize": False}, {"text", "prior"}),
    ],
)
def test_a_parameter_makes_stale_only_what_reads_it(
    finished: Project, change: dict[str, object], first: set[str]
) -> None:
    path = finished.root / "params.yaml"
    before = path.read_bytes()
    try:
        finished.set_params(**change)
        assert finished.stale() == first
    finally:
        path.write_bytes(before)


@pytest.mark.parametrize(
    "module",
    ["voxloom/audio/mel/mel.py", "voxloom/text/reading/normalize.py", "voxloom/training/loop.py"],
)
def test_a_changed_module_makes_stale_the_stages_that_import_it(
    finished: Project, module: str
) -> None:
    path = finished.root / module
    before = path.read_bytes()
    users = {stage for stage in ALL if is_dep(Path(module), stage)}
    assert users
    assert users != ALL
    try:
        path.write_bytes(before + b"\n# changed\n")
        assert finished.stale() == users
    finally:
        path.write_bytes(before)


PACKAGES = ("voxloom", "tasks")


def package_files(root: Path) -> set[Path]:
    """What belongs to the code and is no code: sentences, tables, templates."""
    return {
        path.relative_to(root)
        for package in PACKAGES
        for path in files.walk_files(root / package)
        if path.suffix not in (".py", ".pyc", ".typed")
    }


@pytest.mark.parametrize("stage", sorted(set(ALL) - {"register"}))  # it copies all of the code
def test_every_package_file_a_stage_opens_is_a_dep_of_it(finished: Project, stage: str) -> None:
    opened = finished.opened(stage) & package_files(finished.root)
    assert [path for path in opened if not is_dep(path, stage)] == []


def test_every_package_file_is_a_dep_of_the_stages_that_may_open_it(finished: Project) -> None:
    files_ = package_files(finished.root)
    assert [path for path in files_ if not any(is_dep(path, stage) for stage in ALL)] == []


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("voxloom/systems/voice/evaluate/sentences/free.en.txt", {"voice_evaluate", "register"}),
        ("voxloom/systems/voice/prior/sentences/development.en.txt", {"text", "register"}),
        ("voxloom/survey/inventories.txt", {"survey", "register"}),
        ("voxloom/corpora/sentences.txt", {"ingest", "register"}),
        ("voxloom/report/html/base.html", {"survey", "page"}),
    ],
)
def test_changed_sentences_tables_and_templates_make_stale_the_stages_that_read_them(
    finished: Project, name: str, first: set[str]
) -> None:
    path = finished.root / name
    before = path.read_bytes()
    try:
        path.write_bytes(before + b"\n")
        assert finished.stale() == first
    finally:
        path.write_bytes(before)


def test_a_wrong_key_stops_the_run_before_any_work(finished: Project, tmp_path: Path) -> None:
    project = finished.copy(tmp_path / "copy")
    params = project.root / "params.yaml"
    params.write_text(params.read_text().replace("normalize:", "normalise:"))
    done = project.run(sys.executable, "-m", "tasks.text", check=False)
    assert done.returncode == 1
    assert "text.normalise: unknown key" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_forced_second_run_gives_the_same_bytes(finished: Project, tmp_path: Path) -> None:
    project = replace(finished.copy(tmp_path / "copy"), jobs=2)  # whoever does the work
    project.dvc("repro", "--force")
    assert project.digests() == finished.digests()
    assert project.lock() == finished.lock()


@pytest.mark.parametrize("place", [30, -500])
def test_a_damaged_shard_ends_a_stage_in_one_line(
    finished: Project, tmp_path: Path, place: int
) -> None:
    """In its header, or in a tensor; DVC's cache gave it back, and `dvc repro` trusts the cache."""
    project = finished.copy(tmp_path / "copy")
    shard = project.root / "data/features/features-00000.safetensors"
    data = bytearray(shard.read_bytes())
    data[place] ^= 1
    shard.chmod(0o644)
    shard.write_bytes(data)
    done = project.run(sys.executable, "-m", "tasks.vae", check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("error: data/features/features-00000.safetensors is damaged")
    assert len(done.stderr.splitlines()) == 1
    found = project.voxloom("verify", check=False)
    assert found.returncode == 1
    damaged = [line for line in found.stdout.splitlines() if line.startswith("data/features")]
    assert len(damaged) == 1
    assert "rm -r data/features && dvc checkout data/features" in damaged[0]


def test_a_finished_project_is_whole(finished: Project, tmp_path: Path) -> None:
    project = finished.copy(tmp_path / "copy")
    project.register_again()
    assert "all is whole" in project.voxloom("verify").stderr
    for name in ("corpus", "clean", "study", "text", "features", "align", "latents"):
        assert (project.root / "data" / name / "sha256.json").is_file()


def wait_for(condition: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert process.poll() is None, "the run ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.005)


def kill_in(stage: str, process: subprocess.Popen[bytes]) -> None:
    """kill -9 dvc while the stage works; the kernel must take its children along."""
    children = psutil.Process(process.pid).children(recursive=True)
    assert any(f"tasks.{stage}" in child.cmdline() for child in children)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(children, timeout=5)
    assert [child for child in alive if child.status() != psutil.STATUS_ZOMBIE] == []


@pytest.fixture(scope="module")
def whole(finished: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a longer training, up to `vae`, never disturbed."""
    project = finished.copy(tmp_path_factory.mktemp("killed") / "whole")
    project.set_params(speech__vae__steps=1500)
    project.dvc("repro", "vae")
    return project


def before(stage_out: str, whole: Project, root: Path) -> Project:
    """The whole project as it was before a stage."""
    project = whole.copy(root)
    project.forget_runs()
    shutil.rmtree(project.root / stage_out)
    return project


def test_killed_in_features_then_repro_gives_the_same_bytes(whole: Project, tmp_path: Path) -> None:
    project = before("data/features", whole, tmp_path / "p")
    run = project.start(sys.executable, "-m", "dvc", "repro", "vae")
    wait_for((project.root / "data/features").is_dir, run)
    kill_in("features", run)
    assert not (project.root / "data/features/statistics.json").exists(), "it was not killed"
    project.dvc("repro", "vae")
    assert project.digests() == whole.digests()
    assert project.lock() == whole.lock()


@pytest.mark.parametrize("shell", ["/bin/sh", pytest.param("/bin/bash", marks=pytest.mark.slow)])
def test_killed_in_vae_then_repro_gives_the_same_bytes(
    whole: Project, tmp_path: Path, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """dvc starts a stage through $SHELL; dash, Debian's /bin/sh, stays between the two."""
    monkeypatch.setenv("SHELL", shell)
    project = before("data/models/speech", whole, tmp_path / "p")
    run = project.start(sys.executable, "-m", "dvc", "repro", "vae")
    checkpoints = project.root / ".voxloom/checkpoints/vae"
    wait_for(lambda: any(checkpoints.glob("*/last.safetensors")), run)
    kill_in("vae", run)
    assert any(checkpoints.glob("*/last.safetensors")), "nothing is left to resume"
    # Meanwhile other modules are compiled and edited: the training has no part in them.
    compileall.compile_dir(project.root / "voxloom", quiet=1)
    (project.root / "voxloom/cli/app.py").write_text("# changed\n")
    assert "goes on at step" in project.dvc("repro", "vae").stderr
    assert project.digests() == whole.digests()
    assert project.lock() == whole.lock()
    assert not checkpoints.exists()


def test_the_offline_corpus_needs_no_network(tmp_path: Path) -> None:
    """In a network namespace without a route, where the system lets one be made."""
    if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network namespaces on this machine")
    project = create(tmp_path / "offline")
    project.run("unshare", "-rn", sys.executable, "-m", "dvc", "repro", "clean", "text")
    about = json.loads((project.root / "data/corpus/corpus.json").read_text())
    assert about["license"] == "CC0-1.0"
    assert yaml.safe_load((project.root / "dvc.lock").read_text())["stages"].keys() == {
        "ingest",
        "clean",
        "text",
    }
