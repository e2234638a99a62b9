from __future__ import annotations

import unicodedata

import pytest

from voxloom.core.errors import VoxloomError
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.front_end import prepare, read
from voxloom.text.reading.lexicon import Lexicon
from voxloom.text.sounds.params import TextParams
from voxloom.text.sounds.phones import phones
from voxloom.text.sounds.vocabulary import Vocabulary

pytest.importorskip("pypinyin")
PINYIN = TextParams(normalize=True, tokens="pinyin", lexicon=None)


def tokens(text: str, lexicon: Lexicon | None = None) -> str:
    return unicodedata.normalize("NFC", read(text, "zh", PINYIN, lexicon or Lexicon()).tokens)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("您好，再见。", "nín hǎo, zài jiàn."),
        ("中国银行", "ẑōŋ guó ín háŋ"),
        ("知识资源", "ẑʅ̄ ŝʅ́ zɿ̄ ván"),
        ("绿色的女儿", "lv̀ sè de nv̌ ér"),
        ("一个不是", "í gè bú ŝʅ̀"),
        ("你好吗？", "ní hǎo ma?"),
        ("有9分", "iǒu jiǒu fēn"),
        ("VIP会员", "V I P huèi ván"),
        ("嗯", "ń"),
    ],
)
def test_syllables_tones_and_pauses(text: str, said: str) -> None:
    assert tokens(text) == unicodedata.normalize("NFC", said)


def test_a_vowel_and_its_tone_are_one_phone_and_a_token_is_a_character() -> None:
    said = read("中国，你好。", "zh", PINYIN).tokens
    symbols = [unicodedata.normalize("NFC", unit.symbol) for unit in phones(said)]
    assert symbols == [
        " ",
        "ẑ",
        "ō",
        "ŋ",
        " ",
        "g",
        "u",
        "ó",
        ",",
        "n",
        "í",
        " ",
        "h",
        "ǎ",
        "o",
        ".",
    ]
    vocabulary = Vocabulary.of([said], "zh", "pinyin")
    assert vocabulary.decode(vocabulary.encode(said)) == said


def test_the_lexicon_goes_before_the_dictionary() -> None:
    assert tokens("去重庆。", Lexicon({"重庆": "zuò ĝ"})) == "qv̀ zuò ĝ."


def test_other_letters_and_other_languages_are_refused() -> None:
    with pytest.raises(TextError, match="no pinyin for 'の'"):
        tokens("雪の花")
    with pytest.raises(VoxloomError, match="pinyin is for zh, the corpus is in en"):
        prepare("en", PINYIN)
