"""Steps on a Dask cluster: where it is, and whether its workers can do the work.

Workers see the same project folder (a shared file system) and are started in it.
"""

from __future__ import annotations

import importlib
import os

from voxloom.core.errors import VoxloomError

SCHEDULER = "DASK_SCHEDULER_ADDRESS"  # Dask's own variable, e.g. tcp://10.0.0.5:8786
TIMEOUT_S = 10


def dask_options() -> dict[str, str]:
    """joblib's options for the cluster of DASK_SCHEDULER_ADDRESS; none where a client is open.

    Raises VoxloomError when no scheduler is named or none answers, or when a worker cannot import
    this library: its tasks would wait for ever.
    """
    from distributed import Client, get_client

    address = os.environ.get(SCHEDULER)
    if address is None:
        try:
            get_client()
        except ValueError:
            raise VoxloomError(
                f"VOXLOOM_BACKEND=dask: no cluster; set {SCHEDULER}=tcp://HOST:PORT"
            ) from None
        return {}
    try:
        with Client(address, timeout=TIMEOUT_S, set_as_default=False) as client:
            client.run(importlib.import_module, "voxloom.core.manifest")
    except OSError:
        raise VoxloomError(f"{SCHEDULER}: no Dask scheduler answers at {address}") from None
    except ImportError as error:
        raise VoxloomError(
            f"{SCHEDULER}: a worker at {address} cannot import Voxloom ({error}); start workers in "
            "the project's folder with its environment"
        ) from None
    return {"scheduler_host": address}
