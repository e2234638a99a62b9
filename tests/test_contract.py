"""The house rules that no single module can hold by itself."""

from __future__ import annotations

import ast
import shutil
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
import yaml
from dvc.repo import Repo
from scmrepo.git import Git

from tests.dependencies import ROOT, closure, imported_modules, stages
from voxloom.systems.names import NAMES

STAGES = [
    "ingest",
    "clean",
    "study",
    "text",
    "survey",
    "features",
    "align",
    "vae",
    "prior",
    "vocoder",
    "voice",
    "speech_evaluate",
    "voice_evaluate",
    "page",
    "register",
]
TRAININGS = "align vae prior vocoder"
EVALUATIONS = "speech_evaluate voice_evaluate"
ALL_BUT_REGISTER = " ".join(STAGES[:-1])
# A file, and the stages that must not run again when it changes.
PROMISES = {
    "voxloom/audio/write/encode.py": (
        f"ingest clean survey features {TRAININGS} voice {EVALUATIONS} page"
    ),
    "voxloom/audio/read/ffmpeg.py": "text align vae prior voice",
    "voxloom/text/reading/rules/fr/dates.py": f"clean study survey features {TRAININGS}",
    "voxloom/report/html/page.html": (
        f"ingest clean study text features {TRAININGS} voice {EVALUATIONS} register"
    ),
    "voxloom/report/html/base.html": f"{TRAININGS} voice {EVALUATIONS} register",
    "voxloom/systems/voice/evaluate/page.py": f"{TRAININGS} voice speech_evaluate page",
    "voxloom/systems/speech/evaluate/page.py": f"{TRAININGS} voice voice_evaluate page",
    "voxloom/metrics/recognition.py": "page",
    "voxloom/registry/register.py": f"ingest clean study text survey features {TRAININGS} voice",
    "voxloom/systems/voice/evaluate/sentences/free.en.txt": f"ingest clean text {TRAININGS} voice",
    "voxloom/systems/voice/vocoder/train/params.py": f"features align vae prior {EVALUATIONS} page",
    "voxloom/systems/voice/prior/train/params.py": f"align vae vocoder {EVALUATIONS} page",
    "voxloom/systems/speech/train/params.py": f"align prior vocoder voice {EVALUATIONS} page",
    "voxloom/systems/voice/model/params.py": f"features {TRAININGS}",
    "voxloom/systems/voice/params.py": ALL_BUT_REGISTER,
    "voxloom/systems/speech/params.py": ALL_BUT_REGISTER,
    "voxloom/systems/params.py": ALL_BUT_REGISTER,
    "voxloom/params.py": ALL_BUT_REGISTER,
}
# A section that gets a new knob, and the stages that must then run again: none of another system.
NEW_KNOBS = {
    "speech.vae": {"vae"},
    "speech.evaluate": {"speech_evaluate"},
    "speech.register": set(),
    "voice.align": {"align"},
    "voice.prior": {"prior"},
    "voice.vocoder": {"vocoder"},
    "voice.output": {"voice"},
    "voice.evaluate": {"voice_evaluate"},
    "voice.register": set(),
    "speech": set(),  # a section of its own, which no stage reads yet
    "": set(),  # a system of its own
}


def python_files(package: str) -> list[Path]:
    return sorted(path.relative_to(ROOT) for path in (ROOT / package).rglob("*.py"))


def importers(module: str) -> set[str]:
    return {
        path.as_posix()
        for package in ("voxloom", "tasks", "flows")
        for path in python_files(package)
        if any(name.split(".")[0] == module for name in imported_modules(path))
    }


def code_deps(stage: str) -> list[str]:
    return [str(dep) for dep in stages()[stage]["deps"] if not str(dep).startswith("data/")]


def outs(stage: dict[str, Any]) -> list[str]:
    return [next(iter(out)) if isinstance(out, dict) else out for out in stage["outs"]]


def strings(path: Path) -> list[str]:
    """Every text in a file's code, also the parts of f-strings; comments are none."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return [value for value in constants if isinstance(value, str)]


def covered(file: Path, deps: list[Path]) -> bool:
    return any(file.is_relative_to(dep) for dep in deps)


def sections_read(stage: str) -> list[str]:
    return cast(list[str], stages()[stage].get("params", []))


def test_one_noun_a_stage() -> None:
    assert list(stages()) == STAGES
    for stage in STAGES:
        assert stages()[stage]["cmd"] == f"python -m tasks.{stage}"


def test_every_section_of_the_params_is_read_by_a_stage() -> None:
    params = yaml.safe_load((ROOT / "params.yaml").read_text())
    own = {f"{system}.{section}" for system in NAMES for section in params[system]}
    own -= {f"{system}.register" for system in NAMES}  # a promotion's, which is no stage
    shared = set(params) - set(NAMES)
    assert {section for stage in STAGES for section in sections_read(stage)} == shared | own


@pytest.mark.parametrize("stage", STAGES)
def test_dvc_deps_hold_what_the_stage_imports_and_no_folder_that_it_does_not(stage: str) -> None:
    files = closure(f"tasks.{stage}")
    listed = [Path(dep) for dep in code_deps(stage)]
    assert [file for file in files if not covered(file, listed)] == []
    assert [dep for dep in listed if not any(file.is_relative_to(dep) for file in files)] == []


@pytest.mark.parametrize(("path", "stages_without"), PROMISES.items(), ids=lambda value: str(value))
def test_what_a_stage_has_no_part_in_does_not_run_it_again(path: str, stages_without: str) -> None:
    assert (ROOT / path).is_file()
    for stage in stages_without.split():
        assert not covered(Path(path), [Path(dep) for dep in code_deps(stage)]), stage


@pytest.mark.parametrize("stage", STAGES)
def test_dvc_params_are_exactly_the_sections_the_stage_reads(stage: str) -> None:
    tree = ast.parse((ROOT / "tasks" / f"{stage}.py").read_text())
    sections = {
        ast.literal_eval(node.args[1])
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "load_section"
    }
    assert sections == set(sections_read(stage))


@pytest.fixture
def settings_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A DVC project of these stages and their settings, up to date. Its params.yaml."""
    monkeypatch.chdir(tmp_path)
    for level in ("SYSTEM", "GLOBAL"):
        monkeypatch.setenv(f"DVC_{level}_CONFIG_DIR", str(tmp_path / level.lower()))
    read = {stage: sections_read(stage) for stage in STAGES}
    dag = {stage: {"cmd": "true", "params": params} for stage, params in read.items() if params}
    (tmp_path / "dvc.yaml").write_text(yaml.safe_dump({"stages": dag}))
    params = Path(shutil.copy(ROOT / "params.yaml", tmp_path))
    with Repo.init(no_scm=True) as repo:
        repo.commit(force=True)
    return params


