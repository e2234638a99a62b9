"""YAML that a person wrote, read so that nothing is lost in it and nothing explodes.

What YAML itself lets through is refused: a key that stands twice, of which the last would win, and
nesting and aliases (`*name`) whose values would fill the memory.
"""

from __future__ import annotations

import reprlib
import stat
from pathlib import Path
from typing import Any

import yaml

from voxloom.core.errors import VoxloomError

MAX_BYTES = 2**20
MAX_DEPTH = 50
MAX_VALUES = 20_000  # each as often as aliases repeat it
SHOWN = 100  # characters of a value in a message
# What PyYAML's constructors raise for a scalar that its type does not take: `!!int x`, 2001-99-99.
BAD_SCALAR = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError)


def read_yaml(path: Path) -> Any:
    """The one document of a file.

    Raises VoxloomError, one line, for what is no UTF-8 or no YAML, is too big or nested too deeply,
    or holds a key twice; FileNotFoundError and other OSErrors as they come.
    """
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise VoxloomError(f"{path} is no regular file")
    if about.st_size > MAX_BYTES:
        raise VoxloomError(f"{path} has over {MAX_BYTES} bytes: is it the file that was meant?")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise VoxloomError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8") from None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
        if twin := _twin(node, ""):
            raise VoxloomError(f"{path} has {twin} twice: remove one")
        return None if node is None else loader.construct_document(node)
    except _TooMuch as problem:
        raise VoxloomError(f"{path} {problem}") from None
    except yaml.YAMLError as error:
        raise VoxloomError(f"{path} is not YAML: {_why(error)}") from None
    except BAD_SCALAR as error:
        raise VoxloomError(f"{path} holds a value that is none: {cut(str(error))}") from None


def shown(value: object) -> str:
    """A value for a message, cut."""
    short = reprlib.Repr()
    short.maxlevel, short.maxstring, short.maxlong, short.maxother = 2, SHOWN, SHOWN, SHOWN
    try:
        return cut(short.repr(value))
    except ValueError:  # a number of over 4,300 digits
        return "a number too long to show"


def cut(text: str, length: int = SHOWN) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"


class _TooMuch(Exception):
    """Says of which there is too much."""


class _Loader(yaml.SafeLoader):
    """Counts while it reads: depth, and values as often as aliases repeat them."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = self.values = 0
        self.sizes: dict[int, int] = {}  # of what an alias may repeat

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        is_alias = self.check_event(yaml.AliasEvent)
        line, before = self.line + 1, self.values
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _TooMuch(f"is nested too deeply: line {line}, over {MAX_DEPTH} levels")
        node = super().compose_node(parent, index)
        self.depth -= 1
        if is_alias and id(node) not in self.sizes:
            raise _TooMuch(f"holds an alias within what it stands for: line {line}")
        self.values += self.sizes[id(node)] if is_alias else 1
        if self.values > MAX_VALUES:
            raise _TooMuch(f"holds too many values: line {line}, over {MAX_VALUES}")
        if not is_alias:
            self.sizes[id(node)] = self.values - before
        return node


def _twin(node: yaml.Node | None, place: str) -> str | None:
    """The first key that stands twice in its mapping, as `section.key`."""
    if isinstance(node, yaml.SequenceNode):
        return next((twin for item in node.value if (twin := _twin(item, place))), None)
    if not isinstance(node, yaml.MappingNode):
        return None
    seen = set()
    for key, value in node.value:
        name = f"{place}{cut(str(key.value))}"
        if (key.tag, str(key.value)) in seen:
            return name
        seen.add((key.tag, str(key.value)))
        if twin := _twin(value, f"{name}."):
            return twin
    return None


def _why(error: yaml.YAMLError) -> str:
    """In one line."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        where = f"line {error.problem_mark.line + 1}, column {error.problem_mark.column + 1}"
        return f"{where}: {cut(error.problem or error.context or '')}"
    return cut(str(error).splitlines()[0])
