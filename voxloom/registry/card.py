"""The model card: what a model is, made from what, how good, how to use it and how not to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from voxloom.registry.plain import DESCRIPTION, code, line
from voxloom.systems.voice.prior.model.pace import Pace

Config = Mapping[str, Any]
Metrics = Mapping[str, float]

# Characters a text from outside may take in a description; the next where it is still too long.
SHARES = (1000, 300, 30)

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

{measured}

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
voxloom speech reconstruct IN.wav OUT.wav --model models:/speech@champion
mlflow models serve -m models:/speech@champion --env-manager local -p 5001
```

Over HTTP and in Python (`mlflow.pyfunc.load_model`): a table with the column `operation`, and
`audio` as a WAV file in base64."""

SPEECH_LIMITS = """\
- It knows the voices and the manner of speaking of its corpus: others come out changed.
- Samples are speech-like babble, not words.
- Do not use it to pass synthetic speech off as a person's, nor without that person's consent."""

SPEECH_HEADLINES = (
    "speech.heldout.mel_error_db",
    "speech.heldout.kl_bits_per_s",
    "speech.heldout.wer",
    "speech.natural.wer",
    "speech.heldout.dnsmos_ovrl",
    "speech.rtf_1thread",
    "speech.parameters",
)

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

VOICE_HEADLINES = (
    "voice.free.wer",
    "voice.heldout.wer",
    "voice.copy.wer",
    "voice.natural.wer",
    "voice.free.distillmos",
    "voice.natural.distillmos",
    "voice.free.speaker_similarity",
    "voice.rtf_1thread",
    "voice.parameters",
)


REST = "\n\nAll figures: `model_card.md` among the files of the version's run."


@dataclass(frozen=True)
class Words:
    """What the card says of a system."""

    title: str
    what: str
    facts: Callable[[Config], str]
    use: str
    limits: str
    headlines: tuple[str, ...]  # the figures a description shows beside the gate's


@dataclass(frozen=True)
class Card:
    """A system's card. `config` is the artifact's model.json, `metrics` the system's figures."""

    system: str
    config: Config
    digest: str
    metrics: Metrics

    @property
    def full(self) -> str:
        """Markdown with every figure."""
        return self._render(_table(self.metrics), None)

    def description(self, gate: str) -> str:
        """Markdown that fits a version's description: the gate's figure and the headlines."""
        names = dict.fromkeys((gate, *_words(self.system).headlines))
        chosen = {name: self.metrics[name] for name in names if name in self.metrics}
        cards = (self._render(_table(chosen) + REST, share) for share in SHARES)
        return next(card for card in cards if len(card) <= DESCRIPTION)

    def _render(self, measured: str, share: int | None) -> str:
        words, corpus = _words(self.system), self.config["corpus"]
        told = ("name", "language", "speaker", "source", "license", "attribution")
        return CARD.format(
            system=self.system,
            title=words.title,
            what=words.what,
            **{key: line(str(corpus[key]), share) for key in told},
            facts=words.facts(self.config),
            digest=self.digest,
            measured=measured,
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
            SPEECH_HEADLINES,
        ),
        "voice": Words(
            "text to speech", VOICE_WHAT, _voice_facts, VOICE_USE, VOICE_LIMITS, VOICE_HEADLINES
        ),
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
        f"{line(str(training['device']))} with torch {line(str(training['torch']))}"
    )


def _table(metrics: Metrics) -> str:
    if not metrics:
        return "Nothing: the evaluation has no figure of it."
    rows = [f"| {code(name)} | {value:.4g} |" for name, value in sorted(metrics.items())]
    return "\n".join(["| metric | value |", "| --- | ---: |", *rows])
