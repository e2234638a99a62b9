"""Which file a name in a list means, and what is said where it means none."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.corpora.miniatures import write
from tests.corpora.settings import hum, ingest_params
from voxloom.corpora import layouts
from voxloom.corpora.lookup import Lookup
from voxloom.corpora.source import Rejection


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("a.wav", "wavs/a.wav"),
        ("./wavs//a", "wavs/a.wav"),
        ("WAVS\\A.wav", "wavs/a.wav"),
        ("caf\u00e9", "wavs/cafe\u0301.wav"),
        ("/data/mine/wavs/a.wav", "wavs/a.wav"),
        ("/old/place/mine/wavs/a.wav", "wavs/a.wav"),
        ("mine/wavs/a.wav", "wavs/a.wav"),
        ("data/mine/wavs/a.wav", "wavs/a.wav"),
        ("Mr. X", "Mr. X.wav"),
        ("twin", "wavs/twin.wav"),
        ("Twin.wav", "wavs/Twin.wav"),
        ("TWIN", None),  # either
        ("a.flac", None),
        ("/old/place/wavs/a.wav", None),
        ("../mine/wavs/a.wav", "wavs/a.wav"),
        ("../other/wavs/a.wav", None),
        ("wavs/../wavs/a.wav", None),  # left to the disk, which knows of links
        ("other/wavs/a.wav", None),
        ("a\0.wav", None),
        ("", None),
    ],
)
def test_one_way_to_find_it(told: str, found: str | None) -> None:
    names = ("wavs/a.wav", "wavs/cafe\u0301.wav", "Mr. X.wav", "wavs/twin.wav", "wavs/Twin.wav")
    assert Lookup(Path("/data/mine"), names, "").find(told) == found


def test_a_list_in_a_folder_below_names_from_there_first() -> None:
    names = ("lists/wavs/a.wav", "wavs/a.wav", "wavs/b.wav")
    lookup = Lookup(Path("/data/mine"), names, "lists")
    assert lookup.find("a.wav") == "lists/wavs/a.wav"
    assert lookup.find("wavs/b.wav") == "wavs/b.wav"
    assert lookup.find("../wavs/a.wav") == "wavs/a.wav"
    assert lookup.find("../../mine/wavs/a.wav") == "wavs/a.wav"


def test_an_absolute_name_through_a_link_to_the_corpus(tmp_path: Path) -> None:
    (tmp_path / "mine/wavs").mkdir(parents=True)
    (tmp_path / "mine/wavs/a.wav").touch()
    (tmp_path / "link").symlink_to("mine")
    for root in ("mine", "link"):
        lookup = Lookup(tmp_path / root, ("wavs/a.wav",), "")
        for told in ("mine/wavs/a.wav", "link/wavs/a.wav"):
            assert lookup.find(str(tmp_path / told)) == "wavs/a.wav"


@pytest.mark.parametrize(
    ("told", "near"),
    [
        ("wavs/1.wav", "wavs/0001.wav"),  # a spreadsheet took the zeros
        ("0002", "wavs/ann_0002.wav"),
        ("wavs/take_3.wav", "wavs/deep/Take-03.flac"),
        ("helo", "hello.mp3"),
        ("nothing like it", None),
    ],
)
def test_a_miss_names_what_is_nearest(told: str, near: str | None) -> None:
    names = ("hello.mp3", "wavs/0001.wav", "wavs/ann_0002.wav", "wavs/deep/Take-03.flac")
    found = Lookup(Path("/data/mine"), names, "").nearest(told)
    assert found == ([] if near is None else [near])


def test_the_time_grows_with_the_names_and_not_with_their_square() -> None:
    names = tuple(f"wavs/{number // 1000}/Take {number:06d}.wav" for number in range(10_000))
    lookup = Lookup(Path("/data/mine"), names, "")
    begun = time.process_time()
    for name in names:
        assert lookup.find(name.lower()) == name
        assert len(lookup.nearest(f"none like {name}")) <= 1
    assert time.process_time() - begun < 15


def rejections(mine: Path, text: str) -> dict[str, Rejection | None]:
    write(mine / "metadata.csv", text)
    params = ingest_params(corpus="ljspeech", source=str(mine))
    return {recording.id: recording.rejection for recording in layouts.load(params).recordings}


def test_a_name_that_two_files_have_is_neither_and_an_exact_one_comes_first(tmp_path: Path) -> None:
    for name in ("take", "Take", "one"):
        hum(tmp_path / f"wavs/{name}.wav")
    text = "TAKE|Which?\ntake|This.\nONE|Whose?\none|Its own.\n"
    found = rejections(tmp_path, text)
    assert {name for name, why in found.items() if why is None} == {"take", "one"}
    either, contested = found["TAKE"], found["ONE"]
    assert either
    assert either.code == "ambiguous"
    assert "wavs/Take.wav or wavs/take.wav" in either.message
    assert contested
    assert contested.code == "ambiguous"


def test_a_miss_says_where_was_looked_and_what_is_near(tmp_path: Path) -> None:
    hum(tmp_path / "wavs/0001.wav")
    missing = rejections(tmp_path, "1|Hello.\n/x/0001.wav|Hello.\n")
    one, absolute = missing["1"], missing["0001.wav"]
    assert one
    assert one.message == (
        f"metadata.csv line 1: there is no such file: {tmp_path}/wavs/1.wav "
        "(the nearest is wavs/0001.wav)"
    )
    assert absolute
    assert absolute.code == "outside"
    assert "absolute, and not in" in absolute.message


def test_no_name_leads_out_of_the_corpus(tmp_path: Path) -> None:
    hum(tmp_path / "secret.wav")
    mine = tmp_path / "mine"
    hum(mine / "wavs/a.wav")
    (mine / "away").symlink_to(tmp_path)
    told = ["../secret.wav", "away/secret.wav", f"{tmp_path}/secret.wav", "..\\secret.wav"]
    told += ["wavs/../../secret.wav", f"{mine}/../secret.wav", "mine/../secret.wav", "secret"]
    found = rejections(mine, "a|Hello.\n" + "".join(f"{name}|Secret.\n" for name in told))
    assert sum(why is None for why in found.values()) == 1
    assert len(found) == 1 + len(told)
