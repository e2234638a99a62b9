from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest

from tests.corpora.settings import ingest_params
from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import split_of
from voxloom.corpora import asterisk
from voxloom.corpora.read import Destination, choose, read_corpus

TRANSCRIPT = """\
; a comment: not a prompt
agent-alreadyon: That agent is already logged on.
digits/day-0: Sunday
letters/dash: dash [-]
beep: [this is a simple beep tone]
spy-iax2: IAX (note: does not say "2")
empty: An empty file.
noise: Not to be decoded.
"""
SECOND = b"\x5a" * 8000  # of G.722, at 64 kbit/s


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A folder as fetching the Debian packages leaves it."""
    folder = tmp_path / "raw/asterisk/en"
    sounds = folder / "files/usr/share/asterisk/sounds/en_US_f_Allison"
    (sounds / "digits").mkdir(parents=True)
    (sounds / "letters").mkdir()
    for name in ("agent-alreadyon", "digits/day-0", "letters/dash", "beep", "spy-iax2"):
        (sounds / f"{name}.g722").write_bytes(SECOND)
    (sounds / "untold.g722").write_bytes(SECOND)
    (sounds / "empty.g722").touch()
    (sounds / "noise.g722").write_bytes(SECOND * 3)
    document = folder / "files/usr/share/doc/asterisk-core-sounds-en"
    document.mkdir(parents=True)
    data = gzip.compress(("\ufeff" + TRANSCRIPT).encode())
    (document / "core-sounds-en.txt.gz").write_bytes(data)
    files.write_json(folder / asterisk.COMPLETE, {"version": asterisk.VERSION})
    return tmp_path / "raw"


def test_an_unpacked_folder_is_read_without_any_network(
    raw: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asterisk, "fetch", None)
    corpus = asterisk.load("en", raw)
    told = {recording.id: recording.text for recording in corpus.recordings}
    assert told == {
        "agent-alreadyon": "That agent is already logged on.",
        "beep": "[this is a simple beep tone]",
        "digits.day-0": "Sunday",
        "empty": "An empty file.",
        "letters.dash": "dash",
        "noise": "Not to be decoded.",
        "spy-iax2": "IAX",
        "untold": None,
    }
    assert corpus.license == "CC-BY-SA-3.0"
    assert "Allison Smith" in corpus.attribution


def test_every_recording_is_kept_or_set_aside_with_a_reason(raw: Path, tmp_path: Path) -> None:
    corpus = asterisk.load("en", raw)
    destination = Destination(tmp_path, "data/corpus/audio")
    inputs, kept, quarantined, _ = read_corpus(corpus, ingest_params(), destination)
    assert sorted(inputs) == sorted([row.id for row in kept] + [row.id for row in quarantined])
    assert {row.id: row.code for row in quarantined} == {
        "beep": "not_speech",
        "empty": "empty_file",
        "noise": "too_long",
        "untold": "no_transcript",
    }
    assert str(tmp_path) not in "".join(row.message for row in quarantined)
    sunday = next(row for row in kept if row.id == "digits.day-0")
    assert (sunday.rate, sunday.samples, sunday.duration) == (16000, 16000, 1.0)
    assert sunday.audio == "data/corpus/audio/digits.day-0.g722"
    assert (tmp_path / sunday.audio).read_bytes() == SECOND
    assert sunday.sha256 == files.sha256_bytes(SECOND)
    assert sunday.split == split_of("digits.day-0", 0.2, 0.2)


def test_a_limit_is_a_stable_sample(raw: Path) -> None:
    recordings = asterisk.load("en", raw).recordings
    chosen = choose(recordings, 3)
    assert len(chosen) == 3
    assert chosen == choose(recordings[::-1], 3)
    assert {item.id for item in choose(recordings, 2)} < {item.id for item in chosen}
    assert choose(recordings, None) == list(recordings)


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    path = tmp_path / "core-sounds-en.txt"
    path.write_bytes("\ufeffactivated: Activated.\nratio: one: two\nno colon\n".encode())
    assert asterisk.read_transcript(path) == {"activated": "Activated.", "ratio": "one: two"}


def test_an_unpacked_folder_without_a_transcript_is_named(raw: Path) -> None:
    next(raw.rglob("*.txt.gz")).unlink()
    with pytest.raises(VoxloomError, match=r"no core-sounds-en\.txt"):
        asterisk.load("en", raw)


def test_a_language_it_has_not_is_refused_before_anything_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(VoxloomError, match="has en, es, fr, it, ru, not 'de'"):
        asterisk.load("de", tmp_path)
    assert not list(tmp_path.iterdir())


def test_out_of_reach_is_one_message_that_names_the_offline_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # no apt-get
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(asterisk, "RELEASES", "http://127.0.0.1:9/releases")  # nobody listens
    monkeypatch.setattr(time, "sleep", lambda seconds: None)  # between its attempts
    with pytest.raises(VoxloomError, match="asterisk-core-sounds-fr is out of reach") as caught:
        asterisk.load("fr", tmp_path)
    message = str(caught.value)
    assert "Debian packages: apt-get is not on this machine" in message
    assert "release tarball: http://127.0.0.1:9/" in message
    assert "`ingest.corpus: espeak`" in message
    assert not list(tmp_path.rglob(asterisk.COMPLETE))


def test_a_fetch_that_was_cut_off_starts_anew(raw: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its mark a folder is not whole, whatever lies in it."""
    (raw / "asterisk/en" / asterisk.COMPLETE).unlink()
    fetched = []

    def fails(language: str, folder: Path) -> None:
        fetched.append(sorted(folder.iterdir()))
        raise VoxloomError("no network in tests")

    monkeypatch.setattr(asterisk, "_fetch_debian", fails)
    monkeypatch.setattr(asterisk, "_fetch_release", fails)
    with pytest.raises(VoxloomError, match="no network in tests"):
        asterisk.load("en", raw)
    assert fetched == [[], []]
