"""A user as a container may have one: a bare number, without a name and without root's rights."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Stranger:
    uid: int

    def command(self, *command: str) -> list[str]:
        """As this user, who may read everything: this Python may lie in root's home."""
        capability = "-all,+dac_read_search"
        return [
            *("setpriv", f"--reuid={self.uid}", f"--regid={self.uid}", "--clear-groups"),
            *(f"--inh-caps={capability}", f"--ambient-caps={capability}", "--", *command),
        ]

    def run(self, *command: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
        """With these variables and no other (`env -i`), but for where this Python is."""
        return subprocess.run(
            self.command(*command),
            cwd=cwd,
            env=bare(variables),
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )

    def own(self, folder: Path) -> Path:
        """Hand a folder and all in it over to this user."""
        for path in (folder, *folder.rglob("*")):
            os.chown(path, self.uid, self.uid, follow_symlinks=False)
        return folder


STRANGER = Stranger(12345)


def bare(variables: Mapping[str, str]) -> dict[str, str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}/usr/bin{os.pathsep}/bin"
    return {"PATH": path, **variables}
