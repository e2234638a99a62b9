from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voxloom.text.letters.errors import TextError
from voxloom.text.letters.judge import LONGEST, MOST_DIGITS, checked
from voxloom.text.letters.transcript import read_transcript

KEPT = [
    ("en", "  Hello,\tworld.\r\n", "Hello, world."),
    ("en", "\ufeffHello", "Hello"),
    ("en", "so\u00adft hy\u200bphens", "soft hyphens"),
    ("en", "left\u200e to\u200f right", "left to right"),
    ("en", "no\u00a0break\u2028line", "no break line"),
    ("en", "cafe\u0301", "caf\u00e9"),
    ("en", "join\u200ded", "joined"),
    ("hi", "क्\u200dष", "क्\u200dष"),
    ("en", "5 μm and 3 kΩ, the α and the ω", "5 μm and 3 kΩ, the α and the ω"),
    ("en", "the 1st, № 5, 20 ℃, 3½, 2ª", "the 1st, № 5, 20 ℃, 3½, 2ª"),
    ("ru", "Откройте Windows и www.primer.ru", "Откройте Windows и www.primer.ru"),
    ("zh", "他是VIP客户。", "他是VIP客户。"),
    ("zh", "ＡＢＣ卡", "ＡＢＣ卡"),
    ("ja", "カードは１枚です", "カードは１枚です"),
    ("ko", "여보세요", "여보세요"),
    ("ru", "VIP", "VIP"),
    ("ru", "Наши VIPы и PDFка", "Наши VIPы и PDFка"),
    ("en", "*", "*"),
    ("en", "1 " * 30 + "and on", "1 " * 30 + "and on"),
]
REFUSED = [
    ("en", "a bell \x07 here", "control_character", "U+0007"),
    ("en", "nothing\x00", "control_character", "U+0000"),
    ("en", "\u202eolleh", "bidi", "U+202E"),
    ("en", "\u2066inner\u2069", "bidi", "U+2066"),
    ("en", "a \ufffd hole", "bad_character", "U+FFFD"),
    ("en", "private \ue000", "bad_character", "U+E000"),
    ("en", "half \ud800", "bad_character", "U+D800"),
    ("en", "not yet \u0378", "bad_character", "U+0378"),
    ("en", "tag \U000e0041", "bad_character", "U+E0041"),
    ("en", "pаypal", "mixed_scripts", "pаypal"),
    ("ru", "Mосква", "mixed_scripts", "Mосква"),
    ("en", "αlpha", "mixed_scripts", "αlpha"),
    ("tlh", "pаypal", "mixed_scripts", "pаypal"),
    ("en", "say привет now", "foreign_script", "привет"),
    ("en", "say λόγος now", "foreign_script", "λόγος"),
    ("en", "say 您好 now", "foreign_script", "您好"),
    ("ru", "this is all in English", "foreign_script", "this is all in English"),
    ("zh", "これは日本語", "foreign_script", "これは"),
    ("en", "word " * LONGEST, "too_long", str(5 * LONGEST)),
    ("en", "pay " + "7" * 4000, "giant_number", "4000"),
    ("en", "1," * (MOST_DIGITS + 1), "giant_number", str(MOST_DIGITS + 1)),
    ("en", "", "empty_after_normalization", ""),
    ("en", " \u200b ...! ", "empty_after_normalization", "...!"),
]


@pytest.mark.parametrize(("language", "written", "kept"), KEPT)
def test_what_is_harmless_is_mended(language: str, written: str, kept: str) -> None:
    assert checked(written, language) == kept.strip()


@pytest.mark.parametrize(("language", "written", "code", "value"), REFUSED)
def test_what_is_not_is_refused_with_its_value(
    language: str, written: str, code: str, value: str
) -> None:
    with pytest.raises(TextError) as caught:
        checked(written, language)
    assert (caught.value.code, caught.value.value) == (code, value)
    assert len(str(caught.value)) < 300


def test_a_megabyte_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(TextError, match="1048576 characters"):
        checked("\u202e" * 2**20, "en")


@given(st.text(max_size=60), st.sampled_from(["en", "zh", "ru", "hi", "tlh"]))
def test_checking_twice_is_checking_once(text: str, language: str) -> None:
    try:
        once = checked(text, language)
    except TextError:
        return
    assert checked(once, language) == once
    assert "\n" not in once
    assert len(once) <= 4 * len(text)  # NFC may take characters apart


TEXT = "Grüße,\n您好\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode("utf-16"),
    ],
)
def test_usual_encodings_and_line_ends_are_read(data: bytes) -> None:
    assert read_transcript(data) == TEXT


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("fine\nGrüße\n".encode("latin-1"), 2),
        ("你好\n".encode("gb18030"), 1),
        (TEXT.encode("utf-16-le"), 1),
        (TEXT.encode("utf-32"), 1),
        (b"\xff\xfea\x00\n\x00\x00\xd8", 2),
        (b"fine\n\x80", 2),
    ],
)
def test_others_are_refused_with_the_line(data: bytes, line: int) -> None:
    with pytest.raises(TextError) as caught:
        read_transcript(data)
    assert (caught.value.code, caught.value.value) == ("bad_encoding", f"line {line}")


@given(st.binary(max_size=80))
def test_any_bytes_at_all_are_read_or_refused(data: bytes) -> None:
    try:
        text = read_transcript(data)
    except TextError:
        return
    assert "\r" not in text
