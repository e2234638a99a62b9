"""From a corpus to manifest rows: open every file once, keep a recording or say why not."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import NamedTuple

from voxloom.audio.wave.sound import Audio, AudioError
from voxloom.core import files
from voxloom.core.manifest import Identified, Quarantined, Utterance, split_of
from voxloom.core.parallel import map_items
from voxloom.corpora.opening import Opened, open_file
from voxloom.corpora.params import IngestParams
from voxloom.corpora.people import language_code
from voxloom.corpora.source import Cell, Corpus, Recording, Rejection
from voxloom.corpora.speaking_rate import out_of_line, sounding_seconds
from voxloom.corpora.utf8 import printable
from voxloom.text.letters.errors import TextError
from voxloom.text.letters.judge import checked

MENDED = "mended.jsonl"  # rows of Mended, beside the manifest
# "[ascending tones]", "<beep ascending>": the whole transcript describes a sound.
NOT_WORDS = re.compile(r"\s*(\[[^\]]*\]|<[^>]*>|\([^)]*\))\s*")


@dataclass(frozen=True)
class Destination:
    """Where the kept recordings go: `root / folder`, named relative to the project's root."""

    root: Path
    folder: str


NOWHERE = Destination(Path(), "")  # nothing is written there
Judge = Callable[[Audio], object]  # raises AudioError for what it would not keep


@dataclass(frozen=True)
class Heard:
    """A recording that can be used, and how long there is sound in it."""

    row: Utterance
    sounding: float  # seconds
    mended: tuple[str, ...]
    flaw: Rejection | None  # why a later stage would not keep it, where one was asked


class Mended(Identified):
    """A recording that was kept, and what was wrong with it and is not any more."""

    file: str
    what: tuple[str, ...]


class Outcome(NamedTuple):
    """What became of each recording; `inputs` are the ids of all."""

    inputs: list[str]
    kept: list[Utterance]
    quarantined: list[Quarantined]
    mended: list[Mended]  # among the kept


def read_corpus(
    corpus: Corpus, params: IngestParams, destination: Destination, judge: Judge | None = None
) -> Outcome:
    """Copy each usable recording to the destination.

    With `NOWHERE` all is read and judged, and nothing copied. `judge` speaks for a later stage,
    where all else was found well.
    """
    chosen = choose(corpus.recordings, params.limit)
    about = replace(corpus, recordings=())  # it goes along with every file to its worker
    read = partial(read_file, corpus=about, params=params, destination=destination, judge=judge)
    rows = map_items(read, by_file(chosen), f"Reading {corpus.name}")
    heard = [row for each in rows for row in each if isinstance(row, Heard)]
    quarantined = [row for each in rows for row in each if isinstance(row, Quarantined)]
    kept, mended = [], []
    wrong = out_of_line([(each.row.text, each.sounding) for each in heard])
    files_of = {recording.id: recording.path.name for recording in chosen}
    for each, rate in zip(heard, wrong, strict=True):
        why = rate or each.flaw
        if why is None:
            kept.append(each.row)
            if each.mended:
                file = printable(files_of[each.row.id])
                mended.append(Mended(id=each.row.id, file=file, what=each.mended))
            continue
        quarantined.append(_quarantined(each.row.id, files_of[each.row.id], why))
        if destination != NOWHERE:
            (destination.root / each.row.audio).unlink()
    mended.sort(key=lambda row: row.id)
    return Outcome([recording.id for recording in chosen], kept, quarantined, mended)


def choose(recordings: tuple[Recording, ...], limit: int | None) -> list[Recording]:
    """The first `limit` recordings in the order of their ids' hashes: a stable random sample.

    Those rejected unopened do not count, and are all in it: none may vanish from the quarantine.
    """
    if limit is None:
        return list(recordings)
    rejected = [recording for recording in recordings if recording.rejection]
    usable = [recording for recording in recordings if not recording.rejection]
    by_hash = sorted(usable, key=lambda r: hashlib.sha256(r.id.encode()).digest())
    return sorted(by_hash[:limit] + rejected, key=lambda recording: recording.id)


