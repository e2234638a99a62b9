"""DVC's cache, and links into it: with `cache.type symlink` all that DVC watches is a link."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
import yaml
from dvc.repo import Repo
from typer.testing import CliRunner

from tests.corpora.miniatures import MINIATURES
from tests.corpora.settings import hum
from tests.dependencies import ROOT
from tests.support.tiny_voice import write_voice
from voxloom.audio.read.decode import decode
from voxloom.cli import app as cli
from voxloom.core import artifact, files
from voxloom.core.dvc_cache import Cache, cache_folder
from voxloom.core.errors import VoxloomError


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A DVC project whose cache hands out links, and the working directory."""
    root = tmp_path / "project"
    root.mkdir()
    monkeypatch.chdir(root)
    monkeypatch.setenv("VOXLOOM_JOBS", "1")
    for level in ("SYSTEM", "GLOBAL"):
        monkeypatch.setenv(f"DVC_{level}_CONFIG_DIR", str(tmp_path / level.lower()))
    params = yaml.safe_load((ROOT / "params.yaml").read_text())
    params["clean"] |= {"trim": False, "min_seconds": 0.05}
    (root / "params.yaml").write_text(json.dumps(params))
    Repo.init(no_scm=True).close()
    configure(root / ".dvc/config", "[core]\n    no_scm = True\n[cache]\n    type = symlink\n")
    return root


def configure(file: Path, settings: str) -> None:
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_text(settings)


def add(path: str) -> None:
    """`dvc add`, which leaves links."""
    with Repo() as repo:
        repo.add(path)


def check(source: str, *options: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli.build(), ["check", source, *options], catch_exceptions=False)
    return done.exit_code, done.stdout


def ljspeech(folder: Path) -> None:
    for name in ("a", "b"):
        hum(folder / f"wavs/{name}.wav")  # of the same bytes: one object in the cache
    files.write_text(folder / "metadata.csv", "a|One.|One.\nb|Two.|Two.\n")


def link_into_cache(folder: Path, cache: Path) -> None:
    """As DVC does; folders and what is no regular file stay."""
    for path in list(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            md5 = hashlib.md5(path.read_bytes()).hexdigest()
            place = cache / "files/md5" / md5[:2] / md5[2:]
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
            path.symlink_to(place)


def test_a_corpus_of_links_is_read_as_one_of_files(project: Path) -> None:
    mine = Path("data/recordings/mine")
    ljspeech(mine)
    as_files = check(str(mine))
    add(str(mine))
    assert (mine / "metadata.csv").is_symlink()
    assert (mine / "wavs/a.wav").resolve() == (mine / "wavs/b.wav").resolve()
    assert check(str(mine)) == as_files
    assert check(str(mine / "metadata.csv"), "--corpus", "ljspeech")[0] == as_files[0] == 0
    assert "2 kept" in as_files[1]


@pytest.mark.parametrize("name", MINIATURES)
def test_every_layout_of_links(project: Path, name: str) -> None:
    miniature = MINIATURES[name]
    miniature.build(project / "mine")
    link_into_cache(project / "mine", project / ".dvc/cache")
    who = ["--speaker", miniature.speaker] if miniature.speaker else []
    language = ["--language", miniature.language]
    check("mine", "--json", "r.json", "--max-rejected", "1", *language, *who)
    report = files.read_json(project / "r.json")
    assert report["kept"] == sorted(miniature.kept)
    reasons = sorted(row["reason"] for row in report["quarantined"])
    assert reasons == sorted(miniature.quarantined.values())


def test_a_voice_of_links_speaks(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voice = write_voice(project / "models")
    digest = files.sha256_folder(voice)
    add("models/voice")
    assert (voice / artifact.WEIGHTS).is_symlink()
    assert files.sha256_folder(voice) == digest
    for folder in (project, project.parent):  # from elsewhere, too
        monkeypatch.chdir(folder)
        words = ["say", "Hello.", "--voice", str(voice), "-o", "x.wav"]
        assert CliRunner().invoke(cli.build(), words, catch_exceptions=False).exit_code == 0
        assert decode(Path("x.wav")).seconds > 0.1


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"project/.dvc/config.local": "[cache]\n    dir = ../../shared\n"},
        {"project/.dvc/config.local": "[cache]\n    dir = {}/over there\n"},
        {"project/.dvc/config.local": "[cache]\n    dir = '{}/a # and, b'\n"},
        {"global/config": "[cache]\n    DIR = {}/for-all\n['remote \"r\"']\n    url = /x\n"},
        {"system/config": "[cache]\n    dir = {}/s\n", "global/config": "[cache]\n  dir = {}/g\n"},
        {
            "global/config": "[cache]\ndir = {}/g\n",
            "project/.dvc/config": "[core]\nno_scm=True\n[cache]\ndir=own\n",
        },
        {"project/.dvc/config.local": "[cache]\n    dir = ~/cache-of-mine\n"},
    ],
)
def test_the_cache_is_where_dvc_has_it(project: Path, settings: dict[str, str]) -> None:
    for name, text in settings.items():
        configure(project.parent / name, text.replace("{}", str(project.parent)))
    with Repo() as repo:
        assert cache_folder(project).resolve() == Path(repo.cache.local_cache_dir).resolve()


def test_a_shared_cache_is_followed_from_a_subfolder(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(project / ".dvc/config.local", "[cache]\n    dir = ../../shared\n")
    ljspeech(project / "mine")
    add("mine")
    shared = project.parent / "shared"
    assert (project / "mine/metadata.csv").resolve().is_relative_to(shared)
    monkeypatch.chdir(project / "mine")
    assert files.inside(Path("wavs"), "a.wav") == project / "mine/wavs/a.wav"
    assert Cache.of_project().folder.resolve() == shared


def test_outside_a_project_there_is_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(VoxloomError, match="no DVC project here"):
        Cache.of_project()


def test_other_links_are_refused(project: Path) -> None:
    mine, cache = project / "mine", project / ".dvc/cache"
    ljspeech(mine)
    other = project.parent / "other/.dvc/cache"
    shutil.copytree(mine, project.parent / "other/mine")
    link_into_cache(project.parent / "other/mine", other)
    foreign = next((other / "files/md5").rglob("*/*"))
    files.write_text(cache / "notes.txt", "no object")
    files.write_text(project.parent / "secret.txt", "secret")
    configure(mine / ".dvc/config", f"[cache]\n    dir = {other}\n")
    targets = {
        "foreign": foreign,
        "notes": cache / "notes.txt",
        "secret": project.parent / "secret.txt",
        "up": cache / "files/md5/../../notes.txt",
    }
    for name, target in targets.items():
        (mine / name).symlink_to(target)
        with pytest.raises(VoxloomError, match="leaves the folder"):
            files.inside(mine, name)
    (mine / "wavs/a.wav").unlink()
    (mine / "wavs/a.wav").symlink_to(foreign)
    assert "outside" in check(str(mine), "--max-rejected", "1")[1]


def test_names_leave_no_folder_through_the_cache(project: Path) -> None:
    ljspeech(project / "mine")
    add("mine")
    linked = str((project / "mine/metadata.csv").readlink())
    for name in (linked, f"../.dvc/cache/files/md5/{Path(linked).parent.name}/{Path(linked).name}"):
        with pytest.raises(VoxloomError, match="leaves the folder"):
            files.inside(project / "mine", name)
