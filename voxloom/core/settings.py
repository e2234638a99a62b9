"""A section of params.yaml as a type: frozen, complete, unknown keys refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
)

from voxloom.core.errors import VoxloomError
from voxloom.core.strict_yaml import cut, read_yaml, shown

# Nothing may be accepted that fails after hours: what is no slip of the pen lies well within.
Share = Field(ge=0.0, lt=1.0)
Seed = Field(ge=0, lt=2**63)  # what PyTorch takes
Steps = Field(ge=1, le=10**8)
Warmup = Field(ge=0, le=10**8)  # steps
Count = Field(ge=1, le=10**9)
Channels = Field(ge=8, le=4096)
Blocks = Field(ge=1, le=64)
Batch = Field(ge=1, le=4096)
Crop = Field(ge=8, le=10**5)  # mel frames
Threads = Field(ge=1, le=256)
LearningRate = Field(gt=0.0, le=1.0)
GradientNorm = Field(gt=0.0, le=10**6)
Weight = Field(ge=0.0, le=1000.0)  # of a part of the loss
Seconds = Field(gt=0.0, le=86_400.0)
PARAMS_FILE = Path("params.yaml")
RECORDINGS = "data/recordings"  # where a person's own files lie: DVC watches it
LONGEST_TEXT = 4096  # characters
SHOWN_PROBLEMS = 20


class Section(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, str_max_length=LONGEST_TEXT
    )

    @field_validator("*")
    @classmethod
    def _no_nul(cls, value: Any) -> Any:
        if isinstance(value, str) and "\0" in value:
            raise ValueError("holds a NUL character, which no path or text may")
        return value


SectionT = TypeVar("SectionT", bound=Section)


def load_section(kind: type[SectionT], name: str) -> SectionT:
    """One section of params.yaml by its dotted name, as `speech.vae`.

    Raises VoxloomError when it is missing or wrong in a key.
    """
    section = read_params(PARAMS_FILE)
    for part in name.split("."):
        section = section.get(part) if isinstance(section, dict) else None
    return parse_section(kind, section, str(PARAMS_FILE), name)


def read_params(path: Path) -> Any:
    """Raises VoxloomError when the file is missing or no YAML."""
    try:
        return read_yaml(path)
    except FileNotFoundError:
        raise VoxloomError(f"{path} is missing: run from the project's root folder") from None


def parse_section(
    kind: type[SectionT], values: Any, source: str, name: str | None = None
) -> SectionT:
    """The section called `name` of a source, or all of it.

    Raises VoxloomError with one line a wrong key: its dotted name, what is wrong, what to do.
    """
    try:
        return kind.model_validate(values)
    except ValidationError as error:
        problems = error.errors(include_url=False)
        above = [name] if name else []
        lines = [
            f"{source}: {_explain(kind, above, dict(problem))}"
            for problem in problems[:SHOWN_PROBLEMS]
        ]
        if len(problems) > len(lines):
            lines.append(f"{source}: and {len(problems) - len(lines)} more")
        raise VoxloomError("\n".join(lines)) from None


def _explain(kind: type[Section], above: list[str], problem: dict[str, Any]) -> str:
    place = [str(part) for part in problem["loc"]]
    key = cut(".".join(above + place)) or "the whole file"
    if problem["type"] == "extra_forbidden":
        moved = [".".join(above + known) for known in _keys(kind) if _leads_to(place, known)]
        lies = f"it is {' or '.join(moved)}" if moved else "remove it or correct its name"
        return f"{key}: unknown key; {lies}"
    if problem["type"] == "missing":
        return f"{key}: missing; every knob is written out, add it"
    return f"{key}: {cut(problem['msg'], 300)} (is {shown(problem['input'])})"


def _keys(kind: type[Section]) -> Iterator[list[str]]:
    """Every key of a section and of those within it, sections themselves too."""
    for name, field in kind.model_fields.items():
        key = field.alias or name
        yield [key]
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            yield from ([key, *inner] for inner in _keys(field.annotation))


def _leads_to(place: list[str], known: list[str]) -> bool:
    """Whether a key only lies deeper than it was looked for: vae.steps in speech.vae.steps."""
    deeper = iter(known)
    return place[-1] == known[-1] and all(part in deeper for part in place)
