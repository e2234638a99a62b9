"""How many telephone prompts are read as people say them, by language and kind.

    python -m tests.text.prompts.score [LANGUAGE ...] [--half build] [--misses | --table]

`HALF/LANGUAGE.tsv` holds a prompt a line: its kind, what is written, what is said. `{one|two}`
stands for ways to say the same. What is compared is what is the same to the ear (`canonical`).
"""

from __future__ import annotations

import argparse
import itertools
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.text.public_cases import canonical
from voxloom.text.letters.errors import TextError
from voxloom.text.reading.normalize import Normalizer
from voxloom.text.reading.rules.languages import LANGUAGES

FOLDER = Path(__file__).parent
HALVES = ("build", "measure")
MOST_WAYS = 2000
CHOICE = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Prompt:
    kind: str
    written: str
    said: str  # with choices


@dataclass
class Score:
    """Of one half in one language."""

    language: str
    half: str
    count: Counter[str] = field(default_factory=Counter)  # of a kind
    right: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[Prompt, str]] = field(default_factory=list)  # and what was read

    @property
    def share(self) -> float:
        return self.right.total() / self.count.total()

    def __str__(self) -> str:
        kinds = "  ".join(f"{kind} {self.right[kind]}/{self.count[kind]}" for kind in self.count)
        return (
            f"{self.language} {self.half:8} {self.right.total():4} of {self.count.total():4} = "
            f"{self.share:6.1%}  {kinds}"
        )


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
    """Part by part; or, where a variant reaches over parts, in one of the first ways."""
    sound = canonical(spoken, language)
    parts = CHOICE.split(prompt.said)
    pattern = "".join(
        f"(?:{'|'.join(re.escape(canonical(way, language)) for way in part.split('|'))})"
        for part in parts
    )
    if re.fullmatch(pattern, sound):
        return True
    ways = itertools.islice(readings(prompt.said), MOST_WAYS)
    return any(canonical(way, language) == sound for way in ways)


def score(half: str, language: str) -> Score:
    normalizer = Normalizer(language)
    told = Score(language, half)
    for prompt in sorted(read_prompts(half, language), key=lambda prompt: prompt.kind):
        spoken = heard(prompt, normalizer)
        told.count[prompt.kind] += 1
        if is_right(prompt, spoken, language):
            told.right[prompt.kind] += 1
        else:
            told.misses.append((prompt, spoken))
    return told


def table(scores: list[Score]) -> str:
    """As it stands in docs/text.md: right of all."""
    kinds = sorted({kind for told in scores for kind in told.count})
    lines = [["", "prompts", "right", *kinds], ["---", *("---:" for _ in ("", "", *kinds))]]
    lines += [
        [
            f"{told.language} {told.half}",
            f"{told.count.total()}",
            f"**{told.share:.1%}**",
            *(f"{told.right[kind]}/{told.count[kind]}" for kind in kinds),
        ]
        for told in scores
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("languages", nargs="*", default=LANGUAGES)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--misses", action="store_true", help="list them")
    parser.add_argument("--table", action="store_true", help="for the documentation")
    arguments = parser.parse_args()
    halves = [arguments.half] if arguments.half else HALVES
    scores = [score(half, language) for language in arguments.languages for half in halves]
    if arguments.table:
        print(table(scores))
        return
    for told in scores:
        print(told)
        for prompt, spoken in told.misses if arguments.misses else []:
            print(f"  {prompt.kind}: {prompt.written}")
            print(f"      read {spoken}\n      said {prompt.said}")


if __name__ == "__main__":
    main()
