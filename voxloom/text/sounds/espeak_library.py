"""eSpeak NG through its C library: speech and phonemes (GPL-3.0, the optional extra `espeak`).

What the library says depends on all it said before in its process, and starting it anew does not
change that. Unloading it does: every call loads it (3 ms), so a text sounds the same any time.
"""

from __future__ import annotations

import _ctypes
import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import numpy as np

from voxloom.audio.wave.sound import Audio
from voxloom.core.errors import VoxloomError

# espeak-ng's speak_lib.h
AUDIO_OUTPUT_SYNCHRONOUS = 2
CHARS_UTF8 = 1
PHONEMES_IPA = 2
SEPARATOR = "·"  # between phonemes where it is asked for
SEPARATED = ord(SEPARATOR) << 8
POS_CHARACTER = 1
RATE_PARAMETER = 1
CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)

VOICES = {"en": "en-us", "zh": "cmn"}  # where a voice's name is not the language's code
LOCK = threading.Lock()  # one user of the library at a time


def own_name(language: str) -> str:
    """What eSpeak calls the voice of a language, and marks its words with among foreign ones."""
    return VOICES.get(language, language)


class Espeak:
    """One voice."""

    def __init__(self, language: str) -> None:
        """Raises VoxloomError when the library or its voice for the language is missing."""
        try:
            import espeakng_loader
        except ImportError:
            raise VoxloomError(
                "eSpeak NG is not installed: pip install 'voxloom[espeak]' (GPL-3.0)"
            ) from None
        self._path = str(espeakng_loader.get_library_path())
        self._data = str(espeakng_loader.get_data_path()).encode()
        self._voice = own_name(language)
        with self._loaded() as (_, rate):
            self.rate = rate  # Hz

    @contextmanager
    def _loaded(self) -> Iterator[tuple[Any, int]]:
        """The library in the state in which it leaves the disk, and its rate in Hz."""
        with LOCK:
            library: Any = ctypes.CDLL(self._path)
            try:
                rate = library.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, self._data, 0)
                if rate <= 0:
                    raise VoxloomError("eSpeak NG found no data: reinstall espeakng-loader")
                if library.espeak_SetVoiceByName(self._voice.encode()) != 0:
                    raise VoxloomError(f"eSpeak NG has no voice {self._voice!r}")
                library.espeak_ng_SetRandSeed(ctypes.c_long(1))
                yield library, rate
            finally:
                library.espeak_Terminate()
                _ctypes.dlclose(library._handle)

    def synthesize(self, text: str, words_per_minute: int = 165) -> Audio:
        """Speak a text. Raises VoxloomError when the library refuses it."""
        blocks: list[np.ndarray[Any, np.dtype[np.int16]]] = []

        def collect(samples: Any, count: int, events: Any) -> int:
            if samples and count > 0:
                blocks.append(np.ctypeslib.as_array(samples, shape=(count,)).copy())
            return 0

        callback = CALLBACK(collect)
        data = text.encode("utf-8")
        with self._loaded() as (library, rate):
            library.espeak_SetSynthCallback(callback)
            library.espeak_SetParameter(RATE_PARAMETER, words_per_minute, 0)
            status = library.espeak_Synth(
                data, len(data) + 1, 0, POS_CHARACTER, 0, CHARS_UTF8, None, None
            )
        if status != 0 or not blocks:
            raise VoxloomError(f"eSpeak NG does not speak {text!r}")
        return Audio(np.concatenate(blocks).astype(np.float32) / 32768.0, rate)

    def phonemes(self, text: str) -> str:
        """IPA with stress marks and eSpeak's own signs, words separated by spaces."""
        return " ".join(self._clauses(text, PHONEMES_IPA))

    def named_phonemes(self, text: str) -> list[list[tuple[str, str]]]:
        """The phonemes of each word, in IPA and by eSpeak's own names, which tell more apart."""
        ipa, names = (
            [word.split(SEPARATOR) for word in " ".join(self._clauses(text, mode)).split()]
            for mode in (PHONEMES_IPA | SEPARATED, SEPARATED)
        )
        return [list(zip(*pair, strict=True)) for pair in zip(ipa, names, strict=True)]

    def _clauses(self, text: str, mode: int) -> list[str]:
        """What each clause of the text sounds like; those that sound at all."""
        buffer = ctypes.c_char_p(text.encode("utf-8"))
        pointer = ctypes.pointer(buffer)
        clauses = []
        with self._loaded() as (library, _):
            library.espeak_TextToPhonemes.restype = ctypes.c_char_p
            while buffer.value is not None:
                clause = library.espeak_TextToPhonemes(
                    ctypes.cast(pointer, ctypes.POINTER(ctypes.c_void_p)), CHARS_UTF8, mode
                )
                clauses.append((clause or b"").decode("utf-8").strip())
        return [clause for clause in clauses if clause]


@lru_cache(maxsize=1)
def espeak(language: str) -> Espeak:
    """One language's voice, looked up once a process."""
    return Espeak(language)
