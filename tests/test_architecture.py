"""How the rooms stand to each other: who imports whom, what is named where, how long a file is."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import permutations, product
from pathlib import Path
from statistics import median

import networkx as nx
import pytest

from tests.dependencies import PACKAGES, ROOT, closure, imported_files, stages
from voxloom.systems.find import system
from voxloom.systems.names import NAMES

PAGE = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
LONGEST, MEDIAN = 300, 100  # lines
# The lowest first: a room imports from rows above its own only, so rooms of one row do not know
# each other.
LAYERS = (
    "voxloom/__init__.py voxloom/core voxloom/nets",
    "voxloom/audio voxloom/provenance voxloom/serve",
    "voxloom/text voxloom/report voxloom/training",
    "voxloom/corpora voxloom/metrics",
    "voxloom/study",
    "voxloom/survey",
    "voxloom/systems",
    "voxloom/params.py",
    "voxloom/bench voxloom/presets.py voxloom/registry",
    "voxloom/verify.py flows tasks",
    "voxloom/cli",
    "voxloom/__main__.py",
)
# Who names a system outside of voxloom/systems, and why.
NAMING = {
    "voxloom/params.py": "params.yaml as a whole",
    "voxloom/bench": "what it times",
    "voxloom/cli/speech.py": "its commands",
    "voxloom/cli/voice.py": "its command",
    "voxloom/cli/text.py": "a text as a voice reads it",
    "voxloom/cli/bench.py": "the folder of what is timed",
    "voxloom/cli/corpus.py": "recordings ranked by the VAE",
    "tasks": "a module a stage",
}


def room(file: Path) -> str:
    """The folder of the library that a file is in; what lies beside them stands for itself."""
    inside = file.parts[0] == "voxloom"
    return "/".join(file.parts[: 2 if inside else 1])


def files() -> list[Path]:
    return sorted(
        path.relative_to(ROOT) for package in PACKAGES for path in (ROOT / package).rglob("*.py")
    )


@cache
def imports() -> nx.DiGraph[Path]:
    """An edge a file that a file imports, inside functions too."""
    graph: nx.DiGraph[Path] = nx.DiGraph()
    for file in files():
        graph.add_node(file)
        graph.add_edges_from((file, other) for other in imported_files(file) if other != file)
    return graph


def rooms() -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    for file in files():
        graph.add_node(room(file))
    graph.add_edges_from(
        (room(one), room(other)) for one, other in imports().edges if room(one) != room(other)
    )
    return graph


def circles(graph: nx.DiGraph[Path]) -> list[list[str]]:
    found = nx.strongly_connected_components(graph)
    return [sorted(map(str, circle)) for circle in found if len(circle) > 1]


def children(graph: nx.DiGraph[Path], folder: Path) -> nx.DiGraph[Path]:
    """What lies in a folder, files and folders, each folder as one."""
    depth = len(folder.parts) + 1
    return nx.DiGraph(
        (Path(*one.parts[:depth]), Path(*other.parts[:depth]))
        for one, other in graph.edges
        if one.is_relative_to(folder)
        and other.is_relative_to(folder)
        and one.parts[:depth] != other.parts[:depth]
    )


def test_no_circle_between_files_or_folders_at_any_depth() -> None:
    graph = imports()
    folders = {folder for file in graph for folder in file.parents}
    assert {str(folder): circles(children(graph, folder)) for folder in folders} == {
        str(folder): [] for folder in folders
    }


def test_a_room_imports_from_lower_rooms_only() -> None:
    rank = {name: place for place, row in enumerate(LAYERS) for name in row.split()}
    graph = rooms()
    assert set(rank) == set(graph)
    upward = [(one, other) for one, other in graph.edges if rank[one] <= rank[other]]
    assert upward == []
    finest = [set(row) for row in nx.topological_generations(graph.reverse())]
    assert [set(row.split()) for row in LAYERS] == finest


@pytest.mark.parametrize("name", NAMES)
def test_what_speaks_knows_nothing_of_training(name: str) -> None:
    served = closure("voxloom.registry.pyfunc") | closure(system(name).served_by)
    assert [file for file in served if {"training", "train", "evaluate"} & set(file.parts)] == []


def test_only_its_own_room_names_a_system() -> None:
    outside = [file for file in files() if not file.is_relative_to("voxloom/systems")]
    naming = {str(file) for file in outside if set(NAMES) & set(named(file))}
    excused = {file for file in naming for place in NAMING if Path(file).is_relative_to(place)}
    assert naming - excused == set()
    idle = [place for place in NAMING if not any(Path(f).is_relative_to(place) for f in naming)]
    assert idle == []


def named(file: Path) -> Iterator[str]:
    """The systems whose modules a file imports, and what its strings are or begin a path with."""
    for imported in imported_files(file):
        if imported.parts[:2] == ("voxloom", "systems") and len(imported.parts) > 3:
            yield imported.parts[2]
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield from node.value.replace(".", "/").split("/")


@pytest.mark.parametrize("drawn", ["BT", "LR"], ids=["rooms", "stages"])
def test_the_drawings_show_what_there_is(drawn: str) -> None:
    graph = library() if drawn == "BT" else dag()
    block = re.search(rf"^```mermaid\nflowchart {drawn}\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
    assert block is not None
    assert drawing(block[1]) == set(nx.transitive_reduction(graph).edges)


def test_each_room_has_its_line() -> None:
    assert sorted(re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)) == sorted(library())


def test_the_readme_has_a_line_a_folder() -> None:
    told = set(re.findall(r"^ *(\w+)/ +\S", (ROOT / "README.md").read_text(), re.MULTILINE))
    tracked = {Path(name).parts[0] for name in git_files() if "/" in name}
    inside = {Path(name).parts[1] for name in git_files() if re.match(r"voxloom/\w+/", name)}
    assert told == {name for name in tracked | inside if not name.startswith(".")}


def git_files() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    return listed.stdout.splitlines()


def drawing(block: str) -> set[tuple[str, str]]:
    arrows = (line.split("-->") for line in block.splitlines())
    return {(one.strip(), other.strip()) for one, others in arrows for other in others.split("&")}


def library() -> nx.DiGraph[str]:
    """The rooms by their short names, without what only starts them."""
    graph = nx.relabel_nodes(rooms(), lambda name: Path(name).stem)
    graph.remove_nodes_from([name for name in graph if name.startswith("__")])
    return graph


def dag() -> nx.DiGraph[str]:
    """An edge a stage that reads something of what a stage writes."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for one, other in permutations(stages(), 2):
        pairs = product(map(Path, outs(one)), map(Path, deps(other)))
        if any(out.is_relative_to(dep) or dep.is_relative_to(out) for out, dep in pairs):
            graph.add_edge(one, other)
    return graph


def outs(stage: str) -> list[str]:
    """An out is a path, or a path and what DVC shall do with it."""
    listed: list[str | dict[str, object]] = stages()[stage]["outs"]
    return [out if isinstance(out, str) else next(iter(out)) for out in listed]


def deps(stage: str) -> list[str]:
    listed: list[str] = stages()[stage]["deps"]
    return listed


def test_files_are_short() -> None:
    lengths = {
        file: len((ROOT / file).read_text(encoding="utf-8").splitlines()) for file in files()
    }
    assert [str(file) for file, length in lengths.items() if length >= LONGEST] == []
    assert median(_of_code(lengths)) < MEDIAN
    assert len((ROOT / "dvc.yaml").read_text(encoding="utf-8").splitlines()) <= 250


def _of_code(lengths: dict[Path, int]) -> Iterable[int]:
    """Without files that only mark a package."""
    return [length for file, length in lengths.items() if length > 1]
