"""Speech that is far too fast or slow for its words: the transcript is another recording's.

Rates are letters a second of sound, set beside the median of the corpus, so that no rate need be
known for a language. A digit counts as the four letters that digits have on average in English; it
is spoken as a word. A Chinese character counts as itself, and three letters of other scripts in
the same corpus as one.

Why a factor of 3: of the 1,157 telephone prompts in five languages that are long enough to count,
those whose words are spoken lie between 0.70 and 2.17 times their language's median. The three
beyond (3.2 to 5.3 times, all Italian) have transcripts that describe the sound. A transcript
swapped with one of a similar length cannot be found so.
"""

from __future__ import annotations

import statistics
import unicodedata
from collections.abc import Sequence

import numpy as np

from voxloom.audio.wave.sound import Audio, to_mono
from voxloom.corpora.source import Rejection

FACTOR = 3.0
FEWEST = 10  # utterances that make a median
SHORTEST_TEXT = 20.0  # letters; below, a pause or a name weighs too much
SHORTEST_SOUND = 0.2  # seconds; below, there is no speech to have a rate
LONG_SOUND = 5.0  # seconds; so much sound has something to say
FRAME_S = 0.02
QUIET_DB = 40.0  # below the loudest frame is no sound
LETTERS_A_DIGIT = 4.0
LETTERS_A_CHARACTER = 3.0  # of Chinese, which writes a syllable where others write letters


def sounding_seconds(audio: Audio) -> float:
    """The time in which there is sound: frames within 40 dB of the loudest."""
    samples = to_mono(audio).samples
    length = max(1, round(FRAME_S * audio.rate))
    frames = samples[: len(samples) // length * length].reshape(-1, length)
    if not len(frames):
        return 0.0
    power = np.mean(frames.astype(np.float64) ** 2, axis=1)
    return float(np.count_nonzero(power > power.max() * 10 ** (-QUIET_DB / 10)) * FRAME_S)


def letters(text: str) -> float:
    """How long a text is to speak, in letters."""
    return sum(_weight(letter) for letter in unicodedata.normalize("NFC", text))


def _weight(letter: str) -> float:
    category = unicodedata.category(letter)
    if category == "Lo" and unicodedata.east_asian_width(letter) == "W":
        return LETTERS_A_CHARACTER
    if category[0] == "L":
        return 1.0
    return LETTERS_A_DIGIT if category[0] == "N" else 0.0


def out_of_line(said: Sequence[tuple[str, float]]) -> list[Rejection | None]:
    """What is wrong with each (text, seconds of sound) of a corpus, if anything."""
    rates = [_rate(text, sound) for text, sound in said]
    known = [rate for rate in rates if rate is not None]
    if len(known) < FEWEST:
        return [None] * len(rates)
    median = statistics.median(known)
    return [_judge(rate, median) for rate in rates]


def _rate(text: str, sound: float) -> float | None:
    """Letters a second; None for what is too short to say."""
    count = letters(text)
    if sound < SHORTEST_SOUND or (count < SHORTEST_TEXT and sound < LONG_SOUND):
        return None
    return count / sound


def _judge(rate: float | None, median: float) -> Rejection | None:
    if rate is None or median / FACTOR <= rate <= median * FACTOR:
        return None
    message = f"{rate:.1f} letters a second; the corpus has {median:.1f}: another's transcript?"
    return Rejection("speaking_rate", f"{rate:.1f}", message)
