"""The build step of prefect.yaml: whose a deployment is.

Deploying under a name that there is moves the deployment, with its schedule, to this folder. That
is wanted where the project itself was moved, but not from a second worktree, which then deploys
under a name of its own.
"""

from __future__ import annotations

import argparse
import socket
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from prefect.client.orchestration import get_client
from prefect.client.schemas.responses import DeploymentResponse
from prefect.exceptions import ObjectNotFound

from voxloom.core.progress import echo

FLOW = "train"
DEPLOYED_ON = "VOXLOOM_DEPLOYED_ON"  # prefect.yaml keeps the host there


@dataclass(frozen=True)
class Place:
    """A folder of a host."""

    host: str
    directory: str

    @property
    def is_gone(self) -> bool:
        """Whether there is no such folder (any more), as far as can be seen from here."""
        return self.host == socket.gethostname() and not Path(self.directory).is_dir()


def place() -> dict[str, str]:
    """What prefect.yaml is filled in with.

    Raises SystemExit, with a line, where another folder has a deployment of this name: of any
    other exception Prefect would show a traceback.
    """
    here = Place(socket.gethostname(), str(Path.cwd().resolve()))
    name = deployment_name(sys.argv)
    there = _place_of(name)
    if there is not None and there.directory != here.directory and not there.is_gone:
        own = f"{name}-{Path(here.directory).name}"
        echo(
            f"error: {FLOW}/{name} is the deployment of {there.directory} on {there.host}. Deploy "
            f"this folder under a name of its own, `prefect --no-prompt deploy --name {own}`; or, "
            f"to have that one here, delete it first: `prefect deployment delete {FLOW}/{name}`"
        )
        raise SystemExit(1)
    if there is not None and there != here:
        echo(f"{FLOW}/{name} moves here from {there.directory} on {there.host}, with its schedules")
    return {"host": here.host, "directory": here.directory}


def deployment_name(command: Sequence[str]) -> str:
    """What `prefect deploy` was asked to name it. Prefect does not tell its steps."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-n", "--name", default=FLOW)
    found, _ = parser.parse_known_args(command[1:])
    return str(found.name).rpartition("/")[2]


def _place_of(name: str) -> Place | None:
    """Where a deployment runs; None where there is none."""
    with get_client(sync_client=True) as client:
        try:
            deployment = client.read_deployment_by_name(f"{FLOW}/{name}")
        except ObjectNotFound:
            return None
    directory = _directory(deployment)
    variables = deployment.job_variables.get("env", {})
    return Place(variables.get(DEPLOYED_ON, socket.gethostname()), directory) if directory else None


def _directory(deployment: DeploymentResponse) -> str | None:
    """Of the step `set_working_directory`."""
    steps = [options for step in deployment.pull_steps or [] for options in step.values()]
    return next((options["directory"] for options in steps if "directory" in options), None)
