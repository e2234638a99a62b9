"""What the page about a corpus shows: its figures, its gaps, and recordings to listen to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from voxloom.audio.read.decode import load
from voxloom.audio.wave.sound import Audio
from voxloom.core import files
from voxloom.report.blocks.content import Fact, License, Picture, Player
from voxloom.report.blocks.glossary import figure
from voxloom.report.blocks.metric_tables import tiles
from voxloom.report.draw.charts import Histogram, histograms
from voxloom.study.cleaning import StudyRow
from voxloom.study.table import study_table
from voxloom.survey.content import (
    CleaningChange,
    CorpusPage,
    CorpusPart,
    Quarantine,
    Ranked,
    Ranking,
    ReasonCount,
    Unit,
)
from voxloom.survey.difference import Difference
from voxloom.survey.measure import Subject, Surveyed
from voxloom.survey.params import SurveyParams
from voxloom.survey.summary import CLEANED, DISTRIBUTIONS, SurveyedCorpus
from voxloom.survey.terms import GLOSSARY

QUARANTINE_SHOWN = 500
FREQUENT_SHOWN = 40  # words
ONCE_SHOWN = 300  # words
UNITS_SHOWN = 400  # Chinese has thousands of characters: the rarest
PLAYER_S = 15.0  # of a longer recording, so that the page stays of a size to load


@dataclass(frozen=True)
class RankingOrder:
    """By what a ranking is made."""

    name: str
    title: str
    meaning: str
    attribute: str  # of Surveyed
    unit: str
    highest: bool
    above: float = -float("inf")  # only utterances with more


def orders(unit: str) -> tuple[RankingOrder, ...]:
    """`unit`: phones or letters."""
    rate = f"{unit}/s"
    return (
        RankingOrder("noisy", "Lowest SNR", "Noise, hum or other voices.", "snr_db", "dB", False),
        RankingOrder("clipped", "Most clipped", "Cut off at the top.", "clipped", "%", True, 0.0),
        RankingOrder("loud", "Loudest", "As recorded.", "loudness_lufs", "LUFS", True),
        RankingOrder("quiet", "Quietest", "As recorded.", "loudness_lufs", "LUFS", False),
        RankingOrder("fast", "Fastest", "Is all of the text said?", "rate", rate, True),
        RankingOrder("slow", "Slowest", "Is more said than the text?", "rate", rate, False),
        RankingOrder("long", "Longest", "Two utterances in one file?", "seconds", "s", True),
        RankingOrder("short", "Shortest", "Cut off, or nothing said?", "seconds", "s", False),
    )


HEADLINE = (
    ("Speech", "hours", "Half an hour makes a voice; an hour or two a much better one."),
    ("Utterances", "utterances", "Kept by every stage."),
    ("SNR, middle utterance", "median_snr_db", "30 dB and more is a good studio."),
    ("Set aside", "quarantined_share", "The reasons stand under Quarantine."),
    ("Sounds of the language", "inventory_covered", "Said often enough to be learned."),
    ("Held-out pairs of sounds", "heldout_diphones_covered", "Training holds them, too."),
)


def corpus_page(
    corpus: SurveyedCorpus,
    metrics: Mapping[str, float],
    difference: Difference | str,
    params: SurveyParams,
    root: Path,
    study: Sequence[StudyRow],
) -> CorpusPage:
    """`root`: the project, where the recordings to listen to are read.

    Raises AudioError when one of them cannot be.
    """
    about, once = corpus.about, [word for word, count in corpus.words.items() if count == 1]
    return CorpusPage(
        title=f"Corpus: {about['name']}",
        summary=(
            "What went in, what was set aside and why, and what training will hear. The outliers "
            "are for listening."
        ),
        license=License(about["name"], about["license"], about["attribution"]),
        facts=_facts(corpus, metrics),
        tiles=tiles(HEADLINE, metrics, GLOSSARY),
        difference=difference,
        reasons=_reasons(corpus),
        quarantine=tuple(_quarantine(corpus)[:QUARANTINE_SHOWN]),
        quarantine_total=len(corpus.aside),
        histograms=Picture(_histograms(corpus), "Histograms of the utterances' figures"),
        parts=_parts(corpus),
        cleaning=_cleaning(corpus),
        unit=corpus.unit,
        units=tuple(_units(corpus, params.rare_phone)[-UNITS_SHOWN:]),
        often=params.rare_phone,
        coverage=_coverage(corpus, params.rare_phone),
        frequent=dict(islice(corpus.words.items(), FREQUENT_SHOWN)),
        once=once[:ONCE_SHOWN],
        once_total=len(once),
        rankings=_rankings(corpus, params.worst, root),
        study=study_table(study),
    )


def _facts(corpus: SurveyedCorpus, metrics: Mapping[str, float]) -> tuple[Fact, ...]:
    speakers = corpus.speakers
    return (
        Fact("Language", str(corpus.about["language"])),
        Fact("Speakers", speakers[0] if len(speakers) == 1 else str(len(speakers))),
        Fact("Middle length", f"{metrics['median_seconds']:.1f} s"),
        Fact("Speaking rate", f"{metrics['median_rate']:.1f} {corpus.unit} a second"),
        Fact("Words", f"{metrics['words']:,}"),
        Fact("Vocabulary", f"{metrics['vocabulary']:,}, {metrics['words_once']:,} said once"),
        Fact("Source", str(corpus.about["source"])),
    )


def _reasons(corpus: SurveyedCorpus) -> tuple[ReasonCount, ...]:
    counts = Counter((aside.stage, aside.row.code) for aside in corpus.aside)
    return tuple(ReasonCount(stage, code, count) for (stage, code), count in counts.most_common())


def _quarantine(corpus: SurveyedCorpus) -> list[Quarantine]:
    return [
        Quarantine(
            aside.stage,
            aside.row.id,
            aside.row.file,
            aside.row.code,
            aside.row.value,
            aside.row.message,
        )
        for aside in corpus.aside
    ]


def _histograms(corpus: SurveyedCorpus) -> bytes:
    panels = []
    for item in DISTRIBUTIONS:
        series = {
            label: [getattr(row, key) for row in corpus.figures]
            for label, key in item.columns.items()
        }
        panels.append(Histogram(item.title, item.unit, series))
    voiced = [row.pitch_hz for row in corpus.figures if row.pitch_hz is not None]
    if voiced:
        panels.append(Histogram("Pitch", "Hz", {CLEANED: voiced}))
    return histograms(panels)


def _parts(corpus: SurveyedCorpus) -> tuple[CorpusPart, ...]:
    rows = [subject.cleaned for subject in corpus.subjects]
    groups = {
        name: [row for row in rows if row.split == name] for name in ("train", "validation", "test")
    }
    for name in corpus.speakers:
        groups[f"speaker {name}"] = [row for row in rows if row.speaker == name]
    return tuple(
        CorpusPart(name, len(part), sum(row.duration for row in part) / 60)
        for name, part in groups.items()
    )


# attribute of a Cleaning's figures, its name on the page, its unit
CHANGED = (
    ("seconds", "Length", "s"),
    ("loudness_lufs", "Loudness", "LUFS"),
    ("peak_dbfs", "Peak", "dBFS"),
    ("dc", "DC offset", ""),
)


def _cleaning(corpus: SurveyedCorpus) -> tuple[CleaningChange, ...]:
    rows = [subject.cleaning for subject in corpus.subjects]
    changes = [
        CleaningChange(
            name,
            unit,
            median(getattr(row.before, attribute) for row in rows),
            median(getattr(row.after, attribute) for row in rows),
        )
        for attribute, name, unit in CHANGED
    ]
    before = median(row.snr_db for row in corpus.figures)
    after = median(row.cleaned_snr_db for row in corpus.figures)
    return (*changes, CleaningChange("SNR", "dB", before, after))


def _units(corpus: SurveyedCorpus, often: int) -> list[Unit]:
    """The most frequent first."""
    return [Unit(symbol, count, count < often) for symbol, count in corpus.coverage.phones.items()]


def _coverage(corpus: SurveyedCorpus, often: int) -> tuple[Fact, ...]:
    held, unit = corpus.coverage, corpus.unit
    missing = [symbol for symbol in sorted(held.inventory) if not held.phones[symbol]]
    single = sum(count == 1 for count in held.diphones.values())
    facts = [
        Fact(f"{unit.capitalize()} said", f"{held.heard}"),
        Fact(f"Less than {often} times", f"{len(held.rarer_than(often))}"),
        Fact("Pairs of neighbours", f"{len(held.diphones):,}, {single:,} of them once"),
    ]
    if held.inventory:
        facts.append(Fact("Never said", " ".join(missing) or "none of the language's"))
    else:
        facts.append(Fact("Never said", f"unknown: no list of the {unit} of this language"))
    return tuple(facts)


def _rankings(corpus: SurveyedCorpus, worst: int, root: Path) -> tuple[Ranking, ...]:
    chosen = {order: _furthest(corpus.figures, order, worst) for order in orders(corpus.unit)}
    subjects = {subject.recorded.id: subject for subject in corpus.subjects}
    sounds = {row.id: _excerpt(subjects[row.id], root) for rows in chosen.values() for row in rows}
    return tuple(
        Ranking(
            order.name,
            order.title,
            order.meaning,
            tuple(_ranked(subjects[row.id], row, order, sounds[row.id]) for row in rows),
        )
        for order, rows in chosen.items()
        if rows
    )


def _furthest(figures: Sequence[Surveyed], order: RankingOrder, count: int) -> list[Surveyed]:
    found = [row for row in figures if getattr(row, order.attribute) > order.above]
    sign = -1.0 if order.highest else 1.0
    return sorted(found, key=lambda row: (sign * getattr(row, order.attribute), row.id))[:count]


def _excerpt(subject: Subject, root: Path) -> Audio:
    """The recording as it came, but in one channel and at the project's rate."""
    audio = load(files.inside(root, subject.recorded.audio), subject.cleaned.rate)
    return Audio(audio.samples[: round(PLAYER_S * audio.rate)], audio.rate)


def _ranked(subject: Subject, row: Surveyed, order: RankingOrder, audio: Audio) -> Ranked:
    value = getattr(row, order.attribute) * (100.0 if order.unit == "%" else 1.0)
    cut = subject.recorded.duration > PLAYER_S
    return Ranked(
        id=row.id,
        text=subject.recorded.text,
        figure=f"{figure(value)} {order.unit}",
        where=f"{subject.cleaned.split}, {subject.cleaned.speaker}",
        player=Player(f"the first {PLAYER_S:g} s" if cut else "recorded", audio),
    )
