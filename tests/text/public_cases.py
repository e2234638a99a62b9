"""How much of somebody else's test cases the normalizer reads as they expect.

    python -m tests.text.public_cases FOLDER LANGUAGE [--misses]

FOLDER holds text files with a case a line, `written~spoken`; a file is a category. The cases are
not part of this repository. A reading is right when it is the same to the ear: what is compared
knows no case, punctuation or hyphens, no "and", and takes spoken variants for one.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from voxloom.text.letters.errors import TextError
from voxloom.text.reading.normalize import Normalizer

MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
VARIANTS = {  # two ways to say one thing
    "en": (
        (rf"\bthe ((?:\w+ )?\w+) of ({MONTHS})\b", r"\2 \1"),
        (r"\band\b", " "),
        (r"\b(?:oh|o)\b", "zero"),
        (r"\bnegative\b", "minus"),
        (r"\bone (?=thousand\b)", ""),
    ),
    "it": (
        (r"tré\b", "tre"),
        (r"\b(euro|dollari|sterline|rubli) e\b", r"\1"),
        (r"\b(?:centesimi|penny|minuti)\b", " "),
        (r"\b(milion[ei]|miliard[oi]) e\b", r"\1"),
        (r"\bal secondo\b", "per secondo"),
    ),
    "zh": (
        (r"两(?=[百千万亿])", "二"),
        (r"幺", "一"),
        (r"(?<=[一二三四五六七八九十])号", "日"),
        (r"(?<=[点分])零(?=[一二三四五六七八九][分秒])", ""),
    ),
}


@dataclass(frozen=True)
class Miss:
    written: str
    expected: str
    heard: str


def canonical(spoken: str, language: str) -> str:
    """What is the same to the ear is the same here."""
    text = unicodedata.normalize("NFKC", spoken).casefold().replace("'", "").replace("’", "")
    text = " ".join(re.sub(r"[^\w\s]|_", " ", text).split())
    for variant, chosen in VARIANTS.get(language, ()):
        text = re.sub(variant, chosen, text)
    # Letters spelled are letters, whether written together or apart.
    return re.sub(r"\s+", "", text)


def cases(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    pairs = [line.rsplit("~", 1) for line in lines if "~" in line]
    return [(written, spoken) for written, spoken in pairs if written.strip()]


def misses(path: Path, language: str, normalizer: Normalizer) -> list[Miss]:
    found = []
    for written, expected in cases(path):
        try:
            heard = normalizer(written)
        except TextError as error:
            heard = f"({error.code})"
        if canonical(heard, language) != canonical(expected, language):
            found.append(Miss(written, expected, heard))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path)
    parser.add_argument("language")
    parser.add_argument("--misses", action="store_true", help="list them")
    arguments = parser.parse_args()
    normalizer = Normalizer(arguments.language)
    total = wrong = 0
    for path in sorted(arguments.folder.glob("*.txt")):
        count, missed = len(cases(path)), misses(path, arguments.language, normalizer)
        total, wrong = total + count, wrong + len(missed)
        print(f"{path.stem:32} {count - len(missed):4} of {count:4}")
        if arguments.misses:
            for miss in missed:
                print(f"    {miss.written!r}: {miss.heard!r}, expected {miss.expected!r}")
    if not total:
        sys.exit(f"{arguments.folder}: no case of the form written~spoken")
    print(f"{'all':32} {total - wrong:4} of {total:4} = {1 - wrong / total:.1%}")


if __name__ == "__main__":
    main()
