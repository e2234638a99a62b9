"""Questions to the server that Prefect's settings name, each with an answer in time."""

from __future__ import annotations

import time

BUSY = (429, 502, 503)  # a server that starts, or whose database is locked
PAUSE_S = 1.0
LOOK_EVERY_S = 5.0
ANSWER_S = 5.0
LOOKS = 9  # Prefect's own client asks again for 50 s and more, then ends in a traceback

HINTS = {
    401: "; PREFECT_API_AUTH_STRING or PREFECT_API_KEY is missing or wrong",
    403: "; PREFECT_API_AUTH_STRING or PREFECT_API_KEY is missing or wrong",
    404: "; the address of a Prefect server ends in /api",
    405: "; the address of a Prefect server ends in /api",
}


def configured_url() -> str | None:
    """The server that Prefect's settings name: its environment variable, `.env`, prefect.toml,
    pyproject.toml or the active profile. Prefect reads them while it is imported.

    Raises ValueError or OSError where it cannot.
    """
    from prefect.settings import get_current_settings

    return (get_current_settings().api.url or "").strip() or None


def first_fault(seconds: float) -> str | None:
    """What is wrong with the server, as the end of a sentence; None when all is well.

    A busy server is asked again for `seconds`.
    """
    deadline = time.monotonic() + seconds
    while True:
        fault, is_busy = _ask(seconds)
        if not is_busy or time.monotonic() + PAUSE_S > deadline:
            return fault
        time.sleep(PAUSE_S)


def _ask(seconds: float) -> tuple[str | None, bool]:
    """The fault, and whether it may pass. Asks what needs the key and has an answer of a known
    form, so that a wrong address is not taken for a server."""
    import httpx
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_CLIENT_MAX_RETRIES, temporary_settings

    try:
        with (
            temporary_settings({PREFECT_CLIENT_MAX_RETRIES: 0}),
            get_client(sync_client=True, httpx_settings={"timeout": seconds}) as client,
        ):
            client.read_flow_runs(limit=1)
            client.raise_for_api_version_mismatch()
    except httpx.HTTPStatusError as error:
        code, phrase = error.response.status_code, error.response.reason_phrase
        return f"answers {code} {phrase}{HINTS.get(code, '')}", code in BUSY
    except httpx.TimeoutException:
        return f"did not answer within {seconds:.0f} s", False
    except httpx.RequestError as error:  # redirects in a circle are one
        return f"does not answer ({_first_line(error)})", False
    except RuntimeError as error:
        return f"does not go with this Prefect ({_first_line(error)})", False
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        return f"does not answer as a Prefect server does ({_first_line(error)})", False
    return None, False


class Silence:
    """Whether the server has not answered for a while, looked at now and then.

    Looks are counted, not seconds: a machine that slept, or a run that was stopped, proves nothing.
    """

    def __init__(self) -> None:
        self._looks = 0
        self._next = 0.0

    def lasts(self) -> bool:
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + LOOK_EVERY_S
            self._looks = 0 if _is_up() else self._looks + 1
        return self._looks >= LOOKS


def _is_up() -> bool:
    import httpx
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_CLIENT_MAX_RETRIES, temporary_settings

    with (
        temporary_settings({PREFECT_CLIENT_MAX_RETRIES: 0}),
        get_client(sync_client=True, httpx_settings={"timeout": ANSWER_S}) as client,
    ):
        fault = client.api_healthcheck()
    if isinstance(fault, httpx.HTTPStatusError):
        return fault.response.status_code not in BUSY
    return fault is None


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0] or type(error).__name__
