"""What stands for a system: all that is known of one outside its folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from voxloom.serve.service import Config, Service

# A figure of a model folder, measured on a folder of features.
Measure = Callable[[Path, Path], float]

# Of systems that are measured on recordings, or on texts that are said, by what a recogniser hears.
UNLIKE = {
    "mel_digest": "their mel contracts differ",
    "heldout_digest": "they were not measured on the same recordings or texts",
    "recogniser": "their recognisers differ ({mine} and {theirs})",
}


@dataclass(frozen=True)
class Remeasure:
    """How a figure is measured again, and which grounds that stands on."""

    measure: Measure
    shared: tuple[str, ...]  # must be the same of two models that are compared
    here: tuple[str, ...]  # must be the same of a model and of the folder it is measured in


@dataclass(frozen=True)
class CardWords:
    """What the model card says of a system."""

    title: str
    what: str
    facts: Callable[[Config], str]
    use: str
    limits: str
    headlines: tuple[str, ...]  # the figures a description shows beside the gate's


@dataclass(frozen=True)
class System:
    name: str
    service: Service
    served_by: str  # the module of `service`: a version's code is what it reaches
    words: CardWords
    unlike: Mapping[str, str]  # what is said of two evaluations whose grounds differ, by ground
    remeasure: Mapping[str, Remeasure]  # metrics a gate may measure again
