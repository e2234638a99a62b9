"""How many telephone prompts are read as people say them, by language and kind.

    python -m tests.text.prompts.score [LANGUAGE ...] [--half build] [--misses]

`HALF/LANGUAGE.tsv` holds a prompt a line: its kind, what is written, what is said. `{one|two}`
stands for ways to say the same. What is compared is what is the same to the ear (`canonical`).
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.text.public_cases import canonical
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.front_end import LANGUAGES
from voxloom.text.reading.normalize import Normalizer

FOLDER = Path(__file__).parent
HALVES = ("build", "measure")
CHOICE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Prompt:
    kind: str
    written: str
    said: str  # with choices


def read_prompts(half: str, language: str) -> list[Prompt]:
    lines = (FOLDER / half / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [Prompt(*line.split("\t")) for line in lines if not line.startswith("#")]


def readings(said: str) -> Iterator[str]:
    """Every way to choose."""
    parts = CHOICE.split(said)  # every other one is a choice
    choices = [part.split("|") if odd % 2 else [part] for odd, part in enumerate(parts)]
    return map("".join, itertools.product(*choices))


def heard(prompt: Prompt, normalizer: Normalizer) -> str:
    try:
        return normalizer(prompt.written)
    except TextError as error:
        return f"({error.code}: {error.value})"


def is_right(prompt: Prompt, spoken: str, language: str) -> bool:
    sound = canonical(spoken, language)
    return any(canonical(way, language) == sound for way in readings(prompt.said))


def score(half: str, language: str, *, misses: bool) -> tuple[int, int]:
    """Print a line a kind and, if asked, what is read wrong; return how many are right, of all."""
    normalizer = Normalizer(language)
    right, count = Counter[str](), Counter[str]()
    wrong = []
    for prompt in read_prompts(half, language):
        spoken = heard(prompt, normalizer)
        count[prompt.kind] += 1
        if is_right(prompt, spoken, language):
            right[prompt.kind] += 1
        else:
            wrong.append((prompt, spoken))
    kinds = "  ".join(f"{kind} {right[kind]}/{count[kind]}" for kind in sorted(count))
    good, whole = right.total(), count.total()
    print(f"{language} {half:8} {good:4} of {whole:4} = {good / whole:6.1%}  {kinds}")
    for prompt, spoken in wrong if misses else []:
        print(f"  {prompt.kind}: {prompt.written}\n      read {spoken}\n      said {prompt.said}")
    return good, whole


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--misses", action="store_true", help="list them")
    arguments = parser.parse_args()
    for language in arguments.languages:
        for half in [arguments.half] if arguments.half else HALVES:
            score(half, language, misses=arguments.misses)


if __name__ == "__main__":
    main()
