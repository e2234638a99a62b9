"""Where a project keeps things, in its folder: what dvc.yaml's stages make, and what they find.

For those who start the work: stages, commands, the registry, a look at the whole. What does the
work is told its paths.
"""

from __future__ import annotations

from pathlib import Path

DATA = Path("data")
RECORDINGS = DATA / "recordings"  # a person's own files: DVC watches them
RAW = DATA / "raw"  # what was downloaded
CORPUS = DATA / "corpus"
ABOUT_CORPUS = CORPUS / "corpus.json"  # its name, language, speaker and licence
CLEAN = DATA / "clean"
STUDY = DATA / "study"
TEXT = DATA / "text"
SURVEY = DATA / "survey"
FEATURES = DATA / "features"
ALIGN = DATA / "align"
LATENTS = DATA / "latents"
MODELS = DATA / "models"  # a folder a model
EVALUATION = DATA / "evaluation"  # a folder a system
REPORTS = DATA / "reports"
METRICS = REPORTS / "metrics"  # a file a system
PAGE = REPORTS / "index.html"
RECEIPTS = DATA / "register.json"  # of the versions registered from here

PRIVATE = Path(".voxloom")  # what is no output of a stage
CHECKPOINTS = PRIVATE / "checkpoints"  # of trainings that have not ended
SPEEDS = PRIVATE / "speed"  # of models, as they were measured on this machine

# Where stages write beside folders that they empty first: what a killed one left there would stay.
NEVER_EMPTIED = {
    Path(): "*.partial",
    DATA: "*.partial",
    RAW: "**/*.partial",
    REPORTS: "**/*.partial",
    PRIVATE: "**/*.partial",
}
