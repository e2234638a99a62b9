"""The phones a language has, as eSpeak NG 1.52 writes them and `own_sounds` lets them through.

Made from every word of Debian's word lists (wamerican, wspanish, wfrench, witalian, wngerman,
hunspell-ru: 86,000 to 356,000 words a language), clauses of its fortunes and French manual pages,
and pypinyin's phrases and characters for Chinese: what stands in more than one of a thousand words
of either, and in Chinese every vowel without a tone; in English neither the glottal stop nor the
syllabic n, which small corpora hardly have. What is left out is spoken by `nearest`.
`tests/text/test_own_sounds.py` has each phone said by the library.
"""

from __future__ import annotations

PHONES = {
    "en": (
        "a b d e f h i iː j k l m n o p s t uː v w z æ ð ŋ ɐ ɑː ɔ ɔː ə ɚ ɛ ɜː ɡ ɪ ɹ ɾ ʃ ʊ ʌ ʒ θ ᵻ"
    ),
    "es": "a b d e f i j k l m n o p r s t u w x ð ŋ ɛ ɡ ɣ ɪ ɲ ɾ ʃ ʊ ʎ ʝ β θ",
    "fr": "a aː b d e f i j k l m n o oː p s t u v w y z ø œ œ̃ ɑ̃ ɔ ɔ̃ ə ɛ ɛ̃ ɡ ɲ ʁ ʃ ʒ",
    "it": (
        "a aː b bː d dː e eː f i iː j k kː l m n o p pː r s sː t tː u v w z zː ŋ ɔ ɛ ɡ ɡː ɪ ɪː "
        "ɲ ɾ ʃ ʃː ʊ ʎ ʒ ʒː"
    ),
    "de": (
        "a b d eː f h iː j k l m n oː p r s t uː v x yː z ç ø øː ŋ œ ɐ ɑ ɑː ɔ ə ɛ ɛː ɜ ɡ ɪ ɾ ʃ ʊ ʏ"
    ),
    "ru": (
        "a b bʲ d dʲ e f fʲ i j k kʲ m mʲ n nʲ o p pʲ r rʲ s sʲ t tʲ u u̟ v vʲ x y z ɑ ɕ ə ɛ ɡ "
        "ɡʲ ɪ ɭ ɭʲ ɵ ʃ ʃʲ ʌ ʑ ʒ"
    ),
    "zh": (
        "a e f i j k kʰ l m n o p pʰ r s sʰ t tʰ u w y y̌ à á æ æ̀ æ̌ è é ì í ò ó ù ú ý ā ē ě "
        "ī ŋ ŋ́ ō ū ǎ ǐ ǒ ǔ ǣ ǽ ȳ ɑ ɑ̀ ɑ́ ɑ̄ ɑ̌ ɕ ɕʰ ə ə̀ ə́ ə̄ ə̌ ɛ ɛ̀ ɛ́ ɛ̄ ɛ̌ ɤ ɤ̀ ɤ́ ɤ̄ ɤ̌ "
        "ɿ ɿ̀ ɿ́ ɿ̄ ɿ̌ ʂ ʂʰ ʅ ʅ̀ ʅ́ ʅ̄ ʅ̌ ʈ ʐ χ ỳ"
    ),
}
INVENTORIES = {language: frozenset(phones.split()) for language, phones in PHONES.items()}
# Signs of eSpeak's own, and what they are in IPA: a weak vowel (`-`), the softness of a consonant
# or of the vowel beside it (`^`, `"`), tones (figures and ɜ), a tense consonant (`-`).
SIGNS = {
    "fr": {"-": ""},
    "de": {"1": ""},
    "es": {"dʒ": "ʝ", "pː": "p"},
    "ru": {'u"': "u\u031f", "rɪ^": "rʲ", "^": ""},
    "ar": {".": ""},
    "hi": {"r.h": "ɽʰ", "r.": "ɽ"},
    "ko": {"-": "\u0348"},
    "vi": {"-": "", "2": "\u0300", "ɜ": "\u0301", "4": "\u0309", "5": "\u0303", "6": "\u0323"},
}
