"""The stage `survey`: its figures, its page, and the same bytes before and after a commit."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.report.test_page import Page
from tests.survey.project.miniature import FIRST, SECOND, SurveyedProject
from voxloom.core import files
from voxloom.core.manifest import write_rows
from voxloom.study.cleaning import StudyRow

STUDIED = StudyRow(
    step="denoise",
    damage="white noise",
    level=20.0,
    unit="dB SNR",
    measure="si_sdr_db",
    before=20.0,
    after=23.5,
    utterances=1,
    absent="",
)
KEPT = {name: hum for name, hum in SECOND.items() if not hum.aside}


def survey(project: SurveyedProject) -> dict[str, str]:
    project.run(sys.executable, "-m", "tasks.survey")
    found = [project.root / "data/reports/corpus.html"]
    found += files.walk_files(project.root / "data/survey")
    return {path.name: files.sha256_file(path) for path in found}


@pytest.fixture(scope="module")
def surveyed(
    history: SurveyedProject, tmp_path_factory: pytest.TempPathFactory
) -> tuple[SurveyedProject, dict[str, str]]:
    """FIRST is committed, SECOND is not yet."""
    root = tmp_path_factory.mktemp("stage") / "copy"
    shutil.copytree(history.root, root, symlinks=True)
    project = SurveyedProject(root)
    project.run("git", "reset", "--quiet", "--soft", "v1")
    project.run("git", "restore", "--staged", ".")
    write_rows(root / "data/study/study.jsonl", [STUDIED])
    return project, survey(project)


@pytest.fixture(scope="module")
def html(surveyed: tuple[SurveyedProject, dict[str, str]]) -> str:
    return (surveyed[0].root / "data/reports/corpus.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def rows(project: SurveyedProject, name: str) -> list[dict[str, float]]:
    loaded: list[dict[str, float]] = json.loads((project.root / "data/survey" / name).read_text())
    return loaded


def test_figures_are_those_of_the_corpus(
    surveyed: tuple[SurveyedProject, dict[str, str]],
) -> None:
    figures = json.loads((surveyed[0].root / "data/survey/corpus.json").read_text())
    assert figures["utterances"] == len(KEPT)
    assert figures["quarantined"] == len(SECOND) - len(KEPT) == 2
    assert figures["quarantined_share"] == pytest.approx(2 / len(SECOND))
    seconds = sum(hum.seconds for hum in KEPT.values())
    assert figures["hours"] == pytest.approx(seconds / 3600, abs=1e-4)
    assert figures["speakers"] == 1
    spoken = " ".join(hum.text.replace("2", "two") for hum in KEPT.values()).lower()
    said = spoken.replace(",", "").split()
    assert figures["words"] == len(said)
    assert figures["vocabulary"] == len(set(said))
    assert figures["letters"] == len(set(spoken) - {" ", ","})
    assert 0.0 < figures["inventory_covered"] < 1.0
    assert figures["median_seconds"] == 0.5


def test_each_utterance_has_its_figures(
    surveyed: tuple[SurveyedProject, dict[str, str]],
) -> None:
    text = (surveyed[0].root / "data/survey/utterances.jsonl").read_text()
    found = {row["id"]: row for row in map(json.loads, text.splitlines())}
    assert set(found) == set(KEPT)
    assert found["clipped"]["clipped"] > 0.1
    assert found["steady"]["clipped"] < 0.01
    assert found["fast"]["rate"] == max(row["rate"] for row in found.values())
    assert found["resung"]["pitch_hz"] == pytest.approx(250.0, rel=0.03)
    assert found["steady"]["loudness_lufs"] > found["steady"]["cleaned_loudness_lufs"] + 5


def test_every_utterance_stands_in_every_histogram(
    surveyed: tuple[SurveyedProject, dict[str, str]],
) -> None:
    for name, labels in {
        "length.json": ["cleaned"],
        "snr.json": ["recorded", "cleaned"],
        "loudness.json": ["recorded", "cleaned"],
        "rate.json": ["cleaned"],
    }.items():
        for label in labels:
            assert sum(row[label] for row in rows(surveyed[0], name)) == len(KEPT), name
    length = {row["seconds"]: row["cleaned"] for row in rows(surveyed[0], "length.json")}
    assert length == {0.25: 1, 0.75: len(KEPT) - 1}


def test_the_page_is_complete_and_harmless(html: str, page: Page) -> None:
    for tag, attributes in page.elements:
        for name in ("src", "href"):
            value = attributes.get(name)
            assert value is None or value.startswith(("data:", "#")), (tag, name)
    assert page.stack == []
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert {str(link["href"])[1:] for link in page.every("a")} <= set(ids)
    assert "hummed by the &lt;tests&gt;" in html
    assert "<tests>" not in html


def test_outliers_can_be_heard(page: Page) -> None:
    flat = " ".join(page.text.split())
    lists = len(KEPT) * 7 + 1  # seven rankings of all, and the one that clipped
    assert len(page.every("audio")) == lists
    assert "a loud one" in flat[flat.index("Most clipped") : flat.index("Loudest")]
    fastest = flat[flat.index("Fastest") : flat.index("Slowest")]
    assert fastest.index("fast train, hummer") < fastest.index("steady test, hummer")


def test_what_was_set_aside_and_what_changed_is_listed(
    page: Page, surveyed: tuple[SurveyedProject, dict[str, str]]
) -> None:
    flat = " ".join(page.text.split())
    assert "2 inputs were set aside" in flat
    assert "newly-bad newly-bad.wav ingest bad 1 one more, but broken" in flat
    assert "sours sours.wav clean bad 1 good at first" in flat
    first = surveyed[0].run("git", "rev-parse", "v1").stdout[:10]
    assert f"{first} of" in flat
    assert "Newly quarantined: 1" in flat
    assert "retold press 1 press 2" in flat
    kept = len([hum for hum in FIRST.values() if not hum.aside])
    assert f"{len(FIRST)} {kept} 1" in flat


def test_what_cleaning_does_is_shown(page: Page) -> None:
    assert "white noise, 20 dB SNR denoise 20.00 → 23.50 ▲" in " ".join(page.text.split())


def test_rare_and_missing_letters_are_marked(page: Page) -> None:
    rare = [item for item in page.every("li") if item.get("class") == "rare"]
    assert rare
    flat = " ".join(page.text.split())
    assert "Never said" in flat
    assert "q 0" in flat


def test_a_second_run_after_the_commit_gives_the_same_bytes(
    surveyed: tuple[SurveyedProject, dict[str, str]],
) -> None:
    project, first = surveyed
    project.git_commit("the second corpus")
    assert survey(project) == first


def test_nothing_in_common_is_said(history: SurveyedProject, tmp_path: Path) -> None:
    shutil.copytree(history.root, tmp_path / "p", symlinks=True)
    project = SurveyedProject(tmp_path / "p")
    (project.root / "data/text/manifest.jsonl").write_text("")
    done = project.run(sys.executable, "-m", "tasks.survey", check=False)
    assert done.returncode == 1
    assert "data/clean and data/text have no utterance in common" in done.stderr
    assert "Traceback" not in done.stderr
