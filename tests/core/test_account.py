"""What an account lacks is made up for; what it has stays as it is."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.dependencies import ROOT
from tests.support.stranger import Stranger, bare

TELL = """
import getpass, json, os
from pathlib import Path
from voxloom.core import account
from voxloom.text.reading.grammar import cache_folder

account.stand_in(Path.cwd())
told = {"user": getpass.getuser(), "home": os.environ.get("HOME"), "cache": str(cache_folder())}
told["dvc"] = os.environ.get("DVC_SITE_CACHE_DIR")
print(json.dumps(told | {"there": Path(told["home"]).is_dir()}))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "dvc.yaml").touch()
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def tell(stranger: Stranger, folder: Path, **variables: str) -> dict[str, str]:
    done = stranger.run(sys.executable, "-c", TELL, cwd=folder, PYTHONPATH=str(ROOT), **variables)
    assert done.returncode == 0, done.stderr
    told: dict[str, str] = json.loads(done.stdout)
    return told


def test_a_number_gets_a_name_and_a_home_in_the_project(stranger: Stranger, project: Path) -> None:
    told = tell(stranger, stranger.own(project))
    assert told["user"] == str(stranger.uid)
    assert told["home"] == f"{project}/.voxloom/home"
    assert told["there"]
    assert Path(told["cache"]).is_relative_to(told["home"])


@pytest.mark.parametrize("home", ["/", "/proc"])
def test_a_home_that_cannot_be_written_is_kept_and_the_caches_go_elsewhere(
    stranger: Stranger, project: Path, home: str
) -> None:
    told = tell(stranger, stranger.own(project), HOME=home, USER="me")
    assert (told["user"], told["home"]) == ("me", home)
    assert Path(told["cache"]).is_relative_to(project / ".voxloom")


@pytest.mark.parametrize("home", ["/nonexistent", "/dev/null"])
def test_a_home_that_is_no_folder_is_replaced(stranger: Stranger, project: Path, home: str) -> None:
    assert tell(stranger, stranger.own(project), HOME=home)["home"] == f"{project}/.voxloom/home"


def test_a_cache_folder_of_roots_in_an_own_home_is_gone_around(
    stranger: Stranger, project: Path, home: Path
) -> None:
    stranger.own(home)
    (home / ".cache").mkdir()  # as `sudo` may leave it
    told = tell(stranger, stranger.own(project), HOME=str(home))
    assert told["home"] == str(home)
    assert Path(told["cache"]).is_relative_to(project / ".voxloom")


def test_dvcs_index_goes_into_the_project_where_the_system_is_read_only(
    stranger: Stranger, project: Path, home: Path
) -> None:
    stranger.own(project)
    stranger.own(home)
    mounts = 'mount -t tmpfs -o ro tmpfs /var/tmp && exec "$@"'
    try:
        subprocess.run(["unshare", "--mount", "sh", "-c", mounts, "sh", "true"], check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a read-only /var/tmp takes a mount namespace")
    done = subprocess.run(
        [
            *("unshare", "--mount", "sh", "-c", mounts, "sh"),
            *stranger.command(sys.executable, "-c", TELL),
        ],
        cwd=project,
        env=bare({"PYTHONPATH": str(ROOT), "HOME": str(home)}),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["dvc"] == f"{project}/.voxloom/dvc"
    assert tell(stranger, project, HOME=str(home))["dvc"] is None


def test_outside_a_project_caches_last_as_long_as_the_command(
    stranger: Stranger, tmp_path: Path
) -> None:
    done = stranger.run(sys.executable, "-c", TELL, cwd=tmp_path, PYTHONPATH=str(ROOT))
    told = json.loads(done.stdout)
    assert told["there"]
    assert not Path(told["home"]).exists()
    assert "set HOME to keep them" in done.stderr
    assert not list(tmp_path.iterdir())


def test_an_account_with_all_it_needs_is_left_alone(
    stranger: Stranger, project: Path, home: Path
) -> None:
    told = tell(stranger, project, HOME=str(stranger.own(home)), LOGNAME="me")
    assert (told["user"], told["home"]) == ("me", str(home))
    assert Path(told["cache"]).is_relative_to(home / ".cache")
    assert not (project / ".voxloom").exists()


def test_without_a_temporary_folder_the_command_line_says_so_in_a_line(tmp_path: Path) -> None:
    def no_file_may_grow() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    done = subprocess.run(
        [sys.executable, "-B", "-m", "voxloom", "preset"],
        cwd=tmp_path,
        env=bare({"PYTHONPATH": str(ROOT)}),
        preexec_fn=no_file_may_grow,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "error: no temporary folder can be written: set TMPDIR to one, or mount one at /tmp"
    ]
