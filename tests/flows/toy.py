"""A toy DVC project and a real Prefect server, as tests drive and question them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psutil
import yaml
from tenacity import retry, retry_if_exception, stop_after_attempt, wait_exponential

from flows.server import QUIET

CODE = Path(__file__).resolve().parents[2]
PATIENCE_S = 300.0  # a ceiling; nothing waits so long on a machine of its own

STAGES = ["fetch", "left", "right", "join", "register"]

DAG = """
stages:
  fetch:
    cmd: python toy.py fetch
    params: [text]
    outs: [data/fetch.txt]
  left:
    cmd: python toy.py left data/fetch.txt
    deps: [data/fetch.txt]
    params: [left]
    outs: [data/left.txt]
    meta: {gpu: true}
  right:
    cmd: python toy.py right data/fetch.txt
    deps: [data/fetch.txt]
    outs: [data/right.txt]
  join:
    cmd: python toy.py join data/left.txt data/right.txt
    deps: [data/left.txt, data/right.txt]
    outs: [data/join.txt]
    metrics:
      - data/reports/metrics/toy.json: {cache: false}
  register:
    cmd: python toy.py register data/join.txt
    deps: [data/join.txt]
    outs: [data/register.txt]
"""

# A stage writes its name and its inputs. Files under switches/ (no dependency of any stage) make
# it fail or take long, and journal.txt (no output of any stage) says when it ran.
STAGE = """
import json, os, sys, time
from pathlib import Path
from voxloom.core.process import die_with_parent

def journal(what):
    with open("journal.txt", "a") as file:
        file.write(f"{time.time()} {what} {os.environ.get('VOXLOOM_FLOW_RUN', '-')}\\n")

die_with_parent()
name, *inputs = sys.argv[1:]
journal(f"{name} starts")
print(f"{name} says hello")
slow = Path("switches", f"slow-{name}")
time.sleep(float(slow.read_text()) if slow.exists() else 0)
if Path("switches", f"fail-{name}").exists():
    sys.exit(f"{name} is broken")
text = Path("params.yaml").read_text() if name in ("fetch", "left") else ""
text += "".join(Path(path).read_text() for path in inputs)
Path("data", f"{name}.txt").write_text(f"{name}({text})")
if name == "join":
    Path("data/reports/metrics").mkdir(parents=True, exist_ok=True)
    Path("data/reports/metrics/toy.json").write_text(json.dumps({"length": len(text)}))
journal(f"{name} ends")
"""


@dataclass(frozen=True)
class Toy:
    """A toy project in a folder of its own."""

    root: Path

    @classmethod
    def create(cls, root: Path) -> Toy:
        for folder in ("data", "presets", "switches"):
            (root / folder).mkdir(parents=True)
        for preset in ("broken", "telephone"):
            (root / "presets" / preset).mkdir()
            (root / "presets" / preset / "shared.yaml").write_text("left: 2\n")
        (root / "dvc.yaml").write_text(DAG)
        (root / "toy.py").write_text(textwrap.dedent(STAGE))
        (root / "params.yaml").write_text("text: hello\nleft: 1\n")
        (root / ".gitignore").write_text("/.voxloom\n/switches\n/journal.txt\n")
        toy = cls(root)
        toy.run("git", "init", "--quiet")
        toy.dvc("init", "--quiet")
        toy.dvc("config", "core.analytics", "false")
        return toy

    def copy(self, root: Path) -> Toy:
        shutil.copytree(self.root, root, symlinks=True)
        return Toy(root)

    def run(self, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=self.root, env=self.environment(**variables), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=PATIENCE_S,
        )  # fmt: skip

    def dvc(self, *arguments: str) -> str:
        done = self.run(sys.executable, "-m", "dvc", *arguments)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def train(self, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return self.run(*_train(options), **variables)

    def start_train(self, *options: str, **variables: str) -> subprocess.Popen[str]:
        """Start a flow run and hand it over while it runs."""
        return subprocess.Popen(
            _train(options), cwd=self.root, env=self.environment(**variables), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip

    def environment(self, **variables: str) -> dict[str, str]:
        """Not this test run's own Prefect, nor its PATH's python."""
        inherited = {key: value for key, value in os.environ.items() if "PREFECT" not in key}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        own = {"PATH": path, "PYTHONPATH": str(CODE), "DVC_NO_ANALYTICS": "1", **QUIET}
        return {**inherited, **own, **variables}

    def slow(self, stage: str, seconds: float) -> None:
        (self.root / "switches" / f"slow-{stage}").write_text(str(seconds))

    def broken(self, stage: str) -> Path:
        switch = self.root / "switches" / f"fail-{stage}"
        switch.touch()
        return switch

    def usual(self) -> None:
        """Every stage works and is quick again."""
        for switch in (self.root / "switches").iterdir():
            switch.unlink()

    def journal(self) -> dict[str, float]:
        """When what happened last: {"left starts": 12.3, ...}, in the order it happened."""
        path = self.root / "journal.txt"
        lines = path.read_text().splitlines() if path.exists() else []
        return {f"{stage} {what}": float(at) for at, stage, what, _ in map(str.split, lines)}

    def await_event(self, event: str) -> None:
        until(lambda: event in self.journal(), f"{event} in journal.txt")

    def lock(self) -> bytes:
        return (self.root / "dvc.lock").read_bytes()

    def processes(self) -> list[psutil.Process]:
        """Whatever lives and works in this project's folder."""
        return [process for process in psutil.process_iter() if _lives_in(process, self.root)]


