"""eSpeak's Chinese in IPA, with the tones as `syllables` writes them.

eSpeak's IPA gives the high and the falling tone one sign (`5`), and marks retroflexes with a full
stop; only its own names of the phonemes tell all tones apart.
"""

from __future__ import annotations

import re

from voxloom.text.sounds.espeak_library import Espeak

# At the end of a phoneme's name, as pitches from 1 to 5; here a combining mark behind the main
# vowel, and none for the neutral tone.
MARKS = {"55": "\u0304", "35": "\u0301", "214": "\u030c", "51": "\u0300", "11": ""}
TONE = re.compile(f"(?:{'|'.join(MARKS)})$")
SIGNS = {
    "ts.h": "ʈʂʰ", "ts.": "ʈʂ", "s.": "ʂ", "tsh": "tsʰ", "tɕh": "tɕʰ", "kh": "kʰ", "ph": "pʰ",
    "th": "tʰ", "i.": "ʅ", "i\u032a": "ɿ", "o-": "ɤ", "onɡ": "oŋ", "əː": "ə", "ŋ-": "ŋ",
}  # fmt: skip
MAIN = "aɑæɛeoɤəʅɿ"  # the first of these that a final holds carries its tone, else its last vowel
GLIDES = "iuyŋ"
STRESS = "ˈˌ"


def mandarin(library: Espeak, text: str) -> str:
    """Words separated by spaces, eSpeak's marks of a change of language among them."""
    words = library.named_phonemes(text)
    return " ".join("".join(_phone(ipa, name) for ipa, name in word) for word in words)


def _phone(ipa: str, name: str) -> str:
    bare = ipa.lstrip(STRESS)
    stress = ipa[: len(ipa) - len(bare)]
    tone = TONE.search(name)
    if tone is None:
        return stress + SIGNS.get(bare, bare)
    final = bare[:-1]  # IPA has the first pitch only, as a sign
    return stress + _toned(SIGNS.get(final, final), MARKS[tone[0]])


def _toned(final: str, mark: str) -> str:
    main = next((vowel for vowel in MAIN if vowel in final), None)
    place = max(map(final.rfind, GLIDES)) if main is None else final.index(main)
    return f"{final[: place + 1]}{mark}{final[place + 1 :]}"
