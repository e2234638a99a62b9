"""The layouts of corpora that are read, how each is known, and which of them a folder has.

A layout only says what a corpus tells of its recordings (`Entry`). That no name leads out of the
folder, ids are distinct and one speaker is chosen is seen to here, for all alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from voxloom.corpora import (
    aishell3,
    common_voice,
    folder,
    huggingface,
    kaldi,
    lhotse,
    librispeech,
    libritts,
    ljspeech,
    nemo,
    piper,
    table,
    thchs30,
    vctk,
)
from voxloom.corpora.look import Look
from voxloom.corpora.naming import check_name, distinct, id_of_path, safe_id
from voxloom.corpora.people import choose_speaker, not_asked_for
from voxloom.corpora.source import Corpus, Entry, Recording, Rejection
from voxloom.corpora.utf8 import is_utf8, printable
from voxloom.errors import VoxloomError
from voxloom.params import AUTO, IngestParams
from voxloom.progress import say


@dataclass(frozen=True)
class Layout:
    """One layout; `detect` says why a folder has it, or None."""

    name: str
    looks_for: str
    detect: Callable[[Look], str | None]
    read: Callable[[Look, IngestParams], list[Entry]]


def _never(look: Look) -> None:
    """What the columns of a table mean is for a person to say."""


LAYOUTS = (
    Layout("ljspeech", ljspeech.LOOKS_FOR, ljspeech.detect, ljspeech.read),
    Layout("piper", piper.LOOKS_FOR, piper.detect, piper.read),
    Layout("vctk", vctk.LOOKS_FOR, vctk.detect, vctk.read),
    Layout("libritts", libritts.LOOKS_FOR, libritts.detect, libritts.read),
    Layout("librispeech", librispeech.LOOKS_FOR, librispeech.detect, librispeech.read),
    Layout("commonvoice", common_voice.LOOKS_FOR, common_voice.detect, common_voice.read),
    Layout("aishell3", aishell3.LOOKS_FOR, aishell3.detect, aishell3.read),
    Layout("thchs30", thchs30.LOOKS_FOR, thchs30.detect, thchs30.read),
    Layout("kaldi", kaldi.LOOKS_FOR, kaldi.detect, kaldi.read),
    Layout("nemo", nemo.LOOKS_FOR, nemo.detect, nemo.read),
    Layout("lhotse", lhotse.LOOKS_FOR, lhotse.detect, lhotse.read),
    Layout("huggingface", huggingface.LOOKS_FOR, huggingface.detect, huggingface.read),
    Layout("folder", folder.LOOKS_FOR, folder.detect, folder.read),
    Layout("table", "any other list: ingest.columns says what is in it", _never, table.read),
)
# Its recordings may be those of another layout, with transcripts beside as well: it steps back.
LAST_RESORT = "folder"
BARE = "no list that is known, and few transcripts beside the audio; corpus table reads other lists"


@dataclass(frozen=True)
class Found:
    """A corpus on this disk: its layout, why it is that, and what it says it holds."""

    layout: str
    why: str
    root: Path
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        return self.root.resolve().name


def find(params: IngestParams) -> Found:
    """What `ingest.source` holds, in the layout `ingest.corpus`, or in that which it has.

    Raises VoxloomError where there is nothing, no layout fits, or several do.
    """
    look = Look.at(Path(params.source or ""))
    if params.corpus == AUTO:
        layout, why = detect(look)
    else:
        layout, why = _named(params.corpus), "as ingest.corpus says"
    entries = tuple(layout.read(look, params))
    if not entries:
        raise VoxloomError(f"ingest.source: {params.source} lists no recording ({layout.name})")
    return Found(layout.name, why, look.root, entries)


def _named(name: str) -> Layout:
    for layout in LAYOUTS:
        if layout.name == name:
            return layout
    raise VoxloomError(f"ingest.corpus: {name} has no source to be read; use auto or a layout")


def detect(look: Look) -> tuple[Layout, str]:
    """The one layout that fits, and why. Recordings alone are a folder without transcripts.

    Raises VoxloomError where there are not even recordings, or several layouts fit.
    """
    reasons = ((layout, layout.detect(look)) for layout in LAYOUTS)
    fits = [(layout, printable(why)) for layout, why in reasons if why is not None]
    special = [(layout, why) for layout, why in fits if layout.name != LAST_RESORT] or fits
    where = look.root / (look.only or "")
    if not special and look.only is None and look.audio:
        return _named(LAST_RESORT), BARE
    if not special:
        wanted = "\n".join(f"  {layout.name}: {layout.looks_for}" for layout in LAYOUTS)
        raise VoxloomError(f"{where}: no layout that is known. Looked for:\n{wanted}")
    if len(special) > 1:
        found = "\n".join(f"  {layout.name}: {why}" for layout, why in special)
        raise VoxloomError(
            f"{where}: may be {len(special)} things; set ingest.corpus to one of\n{found}"
        )
    return special[0]


def load(params: IngestParams) -> Corpus:
    """The recordings of one speaker of the corpus at `ingest.source`.

    Raises VoxloomError (see `find`), also where the speaker or language is not there, or several
    speakers are and none is chosen.
    """
    found = find(params)
    say(f"{params.source}: {found.layout} ({found.why})")
    language = params.language
    speaker = choose_speaker(found.entries, language, params.speaker, found.name)
    return corpus_of(found, params, speaker, language)


def corpus_of(
    found: Found, params: IngestParams, speaker: str | None, language: str | None
) -> Corpus:
    """Its recordings, each checked by name; `None` asks for every speaker, or every language."""
    recordings = (_recording(entry, found.root, speaker, language) for entry in found.entries)
    return Corpus(
        name=found.name,
        language=language or params.language,
        speaker=speaker or found.name,
        license=params.license,
        attribution=params.attribution,
        source=Path(params.source or "").as_posix(),
        recordings=distinct(recordings),
    )


def _recording(entry: Entry, root: Path, speaker: str | None, language: str | None) -> Recording:
    recording_id = _id(entry)
    rejection = (
        entry.rejection
        or not_asked_for(entry, language, speaker)
        or _unwritable(entry)
        or check_name(root, entry.name, recording_id)
    )
    if rejection and entry.where:
        rejection = replace(rejection, message=f"{entry.where}: {rejection.message}")
    return Recording(
        id=recording_id,
        path=root / entry.name,
        text=entry.text,
        rejection=rejection,
        speaker=entry.speaker,
        language=entry.language,
        part=entry.part,
    )


def _id(entry: Entry) -> str:
    if entry.id is None:
        return id_of_path(entry.name)
    return printable(entry.id) if entry.rejection else safe_id(entry.id)


def _unwritable(entry: Entry) -> Rejection | None:
    """Names on disk may be no UTF-8, and JSON may hold half a character."""
    told: Iterable[str | None] = (entry.name, entry.text, entry.id, entry.speaker, entry.language)
    if all(is_utf8(text or "") for text in told):
        return None
    return Rejection("bad_encoding", entry.name, "name or text is not UTF-8")
