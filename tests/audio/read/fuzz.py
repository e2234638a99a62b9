"""Ruined files by the thousand, each judged by `inspect` in a process of its own limits.

    python -m tests.audio.read.fuzz --mutants 20000 --clean 500

A mutant may be refused, or accepted with all of its sound; it may not crash, hang, take a GiB, or
be accepted with sound missing. A clean file may not be refused.
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import resource
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from tests.audio.clean_files import MAKERS, CleanFile, Rng, clean_file
from voxloom.audio.read.ffmpeg import decode_memory
from voxloom.audio.read.inspect import Inspected, Limits, inspect
from voxloom.audio.wave.sound import Audio, AudioError, Samples

LIMITS = Limits(max_seconds=60.0)
HANG_S = 10.0
GIB = 2**30
FRAME_S = 0.02
QUIETER = 0.1  # amplitude of a frame whose sound is gone, against the original's
EACH = 25  # mutants of one clean file


@dataclass(frozen=True)
class Verdict:
    code: str  # "" where accepted
    message: str = ""
    lost_s: float = 0.0  # sound that the mutant lacks beyond the tolerance, seconds
    milliseconds: float = 0.0
    peak_bytes: int = 0  # of the process so far


@dataclass
class Tally:
    judged: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    hangs: list[str] = field(default_factory=list)
    shortened: list[str] = field(default_factory=list)
    unsaid: list[str] = field(default_factory=list)  # cut where nothing says how long it was
    refused: list[str] = field(default_factory=list)  # of the clean ones
    milliseconds: list[float] = field(default_factory=list)
    peak_bytes: int = 0

    def lines(self) -> list[str]:
        times = np.array(self.milliseconds or [0.0])
        return [
            f"judged {self.judged}: {dict(self.codes.most_common())}",
            f"crashes {len(self.crashes)}, hangs {len(self.hangs)}, accepted with sound missing "
            f"{len(self.shortened)} (and {len(self.unsaid)} of formats that count nothing), "
            f"clean files refused {len(self.refused)}",
            f"{times.mean():.1f} ms a file, longest {times.max():.0f} ms, "
            f"peak {self.peak_bytes / 2**20:.0f} MiB",
            *self.crashes[:5], *self.hangs[:5], *self.shortened[:20], *self.unsaid[:5],
            *self.refused[:20],
        ]  # fmt: skip


class Judge:
    """A process that inspects what it is sent; started again when it dies or hangs."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._pipe.recv()  # it has imported everything

    def ask(self, *question: Any) -> Verdict:
        """The verdict; its code is "crash" or "hang" where there was none."""
        try:
            self._pipe.send(question)
            if self._pipe.poll(HANG_S):
                answer: Verdict = self._pipe.recv()
                return answer
            code = "hang"
        except (EOFError, ConnectionError):
            code = "crash"
        self.stop()
        status = self._process.exitcode
        self._start()
        return Verdict(code, f"exit status {status}")

    def stop(self) -> None:
        self._process.kill()
        self._process.join()


def _serve(pipe: Connection) -> None:
    import av  # noqa: F401
    import soundfile  # noqa: F401

    resource.setrlimit(resource.RLIMIT_AS, (4 * GIB, 4 * GIB))  # a crash rather than a full machine
    pipe.send("ready")
    reference: Audio | None = None
    while True:
        name, data, original = pipe.recv()
        if original is not None:
            reference = decode_memory(original, name, LIMITS).audio
        pipe.send(_judge(data, name, reference))


def _judge(data: bytes, name: str, reference: Audio | None) -> Verdict:
    begin = time.perf_counter()
    inspected, code, message = None, "", ""
    try:
        inspected = inspect(data, name, LIMITS)
    except AudioError as error:
        code, message = error.code, str(error)
    except Exception as error:  # what is no AudioError is a crash
        code, message = "crash", repr(error)
    milliseconds = (time.perf_counter() - begin) * 1e3
    lost = lost_seconds(inspected, reference) if inspected and reference else 0.0
    return Verdict(code, message, lost, milliseconds, _peak_bytes())