@pytest.mark.parametrize(("section", "again"), NEW_KNOBS.items())
def test_a_new_knob_runs_only_its_own_stage_again(
    settings_alone: Path, section: str, again: set[str]
) -> None:
    with Repo() as repo:
        assert set(repo.status()) == set()
    values = place = yaml.safe_load(settings_alone.read_text())
    for part in section.split(".") if section else []:
        place = place[part]
    place["new"] = {"knob": 1}
    settings_alone.write_text(yaml.safe_dump(values))
    with Repo() as repo:
        assert set(repo.status()) == again


def test_dvc_and_git_agree_on_recordings() -> None:
    """DVC watches the folder, so it must be there in every clone; git takes none of them in.

    What DVC takes for ignored it does not look into: recordings under `dvc add` would then count as
    left over, and `dvc checkout` remove them.
    """
    folder = "data/recordings"
    assert folder in stages()["ingest"]["deps"]
    assert folder in stages()["text"]["deps"]  # the lexicon
    assert (ROOT / folder / "README.md").is_file()
    names = [
        f"{folder}/{name}" for name in ("README.md", "a.dvc", "lexicon.tsv", "a.csv", "wavs/a.wav")
    ]
    ignored = subprocess.run(
        ["git", "check-ignore", *names], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.split()
    assert ignored == names[3:]
    with closing(Git(str(ROOT))) as git:
        assert not git.is_ignored(f"{ROOT / folder}/")


def test_layers() -> None:
    for path in python_files("voxloom"):
        roots = {name.split(".")[0] for name in imported_modules(path)}
        assert not roots & {"tasks", "flows", "prefect", "dvc"}, path
    for path in python_files("tasks"):
        roots = {name.split(".")[0] for name in imported_modules(path)}
        assert not roots & {"flows", "prefect", "dvc"}, path


def test_a_stage_is_told_in_sixty_lines() -> None:
    """It reads its section and its deps, calls the library and writes its outs."""
    for path in python_files("tasks"):
        assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) < 60, path


def test_where_a_project_keeps_things_is_told_once() -> None:
    """In `core/project.py`, for whoever starts the work; what does it is told its paths."""
    paths = [str(path) for stage in stages().values() for path in [*stage["deps"], *outs(stage)]]
    folders = {"/".join(path.split("/")[:2]) for path in paths if path.startswith("data/")}
    for package in ("voxloom", "tasks", "flows"):
        for path in python_files(package):
            told = [text for text in strings(path) if any(folder in text for folder in folders)]
            assert told == [], path


def test_one_place_for_each_foreign_thing() -> None:
    assert all(path.startswith("voxloom/registry/") for path in importers("mlflow"))
    assert importers("dvc") == {"flows/dag.py"}
    readers = {f"voxloom/audio/{name}.py" for name in ("wave/wav", "read/ffmpeg", "read/second")}
    others = {
        "voxloom/audio/write/encode.py",
        "voxloom/audio/clean/declip.py",
    }  # declip: a filter on samples
    assert importers("av") | importers("soundfile") == readers | others
    assert importers("av") == {"voxloom/audio/read/ffmpeg.py"} | others


def test_nothing_reads_a_pickle() -> None:
    for package in ("voxloom", "tasks", "flows"):
        for path in python_files(package):
            text = (ROOT / path).read_text()
            assert "import pickle" not in text, path
            assert "torch.load(" not in text, path


def test_a_commit_is_checked_as_ci_checks() -> None:
    recipe = (ROOT / "Makefile").read_text().partition("check: $(READY)\n")[2].partition("\n\n")[0]
    commands = [line.strip().replace("$(BIN)", ".venv/bin") for line in recipe.splitlines()]
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"]
    assert [hook["entry"] for each in hooks for hook in each["hooks"]] == commands
    assert {each["repo"] for each in hooks} == {"local"}


def test_git_holds_no_data_and_no_caches() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    big = [name for name in tracked if name and (ROOT / name).stat().st_size > 1_000_000]
    audio = [name for name in tracked if name.endswith((".wav", ".flac", ".mp3", ".safetensors"))]
    assert not big
    assert not audio
