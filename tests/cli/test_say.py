"""`voxloom say`, on a tiny voice."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.dependencies import ROOT
from tests.support.tiny_voice import readings, write_voice
from voxloom.audio.read.decode import decode
from voxloom.audio.write.encode import FORMATS
from voxloom.cli import app as cli

TEXT = "Press one to leave a message."


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_voice(tmp_path_factory.mktemp("voice"))


class Command:
    """The command line in this process, in a folder of its own."""

    def __init__(self, voice: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        self.voice, self.monkeypatch, self.capsys = voice, monkeypatch, capsys

    def __call__(self, *arguments: str | Path, stdin: bytes = b"") -> tuple[int, str]:
        """(exit status, what it printed)"""
        words = ["voxloom", "say", *map(str, arguments)]
        words += [] if "--voice" in words else ["--voice", str(self.voice)]
        self.monkeypatch.setattr(sys, "argv", words)
        self.monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = self.capsys.readouterr()
        assert "Traceback" not in printed.err
        return int(ended.value.code or 0), printed.out + printed.err


@pytest.fixture
def run(voice: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any, tmp_path: Path) -> Command:
    monkeypatch.chdir(tmp_path)
    return Command(voice, monkeypatch, capsys)


def test_a_text_becomes_a_file_and_the_command_says_what(run: Command) -> None:
    assert run(TEXT, "-o", "new/out.wav") == (
        0,
        f"new/out.wav: {decode(Path('new/out.wav')).seconds:.2f} s: {TEXT}\n",
    )
    assert run(TEXT)[1].startswith("say.wav: ")
    assert Path("say.wav").read_bytes() == Path("new/out.wav").read_bytes()


def test_each_sentence_is_read_once(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = readings(monkeypatch)
    assert run("Hello there. Goodbye.")[1].endswith(" s: Hello there. Goodbye.\n")
    Path("texts.txt").write_text(f"{TEXT}\nHello there.\n")
    run("--lines", "texts.txt")
    assert sentences == ["Hello there.", "Goodbye.", TEXT, "Hello there."]


def test_what_is_left_out_is_told_once_a_text(run: Command) -> None:
    marked = f"<b>{TEXT}</b> \U0001f600 №"
    status, printed = run(marked, "-o", "marked.wav")
    warning = "left out: '\U0001f600' (emoji), '<b>' '</b>' (markup), '№' (unspeakable)"
    assert (status, printed.splitlines()[0]) == (0, warning)
    run(TEXT, "-o", "plain.wav")
    assert Path("marked.wav").read_bytes() == Path("plain.wav").read_bytes()
    Path("texts.txt").write_text(f"{TEXT}\n{marked}\n")
    printed = run("--lines", "texts.txt")[1]
    assert printed.count("left out") == 1
    assert f"line 2: {warning}" in printed


def test_strictly_what_cannot_be_spoken_is_refused(run: Command) -> None:
    assert run("Hello \U0001f600", "--strict")[0] == 1
    assert not Path("say.wav").exists()
    Path("texts.txt").write_text(f"{TEXT}\n*Please* hold.\n")
    status, printed = run("--lines", "texts.txt", "--strict")
    assert status == 1
    assert "line 2: '*Please*' is markup" in printed
    assert "1 of 2 lines could not be spoken" in printed


def test_same_seed_same_bytes(run: Command) -> None:
    for name, seed in (("a", 4), ("b", 4), ("c", 5)):
        assert run(TEXT, "--seed", str(seed), "-o", f"{name}.flac")[0] == 0
    first, again, other = (Path(f"{name}.flac").read_bytes() for name in "abc")
    assert first == again != other


def test_a_text_from_stdin(run: Command) -> None:
    assert run("-", "-o", "piped.wav", stdin=b"\xef\xbb\xbf" + TEXT.encode() + b"\n")[0] == 0
    run(TEXT, "-o", "typed.wav")
    assert Path("piped.wav").read_bytes() == Path("typed.wav").read_bytes()
    assert run("-", stdin=b"\xff") == (
        1,
        "error: stdin: line 1 is neither UTF-8 nor UTF-16 with its mark\n",
    )


def test_the_manner_is_heard(run: Command) -> None:
    run(TEXT, "-o", "plain.wav")
    plain = decode(Path("plain.wav"))
    settings = {"speed": "2", "pitch": "3", "energy": "-9", "temperature": "0"}
    for name, value in settings.items():
        assert run(TEXT, f"--{name}", value, "-o", f"{name}.wav")[0] == 0
        assert Path(f"{name}.wav").read_bytes() != Path("plain.wav").read_bytes()
    assert decode(Path("speed.wav")).seconds == pytest.approx(plain.seconds / 2, rel=0.05)


@pytest.mark.parametrize("form", FORMATS)
def test_formats_by_name(run: Command, form: str) -> None:
    status, printed = run(TEXT, "--format", form)
    path = Path(printed.partition(":")[0])
    assert (status, path.stem) == (0, "say")
    assert path.suffix == FORMATS[form].suffixes[0]  # type: ignore[index]
    rates = {"mulaw": 8000, "alaw": 8000, "ogg": 48000}  # Opus is decoded at 48 kHz
    assert decode(path).rate == rates.get(form, 16000)


def test_a_rate(run: Command) -> None:
    assert run(TEXT, "--rate", "8000", "-o", "low.mp3")[0] == 0
    assert decode(Path("low.mp3")).rate == 8000


def test_lines_become_files_named_by_line(run: Command) -> None:
    Path("texts.txt").write_bytes(f"{TEXT}\r\n\r\n  Goodbye.  ".encode())
    status, printed = run("--lines", "texts.txt", "--out", "all", "--seed", "3")
    assert status == 0
    assert sorted(path.name for path in Path("all").iterdir()) == ["0001.wav", "0003.wav"]
    assert printed.count("all/000") == 2
    assert "all/0003.wav: " in printed
    for name, text in (("0001", TEXT), ("0003", "Goodbye.")):
        run(text, "--seed", "3", "-o", "alone.wav")
        assert Path("alone.wav").read_bytes() == Path(f"all/{name}.wav").read_bytes()


def test_lines_in_another_format(run: Command) -> None:
    Path("texts.txt").write_text("Hello.\n")
    assert run("--lines", "texts.txt", "--format", "ogg")[0] == 0
    assert decode(Path("said/0001.ogg")).seconds > 0.1


def test_a_line_that_cannot_be_spoken_stops_no_other(run: Command) -> None:
    Path("texts.txt").write_text("Hello.\n...\n日本\nGoodbye.\n", encoding="utf-8")
    status, printed = run("--lines", "texts.txt", "--out", "all")
    assert status == 1
    assert "line 2: no word in '...'\n" in printed
    assert "line 3: '日本' is written in CJK, which en is not" in printed
    assert printed.endswith("error: 2 of 4 lines could not be spoken\n")
    assert sorted(path.name for path in Path("all").iterdir()) == ["0001.wav", "0004.wav"]


def test_the_champion_speaks_unless_another_is_named(
    run: Command, voice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def model_folder(uri: str) -> Path:
        asked.append(uri)
        return voice

    monkeypatch.setattr("voxloom.registry.download.model_folder", model_folder)
    assert run(TEXT, "--voice", "models:/voice/3")[0] == 0
    monkeypatch.setattr(sys, "argv", ["voxloom", "say", TEXT])
    with pytest.raises(SystemExit):
        cli.main()
    assert asked == ["models:/voice/3", "models:/voice@champion"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give either a TEXT or --lines FILE"),
        ((TEXT, "--lines", "texts.txt"), "give either a TEXT or --lines FILE"),
        (("...",), "no word in '...'"),
        (("",), "no word in ''"),
        (("süß",), "the voice has never heard"),
        ((TEXT, "--speed", "3"), "speed: 3.0 is not between 0.5 and 2.0"),
        ((TEXT, "--pitch", "nan"), "pitch: nan is not between"),
        ((TEXT, "--seed", "-1"), "seed: -1 is not between"),
        ((TEXT, "-o", "a.aiff"), "a.aiff: the suffix '.aiff' is no format I write"),
        ((TEXT, "-o", "a.mp3", "--format", "wav"), "a.mp3: the format wav needs a path"),
        ((TEXT, "--format", "aiff"), "format 'aiff' is not known"),
        ((TEXT, "-o", "a.mp3", "--rate", "9999"), "rate 9999 Hz: mp3 knows"),
        ((TEXT, "--voice", "nowhere"), "nowhere/manifest.json is missing"),
        ((TEXT, "-o", "file/a.wav"), "file/a.wav: Not a directory: a part of the path is a file"),
        (("--lines", "absent.txt"), "absent.txt: No such file"),
        (("--lines", "empty.txt"), "empty.txt: no line with a text"),
        (("--lines", "latin.txt"), "latin.txt: line 2 is neither UTF-8 nor UTF-16 with its mark"),
        (("--lines", "texts.txt", "-o", "file"), "file/0001.wav: Not a directory"),
    ],
)
def test_what_is_wrong_is_said_in_a_line(
    run: Command, arguments: tuple[str, ...], message: str
) -> None:
    Path("texts.txt").write_text("Hello.\n")
    Path("file").write_text("in the way")
    Path("empty.txt").write_text("\n \n")
    Path("latin.txt").write_bytes(b"a\n\xe9\n")
    status, printed = run(*arguments)
    assert status == 1
    assert printed.startswith(f"error: {message}")
    assert printed.count("\n") == 1


def test_two_processes_write_the_same_bytes(voice: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "voxloom", "say", TEXT, "--voice", str(voice), "-o"]
    for name in ("a.ogg", "b.ogg"):
        subprocess.run([*command, str(tmp_path / name)], check=True, cwd=ROOT, timeout=120)
    assert (tmp_path / "a.ogg").read_bytes() == (tmp_path / "b.ogg").read_bytes()
