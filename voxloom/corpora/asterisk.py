"""Telephone prompts by professional speakers: Asterisk's core sounds, 16 kHz in G.722.

Found in this order: already unpacked in the download folder, Debian's packages through apt,
the release tarballs over HTTPS.
"""

from __future__ import annotations

import gzip
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo
from voxloom.corpora.archives import apt_download, download, unpack_deb, unpack_tar
from voxloom.corpora.source import Corpus, Recording

VERSION = "1.6.1"
RELEASES = "https://downloads.asterisk.org/pub/telephony/sounds/releases"
UPSTREAM = "https://www.asterisk.org (asterisk-core-sounds 1.6.1)"
COMPLETE = "complete.json"
# "dash [-]", "IAX (note: does not say ...)": what is not spoken beside what is.
ASIDE = re.compile(r"\s*(\[[^\w\]]*\]|\((note:|simple tone)[^)]*\))")


@dataclass(frozen=True)
class PromptSpeaker:
    speaker: str
    license: str
    attribution: str
    sha256: str  # of the release tarball


VOICES = {
    "en": PromptSpeaker(
        "allison",
        "CC-BY-SA-3.0",
        "Allison Smith (theivrvoice.com); financial contributions by Digium, Inc.",
        "59891033e764d9dffc5ccdd78e845a1c8ea6bed0b434128bb0199c63ef591770",
    ),
    "es": PromptSpeaker(
        "allison",
        "CC-BY-SA-3.0",
        "Allison Smith (theivrvoice.com); financial contributions by Digium, Inc.",
        "3c474f73cc4f65478b3cf05ab0c5da19c8ce408699f61491f6aafba450cb540a",
    ),
    "fr": PromptSpeaker(
        "june",
        "CC-BY-SA-3.0",
        "June Wallack (junewallack.com); translated by Clod Patry, Kristopher Lalletti and "
        "June Wallack; financial contributions by Digium, Unlimitel and BGM Informatique",
        "7ff3ca96bbb295a6458e6eb1ff92690d9a5d0db0b4ddfa2c488237e4d251efbe",
    ),
    "it": PromptSpeaker(
        "carlo",
        "CC-BY-3.0",
        "Carlo Flora (carloflora.com); translated by Silvia Petrin",
        "44a7fd7b067ff7f71df7fec31f9a8c960e13d35ca30c31878913c4020bfc00b6",
    ),
    "ru": PromptSpeaker(
        "maxim",
        "CC-BY-3.0",
        "Maxim Topal (ivrvoice.ru)",
        "fde2a071b811a081219138693d6813d122d91c2c3423936274b110b97645b61b",
    ),
}


def load(language: str, raw: Path) -> Corpus:
    """The prompts of one language, fetched below `raw` if they are not there yet.

    Raises VoxloomError for a language there is none of, and when they are nowhere to be had; it
    names the offline corpus.
    """
    if language not in VOICES:
        raise VoxloomError(
            f"ingest.language: the asterisk corpus has {', '.join(VOICES)}, not {language!r}"
        )
    voice = VOICES[language]
    folder = raw / "asterisk" / language
    if not (folder / COMPLETE).is_file():
        fetch(language, folder)
    transcript = _one(folder / "files", f"core-sounds-{language}.txt*")
    return Corpus(
        name=f"asterisk-core-sounds-{language}",
        language=language,
        speaker=voice.speaker,
        license=voice.license,
        attribution=voice.attribution,
        source=UPSTREAM,
        recordings=tuple(_recordings(folder / "files", read_transcript(transcript))),
    )


def fetch(language: str, folder: Path) -> None:
    """Bring and unpack one language; `complete.json` marks an unpacked folder as whole.

    Raises VoxloomError that names what was tried where it is out of reach.
    """
    routes: list[tuple[str, Callable[[], None]]] = [
        ("Debian packages", lambda: _fetch_debian(language, folder)),
        ("release tarball", lambda: _fetch_release(language, folder)),
    ]
    problems = []
    for name, route in routes:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        try:
            echo(f"Fetching asterisk-core-sounds-{language} ({name})")
            route()
        except VoxloomError as error:
            problems.append(f"  {name}: {error}")
            continue
        files.write_json(folder / COMPLETE, {"version": VERSION, "route": name})
        return
    raise VoxloomError(
        f"The corpus asterisk-core-sounds-{language} is out of reach:\n"
        + "\n".join(problems)
        + "\nConnect to the internet, or use the offline corpus: set `ingest.corpus: espeak` in "
        "params.yaml"
    )


def _fetch_debian(language: str, folder: Path) -> None:
    name = f"asterisk-core-sounds-{language}"
    for package in apt_download((f"{name}-g722", name), folder):
        unpack_deb(package, folder / "files")
        package.unlink()


def _fetch_release(language: str, folder: Path) -> None:
    name = f"asterisk-core-sounds-{language}-g722-{VERSION}.tar.gz"
    archive = folder / name
    download(f"{RELEASES}/{name}", VOICES[language].sha256, archive)
    unpack_tar(archive, folder / "files")
    archive.unlink()


def _one(folder: Path, pattern: str) -> Path:
    found = sorted(folder.rglob(pattern))
    if not found:
        raise VoxloomError(f"{folder}: no {pattern}; remove the folder and run again")
    return found[0]


def read_transcript(path: Path) -> dict[str, str]:
    """`name: words` lines without asides, UTF-8 perhaps with a byte order mark, perhaps gzipped."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    transcript = {}
    for line in data.decode("utf-8-sig").splitlines():
        name, colon, words = line.partition(":")
        if colon and not line.startswith(";"):
            transcript[name.strip()] = ASIDE.sub("", words).strip()
    return transcript


def _recordings(folder: Path, transcript: dict[str, str]) -> list[Recording]:
    """Every .g722 file; its name below the speaker's folder is its name in the transcript."""
    root = _one(folder, "agent-alreadyon.g722").parent
    recordings = []
    for path in sorted(root.rglob("*.g722")):
        name = path.relative_to(root).with_suffix("").as_posix()
        recordings.append(Recording(utterance_id(name), path, transcript.get(name)))
    return recordings


def utterance_id(name: str) -> str:
    """`digits/day-0` -> `digits.day-0`: an id is also a file name."""
    return re.sub(r"[^\w.+-]", "_", name.replace("/", "."))
