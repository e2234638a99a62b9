"""A run on a person's terminal: its steps' lines, without Prefect's own."""

from __future__ import annotations

import logging

from rich.console import Console
from rich.text import Text

STEP_WIDTH = 10


class StepLines(logging.Handler):
    """Prints the log records that flows/ marked with the step they belong to."""

    def __init__(self) -> None:
        super().__init__()
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)

    def emit(self, record: logging.LogRecord) -> None:
        step = getattr(record, "step", None)
        if step is None:
            return
        line = Text(f"{step:>{STEP_WIDTH}} ", style="bold cyan")
        line.append("│ ", style="dim")
        line.append(Text.from_ansi(record.getMessage(), style="default"))
        self._console.print(line)
