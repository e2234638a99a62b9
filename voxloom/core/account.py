"""What programs expect of a user's account, where there is none of it.

In a container the user may be a bare number: without a name, without a home, or with one that
nobody can write to. DVC asks for the name, Prefect for the home, and grammars, fonts and compiled
functions are cached below it.
"""

from __future__ import annotations

import atexit
import getpass
import os
import shutil
import tempfile
from pathlib import Path

from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo
from voxloom.core.project import PRIVATE

DVC_SHARED = Path("/var/tmp")  # where DVC keeps its index of every project of the machine


def stand_in(project: Path) -> None:
    """Give this process and its children what the account lacks; what it has stays as it is.

    Caches then lie in the project's private folder, or, where there is no project that can be
    written, in a folder that goes with this process.

    Raises VoxloomError where not even a temporary folder can be written.
    """
    _check_temporary_folder()
    if not _has_name():
        os.environ["USER"] = str(os.getuid())
    lacking = _lacking()
    if lacking:
        folder = _folder(project)
        for variable, name in lacking.items():
            (folder / name).mkdir(parents=True, exist_ok=True)
            os.environ[variable] = str(folder / name)


def can_be_made(folder: Path) -> bool:
    """Whether this process may write into a folder, or make it."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK, effective_ids=True)


def _check_temporary_folder() -> None:
    try:
        tempfile.gettempdir()
    except FileNotFoundError:
        raise VoxloomError(
            "no temporary folder can be written: set TMPDIR to one, or mount one at /tmp"
        ) from None


def _has_name() -> bool:
    try:
        return bool(getpass.getuser())
    except (KeyError, OSError):  # OSError since Python 3.13
        return False


def _lacking() -> dict[str, str]:
    """Environment variables to be set, with a name for the folder that each shall name."""
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is none
    if not Path(home).is_dir():
        return {"HOME": "home", **_lacking_for_dvc()}
    os.environ.setdefault("HOME", home)  # git looks nowhere else
    cache = Path(os.environ.get("XDG_CACHE_HOME") or f"{home}/.cache")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or f"{home}/.config")
    found = {} if can_be_made(cache) else {"XDG_CACHE_HOME": "cache"}
    if not can_be_made(config) and "MPLCONFIGDIR" not in os.environ:
        found["MPLCONFIGDIR"] = "matplotlib"
    return {**found, **_lacking_for_dvc()}


def _lacking_for_dvc() -> dict[str, str]:
    shared = "DVC_SITE_CACHE_DIR" in os.environ or can_be_made(DVC_SHARED / "dvc")
    return {} if shared else {"DVC_SITE_CACHE_DIR": "dvc"}


def _folder(project: Path) -> Path:
    """Where the stand-ins lie."""
    private = project / PRIVATE
    if (project / "dvc.yaml").is_file() and can_be_made(private):
        return private
    folder = tempfile.mkdtemp(prefix="voxloom-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    echo(
        f"no home folder can be written: caches go to {folder} and are lost; set HOME to keep them"
    )
    return Path(folder)
