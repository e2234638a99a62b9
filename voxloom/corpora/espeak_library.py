"""eSpeak NG through its C library: speech and phonemes (GPL-3.0, the optional extra `espeak`)."""

from __future__ import annotations

import ctypes
from functools import lru_cache
from typing import Any

import numpy as np

from voxloom.audio.decode import Audio
from voxloom.errors import VoxloomError

# espeak-ng's speak_lib.h
AUDIO_OUTPUT_RETRIEVAL = 1
CHARS_UTF8 = 1
PHONEMES_IPA = 2
POS_CHARACTER = 1
RATE_PARAMETER = 1
VOICES = {"en": "en-us", "zh": "cmn"}  # where a voice's name is not the language's code
CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class Espeak:
    """One voice of the library. The library keeps state: one object a process."""

    def __init__(self, language: str) -> None:
        try:
            import espeakng_loader
        except ImportError:
            raise VoxloomError(
                "eSpeak NG is not installed: pip install 'voxloom[espeak]' (GPL-3.0)"
            ) from None
        self._library: Any = ctypes.CDLL(str(espeakng_loader.get_library_path()))
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        data = str(espeakng_loader.get_data_path()).encode()
        self.rate = int(self._library.espeak_Initialize(AUDIO_OUTPUT_RETRIEVAL, 0, data, 0))
        if self.rate <= 0:
            raise VoxloomError("eSpeak NG found no data: reinstall espeakng-loader")
        voice = VOICES.get(language, language)
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise VoxloomError(f"eSpeak NG has no voice {voice!r}")
        self._blocks: list[np.ndarray[Any, np.dtype[np.int16]]] = []
        self._callback = CALLBACK(self._collect)
        self._library.espeak_SetSynthCallback(self._callback)

    def _collect(self, samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            self._blocks.append(np.ctypeslib.as_array(samples, shape=(count,)).copy())
        return 0

    def say(self, text: str, words_per_minute: int = 165) -> Audio:
        """Speak a text. Raises VoxloomError when the library refuses it."""
        self._blocks.clear()
        self._library.espeak_SetParameter(RATE_PARAMETER, words_per_minute, 0)
        data = text.encode("utf-8")
        status = self._library.espeak_Synth(
            data, len(data) + 1, 0, POS_CHARACTER, 0, CHARS_UTF8, None, None
        )
        self._library.espeak_Synchronize()
        if status != 0 or not self._blocks:
            raise VoxloomError(f"eSpeak NG does not speak {text!r}")
        return Audio(np.concatenate(self._blocks).astype(np.float32) / 32768.0, self.rate)

    def phonemes(self, text: str) -> str:
        """IPA with stress marks, words separated by spaces."""
        buffer = ctypes.c_char_p(text.encode("utf-8"))
        pointer = ctypes.pointer(buffer)
        clauses = []
        while buffer.value is not None:
            clause = self._library.espeak_TextToPhonemes(
                ctypes.cast(pointer, ctypes.POINTER(ctypes.c_void_p)), CHARS_UTF8, PHONEMES_IPA
            )
            clauses.append((clause or b"").decode("utf-8"))
        return " ".join(clause.strip() for clause in clauses if clause.strip())


@lru_cache(maxsize=1)
def espeak(language: str) -> Espeak:
    """The library with one language's voice, once a process."""
    return Espeak(language)
