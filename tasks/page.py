"""page: what the evaluations found as one page to look at and to listen to."""

from __future__ import annotations

from pathlib import Path

from tasks.stage import stage
from voxloom.core import files
from voxloom.core.progress import echo
from voxloom.report.blocks.folder import read_part
from voxloom.report.html.page import render_page
from voxloom.systems.names import NAMES

EVALUATION = Path("data/evaluation")
PAGE = Path("data/reports/index.html")


@stage
def main() -> None:
    """A system is built on those named before it, and stands above them."""
    parts = [read_part(EVALUATION / system) for system in reversed(NAMES)]
    files.write_text(PAGE, render_page(parts))
    echo(f"{PAGE}: open it to listen; figures in data/reports/metrics")


if __name__ == "__main__":
    main()
