"""The model card: what a model is, made from what, how good, how to use it and how not to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from voxloom.pace import Pace

Config = Mapping[str, Any]

CARD = """\
# {system}: {title}

{what}

## Data and licence

Trained on {name} (language {language}, speaker {speaker}), from {source}.

- Licence of the recordings: {license}
- Attribution: {attribution}

Keep licence and attribution with every copy of the model and with what it produces.

## Model

{facts}
- Digest of weights and configuration: `{digest}`

## Measured

{metrics}

## Use

{use}

## Limits

{limits}
"""

SPEECH_WHAT = """\
It turns log-mel spectrograms into a short sequence of latent vectors and back. Uses: reconstruct,
sample, interpolate and repair recordings."""

SPEECH_USE = """\
```
voxloom reconstruct IN.wav OUT.wav --model models:/speech@champion
mlflow models serve -m models:/speech@champion --env-manager local -p 5001
```

Over HTTP and in Python (`mlflow.pyfunc.load_model`): a table with the column `operation`, and
`audio` as a WAV file in base64."""

SPEECH_LIMITS = """\
- It knows the voices and the manner of speaking of its corpus: others come out changed.
- Samples are speech-like babble, not words.
- Do not use it to pass synthetic speech off as a person's, nor without that person's consent."""

VOICE_WHAT = """\
It says texts in the voice of the recordings: an autoregressive prior draws the latents of a
speech VAE, phone by phone, from the text."""

VOICE_USE = """\
```
voxloom say "Your appointment is on May 5." --voice models:/voice@champion
```

In Python:

```
model = mlflow.pyfunc.load_model("models:/voice@champion")
table = model.predict(pandas.DataFrame({"text": ["Hello."]}), params={"speed": 1.1})
wav = base64.b64decode(table["audio"][0])
```

As a server:

```
mlflow models serve -m models:/voice@champion --env-manager local -p 5001
curl -s http://127.0.0.1:5001/invocations -H 'Content-Type: application/json' \\
  -d '{"dataframe_records": [{"text": "Hello."}], "params": {"speed": 1.1}}'
```

Meant for announcements, prompts and assistants in the language of the recordings. Tell listeners
that the speech is synthetic."""

VOICE_LIMITS = """\
- It has one voice, one language and the manner of speaking of its recordings.
- Rare words and foreign names may be mispronounced; listen before you publish.
- Do not use it to deceive, to pass for the speaker, or without that person's consent."""


@dataclass(frozen=True)
class Words:
    """What the card says of a system."""

    title: str
    what: str
    facts: Callable[[Config], str]
    use: str
    limits: str


def model_card(system: str, config: Config, digest: str, metrics: Mapping[str, float]) -> str:
    """Markdown. `config` is the artifact's model.json, `metrics` the figures of the system."""
    words, corpus = _words(system), config["corpus"]
    return CARD.format(
        system=system,
        title=words.title,
        what=words.what,
        **{key: corpus[key] for key in ("name", "language", "speaker", "source")},
        license=corpus["license"],
        attribution=corpus["attribution"],
        facts=words.facts(config),
        digest=digest,
        metrics=_table(metrics) if metrics else "Nothing: the evaluation has no figure of it.",
        use=words.use,
        limits=words.limits,
    )


def _words(system: str) -> Words:
    return {
        "speech": Words(
            "a variational autoencoder over speech",
            SPEECH_WHAT,
            _speech_facts,
            SPEECH_USE,
            SPEECH_LIMITS,
        ),
        "voice": Words("text to speech", VOICE_WHAT, _voice_facts, VOICE_USE, VOICE_LIMITS),
    }[system]


def _speech_facts(config: Config) -> str:
    return "\n".join(
        [
            _frames(config),
            _training(config),
            "- Waveforms come from Griffin-Lim, not from a network",
        ]
    )


def _voice_facts(config: Config) -> str:
    prior, pace = config["prior"], Pace(**config["prior"]["pace"])
    network = "a trained network" if config["vocoder"]["form"] != "griffinlim" else "Griffin-Lim"
    return "\n".join(
        [
            _frames(config["speech"]),
            f"- Reads {prior['text']['tokens']}: {pace.told()}",
            _training(prior),
            f"- Waveforms come from {network}",
        ]
    )


def _frames(config: Config) -> str:
    mel, shape = config["mel"], config["shape"]
    frame_ms = 1000.0 * mel["hop"] * shape["stride"] / mel["rate"]
    return (
        f"- {mel['rate']} Hz, {mel['n_mels']} mel bins, {shape['latent']} latent dimensions, one "
        f"latent frame every {frame_ms:g} ms"
    )


def _training(config: Config) -> str:
    training = config["training"]
    return (
        f"- Best on the validation split at step {training['best_step']}; trained on "
        f"{training['device']} with torch {training['torch']}"
    )


def _table(metrics: Mapping[str, float]) -> str:
    rows = [f"| {name} | {value:.4g} |" for name, value in sorted(metrics.items())]
    return "\n".join(["| metric | value |", "| --- | ---: |", *rows])
