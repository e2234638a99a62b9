"""How well a recogniser understands a prior in training: sentences, spoken and transcribed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from voxloom.core.determinism import generator
from voxloom.core.manifest import MANIFEST, TextRow, read_rows
from voxloom.core.progress import echo
from voxloom.metrics.absent import Absent
from voxloom.metrics.recognition import Recogniser, error_rates, load_recogniser
from voxloom.metrics.spelling import as_written
from voxloom.systems.speech.model.use import Speech
from voxloom.systems.voice.prior.model.manner import Manner
from voxloom.systems.voice.prior.model.network import VoiceNetworks
from voxloom.systems.voice.prior.model.prosody import ProsodyScale
from voxloom.systems.voice.prior.model.use import TrainedPrior
from voxloom.systems.voice.prior.train.material import PriorData
from voxloom.systems.voice.prior.train.params import PriorParams
from voxloom.text.letters.words import count_words
from voxloom.text.sounds.folder import DEVELOPMENT
from voxloom.text.sounds.phones import PhoneSet, phones

FEWEST_WORDS = 4  # of a shorter text a recogniser guesses


@dataclass(frozen=True)
class Intelligibility:
    """Griffin-Lim makes the sound, whatever vocoder the voice will have.

    Texts are compared as they are written: the rules by which they are read may change without a
    new training. Outside of English a number that is heard in digits thus counts as an error, in
    every checkpoint alike.
    """

    networks: VoiceNetworks
    phones: PhoneSet
    scale: ProsodyScale
    speech: Speech
    rows: Sequence[TextRow]
    recogniser: Recogniser
    temperature: float

    def word_error_rate(self) -> float:
        """Of all sentences together."""
        prior = TrainedPrior(on_cpu(self.networks), self.phones, self.scale)
        heard = []
        for number, row in enumerate(self.rows):
            drawn = prior.draw(phones(row.tokens), Manner(), self.temperature, generator(number))
            audio = self.speech.speak(drawn.latents_DL[None])
            heard.append(self.recogniser.transcribe(audio))
        spoken = [row.spoken for row in self.rows]
        return error_rates(spoken, heard, as_written(self.recogniser.language)).wer


def intelligibility(
    networks: VoiceNetworks, data: PriorData, text: Path, params: PriorParams
) -> Intelligibility | None:
    """What chooses the checkpoint, on sentences of the text stage's folder; None, told on the
    console, where there is no recogniser or nothing for it to recognise."""
    rows = choose_sentences(
        [row for row in read_rows(text / MANIFEST, TextRow) if row.split == "validation"],
        read_rows(text / DEVELOPMENT, TextRow),
        data.phones,
        params.listen,
    )
    try:
        recogniser = load_recogniser(params.recogniser, data.phones.language)
    except Absent as reason:
        echo(f"likelihood chooses the checkpoint: {reason}")
        return None
    if not rows:
        echo("likelihood chooses the checkpoint: no validation sentence is long enough")
        return None
    echo(f"{recogniser.name} chooses the checkpoint")
    return Intelligibility(
        networks, data.phones, data.scale, data.speech, rows, recogniser, params.temperature
    )


def choose_sentences(
    validation: Sequence[TextRow], development: Sequence[TextRow], phone_set: PhoneSet, limit: int
) -> list[TextRow]:
    """Sentences to recognise: of the validation split first, in a stable order."""
    return [
        row
        for row in [*validation, *development]
        if count_words(row.spoken, phone_set.language) >= FEWEST_WORDS
        and phone_set.knows(phones(row.tokens))
    ][:limit]


def on_cpu(networks: VoiceNetworks) -> VoiceNetworks:
    """A copy of networks that are trained elsewhere."""
    copy = VoiceNetworks(networks.prior.shape)
    copy.load_state_dict({name: t.detach().cpu() for name, t in networks.state_dict().items()})
    return copy
