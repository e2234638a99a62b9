"""Drawing latents from the prior, one after another: the hot spot of speech synthesis.

The step is written out on weights prepared once: what does not depend on the latents before is
computed for all frames at once, and the matrices of a step are joined into three products. It is
NumPy in place: a call of it costs a third of one of torch's, and a step is twenty calls. See
`voxloom bench` for what TorchScript and plain modules take instead.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController
from torch import Tensor

from voxloom.systems.voice.prior.model.network import LOG_STD_RANGE, Prior

TINY = 1e-30  # in place of a random 0, whose logarithm is not finite

Floats = NDArray[np.float32]


class Sampler:
    """L latent frames, D latent dimensions, H hidden units, K components.

    The gates G of the LSTM stand in the order of `_by_activation`: sigmoid(x) is
    (1 + tanh(x / 2)) / 2, so that one call does for all four.
    """

    def __init__(self, prior: Prior) -> None:
        shape, lstm, out = prior.shape, prior.lstm, prior.out
        self.prior, self.shape = prior, shape
        width = shape.channels
        weights = {
            name.removesuffix("_l0"): _by_activation(parameter.detach())
            for name, parameter in lstm.named_parameters()
        }
        from_input, from_state = weights["weight_ih"], weights["weight_hh"]
        self.from_condition = from_input[:, :width].T
        self.bias = weights["bias_ih"] + weights["bias_hh"]
        self.from_past = _floats(torch.cat([from_input[:, width:], from_state], dim=1).T)
        self.out_condition = out.weight[:, shape.hidden :].T
        self.from_hidden = _floats(out.weight[:, : shape.hidden].T)
        self.from_latent = _floats(prior.history.weight.T)
        self.threads = ThreadpoolController()

    @torch.no_grad()
    def __call__(self, condition_LH: Tensor, temperature: float, random: torch.Generator) -> Tensor:
        """Latents (D, L). At temperature 0 the likeliest component's mean at every step."""
        shape, prior = self.shape, self.prior
        length = len(condition_LH)
        noise_LD = temperature * torch.randn(length, shape.latent, generator=random)
        uniform_LK = torch.rand(length, shape.components, generator=random).clamp(min=TINY)
        gumbel_LK = temperature * -torch.log(-torch.log(uniform_LK))
        given = (
            condition_LH @ self.from_condition + self.bias,
            condition_LH @ self.out_condition + prior.out.bias,
            prior.expected(condition_LH),
            noise_LD,
            gumbel_LK,
        )
        with self.threads.limit(limits=1, user_api="blas"):  # as many as there are, other last bits
            return torch.from_numpy(self._steps(*map(_floats, given))).T

    def _steps(
        self,
        gates_LG: Floats,
        outs_LO: Floats,
        expected_LD: Floats,
        noise_LD: Floats,
        gumbel_LK: Floats,
    ) -> Floats:
        """(L, D), each from the one before."""
        shape = self.shape
        width, hidden, latent = shape.channels, shape.hidden, shape.latent
        history_bias = _floats(self.prior.history.bias)
        past, gates, cell, part = _zeros(width + hidden), _zeros(4 * hidden), *_zeros((2, hidden))
        history, state = past[:width], past[width:]
        kept, added, shown, new = gates.reshape(4, hidden)
        doors, out, drawn_LD = gates[: 3 * hidden], _zeros(outs_LO.shape[1]), _zeros(noise_LD.shape)
        z_D = _zeros(latent)
        for t in range(len(drawn_LD)):
            np.dot(z_D, self.from_latent, out=history)
            np.maximum(np.add(history, history_bias, out=history), 0.0, out=history)
            np.dot(past, self.from_past, out=gates)
            np.tanh(np.add(gates, gates_LG[t], out=gates), out=gates)
            np.add(np.multiply(doors, 0.5, out=doors), 0.5, out=doors)
            np.multiply(cell, kept, out=cell)
            np.add(cell, np.multiply(added, new, out=part), out=cell)
            np.multiply(shown, np.tanh(cell, out=part), out=state)
            np.add(np.dot(state, self.from_hidden, out=out), outs_LO[t], out=out)
            chosen = int((out[: shape.components] + gumbel_LK[t]).argmax())
            start = shape.components + 2 * latent * chosen
            shift_D, log_std_D = out[start : start + 2 * latent].reshape(2, latent)
            std_D = np.exp(np.minimum(np.maximum(log_std_D, LOG_STD_RANGE[0]), LOG_STD_RANGE[1]))
            z_D = drawn_LD[t]
            np.add(expected_LD[t], shift_D, out=z_D)
            np.add(z_D, std_D * noise_LD[t], out=z_D)
        return drawn_LD


def _by_activation(gates: Tensor) -> Tensor:
    """Rows of `nn.LSTM`'s input, forget, new and output gate as forget, input, output (those of a
    sigmoid, halved) and new."""
    i, f, g, o = gates.chunk(4)
    return torch.cat([0.5 * f, 0.5 * i, 0.5 * o, g])


def _floats(tensor: Tensor) -> Floats:
    array: Floats = tensor.detach().contiguous().numpy()
    return array


def _zeros(shape: int | tuple[int, ...]) -> Floats:
    return np.zeros(shape, np.float32)
