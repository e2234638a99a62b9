from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from tests.dependencies import ROOT
from voxloom.core.errors import VoxloomError
from voxloom.core.strict_yaml import read_yaml

PARAMS = (ROOT / "params.yaml").read_text(encoding="utf-8")
BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            PARAMS.encode() + b"# M\xfcller\n",
            r"is not UTF-8 \(byte \d+\): save it as UTF-8",
        ),
        (PARAMS.encode("utf-16"), "is not UTF-8"),
        (b"x: " + b"[" * 20_000, "is nested too deeply: line 1, over 50 levels"),
        (b"x: " + b"{a: " * 20_000, "is nested too deeply"),
        (b"- " * 20_000, "is nested too deeply"),
        (b"vae:\n  seed: 1\n  steps: 3\n  seed: 2\n", "has vae.seed twice: remove one"),
        (b"vae: {seed: 1}\nalign: {}\nvae: {seed: 2}\n", "has vae twice"),
        (b"a:\n- {b: {c: 1, c: 2}}\n", "has a.b.c twice"),
        (b"? [1, 2]\n: 3\n", "is not YAML: line 1"),
        (BOMB.encode(), "holds too many values: line"),
        (BOMB.replace("x", "y" * 1000).encode(), "holds too many values"),
        (b"a: &a [*a]\n", "holds an alias within what it stands for"),
        (b"a: *b\n", "is not YAML: line 1, column 4: found undefined alias 'b'"),
        (b"a: " + b"9" * 5000, "holds a value that is none: Exceeds the limit"),
        (b"a: 2001-99-99\n", "holds a value that is none: month must be in 1..12"),
        (b"a: !!int ''\n", "holds a value that is none"),
        (b"a: !!bool maybe\n", "holds a value that is none"),
        (
            b"a: !!python/object:os.system {}\n",
            "is not YAML: line 1, column 4: could not determine",
        ),
        (b"a: 1\n---\na: 2\n", "is not YAML: line 2"),
        (b"#" * (2**20 + 1), "has over 1048576 bytes"),
    ],
)
def test_a_file_as_people_and_mishaps_make_it(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "params.yaml"
    path.write_bytes(content)
    with pytest.raises(VoxloomError, match=rf"params\.yaml {message}") as caught:
        read_yaml(path)
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 400


def test_a_byte_order_mark_and_anchors_in_reason_are_read(tmp_path: Path) -> None:
    path = tmp_path / "params.yaml"
    text = PARAMS.replace("seed: 1", "seed: &seed 1", 1)
    path.write_bytes(
        b"\xef\xbb\xbf" + text[::-1].replace("1 :dees", "dees* :dees", 1)[::-1].encode()
    )
    assert read_yaml(path) == yaml.safe_load(PARAMS)


@pytest.mark.parametrize("put", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_regular_file_is_not_read(tmp_path: Path, put: Callable[[Path], None]) -> None:
    path = tmp_path / "params.yaml"
    put(path)
    with pytest.raises(VoxloomError, match=r"params\.yaml is no regular file"):
        read_yaml(path)
