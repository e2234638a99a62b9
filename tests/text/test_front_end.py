from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voxloom.core.errors import VoxloomError
from voxloom.text.letters.characters import PUNCTUATION, spell
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.front_end import prepare, read
from voxloom.text.sounds.params import TextParams
from voxloom.text.sounds.vocabulary import PADDING, Vocabulary


def params(**changes: object) -> TextParams:
    return TextParams.model_validate(
        {"normalize": True, "tokens": "characters", "lexicon": None, **changes}
    )


@pytest.mark.parametrize(
    ("spoken", "characters"),
    [
        ("Press ONE, now!", "press one, now!"),
        ("It’s — “quoted” (aside)…", "it's - quoted aside..."),
        ("and/or", "and or"),
        ("ÉCOLE straße", "école straße"),
        ("您好，再见。", "您好,再见."),
        ("¿Quién es?", "quién es?"),
    ],
)
def test_characters(spoken: str, characters: str) -> None:
    assert spell(spoken) == characters


@pytest.mark.parametrize(
    ("spoken", "code", "value"),
    [
        ("folder 5", "unspeakable", "5"),
        ("costs € and №", "unspeakable", "€№"),
        ("...!", "empty_after_normalization", "...!"),
        ("", "empty_after_normalization", ""),
    ],
)
def test_what_has_no_characters_says_why(spoken: str, code: str, value: str) -> None:
    with pytest.raises(TextError) as caught:
        spell(spoken)
    assert (caught.value.code, caught.value.value) == (code, value)


@given(st.text(max_size=40))
def test_spelling_twice_is_spelling_once(text: str) -> None:
    try:
        once = spell(text)
    except TextError:
        return
    assert spell(once) == once
    assert all(
        character in PUNCTUATION or character.isalpha() or ord(character) > 127
        for character in once
    )


def test_a_text_is_read_in_words_and_characters() -> None:
    prepare("en", params())
    reading = read("Press  1 – now.", "en", params())
    assert reading.spoken == "Press one– now."
    assert reading.tokens == "press one - now."


def test_without_normalization_a_digit_is_refused() -> None:
    assert read("  Press one. ", "en", params(normalize=False)).spoken == "Press one."
    with pytest.raises(TextError, match="no words for '1'"):
        read("Press 1.", "en", params(normalize=False))


@pytest.mark.parametrize("language", ["en", "zh", "es", "fr", "it", "ru", "de"])
def test_phonemes_keep_the_pauses_of_the_text(language: str) -> None:
    pytest.importorskip("espeakng_loader")
    text = {"zh": "您好,再见.", "ru": "да, нет."}.get(language, "no, no.")
    tokens = read(text, language, params(tokens="phonemes", normalize=False)).tokens
    assert tokens.endswith(".")
    assert tokens.count(",") == 1
    assert tokens[0].strip(" ,.")


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("9 am", "nˈaɪn ˈeɪ ˈɛm"),
        ("I am here", "ˈaɪ æm hˈɪɹ"),
        ("Press A B C", "pɹˈɛs ˈeɪ bˈiː sˈiː"),
        ("A bee", "ɐ bˈiː"),
        ("no - wait", "nˈoʊ, wˈeɪt"),
        ("T as in Tom", "tˈiː, æz ɪn tˈɑːm"),
        ("seat A as in apple", "sˈiːt ˈeɪ, æz ɪn ˈæpəl"),
        ("as in May", "æz ɪn mˈeɪ"),
    ],
)
def test_letters_are_no_words_and_dashes_are_pauses(text: str, sounds: str) -> None:
    assert read(text, "en", params(tokens="phonemes")).tokens == sounds


def test_english_phonemes() -> None:
    pytest.importorskip("espeakng_loader")
    assert read("Press 1, please!", "en", params(tokens="phonemes")).tokens == "pɹˈɛs wˌʌn, plˈiːz!"


TOKENS = st.text("abcxyz ,.'éçʌˈː您好", max_size=30)


@given(st.lists(TOKENS, min_size=1, max_size=5))
def test_encoding_round_trip(texts: list[str]) -> None:
    vocabulary = Vocabulary.of(texts, "en", "characters")
    for text in texts:
        numbers = vocabulary.encode(text)
        assert all(0 < number < len(vocabulary) for number in numbers)
        assert vocabulary.decode([*numbers, 0, 0]) == text


@given(st.lists(TOKENS))
def test_a_vocabulary_is_the_same_from_any_order_of_texts(texts: list[str]) -> None:
    forth, back = (
        Vocabulary.of(order, "en", "characters") for order in (texts, list(reversed(texts)))
    )
    assert forth == back
    assert forth.symbols[0] == PADDING
    assert Vocabulary.from_json(forth.to_json()) == forth


def test_an_unknown_symbol_is_named() -> None:
    vocabulary = Vocabulary.of(["abc"], "en", "characters")
    with pytest.raises(VoxloomError, match=r"has no 'é' \(U\+00E9\), 'ж' \(U\+0436\)"):
        vocabulary.encode("abжcé")
    with pytest.raises(VoxloomError, match="no number 4"):
        vocabulary.decode([1, 4])


def test_a_vocabulary_of_another_version_is_refused() -> None:
    values = Vocabulary.of(["abc"], "en", "characters").to_json()
    with pytest.raises(VoxloomError, match="run the text stage again"):
        Vocabulary.from_json({**values, "version": 0})


def test_a_language_without_a_grammar_is_refused_by_name() -> None:
    with pytest.raises(VoxloomError, match="no text normalization for language 'tlh': there are"):
        prepare("tlh", params())
