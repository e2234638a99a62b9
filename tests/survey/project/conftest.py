from __future__ import annotations

import pytest

from tests.survey.project.miniature import FIRST, SECOND, SurveyedProject, create


@pytest.fixture(scope="session")
def history(tmp_path_factory: pytest.TempPathFactory) -> SurveyedProject:
    """Commits without data, with FIRST (`v1`) and with SECOND (`v2`); SECOND is the workspace.

    Tests that change it work on a copy.
    """
    project = create(tmp_path_factory.mktemp("survey") / "project")
    project.run("git", "tag", "v0")
    for tag, hums in (("v1", FIRST), ("v2", SECOND)):
        project.record(hums)
        project.git_commit(f"corpus {tag}")
        project.run("git", "tag", tag)
    return project


@pytest.fixture
def here(history: SurveyedProject, monkeypatch: pytest.MonkeyPatch) -> SurveyedProject:
    monkeypatch.chdir(history.root)
    return history
