"""One judge: what a transcript is refused for is what a voice leaves out."""

from __future__ import annotations

import time
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voxloom.text.letters.errors import TextError
from voxloom.text.letters.judge import Judged, checked, judge, named

# What is said of it, and what is left out.
MARKED = [
    ("en", "<b>Hello</b>, world", "Hello, world", "'<b>' '</b>' (markup)"),
    ("en", 'Wait <break time="500ms"/> here', "Wait here", "'<break time=\"500ms\"/>' (markup)"),
    ("en", "<speak>Hi <!-- a note --> you</speak>", "Hi you", None),
    ("en", "Dear {{name}}, pay ${sum} by %s", "Dear, pay by", "'{{name}}' '${sum}' '%s' (markup)"),
    ("en", "Dear {first name}, 5% off", "Dear, 5% off", "'{first name}' (markup)"),
    ("en", "**Please** hold", "Please hold", "'**' (markup)"),
    ("en", "*Please* _hold_ __the__ ~~line~~", "Please hold the line", None),
    ("en", "two **and *two* more**", "two and two more", None),
    ("en", "## Welcome\nto us", "Welcome to us", "'##' (markup)"),
    ("en", "see [our page](http://x.com/a?b=1)", "see our page", "'(http://x.com/a?b=1)' (markup)"),
    ("en", "![a cat](cat.png) sits", "a cat sits", "'(cat.png)' (markup)"),
    ("en", "**[all](http://x.com)**", "all", None),
    ("en", "press &lt;b&gt;one&lt;/b&gt;", "press one", "'<b>' '</b>' (markup)"),
    ("en", "Hello \U0001f600\U0001f600!", "Hello!", "'\U0001f600\U0001f600' (emoji)"),
    ("en", "us \U0001f468\u200d\U0001f469 and \U0001f1e9\U0001f1ea", "us and", None),
    ("en", "press 1\ufe0f\u20e3 now", "press 1 now", None),
    ("zh", "您好\U0001f600。**重要**", "您好 。重要", None),
    ("en", "say привет now", "say now", "'привет' (foreign_script)"),
    ("en", "say 您好 now", "say now", "'您好' (foreign_script)"),
    ("en", "the pаypal site", "the site", "'pаypal' (mixed_scripts)"),
    ("en", "Dear {{name}} <b>Ann</b>", "Dear Ann", "'<b>' '</b>' '{{name}}' (markup)"),
    ("en", "<BR>Hold<hr>on, <foo>please</foo> <p>now", "Hold on, please now", None),
    ("en", "Tokyo (東京) is big", "Tokyo is big", "'東京' (foreign_script)"),
    ("en", "Tokyo（東京、大阪）, 「東京タワー」 f()", "Tokyo, f()", None),
    ("en", "the PDFка", "the", "'PDFка' (mixed_scripts)"),
    ("zh", "我最喜欢吃の这家店，明天去。", "我最喜欢吃 这家店，明天去。", "'の' (foreign_script)"),
    ("zh", "他在读Чехов的小说。", "他在读 的小说。", "'Чехов' (foreign_script)"),
    ("zh", "他说한국어，也说αβγ。", "他说 ，也说 。", "'한국어' 'αβγ' (foreign_script)"),
    ("zh", "打开pаypal网站", "打开 网站", "'pаypal' (mixed_scripts)"),
    ("ja", "東京タワーのТокио駅", "東京タワーの 駅", "'Токио' (foreign_script)"),
    ("ru", "сайт pаypal, аррle и googlе", "сайт, и", "'pаypal' 'аррle' 'googlе' (mixed_scripts)"),
    ("en", "bell\x07 \u202erung", "bell rung", "'U+0007' (control_character), 'U+202E' (bidi)"),
]  # fmt: skip
# Keys, operators, addresses, names: said as they are, in transcripts, too.
PLAIN = [
    ("en", "press *"),
    ("en", "press * or # to go on, ** to go back"),
    ("en", "dial *67 or *82, then **21*555# or *#06#"),
    ("en", "3 < 5 and 7 > 2, x<y and y>z"),
    ("en", "2 * 3 * 4"),
    ("en", "write to <anna@example.com>"),
    ("en", "AT&T and R&D; Smith & Sons"),
    ("en", "call _ me [soon] (or not)"),
    ("en", "the file user_name_2 and snake_case"),
    ("en", "# to finish"),
    ("en", "№ 5 ™ © 20 ℃"),
    ("de", "Drücken Sie * oder die Raute-Taste #"),
    ("zh", "请按*键，再按*键"),
    ("en", "f(x)[0](1) and [this](that)"),
    ("en", "α and β, 5 kΩ, 3 μm"),
    ("zh", "这个β版本很好用，请更新。"),
    ("en", "C♯, B♭ and F♮"),
    ("zh", "α粒子，用Office打开"),
    ("ru", "Откройте Windows"),
    ("ru", "Наши VIPы ждут у стойки."),
    ("ru", "PDFка, SMSки, e-mailы, SIMка, TikTokеры, WhatsAppом, VIPу"),
]
# Read otherwise than it is written, and nothing is lost; no transcript.
REWRITTEN = [
    ("en", "Press <Enter> to continue.", "Press Enter to continue.", "markup"),
    ("en", "Press <Ctrl> and <Alt>, <Page Up>.", "Press Ctrl and Alt, Page Up.", "markup"),
    ("en", "Press <Del>, <MENU> or <Option>", "Press Del, MENU or Option", "markup"),
    ("en", "a <<quote>> of vector<int>", "a quote of vector int", "markup"),
    ("en", "press &lt;Enter&gt;", "press Enter", "markup"),
    ("ru", "Нажмите <Ввод>.", "Нажмите Ввод.", "markup"),
    ("en", "The ΔT is 5 degrees.", "The Δ T is 5 degrees.", "mixed_scripts"),
    ("en", "TNFα and ΔxΔy", "TNF α and Δ x Δ y", "mixed_scripts"),
    ("zh", "ΔT是5度", "Δ T是5度", "mixed_scripts"),
    ("ru", "ΔТ равно 5", "Δ Т равно 5", "mixed_scripts"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "said", "left_out"), MARKED)
