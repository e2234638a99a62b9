"""Examination of a voice, sentence by sentence, then pooled.

Sets: `natural` held-out recordings; `copy` the same through the VAE and the vocoder
(copy-synthesis: what any voice on this VAE could reach); `heldout` the voice saying their texts;
`free` sentences no corpus holds; `robustness` sentences made to break a voice. Each is said whole,
as `speak` makes it, before the polish, which copy-synthesis does not get either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch

from voxloom.audio.mel.features import Matrix
from voxloom.audio.mel.mel import LogMel, MelContract
from voxloom.audio.wave.shards import read_utterance
from voxloom.audio.wave.sound import Audio
from voxloom.core import files
from voxloom.core.determinism import make_deterministic
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import Utterance
from voxloom.metrics import robustness
from voxloom.metrics.absent import Absent, Attempts
from voxloom.metrics.params import EvaluateParams
from voxloom.metrics.quality import distillmos, dnsmos
from voxloom.metrics.recognition import ErrorRates, error_rates, recogniser, same_sound
from voxloom.metrics.robustness import Robustness
from voxloom.metrics.speaker import Embedding, self_similarity, similarity, speaker_embedding
from voxloom.metrics.spectral import mel_cepstral_distortion
from voxloom.metrics.speed import real_time_factor
from voxloom.systems.speech.evaluate.measure import WER_CER, Metrics, Reasons
from voxloom.systems.voice.evaluate import sentences as judging
from voxloom.systems.voice.model.use import Spoken, Voice
from voxloom.systems.voice.prior.model.manner import Manner
from voxloom.text.letters.sentences import read_sentences
from voxloom.text.sounds.phones import Phone

NATURAL, COPY, HELDOUT, FREE, ROBUSTNESS = "natural", "copy", "heldout", "free", "robustness"
RECORDED = (NATURAL, COPY, HELDOUT)  # the sets of a held-out prompt
SETS = (*RECORDED, FREE, ROBUSTNESS)
JUDGED = (NATURAL, COPY, FREE)  # by Distill-MOS
COUNTED = (COPY, ROBUSTNESS)  # in words skipped and repeated
SENTENCES_LANGUAGE = "en"
DNSMOS = {part: f"{FREE}.dnsmos_{part}" for part in ("sig", "bak", "ovrl", "p808")}
SIMILARITY = f"{FREE}.speaker_similarity"
SPEED_LINES = 4


@dataclass(frozen=True)
class VoiceTask:
    """What a worker needs to examine sentences."""

    root: Path
    model: Path
    evaluate: EvaluateParams
    language: str
    transcripts: Mapping[str, str] = field(default_factory=dict)  # heard before, by `same_sound`


@dataclass(frozen=True)
class Line:
    """A sentence to be said."""

    set: str  # heldout, free or robustness
    kind: str  # of sentence; empty for a prompt
    text: str  # as written
    seed: int
    recording: Utterance | None = None
    spoken: str | None = None  # in words, where the text stage has read it

    @property
    def manner(self) -> Manner:
        return Manner(seed=self.seed)


@dataclass
class LineScores(Attempts):
    """One sentence: scores by key, and by set what was heard, whose voice it is, how robust."""

    line: Line
    reference: str  # in spoken words
    heard: dict[str, str] = field(default_factory=dict)
    voices: dict[str, Embedding] = field(default_factory=dict)
    robustness: dict[str, Robustness] = field(default_factory=dict)
    timing: list[tuple[Phone, int]] = field(default_factory=list)  # phones and their mel frames
    refusal: str | None = None  # why the voice could not say it


def prompt_lines(
    rows: Sequence[Utterance], spoken: Mapping[str, str], min_words: int
) -> list[Line]:
    """Held-out recordings whose text has enough words."""
    chosen = [row for row in rows if len(spoken[row.id].split()) >= min_words]
    return [
        Line(HELDOUT, "", row.text, seed, row, spoken[row.id]) for seed, row in enumerate(chosen)
    ]


def sentence_lines(params: EvaluateParams, language: str) -> list[Line]:
    """Free sentences, then those of the robustness set: English only."""
    if language != SENTENCES_LANGUAGE:
        return []
    free = read_sentences(judging, FREE)
    wanted = min(params.free_sentences or len(free), len(free))
    spread = [free[place * len(free) // wanted] for place in range(wanted)]  # over the kinds
    breaking = read_sentences(judging, ROBUSTNESS) if params.robustness else []
    chosen = {FREE: spread, ROBUSTNESS: breaking}
    return [
        Line(name, sentence.kind, sentence.text, seed)
        for name, sentences in chosen.items()
        for seed, sentence in enumerate(sentences)
    ]


def texts_digest(lines: Sequence[Line]) -> str:
    """Names what the word errors of a voice were counted on."""
    return files.digest([line.text for line in lines if line.set != ROBUSTNESS])


@lru_cache(maxsize=1)
def load_voice(folder: Path) -> Voice:
    """The voice, once a worker process."""
    make_deterministic(threads=1)
    return Voice.load(folder)


def examine(line: Line, task: VoiceTask) -> LineScores:
    voice = load_voice(task.model)
    result = LineScores(line, line.spoken or line.text)
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


def _recorded(line: Line, voice: Voice, task: VoiceTask) -> dict[str, Audio]:
    if line.recording is None:
        return {}
    natural = read_utterance(task.root, line.recording)
    return {NATURAL: natural, COPY: voice.copy_synthesis(natural)}


def _say(result: LineScores, voice: Voice) -> Spoken | None:
    """None where the voice refuses the text: it then counts as if nothing had been said."""
    try:
        return voice.speak(result.line.text, result.line.manner)
    except VoxloomError as refusal:
        result.refusal = str(refusal)
        return None


def _compare(result: LineScores, sounds: Mapping[str, Audio], contract: MelContract) -> None:
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


def _hear(result: LineScores, sounds: Mapping[str, Audio], task: VoiceTask) -> None:
    names = RECORDED if result.line.recording else (result.line.set,)
    try:
        model = recogniser(task.evaluate.recogniser, task.language)
    except Absent as reason:
        result.absent |= {f"{name}.{rate}": str(reason) for name in names for rate in WER_CER}
        return
    for name in names:
        if name not in sounds:
            result.heard[name] = ""
            continue
        known = task.transcripts.get(same_sound(sounds[name]))
        result.heard[name] = model.transcribe(sounds[name]) if known is None else known


def _judge(result: LineScores, sounds: Mapping[str, Audio]) -> None:
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
    result: LineScores, sounds: Mapping[str, Audio], spoken: Spoken | None, voice: Voice
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


def pool(results: Sequence[LineScores], task: VoiceTask) -> tuple[Metrics, Reasons]:
    """Metrics over the whole examination: (`set.metric` -> figure, `set.metric` -> why absent).

    Error rates are pooled over words, the others means over sentences.
    """
    metrics: Metrics = {}
    absent: Reasons = _left_out(results, task)
    for result in results:
        absent |= result.absent
    for key in sorted({key for result in results for key in result.scores}):
        metrics[key] = float(np.mean([r.scores[key] for r in results if key in r.scores]))
    for name in SETS:
        metrics |= _error_rates(name, results, task.language)
    if f"{HELDOUT}.wer" in metrics:
        difference = metrics[f"{HELDOUT}.wer"] - metrics[f"{COPY}.wer"]
        metrics[f"{HELDOUT}.wer_over_copy"] = difference
    metrics |= _robustness(results) | _counts(results) | _similarities(results)
    return metrics, {key: reason for key, reason in absent.items() if key not in metrics}


def _left_out(results: Sequence[LineScores], task: VoiceTask) -> Reasons:
    """Sets that no sentence was in."""
    reasons: Reasons = {}
    there = {result.line.set for result in results}
    if HELDOUT not in there:
        few = f"no held-out prompt has {task.evaluate.wer_min_words} words or more"
        keys = [*(f"{name}.{rate}" for name in RECORDED for rate in WER_CER), "heldout.mcd_db"]
        reasons |= dict.fromkeys(keys, few)
    language = f"these sentences are {SENTENCES_LANGUAGE}, the voice speaks {task.language}"
    foreign = task.language != SENTENCES_LANGUAGE
    if FREE not in there:
        keys = [f"{FREE}.wer", f"{FREE}.cer", f"{FREE}.distillmos", SIMILARITY, *DNSMOS.values()]
        reasons |= dict.fromkeys(keys, language)
    if ROBUSTNESS not in there:
        off = "switched off: evaluate.robustness is false"
        keys = [f"{ROBUSTNESS}.{robustness.OVERALL}.{name}" for name in ("skipped", "repeated")]
        reasons |= dict.fromkeys(keys, language if foreign else off)
    return reasons


def _error_rates(name: str, results: Sequence[LineScores], language: str) -> Metrics:
    """WER and CER of a set; of the free sentences also the WER by kind."""
    heard = [result for result in results if name in result.heard]
    if not heard or name == ROBUSTNESS:
        return {}
    metrics = dict(zip((f"{name}.wer", f"{name}.cer"), _rates(name, heard, language), strict=True))
    for kind in dict.fromkeys(result.line.kind for result in heard if result.line.kind):
        of_kind = [result for result in heard if result.line.kind == kind]
        metrics[f"{name}.wer_{kind}"] = _rates(name, of_kind, language).wer
    return metrics


def _rates(name: str, heard: Sequence[LineScores], language: str) -> ErrorRates:
    references = [result.reference for result in heard]
    return error_rates(references, [result.heard[name] for result in heard], language)


def _robustness(results: Sequence[LineScores]) -> Metrics:
    """Everything of the robustness set; skips and repeats of copy-synthesis beside them."""
    pooled = {
        name: robustness.pool([r.robustness[name] for r in results if name in r.robustness])
        for name in COUNTED
    }
    metrics = {f"{ROBUSTNESS}.{key}": figure for key, figure in pooled[ROBUSTNESS].items()}
    for name in ("skipped", "repeated"):
        key = f"{robustness.OVERALL}.{name}"
        if key in pooled[COPY]:
            metrics[f"{COPY}.{name}"] = pooled[COPY][key]
    return metrics


def _counts(results: Sequence[LineScores]) -> Metrics:
    metrics: Metrics = {}
    for name, count in ((HELDOUT, "utterances"), (FREE, "sentences")):
        of_set = [result for result in results if result.line.set == name]
        if of_set:
            metrics[f"{name}.{count}"] = len(of_set)
            metrics[f"{name}.refused"] = sum(result.refusal is not None for result in of_set)
    return metrics


def _similarities(results: Sequence[LineScores]) -> Metrics:
    """The free sentences against the held-out recordings, and these among themselves."""
    natural, free = (
        [result.voices[name] for result in results if name in result.voices]
        for name in (NATURAL, FREE)
    )
    metrics = {SIMILARITY: similarity(free, natural)} if natural and free else {}
    if len(natural) > 1:
        metrics[f"{NATURAL}.speaker_similarity"] = self_similarity(natural)
    return metrics


def real_time(voice: Voice, lines: Sequence[Line]) -> float:
    """Real-time factor of `synthesize`, text to polished audio, on one thread."""
    texts = [line.text for line in lines if line.set == FREE] or [line.text for line in lines]
    texts = texts[:SPEED_LINES]
    seconds = sum(voice.synthesize(text).audio.seconds for text in texts)
    return real_time_factor(lambda: [voice.synthesize(text) for text in texts], seconds)
