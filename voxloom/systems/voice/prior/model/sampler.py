"""Drawing latents from the prior, one after another: the hot spot of speech synthesis.

The step is written out on weights prepared once: what does not depend on the latents before is
computed for all frames at once, and the matrices of a step are joined into three products. See
`voxloom bench` for what TorchScript and plain modules take instead.
"""

from __future__ import annotations

import torch
from torch import Tensor

from voxloom.systems.voice.prior.model.network import LOG_STD_RANGE, Prior

TINY = 1e-30  # in place of a random 0, whose logarithm is not finite


class Sampler:
    """L latent frames, D latent dimensions, H channels, K components."""

    def __init__(self, prior: Prior) -> None:
        shape, lstm, out = prior.shape, prior.lstm, prior.out
        self.prior, self.shape = prior, shape
        width = shape.channels
        weights = {name: parameter.detach() for name, parameter in lstm.named_parameters()}
        from_input, from_state = weights["weight_ih_l0"], weights["weight_hh_l0"]
        self.from_condition = from_input[:, :width].T
        self.bias = weights["bias_ih_l0"] + weights["bias_hh_l0"]
        self.from_past = torch.cat([from_input[:, width:], from_state], dim=1).T.contiguous()
        self.out_condition = out.weight[:, shape.hidden :].T
        self.out_state = out.weight[:, : shape.hidden].T.contiguous()
        self.history = prior.history.weight.T.contiguous()

    @torch.no_grad()
    def __call__(self, condition_LH: Tensor, temperature: float, random: torch.Generator) -> Tensor:
        """Latents (D, L). At temperature 0 the likeliest component's mean at every step."""
        shape, prior = self.shape, self.prior
        length, latent = len(condition_LH), shape.latent
        expected_LD = prior.expected(condition_LH)
        gates_LG = condition_LH @ self.from_condition + self.bias
        outs_LO = condition_LH @ self.out_condition + prior.out.bias
        noise_LD = temperature * torch.randn(length, latent, generator=random)
        uniform_LK = torch.rand(length, shape.components, generator=random).clamp(min=TINY)
        gumbel_LK = temperature * -torch.log(-torch.log(uniform_LK))
        z_D, h_H, c_H = torch.zeros(latent), torch.zeros(shape.hidden), torch.zeros(shape.hidden)
        drawn = []
        for t in range(length):
            history = torch.relu(torch.addmv(prior.history.bias, self.history.T, z_D))
            past = torch.cat([history, h_H])
            i, f, g, o = (gates_LG[t] + past @ self.from_past).chunk(4)
            c_H = torch.sigmoid(f) * c_H + torch.sigmoid(i) * torch.tanh(g)
            h_H = torch.sigmoid(o) * torch.tanh(c_H)
            out_O = outs_LO[t] + h_H @ self.out_state
            chosen = int((out_O[: shape.components] + gumbel_LK[t]).argmax())
            start = shape.components + 2 * latent * chosen
            shift_D, log_std_D = out_O[start : start + 2 * latent].chunk(2)
            std_D = log_std_D.clamp(*LOG_STD_RANGE).exp()
            z_D = expected_LD[t] + shift_D + std_D * noise_LD[t]
            drawn.append(z_D)
        return torch.stack(drawn, dim=1)
