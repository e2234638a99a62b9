from __future__ import annotations

from pathlib import Path

import pytest

from voxloom.core.errors import VoxloomError
from voxloom.text.reading.front_end import read
from voxloom.text.reading.lexicon import Lexicon, read_lexicon
from voxloom.text.sounds.params import TextParams

TABLE = "# names\nAsterisk\tˈæstəɹɪsk\n\nvoice  mail\tvˈɔɪs mˌeɪl\nDon't\tdˈoʊnt\n"


def write(folder: Path, text: str) -> Path:
    path = folder / "lexicon.tsv"
    path.write_text(text, encoding="utf-8")
    return path


def test_words_are_found_as_they_are_spelled(tmp_path: Path) -> None:
    lexicon = read_lexicon(write(tmp_path, TABLE), "phonemes")
    assert lexicon.entries == {
        "asterisk": "ˈæstəɹɪsk",
        "voice mail": "vˈɔɪs mˌeɪl",
        "don't": "dˈoʊnt",
    }
    assert list(lexicon.split("the asterisk of asterisks, asterisk's voice mail")) == [
        ("the", None),
        ("asterisk", "ˈæstəɹɪsk"),
        ("of asterisks, asterisk's", None),
        ("voice mail", "vˈɔɪs mˌeɪl"),
    ]


def test_chinese_words_are_found_without_spaces() -> None:
    lexicon = Lexicon({"重庆": "ĉóŋ qìŋ", "庆": "x"})
    assert list(lexicon.split("去重庆很好")) == [("去", None), ("重庆", "ĉóŋ qìŋ"), ("很好", None)]


def test_the_lexicon_goes_before_espeak() -> None:
    pytest.importorskip("espeakng_loader")
    params = TextParams(normalize=True, tokens="phonemes", lexicon=None)
    lexicon = Lexicon({"asterisk": "xˈyz"})
    plain = read("Hold the Asterisk, please.", "en", params)
    own = read("Hold the Asterisk, please.", "en", params, lexicon)
    assert own.spoken == plain.spoken
    assert "xˈyz" not in plain.tokens
    assert own.tokens.endswith("xˈyz, plˈiːz.")
    assert own.tokens.startswith("hˈoʊld ")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("ok\tə\nno phonemes\n", 2, "a line is a word, one tab, and its phonemes"),
        ("a\tb\tc\n", 1, "a line is a word, one tab, and its phonemes"),
        ("\tə\n", 1, "a line is a word, one tab, and its phonemes"),
        ("word\tw3d\n", 1, "'3' is no sign of IPA"),
        ("b4\tbiː\n", 1, "no words for '4'"),
        ("#\nOne\twʌn\none\twɒn\n", 3, "'one' stands twice"),
    ],
)
def test_a_wrong_line_is_named(tmp_path: Path, text: str, line: int, reason: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(VoxloomError, match=reason) as caught:
        read_lexicon(path, "phonemes")
    assert str(caught.value).startswith(f"{path}:{line}: ")


def test_a_file_that_is_no_text_or_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.tsv"
    with pytest.raises(VoxloomError, match=r"lexicon\.tsv: No such file"):
        read_lexicon(path, "phonemes")
    path.write_bytes(b"a\tb\n\xff\tc\n")
    with pytest.raises(VoxloomError, match=r"lexicon\.tsv: line 2 is neither"):
        read_lexicon(path, "phonemes")


def test_syllables_of_pinyin_are_checked_and_converted(tmp_path: Path) -> None:
    pytest.importorskip("pypinyin")
    path = write(tmp_path, "重庆\tchong2 qing4\n")
    assert read_lexicon(path, "pinyin").entries == {"重庆": "ĉo\u0301ŋ qi\u0300ŋ"}
    with pytest.raises(VoxloomError, match=r":1: 'chong' is no syllable with a tone"):
        read_lexicon(write(tmp_path, "重庆\tchong qing4\n"), "pinyin")


@pytest.mark.parametrize(
    ("tokens", "path", "reason"),
    [
        ("phonemes", "lexicon.tsv", "is not in data/recordings"),
        ("phonemes", "data/recordings/../lexicon.tsv", "is not in data/recordings"),
        ("phonemes", "/data/recordings/lexicon.tsv", "is not in data/recordings"),
        ("characters", "data/recordings/lexicon.tsv", "needs tokens: phonemes or pinyin"),
    ],
)
def test_a_lexicon_where_dvc_does_not_look_is_refused(tokens: str, path: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        TextParams.model_validate({"normalize": True, "tokens": tokens, "lexicon": path})
