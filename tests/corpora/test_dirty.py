"""Recordings of volunteers as Debian carries them: many formats, rates, levels and languages."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.corpora.settings import ingest_params
from tests.dependencies import ROOT
from voxloom.corpora import check as checking
from voxloom.corpora.archives import apt_download, unpack_deb
from voxloom.corpora.naming import is_audio
from voxloom.params import load_params

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dirty")
    for package in apt_download(("ktuberling-data", "tuxpaint-stamps-default"), folder):
        unpack_deb(package, folder)
        package.unlink()
    return folder / "usr/share"


def judged(source: Path, language: str, corpus: str = "auto") -> checking.CorpusCheck:
    settings = {"columns": ["path", "text"], "delimiter": "\t", "max_seconds": 120.0}
    params = ingest_params(corpus=corpus, source=str(source), language=language, **settings)
    project = load_params(ROOT / "params.yaml")
    return checking.check(params, project.audio.rate, project.clean, None, language)


def judged_rows(folder: Path, rows: dict[str, str], language: str) -> checking.CorpusCheck:
    """The recordings of the folder and their words, as a table lists them."""
    table = folder / f"{language}.tsv"
    table.write_text("".join(f"{path}\t{words}\n" for path, words in rows.items()), "utf-8")
    report = judged(table, language, "table")
    assert len(report.kept) + len(report.quarantined) == len(rows)
    return report


@pytest.mark.parametrize("name", ["ktuberling/sounds", "tuxpaint/stamps"])
def test_every_recording_of_a_folder_is_judged(packages: Path, name: str) -> None:
    folder = packages / name
    recordings = {
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if is_audio(path.name)
    }
    report = judged(folder, "en")
    missing = {report.files[row.id] for row in report.quarantined if row.code == "missing_audio"}
    named = set(report.files.values()) - missing
    assert len(recordings) > 1800
    assert len(report.kept) + len(named) == len(recordings)
    assert named <= recordings
    assert all(row.message for row in report.quarantined)


@pytest.mark.parametrize(("language", "least"), [("en", 70), ("fr", 180), ("de", 70), ("ru", 120)])
def test_single_words_of_a_game(packages: Path, language: str, least: int) -> None:
    folder = packages / "ktuberling/sounds"
    theme = ElementTree.parse(folder / f"{language}.soundtheme").getroot()
    said = {sound.attrib["file"]: sound.attrib["name"] for sound in theme.iter("sound")}
    report = judged_rows(folder, said, language)
    codes = Counter(row.code for row in report.quarantined)
    assert len(report.kept) >= least, codes
    assert set(codes) <= {"clipped", "foreign_script"}  # its names are English


@pytest.mark.parametrize(("language", "least"), [("fr", 880), ("ru", 880)])
def test_sentences_about_pictures(packages: Path, language: str, least: int) -> None:
    folder = packages / "tuxpaint/stamps"
    rows = {}
    for path in sorted(folder.rglob("*.txt")):
        line = re.search(rf"^{language}\.utf8=(.+)$", path.read_text("utf-8"), re.MULTILINE)
        audio = path.with_name(f"{path.stem}_desc_{language}.ogg")
        if line and audio.is_file():
            rows[audio.relative_to(folder).as_posix()] = line.group(1)
    report = judged_rows(folder, rows, language)
    assert len(report.kept) >= least, Counter(row.code for row in report.quarantined)
