"""Phones of a language and no other signs: what eSpeak NG writes, held against the inventories."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voxloom.survey.inventory import inventory
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.front_end import LIBRARY_ONLY, NO_LEXICON
from voxloom.text.reading.phonemes import phonemes
from voxloom.text.reading.rules.languages import LANGUAGES
from voxloom.text.sounds.espeak_library import Espeak
from voxloom.text.sounds.inventories import INVENTORIES
from voxloom.text.sounds.own_sounds import StrangeSoundError, nearest, own_sounds
from voxloom.text.sounds.phones import BOUNDARY, PAUSES, STRESS, phones, units

pytest.importorskip("espeakng_loader", reason="phonemes need the extra espeak")

# Few words of the lists the inventories were made from, that hold all of their phones.
WITNESSES = {
    "en": "saturated Bohemians punctual Ecuador frightened verged Guiyang loincloths thees",
    "es": "banco medicación disputable guájar vergoña frey genro changa maulladora noyó",
    "fr": "coexistera déployât renommons fourbues vengeât machin jeûnai vergne oeuvée "
    "shuntiez geôle",
    "it": "contagerai sviluppai angoscerò sfuma pulegge batto tacque abbiglia freddezza sogghigni "
    "ricci sopii uscii dozzina accelero",
    "de": "zirkulären Hauptmenü dosierbar verjüngt gestreuter wörtliche amouröse Cache Burda",
    "ru": "нумерация предвестие молочник сгубивший худющий плёвый пережги эфир банкир позем "
    "на улице",
    "zh": "召见 扫黄 罗圈 飘风 通车 干才 蒙蔽 入行 溃决 不二 衣摆 或体 种属 何干 只此 结巴 "
    "舒卷 织女 追捧 绿野 执著 水肥 可是 拳头 淤塞 镃 粷 籏 眩 礠 佽 綴 拾 歡 当子 上面 "
    "行行出状元 嗯",
}
SAID = [
    # a foreign word in the language's own phones, without marks
    ("de", "Bitte das Update starten.", "bˈɪtə das ˈapdɛɪt ʃtˈaɾtən."),
    ("de", "Software für den Browser", "sˈɔftvɛːɜ fyːɾ deːn brˈaʊzə"),
    ("fr", "Cliquez sur download.", "klikˈe syʁ dˈawnlod."),
    ("ru", "Откройте Google.", "ʌtkrˈojtʲi ɡˈuɡəɭ."),
    ("zh", "请打开WhatsApp。", "tɕʰˈǐŋ tˈɑ̌ kʰˈāi wˈotʰsapʰ."),
    ("it", "volkswagen", "fˈɔlksvaːɡen"),
    ("en", "안녕", "ˈɐnnjʌŋ"),
    ("ko", "hello", "həlˈəʊ"),
    # a rare phone of its own words
    ("en", "Bach, Utrecht", "bˈɑːk, jˈuːtɹɛʃt"),
    ("de", "Restaurant", "rˌɛstoːrˈɑŋ"),
    # signs of eSpeak's own
    ("fr", "je te le dis", "ʒə tə lə dˈi"),
    ("de", "aneinander", "ˌanaɪnˈandɜ"),
    ("ru", "дверь, клюка", "dvʲˈerʲ, kɭʲu̟kˈɑ"),
    ("es", "jazz", "ʝˈas"),
    ("hi", "बढ़िया", "bˈʌɽʰɪjˌaː"),
    ("ko", "쌀", "s͈ˈɐɫ"),
    ("vi", "má mà mả mã mạ", "mˈaː́ mˌaː̀ mˈaː̉ mˈaː̃ mˈaː̣"),
    # four tones, the neutral one, and what is behind the teeth
    ("zh", "妈麻马骂吗", "mˈɑ̄ mˈɑ́ mˈɑ̌ mˈɑ̀ mˈɑ"),
    ("zh", "吃,知,是,日,词", "ʈʂʰˈʅ̄, ʈʂˈʅ̄, ʂˈʅ̀, ʐˈʅ̀, tsʰˈɿ́"),
]


@pytest.mark.parametrize(("language", "text", "said"), SAID)
def test_what_is_said(language: str, text: str, said: str) -> None:
    tokens = phonemes(text, language, NO_LEXICON)
    if language == "zh":  # it joins and parts syllables as it likes
        tokens, said = tokens.replace(" ", ""), said.replace(" ", "")
    assert tokens == unicodedata.normalize("NFC", said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_inventory_is_what_the_library_says(language: str) -> None:
    said = own_sounds(Espeak(language), WITNESSES[language], language)
    assert set(units(said)) - {BOUNDARY, *STRESS} == INVENTORIES[language]
    assert inventory(language, "phonemes") <= INVENTORIES[language]


def test_any_language_can_say_the_words_of_any_other() -> None:
    for own, phones_of_it in INVENTORIES.items():
        assert {unicodedata.normalize("NFC", phone) for phone in phones_of_it} == phones_of_it
        for phone in frozenset.union(*INVENTORIES.values()):
            said = nearest(phone, own)
            assert set(units(said)) <= phones_of_it
            assert (said == phone) == (phone in phones_of_it)


LETTERS = {"ru": "абвгдежзийклмнопрстуфхцчшщыьэюя", "zh": "您好请按一二三中国银行 app"}


@pytest.mark.parametrize("language", [*LANGUAGES, *LIBRARY_ONLY])
def test_any_letters_become_phones_or_a_text_error(language: str) -> None:
    library_letters = LETTERS.get(language, "abcdefghijklmnopqrstuvwxyzäöüßéèêçñó' ")

    @given(st.text(library_letters, min_size=1, max_size=12))
    def check(text: str) -> None:
        try:
            tokens = phonemes(text, language, NO_LEXICON)
        except TextError:
            return
        for phone in phones(tokens):
            known = INVENTORIES.get(language)
            assert phone.silent or known is None or phone.symbol in known
            assert phone.silent or all(unicodedata.category(c)[0] in "LM" for c in phone.symbol)
            assert phone.symbol not in PAUSES

    check()


@pytest.mark.parametrize(
    ("language", "text", "code", "value"),
    [
        ("zh", "我有兄弟", "strange_sound", "兄"),
        ("ja", "これは日本です", "unspeakable", "日本"),
        ("en", "say 您好 now", "unspeakable", "您好"),
    ],
)
def test_what_the_library_names_or_spells_is_refused(
    language: str, text: str, code: str, value: str
) -> None:
    with pytest.raises(TextError, match=f"{value}.* {language}") as caught:
        phonemes(text, language, NO_LEXICON)
    assert (caught.value.code, caught.value.value) == (code, value)


class Click(Espeak):
    """A library that clicks in one word."""

    def phonemes(self, text: str) -> str:
        return super().phonemes(text).replace("klˈɪk", "ǃˈɪk")


def test_a_phone_of_no_language_is_an_error_that_names_it_and_its_word() -> None:
    with pytest.raises(TextError, match=r"says 'click' with 'ǃ', no sound of en") as caught:
        own_sounds(Click("en"), "one click more", "en")
    assert (caught.value.code, caught.value.value) == ("strange_sound", "click")


@pytest.mark.parametrize("strange", ["(", ")", "-", "|", "_", "5", '"', "^", "."])
def test_no_sign_is_a_phone_in_any_language(strange: str) -> None:
    for language in (*LANGUAGES, *LIBRARY_ONLY):
        with pytest.raises(StrangeSoundError):
            nearest(strange, language)
