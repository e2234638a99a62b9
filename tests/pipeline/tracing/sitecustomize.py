"""Python runs this at its start: a stage of a test's project notes the files there it opens."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def trace(root: str, stage: str) -> None:
    folder = Path(root, ".voxloom", "opened")
    folder.mkdir(parents=True, exist_ok=True)
    notes = (folder / stage).open("a")
    data = f"{root}{os.sep}data{os.sep}"

    def note(event: str, arguments: tuple[object, ...]) -> None:
        if event != "open" or not isinstance(arguments[0], str):
            return
        path = os.path.abspath(arguments[0])  # noqa: PTH100
        if path.startswith(f"{root}{os.sep}") and not path.startswith(data):
            print(path.removeprefix(f"{root}{os.sep}"), file=notes, flush=True)

    sys.addaudithook(note)


if sys.orig_argv[1:2] == ["-m"] and sys.orig_argv[2].startswith("tasks."):
    trace(os.getcwd(), sys.orig_argv[2])  # noqa: PTH109
