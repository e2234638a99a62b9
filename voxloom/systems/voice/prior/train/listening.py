"""How well a prior in training is understood: sentences, said and heard again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from voxloom.core.determinism import generator
from voxloom.core.manifest import TextRow
from voxloom.metrics.recognition import Recogniser, error_rates
from voxloom.systems.speech.model.use import Speech
from voxloom.systems.voice.prior.model.manner import Manner
from voxloom.systems.voice.prior.model.network import VoiceNetworks
from voxloom.systems.voice.prior.model.prosody import ProsodyScale
from voxloom.systems.voice.prior.model.use import Speaker
from voxloom.text.sounds.phones import PhoneSet, phones

FEWEST_WORDS = 4  # of a shorter text a recogniser guesses


@dataclass(frozen=True)
class Listening:
    """Griffin-Lim makes the sound, whatever vocoder the voice will have."""

    networks: VoiceNetworks
    phones: PhoneSet
    scale: ProsodyScale
    speech: Speech
    rows: Sequence[TextRow]
    recogniser: Recogniser
    temperature: float

    def word_error_rate(self) -> float:
        """Of all sentences together."""
        speaker = Speaker(on_cpu(self.networks), self.phones, self.scale)
        heard = []
        for number, row in enumerate(self.rows):
            drawn = speaker.draw(phones(row.tokens), Manner(), self.temperature, generator(number))
            audio = self.speech.speak(drawn.latents_DL[None])
            heard.append(self.recogniser.transcribe(audio))
        spoken = [row.spoken for row in self.rows]
        return error_rates(spoken, heard, self.recogniser.language).wer


def choose(
    validation: Sequence[TextRow], development: Sequence[TextRow], phone_set: PhoneSet, limit: int
) -> list[TextRow]:
    """Sentences to listen to: of the validation split first, in a stable order."""
    known = set(phone_set.symbols)
    return [
        row
        for row in [*validation, *development]
        if len(row.spoken.split()) >= FEWEST_WORDS
        and {unit.symbol for unit in phones(row.tokens)} <= known
    ][:limit]


def on_cpu(networks: VoiceNetworks) -> VoiceNetworks:
    """A copy of networks that are trained elsewhere."""
    copy = VoiceNetworks(networks.prior.shape)
    copy.load_state_dict({name: t.detach().cpu() for name, t in networks.state_dict().items()})
    return copy
