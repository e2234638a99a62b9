"""A gentle spectral gate, for recordings and for synthesized speech alike."""

from __future__ import annotations

import numpy as np
import torch

from voxloom.audio.wave.sound import Audio

GATE_WINDOW_S = 0.032
GATE_FLOOR = 0.1  # the quantile over time that counts as a bin's noise floor
GATE_ABOVE_DB = 9.0  # over the floor: half open
GATE_SLOPE_DB = 3.0
GATE_BLUR = (5, 7)  # bins x frames; a mask without isolated peaks makes no musical noise
DIGITAL_SILENCE = 1e-6  # magnitude


def denoise(audio: Audio, amount: float) -> Audio:
    """A gentle spectral gate: takes up to `amount` (0 to 1) of the magnitude near the noise floor.

    Stationary spectral gating as in noisereduce (Sainburg, 2020), with two differences: the floor
    of each frequency is a low quantile over time (as minimum statistics; Martin, 2001) and not the
    mean of the whole recording, which would count speech as noise; and the mask is a soft step,
    blurred over time and frequency.
    """
    n_fft = 2 ** round(np.log2(GATE_WINDOW_S * audio.rate))
    window = torch.hann_window(n_fft)
    spectrum_FT = torch.stft(
        torch.from_numpy(audio.samples),
        n_fft,
        window=window,
        pad_mode="constant",
        return_complex=True,
    )
    magnitude_FT = spectrum_FT.abs()
    heard_FT = magnitude_FT[:, magnitude_FT.amax(0) > DIGITAL_SILENCE]
    if not heard_FT.shape[1]:
        return audio
    # Not torch.quantile: it refuses more than 16 million values, nine minutes of speech.
    floor_F = heard_FT.kthvalue(1 + int(GATE_FLOOR * (heard_FT.shape[1] - 1)), dim=1).values
    ratio_FT = (magnitude_FT + DIGITAL_SILENCE) / (floor_F[:, None] + DIGITAL_SILENCE)
    open_FT = torch.sigmoid((20.0 * ratio_FT.log10() - GATE_ABOVE_DB) / GATE_SLOPE_DB)
    bins, frames = GATE_BLUR
    mask_FT = torch.nn.functional.avg_pool2d(
        open_FT[None], GATE_BLUR, 1, (bins // 2, frames // 2), count_include_pad=False
    )[0]
    samples = torch.istft(
        spectrum_FT * (1.0 - amount * (1.0 - mask_FT)),
        n_fft,
        window=window,
        length=len(audio.samples),
    )
    return Audio(samples.numpy(), audio.rate)