def _peak_bytes() -> int:
    """Of this process since it began; `ru_maxrss` may be that of whoever started it."""
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found.group(1)) * 1024 if found else 0


def lost_seconds(inspected: Inspected, reference: Audio) -> float:
    """Seconds of the original that are not there, or as good as silent; PCM has only a length.

    Nothing in a PCM file could say that a sample is another than it was.
    """
    audio = inspected.audio
    codec = inspected.figures.codec
    tolerance = TOLERANCES.get(codec, 0) / reference.rate
    missing = reference.seconds - audio.seconds - tolerance
    if missing > 1e-6 or codec.startswith("pcm_"):
        return max(missing, 0.0)
    # What is longer may have begun earlier: a decoder that does not know the encoder's delay.
    longer = max(len(audio.samples) - len(reference.samples), 0)
    gone = min(_gone_seconds(reference, audio.samples[start:]) for start in (0, longer))
    return max(gone - tolerance, 0.0)


def _gone_seconds(reference: Audio, samples: Samples) -> float:
    before, after = _levels(reference.samples, reference.rate), _levels(samples, reference.rate)
    count = min(len(before), len(after))
    gone = (before[:count] > 0.01) & (after[:count] < QUIETER * before[:count])
    return float(gone.sum() * FRAME_S)


TOLERANCES = {"opus": 5760, "vorbis": 1024, "mp3": 1152, "mp3float": 1152}  # samples


