"""One voice is one speaker in one language: who of a corpus it is, and who is set aside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from voxloom.core.errors import VoxloomError
from voxloom.corpora.source import Entry, Rejection
from voxloom.corpora.utf8 import printable

# Reasons that say nothing against a recording: it was not asked for.
CHOICES = ("other_speaker", "other_language", "other_microphone", "other_list", "unlisted")
NAMED = 10  # speakers in a message

# fmt: off
CODES = {
    "english": "en", "eng": "en", "chinese": "zh", "mandarin": "zh", "zho": "zh", "chi": "zh",
    "cmn": "zh", "spanish": "es", "spa": "es", "french": "fr", "fra": "fr", "fre": "fr",
    "italian": "it", "ita": "it", "russian": "ru", "rus": "ru", "german": "de", "deu": "de",
    "ger": "de",
}
# fmt: on


def language_code(told: str) -> str:
    """`en-US`, `en_GB`, `eng` and `English` are `en`."""
    first = re.split("[-_]", told.strip().casefold())[0]
    return CODES.get(first, first)


def speakers(entries: Iterable[Entry], language: str | None) -> Counter[str]:
    """Recordings a speaker, of those in the language (None: in any)."""
    return Counter(
        entry.speaker
        for entry in entries
        if entry.speaker and not entry.rejection and not _other_language(entry, language)
    )


def choose_speaker(entries: Sequence[Entry], language: str, asked: str | None, name: str) -> str:
    """The one speaker: the one asked for, or the only one there is in the language.

    A corpus that names none is one speaker's, called as asked for, or like the corpus (`name`).
    Raises VoxloomError where nobody speaks the language, the one asked for is not there, or there
    are several and none is chosen. Recordings that name nobody may be somebody else's.
    """
    _check_language(entries, language, name)
    if not any(entry.speaker for entry in entries):
        return asked or name
    there = sorted(speakers(entries, language))
    names = ", ".join(map(printable, there[:NAMED]))
    names += f" and {len(there) - NAMED} more" if there[NAMED:] else ""
    if asked:
        if asked not in there:
            raise VoxloomError(
                f"ingest.speaker: {name} has no {asked!r} speaking {language}; "
                f"there are: {names or 'none'}"
            )
        return asked
    nobodys = sum(
        bool(entry.text) and not entry.speaker and not entry.rejection for entry in entries
    )
    if there and nobodys:
        raise VoxloomError(
            f"{name}: {nobodys} recordings name no speaker, others {names}: name one in each, or "
            "set ingest.speaker where all are one's"
        )
    if len(there) > 1:
        raise VoxloomError(
            f"{name} has {len(there)} speakers, and a voice is one: set ingest.speaker to one of "
            f"{names}"
        )
    return there[0] if there else name


def _check_language(entries: Sequence[Entry], language: str, name: str) -> None:
    usable = [entry for entry in entries if not entry.rejection]
    if usable and all(_other_language(entry, language) for entry in usable):
        there = sorted({language_code(entry.language or "") for entry in usable})
        raise VoxloomError(
            f"ingest.language: {name} has nothing in {language}; there is: {', '.join(there)}"
        )


def not_asked_for(entry: Entry, language: str | None, speaker: str | None) -> Rejection | None:
    """Why an entry is set aside though nothing may be wrong with it; None asks for all."""
    return _other_language(entry, language) or _other_speaker(entry, speaker)


def _other_language(entry: Entry, language: str | None) -> Rejection | None:
    """An entry that names no language is in the corpus's."""
    told = entry.language
    if not told or language is None or language_code(told) == language:
        return None
    return Rejection("other_language", told, "not in the language that was asked for")


def _other_speaker(entry: Entry, speaker: str | None) -> Rejection | None:
    if not entry.speaker or speaker is None or entry.speaker == speaker:
        return None
    return Rejection("other_speaker", entry.speaker, f"not spoken by {speaker}")