def _train(options: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "flows.train", "--no-promote", *options]


def _lives_in(process: psutil.Process, root: Path) -> bool:
    try:
        alive = process.status() != psutil.STATUS_ZOMBIE
        return alive and Path(process.cwd()).is_relative_to(root)
    except (psutil.Error, OSError):
        return False


def until(holds: Callable[[], Any], what: str, patience: float = PATIENCE_S) -> None:
    """Wait until something holds; fail the test when it takes too long."""
    deadline = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < deadline, f"not within {patience} s: {what}"
        time.sleep(0.1)


def _is_busy(error: BaseException) -> bool:
    return isinstance(error, httpx.HTTPStatusError) and error.response.status_code == 503


@dataclass(frozen=True)
class Api:
    """A Prefect server, asked over HTTP.

    The state of a run is read from the run's own row (`state_name`). Under `state` the server looks
    it up in another table, a moment later, and answers null where the run has just changed.
    """

    url: str

    @retry(
        retry=retry_if_exception(_is_busy),
        stop=stop_after_attempt(8),
        wait=wait_exponential(max=10),
        reraise=True,
    )
    def post(self, path: str, **body: Any) -> Any:
        """As Prefect's own client does, asked again when the server's database is locked (503)."""
        answer = httpx.post(f"{self.url}{path}", json=body, timeout=30)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def runs(self, toy: Toy) -> list[dict[str, Any]]:
        """The flow runs that took place in a project, the latest first."""
        tags = {"tags": {"all_": [f"worktree:{toy.root}"]}}
        return list(self.post("/flow_runs/filter", flow_runs=tags, sort="START_TIME_DESC"))

    def stages(self, run: dict[str, Any]) -> dict[str, str]:
        """The names of the states in which a run's tasks are."""
        of_run = {"id": {"any_": [run["id"]]}}
        tasks = self.post("/task_runs/filter", flow_runs=of_run)
        return {task["name"]: task["state_name"] for task in tasks}

    def ended(self, run: dict[str, Any], tasks: Iterable[str]) -> dict[str, str]:
        """The names of the states in which a run's tasks ended, once all of them are told.

        Prefect's client sends a task's states as events, which the server records a moment later
        than the flow's own end.
        """
        until(lambda: set(tasks) <= self.stages(run).keys(), f"{', '.join(tasks)} are known")
        until(lambda: not {"Pending", "Running"} & set(self.stages(run).values()), "all have ended")
        return self.stages(run)

    def artifacts(self, run: dict[str, Any]) -> dict[str, Any]:
        of_run = {"flow_run_id": {"any_": [run["id"]]}}
        found = self.post("/artifacts/filter", artifacts=of_run)
        return {artifact["key"]: artifact["data"] for artifact in found}


def same_outputs(toy: Toy, twin: Toy) -> bool:
    """Whether two projects have byte-identical outputs, and dvc.lock says the same of them."""
    files = [f"data/{name}.txt" for name in ("fetch", "left", "right", "join", "register")]
    same = [(toy.root / name).read_bytes() == (twin.root / name).read_bytes() for name in files]
    return all(same) and yaml.safe_load(toy.lock()) == yaml.safe_load(twin.lock())


def same_results(toy: Toy, twin: Toy) -> bool:
    """Whether dvc.lock is byte-identical, too."""
    return same_outputs(toy, twin) and toy.lock() == twin.lock()
