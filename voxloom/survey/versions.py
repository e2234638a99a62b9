"""A version of the corpus: what stands in the working directory, or what a git revision recorded.

Nothing is checked out: of a revision, dvc.lock comes from git and the lists it names from DVC's
cache.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from voxloom.core.dvc_cache import Cache, NotCached
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import MANIFEST, QUARANTINE
from voxloom.core.project import CLEAN, CORPUS, TEXT
from voxloom.provenance import git
from voxloom.provenance.lock import LOCK, Hashes, outs, parse_stages

Folder = Literal["corpus", "clean", "text"]

FOLDERS: dict[Folder, Path] = {"corpus": CORPUS, "clean": CLEAN, "text": TEXT}
STAGES = {"corpus": "ingest", "clean": "clean", "text": "text"}  # which stage writes a folder
SHOWN = 10  # digits of a commit
WORKSPACE = "workspace"

Read = Callable[[Folder, str], str | None]  # a file's text; None where the version has none


class VersionRow(BaseModel):
    """What is compared of a row: rows of other versions of Voxloom may hold more, or less."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str


class RecordedRow(VersionRow):
    """A row of the manifest of what was recorded, or of what was cleaned."""

    sha256: str
    duration: float
    text: str
    split: str
    speaker: str


class ReadRow(VersionRow):
    spoken: str


class SetAsideRow(VersionRow):
    code: str
    value: str


VersionRowT = TypeVar("VersionRowT", bound=VersionRow)


@dataclass(frozen=True)
class CorpusVersion:
    """Utterances by id, as each stage left them."""

    name: str
    recorded: Mapping[str, RecordedRow]
    cleaned: Mapping[str, RecordedRow] | None  # None where the stage had not run
    read: Mapping[str, ReadRow] | None
    aside: Mapping[str, str]  # stage, reason and value

    @property
    def ids(self) -> set[str]:
        """Every input: kept or set aside."""
        return {*self.recorded, *self.aside}

    @property
    def kept(self) -> set[str]:
        """Those that no stage set aside."""
        return set(self.recorded) - set(self.aside)

    @property
    def hours(self) -> float:
        """Of what was kept, as cleaned where it was."""
        lengths = {**self.recorded, **(self.cleaned or {})}
        return sum(lengths[name].duration for name in self.kept) / 3600


@dataclass(frozen=True)
class CorpusCommit:
    """A git commit and what its dvc.lock holds."""

    sha: str
    day: str
    outs: Hashes

    @property
    def name(self) -> str:
        return f"{self.sha[:SHOWN]} of {self.day}"


def workspace() -> CorpusVersion:
    """Raises VoxloomError when there is no corpus, or a list of it is damaged."""
    version = _version(WORKSPACE, _read_here)
    if version is None:
        raise VoxloomError(
            f"{CORPUS / MANIFEST} is missing: run `dvc repro ingest`, or `dvc checkout` for "
            f"the data that {LOCK} names"
        )
    return version


def commit(revision: str) -> CorpusCommit:
    """The commit a branch, tag or hash stands for. Raises VoxloomError when git knows none."""
    sha = git.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if not sha:
        raise VoxloomError(f"{revision}: git knows no such revision here")
    day = git.ask("show", "--no-patch", "--format=%cs", sha) or ""
    text = git.ask("show", f"{sha}:./{LOCK}")
    return CorpusCommit(sha, day, outs(parse_stages(text, f"{LOCK} of {revision}")) if text else {})


def recorded_by(source: CorpusCommit) -> CorpusVersion:
    """The corpus of a commit, which is empty where it records none.

    Raises NotCached, with the command that helps, for data that is not in the cache.
    """
    nothing = CorpusVersion(f"{source.name} ({LOCK} records no corpus)", {}, None, None, {})
    if CORPUS.as_posix() not in source.outs:
        return nothing
    cache = Cache.of_project()
    try:
        return _version(source.name, partial(_read_cached, cache, source.outs)) or nothing
    except NotCached as error:
        raise NotCached(
            f"the corpus of {source.name} is not on this machine ({error}): get it with "
            f"`{fetch_command(source)}`"
        ) from None


def fetch_command(source: CorpusCommit) -> str:
    """What brings a commit's corpus into the cache and leaves the workspace as it was.

    `dvc fetch --all-commits` would not: it fetches one version of a path (DVC's issue 10617).
    """
    stages = " ".join(STAGES[folder] for folder in FOLDERS)
    then = f"git show {source.sha[:SHOWN]}:./{LOCK} > {LOCK}"
    return f"cp {LOCK} now.lock; {then}; dvc fetch {stages}; mv now.lock {LOCK}"


def before(corpus_md5: str) -> CorpusCommit | None:
    """The last commit in HEAD's history that recorded another corpus than this."""
    for sha in (git.ask("rev-list", "HEAD", "--", str(LOCK)) or "").split():
        found = commit(sha)
        if found.outs.get(CORPUS.as_posix(), corpus_md5) != corpus_md5:
            return found
    return None


def _version(name: str, read: Read) -> CorpusVersion | None:
    recorded = _lines(read, "corpus", RecordedRow)
    if recorded is None:
        return None
    return CorpusVersion(
        name=name,
        recorded=recorded,
        cleaned=_lines(read, "clean", RecordedRow),
        read=_lines(read, "text", ReadRow),
        aside={row.id: reason for row, reason in _set_aside(read, recorded)},
    )


def _lines(read: Read, folder: Folder, kind: type[VersionRowT]) -> dict[str, VersionRowT] | None:
    text = read(folder, MANIFEST)
    if text is None:
        return None
    return {row.id: row for row in _parse(text, kind, str(FOLDERS[folder] / MANIFEST))}


def _set_aside(
    read: Read, recorded: Mapping[str, RecordedRow]
) -> Iterator[tuple[SetAsideRow, str]]:
    """The first stage that set an utterance aside comes last, so that it stays."""
    for folder in reversed(FOLDERS):
        text = read(folder, QUARANTINE) or ""
        for row in _parse(text, SetAsideRow, str(FOLDERS[folder] / QUARANTINE)):
            if folder != "corpus" or row.id not in recorded:
                yield row, f"{STAGES[folder]}: {row.code} ({row.value})"


def _parse(text: str, kind: type[VersionRowT], name: str) -> Iterator[VersionRowT]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line:
            continue
        try:
            yield kind.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"]) or "row"
            raise VoxloomError(f"{name}:{number}: {where}: {first['msg']}") from None


def _read_here(folder: Folder, name: str) -> str | None:
    path = FOLDERS[folder] / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _read_cached(cache: Cache, recorded: Hashes, folder: Folder, name: str) -> str | None:
    md5 = recorded.get(FOLDERS[folder].as_posix())
    data = None if md5 is None else cache.read(md5, name)
    return None if data is None else data.decode("utf-8")
