"""Which file a name in a list means: one way for all layouts.

A name is looked for from the list's folder and from the corpus's, also in `wavs` and `wav` there,
with or without the suffix of audio. As it stands first; then composed (Unicode's NFC: macOS writes
`é` as two characters); then whatever its case. `\\` may stand for `/`. An absolute path into the
corpus, and one from a folder above it, are taken for what they end in. None leads out of the
corpus, for only its own files are found; and what could be two files is neither.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path, PurePosixPath

from voxloom.corpora.naming import is_absolute, is_audio, stem

FOLDERS = ("", "wavs", "wav")
ALIKE = 70.0  # of 100, for a name to be said to be near another
MOST_COMPARED = 50  # names that are held against all files, which takes some milliseconds each


def composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def caseless(name: str) -> str:
    return composed(composed(name).casefold())


class Lookup:
    """The files of a corpus: `names` are relative to `root`; the list lies in its folder `home`."""

    def __init__(self, root: Path, names: Sequence[str], home: str) -> None:
        self._names = names
        self._bases = [*dict.fromkeys(_join(top, name) for top in (home, "") for name in FOLDERS)]
        self._home = home
        self._roots = {
            PurePosixPath(os.path.normpath(root.absolute())),
            PurePosixPath(root.resolve()),
        }
        self._to_compare = MOST_COMPARED

    def find(self, told: str) -> str | None:
        """The file's name relative to the root; None where there is none, or more than one."""
        found = self._meant(told)
        return found[0] if len(found) == 1 else None

    def at(self, place: str) -> str | None:
        """The file in that very folder, however its name is spelt; None as above."""
        found = self._of([place])
        return found[0] if len(found) == 1 else None

    def is_exact(self, told: str) -> bool:
        """Whether a file has that name to the letter."""
        return any(place in self._exact for place in self._places(told))

    def nearest(self, told: str) -> list[str]:
        """All the files that a name may mean; or of others the one that is called most alike."""
        return self._meant(told) or self._alike(told)

    def _meant(self, told: str) -> list[str]:
        return self._of([*dict.fromkeys(self._places(told))])

    def _of(self, places: Sequence[str]) -> list[str]:
        """The file of the first place that has one; several where it may be either."""
        for place in places:
            if place in self._exact:
                return [self._exact[place]]
        for index, spelt in ((self._composed, composed), (self._caseless, caseless)):
            for place in places:
                found = index.get(spelt(place))
                if found:
                    return list(found)
        return []

    @cached_property
    def _exact(self) -> dict[str, str]:
        """Each file by its name, and audio by its name without suffix; of several the first."""
        audio = [name for name in self._names if is_audio(name)]
        by_stem: dict[str, str] = {}
        for name in audio:
            by_stem.setdefault(stem(name), name)
        return {name: name for name in self._names} | by_stem | {name: name for name in audio}

    @cached_property
    def _composed(self) -> Mapping[str, list[str]]:
        return self._spelt(composed)

    @cached_property
    def _caseless(self) -> Mapping[str, list[str]]:
        return self._spelt(caseless)

    def _spelt(self, spelt: Callable[[str], str]) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for key, name in self._exact.items():
            found[spelt(key)].append(name)
        return dict(found)

    def _places(self, told: str) -> Iterator[str]:
        """Where the file may be, the likeliest first; never outside of the root."""
        for name in dict.fromkeys((told, told.replace("\\", "/"))):
            if is_absolute(name):
                yield from self._below(name)
                continue
            back = self._back(name)
            if back is not None:
                yield back
            elif ".." not in name.split("/"):
                yield from (_join(base, name) for base in self._bases)
                yield from self._from_above(name)
            elif self._home:
                place = os.path.normpath(_join(self._home, name))
                if place.split("/")[0] != "..":
                    yield place

    def _back(self, told: str) -> str | None:
        """`../corpus/wavs/a.wav`, which leads out of the root and into it again."""
        if not told.startswith("../"):
            return None
        for root in self._roots:
            place = PurePosixPath(os.path.normpath(root / self._home / told))
            if place.is_relative_to(root):
                return place.relative_to(root).as_posix()
        return None

    def _below(self, told: str) -> Iterator[str]:
        """An absolute path into the corpus; or into where it lay when the list was written."""
        path = PurePosixPath(told)
        if ".." in path.parts:
            return
        for root in self._roots:
            for way in dict.fromkeys((path, _by_real_folders(path))):
                if way.is_relative_to(root):
                    yield way.relative_to(root).as_posix()
        names = {root.name for root in self._roots}
        for place in reversed(range(1, len(path.parts) - 1)):
            if path.parts[place] in names:
                yield "/".join(path.parts[place + 1 :])

    def _from_above(self, told: str) -> Iterator[str]:
        """`corpus/wavs/a.wav`, where the root is `.../corpus`."""
        parts = PurePosixPath(told).parts
        for count in range(1, len(parts)):
            if any(root.parts[-count:] == parts[:count] for root in self._roots):
                yield "/".join(parts[count:])

    def _alike(self, told: str) -> list[str]:
        name = PurePosixPath(told.replace("\\", "/")).name
        same = self._by_letters.get(_letters(name))
        if same is not None:
            return [same]
        if not self._to_compare:
            return []
        self._to_compare -= 1
        from rapidfuzz import fuzz, process

        best = process.extractOne(
            caseless(stem(name)), self._stems, scorer=fuzz.WRatio, score_cutoff=ALIKE
        )
        return [] if best is None else [best[2]]

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in self._names:
            if is_audio(name):
                found.setdefault(_letters(PurePosixPath(name).name), name)
        return found

    @cached_property
    def _stems(self) -> dict[str, str]:
        """What each audio file is called, without folder, suffix and case."""
        audio = (name for name in self._names if is_audio(name))
        return {name: caseless(PurePosixPath(stem(name)).name) for name in audio}


def _letters(name: str) -> str:
    """`Take_01.wav` and `take-1.flac` have the same: spreadsheets take zeros away."""
    parts = re.findall(r"\d+|[^\W\d_]+", caseless(stem(name)))
    return "-".join(part.lstrip("0") or "0" if part.isdigit() else part for part in parts)


def _by_real_folders(path: PurePosixPath) -> PurePosixPath:
    """Without links among its folders; the last name may be a link into DVC's cache."""
    try:
        return PurePosixPath(os.path.realpath(path.parent), path.name)
    except (OSError, ValueError):  # ValueError: a NUL
        return path


def _join(folder: str, name: str) -> str:
    return PurePosixPath(folder, name).as_posix()
