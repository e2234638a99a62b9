"""What the evaluation of a voice shows: players, pictures and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from voxloom.audio.wave.shards import read_utterance
from voxloom.metrics.absent import Metrics
from voxloom.metrics.reading import as_read
from voxloom.metrics.robustness import OVERALL
from voxloom.metrics.word_errors import Word, marked_words
from voxloom.report.blocks.content import (
    Column,
    Example,
    Fact,
    Figure,
    Pairs,
    Part,
    Picture,
    Player,
    Run,
    Section,
    Table,
    Text,
    Tiles,
    plain,
)
from voxloom.report.blocks.metric_tables import metric_tables, tiles
from voxloom.report.blocks.recordings import corpus_section, license_of
from voxloom.report.draw.charts import training_curves
from voxloom.systems.voice.evaluate.evaluated import EvaluatedVoice, recording_id
from voxloom.systems.voice.evaluate.lines import FREE, HELDOUT, ROBUSTNESS
from voxloom.systems.voice.evaluate.measure import SentenceScores
from voxloom.systems.voice.evaluate.prompts import (
    alignment,
    durations,
    latents,
    pictured_prompts,
    read_prompt,
)
from voxloom.systems.voice.evaluate.terms import CURVES, GLOSSARY, VOCODER_CURVES
from voxloom.systems.voice.model.use import SYSTEM
from voxloom.systems.voice.vocoder.model.use import GRIFFINLIM
from voxloom.systems.voice.vocoder.model.use import SYSTEM as VOCODER

SUMMARY = (
    "Text to speech: a prior draws the latents of the speech VAE below, phone by phone, and the "
    "VAE and a vocoder turn them into sound. It is judged by what a recogniser hears, on texts it "
    "never trained on, beside the most a voice could reach: recordings through the same VAE."
)
HEADLINE = (
    (
        "Word errors, free sentences",
        f"{FREE}.wer",
        "Of sentences no corpus holds, what a recogniser misses.",
    ),
    (
        "Word errors, held-out prompts",
        f"{HELDOUT}.wer",
        "Of texts whose recordings it never trained on.",
    ),
    (
        "Above copy-synthesis",
        f"{HELDOUT}.wer_over_copy",
        "Word errors added to those on the recordings through the same VAE and vocoder.",
    ),
    ("Real-time factor", "rtf_1thread", "Under 1 keeps up with speech on one thread."),
    ("Weights", "parameters", "All that is needed to speak: prior, prosody, VAE and vocoder."),
)
RATES = ("skipped", "repeated", "inserted", "substituted")
KINDS = tuple(
    Column(name, "number")
    for name in (
        "Sentences",
        "Skipped",
        "Repeated",
        "Inserted",
        "Misheard",
        "Length",
        "Runaway",
    )
)


def page(evaluated: EvaluatedVoice, shown: int) -> Part:
    """All that is shown of a voice; of each set of sentences as many as `shown`."""
    sections = (
        _prompts(evaluated, shown),
        _sentences(evaluated, shown),
        _robustness(evaluated.metrics),
        _training(evaluated),
        *_pictures(evaluated),
    )
    return Part(
        SYSTEM,
        "Voice",
        SUMMARY,
        license_of(evaluated.voice.config["corpus"]),
        _facts(evaluated),
        _overview(evaluated.metrics),
        tuple(section for section in sections if section.blocks),
        (corpus_section(evaluated.kept, evaluated.unaligned),),
        metric_tables(SYSTEM, _listed(evaluated.metrics), _listed(evaluated.absent), GLOSSARY),
    )


def _listed(values: Mapping[str, Any]) -> dict[str, Any]:
    """All but the robustness of single kinds of sentences, which has a table of its own."""
    return {
        key: value
        for key, value in values.items()
        if not key.startswith(f"{ROBUSTNESS}.") or key.startswith(f"{ROBUSTNESS}.{OVERALL}.")
    }


def _facts(evaluated: EvaluatedVoice) -> tuple[Fact, ...]:
    voice = evaluated.voice
    return (
        Fact("Language", voice.language),
        Fact("Sound", f"{voice.contract.rate} Hz"),
        Fact("Natural pace", voice.pace.told()),
        Fact("Recogniser", evaluated.recogniser),
    )


def _overview(metrics: Metrics) -> Section:
    intro = (
        "The figures to look at first. Word errors are those of a small recogniser, which also "
        "errs on natural speech: look at the difference."
    )
    found = tiles(HEADLINE, metrics, GLOSSARY)
    return Section("voice", "Overview", plain(intro), (Tiles(found),), "Voice")


def _prompts(evaluated: EvaluatedVoice, shown: int) -> Section:
    intro = (
        Run(
            "A recording the voice never trained on, the same through its VAE and vocoder, and the "
            "voice saying the text; the same mels by Griffin-Lim show what the vocoder does. Below "
            "is what a recogniser heard the voice say: "
        ),
        Run("wrong or too much", "wrong"),
        Run(", "),
        Run("not heard", "missing"),
        Run("."),
    )
    said = _said(evaluated, HELDOUT, shown)
    return Section("voice-prompts", "Held-out prompts", intro, said, "Prompts")


def _sentences(evaluated: EvaluatedVoice, shown: int) -> Section:
    intro = plain(
        "No corpus holds them. They are spread over the set, not chosen by how they came out."
    )
    said = _said(evaluated, FREE, shown)
    blocks = (Pairs(said),) if said else ()
    return Section("voice-sentences", "Free sentences", intro, blocks, "Sentences")


def _said(evaluated: EvaluatedVoice, name: str, shown: int) -> tuple[Example, ...]:
    return tuple(
        _example(result, f"voice-{name}-{number}", evaluated)
        for number, result in enumerate(_spread(evaluated.results, name, shown), 1)
    )


def _spread(results: Sequence[SentenceScores], name: str, count: int) -> list[SentenceScores]:
    """Some of a set, spread over it: not chosen by how they came out."""
    of_set = [result for result in results if result.line.set == name]
    count = min(count, len(of_set))
    return [of_set[place * len(of_set) // count] for place in range(count)]


def _example(result: SentenceScores, name: str, evaluated: EvaluatedVoice) -> Example:
    line, voice, sounds = result.line, evaluated.voice, {}
    if line.recording is not None:
        natural = read_utterance(evaluated.root, line.recording)
        sounds["natural"] = natural
        sounds["copy-synthesis"] = voice.copy_synthesis(natural)
    if result.refusal is None:
        spoken = voice.speak(line.text, line.manner)
        sounds["voice"] = spoken.audio
        if voice.config[VOCODER]["form"] != GRIFFINLIM:
            sounds["griffin-lim"] = voice.speech.vocoder(spoken.mel_CT)
    return Example(
        line.text,
        (Run(recording_id(result) or line.kind, "code"),),
        tuple(Player(label, audio, f"{name}-{label}") for label, audio in sounds.items()),
        _outcome(result, voice.language),
    )


def _outcome(result: SentenceScores, language: str) -> Text:
    """What was heard, or why nothing was said."""
    if result.refusal is not None:
        return Run("not said", "absent"), Run(f" {result.refusal}")
    heard = result.heard.get(result.line.set)
    words = () if heard is None else marked_words(result.reference, heard, as_read(language))
    return (Run("Heard:", "quiet"), *_words(words)) if words else ()


def _words(words: Sequence[Word]) -> Text:
    return tuple(run for word in words for run in (Run(" "), _marked(word)))


def _marked(word: Word) -> Run:
    if word.outcome == "same":
        return Run(word.text)
    return Run(word.text, "missing" if word.outcome == "missing" else "wrong")


def _robustness(metrics: Metrics) -> Section:
    """A row a kind of sentence, with all together first."""
    intro = (
        "Sentences made to have a voice skip, repeat or run on. Rates are per word of the text, as "
        "a recogniser heard it; lengths are times what the speaker of the recordings would take."
    )
    kinds = dict.fromkeys(key.split(".")[1] for key in metrics if key.startswith(f"{ROBUSTNESS}."))
    rows = tuple(_kind(kind, metrics) for kind in kinds)
    table = Table("Robustness by kind of sentence", (Column("Kind"), *KINDS), rows)
    blocks = (table,) if rows else ()
    return Section("voice-robustness", "Robustness", plain(intro), blocks, "Robustness")


def _kind(kind: str, metrics: Metrics) -> tuple[Text, ...]:
    prefix = f"{ROBUSTNESS}.{kind}."
    shortest, longest = metrics[f"{prefix}shortest"], metrics[f"{prefix}longest"]
    cells = (
        kind.replace("_", " "),
        str(round(metrics[f"{prefix}sentences"])),
        *(_share(metrics.get(f"{prefix}{rate}")) for rate in RATES),
        f"{shortest:.2f}–{longest:.2f}",
        str(round(metrics[f"{prefix}runaway"])),
    )
    return tuple(plain(cell) for cell in cells)


def _share(value: float | None) -> str:
    """A dash without a recogniser."""
    return "–" if value is None else f"{100 * value:.1f} %"


def _training(evaluated: EvaluatedVoice) -> Section:
    drawn = [
        Picture(training_curves(points, curves), f"Training curves of the {part}", name)
        for part, name, points, curves in (
            ("prior", "voice-training", evaluated.history, CURVES),
            ("vocoder", "voice-vocoder", evaluated.vocoder_history, VOCODER_CURVES),
        )
        if points
    ]
    measured = plain("What each validation step measured.")
    return Section("voice-training", "Training of the voice", measured, _figures(drawn))


def _pictures(evaluated: EvaluatedVoice) -> tuple[Section, Section]:
    prompts = [read_prompt(result, evaluated) for result in pictured_prompts(evaluated.results)]
    phones = plain(
        "Which phone stands where in held-out recordings, as the aligner found it, and where the "
        "voice puts it."
    )
    drawn = plain(
        "The liveliest dimensions of the latent code: of a recording, and as the prior drew them "
        "for its text. The voice's time is bent so that its phones stand where those of the "
        "recording do."
    )
    aligned = [alignment(prompt, number, evaluated) for number, prompt in enumerate(prompts, 1)]
    scatter = durations(evaluated)
    in_time = _figures([*aligned, *([scatter] if scatter else [])])
    moving = _figures(
        [latents(prompt, number, evaluated) for number, prompt in enumerate(prompts, 1)]
    )
    return (
        Section("voice-phones", "Phones in time", phones, in_time, "Phones"),
        Section("voice-latents", "Latents of the voice", drawn, moving),
    )


def _figures(pictures: Sequence[Picture]) -> tuple[Figure, ...]:
    return tuple(Figure(picture, titled=True) for picture in pictures)
