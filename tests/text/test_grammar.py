from __future__ import annotations

import logging
import subprocess
import sys
import time
from pathlib import Path

import pytest

from voxloom.core.errors import VoxloomError
from voxloom.text.reading import grammar
from voxloom.text.reading.grammar import Grammar

# The Chinese grammar: it compiles in two seconds, the English one in half a minute.
BUILD = "from voxloom.text.reading.grammar import Grammar; print(Grammar('zh').speak('3'))"


def test_the_quick_transducers_read_as_nemo_does() -> None:
    quick = Grammar("en")
    plain = grammar.plain("en")
    for text in [
        "Please press 1 to mute or unmute yourself, 2 to lock or unlock the conference.",
        "It costs $4.50 on May 5, 2012 at 6:30 pm, 3/4 of 1,234,567.89 km.",
        'He said "don\'t" [at] 50% - x@y.com / www.foo.org + 1-800-555-0199.',
        "日本 café №5 😀 {braces} back\\slash",
        "Dr. Smith, Chapter IV, 3D, H.323, A.M.",
    ]:
        assert quick.speak(text) == plain.normalize(text)


def test_chinese_decimals_are_read() -> None:
    """Compacted, the Chinese grammar takes a broken reading of several that cost the same."""
    assert Grammar("zh").speak("价格1.5元，重2.25千克") == "价格一点五元，重二点二五千克"


def test_two_processes_build_one_grammar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOXLOOM_CACHE", str(tmp_path))
    unfinished = grammar.cache_folder() / "zh.building"
    unfinished.mkdir(parents=True)
    (unfinished / "tagger.fst").write_bytes(b"left by a killed build")
    both = [
        subprocess.Popen(
            [sys.executable, "-c", BUILD],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=120) for process in both]
    assert [out for out, _ in said] == ["三\n", "三\n"]
    assert sum("Compiling the zh grammar" in err for _, err in said) == 1
    assert not unfinished.exists()
    assert sum(len(err.splitlines()) for _, err in said) == 1, "nemo is kept quiet"


def test_a_compiled_grammar_loads_in_a_moment() -> None:
    Grammar("en")
    start = time.process_time()
    Grammar("en")
    assert time.process_time() - start < 3.0


def test_a_cache_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("VOXLOOM_CACHE", str(tmp_path / "file"))
    with pytest.raises(VoxloomError, match="set VOXLOOM_CACHE"):
        Grammar("zh")


def test_nemos_warnings_become_errors() -> None:
    Grammar("zh")
    with pytest.raises(ValueError, match="Failed text"):
        logging.getLogger("NeMo-text-processing").warning("Failed text: 3")
