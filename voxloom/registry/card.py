"""The model card: what a model is, made from what, how good, how to use it and how not to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from voxloom.core.plain import DESCRIPTION, code, line
from voxloom.systems.find import system

Config = Mapping[str, Any]
Metrics = Mapping[str, float]

# Characters a text from outside may take in a description; the next where it is still too long.
SHARES = (1000, 300, 30)

CARD = """\
# {system}: {title}

{what}

## Data and licence

Trained on {name} (language {language}, speaker {speaker}), from {source}.

- Licence of the recordings: {license}
- Attribution: {attribution}

Keep licence and attribution with every copy of the model and with what it produces.

## Model

{facts}
- Digest of weights and configuration: `{digest}`

## Measured

{measured}

## Use

{use}

## Limits

{limits}
"""

REST = "\n\nAll figures: `model_card.md` among the files of the version's run."


@dataclass(frozen=True)
class Card:
    """A system's card. `config` is the artifact's model.json, `metrics` the system's figures."""

    system: str
    config: Config
    digest: str
    metrics: Metrics

    @property
    def full(self) -> str:
        """Markdown with every figure."""
        return self._render(_table(self.metrics), None)

    def description(self, gate: str) -> str:
        """Markdown that fits a version's description: the gate's figure and the headlines."""
        names = dict.fromkeys((gate, *system(self.system).words.headlines))
        chosen = {name: self.metrics[name] for name in names if name in self.metrics}
        cards = (self._render(_table(chosen) + REST, share) for share in SHARES)
        return next(card for card in cards if len(card) <= DESCRIPTION)

    def _render(self, measured: str, share: int | None) -> str:
        words, corpus = system(self.system).words, self.config["corpus"]
        told = ("name", "language", "speaker", "source", "license", "attribution")
        return CARD.format(
            system=self.system,
            title=words.title,
            what=words.what,
            **{key: line(str(corpus[key]), share) for key in told},
            facts=words.facts(self.config),
            digest=self.digest,
            measured=measured,
            use=words.use,
            limits=words.limits,
        )


def _table(metrics: Metrics) -> str:
    if not metrics:
        return "Nothing: the evaluation has no figure of it."
    rows = [f"| {code(name)} | {value:.4g} |" for name, value in sorted(metrics.items())]
    return "\n".join(["| metric | value |", "| --- | ---: |", *rows])
