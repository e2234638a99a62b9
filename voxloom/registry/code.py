"""The modules a served model runs through, found by following imports in their sources."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import voxloom
from voxloom import files

PACKAGE = Path(voxloom.__file__).parent
SERVED = "voxloom.registry.pyfunc_speech"


def serving_code_digest() -> str:
    """One sha256 over the sources of `SERVED` and of every module of this package it reaches."""
    found: dict[str, Path] = {}
    _collect(SERVED, found)
    return files.digest({name: files.sha256_file(path) for name, path in found.items()})


def _collect(module: str, found: dict[str, Path]) -> None:
    path = _source(module)
    if path is None or module in found:
        return
    found[module] = path
    for name in _imported(path):
        _collect(name, found)


def _source(module: str) -> Path | None:
    """The file of a module of this package; None for any other name."""
    if module.split(".")[0] != PACKAGE.name:
        return None
    stem = PACKAGE.parent.joinpath(*module.split("."))
    return next((p for p in (stem.with_suffix(".py"), stem / "__init__.py") if p.is_file()), None)


def _imported(path: Path) -> Iterator[str]:
    """Every name that may be a module: of `from a import b` both `a` and `a.b`."""
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
