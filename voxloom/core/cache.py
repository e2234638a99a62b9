"""Where what is made once a machine is kept.

VOXLOOM_CACHE  the folder; default: the user's cache folder
"""

from __future__ import annotations

import os
from pathlib import Path

from voxloom.core.errors import VoxloomError


def machine_cache() -> Path:
    import platformdirs

    return Path(os.environ.get("VOXLOOM_CACHE") or platformdirs.user_cache_path("voxloom"))


def unwritable(path: Path, error: OSError) -> VoxloomError:
    """What to say where there is no room for it, or no right."""
    return VoxloomError(
        f"{path} cannot be written ({error}); set VOXLOOM_CACHE to a folder that can"
    )
