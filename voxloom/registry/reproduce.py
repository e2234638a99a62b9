"""Is what stands in this folder what a version was made from, and if not, where does it part?"""

from __future__ import annotations

from dataclasses import dataclass

from voxloom.core import artifact, files
from voxloom.core.project import EVALUATION, MODELS
from voxloom.params import Params
from voxloom.registry.code import serving_code_digest
from voxloom.registry.fingerprint import environment, own_params
from voxloom.registry.lineage import read_lineage
from voxloom.registry.store import open_store
from voxloom.registry.tags import CODE, DATA, ENVIRONMENT, MODEL, PARAMS
from voxloom.registry.versions import Version, parse_uri, resolve
from voxloom.registry.wholeness import trouble


@dataclass(frozen=True)
class DigestPair:
    """One digest of the version beside this folder's."""

    what: str  # "stage features: data/features", "model", "serving code", ...
    registered: str | None
    here: str | None
    decides: bool  # False for what may differ without another model coming out

    @property
    def same(self) -> bool:
        return self.registered == self.here


@dataclass(frozen=True)
class Reproduction:
    """All comparisons, in the order of the pipeline."""

    uri: str
    comparisons: tuple[DigestPair, ...]
    trouble: str | None  # with the version's own files, which nobody can load then

    @property
    def first_difference(self) -> DigestPair | None:
        return next((item for item in self.comparisons if item.decides and not item.same), None)

    @property
    def identical(self) -> bool:
        return self.first_difference is None and self.trouble is None

    @property
    def summary(self) -> str:
        """One line for a person."""
        first = self.first_difference
        others = [item.what for item in self.comparisons if not item.decides and not item.same]
        if first is not None:
            return f"{self.uri}: differs, first at {first.what}"
        if self.trouble is not None:
            return self.trouble
        return f"{self.uri}: identical" + (f" (but not: {', '.join(others)})" if others else "")


def reproduce(uri: str, params: Params) -> Reproduction:
    """Compare a version with what dvc.lock and the model folder here say, stage by stage.

    Run `dvc repro` first: what it makes is what is compared.

    Raises VoxloomError when the version or dvc.lock is missing.
    """
    asked = parse_uri(uri)
    with open_store() as store:
        version = resolve(store, asked)
        found = trouble(store, version)
    return Reproduction(version.uri, (*_data(version), *_rest(version, params)), found)


def _data(version: Version) -> list[DigestPair]:
    """Stage by stage; last what the version was made from and nothing here makes."""
    made = read_lineage(MODELS / version.system)
    rows = [
        DigestPair(f"stage {stage.name}: {path}", version.tags.get(DATA + path), md5, True)
        for stage in made.stages
        for path, md5 in stage.outs.items()
    ]
    gone = [
        DigestPair(name.removeprefix(DATA), md5, None, True)
        for name, md5 in sorted(version.tags.items())
        if name.startswith(DATA) and name.removeprefix(DATA) not in made.hashes
    ]
    return rows + gone


def _rest(version: Version, params: Params) -> list[DigestPair]:
    model = MODELS / version.system
    evaluated = read_lineage(model, EVALUATION / version.system)
    here = {
        MODEL: artifact.digest(model),
        CODE: serving_code_digest(version.system),
        PARAMS: files.digest(own_params(evaluated, version.system, params)),
        ENVIRONMENT: files.digest(environment()),
    }
    return [
        DigestPair(name.removesuffix(".digest"), version.tags.get(name), digest, name == MODEL)
        for name, digest in here.items()
    ]
