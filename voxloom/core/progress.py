"""Progress on a terminal, and a line now and then in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

LOG_EVERY_S = 10.0


def echo(message: str) -> None:
    """One line to a person, on stderr so that stdout stays for results.

    A file name that is not UTF-8 is spelled with backslashes.
    """
    spelled = message.encode("utf-8", "backslashreplace").decode("utf-8")
    Console(stderr=True, highlight=False, soft_wrap=True).print(spelled, markup=False)


@contextmanager
def progress_bar(label: str, total: int) -> Iterator[Callable[..., None]]:
    """Yields `advance(count=1, note="")`. A bar on a terminal, otherwise a line every 10 s."""
    if sys.stderr.isatty():
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[note]}"),
        )
        with Progress(*columns, console=Console(stderr=True)) as progress:
            task = progress.add_task(label, total=total, note="")

            def advance(count: int = 1, note: str = "") -> None:
                progress.update(task, advance=count, note=note)

            yield advance
        return
    yield _log_lines(label, total)
    echo(f"{label}: {total} done")


def _log_lines(label: str, total: int) -> Callable[..., None]:
    done, last = 0, time.monotonic()

    def advance(count: int = 1, note: str = "") -> None:
        nonlocal done, last
        done += count
        if time.monotonic() - last >= LOG_EVERY_S:
            last = time.monotonic()
            echo(f"{label}: {done}/{total} {note}".rstrip())

    return advance