def test_what_is_left_of_a_text(language: str, text: str, said: str, left_out: str | None) -> None:
    judged = judge(text, language)
    assert judged.text == said
    assert left_out in (named(judged.left_out), None)
    assert judged.left_out
    assert judge(said, language).left_out == ()


@pytest.mark.parametrize(("language", "text"), [(row[0], row[1]) for row in MARKED])
def test_a_transcript_with_it_is_refused_with_the_same_code(language: str, text: str) -> None:
    with pytest.raises(TextError) as caught:
        checked(text, language)
    codes = {error.code for error in judge(text, language).left_out}
    assert caught.value.code in codes | {"markup"}


@pytest.mark.parametrize(("language", "text"), PLAIN)
def test_a_key_or_an_operator_is_no_markup(language: str, text: str) -> None:
    assert judge(text, language).text == text
    assert judge(text, language).left_out == ()
    assert checked(text, language) == text


@pytest.mark.parametrize(("language", "text", "said", "code"), REWRITTEN)
def test_a_key_and_a_symbol_are_said(language: str, text: str, said: str, code: str) -> None:
    assert judge(text, language) == Judged(said, ())
    with pytest.raises(TextError) as caught:
        checked(text, language)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "Windows Update Service"), ("zh", "Microsoft Office Professional")],
)
def test_a_name_in_latin_letters_is_said_and_no_transcript(language: str, text: str) -> None:
    assert judge(text, language) == Judged(text, ())
    with pytest.raises(TextError) as caught:
        checked(text, language)
    assert caught.value.code == "foreign_script"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Smith &amp; Sons", "Smith & Sons"),
        ("five&nbsp;minutes", "five minutes"),
        ("it&#39;s &quot;here&quot; &#x2013; now", 'it\'s "here" – now'),
        ("caf&eacute;", "café"),
        ("&unknown; &amp", "&unknown; &amp"),
    ],
)
def test_entities_are_decoded_without_a_word(written: str, said: str) -> None:
    assert judge(written, "en").text == said
    assert judge(written, "en").left_out == ()
    if written != said:
        with pytest.raises(TextError) as caught:
            checked(written, "en")
        assert caught.value.code == "markup"


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "", "empty_after_normalization"),
        ("en", " ... ", "empty_after_normalization"),
        ("en", "<b></b>", "markup"),
        ("en", "\U0001f600", "emoji"),
        ("en", "привет", "foreign_script"),
        ("ru", "բարեւ", "foreign_script"),
    ],
)
def test_nothing_left_is_an_error_that_says_why(language: str, text: str, code: str) -> None:
    with pytest.raises(TextError) as caught:
        judge(text, language)
    assert caught.value.code == code


SIGNS = st.text("ab* _~<>&;#[]()!/=\"'1\n-:x\U0001f600\u202eпя", max_size=40)


@given(SIGNS | st.text(max_size=40), st.sampled_from(["en", "zh", "ru", "hi"]))
def test_a_transcript_that_is_kept_is_said_whole(text: str, language: str) -> None:
    try:
        kept = checked(text, language)
    except TextError:
        return
    assert judge(text, language) == Judged(kept, ())


@given(SIGNS | st.text(max_size=40), st.sampled_from(["en", "zh", "ru", "hi"]))
def test_what_is_left_of_a_text_has_something_to_say(text: str, language: str) -> None:
    with suppress(TextError):
        judged = judge(text, language)
        assert judged.text == " ".join(judged.text.split())
        assert any(character.isalnum() or character in "*#" for character in judged.text)


LETTERS = st.text("ab кыa αΔ版本のカ한, <>()[]*/.", max_size=40)


@given(LETTERS, st.sampled_from(["en", "zh", "ja", "ko", "ru", "hi"]))
def test_no_letter_is_lost_without_a_word(text: str, language: str) -> None:
    try:
        judged = judge(text, language)
    except TextError:
        return
    told = Counter("".join(error.value for error in judged.left_out)) + Counter(judged.text)
    lost = Counter(text) - told
    assert not any(letter.isalpha() for letter in lost)


@given(st.text("请更新版本，", min_size=1), st.text("のカ한Чехов", min_size=1), st.text("请版本。"))
def test_strange_letters_take_no_others_with_them(before: str, strange: str, after: str) -> None:
    with suppress(TextError):
        kept = judge(before + strange + after, "zh").text
        assert [c for c in kept if c.isalpha()] == [c for c in before + after if c.isalpha()]


@pytest.mark.parametrize(
    "piece",
    ["<a ", "[a](.", "(,", "<", "<!--", "**a", "*a", "[", "[a](", "&amp;", "_a ", "&amp", "<a b="],
)
def test_marks_without_end_take_no_long_time(piece: str) -> None:
    start = time.monotonic()
    with suppress(TextError):
        judge("x " + piece * (50_000 // len(piece)), "en")
    assert time.monotonic() - start < 10
