"""What a version is, and where it comes from: the tags that make it traceable."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import distributions
from typing import Any

from voxloom.core import artifact, files
from voxloom.core.plain import TAG, kept
from voxloom.params import Params
from voxloom.provenance import git
from voxloom.provenance.lock import Hashes
from voxloom.registry.code import serving_code_digest
from voxloom.registry.lineage import Lineage, check_recorded, read_lineage
from voxloom.registry.places import EVALUATION, trained_model
from voxloom.registry.tags import CODE, DATA, ENVIRONMENT, FINGERPRINT, MODEL, PARAMS

# What the stages themselves write beside the code says nothing about the code.
OUTPUTS = ("dvc.lock", "data")


@dataclass(frozen=True)
class Commit:
    """The code's git commit; dirty when files beside the stages' outputs were changed since."""

    sha: str
    dirty: bool


@dataclass(frozen=True)
class Origin:
    """All that is known of how a model came to be."""

    model_digest: str
    data: Hashes  # what the model was made from and what it is, DVC's md5 by path
    code_digest: str  # of the modules a served model runs through
    lock_digest: str  # of dvc.lock's entries for the model and its evaluation
    params: Mapping[str, Any]  # what decides these two and the promotion, by dotted name
    environment_digest: str
    commit: Commit | None
    flow_run: str | None  # Prefect's id
    license: str
    attribution: str

    @property
    def fingerprint(self) -> str:
        """Same model from the same data, served by the same code: the same version.

        Neither commit, run, machine nor time belong in it, nor how the model was evaluated. The
        serving code does: a mended vocoder with old weights is another version.
        """
        return files.digest(
            {"model": self.model_digest, "data": self.data, "code": self.code_digest}
        )

    @property
    def tags(self) -> dict[str, str]:
        """The tags of a version; what is unknown here has none."""
        tags = {
            FINGERPRINT: self.fingerprint,
            MODEL: self.model_digest,
            CODE: self.code_digest,
            "dvc.lock.digest": self.lock_digest,
            PARAMS: files.digest(self.params),
            ENVIRONMENT: self.environment_digest,
            "license": kept(self.license, TAG),
            "attribution": kept(self.attribution, TAG),
            **{f"{DATA}{path}": md5 for path, md5 in self.data.items()},
        }
        if self.commit is not None:
            tags["git.commit"] = self.commit.sha
            tags["git.dirty"] = str(self.commit.dirty).lower()
        if self.flow_run is not None:
            tags["prefect.flow_run"] = self.flow_run
        return tags


def read_origin(system: str, params: Params, corpus: dict[str, Any]) -> Origin:
    """What the project says of the model in it. `corpus` is its corpus.json.

    Raises VoxloomError when there is no model, a file of it was changed, or model and dvc.lock
    disagree.
    """
    model = trained_model(system)
    artifact.verify(model)
    made = read_lineage(model)
    check_recorded(model, made.hashes)
    evaluated = read_lineage(model, EVALUATION / system)
    return Origin(
        model_digest=artifact.digest(model),
        data=made.hashes,
        code_digest=serving_code_digest(system),
        lock_digest=evaluated.digest,
        params=own_params(evaluated, system, params),
        environment_digest=files.digest(environment()),
        commit=read_commit(),
        flow_run=os.environ.get("VOXLOOM_FLOW_RUN") or None,
        license=corpus["license"],
        attribution=corpus["attribution"],
    )


def own_params(evaluated: Lineage, system: str, params: Params) -> dict[str, Any]:
    """What decides a model, its evaluation and its promotion, and nothing of other systems."""
    gate = params.of(system).register_.model_dump(mode="json")
    return {**evaluated.params, f"{system}.register": gate}


def environment() -> list[str]:
    """Every installed distribution as `name==version`, sorted."""
    found = {(item.metadata["Name"] or "", item.version) for item in distributions()}
    return sorted({f"{normal_name(name)}=={version}" for name, version in found if name})


def normal_name(distribution: str) -> str:
    """One spelling for a distribution: lower case, hyphens."""
    return re.sub(r"[-_.]+", "-", distribution).lower()


def read_commit() -> Commit | None:
    """None where there is no git, no repository or no commit yet.

    Raises VoxloomError where git does not trust the repository.
    """
    sha = git.head()
    if sha is None:
        return None
    excluded = [f":(exclude){name}" for name in OUTPUTS]
    return Commit(sha, git.ask("status", "--porcelain", "--", ".", *excluded) != "")
