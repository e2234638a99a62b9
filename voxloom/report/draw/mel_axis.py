"""Where a frequency lies on the mel axis of a spectrogram."""

from __future__ import annotations

import math

from voxloom.audio.mel.mel import MelContract

TICKS_HZ = (250, 500, 1000, 2000, 4000, 8000, 12000, 16000)


def hz_to_mel(hertz: float, scale: str) -> float:
    """HTK's formula, or Slaney's (1998): linear to 1 kHz, logarithmic above."""
    if scale == "htk":
        return 2595.0 * math.log10(1.0 + hertz / 700.0)
    if hertz < 1000.0:
        return 3.0 * hertz / 200.0
    return 15.0 + 27.0 * math.log(hertz / 1000.0) / math.log(6.4)


def mel_bin(hertz: float, contract: MelContract) -> float:
    """The (fractional) bin whose filter is centred on a frequency."""
    low = hz_to_mel(contract.fmin, contract.mel_scale)
    high = hz_to_mel(contract.fmax, contract.mel_scale)
    share = (hz_to_mel(hertz, contract.mel_scale) - low) / (high - low)
    return share * (contract.n_mels + 1) - 1.0


def ticks(contract: MelContract) -> list[tuple[float, str]]:
    """(bin, label) of the round frequencies that lie on the axis."""
    places = [(mel_bin(hertz, contract), hertz) for hertz in TICKS_HZ]
    return [
        (place, f"{hertz // 1000} k" if hertz >= 1000 else str(hertz))
        for place, hertz in places
        if -0.5 <= place <= contract.n_mels - 0.5
    ]
