"""The names of a version's tags that more than one module reads."""

from __future__ import annotations

FINGERPRINT = "fingerprint"
MODEL = "model.digest"
CODE = "code.digest"
PARAMS = "params.digest"
ENVIRONMENT = "environment.digest"
EVALUATION = "evaluation"
FILES = "files.digest"  # of all that a version brings: model, code, requirements
DATA = "data "  # one tag a folder: "data data/clean" -> DVC's md5
