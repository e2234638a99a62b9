"""A fresh process that says one message: what is imported and loaded counts with the speech."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from voxloom.bench.material import MESSAGE
from voxloom.bench.timing import Pair
from voxloom.bench.voice import PEER_VOICES
from voxloom.core.errors import VoxloomError

REGISTERED = "models:/voice@champion"
COUNTED = "CPU seconds of a fresh process on one thread, the files in the page cache"


def cold_pair(voice: str, peer: str, folder: Path) -> Pair:
    """`voxloom say` beside another program's own command; both write a WAV to `folder`."""
    theirs = PEER_VOICES[peer]
    pair = Pair(
        name=f"cold say, beside {peer}",
        ours=partial(run, say(voice, folder)),
        peer=f"{peer}: not installed: pip install {theirs.packages}",
        theirs=None,
        note=f"{COUNTED}; {len(MESSAGE.split())} words, which the two do not speak equally fast",
        clock=cpu_of_children,
    )
    try:
        command = theirs.command(_said(), folder / "theirs.wav")
    except ImportError:
        return pair
    return replace(pair, peer=peer, theirs=partial(run, [sys.executable, *command]))


def registry_pair(voice: str, folder: Path) -> Pair:
    """A registered voice, and one from a folder."""
    return Pair(
        name="cold say, registered voice",
        ours=partial(run, say(REGISTERED, folder)),
        peer="from a folder",
        theirs=partial(run, say(voice, folder)),
        note=f"{COUNTED}; {REGISTERED} of the store here, asked before",
        clock=cpu_of_children,
    )


def is_registered(folder: Path) -> bool:
    """Whether the store here has a voice that speaks."""
    try:
        run(say(REGISTERED, folder))
    except VoxloomError:
        return False
    return True


def say(voice: str, folder: Path) -> list[str]:
    out = str(folder / "ours.wav")
    return [sys.executable, "-m", "voxloom", "say", _said(), "--voice", voice, "-o", out]


def run(command: list[str]) -> None:
    """Raises VoxloomError with the last line it wrote where it fails."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    ended = subprocess.run(command, capture_output=True, text=True, env=environment)
    if ended.returncode:
        said = ended.stderr.strip().splitlines() or [f"status {ended.returncode}"]
        raise VoxloomError(f"{' '.join(command[:3])} failed: {said[-1]}")


def cpu_of_children() -> float:
    """Seconds of all processes that this one has started and waited for."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _said() -> str:
    return MESSAGE.format(475)
