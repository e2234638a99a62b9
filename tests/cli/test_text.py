"""`voxloom text`."""

from __future__ import annotations

import io
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.dependencies import ROOT
from tests.support.tiny_voice import assemble, write_parts, write_prior
from voxloom.cli import app as cli
from voxloom.text.reading.grammar import compiled

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module", autouse=True)
def grammars() -> None:
    """Compiled before, which is told on stderr."""
    for language in ("en", "zh"):
        compiled(language)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: Any, tmp_path: Path) -> Command:
    """The command line in this process, in a folder of its own."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["voxloom", "text", *arguments])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return command


def test_a_text_in_words(run: Command) -> None:
    said = "call five five five, zero one nine nine, it costs four dollars fifty cents"
    assert run("call 555-0199, it costs $4.50") == (0, f"{said}\n", "")
    for language in ("ru", "RU", "ru-RU", "ru_RU"):
        assert run("Окно 3.", "--language", language) == (0, "Окно три.\n", "")
    assert run("--", "-5 degrees") == (0, "minus five degrees\n", "")


def test_which_rule_read_what(run: Command) -> None:
    assert run("Press #, it costs $4.50.", "--why")[1].splitlines() == [
        "Press pound, it costs four dollars fifty cents.",
        "  telephone key: '#,' -> 'pound,'",
        "  money (grammar): '$4.50' -> 'four dollars fifty cents'",
    ]
    assert run("Please hold.", "--why")[1] == "Please hold.\n"


def test_the_sounds_below(run: Command) -> None:
    pytest.importorskip("espeakng_loader")
    assert run("Press 1.", "--phones", "--why")[1].splitlines() == [
        "Press one.",
        "  pɹˈɛs wˌʌn.",
        "  cardinal (grammar): '1' -> 'one'",
    ]


def test_chinese_sounds_are_pinyin(run: Command) -> None:
    pytest.importorskip("pypinyin")
    told = run("按 1。再见。", "--language", "zh", "--phones")[1]
    assert unicodedata.normalize("NFC", told) == "按一。再见。\n  àn ī. zài jiàn.\n"


def test_lines_stay_lines(run: Command) -> None:
    """So that the file and what came of it can be set side by side."""
    text = b"Press 1.\r\n\r\n...\n  Press 2.\n"
    Path("texts.txt").write_bytes(text)
    told = "line 3: no word in '...'\nerror: 1 of 4 lines could not be read\n"
    assert run("--lines", "texts.txt") == (1, "Press one.\n\n\nPress two.\n", told)
    assert run("-", stdin=text) == run("--lines", "texts.txt")
    Path("texts.txt").write_text("Press 1.\n\nPress 2.")
    assert run("--lines", "texts.txt") == (0, "Press one.\n\nPress two.\n", "")


def test_as_a_voice_reads_it(run: Command) -> None:
    """Its language, its tokens and the pronunciations that it learned."""
    pytest.importorskip("espeakng_loader")
    write_parts(Path())
    facts: dict[str, Any] = {
        "text": {"normalize": True, "tokens": "phonemes"},
        "lexicon": {"asterisk": "ˈatəɹɪks"},
    }
    write_prior(Path("prior"), Path("speech"), **facts)
    voice = str(assemble(Path()))
    assert run("Asterisk 1", "--phones", "--voice", voice) == (
        0,
        "Asterisk one\n  ˈatəɹɪks wˌʌn\n",
        "",
    )


def test_a_pipe_gets_the_words_and_nothing_else() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "voxloom", "text", "-", "--why"],
        input=b"Press 1.\n[bold]2[/bold]\n",
        capture_output=True,
        check=True,
        cwd=ROOT,
        timeout=120,
    )
    assert done.stdout.startswith(b"Press one.\n  cardinal (grammar): '1' -> 'one'\n")
    assert b"\x1b" not in done.stdout
    assert done.stderr == b""


def test_what_cannot_be_spoken_is_left_out_and_told_on_stderr() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "voxloom", "text", "-"],
        input="<b>Press</b> 1.\nPress 2 \U0001f600.\n\U0001f600\n".encode(),
        capture_output=True,
        cwd=ROOT,
        timeout=120,
    )
    assert done.stdout.decode() == "Press one.\nPress two.\n\n"
    told = done.stderr.decode().splitlines()
    assert told[0] == "line 1: left out: '<b>' '</b>' (markup)"
    assert told[1].startswith("line 2: left out: ")
    assert told[2].startswith("line 3: ")
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give either a TEXT or --lines FILE"),
        (("Hi.", "--lines", "texts.txt"), "give either a TEXT or --lines FILE"),
        (("Hi.", "--language", "en", "--voice", "x"), "give either --language or --voice"),
        (("Hi.", "--language", "tlh"), "no text normalization for language 'tlh': there are en"),
        (("Hi.", "--language", ""), "no text normalization for language ''"),
        (("Hi.", "--voice", "nowhere"), "nowhere/manifest.json is missing"),
        (("...",), "no word in '...'"),
        (("--lines", "absent.txt"), "absent.txt: No such file"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    run: Command, arguments: tuple[str, ...], message: str
) -> None:
    status, out, told = run(*arguments)
    assert (status, out) == (1, "")
    assert told.startswith(f"error: {message}")
    assert told.count("\n") == 1
