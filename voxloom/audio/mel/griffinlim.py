"""From log-mel back to a waveform without a trained vocoder."""

from __future__ import annotations

import torch
from torch import Tensor

from voxloom.audio.mel.mel import LogMel
from voxloom.audio.wave.sound import Audio
from voxloom.core.determinism import generator

ITERATIONS = 32
MOMENTUM = 0.99
SEED = 0


class GriffinLim:
    """Mel magnitudes through the filters' pseudo-inverse, then phases by Griffin-Lim.

    Fast Griffin-Lim (Perraudin, Balazs and Søndergaard, 2013). The first phases are random
    with a fixed seed: the same mel gives the same samples.
    """

    def __init__(self, mel: LogMel) -> None:
        self.mel = mel
        self.inverse = torch.linalg.pinv(mel.filters.double()).float()

    @torch.no_grad()
    def __call__(self, log_mel_CT: Tensor) -> Audio:
        """(C, T) in nats -> (T - 1) * hop samples."""
        contract = self.mel.contract
        magnitude_FT = self._magnitude(log_mel_CT.cpu().float())
        phase = torch.rand(magnitude_FT.shape, generator=generator(SEED)) * 2.0 * torch.pi
        angles_FT = torch.polar(torch.ones_like(phase), phase)
        previous_FT = torch.zeros_like(angles_FT)
        for _ in range(ITERATIONS):
            rebuilt_FT = self._stft(self._istft(magnitude_FT * angles_FT))
            angles_FT = rebuilt_FT - previous_FT * (MOMENTUM / (1.0 + MOMENTUM))
            angles_FT = angles_FT / angles_FT.abs().clamp(min=1e-16)
            previous_FT = rebuilt_FT
        wave = self._istft(magnitude_FT * angles_FT)
        peak = float(wave.abs().max())
        return Audio((wave / max(1.0, peak)).numpy(), contract.rate)

    def _magnitude(self, log_mel_CT: Tensor) -> Tensor:
        """Non-negative linear magnitudes: pseudo-inverse, then multiplicative updates.

        The updates (Lee and Seung, 2001) pull the clamped solution back towards the mels.
        """
        filters_FC = self.mel.filters
        mel_CT = log_mel_CT.exp()
        magnitude_FT = (self.inverse.T @ mel_CT).clamp(min=1e-6)
        numerator_FT = filters_FC @ mel_CT
        for _ in range(20):
            rebuilt_FT = filters_FC @ (filters_FC.T @ magnitude_FT)
            magnitude_FT = magnitude_FT * numerator_FT / rebuilt_FT.clamp(min=1e-12)
        return magnitude_FT

    def _stft(self, wave: Tensor) -> Tensor:
        contract = self.mel.contract
        return torch.stft(
            wave,
            contract.n_fft,
            contract.hop,
            contract.win,
            self.mel.window,
            pad_mode="reflect",
            return_complex=True,
        )

    def _istft(self, spectrum_FT: Tensor) -> Tensor:
        contract = self.mel.contract
        return torch.istft(spectrum_FT, contract.n_fft, contract.hop, contract.win, self.mel.window)
