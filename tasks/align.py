"""align: which mel frames belong to which phone; trained once, kept as durations."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from tasks.stage import fresh_folder, stage
from voxloom.audio.mel.feature_shards import read_features
from voxloom.audio.mel.statistics import MelStatistics
from voxloom.core import files
from voxloom.core.determinism import make_deterministic
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import QUARANTINE, Quarantined, TextRow, read_rows, write_rows
from voxloom.core.progress import progress_bar, say
from voxloom.core.settings import load_section
from voxloom.provenance.seal import seal
from voxloom.systems.voice.align.alignment import (
    ALIGNMENT,
    Aligned,
    Durations,
    Example,
    best_path,
    refine,
)
from voxloom.systems.voice.align.network import Aligner, AlignerShape
from voxloom.systems.voice.align.params import AlignParams
from voxloom.systems.voice.align.trainer import AlignerTrainer, Heard
from voxloom.text.sounds.phones import Phone, PhoneSet, phones
from voxloom.text.sounds.vocabulary import Vocabulary
from voxloom.training.trial import resumable

TEXT, FEATURES = Path("data/text"), Path("data/features")
ALIGN = Path("data/align")


@dataclass(frozen=True)
class Corpus:
    """Utterances with a text and features, by id in order."""

    rows: dict[str, TextRow]
    units: dict[str, list[Phone]]
    heard: dict[str, Heard]
    phones: PhoneSet

    def split(self, name: str) -> list[Heard]:
        return [self.heard[id_] for id_, row in self.rows.items() if row.split == name]


def read_corpus() -> tuple[Corpus, list[Quarantined]]:
    """The utterances long enough for their phones, and the others.

    Raises VoxloomError when nothing is left to train on.
    """
    vocabulary = Vocabulary.from_json(files.read_json(TEXT / "vocabulary.json"))
    statistics = MelStatistics.from_json(files.read_json(FEATURES / "statistics.json"))
    mean, std = torch.tensor(statistics.mean), torch.tensor(statistics.std)
    mels = {
        id_: (torch.from_numpy(mel) - mean) / std for id_, mel in read_features(FEATURES, "log_mel")
    }
    known = {row.id: row for row in read_rows(TEXT / "manifest.jsonl", TextRow) if row.id in mels}
    units = {id_: phones(row.tokens) for id_, row in known.items()}
    short = {id_ for id_ in known if len(mels[id_]) < len(units[id_])}
    rows = {id_: row for id_, row in known.items() if id_ not in short}
    if not any(row.split == "train" for row in rows.values()):
        raise VoxloomError(f"{TEXT}: no utterance to align is in the training split")
    tokens = [row.tokens for row in rows.values()]
    phone_set = PhoneSet.of(tokens, vocabulary.language, vocabulary.kind)
    heard = {id_: as_heard(units[id_], mels[id_], phone_set) for id_ in rows}
    quarantined = [too_short(known[id_], units[id_], mels[id_]) for id_ in sorted(short)]
    return Corpus(rows, units, heard, phone_set), quarantined


def as_heard(units: list[Phone], mel_TC: torch.Tensor, phone_set: PhoneSet) -> Heard:
    stress = torch.tensor([unit.stress for unit in units])
    return Heard(torch.tensor(phone_set.numbers(units)), stress, mel_TC)


def too_short(row: TextRow, units: list[Phone], mel_TC: torch.Tensor) -> Quarantined:
    return Quarantined(
        id=row.id,
        file=str(FEATURES),
        code="too_few_frames",
        value=str(len(mel_TC)),
        message=f"{len(mel_TC)} mel frames are too few for {len(units)} phones: {row.text!r}",
    )


def trainer(corpus: Corpus, params: AlignParams) -> AlignerTrainer:
    torch.manual_seed(params.seed)
    mels = next(iter(corpus.heard.values())).mel_TC.shape[1]
    model = Aligner(AlignerShape(len(corpus.phones), mels, params.channels))
    return AlignerTrainer(model, corpus.split("train"), corpus.split("validation"), params)


@torch.no_grad()
def first_durations(model: Aligner, heard: Heard, units: list[Phone]) -> Durations:
    mel_BCT = heard.mel_TC.T[None]
    score_TU = model(heard.symbol_U[None], heard.stress_U[None], mel_BCT)[0]
    none_vanishes = np.zeros(len(units), dtype=bool)
    return best_path(score_TU.log_softmax(1).numpy(), none_vanishes)


def align(model: Aligner, corpus: Corpus, params: AlignParams) -> dict[str, Durations]:
    mfccs, energies = dict(read_features(FEATURES, "mfcc")), dict(read_features(FEATURES, "energy"))
    ids = list(corpus.rows)
    durations = []
    with progress_bar("Aligning", len(ids)) as advance:
        for id_ in ids:
            durations.append(first_durations(model, corpus.heard[id_], corpus.units[id_]))
            advance()
    examples = [
        Example(corpus.units[id_], mfccs[id_].astype(np.float64), energies[id_]) for id_ in ids
    ]
    return dict(zip(ids, refine(examples, durations, params.refinements), strict=True))


def write(corpus: Corpus, durations: dict[str, Durations], quarantined: list[Quarantined]) -> None:
    rows = [
        Aligned(
            id=id_,
            symbols=tuple(unit.symbol for unit in corpus.units[id_]),
            stress=tuple(unit.stress for unit in corpus.units[id_]),
            durations=tuple(durations[id_].tolist()),
            split=row.split,
        )
        for id_, row in corpus.rows.items()
    ]
    write_rows(ALIGN / ALIGNMENT, rows)
    write_rows(ALIGN / QUARANTINE, quarantined)
    mel = files.digest(files.read_json(FEATURES / "mel.json"))
    files.write_json(ALIGN / "phones.json", {**corpus.phones.to_json(), "mel_digest": mel})


@stage
def main() -> None:
    params = load_section(AlignParams, "voice.align")
    make_deterministic(params.threads)
    corpus, quarantined = read_corpus()
    loop = trainer(corpus, params)
    with resumable("align", params, torch.device("cpu")) as trial:
        trial.run(loop, "the aligner")
        durations = align(loop.model.eval(), corpus, params)
        fresh_folder(ALIGN)
        write(corpus, durations, quarantined)
        seal(ALIGN)
    say(
        f"{ALIGN}: {len(durations)} utterances aligned, {len(quarantined)} quarantined, "
        f"{len(corpus.phones.symbols)} phones"
    )


if __name__ == "__main__":
    main()
