"""The first question to a store's server: answered soon, or nobody is there."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

from voxloom.core.errors import VoxloomError
from voxloom.core.progress import echo

Answer = TypeVar("Answer")

TIMEOUT = "MLFLOW_HTTP_REQUEST_TIMEOUT"
RETRIES = "MLFLOW_HTTP_REQUEST_MAX_RETRIES"
FIRST_ANSWER_S = 15.0
FIRST_RETRIES = 2  # in 4 s: a dead port is told soon
LATER_RETRIES = "3"  # MLflow's 7 take minutes
TOLD_AFTER_S = 2.0
REFUSED = "; MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD are missing or wrong"


def greet(ask: Callable[[], Answer], name: str) -> Answer:
    """A server's answer to one question, within 15 s, or as long as MLflow's own settings say.

    Raises VoxloomError when it does not, and what `ask` raises.
    """
    timeout, retries = _setting(TIMEOUT), _setting(RETRIES)
    limit = max(FIRST_ANSWER_S, (timeout or FIRST_ANSWER_S) * (1 + (retries or 0)))
    first = {
        TIMEOUT: str(int(timeout or FIRST_ANSWER_S)),
        RETRIES: str(int(FIRST_RETRIES if retries is None else retries)),
    }
    answers: list[Answer] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(ask())
        except BaseException as error:
            errors.append(error)

    # In a thread: no setting of MLflow's bounds a database's driver, a resolver, or a server
    # that sends a byte now and then.
    with environment(first):
        question = threading.Thread(target=run, name="first-question", daemon=True)
        question.start()
        question.join(TOLD_AFTER_S)
        if question.is_alive():
            echo(f"waiting for the MLflow store {name} to answer, {limit:g} s at most")
            question.join(limit - TOLD_AFTER_S)
    if question.is_alive():
        raise VoxloomError(
            f"MLflow store {name}: no answer within {limit:g} s: start it, or correct "
            f"MLFLOW_TRACKING_URI ({TIMEOUT} lets it take longer)"
        )
    if errors:
        raise errors[0]
    return answers[0]


def fault(error: Exception) -> str:
    """What a person reads of an error of MLflow's: where no server was reached, only why."""
    from requests import RequestException

    chain = list(_chain(error))
    if any(isinstance(one, RequestException) for one in chain):
        why = " ".join(str(chain[-1]).split()) or type(chain[-1]).__name__
        return f"not reached ({why}): start it, or correct MLFLOW_TRACKING_URI"
    text = str(getattr(error, "message", error))
    return text + REFUSED if "error code 401" in text else text


def later() -> Mapping[str, str]:
    """The settings of all that follows on the first answer, where nobody made others."""
    return {} if RETRIES in os.environ else {RETRIES: LATER_RETRIES}


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and those it came from; urllib3 keeps some among the arguments."""
    while error is not None:
        yield error
        last = error.args[-1] if error.args else None
        within = last if isinstance(last, BaseException) else None
        error = error.__cause__ or error.__context__ or within


@contextmanager
def environment(changes: Mapping[str, str]) -> Iterator[None]:
    """Variables that MLflow reads at each call, as they were after the block."""
    before = {name: os.environ.get(name) for name in changes}
    os.environ.update(changes)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _setting(name: str) -> float | None:
    """What a person set; None for nothing. Raises VoxloomError for what is no number."""
    value = os.environ.get(name)
    if not value:
        return None
    try:
        return float(value)
    except ValueError:
        raise VoxloomError(f"{name}: {value!r} is no number") from None
