"""What stands for a system: all that is known of one outside its folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from voxloom.serve.service import Config, Service

# A figure of a model folder, measured on a folder of features.
Measure = Callable[[Path, Path], float]


@dataclass(frozen=True)
class Words:
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
    words: Words
    remeasure: Mapping[str, Measure]  # metrics a gate may measure again, and how
