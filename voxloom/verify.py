"""Whether everything that stands in a project is what was written there.

Every byte is read again: DVC itself believes what it knows of a file's time and size.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from voxloom.core import artifact
from voxloom.core.dvc_cache import Cache
from voxloom.core.errors import VoxloomError
from voxloom.core.progress import progress_bar
from voxloom.core.project import CHECKPOINTS, DATA, MODELS, RECEIPTS
from voxloom.provenance import seal
from voxloom.provenance.lock import LOCK, RecordedStage, read_stages
from voxloom.training.checkpoint import NAME, CheckpointFolder, NotWhole

FOLDER = ".dir"  # ends DVC's md5 of a folder
PARTIAL = "*.partial"


@dataclass(frozen=True)
class Finding:
    """What is wrong, and the command, or the words, that mend it."""

    place: Path
    trouble: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: {self.trouble}; {self.remedy}"


@dataclass(frozen=True)
class Check:
    """One thing to look at."""

    place: Path
    findings: Callable[[], Iterator[Finding]]


def verify() -> list[Finding]:
    """Look at all there is in the project in the working directory, and say what is not whole.

    Raises VoxloomError where there is no project, or its dvc.lock is none.
    """
    if not (Path("dvc.yaml").is_file() or Path("dvc.lock").is_file()):
        raise VoxloomError("no dvc.yaml here: run from the project's root folder")
    todo, found = checks(), list[Finding]()
    with progress_bar("Verifying", len(todo)) as advance:
        for check in todo:
            found += [finding for finding in check.findings() if not _known(finding, found)]
            advance(1, str(check.place))
    return found


def _known(finding: Finding, found: list[Finding]) -> bool:
    """Whether an earlier look, which knew more of it, has named the place or what lies in it."""
    return any(earlier.place.is_relative_to(finding.place) for earlier in found)


def checks() -> list[Check]:
    """Recorded outputs first: DVC's cache may have a whole copy of them."""
    versions = [Check(RECEIPTS, _versions)] if RECEIPTS.is_file() else []
    return [
        *_recorded(),
        *_models(),
        *_sealed(),
        *_checkpoints(),
        Check(DATA, _half_written),
        *versions,
    ]


def _recorded() -> Iterator[Check]:
    """What dvc.lock says of the outputs of the stages that ran."""
    cache = CacheObjects(Cache.of_project().folder)
    for stage in read_stages() if LOCK.is_file() else []:
        for path, md5 in stage.outs.items():
            out = Output(stage, Path(path), md5, cache)
            yield Check(out.path, out.findings)


def _models() -> Iterator[Check]:
    for manifest in sorted(MODELS.glob(f"*/{artifact.MANIFEST}")):
        yield Check(manifest.parent, partial(_model, manifest.parent))


def _model(folder: Path) -> Iterator[Finding]:
    try:
        artifact.verify(folder)
    except VoxloomError as error:
        yield Finding(folder, str(error), "`dvc repro` trains it anew where DVC sees the change")


def _sealed() -> Iterator[Check]:
    for path in sorted([*DATA.glob(f"*/{seal.SEAL}"), *DATA.glob(f"*/*/{seal.SEAL}")]):
        yield Check(path.parent, partial(_unsealed, path.parent))


def _unsealed(folder: Path) -> Iterator[Finding]:
    for path, trouble in seal.findings(folder):
        yield Finding(path, trouble, f"run the stage that writes {folder} again: `dvc repro`")


def _checkpoints() -> Iterator[Check]:
    for path in sorted(CHECKPOINTS.glob(f"*/*/{NAME}")):
        yield Check(path, partial(_checkpoint, path))


def _checkpoint(path: Path) -> Iterator[Finding]:
    try:
        CheckpointFolder(path.parents[1], path.parent.name).read()
    except NotWhole as error:
        yield Finding(path, f"{error}", "the next run drops it and trains anew")


def _half_written() -> Iterator[Finding]:
    for path in sorted(DATA.rglob(PARTIAL)):
        yield Finding(path, "half of a file, left by a run that was killed", f"rm {path}")


