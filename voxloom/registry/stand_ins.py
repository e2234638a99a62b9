"""Empty distributions in place of those a served model is installed with but never imports.

nemo_text_processing and num2words ask for packages of which the index has no wheel, or none for
some Python, in modes that are not used here. pip would build them, and an image of Python has no
compiler. A version brings these instead: pip takes them, as they are the newest it finds.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
from collections.abc import Sequence
from pathlib import Path

VERSION = "9999+voxloom"
WHEELS = "wheels"
# A line of the requirements file beside the folder `code`: pip reads the path from there.
FIND = f"--find-links code/{WHEELS}"

METADATA = """\
Metadata-Version: 2.1
Name: {name}
Version: {version}
Summary: Stands in for {name}, which this model does without
"""
TAGS = """\
Wheel-Version: 1.0
Generator: voxloom
Root-Is-Purelib: true
Tag: py3-none-any
"""
SAME_TIME = (1980, 1, 1, 0, 0, 0)


def write(names: Sequence[str], folder: Path) -> None:
    """A wheel for each name."""
    folder.mkdir(parents=True)
    for name in names:
        _write_wheel(name, folder)


def _write_wheel(name: str, folder: Path) -> None:
    info = f"{name}-{VERSION}.dist-info"
    parts = {
        f"{info}/METADATA": METADATA.format(name=name, version=VERSION),
        f"{info}/WHEEL": TAGS,
    }
    record = [f"{path},sha256={_digest(text)},{len(text)}" for path, text in parts.items()]
    parts[f"{info}/RECORD"] = "\n".join([*record, f"{info}/RECORD,,", ""])
    with zipfile.ZipFile(folder / f"{name}-{VERSION}-py3-none-any.whl", "w") as wheel:
        for path, text in parts.items():
            wheel.writestr(zipfile.ZipInfo(path, SAME_TIME), text)


def _digest(text: str) -> str:
    sha256 = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(sha256).rstrip(b"=").decode()
