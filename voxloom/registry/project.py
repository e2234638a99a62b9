"""Where the registry finds what the stages of a project have written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Project:
    """The folders of one project, below `root`."""

    root: Path = Path()

    @property
    def lock(self) -> Path:
        return self.root / "dvc.lock"

    @property
    def corpus(self) -> Path:
        return self.root / "data/corpus"

    @property
    def features(self) -> Path:
        return self.root / "data/features"

    @property
    def reports(self) -> Path:
        return self.root / "data/reports"

    def model(self, system: str) -> Path:
        return self.root / "data/models" / system

    def name(self, path: Path) -> str:
        """A path as dvc.lock spells it: relative to the root, with slashes."""
        return path.relative_to(self.root).as_posix()
