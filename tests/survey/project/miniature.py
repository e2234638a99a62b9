"""A corpus of hums as `ingest`, `clean` and `text` leave it, under a real git and a real DVC."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from tests.audio.bursts import bursts
from tests.dependencies import ROOT
from tests.pipeline.project import Project
from voxloom.audio.clean.clean import Cleaning, measure
from voxloom.audio.wave.shards import write_audio_shard
from voxloom.audio.wave.sound import Audio, to_int16
from voxloom.audio.wave.wav import write_wav
from voxloom.core import files
from voxloom.core.manifest import Quarantined, Split, TextRow, Utterance, write_outcome, write_rows

RATE = 16000
ABOUT = {
    "name": "hums",
    "language": "en",
    "license": "CC0-1.0",
    "attribution": "hummed by the <tests>",
    "source": "tests/survey/project",
}
FOLDERS = ("corpus", "clean", "text")


@dataclass(frozen=True)
class Hum:
    """One utterance as it is to come out of the stages."""

    text: str
    seconds: float = 0.5
    split: Split = "train"
    hertz: float = 180.0
    level: float = 0.3
    cleaned: float = 0.1  # level
    aside: str = ""  # the stage that sets it aside


def write_corpus(root: Path, hums: dict[str, Hum]) -> None:
    for folder in FOLDERS:
        shutil.rmtree(root / "data" / folder, ignore_errors=True)
    recorded = {name: _record(root, name, hum) for name, hum in hums.items()}
    came = [row for name, row in recorded.items() if hums[name].aside != "ingest"]
    _outcome(root, "corpus", hums, came, [*hums])
    files.write_json(root / "data/corpus/corpus.json", ABOUT)
    _clean(root, hums, came)
    texts = [
        TextRow(
            id=row.id,
            text=row.text,
            spoken=row.text.replace("2", "two"),
            tokens=row.text.lower().replace("2", "two"),
            split=row.split,
        )
        for row in came
        if hums[row.id].aside != "text"
    ]
    _outcome(root, "text", hums, texts, [row.id for row in came])
    files.write_json(root / "data/text/vocabulary.json", {"kind": "characters"})
    write_rows(root / "data/study/study.jsonl", [])


def _record(root: Path, name: str, hum: Hum) -> Utterance:
    path = f"data/corpus/audio/{name}.wav"
    audio = bursts(RATE, hum.seconds, hum.hertz, hum.level)
    write_wav(root / path, audio)
    return Utterance(
        id=name,
        audio=path,
        sha256=files.sha256_file(root / path),
        rate=RATE,
        samples=len(audio.samples),
        duration=audio.seconds,
        text=hum.text,
        language="en",
        speaker="hummer",
        license="CC0-1.0",
        attribution="",
        split=hum.split,
    )


def _clean(root: Path, hums: dict[str, Hum], came: list[Utterance]) -> None:
    kept, figures, waves, offset = [], [], [], 0
    for row in sorted(came, key=lambda row: row.id):
        hum = hums[row.id]
        if hum.aside == "clean":
            continue
        before = bursts(RATE, hum.seconds, hum.hertz, hum.level)
        after = bursts(RATE, hum.seconds, hum.hertz, hum.cleaned)
        place = {
            "audio": "data/clean/audio-00000.flac",
            "offset": offset,
            "sha256": files.sha256_bytes(to_int16(after.samples).tobytes()),
        }
        kept.append(row.model_copy(update=place))
        figures.append(
            Cleaning(
                id=row.id, before=measure(before), after=measure(after), limited=0.0, held_back=0.0
            )
        )
        waves.append(Audio(after.samples, RATE))
        offset += len(after.samples)
    write_audio_shard(root / "data/clean/audio-00000.flac", waves)
    _outcome(root, "clean", hums, kept, [row.id for row in came])
    lines = [files.canonical_json(row.model_dump()) + "\n" for row in figures]
    files.write_text(root / "data/clean/cleaning.jsonl", "".join(lines))


def _outcome(
    root: Path,
    folder: str,
    hums: dict[str, Hum],
    kept: list[Utterance] | list[TextRow],
    inputs: list[str],
) -> None:
    names = {row.id for row in kept}
    aside = [
        Quarantined(id=name, file=f"{name}.wav", code="bad", value="1", message=hums[name].text)
        for name in inputs
        if name not in names
    ]
    write_outcome(root / "data" / folder, inputs, kept, aside)


def create(root: Path) -> SurveyedProject:
    """A git and DVC repository whose stages were run by hand: see `record`."""
    stages = {
        stage: {"cmd": "false", "outs": [f"data/{folder}"]}
        for stage, folder in (("ingest", "corpus"), ("clean", "clean"), ("text", "text"))
    }
    root.mkdir(parents=True)
    (root / "dvc.yaml").write_text(yaml.safe_dump({"stages": stages}))
    for name in ("params.yaml", ".gitignore", "data/.gitignore", ".dvc/config", ".dvc/.gitignore"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    project = SurveyedProject(root)
    project.run("git", "init", "--quiet")
    project.git_commit("no data yet")
    return project


class SurveyedProject(Project):
    """Its code is this project's."""

    def environment(self) -> dict[str, str]:
        return {**super().environment(), "PYTHONPATH": str(ROOT), "VOXLOOM_JOBS": "1"}

    def git_commit(self, message: str) -> None:
        self.run("git", "add", "--all")
        who = ("-c", "user.name=t", "-c", "user.email=t@localhost")
        self.run("git", *who, "commit", "--quiet", "--allow-empty", "-m", message)

    def record(self, hums: dict[str, Hum]) -> None:
        """As `dvc repro` of a version leaves dvc.lock and the cache."""
        write_corpus(self.root, hums)
        self.dvc("commit", "--force", "--quiet")


FIRST = {
    "gone": Hum("not for long"),
    "clipped": Hum("a loud one", level=2.0, seconds=0.6),
    "fast": Hum("many many many words in no time at all", seconds=0.4),
    "moved": Hum("from train to test"),
    "recovers": Hum("bad at first", aside="text"),
    "resung": Hum("the same words", hertz=150.0),
    "retold": Hum("press 1"),
    "sours": Hum("good at first"),
    "steady": Hum("nothing changes, 2 by 2", split="test", seconds=0.75),
}
SECOND = {
    **{name: hum for name, hum in FIRST.items() if name != "gone"},
    "moved": replace(FIRST["moved"], split="test"),
    "new": Hum("one more"),
    "newly-bad": Hum("one more, but broken", aside="ingest"),
    "recovers": replace(FIRST["recovers"], aside=""),
    "resung": replace(FIRST["resung"], hertz=250.0),
    "retold": replace(FIRST["retold"], text="press 2"),
    "sours": replace(FIRST["sours"], aside="clean"),
}
