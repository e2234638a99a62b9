"""What the model card says of the speech VAE."""

from __future__ import annotations

from voxloom.core.plain import line
from voxloom.serve.service import Config
from voxloom.systems.base import CardWords

WHAT = """\
It turns log-mel spectrograms into a short sequence of latent vectors and back. Uses: reconstruct,
sample, interpolate and repair recordings."""

USE = """\
```
voxloom speech reconstruct IN.wav OUT.wav --model models:/speech@champion
mlflow models serve -m models:/speech@champion --env-manager local -p 5001
```

Over HTTP and in Python (`mlflow.pyfunc.load_model`): a table with the column `operation`, and
`audio` as a WAV file in base64."""

LIMITS = """\
- It knows the voices and the manner of speaking of its corpus: others come out changed.
- Samples are speech-like babble, not words.
- Do not use it to pass synthetic speech off as a person's, nor without that person's consent."""

HEADLINES = (
    "speech.heldout.mel_error_db",
    "speech.heldout.kl_bits_per_s",
    "speech.heldout.wer",
    "speech.natural.wer",
    "speech.heldout.dnsmos_ovrl",
    "speech.rtf_1thread",
    "speech.parameters",
)


def _facts(config: Config) -> str:
    return "\n".join(
        [
            frames(config),
            training(config),
            "- Waveforms come from Griffin-Lim, not from a network",
        ]
    )


def frames(config: Config) -> str:
    mel, shape = config["mel"], config["shape"]
    frame_ms = 1000.0 * mel["hop"] * shape["stride"] / mel["rate"]
    return (
        f"- {mel['rate']} Hz, {mel['n_mels']} mel bins, {shape['latent']} latent dimensions, one "
        f"latent frame every {frame_ms:g} ms"
    )


def training(config: Config) -> str:
    training = config["training"]
    return (
        f"- Best on the validation split at step {training['best_step']}; trained on "
        f"{line(str(training['device']))} with torch {line(str(training['torch']))}"
    )


WORDS = CardWords("a variational autoencoder over speech", WHAT, _facts, USE, LIMITS, HEADLINES)
