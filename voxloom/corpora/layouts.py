"""The layouts of corpora that are read, how each is known, and which of them a folder has.

A layout only says what a corpus tells of its recordings (`Entry`). That no name leads out of the
folder, ids are distinct and one speaker is chosen is seen to here, for all alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo
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
    unread,
    vctk,
)
from voxloom.corpora.look import Look
from voxloom.corpora.naming import check_name, distinct, id_of_path, safe_id
from voxloom.corpora.params import AUTO, IngestParams
from voxloom.corpora.people import choose_speaker, not_asked_for
from voxloom.corpora.source import Corpus, Entry, Recording, Rejection
from voxloom.corpora.utf8 import is_utf8, printable


@dataclass(frozen=True)
class Layout:
    """One layout; `detect` says why a folder has it, or None."""

    name: str
    looks_for: str
    detect: Callable[[Look], str | None]
    read: Callable[[Look, IngestParams], list[Entry]]
    has_list: bool = True  # else each recording has its words beside it


LAYOUTS = (
    Layout("ljspeech", ljspeech.LOOKS_FOR, ljspeech.detect, ljspeech.read),
    Layout("piper", piper.LOOKS_FOR, piper.detect, piper.read),
    Layout("vctk", vctk.LOOKS_FOR, vctk.detect, vctk.read, False),
    Layout("libritts", libritts.LOOKS_FOR, libritts.detect, libritts.read, False),
    Layout("librispeech", librispeech.LOOKS_FOR, librispeech.detect, librispeech.read, False),
    Layout("commonvoice", common_voice.LOOKS_FOR, common_voice.detect, common_voice.read),
    Layout("aishell3", aishell3.LOOKS_FOR, aishell3.detect, aishell3.read),
    Layout("thchs30", thchs30.LOOKS_FOR, thchs30.detect, thchs30.read, False),
    Layout("kaldi", kaldi.LOOKS_FOR, kaldi.detect, kaldi.read),
    Layout("nemo", nemo.LOOKS_FOR, nemo.detect, nemo.read),
    Layout("lhotse", lhotse.LOOKS_FOR, lhotse.detect, lhotse.read),
    Layout("huggingface", huggingface.LOOKS_FOR, huggingface.detect, huggingface.read),
    Layout("folder", folder.LOOKS_FOR, folder.detect, folder.read, False),
    Layout("table", table.LOOKS_FOR, table.detect, table.read),
)
# Their recordings may be those of another layout as well: they step back, in this order.
LAST_RESORTS = ("folder", "table")
BARE = "no list that is known, and few transcripts beside the audio"


@dataclass(frozen=True)
class Found:
    """A corpus on this disk: its layout, why it is that, and what it says it holds."""

    layout: str
    why: str
    look: Look
    entries: tuple[Entry, ...]

    @property
    def root(self) -> Path:
        return self.look.root

    @property
    def place(self) -> Path:
        """The list that was named, or the folder."""
        return self.root / (self.look.only or "")

    @property
    def name(self) -> str:
        return self.root.resolve().name


def find(params: IngestParams) -> Found:
    """What `ingest.source` holds, in the layout `ingest.corpus`, or in that which it has.

    Raises VoxloomError where there is nothing, no layout fits, or several do.
    """
    look = Look.at(Path(params.source or ""))
    if params.corpus == AUTO or look.only is not None:
        unread.check_readable(look)
    if params.corpus == AUTO:
        layout, why = detect(look)
    else:
        look = replace(look, sure=True)
        layout, why = _named(params.corpus), "as ingest.corpus says"
    if look.only is not None and not layout.has_list:
        raise VoxloomError(
            f"ingest.source: {params.source} is a file, and {layout.name} keeps the words beside "
            "each recording: name the folder"
        )
    entries = tuple(layout.read(look, params))
    if all(entry.rejection and entry.rejection.code == "unlisted" for entry in entries):
        raise VoxloomError(f"ingest.source: {params.source} lists no recording ({layout.name})")
    return Found(layout.name, why, look, entries)


def _named(name: str) -> Layout:
    for layout in LAYOUTS:
        if layout.name == name:
            return layout
    raise VoxloomError(f"ingest.corpus: {name} has no source to be read; use auto or a layout")


def detect(look: Look) -> tuple[Layout, str]:
    """The one layout that fits, and why. Recordings alone are a folder without transcripts.

    Raises VoxloomError where there are not even recordings, several layouts fit, or what tells of
    the recordings cannot be read as it is.
    """
    fits = _fitting(look)
    where = look.root / (look.only or "")
    if len(fits) > 1:
        found = "\n".join(f"  {layout.name}: {why}" for layout, why in fits)
        raise VoxloomError(
            f"{where}: may be {len(fits)} things; set ingest.corpus to one of\n{found}"
        )
    if fits:
        return fits[0]
    hints = [printable(hint, 500) for hint in unread.hints(look, _one_layout)]
    if hints:
        raise VoxloomError(f"{where}: {_advice(hints, look)}")
    if look.only is None and look.audio:
        return _named(LAST_RESORTS[0]), BARE
    wanted = "\n".join(f"  {layout.name}: {layout.looks_for}" for layout in LAYOUTS)
    raise VoxloomError(f"{where}: no layout that is known. Looked for:\n{wanted}")


def _fitting(look: Look) -> list[tuple[Layout, str]]:
    """The layouts that fit; a last resort where no other does."""
    others = [layout for layout in LAYOUTS if layout.name not in LAST_RESORTS]
    for layouts in (others, *([_named(name)] for name in LAST_RESORTS)):
        reasons = ((layout, layout.detect(look)) for layout in layouts)
        fits = [(layout, printable(why)) for layout, why in reasons if why is not None]
        if fits:
            return fits
    return []


def _one_layout(look: Look) -> str | None:
    """Of a folder or list in a corpus; recordings with their words beside are no find."""
    fits = [layout.name for layout, _ in _fitting(look) if layout.name != LAST_RESORTS[0]]
    return " or ".join(fits) or None


def _advice(hints: Sequence[str], look: Look) -> str:
    if look.only is None and look.audio:
        hints = [*hints, "or set ingest.corpus to folder, if the recordings have no transcripts"]
    return "no layout that is known, but\n  " + "\n  ".join(hints)


def load(params: IngestParams) -> Corpus:
    """The recordings of one speaker of the corpus at `ingest.source`.

    Raises VoxloomError (see `find`), also where the speaker or language is not there, or several
    speakers are and none is chosen.
    """
    found = find(params)
    echo(f"{params.source}: {found.layout} ({found.why})")
    language = params.language
    speaker = choose_speaker(found.entries, language, params.speaker, found.name)
    return corpus_of(found, params, speaker, language)


def corpus_of(
    found: Found, params: IngestParams, speaker: str | None, language: str | None
) -> Corpus:
    """Its recordings, each checked by name; `None` asks for every speaker, or every language."""
    contested = _contested(found)
    recordings = (_recording(entry, found, speaker, language, contested) for entry in found.entries)
    return Corpus(
        name=found.name,
        language=language or params.language,
        speaker=speaker or found.name,
        license=params.license,
        attribution=params.attribution,
        source=Path(params.source or "").as_posix(),
        recordings=distinct(recordings),
    )


def _contested(found: Found) -> set[tuple[str, str]]:
    """(as told, file) where names that differ lead to one file, and this one is not its own."""
    spelt: dict[str, set[str]] = defaultdict(set)
    for entry in found.entries:
        if entry.told and not entry.rejection:
            spelt[entry.name].add(entry.told)
    several = ((told, name) for name, names in spelt.items() if len(names) > 1 for told in names)
    return {(told, name) for told, name in several if not found.look.lookup.is_exact(told)}


def _recording(
    entry: Entry,
    found: Found,
    speaker: str | None,
    language: str | None,
    contested: Container[tuple[str, str]],
) -> Recording:
    recording_id = _id(entry)
    rejection = (
        entry.rejection
        or not_asked_for(entry, language, speaker)
        or _unwritable(entry)
        or (_another_names(entry) if (entry.told, entry.name) in contested else None)
        or _nearest(found.look, entry, check_name(found.root, entry.name, recording_id))
    )
    if rejection and entry.where:
        rejection = replace(rejection, message=f"{entry.where}: {rejection.message}")
    return Recording(
        id=recording_id,
        path=found.root / entry.name,
        text=entry.text,
        rejection=rejection,
        speaker=entry.speaker,
        language=entry.language,
        part=entry.part,
    )


def _another_names(entry: Entry) -> Rejection:
    message = f"the nearest is {entry.name}, and another line means that, too"
    return Rejection("ambiguous", entry.told, message)


def _nearest(look: Look, entry: Entry, rejection: Rejection | None) -> Rejection | None:
    """With what may have been meant, where no such file was found."""
    if rejection is None or rejection.code not in ("missing_audio", "outside"):
        return rejection
    near = look.lookup.nearest(entry.told or entry.name)
    if len(near) > 1:
        message = f"it may be {' or '.join(near[:3])}: name one to the letter"
        return Rejection("ambiguous", entry.told or entry.name, message)
    if not near:
        return rejection
    return replace(rejection, message=f"{rejection.message} (the nearest is {near[0]})")


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
