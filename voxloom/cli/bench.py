"""`voxloom bench`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from voxloom.core.project import MODELS

VOICE = MODELS / "voice"


def bench(
    model: Annotated[Path | None, typer.Option(help="A model folder, to time it too.")] = None,
    voice: Annotated[
        Path | None, typer.Option(help=f"A voice folder; else {VOICE}, else random weights.")
    ] = None,
    repeats: Annotated[int, typer.Option(min=1, max=1000, help="Times each side is run.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="JSON instead of a table.")] = False,
) -> None:
    """Time the hot spots beside peers on this machine, as ratios."""
    import json

    from voxloom.bench.run import bench as compare
    from voxloom.bench.table import print_table
    from voxloom.bench.timing import to_json
    from voxloom.params import load_params

    own = VOICE if VOICE.is_dir() else None
    comparisons = compare(model, load_params(), repeats, voice=voice or own)
    if as_json:
        print(json.dumps(to_json(comparisons), indent=2))
    else:
        print_table(comparisons)
