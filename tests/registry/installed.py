"""An environment that holds only what a requirements file asks for, without installing it."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, packages_distributions, requires
from pathlib import Path

from packaging.requirements import Requirement

from voxloom.registry.fingerprint import normal_name

# Put before a script: the modules that its last argument lists cannot be imported.
REFUSED = """
import json, sys

class Refused:
    names = frozenset(json.loads(sys.argv.pop()))

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in self.names:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Refused())
"""


def not_installed(requirements: Path) -> str:
    """The modules of this environment that pip would not have brought for the file, as JSON."""
    brought = {"pip", "setuptools", "voxloom"}  # voxloom travels as code
    for line in requirements.read_text().splitlines():
        if not line.startswith("--"):
            _bring(Requirement(line), brought)
    owners = packages_distributions().items()
    return json.dumps([name for name, of in owners if not brought & {normal_name(o) for o in of}])


def _bring(requirement: Requirement, brought: set[str]) -> None:
    name = normal_name(requirement.name)
    if name in brought and not requirement.extras:
        return
    brought.add(name)
    try:
        further = [Requirement(text) for text in requires(requirement.name) or ()]
    except PackageNotFoundError:
        return
    for each in further:
        extras = requirement.extras or {""}
        if each.marker is None or any(each.marker.evaluate({"extra": e}) for e in extras):
            _bring(each, brought)
