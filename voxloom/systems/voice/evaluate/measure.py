"""Evaluation of a voice, sentence by sentence.

Sets: `natural` held-out recordings; `copy` the same through the VAE and the vocoder
(copy-synthesis: what any voice on this VAE could reach); `heldout` the voice saying their texts;
`free` sentences no corpus holds; `robustness` sentences made to break a voice. Each is said whole,
as `speak` makes it, before the polish, which copy-synthesis does not get either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import torch

from voxloom.audio.mel.features import Matrix
from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Audio
from voxloom.core.determinism import make_deterministic
from voxloom.core.errors import VoxloomError
from voxloom.metrics import robustness
from voxloom.metrics.absent import Absent, Attempts
from voxloom.metrics.params import EvaluateParams
from voxloom.metrics.quality import distillmos, dnsmos
from voxloom.metrics.recognition import WER_CER, hearing, recogniser
from voxloom.metrics.robustness import Robustness
from voxloom.metrics.speaker import Embedding, speaker_embedding
from voxloom.metrics.spectral import mel_cepstral_distortion
from voxloom.systems.voice.evaluate.lines import (
    COPY,
    COUNTED,
    FREE,
    HELDOUT,
    NATURAL,
    RECORDED,
    EvaluatedSentence,
)
from voxloom.systems.voice.model.use import Spoken, Voice
from voxloom.text.sounds.phones import Phone

JUDGED = (NATURAL, COPY, FREE)  # by Distill-MOS
DNSMOS = {part: f"{FREE}.dnsmos_{part}" for part in ("sig", "bak", "ovrl", "p808")}
SIMILARITY = f"{FREE}.speaker_similarity"


@dataclass(frozen=True)
class VoiceTask:
    """What a worker needs to evaluate sentences."""

    root: Path
    model: Path
    evaluate: EvaluateParams
    language: str
    transcripts: Mapping[str, str] = field(default_factory=dict)  # heard before, by `hearing`


@dataclass
class SentenceScores(Attempts):
    """One sentence: scores by key, and by set what was heard, whose voice it is, how robust."""

    line: EvaluatedSentence
    reference: str  # in spoken words
    heard: dict[str, str] = field(default_factory=dict)
    voices: dict[str, Embedding] = field(default_factory=dict)
    robustness: dict[str, Robustness] = field(default_factory=dict)
    timing: list[tuple[Phone, int]] = field(default_factory=list)  # phones and their mel frames
    recognised_by: str | None = None  # the recogniser's name
    refusal: str | None = None  # why the voice could not say it


@lru_cache(maxsize=1)
def load_voice(folder: Path) -> Voice:
    """The voice, once a worker process."""
    make_deterministic(threads=1)
    return Voice.load(folder)


def evaluate_sentence(line: EvaluatedSentence, task: VoiceTask) -> SentenceScores:
    voice = load_voice(task.model)
    result = SentenceScores(line, line.spoken or line.text)
    sounds = _recorded(line, voice, task)
    spoken = _say(result, voice)
    if spoken is not None:
        sounds[line.set] = spoken.audio
        result.reference = line.spoken or spoken.spoken
        result.timing = list(zip(spoken.phones, spoken.durations, strict=True))
    _compare(result, sounds, voice.contract)
    _hear(result, sounds, task)
    _judge(result, sounds)
    _count_skips(result, sounds, spoken, voice)
    return result


def _recorded(line: EvaluatedSentence, voice: Voice, task: VoiceTask) -> dict[str, Audio]:
    if line.recording is None:
        return {}
    natural = read_utterance(task.root, line.recording)
    return {NATURAL: natural, COPY: voice.copy_synthesis(natural)}


def _say(result: SentenceScores, voice: Voice) -> Spoken | None:
    """None where the voice refuses the text: it then counts as if nothing had been said."""
    try:
        return voice.speak(result.line.text, result.line.manner)
    except VoxloomError as refusal:
        result.refusal = str(refusal)
        return None


def _compare(result: SentenceScores, sounds: Mapping[str, Audio], contract: MelContract) -> None:
    if NATURAL not in sounds or HELDOUT not in sounds:
        return
    natural, said = sounds[NATURAL], sounds[HELDOUT]
    mels = (_mel(natural, contract), _mel(said, contract))
    result.attempt(f"{HELDOUT}.mcd_db", mel_cepstral_distortion, *mels)
    result.scores[f"{HELDOUT}.duration_ratio"] = said.seconds / natural.seconds


def _mel(audio: Audio, contract: MelContract) -> Matrix:
    """(T, C), nats."""
    log_mel: torch.Tensor = _log_mel(contract)(torch.from_numpy(audio.samples)[None])
    return log_mel[0].T.numpy()


@lru_cache(maxsize=1)
def _log_mel(contract: MelContract) -> LogMel:
    return LogMel(contract)


def _hear(result: SentenceScores, sounds: Mapping[str, Audio], task: VoiceTask) -> None:
    names = RECORDED if result.line.recording else (result.line.set,)
    try:
        model = recogniser(task.evaluate.recogniser, task.language)
    except Absent as reason:
        result.absent |= {f"{name}.{rate}": str(reason) for name in names for rate in WER_CER}
        return
    result.recognised_by = model.name
    for name in names:
        if name not in sounds:
            result.heard[name] = ""
            continue
        known = task.transcripts.get(hearing(model.name, sounds[name]))
        result.heard[name] = model.transcribe(sounds[name]) if known is None else known


def _judge(result: SentenceScores, sounds: Mapping[str, Audio]) -> None:
    for name in JUDGED:
        if name in sounds:
            result.attempt(f"{name}.distillmos", distillmos, sounds[name])
    if FREE in sounds:
        result.attempt_all(DNSMOS, lambda: dnsmos(sounds[FREE]))
    for name in (NATURAL, FREE):
        if name in sounds:
            try:
                result.voices[name] = speaker_embedding(sounds[name])
            except Absent as reason:
                result.absent[SIMILARITY] = str(reason)


def _count_skips(
    result: SentenceScores, sounds: Mapping[str, Audio], spoken: Spoken | None, voice: Voice
) -> None:
    """Lengths are measured against what the natural speaker would take for these phones."""
    for name in COUNTED:
        if name not in sounds and name != result.line.set:
            continue
        heard, ratio = result.heard.get(name), 0.0
        if spoken is not None:
            ratio = sounds[name].seconds / voice.pace.seconds(spoken.phones)
        kind = result.line.kind or name
        result.robustness[name] = robustness.score(
            kind, result.reference, heard, voice.language, ratio
        )
