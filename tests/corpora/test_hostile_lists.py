"""Whatever bytes a list holds: rows are kept or set aside, or one clear error ends it."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpora.miniatures import MINIATURES
from tests.corpora.settings import ingest_params
from voxloom.core.errors import VoxloomError
from voxloom.core.manifest import write_outcome
from voxloom.corpora import layouts
from voxloom.corpora.read import NOWHERE, read_corpus

LISTS = {
    "ljspeech": "metadata.csv",
    "piper": "metadata.csv",
    "librispeech": "dev-clean/84/121123/84-121123.trans.txt",
    "libritts": "train-clean-100/19/198/19_198_000000_000000.normalized.txt",
    "commonvoice": "validated.tsv",
    "aishell3": "train/content.txt",
    "thchs30": "data/A11_0.wav.trn",
    "kaldi": "segments",
    "nemo": "manifest.json",
    "lhotse": "x_supervisions_all.jsonl",
    "lhotse cuts": "cuts.jsonl",
    "huggingface": "data/train-0.parquet",
    "folder": "a.txt",
}
NASTY = [
    b"\0", b"\xff", b"\r", b"\n", b"|", b"\t", b'"', b"..", b"/", b"~", b"{", b"[", b"null",
    b"1e999", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xae", b"A" * 400, b"-1", b" ",
]  # fmt: skip


@st.composite
def mutations(draw: st.DrawFn) -> Callable[[bytes], bytes]:
    """A few places of a file overwritten, cut out or doubled."""
    edits = draw(
        st.lists(
            st.tuples(
                st.floats(0, 1), st.integers(0, 40), st.sampled_from(NASTY) | st.binary(max_size=8)
            ),
            min_size=1,
            max_size=6,
        )
    )

    def mutate(data: bytes) -> bytes:
        for place, gone, new in edits:
            start = int(place * len(data))
            data = data[:start] + new + data[start + gone :]
        return data

    return mutate


@pytest.mark.parametrize("name", LISTS)
def test_a_damaged_list_costs_rows_and_no_more(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "mine"
        root.mkdir()
        MINIATURES[name].build(root)
        path = root / LISTS[name]
        good = path.read_bytes()

        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        @given(mutations())
        def damaged(mutate: Callable[[bytes], bytes]) -> None:
            path.write_bytes(mutate(good))
            params = ingest_params(corpus=name.split()[0], source=str(root))
            try:
                found = layouts.find(params)
            except VoxloomError as error:
                if str(root) not in str(error):
                    raise
                return
            corpus = layouts.corpus_of(found, params, None, None)
            assert len(corpus.recordings) == len(found.entries)
            inputs, kept, quarantined, _ = read_corpus(corpus, params, NOWHERE)
            assert len(inputs) == len(found.entries)
            if kept:
                write_outcome(Path(folder) / "out", inputs, kept, quarantined)
            json.dumps([row.model_dump() for row in quarantined]).encode("utf-8")

        with mock.patch.dict(os.environ, {"VOXLOOM_JOBS": "1"}):
            damaged()
