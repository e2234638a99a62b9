"""page: what the evaluations found as one page to look at and to listen to."""

from __future__ import annotations

from tasks.stage import stage
from voxloom.core import files
from voxloom.core.progress import echo
from voxloom.core.project import EVALUATION, METRICS, PAGE
from voxloom.report.blocks.folder import read_part
from voxloom.report.html.page import render_page
from voxloom.systems.names import NAMES


@stage
def main() -> None:
    """A system is built on those named before it, and stands above them."""
    parts = [read_part(EVALUATION / system) for system in reversed(NAMES)]
    files.write_text(PAGE, render_page(parts))
    echo(f"{PAGE}: open it to listen; figures in {METRICS}")


if __name__ == "__main__":
    main()
