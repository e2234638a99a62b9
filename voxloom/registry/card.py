"""The model card: what the model is, made from what, how good, and what not to do with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

TEMPLATE = """\
# {system}: a variational autoencoder over speech

It turns log-mel spectrograms into a short sequence of latent vectors and back. Uses: reconstruct,
sample, interpolate and repair recordings.

## Data and licence

Trained on {name} (language {language}, speaker {speaker}), from {source}.

- Licence of the recordings: {license}
- Attribution: {attribution}

Keep licence and attribution with every copy of the model and with what it produces.

## Model

- {rate} Hz, {mels} mel bins, {latent} latent dimensions, one latent frame every {frame_ms:g} ms
- Best on the validation split at step {best_step}; trained on {device} with torch {torch}
- Waveforms come from Griffin-Lim, without a trained vocoder
- Digest of weights and configuration: `{digest}`

## Measured on held-out recordings

{metrics}

## Limits

- It knows the voices and the manner of speaking of its corpus: others come out changed.
- Samples are speech-like babble, not words.
- Do not use it to pass synthetic speech off as a person's, nor without that person's consent.
"""


def model_card(
    system: str, config: Mapping[str, Any], digest: str, metrics: Mapping[str, float]
) -> str:
    """Markdown. `config` is the artifact's model.json, `metrics` what was measured."""
    mel, shape, training = config["mel"], config["shape"], config["training"]
    return TEMPLATE.format(
        system=system,
        **{key: config["corpus"][key] for key in ("name", "language", "speaker", "source")},
        license=config["corpus"]["license"],
        attribution=config["corpus"]["attribution"],
        rate=mel["rate"],
        mels=mel["n_mels"],
        latent=shape["latent"],
        frame_ms=1000.0 * mel["hop"] * shape["stride"] / mel["rate"],
        best_step=training["best_step"],
        device=training["device"],
        torch=training["torch"],
        digest=digest,
        metrics=_table(metrics),
    )


def _table(metrics: Mapping[str, float]) -> str:
    rows = [f"| {name} | {value:.4g} |" for name, value in sorted(metrics.items())]
    return "\n".join(["| metric | value |", "| --- | ---: |", *rows])
