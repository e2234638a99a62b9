"""Help comes at once: it imports nothing that takes longer than all the rest."""

from __future__ import annotations

import subprocess
import sys

HELP = """
import sys
from typer.testing import CliRunner
from voxloom.cli import app
words = [[name] for name in app.COMMANDS]
words += [[group.name, name] for group in app.GROUPS.values() for name in group.commands]
for command in [[], *([name] for name in app.GROUPS), *words]:
    done = CliRunner().invoke(app.build(), [*command, "--help"])
    assert done.exit_code == 0, (command, done.output)
    assert " ".join(["Usage:", "root", *command]) in done.output, done.output
print(sorted({"torch", "numpy", "mlflow", "prefect", "rich.markdown"} & set(sys.modules)))
"""


def test_help_of_every_command_loads_none_of_the_heavy_libraries() -> None:
    done = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == "[]\n"
