"""What the model card says of the voice."""

from __future__ import annotations

from voxloom.serve.service import Config
from voxloom.systems.base import CardWords
from voxloom.systems.speech.serve.card import frames, training
from voxloom.systems.voice.prior.model.pace import Pace

WHAT = """\
It says texts in the voice of the recordings: an autoregressive prior draws the latents of a
speech VAE, phone by phone, from the text."""

USE = """\
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

LIMITS = """\
- It has one voice, one language and the manner of speaking of its recordings.
- Rare words and foreign names may be mispronounced; listen before you publish.
- Do not use it to deceive, to pass for the speaker, or without that person's consent."""

HEADLINES = (
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


def _facts(config: Config) -> str:
    prior, pace = config["prior"], Pace(**config["prior"]["pace"])
    network = "a trained network" if config["vocoder"]["form"] != "griffinlim" else "Griffin-Lim"
    return "\n".join(
        [
            frames(config["speech"]),
            f"- Reads {prior['text']['tokens']}: {pace.told()}",
            training(prior),
            f"- Waveforms come from {network}",
        ]
    )


WORDS = CardWords("text to speech", WHAT, _facts, USE, LIMITS, HEADLINES)
