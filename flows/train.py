"""Run the pipeline from a terminal: `python -m flows.train`.

The flow itself is in flows/pipeline.py: Prefect reads its settings while it is imported, so
what a run without a Prefect server needs must be in the environment before.
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

from flows import worktree
from flows.server import QUIET, PrivateServer
from voxloom.errors import VoxloomError
from voxloom.guard import guarded

HOME = worktree.PRIVATE / "prefect"


def main(argv: Sequence[str] | None = None) -> int:
    """The exit status: 0 when all is up to date, 1 when a stage failed or the run was refused."""
    options = _parser().parse_args(argv)
    return guarded(lambda: _run(options))


def _run(options: argparse.Namespace) -> int:
    """The exit status. Raises VoxloomError when a stage failed or the run was refused."""
    root = Path.cwd()
    os.environ.update(QUIET, PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL="CRITICAL")
    worktree.require_project(root)
    server = None if "PREFECT_API_URL" in os.environ else _private_server(root)
    return _train(options, server)


def _private_server(root: Path) -> PrivateServer:
    held = ExitStack()
    atexit.register(held.close)  # not sooner: Prefect sends its last logs while Python exits
    held.enter_context(worktree.only_run(root, HOME.with_suffix(".lock")))
    server = held.enter_context(PrivateServer(root / HOME))
    os.environ.update(server.settings)
    return server


def _train(options: argparse.Namespace, server: PrivateServer | None) -> int:
    from prefect.exceptions import FailedRun

    from flows.console import StepLines
    from flows.pipeline import train

    logging.getLogger("prefect").addHandler(StepLines())
    if server:
        server.wait()
    state = train(**vars(options), return_state=True)
    if state.is_completed():
        return 0
    try:
        state.result()  # raises what ended the flow: a FailedRun where the flow itself said so
    except FailedRun as failure:
        raise VoxloomError(str(failure)) from None
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m flows.train",
        description="Run what is not up to date, record it in Prefect (in the server at "
        "PREFECT_API_URL, or else in a private one) and say where the results are.",
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
