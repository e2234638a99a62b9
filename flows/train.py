"""Run the pipeline from a terminal: `python -m flows.train`.

The flow itself is in flows/pipeline.py: Prefect reads its settings while it is imported, so
what is to hold for this run must be in the environment before.
"""

from __future__ import annotations

import argparse
import atexit
import logging
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from flows import inputs, parameters, preflight, worktree
from flows.dag import sources
from flows.server import QUIET, PrivateServer
from flows.shared import SharedServer, shared_server
from flows.watch import ends_with
from voxloom.core import loopback
from voxloom.core.errors import VoxloomError
from voxloom.core.guard import guarded
from voxloom.core.project import PRIVATE

HOME = PRIVATE / "prefect"


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 when all is up to date, 1 when a stage failed or the run was refused."""
    options = _parser().parse_args(argv)
    return guarded(lambda: _run(options))


def _run(options: argparse.Namespace) -> int:
    """The exit status. Raises VoxloomError when a stage failed or the run was refused."""
    root = Path.cwd()
    os.environ.update(QUIET, PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL="CRITICAL")
    loopback.bypass_proxies()
    preflight.check(root)
    parameters.check(root, options.preset, options.until, options.timeout)
    inputs.require_regular_files(root, sources(root))
    server, held = _server(root)

    from prefect.exceptions import FailedRun

    from flows.console import StepLines
    from flows.pipeline import train

    logging.getLogger("prefect").addHandler(StepLines())
    server.wait()
    held.enter_context(ends_with(server))
    try:
        state = train(**vars(options), return_state=True)
        if state.is_completed():
            return 0
        state.result()  # raises what ended the flow: a FailedRun where the flow itself said so
    except FailedRun as failure:
        raise VoxloomError(str(failure)) from None
    except Exception:
        server.wait()  # raises, in a line, where it is the server that failed
        raise
    return 1


def _server(root: Path) -> tuple[SharedServer | PrivateServer, ExitStack]:
    """The run's server, and what is held for it till Python exits: Prefect sends its last logs
    then."""
    held = ExitStack()
    atexit.register(held.close)
    return shared_server() or _private_server(root, held), held


def _private_server(root: Path, held: ExitStack) -> PrivateServer:
    from prefect.context import refresh_global_settings_context

    held.enter_context(worktree.only_run(root, HOME.with_suffix(".lock")))
    server = held.enter_context(PrivateServer(HOME))
    os.environ.update(server.settings)
    os.environ.pop("PREFECT_PROFILE", None)  # one of another PREFECT_HOME
    refresh_global_settings_context()
    return server


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m flows.train",
        description="Run what is not up to date, record it in Prefect (in the server of "
        "its settings, or else in a private one) and say where the results are.",
    )
    parser.add_argument("--preset", metavar="NAME", help="put a preset into params.yaml first")
    parser.add_argument("--until", metavar="STAGE", help="run only STAGE and what it needs")
    parser.add_argument("--force", action="store_true", help="run unchanged stages, too")
    parser.add_argument(
        "--no-promote", dest="promote", action="store_false", help="leave the champion as it is"
    )
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=float, help="stop a stage that takes longer"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