def _levels(samples: Samples, rate: int) -> Samples:
    """RMS of frames of 20 ms."""
    mono = samples if samples.ndim == 1 else samples.mean(axis=1)
    size = int(FRAME_S * rate)
    frames = mono[: len(mono) // size * size].reshape(-1, size)
    return np.sqrt(np.mean(frames**2, axis=1))


def mutate(data: bytes, rng: Rng, other: bytes) -> tuple[str, bytes]:
    """(what was done, the bytes), never the bytes as they were."""
    while True:
        how = str(rng.choice(list(MUTATIONS)))
        mutant = MUTATIONS[how](bytearray(data), rng, other)
        if mutant != data:
            return how, bytes(mutant)


def _flip_bits(data: bytearray, rng: Rng, other: bytes) -> bytes:
    for place in rng.integers(len(data), size=rng.integers(1, 5)):
        data[place] ^= 1 << rng.integers(8)
    return bytes(data)


def _set_bytes(data: bytearray, rng: Rng, other: bytes) -> bytes:
    for place in rng.integers(len(data), size=rng.integers(1, 17)):
        data[place] = rng.integers(256)
    return bytes(data)


def _truncate(data: bytearray, rng: Rng, other: bytes) -> bytes:
    return bytes(data[: rng.integers(len(data))])


def _block(data: bytearray, rng: Rng) -> slice:
    size = int(np.exp(rng.uniform(0, np.log(max(len(data) / 2, 2)))))
    start = int(rng.integers(max(len(data) - size, 1)))
    return slice(start, start + size)


def _delete(data: bytearray, rng: Rng, other: bytes) -> bytes:
    del data[_block(data, rng)]
    return bytes(data)


def _duplicate(data: bytearray, rng: Rng, other: bytes) -> bytes:
    block = _block(data, rng)
    data[block.start : block.start] = data[block]
    return bytes(data)


def _zero(data: bytearray, rng: Rng, other: bytes) -> bytes:
    block = _block(data, rng)
    data[block] = bytes(len(data[block]))
    return bytes(data)


def _edit_header(data: bytearray, rng: Rng, other: bytes) -> bytes:
    """A field of the first 100 bytes to a value that a liar would choose."""
    width = int(rng.choice([1, 2, 4, 8]))
    place = int(rng.integers(max(min(100, len(data)) - width, 1)))
    top = 2 ** (8 * width)
    value = int(rng.choice([0, 1, 2, 255, 0x7FFF, 0x7FFFFFFF])) % top
    if rng.integers(2):
        old = int.from_bytes(data[place : place + width], "little")
        value = (old + int(rng.integers(-64, 65))) % top
    if rng.random() < 0.1:
        value = top - 1
    data[place : place + width] = value.to_bytes(width, pick_order(rng))
    return bytes(data)


def pick_order(rng: Rng) -> Any:
    return rng.choice(["little", "big"])


def _splice(data: bytearray, rng: Rng, other: bytes) -> bytes:
    """The head of one file and the tail of another."""
    return bytes(data[: rng.integers(len(data))]) + other[rng.integers(len(other)) :]


MUTATIONS = {
    "flip bits": _flip_bits,
    "set bytes": _set_bytes,
    "truncate": _truncate,
    "delete": _delete,
    "duplicate": _duplicate,
    "zero": _zero,
    "edit header": _edit_header,
    "splice": _splice,
}


def fuzz(mutants: int, seed: int, longest: float = 1.0) -> dict[str, Tally]:
    """`mutants` in all, of wav, flac, mp3 and ogg."""
    judge, tallies = Judge(), {kind: Tally() for kind in MAKERS}
    each = min(EACH, max(mutants // len(MAKERS), 1))
    for number in range(-(-mutants // each)):
        rng = np.random.default_rng([seed, number])
        kind = list(MAKERS)[number % len(MAKERS)]
        clean, other = clean_file(kind, rng, longest), clean_file(kind, rng, longest)
        for index in range(each):
            how, data = mutate(clean.data, rng, other.data)
            original = clean.data if index == 0 else None
            verdict = judge.ask(clean.name, data, original)
            if verdict.message.startswith("exit status"):
                judge.ask(clean.name, clean.data, clean.data)  # the new one needs the original
            label = f"{kind} {seed}/{number}/{index} {how}: {clean.made}"
            _note(tallies[kind], verdict, clean, label)
    judge.stop()
    return tallies


def _note(tally: Tally, verdict: Verdict, clean: CleanFile, label: str) -> None:
    tally.judged += 1
    tally.codes[verdict.code or "accepted"] += 1
    tally.milliseconds.append(verdict.milliseconds)
    tally.peak_bytes = max(tally.peak_bytes, verdict.peak_bytes)
    if verdict.code == "crash":
        tally.crashes.append(f"{label}: {verdict.message}")
    elif verdict.code == "hang":
        tally.hangs.append(label)
    elif verdict.lost_s:
        lost = tally.shortened if clean.counted else tally.unsaid
        lost.append(f"{label}: {verdict.lost_s:.3f} s lost")


def judge_clean(count: int, seed: int) -> dict[str, Tally]:
    """`count` clean files of each format."""
    judge, tallies = Judge(), {kind: Tally() for kind in MAKERS}
    for kind, tally in tallies.items():
        for number in range(count):
            clean = clean_file(kind, np.random.default_rng([seed, number]))
            verdict = judge.ask(clean.name, clean.data, None)
            _note(tally, verdict, clean, f"{kind} {seed}/{number}")
            if verdict.code:
                tally.refused.append(f"{kind} {seed}/{number} {clean.made}: {verdict.message}")
    judge.stop()
    return tallies


def main() -> None:
    parser = argparse.ArgumentParser(description="Fuzz `voxloom.audio.read.inspect`.")
    parser.add_argument("--mutants", type=int, default=20000, help="in all")
    parser.add_argument("--clean", type=int, default=500, help="of each format")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    for title, tallies in (
        ("clean", judge_clean(options.clean, options.seed)),
        ("mutants", fuzz(options.mutants, options.seed)),
    ):
        for kind, tally in tallies.items():
            print(f"{title} {kind}", *tally.lines(), sep="\n  ")


if __name__ == "__main__":
    main()
