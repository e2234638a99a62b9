"""Lists as people write them, each of the same four recordings, and what must become of it."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.corpora.miniatures import jsonl, write
from tests.corpora.settings import hum

TEXTS = (
    "Thank you for calling the library.",
    "Please hold while we connect you.",
    "Our offices are closed on Sunday.",
    "Press one to renew a book.",
)


def rows(pattern: str) -> str:
    """A line a recording: `{n}` is its number, `{text}` what is said."""
    lines = (pattern.format(n=n, text=text) for n, text in enumerate(TEXTS, start=1))
    return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True)
class Written:
    """A list, the layout it has, and how many speakers it names."""

    layout: str
    text: str
    name: str = "metadata.csv"
    source: str = ""  # in the corpus's folder; "": the folder
    recordings: str = "wavs/take{n}.wav"
    speaker: str | None = None
    encoding: str = "utf-8"
    more: Callable[[Path], None] = field(default=lambda root: None)

    def build(self, root: Path) -> None:
        for number in range(1, len(TEXTS) + 1):
            hum(root / self.recordings.format(n=number))
        (root / self.name).parent.mkdir(parents=True, exist_ok=True)
        (root / self.name).write_bytes(self.text.replace("ROOT", str(root)).encode(self.encoding))
        self.more(root)


def _beside_others(root: Path) -> None:
    write(root / "metadata.csv", "take4|This list was not asked for.\n")


def _leftovers(root: Path) -> None:
    for name in ("._take1.wav", "wavs/._take2.wav", "__MACOSX/wavs/take1.wav", ".git/take.wav"):
        write(root / name, "\0\5\x16\7 Mac OS X")
    for name in ("Thumbs.db", ".DS_Store", "desktop.ini", "wavs/@eaDir/take1.wav", "wavs/a.wav~"):
        write(root / name, "?")


def _kaldi(root: Path, folder: str = "") -> None:
    write(root / folder / "text", rows("c{n} {text}"))


AUDIO, HEADER = "wavs/take{n}.wav", "audio_file|text|speaker_name\n"
READ = {
    "names with suffix, text, normalized": Written("ljspeech", rows("take{n}.wav|{text}|{text}")),
    "the same of single words": Written(
        "ljspeech", "take1.wav|Yes.|yes\ntake2.wav|No.|no\ntake3.wav|Yes!|yes\ntake4.wav|No|no\n"
    ),
    "normalized numbers": Written(
        "ljspeech",
        "take1.wav|Platform 9 and 3/4 here.|platform nine and three quarters here\n"
        "take2.wav|It is 10:15 now.|it is a quarter past ten now\n"
        "take3.wav|Dial 0 for help.|dial zero for help\n"
        "take4.wav|Room 12B is free.|room twelve b\n",
    ),
    "names with suffix, speaker, text": Written(
        "piper", rows("take{n}.wav|ann|{text}"), speaker="ann"
    ),
    "xtts": Written("piper", HEADER + rows("wavs/take{n}.wav|{text}|ann"), speaker="ann"),
    "a header in another order": Written(
        "piper", "Speaker|Text|File\n" + rows("ann|{text}|take{n}.wav"), speaker="ann"
    ),
    "a header over ids": Written(
        "ljspeech", "id|text|normalized_text\n" + rows("take{n}|{text}|{text}")
    ),
    "bar at the end": Written("piper", rows("take{n}.wav|{text}|")),
    "bar at the end of some": Written(
        "piper", rows("take{n}.wav|{text}").replace(".\ntake3", ".|\ntake3")
    ),
    "two bars at the end": Written("ljspeech", rows("take{n}|{text}||")),
    "bar at the end, with speakers": Written(
        "piper", rows("take{n}.wav|ann|{text}|"), speaker="ann"
    ),
    "quoted cells": Written("piper", rows('"take{n}.wav"|"{text}"')),
    "mark, comments, empty lines": Written(
        "ljspeech", "\ufeff# mine\r\n\r\n#take9|Not this.\r\n" + rows("take{n} | {text}\r")
    ),
    "backslashes": Written("piper", rows("wavs\\take{n}.wav|{text}")),
    "upper case on disk": Written("piper", rows(AUDIO + "|{text}"), recordings="Wavs/TAKE{n}.WAV"),
    "decomposed on disk": Written(
        "ljspeech",
        rows("caf\u00e9{n}|{text}"),
        recordings=unicodedata.normalize("NFD", "wavs/caf\u00e9{n}.wav"),
    ),
    "composed on disk": Written(
        "ljspeech",
        unicodedata.normalize("NFD", rows("caf\u00e9{n}|{text}")),
        recordings="wavs/caf\u00e9{n}.wav",
    ),
    "absolute": Written("piper", rows("ROOT/wavs/take{n}.wav|{text}")),
    "absolute of another machine": Written("piper", rows("/home/ann/mine/wavs/take{n}.wav|{text}")),
    "absolute of Windows": Written(
        "ljspeech", rows("D:\\tts\\mine\\wavs\\take{n}.wav|{text}|{text}")
    ),
    "from the folder above": Written("piper", rows("mine/wavs/take{n}.wav|{text}")),
    "a list by another name": Written(
        "ljspeech",
        rows("take{n}|{text}"),
        "metadata_small.txt",
        "metadata_small.txt",
        more=_beside_others,
    ),
    "a list of names from above it": Written(
        "piper", rows(AUDIO + "|{text}"), "filelists/train.txt", "filelists/train.txt"
    ),
    "the same without suffix": Written(
        "ljspeech", rows("wavs/take{n}|{text}"), "lists/a/train.txt", "lists/a/train.txt"
    ),
    "comma and header": Written(
        "table", "file_name,transcription\n" + rows('wavs/take{n}.wav,"{text}"')
    ),
    "semicolon and header": Written(
        "table", "Datei;path;sentence\n" + rows("x;take{n}.wav;{text}"), "list.csv"
    ),
    "tab and header": Written(
        "table", "wav\tspeaker_id\ttext\n" + rows("take{n}\t7\t{text}"), "list.tsv", speaker="7"
    ),
    "json lines": Written(
        "table",
        jsonl(*({"file": f"wavs/take{n}.wav", "text": text} for n, text in enumerate(TEXTS, 1))),
        "train.jsonl",
    ),
    "kaldi, absolute": Written("kaldi", rows("c{n} ROOT/wavs/take{n}.wav"), "wav.scp", more=_kaldi),
    "kaldi in a folder below": Written(
        "kaldi",
        rows("c{n} wavs/take{n}.wav"),
        "data/train/wav.scp",
        "data/train/wav.scp",
        more=lambda root: _kaldi(root, "data/train"),
    ),
    "nemo, absolute": Written(
        "nemo",
        jsonl(
            *(
                {"audio_filepath": f"ROOT/wavs/take{n}.wav", "text": text}
                for n, text in enumerate(TEXTS, 1)
            )
        ),
        "manifest.json",
    ),
    "nemo in a folder below": Written(
        "nemo",
        jsonl(
            *(
                {"audio_filepath": f"wavs/take{n}.wav", "text": text}
                for n, text in enumerate(TEXTS, 1)
            )
        ),
        "manifests/train.json",
        "manifests/train.json",
    ),
    "leftovers of systems": Written("piper", rows("take{n}.wav|{text}"), more=_leftovers),
}
_array = json.dumps(
    [{"file": f"wavs/take{n}.wav", "text": text} for n, text in enumerate(TEXTS, 1)]
)
# Not read as they are, with what must be said of them.
NAMED = {
    r"metadata\.csv is UTF-16: save it as UTF-8": Written(
        "", rows("take{n}|{text}"), encoding="utf-16"
    ),
    r"train\.txt is UTF-16: save it as UTF-8": Written(
        "", rows("take{n}|{text}"), "train.txt", encoding="utf-16-be"
    ),
    r"list\.csv is UTF-32: save it as UTF-8 \(iconv -f UTF-32": Written(
        "", rows("take{n}|{text}"), "list.csv", encoding="utf-32"
    ),
    r"data\.json is one JSON array: .* \(jq": Written("", _array, "data.json"),
    r"list\.xlsx is a spreadsheet: save it as CSV": Written("", "PK", "list.xlsx"),
    r'2 columns parted by ",": .* delimiter: ",", columns: \[path, text\]': Written(
        "", rows("take{n}.wav,{text}")
    ),
    r'2 columns parted by "\\t": .* columns: \[text, path\]': Written(
        "", rows("{text}\twavs/take{n}.wav"), "a.tsv"
    ),
    r"4 columns parted .* columns: \[path, _, _, text\]": Written(
        "", rows("take{n}.wav|ann|en|{text}")
    ),
    r"3 columns parted .* columns: \[path, text, _\]": Written("", rows("take{n}.wav|{text}|ann")),
    r"names parted from texts by spaces": Written("", rows("take{n} {text}"), "text.txt"),
    r"train\.txt looks like piper: name that list": Written(
        "", rows("take{n}.wav|{text}"), "train.txt"
    ),
    r"filelists/train\.txt looks like piper: name that list": Written(
        "", rows(AUDIO + "|{text}"), "filelists/train.txt"
    ),
    r"LJ-1\.1 in it looks like ljspeech: name that folder": Written(
        "", rows("take{n}|{text}"), "LJ-1.1/metadata.csv", recordings="LJ-1.1/wavs/take{n}.wav"
    ),
    r"a/b in it looks like ljspeech: name that folder": Written(
        "", rows("take{n}|{text}"), "a/b/metadata.csv", recordings="a/b/wavs/take{n}.wav"
    ),
    r"metadata\.csv is empty": Written("", ""),
    r"lists no recording": Written("", HEADER),
    r"2 things(?s:.*)ljspeech: .* as file\|text(?s:.*)piper: .* as file\|speaker": Written(
        "", "take1.wav|1|one\ntake2.wav|2|two\ntake3.wav|3|three\n"
    ),
    r"take1\.wav is a recording: name its folder": Written("", "", source="wavs/take1.wav"),
}
