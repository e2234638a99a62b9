"""nemo_text_processing's grammars: compiled once a machine, loaded once a process, kept quiet.

A registered voice brings its language's compiled grammar beside its copy of this package.
"""

from __future__ import annotations

import difflib
import fcntl
import importlib.metadata
import importlib.util
import logging
import re
import shutil
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from voxloom.core.cache import machine_cache, unwritable
from voxloom.core.progress import echo
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.tagged import Token, batches, parse, written
from voxloom.text.reading.transducer import Transducer, write_compact

PACKAGE = "nemo_text_processing"
TAGGER = "tagger.fst"
VERBALIZER = "verbalizer.fst"
# What nemo has English pass through in the end, as it names it.
FINISH, FINISH_RULE = "en_tn_post_processing.far", "post_process_graph"
SPACES = re.compile(" {2,}")
BROUGHT = "voxloom-grammars"
# nemo has Russian only with all its readings and takes any of them: the rules do without it.
WITHOUT = ("ru",)
# Elsewhere several readings cost the same: compacted, another one wins, in Chinese a broken one.
COMPACTED = ("en", "de", "es", "fr", "it")
WORD = "word"
REMEMBERED = 4096  # tokens in words


@dataclass(frozen=True)
class Tag:
    """What the grammar takes a part of a sentence for."""

    kind: str  # money, date, ...; or a word that is said as it stands here
    word: str = ""


class Grammar:
    """Numbers, dates, prices and the like as words, in one language."""

    def __init__(self, language: str) -> None:
        """Raises VoxloomError when there is no place to keep the compiled grammar."""
        folder = compiled(language)
        self._grammar = (
            _Compact(folder) if language in COMPACTED else _Whole(_load(language, folder))
        )

    def speak(self, text: str) -> str:
        """Spoken form of a sentence. Raises TextError(not_normalized)."""
        try:
            return self._grammar.speak(text)
        except Exception as error:  # pynini and nemo's parser raise what they like
            reason = f"{type(error).__name__}: {error}".splitlines()[0]
            raise TextError(
                "not_normalized", text, f"the grammar does not read {text!r} ({reason})"
            ) from None

    def tags(self, text: str) -> list[Tag]:
        """What a sentence that `speak` reads is made of, in order."""
        return [
            Tag(WORD, str(value)) if kind == "name" else Tag(kind)
            for token in self._grammar.tokens(text)
            for kind, value in token.items()
        ]


class _Compact:
    """A compacted grammar, without nemo's own code."""

    def __init__(self, folder: Path) -> None:
        import pynini

        self._tag = Transducer.read(folder / TAGGER).best
        # The parts of a token are tried in every order, of most tokens the same ones.
        self._verbalize = lru_cache(maxsize=REMEMBERED)(Transducer.read(folder / VERBALIZER).best)
        finish = folder / FINISH
        self._finish = pynini.Far(str(finish))[FINISH_RULE] if finish.is_file() else None

    def speak(self, text: str) -> str:
        spoken = " ".join(map(self._spoken, batches(self.tokens(text))))
        return self._finished(SPACES.sub(" ", spoken))

    def tokens(self, text: str) -> list[Token]:
        tagged = self._tag(text.strip())
        if tagged is None:
            raise ValueError("no tags")
        return parse(tagged)

    def _spoken(self, tokens: list[Token]) -> str:
        for order in written(tokens):
            if (spoken := self._verbalize(order)) is not None:
                return spoken
        raise ValueError(f"no words for {tokens}")

    def _finished(self, spoken: str) -> str:
        from pynini import escape
        from pynini.lib.rewrite import top_rewrite

        if self._finish is None or not spoken.strip():
            return spoken
        return str(top_rewrite(escape(spoken.strip()), self._finish))


class _Whole:
    """nemo's normalizer as it is."""

    def __init__(self, nemo: Any) -> None:
        self._nemo = nemo

    def speak(self, text: str) -> str:
        return str(self._nemo.normalize(text))

    def tokens(self, text: str) -> list[Token]:
        import pynini

        return parse(self._nemo.select_tag(self._nemo.find_tags(pynini.escape(text))))


def plain(language: str) -> Any:
    """nemo's own normalizer with the compiled grammar, to set ours beside."""
    return _load(language, compiled(language))


def cache_folder() -> Path:
    """Where compiled grammars of this version of nemo are kept."""
    return machine_cache() / "nemo" / importlib.metadata.version(PACKAGE)


def brought(code: Path, language: str) -> Path:
    """Where the copy of this package in the folder `code` finds the grammar it came with."""
    return code / BROUGHT / importlib.metadata.version(PACKAGE) / language


def compiled(language: str) -> Path:
    """The folder of the language's compiled grammar: built by one process, whole or absent.

    Raises VoxloomError when the cache folder cannot be written.
    """
    folder = brought(Path(__file__).parents[3], language)
    if folder.is_dir():
        return folder
    folder = cache_folder() / language
    if folder.is_dir():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _locked(folder.with_suffix(".lock")):
            if not folder.is_dir():
                _build(language, folder)
    except OSError as error:
        raise unwritable(folder, error) from None
    return folder


def _build(language: str, folder: Path) -> None:
    echo(f"Compiling the {language} grammar (once; a minute or two) into {folder}")
    unfinished = folder.with_suffix(".building")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    nemo = _load(language, unfinished)
    if language in COMPACTED:
        write_compact(nemo.tagger.fst, unfinished / TAGGER)
        write_compact(nemo.verbalizer.fst, unfinished / VERBALIZER)
    unfinished.rename(folder)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _load(language: str, folder: Path) -> Any:
    """nemo's normalizer with its compiled parts in `folder`, built there where they are not."""
    _stand_in_for_unused_extensions()
    from nemo_text_processing.text_normalization.normalize import Normalizer
    from nemo_text_processing.utils.logging import logger

    logger.handlers = [_RaiseWarnings(logging.WARNING)]
    logger.propagate = False
    return Normalizer(
        input_case="cased",
        lang=language,
        deterministic=True,
        cache_dir=str(folder),
    )


class _RaiseWarnings(logging.Handler):
    """nemo logs a warning and hands the text back raw where it fails: make that an error."""

    def emit(self, record: logging.LogRecord) -> None:
        raise ValueError(record.getMessage())


def _stand_in_for_unused_extensions() -> None:
    """nemo's package imports these for its audio-based mode, which is not used here."""
    unused = {"cdifflib": {"CSequenceMatcher": difflib.SequenceMatcher}, "editdistance": {}}
    for name, members in unused.items():
        if name not in sys.modules and importlib.util.find_spec(name) is None:
            module = types.ModuleType(name)
            vars(module).update(members)
            sys.modules[name] = module
