"""Files of earlier versions, out of DVC's cache.

Read as files, without DVC and its locks, so that a stage can do it while `dvc repro` runs it. The
layout is DVC's documented one: `files/md5/<2>/<30>`; a folder's entry ends in `.dir` and lists
the md5 and path of each file in it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from voxloom.errors import VoxloomError


class NotCached(VoxloomError):
    """The cache does not hold it (any more)."""


@dataclass(frozen=True)
class Cache:
    folder: Path

    @classmethod
    def of_project(cls) -> Cache:
        """Where the project in the working directory has its cache, which is DVC's to say.

        Raises VoxloomError where there is no DVC project.
        """
        done = subprocess.run(
            [sys.executable, "-m", "dvc", "cache", "dir"],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise VoxloomError(f"dvc cache dir: {done.stderr.strip() or done.returncode}")
        return cls(Path(done.stdout.strip()))

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
