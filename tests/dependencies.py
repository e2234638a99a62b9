"""Which of the project's own files a stage's command imports, followed through every import.

`python -m tests.dependencies` prints the folders they are in, as dvc.yaml's `deps` want them.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from voxloom.systems.names import NAMES

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("voxloom", "tasks", "flows")
FINDER = Path("voxloom/systems/find.py")  # imports a system by its name


def module_file(module: str) -> Path | None:
    """The file of a module of this project, relative to the root; None for any other module."""
    if module.split(".")[0] not in PACKAGES:
        return None
    path = Path(*module.split("."))
    for candidate in (path.with_suffix(".py"), path / "__init__.py"):
        if (ROOT / candidate).is_file():
            return candidate
    return None


def imported_modules(path: Path) -> Iterator[str]:
    """Names that a file may import, inside functions too."""
    if path == FINDER:
        yield from (f"voxloom.systems.{name}.system" for name in NAMES)
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def imported_files(path: Path) -> set[Path]:
    """Files of this project that a file may import, but for what it names only in types."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            node.body = []
    found: set[Path | None] = set()
    if path == FINDER:
        found |= {module_file(f"voxloom.systems.{name}.system") for name in NAMES}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {module_file(alias.name) for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.module, f"{path}: a relative import"
            for alias in node.names:
                inner = module_file(f"{node.module}.{alias.name}")
                found.add(inner or module_file(node.module))
    return {file for file in found if file is not None}


def closure(module: str) -> set[Path]:
    """The files of a module and of all it imports; package files that hold no code are left out."""
    todo, seen = [module], set()
    while todo:
        module = todo.pop()
        path = module_file(module)
        if path is None or path in seen:
            continue
        seen.add(path)
        todo.extend((*imported_modules(path), module.rpartition(".")[0]))
    return {path for path in seen if path.name != "__init__.py" or _counts(path)}


def folders(files: set[Path]) -> list[str]:
    """The fewest paths that hold all of them: folders, and one by one what lies beside folders."""
    places = {path if _beside_folders(path) else path.parent for path in files}
    inner = {path for path in places for other in places - {path} if path.is_relative_to(other)}
    return sorted(path.as_posix() for path in places - inner)


def _beside_folders(path: Path) -> bool:
    """In `tasks`, in `voxloom` and in those of its rooms that hold rooms."""
    depth = len(path.parts)
    rooms = (each for each in (ROOT / path).parent.iterdir() if (each / "__init__.py").is_file())
    return depth == 2 or (depth == 3 and any(rooms))


def _counts(package: Path) -> bool:
    """Whether there is code in it, or data beside it."""
    beside = (path for path in (ROOT / package).parent.iterdir() if path.is_file())
    has_data = any(path.suffix not in (".py", ".typed") for path in beside)
    return has_data or len(ast.parse((ROOT / package).read_text(encoding="utf-8")).body) > 1


@cache
def stages() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, dict[str, Any]]] = yaml.safe_load(
        (ROOT / "dvc.yaml").read_text(encoding="utf-8")
    )
    return loaded["stages"]


def print_dependencies() -> None:
    for stage in stages():
        print(f"  {stage}:\n    deps:")
        for place in folders(closure(f"tasks.{stage}")):
            print(f"      - {place}")


if __name__ == "__main__":
    print_dependencies()
