"""Which device the work runs on."""

from __future__ import annotations

import torch

from voxloom.core.errors import VoxloomError


def pick_device(wanted: str) -> torch.device:
    """`auto` is the GPU where there is one. Raises VoxloomError for a GPU that is not there."""
    if wanted == "auto":
        wanted = "cuda" if torch.cuda.is_available() else "cpu"
    if wanted == "cuda" and not torch.cuda.is_available():
        raise VoxloomError(
            "device: no CUDA device on this machine; set it to auto or cpu in params.yaml"
        )
    return torch.device(wanted)


def autocast(precision: str, device: torch.device) -> torch.autocast:
    """bfloat16 where `precision` asks for it (`auto`: on a GPU) and the device can."""
    wanted = precision == "bf16" or (precision == "auto" and device.type == "cuda")
    able = device.type == "cpu" or torch.cuda.is_bf16_supported()
    return torch.autocast(device.type, torch.bfloat16, enabled=wanted and able)
