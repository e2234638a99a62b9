"""DVC's cache: where it is, files of earlier versions in it, and links into it.

Read as files, without DVC and its locks, so that a stage can do it while `dvc repro` runs it. The
layout is DVC's documented one: `files/md5/<2>/<30>`; a folder's entry ends in `.dir` and lists
the md5 and path of each file in it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from configobj import ConfigObj, ConfigObjError
from platformdirs import site_config_dir, user_config_dir

from voxloom.core.errors import VoxloomError

# Objects of DVC 3, and of DVC 2 before it.
OBJECT = re.compile(r"(files/md5/)?[0-9a-f]{2}/[0-9a-f]{30}")


class NotCached(VoxloomError):
    """The cache does not hold it (any more)."""


@dataclass(frozen=True)
class Cache:
    folder: Path

    @classmethod
    def of_project(cls) -> Cache:
        """Of the project in the working directory. Raises VoxloomError where there is none."""
        project = next(_projects(Path.cwd()), None)
        if project is None:
            raise VoxloomError(f"{Path.cwd()}: no DVC project here; run from the project's folder")
        return cls(cache_folder(project))

    def read(self, folder_md5: str, name: str) -> bytes | None:
        """A file of a cached folder; None where the folder held none of that name.

        Raises NotCached.
        """
        listed = json.loads(self._object(folder_md5))
        found = {item["relpath"]: item["md5"] for item in listed}
        return self._object(found[name]) if name in found else None

    def _object(self, md5: str) -> bytes:
        try:
            return (self.folder / "files/md5" / md5[:2] / md5[2:]).read_bytes()
        except FileNotFoundError:
            raise NotCached(f"DVC's cache has no {md5}") from None


def cache_folder(project: Path) -> Path:
    """What `dvc cache dir` says, which takes a second: the last of DVC's settings that names one.

    A relative one is meant from its file's folder.
    """
    own = project / ".dvc"
    system = os.environ.get("DVC_SYSTEM_CONFIG_DIR") or site_config_dir("dvc", "iterative")
    personal = os.environ.get("DVC_GLOBAL_CONFIG_DIR") or user_config_dir("dvc", "iterative")
    folder = own / "cache"
    for file in (Path(system, "config"), Path(personal, "config"), own / "config"):
        folder = _told(file) or folder
    return _told(own / "config.local") or folder


def is_object(path: Path, root: Path) -> bool:
    """Whether a path, its own links followed, is a file of a cache of DVC.

    Only the caches of projects that hold the working directory or the root count: a folder that
    came from elsewhere does not say by a `.dvc` of its own where its links may lead.
    """
    if OBJECT.search(path.as_posix()) is None:
        return False
    known = _caches(Path.cwd()) | _caches(root.resolve().parent)
    return any(
        path.is_relative_to(cache) and OBJECT.fullmatch(path.relative_to(cache).as_posix())
        for cache in known
    )


def _told(file: Path) -> Path | None:
    """`cache.dir` of one file of settings."""
    try:
        settings = ConfigObj(file.read_text(encoding="utf-8").splitlines()).dict()
    except (OSError, ValueError, ConfigObjError):  # DVC itself will say what is wrong with it
        return None
    cache = _lower(settings).get("cache", {})
    folder = _lower(cache).get("dir") if isinstance(cache, dict) else None
    return file.parent / os.path.expanduser(folder) if isinstance(folder, str) else None  # noqa: PTH111


def _lower(section: dict[str, Any]) -> dict[str, Any]:
    return {key.lower(): value for key, value in section.items()}


def _projects(folder: Path) -> Iterator[Path]:
    """The DVC projects that a folder lies in, the innermost first."""
    return (place for place in (folder, *folder.parents) if (place / ".dvc").is_dir())


@lru_cache(maxsize=256)
def _caches(folder: Path) -> frozenset[Path]:
    return frozenset(cache_folder(project).resolve() for project in _projects(folder))
