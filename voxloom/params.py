"""params.yaml as types: frozen, complete, unknown keys refused before any work starts.

One class a section, one section a stage, plus `audio` (the geometry every stage shares).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from voxloom.errors import VoxloomError

PARAMS_FILE = Path("params.yaml")

Share = Field(ge=0.0, lt=1.0)


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AudioParams(Section):
    """The mel contract's numbers (see `voxloom.audio.mel`)."""

    rate: int = Field(ge=8000, le=48000)  # Hz
    n_fft: int = Field(ge=128)  # samples
    hop: int = Field(ge=16)  # samples
    win: int = Field(ge=64)  # samples
    n_mels: int = Field(ge=8, le=256)
    fmin: float = Field(ge=0.0)  # Hz
    fmax: float = Field(gt=0.0)  # Hz
    mel_scale: Literal["slaney", "htk"]
    mel_norm: Literal["slaney", "none"]
    floor: float = Field(gt=0.0)  # magnitudes below it are lifted to it before the log

    @model_validator(mode="after")
    def _consistent(self) -> AudioParams:
        if self.fmax > self.rate / 2:
            raise ValueError(f"fmax {self.fmax:g} is above half the rate: use {self.rate // 2}")
        if self.fmin >= self.fmax:
            raise ValueError(f"fmin {self.fmin:g} is not below fmax {self.fmax:g}")
        if not self.hop <= self.win <= self.n_fft:
            raise ValueError("needs hop <= win <= n_fft")
        return self


class IngestParams(Section):
    corpus: Literal["asterisk", "espeak"]
    language: Literal["en", "es", "fr", "it", "ru"]
    limit: int | None = Field(ge=1)  # keep that many utterances, chosen by hash of the id
    validation: float = Share
    test: float = Share
    max_seconds: float = Field(gt=0.0)  # a longer recording is quarantined unread


class CleanParams(Section):
    denoise: bool  # spectral gating (noisereduce)
    trim: bool
    trim_margin: float = Field(ge=0.0)  # seconds kept around speech
    loudness: float = Field(ge=-70.0, le=0.0)  # LUFS, ITU-R BS.1770
    peak: float = Field(le=0.0)  # dBFS, the highest sample allowed
    min_seconds: float = Field(ge=0.0)  # after trimming
    max_seconds: float = Field(gt=0.0)


class TextParams(Section):
    normalize: bool
    tokens: Literal["characters", "phonemes"]  # phonemes need the extra `espeak`


class FeaturesParams(Section):
    n_mfcc: int = Field(ge=2, le=40)
    f0_min: float = Field(gt=0.0)  # Hz
    f0_max: float = Field(gt=0.0)  # Hz


class AugmentParams(Section):
    """Augmentation of training mels; 0 switches a kind off."""

    gain_db: float = Field(ge=0.0)  # +- uniform
    pitch_bins: float = Field(ge=0.0)  # +- uniform shift along the mel axis, in bins
    tempo: float = Field(ge=0.0, lt=0.5)  # +- uniform share of the speaking rate
    noise: float = Field(ge=0.0)  # standard deviation of noise on the scaled encoder input
    time_mask: int = Field(ge=0)  # frames hidden from the encoder, at most
    mel_mask: int = Field(ge=0)  # bins hidden from the encoder, at most


class VaeParams(Section):
    form: Literal["conv", "mlp"]
    latent: int = Field(ge=1)  # dimensions a latent frame
    stride: Literal[1, 2, 4]  # mel frames a latent frame
    channels: int = Field(ge=8)
    blocks: int = Field(ge=1)  # residual blocks on each side
    steps: int = Field(ge=1)
    batch: int = Field(ge=1)
    crop: int = Field(ge=8)  # mel frames an example
    learning_rate: float = Field(gt=0.0)
    warmup_steps: int = Field(ge=0)  # of the learning rate
    beta: float = Field(ge=0.0)  # weight of the KL after its warm-up
    beta_warmup_steps: int = Field(ge=0)
    free_bits: float = Field(ge=0.0)  # nats a latent dimension and frame left unpenalised
    auxiliary: float = Field(ge=0.0)  # weight of a voicing classifier on the latents, 0 = off
    clip: float = Field(gt=0.0)  # gradient norm
    ema: float = Field(ge=0.0, lt=1.0)  # decay of the averaged weights
    validate_every: int = Field(ge=1)  # steps; also the checkpoint interval
    precision: Literal["auto", "fp32", "bf16"]
    device: Literal["auto", "cpu", "cuda"]
    threads: int = Field(ge=1)  # CPU threads; part of what makes two runs equal
    seed: int = Field(ge=0)
    augment: AugmentParams

    @model_validator(mode="after")
    def _consistent(self) -> VaeParams:
        if self.crop % self.stride:
            raise ValueError(f"crop {self.crop} is no multiple of stride {self.stride}")
        return self


class EvaluateParams(Section):
    recogniser: str  # a faster-whisper folder or hub name, "bundled" (tiny.en) or "none"
    wer_min_words: int = Field(ge=1)  # prompts with fewer words are left out of WER and CER
    max_utterances: int | None = Field(ge=1)  # of the held-out split, for the costly metrics
    active_unit_nats: float = Field(gt=0.0)  # a dimension with more mean KL counts as active
    page_utterances: int = Field(ge=1)  # players on the page
    sample_seconds: float = Field(gt=0.0)
    seed: int = Field(ge=0)


class RegisterParams(Section):
    gate: str  # key of metrics.json that decides a promotion; lower is better
    gate_margin: float = Field(ge=0.0)  # the challenger must be better by more than that


class Params(Section):
    audio: AudioParams
    ingest: IngestParams
    clean: CleanParams
    text: TextParams
    features: FeaturesParams
    vae: VaeParams
    evaluate: EvaluateParams
    register_: RegisterParams = Field(alias="register")  # BaseModel has a method of that name


def parse_params(values: Any, source: str) -> Params:
    """Raises VoxloomError with one line a wrong key: its name, what is wrong, what to do."""
    try:
        return Params.model_validate(values)
    except ValidationError as error:
        lines = [f"{source}: {_explain(dict(problem))}" for problem in error.errors()]
        raise VoxloomError("\n".join(lines)) from None


def load_params(path: Path = PARAMS_FILE) -> Params:
    """Raises VoxloomError when the file is missing, no YAML, or wrong in a key."""
    try:
        values = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise VoxloomError(f"{path} is missing: run from the project's root folder") from None
    except yaml.YAMLError as error:
        raise VoxloomError(f"{path} is not YAML: {error}") from None
    return parse_params(values, str(path))


def _explain(problem: dict[str, Any]) -> str:
    key = ".".join(str(part) for part in problem["loc"]) or "the whole file"
    if problem["type"] == "extra_forbidden":
        return f"{key}: unknown key; remove it or correct its name"
    if problem["type"] == "missing":
        return f"{key}: missing; every knob is written out, add it"
    return f"{key}: {problem['msg']} (is {problem['input']!r})"
