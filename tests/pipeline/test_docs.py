"""Every command block of the README and the docs marked `sh` is run, in order, as written."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from tests.dependencies import ROOT
from tests.pipeline.project import Project
from voxloom.audio.wave.sound import Audio
from voxloom.audio.wave.wav import write_wav

BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.DOTALL | re.MULTILINE)
PAGES = [
    "README.md",
    "docs/tutorial.md",
    "docs/corpora.md",
    "docs/cleaning.md",
    "docs/text.md",
    "docs/voice.md",
    "docs/prefect.md",
    "docs/registry.md",
]
# For those who work on it: checked by tests of their own.
BUILT = ["docs/architecture.md", "docs/adding-a-system.md", "docs/what-did-not-work.md"]
BESIDE = ["CONTRIBUTING.md", "DECISIONS.md", "CHANGELOG.md"]


@pytest.fixture(scope="module")
def project(finished: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Where `make demo` leaves one, with the recordings that the README names."""
    copy = finished.copy(tmp_path_factory.mktemp("docs") / "project")
    copy.register_again()
    copy.voxloom("run")
    random = np.random.default_rng(0)
    for name in ("IN", "A", "B"):
        samples = 0.1 * random.standard_normal(16000).astype(np.float32)
        write_wav(copy.root / f"{name}.wav", Audio(samples, 16000))
    return copy


@pytest.mark.parametrize("page", PAGES)
def test_commands_of_a_page_run(project: Project, page: str) -> None:
    blocks = BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))
    assert blocks, f"{page} has no block to run"
    for block in blocks:
        project.run("bash", "-euo", "pipefail", "-c", block)


def test_every_page_is_among_them() -> None:
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md")}
    assert pages | {"README.md"} == {*PAGES, *BUILT}


@pytest.mark.parametrize("page", [*PAGES, *BUILT, *BESIDE])
def test_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    links = re.findall(r"\]\(([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (folder / Path(link)).exists()] == []
