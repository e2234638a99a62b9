"""Versions out of git and DVC's cache, and every way in which two of them can differ."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.survey.project.miniature import FIRST, SECOND, SurveyedProject
from voxloom.core.dvc_cache import NotCached
from voxloom.core.errors import VoxloomError
from voxloom.provenance.lock import outs, read_stages
from voxloom.survey.difference import KINDS, compare
from voxloom.survey.previous import since_previous
from voxloom.survey.versions import (
    CorpusVersion,
    ReadRow,
    RecordedRow,
    before,
    commit,
    recorded_by,
    workspace,
)

Copy = Callable[[], SurveyedProject]


@pytest.fixture
def copy(
    history: SurveyedProject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> SurveyedProject:
    shutil.copytree(history.root, tmp_path / "copy", symlinks=True)
    monkeypatch.chdir(tmp_path / "copy")
    return SurveyedProject(tmp_path / "copy")


def test_a_revision_is_read_without_checking_it_out(here: SurveyedProject) -> None:
    status = here.run("git", "status", "--porcelain").stdout
    version = recorded_by(commit("v1"))
    assert version.ids == set(FIRST)
    assert version.kept == set(FIRST) - {"recovers"}
    assert version.aside == {"recovers": "text: bad (1)"}
    seconds = sum(hum.seconds for hum in FIRST.values() if not hum.aside)
    assert version.hours == pytest.approx(seconds / 3600)
    assert here.run("git", "status", "--porcelain").stdout == status


def test_the_workspace_is_what_its_commit_recorded(here: SurveyedProject) -> None:
    assert workspace().ids == set(SECOND)
    assert not compare(recorded_by(commit("HEAD")), workspace()).any


def test_every_kind_of_change_is_found_and_nothing_else(here: SurveyedProject) -> None:
    difference = compare(recorded_by(commit("v1")), recorded_by(commit("v2")))
    found = {kind: [row.id for row in rows] for kind, rows in difference.changes.items() if rows}
    assert found == {
        "added": ["new", "newly-bad"],
        "removed": ["gone"],
        "quarantined": ["sours"],
        "recovered": ["recovers"],
        "audio": ["resung"],
        "text": ["retold"],
        "split": ["moved"],
    }
    said = {row.id: (row.before, row.after) for rows in difference.changes.values() for row in rows}
    assert said["sours"] == ("kept", "clean: bad (1)")
    assert said["recovers"] == ("text: bad (1)", "kept")
    assert said["newly-bad"] == ("", "ingest: bad (1)")
    assert said["retold"] == ("press 1", "press 2")
    assert (difference.before.quarantined, difference.after.quarantined) == (1, 2)


def test_a_commit_without_data_holds_no_corpus(here: SurveyedProject) -> None:
    empty = recorded_by(commit("v0"))
    assert "records no corpus" in empty.name
    assert len(compare(empty, workspace()).changes["added"]) == len(SECOND)


@pytest.mark.parametrize("revision", ["nowhere", "--all", "v1..v2", ""])
def test_an_unknown_revision_is_said(here: SurveyedProject, revision: str) -> None:
    with pytest.raises(VoxloomError, match="git knows no such revision"):
        commit(revision)


def test_the_version_before_stays_the_same_when_this_one_is_committed(
    copy: SurveyedProject,
) -> None:
    md5 = outs(read_stages())["data/corpus"]
    found = before(md5)
    assert found is not None
    assert found == commit("v1")
    difference = since_previous()
    (copy.root / "note").write_text("more")
    copy.git_commit("another commit of the same corpus")
    assert since_previous() == difference


def test_of_the_first_version_there_is_none_before(copy: SurveyedProject) -> None:
    copy.run("git", "reset", "--quiet", "--hard", "v1")
    assert since_previous() == "no commit before holds another corpus in dvc.lock"


def test_a_project_without_git_or_lock_says_so(copy: SurveyedProject) -> None:
    shutil.rmtree(copy.root / ".git")
    assert since_previous() == "no commit before holds another corpus in dvc.lock"
    (copy.root / "dvc.lock").unlink()
    assert since_previous() == "dvc.lock is missing; run `dvc repro` first"


def test_lost_data_is_missed_by_name_and_the_command_that_gets_it_works(
    copy: SurveyedProject, tmp_path: Path
) -> None:
    copy.dvc("remote", "add", "--default", "store", str(tmp_path / "store"))
    copy.dvc("push")  # v2; now v1
    now = copy.lock()
    (copy.root / "dvc.lock").write_text(copy.run("git", "show", "v1:dvc.lock").stdout)
    copy.dvc("push")
    (copy.root / "dvc.lock").write_bytes(now)
    shutil.rmtree(copy.root / ".dvc/cache")
    with pytest.raises(NotCached, match="is not on this machine") as caught:
        recorded_by(commit("v1"))
    command = str(caught.value).split("`")[1]
    assert command in str(since_previous())
    copy.run("bash", "-euc", command)
    assert recorded_by(commit("v1")).ids == set(FIRST)
    assert copy.lock() == now


def test_a_cache_elsewhere_is_found(copy: SurveyedProject, tmp_path: Path) -> None:
    shutil.move(copy.root / ".dvc/cache", tmp_path / "shared")
    copy.dvc("cache", "dir", "--local", str(tmp_path / "shared"))
    assert recorded_by(commit("v1")).ids == set(FIRST)


def test_a_damaged_list_is_named_with_its_line(copy: SurveyedProject) -> None:
    with (copy.root / "data/corpus/manifest.jsonl").open("a") as file:
        file.write('{"id": "x"}\n')
    with pytest.raises(VoxloomError, match=r"data/corpus/manifest\.jsonl:10: sha256"):
        workspace()


def test_rows_of_other_versions_of_voxloom_compare(copy: SurveyedProject) -> None:
    path = copy.root / "data/corpus/manifest.jsonl"
    rows = [{**json.loads(line), "mended": ["dc"]} for line in path.read_text().splitlines()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert not compare(recorded_by(commit("HEAD")), workspace()).any


def test_without_a_corpus_the_stage_is_named(copy: SurveyedProject) -> None:
    shutil.rmtree(copy.root / "data/corpus")
    with pytest.raises(VoxloomError, match=r"manifest\.jsonl is missing: run `dvc repro ingest`"):
        workspace()


def test_the_command_prints_and_writes_it(here: SurveyedProject, tmp_path: Path) -> None:
    done = here.voxloom("corpus", "diff", "v1", "--json", str(tmp_path / "d.json"))
    assert "Moved to another split: 1" in done.stdout
    assert "clean: bad (1)" in done.stdout
    written = json.loads((tmp_path / "d.json").read_text())
    assert set(written) == {"before", "after", *KINDS}
    assert [row["id"] for row in written["added"]] == ["new", "newly-bad"]
    assert written["after"]["kept"] == len(SECOND) - 2
    assert "no utterance differs" in here.voxloom("corpus", "diff").stdout
    wrong = here.voxloom("corpus", "diff", "v9", check=False)
    assert wrong.returncode == 1
    assert wrong.stderr.strip() == "error: v9: git knows no such revision here"


NAMES = st.sampled_from("abcdefgh")
STRINGS = st.sampled_from(["x", "y"])


@st.composite
def versions(draw: st.DrawFn) -> CorpusVersion:
    rows = st.builds(
        RecordedRow,
        id=NAMES,
        sha256=STRINGS,
        duration=st.just(36.0),
        text=STRINGS,
        split=STRINGS,
        speaker=STRINGS,
    )
    recorded = draw(st.dictionaries(NAMES, rows))
    lost = draw(st.dictionaries(NAMES, st.just("clean: bad (1)")))
    cleaned = {name: row for name, row in recorded.items() if name not in lost}
    read = {name: ReadRow(id=name, spoken=draw(STRINGS)) for name in recorded}
    return CorpusVersion("v", recorded, cleaned, read, lost)


@given(versions(), versions())
def test_nothing_is_lost_between_two_versions(old: CorpusVersion, new: CorpusVersion) -> None:
    difference = compare(old, new)
    count = {kind: len(rows) for kind, rows in difference.changes.items()}
    one, other = difference.before, difference.after
    assert other.inputs == one.inputs + count["added"] - count["removed"]
    assert one.inputs == one.kept + one.quarantined
    assert other.hours == pytest.approx(other.kept * 0.01)
    back = compare(new, old).changes
    for kind, mirrored in {"added": "removed", "quarantined": "recovered"}.items():
        assert [row.id for row in difference.changes[kind]] == [row.id for row in back[mirrored]]
    for kind in ("audio", "cleaned", "text", "spoken", "split", "speaker"):
        assert [row.id for row in difference.changes[kind]] == [row.id for row in back[kind]]


@given(versions())
def test_a_version_does_not_differ_from_itself(version: CorpusVersion) -> None:
    assert not compare(version, version).any