def by_file(recordings: Sequence[Recording]) -> list[tuple[Recording, ...]]:
    """What is opened together: recordings of one file, or of one row group of a Parquet file."""
    groups: dict[tuple[Path, str, int], list[Recording]] = {}
    for recording in recordings:
        cell = recording.part.cell or Cell("", -1, -1, "")
        groups.setdefault((recording.path, cell.column, cell.group), []).append(recording)
    return [tuple(group) for group in groups.values()]


def read_file(
    recordings: Sequence[Recording],
    corpus: Corpus,
    params: IngestParams,
    destination: Destination,
    judge: Judge | None = None,
) -> list[Heard | Quarantined]:
    """The recordings of one file, in the order in which they stand in it."""
    rows: list[Heard | Quarantined] = [
        set_aside(recording, recording.rejection) for recording in recordings if recording.rejection
    ]
    wanted = [recording for recording in recordings if not recording.rejection]
    if wanted:
        for recording, opened in open_file(wanted, params.max_seconds):
            try:
                if isinstance(opened, AudioError):
                    raise opened
                heard = _keep(recording, opened, corpus, params, destination)
            except (AudioError, TextError) as error:
                rows.append(set_aside(recording, _why(error, recording)))
                continue
            rows.append(replace(heard, flaw=_flaw(recording, opened.audio, judge)))
    return rows


def _why(error: AudioError | TextError, recording: Recording) -> Rejection:
    return Rejection(error.code, error.value, str(error).replace(f"{recording.path}: ", ""))


def _flaw(recording: Recording, audio: Audio, judge: Judge | None) -> Rejection | None:
    if judge is None:
        return None
    try:
        judge(audio)
    except AudioError as error:
        return _why(error, recording)
    return None


def _keep(
    recording: Recording,
    opened: Opened,
    corpus: Corpus,
    params: IngestParams,
    destination: Destination,
) -> Heard:
    """Raises AudioError where the words cannot be used."""
    language = language_code(recording.language or corpus.language)
    text = checked(spoken_text(recording), language)
    name = f"{destination.folder}/{recording.id}{opened.suffix}"
    if destination != NOWHERE:
        files.write_bytes(destination.root / name, opened.data)
    audio = opened.audio
    row = Utterance(
        id=recording.id,
        audio=name,
        sha256=files.sha256_bytes(opened.data),
        rate=audio.rate,
        samples=len(audio.samples),
        duration=round(audio.seconds, 6),
        text=text,
        language=language,
        speaker=recording.speaker or corpus.speaker,
        license=corpus.license,
        attribution=corpus.attribution,
        split=split_of(
            sentence(text) if params.split_by == "text" else recording.id,
            params.validation,
            params.test,
        ),
    )
    return Heard(row, sounding_seconds(audio), opened.mended, None)


def set_aside(recording: Recording, why: Rejection) -> Quarantined:
    return _quarantined(recording.id, recording.path.name, why)


def _quarantined(recording_id: str, file: str, why: Rejection) -> Quarantined:
    return Quarantined(
        id=recording_id,
        file=printable(file),
        code=why.code,
        value=printable(why.value),
        message=printable(why.message, 500),
    )


def sentence(text: str) -> str:
    """The letters and digits of a text, casefolded: the same for "Well-known!" and "well known"."""
    folded = unicodedata.normalize("NFKC", text.casefold())
    return "".join(letter for letter in folded if unicodedata.category(letter)[0] in "LMN")


def spoken_text(recording: Recording) -> str:
    """The transcript. Raises AudioError(no_transcript | not_speech)."""
    if not recording.text or not recording.text.strip():
        raise AudioError("no_transcript", "", "the corpus has no transcript for it")
    if NOT_WORDS.fullmatch(recording.text):
        raise AudioError("not_speech", recording.text, "the transcript describes a sound")
    return recording.text
