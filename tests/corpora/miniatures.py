"""Every layout in small: what is good in it, and rows that are broken or hostile."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import soundfile

from tests.corpora.settings import hum
from voxloom.audio.wave.sound import Audio
from voxloom.audio.write.encode import format_of, write_audio

RATE = 16000


@dataclass(frozen=True)
class Miniature:
    """What `auto` must make of it, and the outcome by id for one speaker."""

    build: Callable[[Path], None]
    speaker: str | None
    kept: dict[str, str]  # id: text
    quarantined: dict[str, str]  # id: code
    language: str = "en"


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


def jsonl(*rows: object) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def ljspeech(root: Path) -> None:
    for name in ("LJ001-0001", "LJ001-0002", "LJ001-0003", "extra"):
        hum(root / f"wavs/{name}.wav")
    save(root / "wavs/LJ001-0004.flac", _tone(0.4))
    os.mkfifo(root / "wavs/pipe.wav")
    hum(root.parent / "secret.wav")
    write(
        root / "metadata.csv",
        '\ufeffLJ001-0001|In 1865, he said "no|In eighteen sixty-five, he said no\r\n'
        "LJ001-0002|Two cells.\r\n"
        "LJ001-0003|A text||too many\r\n"
        "LJ001-0004|Another format.|\r\n"
        "../../secret|Out of here.|Out of here.\r\n"
        "LJ001-0005|No audio.|No audio.\r\n"
        "pipe|Never opened.|Never opened.\r\n"
        "LJ001-0002|Twice.|Twice.\r\n"
        "latin|Adi\udcf3s|Adi\udcf3s\r\n",
    )


def piper(root: Path) -> None:
    for name in ("a", "b", "c"):
        hum(root / f"wav/{name}.wav")
    write(root / "radio.m3u", "#EXTM3U\nhttp://127.0.0.1:9/a.mp3\n")
    write(
        root / "metadata.csv",
        "a.wav|ann|One.\nb.wav|bob|Two.\nc|ann|Three.\nradio.m3u|ann|Four.\n/etc/passwd|ann|Five.\n",
    )


def vctk(root: Path) -> None:
    for name in ("p225_001_mic1", "p225_001_mic2", "p225_002_mic1", "p225_003_mic2"):
        save(root / f"wav48_silence_trimmed/p225/{name}.flac", _tone(0.3))
    save(root / "wav48_silence_trimmed/p226/p226_001_mic2.flac", _tone(0.3))
    write(root / "txt/p225/p225_001.txt", "Please call Stella.\n")
    write(root / "txt/p225/p225_002.txt", "Ask her.\n")
    write(root / "txt/p225/p225_004.txt", "Nothing was recorded.\n")
    write(root / "txt/p226/p226_001.txt", "Somebody else.\n")
    write(root / "speaker-info.txt", "ID AGE\n")


def libritts(root: Path) -> None:
    stem = root / "train-clean-100/19/198"
    for name in ("19_198_000000_000000", "19_198_000001_000000"):
        hum(stem / f"{name}.wav")
        write(stem / f"{name}.original.txt", "On May 1st.")
        write(stem / f"{name}.normalized.txt", "On May first.")
    write(stem / "19_198_000001_000000.normalized.txt", "Adi\udcf3s")
    write(stem / "19_198_000002_000000.normalized.txt", "Gone.")
    write(stem / "19_198_000002_000000.original.txt", "Gone.")


def librispeech(root: Path) -> None:
    folder = root / "dev-clean/84/121123"
    for number in (0, 1):
        save(folder / f"84-121123-000{number}.flac", _tone(0.3))
    write(
        folder / "84-121123.trans.txt",
        "84-121123-0000 GO ON\n84-121123-0007 NOT HERE\n../../../x OUT\n",
    )


def common_voice(root: Path) -> None:
    header = "client_id\tpath\tsentence\tlocale\n"
    for number in (1, 2, 3, 4):
        save(root / f"clips/cv_{number}.mp3", _tone(0.5))
    write(
        root / "validated.tsv",
        header
        + 'ann\tcv_1.mp3\tHe said "yes.\ten\n'
        + "bob\tcv_2.mp3\tTwo.\ten\nann\tcv_9.mp3\tNone.\ten\nann\tcv_1.mp3\n",
    )
    write(root / "invalidated.tsv", header + "ann\tcv_3.mp3\tBad.\ten\n")


def aishell3(root: Path) -> None:
    for name in ("SSB00050001", "SSB00050002", "SSB00050003"):
        hum(root / f"train/wav/SSB0005/{name}.wav")
    write(
        root / "train/content.txt",
        "SSB00050001.wav\t广 guang3 州 zhou1\nSSB00050002.wav\t你 ni3 好 hao3\n"
        "SSB00059999.wav\t无 wu2\n没有\n",
    )


def thchs30(root: Path) -> None:
    for name in ("A11_0", "A11_1"):
        hum(root / f"data/{name}.wav")
    write(root / "data/A11_0.wav.trn", "绿 是 阳春\nlv4 shi4 yang2 chun1\nl v4 sh ix4\n")
    write(root / "data/A11_2.wav.trn", "没 有\nmei2 you3\nm ei2\n")
    (root / "train").mkdir()
    (root / "train/A11_0.wav").symlink_to("../data/A11_0.wav")


def kaldi(root: Path) -> None:
    hum(root / "long.wav", 1.5)
    hum(root / "spare.wav")
    write(
        root / "wav.scp",
        "long long.wav\nspare spare.wav\npipe touch hacked |\nstart | touch hacked\nark a.ark:12\n",
    )
    write(
        root / "segments",
        "utt1 long 0.0 0.5\nutt2 long 0.5 -1\nutt3 long 1.0 9.0\nutt4 long 0.9 0.2\n"
        "utt5 pipe 0.0 1.0\nutt6 nowhere 0.0 1.0\nutt7 long 0.2 0.4\nutt8 ark 0 1\n",
    )
    write(
        root / "text",
        "utt1 One.\nutt2 Two.\nutt3 Three.\nutt7 Seven.\nutt99 Nobody.\nutt1 Again.\n",
    )
    write(root / "utt2spk", "utt1 ann\nutt2 ann\nutt3 ann\nutt7 bob\n")


def nemo(root: Path) -> None:
    hum(root / "audio/long.wav", 1.5)
    hum(root / "audio/short.wav", 0.3)
    long, short = "audio/long.wav", "audio/short.wav"
    write(
        root / "manifest.json",
        jsonl(
            {"audio_filepath": short, "text": "Short.", "duration": 0.3},
            {"audio_filepath": long, "text": "First.", "offset": 0.0, "duration": 0.5},
            {"audio_filepath": long, "text": "Second.", "offset": 0.5, "duration": 1.0},
            {"audio_filepath": long, "text": "Beyond.", "offset": 1.4, "duration": 1.0},
            {"audio_filepath": long, "text": "Never.", "offset": -1.0, "duration": 1.0},
            {"audio_filepath": long, "text": "Never.", "offset": float("nan"), "duration": 1.0},
            {"audio_filepath": "../x.wav", "text": "Out."},
            {"audio_filepath": short + "\0", "text": "Half a name."},
            {"audio_filepath": long, "text": "Half a \ud800.", "offset": 0.1, "duration": 0.1},
            ["no object"],
        )
        + "{no json\n"
        + '{"audio_filepath": "a.wav", "text": '
        + "9" * 5000
        + "}\n",
    )


def _recording(key: str, source: Mapping[str, object], **more: object) -> dict[str, object]:
    sizes = {"sampling_rate": RATE, "num_samples": RATE, "duration": 1.0}
    return {"id": key, "sources": [source], **sizes, **more}


def _file(name: str, *channels: int) -> dict[str, object]:
    return {"type": "file", "channels": list(channels or (0,)), "source": name}


def _said(key: str, recording: str, start: float, text: str, **more: object) -> dict[str, object]:
    known = {"id": key, "recording_id": recording, "start": start, "duration": 0.4}
    return {**known, "channel": 0, "text": text, "language": "English", "speaker": "ann", **more}


def lhotse(root: Path) -> None:
    left, right = _tone(1.0).samples, _tone(1.0, 200.0).samples
    root.mkdir(parents=True, exist_ok=True)
    soundfile.write(root / "two.wav", np.stack([left, 0.5 * right], axis=1), RATE)
    hum(root / "spare.wav")
    command: dict[str, object] = {"type": "command", "channels": [0], "source": "touch hacked"}
    url: dict[str, object] = {"type": "url", "channels": [0], "source": "http://127.0.0.1:9/a.wav"}
    changed = {"transforms": [{"name": "Speed"}]}
    recordings = jsonl(
        _recording("two", _file("two.wav", 0, 1)),
        _recording("command", command),
        _recording("url", url),
        _recording("changed", _file("two.wav"), **changed),
        _recording("spare", _file("spare.wav")),
    )
    (root / "x_recordings_all.jsonl.gz").write_bytes(gzip.compress(recordings.encode()))
    write(
        root / "x_supervisions_all.jsonl",
        jsonl(
            _said("s1", "two", 0.0, "Left."),
            _said("s2", "two", 0.5, "Right.", channel=1),
            _said("s3", "two", 0.5, "Third.", channel=2),
            _said("s4", "command", 0.0, "Run."),
            _said("s5", "url", 0.0, "Fetch."),
            _said("s6", "changed", 0.0, "Fast."),
            _said("s7", "nowhere", 0.0, "Gone."),
            _said("s8", "two", 0.9, "Late."),
            _said("s9", "two", 0.0, "Hallo.", language="German"),
        ),
    )


def lhotse_cuts(root: Path) -> None:
    hum(root / "a.wav", 1.0)
    recording = _recording("a", _file("a.wav"))
    cut = {"type": "MonoCut", "start": 0.2, "duration": 0.8, "channel": 0, "recording": recording}
    write(
        root / "cuts.jsonl",
        jsonl(
            {**cut, "id": "c1", "supervisions": [_said("s1", "a", 0.1, "In a cut.")]},
            {**cut, "id": "c2", "supervisions": []},
            {"type": "MixedCut", "id": "c3", "tracks": []},
        ),
    )


def huggingface(root: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    good = io.BytesIO()
    soundfile.write(good, _tone(0.3).samples, RATE, format="FLAC")
    audio = [
        {"bytes": good.getvalue(), "path": "first.flac"},
        {"bytes": good.getvalue()[:60], "path": "cut.flac"},
        {"bytes": b"", "path": "empty.flac"},
        {"bytes": None, "path": "/etc/passwd"},
        {"bytes": good.getvalue(), "path": None},
        {"bytes": b"#EXTM3U\nhttp://127.0.0.1:9/a.mp3", "path": "list.wav"},
    ]
    texts = ["One.", "Two.", "Three.", "Four.", None, "Six."]
    table = pyarrow.table({"audio": audio, "sentence": texts, "speaker_id": [7] * 6})
    (root / "data").mkdir(parents=True)
    parquet.write_table(table, root / "data/train-0.parquet", row_group_size=4)
    write(root / "data/broken.parquet", "PAR1 and no more")


def folder(root: Path) -> None:
    for name in ("a", "b", "A", "long name"):
        hum(root / f"{name}.wav")
    write(root / "a.txt", "Hello.")
    write(root / "A.txt", "A twin.")
    write(root / "long name.lab", "Words.")
    write(root / "lost.lab", "No audio.")
    write(root / "README.txt", "About it all.")
    os.mkfifo(root / "pipe.wav")


def save(path: Path, audio: Audio) -> None:
    write_audio(path, audio, format_of(path, None), None)


def _tone(seconds: float, pitch: float = 440.0) -> Audio:
    time = np.arange(int(seconds * RATE)) / RATE
    return Audio((0.3 * np.sin(2 * np.pi * pitch * time)).astype(np.float32), RATE)


MINIATURES = {
    "ljspeech": Miniature(
        ljspeech,
        None,
        {
            "LJ001-0001": "In eighteen sixty-five, he said no",
            "LJ001-0002": "Two cells.",
            "LJ001-0004": "Another format.",
        },
        {
            "~line-3": "bad_row",
            "secret": "outside",
            "LJ001-0005": "missing_audio",
            "pipe": "not_a_file",
            "LJ001-0002~2": "duplicate_id",
            "~line-9": "bad_encoding",
            "wavs-extra": "unlisted",
            "wavs-LJ001-0003": "unlisted",
        },
    ),
    "piper": Miniature(
        piper,
        "ann",
        {"wav-a": "One.", "wav-c": "Three."},
        {"wav-b": "other_speaker", "radio": "playlist", "-etc-passwd": "outside"},
    ),
    "vctk": Miniature(
        vctk,
        "p225",
        {
            "wav48_silence_trimmed-p225-p225_001_mic2": "Please call Stella.",
            "wav48_silence_trimmed-p225-p225_002_mic1": "Ask her.",
        },
        {
            "wav48_silence_trimmed-p225-p225_001_mic1": "other_microphone",
            "wav48_silence_trimmed-p225-p225_003_mic2": "no_transcript",
            "wav48_silence_trimmed-p226-p226_001_mic2": "other_speaker",
            "txt-p225-p225_004": "missing_audio",
        },
    ),
    "libritts": Miniature(
        libritts,
        None,
        {"train-clean-100-19-198-19_198_000000_000000": "On May first."},
        {
            "train-clean-100-19-198-19_198_000001_000000": "bad_encoding",
            "train-clean-100-19-198-19_198_000002_000000.normalized": "missing_audio",
        },
    ),
    "librispeech": Miniature(
        librispeech,
        None,
        {"84-121123-0000": "GO ON"},
        {
            "dev-clean-84-121123-84-121123-0001": "no_transcript",
            "84-121123-0007": "missing_audio",
            "~line-3": "outside",
        },
    ),
    "commonvoice": Miniature(
        common_voice,
        "ann",
        {"clips-cv_1": 'He said "yes.'},
        {
            "clips-cv_2": "other_speaker",
            "clips-cv_9": "missing_audio",
            "~line-5": "bad_row",
            "clips-cv_3": "other_list",
            "clips-cv_4": "unlisted",
        },
    ),
    "aishell3": Miniature(
        aishell3,
        None,
        {"SSB00050001": "广州", "SSB00050002": "你好"},
        {
            "SSB00059999": "missing_audio",
            "~line-4": "bad_row",
            "train-wav-SSB0005-SSB00050003": "unlisted",
        },
        language="zh",
    ),
    "thchs30": Miniature(
        thchs30,
        None,
        {"data-A11_0": "绿是阳春"},
        {"data-A11_1": "no_transcript", "data-A11_2.wav": "missing_audio"},
        language="zh",
    ),
    "kaldi": Miniature(
        kaldi,
        "ann",
        {"utt1": "One.", "utt2": "Two."},
        {
            "utt3": "bad_span",
            "~line-4": "bad_span",
            "utt5": "command",
            "utt6": "missing_audio",
            "utt7": "other_speaker",
            "utt8": "unsupported",
            "utt99": "missing_audio",
            "~line-6": "duplicate_id",
            "spare": "unlisted",
            "start": "command",
        },
    ),
    "nemo": Miniature(
        nemo,
        None,
        {
            "audio-short": "Short.",
            "audio-long-0000000": "First.",
            "audio-long-0000500": "Second.",
        },
        {
            "audio-long-0001400": "bad_span",
            "~line-5": "bad_span",
            "~line-6": "bad_span",
            "..-x": "outside",
            "audio-short~2": "outside",
            "audio-long-0000100": "bad_encoding",
            "~line-10": "bad_row",
            "~line-11": "bad_row",
            "~line-12": "bad_row",
        },
    ),
    "lhotse": Miniature(
        lhotse,
        None,
        {"s1": "Left.", "s2": "Right."},
        {
            "s3": "no_channel",
            "s4": "command",
            "s5": "url",
            "s6": "unsupported",
            "s7": "missing_audio",
            "s8": "bad_span",
            "s9": "other_language",
            "spare": "unlisted",
        },
    ),
    "lhotse cuts": Miniature(
        lhotse_cuts,
        None,
        {"s1": "In a cut."},
        {"c2": "no_transcript", "~line-3": "unsupported"},
    ),
    "huggingface": Miniature(
        huggingface,
        None,
        {"first": "One."},
        {
            "cut": "undecodable",
            "empty": "empty_file",
            "train-0-000004": "empty_file",
            "train-0-000005": "no_transcript",
            "list": "playlist",
            "data-broken": "undecodable",
        },
    ),
    "folder": Miniature(
        folder,
        None,
        {"A": "A twin.", "long-name": "Words."},
        {
            "a": "twin_id",
            "b": "no_transcript",
            "lost": "missing_audio",
            "pipe": "not_a_file",
        },
    ),
}
