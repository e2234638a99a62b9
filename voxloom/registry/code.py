"""The modules a served model runs through, found by following imports in their sources."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import voxloom
from voxloom.core import files
from voxloom.systems.find import system

PACKAGE = Path(voxloom.__file__).parent
SERVED = "voxloom.registry.pyfunc"


def serving_code_digest(system: str) -> str:
    """One sha256 over the sources of what serves a system and of every module it reaches here."""
    return files.digest({name: files.sha256_file(path) for name, path in served_modules(system)})


def served_modules(name: str) -> list[tuple[str, Path]]:
    """The modules of this package that a served model of the system may import, and their files."""
    found: dict[str, Path] = {}
    for module in (SERVED, system(name).served_by):
        _collect(module, found)
    return sorted(found.items())


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
