"""Presets: named sets of values that are written into params.yaml, so that it always says what ran.

A preset is a folder of pieces of params.yaml: one for what the systems share, one a system. Every
preset sets the same keys, so that applying one leaves nothing of another behind.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from voxloom.core import files
from voxloom.core.errors import VoxloomError
from voxloom.core.settings import PARAMS_FILE
from voxloom.core.strict_yaml import cut, read_yaml
from voxloom.params import parse_params
from voxloom.systems.names import NAMES

PRESETS = Path("presets")
SHARED = "shared"  # the piece of what the systems share


def preset_names(folder: Path = PRESETS) -> list[str]:
    """None where there is no such folder."""
    return sorted({path.parent.name for path in folder.glob("*/*.yaml")})


def apply_preset(name: str, params: Path = PARAMS_FILE, folder: Path = PRESETS) -> list[str]:
    """Write a preset's values into params.yaml, comments kept; the changes, a line each.

    Raises VoxloomError for an unknown preset, a params.yaml that is wrong before, or values that
    its types refuse.
    """
    known = preset_names(folder)
    if not known:
        raise VoxloomError(f"no presets in {folder}: run from the project's root folder")
    if name not in known:
        raise VoxloomError(f"no preset {cut(name)!r}: there are {', '.join(known)}")
    yaml = _round_trip()
    values, pieces = _load(yaml, params), sorted((folder / name).glob("*.yaml"))
    parse_params(values, str(params))
    changes = [change for piece in pieces for change in _apply(values, piece, yaml)]
    parse_params(values, f"{params} with preset {name}")
    if changes:
        buffer = io.StringIO()
        yaml.dump(values, buffer)
        files.write_text(params, buffer.getvalue())
    return changes


def _apply(values: dict[str, Any], piece: Path, yaml: YAML) -> list[str]:
    """Raises VoxloomError that names the piece for a section of another, or a key of nobody."""
    preset = _load(yaml, piece)
    for section in preset:
        home = section if section in NAMES else SHARED
        if section in values and piece.stem != home:
            raise VoxloomError(f"{piece}: {cut(str(section))}: belongs into {home}.yaml")
    return _merge(values, preset, f"{piece}: ", "")


def _load(yaml: YAML, path: Path) -> dict[str, Any]:
    """The sections of a file. Raises VoxloomError for one that is missing or none (`read_yaml`)."""
    try:
        read_yaml(path)  # ruamel.yaml would run out of stack or memory where this says why
        values = yaml.load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise VoxloomError(f"{path} is missing: run from the project's root folder") from None
    except YAMLError as error:  # stricter in a few things
        problem = cut(str(error).splitlines()[0])
        raise VoxloomError(f"{path} is not YAML: {problem}") from None
    if not isinstance(values, dict):
        raise VoxloomError(f"{path} holds no sections with keys")
    return values


def _round_trip() -> YAML:
    """YAML that is written back as it was read: comments, long lines, `null`."""
    yaml = YAML()
    yaml.width = 1000
    yaml.representer.add_representer(
        type(None), lambda writer, _: writer.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    return yaml


def _merge(values: dict[str, Any], preset: dict[str, Any], where: str, prefix: str) -> list[str]:
    changes = []
    for key, new in preset.items():
        if key not in values:
            raise VoxloomError(f"{where}{prefix}{key}: params.yaml has no such key")
        if isinstance(new, dict) and isinstance(values[key], dict):
            changes += _merge(values[key], new, where, f"{prefix}{key}.")
        elif values[key] != new:
            changes.append(f"{prefix}{key}: {values[key]} -> {new}")
            values[key] = new
    return changes