def _versions() -> Iterator[Finding]:
    """What the registry has of all versions, also of those that were trained elsewhere."""
    from voxloom.registry.store import open_store
    from voxloom.registry.wholeness import examine

    try:
        with open_store() as store:
            found = examine(store)
    except VoxloomError as error:
        yield Finding(RECEIPTS, f"no version can be looked at: {error}", "then verify again")
        return
    for uri, trouble in found:
        what, _, remedy = trouble.partition("; ")
        yield Finding(Path(uri), what, remedy or "see whether its store can be reached")


@dataclass(frozen=True)
class CacheObjects:
    """Objects of DVC's cache, each looked at once, however many files link to it."""

    folder: Path
    known: dict[tuple[int, int], str] = field(default_factory=dict)

    def path(self, md5: str) -> Path:
        return self.folder / "files/md5" / md5[:2] / md5[2:]

    def damaged(self, md5: str) -> bool:
        """Whether it is there, and other bytes than its name says."""
        return self.md5(self.path(md5)) not in (None, md5.removesuffix(FOLDER))

    def holds(self, md5: str) -> bool:
        return self.path(md5).is_file() and not self.damaged(md5)

    def md5(self, path: Path) -> str | None:
        """Of a file's bytes; None where there is none."""
        if not path.is_file():
            return None
        status = path.stat()
        inode = status.st_dev, status.st_ino
        if inode not in self.known:
            with path.open("rb") as file:
                self.known[inode] = hashlib.file_digest(file, "md5").hexdigest()
        return self.known[inode]


@dataclass(frozen=True)
class Output:
    """A file or folder that dvc.lock records."""

    stage: RecordedStage
    path: Path
    md5: str
    cache: CacheObjects

    @property
    def again(self) -> str:
        return f"dvc repro --force --single-item {self.stage.name}"

    @property
    def restored(self) -> str:
        return f"rm -r {self.path} && dvc checkout {self.path}"

    def findings(self) -> Iterator[Finding]:
        if not self.path.exists():
            yield Finding(self.path, "missing", "`dvc pull`, `dvc checkout` or `dvc repro`")
        elif not self.md5.endswith(FOLDER):
            yield from self._file(self.path, self.md5)
        elif not self.cache.holds(self.md5):
            yield from self._list()
        else:
            listed = json.loads(self.cache.path(self.md5).read_bytes())
            for item in listed:
                yield from self._file(self.path / item["relpath"], item["md5"])
            yield from self._foreign({item["relpath"] for item in listed})

    def _file(self, path: Path, md5: str) -> Iterator[Finding]:
        """A file of which the cache may hold a copy."""
        whole, spoilt = self.cache.md5(path) == md5, self.cache.damaged(md5)
        trouble = "damaged, or changed since" if path.is_file() else "missing"
        remove = f"rm -f {self.cache.path(md5)}"
        if whole and spoilt:
            kept = f"its copy in DVC's cache is damaged ({self.cache.path(md5)})"
            yield Finding(path, kept, f"`{remove} && dvc commit --force {self.stage.name}`")
        elif not whole and self.cache.holds(md5):
            yield Finding(path, f"{trouble}, but whole in DVC's cache", f"`{self.restored}`")
        elif not whole:
            first = f"{remove} && " if spoilt else ""
            yield Finding(path, trouble, f"`{first}{self.again}`")

    def _list(self) -> Iterator[Finding]:
        """A folder whose list of files the cache does not hold: one look at all of it."""
        items = [
            {"md5": self.cache.md5(self.path / name), "relpath": name} for name in self._names()
        ]
        text = json.dumps(items, sort_keys=True)
        if hashlib.md5(text.encode(), usedforsecurity=False).hexdigest() != self.md5.removesuffix(
            FOLDER
        ):
            yield Finding(self.path, f"not what {LOCK} records", f"`{self.again}`")
        if self.cache.damaged(self.md5):
            place = self.cache.path(self.md5)
            remedy = f"`rm -f {place} && dvc commit --force {self.stage.name}`"
            yield Finding(place, f"the list of {self.path} in DVC's cache is damaged", remedy)

    def _foreign(self, known: set[str]) -> Iterator[Finding]:
        for name in set(self._names()) - known:
            yield Finding(self.path / name, "no stage wrote it", f"rm {self.path / name}")

    def _names(self) -> list[str]:
        """In DVC's order."""
        paths = (path for path in self.path.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.path).as_posix() for path in paths)
