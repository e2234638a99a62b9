"""`voxloom check`, run as a person does."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner, Result

from tasks import ingest
from tests.corpora.miniatures import MINIATURES, write
from tests.corpora.settings import hum, ingest_params
from tests.dependencies import ROOT
from voxloom.cli.app import build
from voxloom.core import files
from voxloom.corpora import layouts
from voxloom.corpora.read import Destination, read_corpus


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("VOXLOOM_JOBS", "1")
    monkeypatch.chdir(tmp_path)
    params = yaml.safe_load((ROOT / "params.yaml").read_text())
    params["clean"] |= {"trim": False, "min_seconds": 0.05}  # the miniatures are short hums
    (tmp_path / "params.yaml").write_text(json.dumps(params))
    (tmp_path / "mine").mkdir()
    return tmp_path


def check(*arguments: str) -> Result:
    return CliRunner().invoke(build(), ["check", *arguments], catch_exceptions=False)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize("name", MINIATURES)
def test_it_says_what_ingest_will_do_and_writes_its_report_alone(project: Path, name: str) -> None:
    miniature = MINIATURES[name]
    miniature.build(project / "mine")
    before = contents(project)
    who = ["--speaker", miniature.speaker] if miniature.speaker else []
    done = check(
        "mine", "--json", "r.json", "--language", miniature.language, "--max-rejected", "1", *who
    )
    assert done.exit_code == 0
    assert f"mine: {name.split()[0]} (" in done.stdout
    report = files.read_json(project / "r.json")
    assert report["kept"] == sorted(miniature.kept)
    assert sorted(row["reason"] for row in report["quarantined"]) == sorted(
        miniature.quarantined.values()
    )
    assert set(report["quarantined"][0]) == {"file", "reason", "value"}
    after = contents(project)
    assert set(after) - set(before) == {"r.json"}
    assert before == {path: data for path, data in after.items() if path != "r.json"}


def test_it_and_ingest_agree_to_the_row(project: Path) -> None:
    MINIATURES["ljspeech"].build(project / "mine")
    check("mine", "--json", "r.json")
    params = ingest_params(corpus="auto", source="mine")
    corpus = layouts.load(params)
    _, kept, quarantined, _ = read_corpus(corpus, params, Destination(project, "audio"))
    report = files.read_json(project / "r.json")
    assert report["kept"] == [row.id for row in kept]
    told = sorted((row["reason"], row["value"]) for row in report["quarantined"])
    assert told == sorted((row.code, row.value) for row in quarantined)
    assert {"file": "wavs/pipe.wav", "reason": "not_a_file", "value": "wavs/pipe.wav"} in report[
        "quarantined"
    ]


def test_everybody_is_counted_where_nobody_is_asked_for(project: Path) -> None:
    MINIATURES["piper"].build(project / "mine")
    done = check("mine", "--json", "r.json")
    assert "ann" in done.stdout
    assert "bob" in done.stdout
    assert files.read_json(project / "r.json")["kept"] == ["wav-a", "wav-b", "wav-c"]


def test_too_many_bad_ones_end_in_status_3(project: Path) -> None:
    for name in ("a", "b", "c", "d"):
        hum(project / f"mine/{name}.wav")
    write(project / "mine/a.txt", "Hello.")
    write(project / "mine/b.txt", "Bye.")
    assert check("mine").exit_code == 0  # half of them, which is the limit of params.yaml
    done = check("mine", "--max-rejected", "0.4", "--json", "r.json")
    assert done.exit_code == 3
    assert "2 kept, 2 quarantined: 2 bad (50.0%; the limit is 40%)" in done.stdout
    assert len(files.read_json(project / "r.json")["quarantined"]) == 2


def test_what_was_not_asked_for_is_not_bad(project: Path) -> None:
    MINIATURES["piper"].build(project / "mine")
    (project / "mine/radio.m3u").unlink()
    write(project / "mine/metadata.csv", "a.wav|ann|One.\nb.wav|bob|Two.\nc.wav|bob|Three.\n")
    done = check("mine", "--speaker", "ann", "--max-rejected", "0")
    assert done.exit_code == 0
    assert "1 kept, 2 quarantined: 0 bad (0.0%; the limit is 0%), 2 not asked for" in done.stdout


def test_names_cannot_write_to_the_terminal(project: Path) -> None:
    write(project / "mine/metadata.csv", "a|One.\n../\x1b[31mred[bold]\u202e|Two.\n")
    hum(project / "mine/wavs/a.wav")
    done = check("mine")
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "[bold]" in done.stdout


def test_a_layout_may_be_named_and_an_unknown_one_is_refused(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    MINIATURES["libritts"].build(project / "mine")
    assert "mine: folder (as ingest.corpus says)" in check("mine", "--corpus", "folder").stdout
    monkeypatch.setattr(sys, "argv", ["voxloom", "check", "mine", "--corpus", "tapes"])
    from voxloom.cli.app import main

    with pytest.raises(SystemExit) as caught:
        main()
    assert caught.value.code == 1
    assert "corpus: Value error, use one of asterisk" in capsys.readouterr().err


def set_ingest(project: Path, **changes: object) -> None:
    params = yaml.safe_load((project / "params.yaml").read_text())
    params["ingest"] |= {"corpus": "auto", "source": "mine", **changes}
    (project / "params.yaml").write_text(json.dumps(params))


def test_the_stage_stops_with_a_summary_above_the_limit(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    MINIATURES["ljspeech"].build(project / "mine")
    set_ingest(project, max_rejected=0.6)
    with pytest.raises(SystemExit):
        ingest.main()
    said = capsys.readouterr().err
    assert "67% of the recordings are bad, ingest.max_rejected is 60%" in said
    why = "metadata.csv line 6: there is no such file: mine/wavs/LJ001-0005.wav"
    near = "the nearest is wavs/LJ001-0001.wav"
    assert f"1 missing_audio: LJ001-0005 ({why} ({near}))" in said
    assert (project / "data/corpus/quarantine.jsonl").read_text().count("\n") == 8
    assert not (project / "data/corpus/manifest.jsonl").exists()


def test_the_stage_goes_on_below_the_limit(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    MINIATURES["ljspeech"].build(project / "mine")
    set_ingest(project, max_rejected=0.7)
    ingest.main()
    assert "data/corpus: 3 kept, 8 quarantined" in capsys.readouterr().err
    assert len(list((project / "data/corpus/audio").iterdir())) == 3
    assert files.read_json(project / "data/corpus/corpus.json")["name"] == "mine"
