from __future__ import annotations

from pathlib import Path

import pytest

from tasks import text as stage
from tests.dependencies import ROOT
from tests.support.rows import utterance
from voxloom.core import files
from voxloom.core.manifest import QUARANTINE, Quarantined, TextRow, Utterance, read_rows, write_rows
from voxloom.core.project import CORPUS, TEXT
from voxloom.text.reading import corpus
from voxloom.text.sounds.folder import DEVELOPMENT
from voxloom.text.sounds.vocabulary import Vocabulary

PARAMS = ROOT / "params.yaml"
TEXTS = {
    "b.price": "It costs $4.50.",
    "a.hello": "Hello!",
    "c.sign": "№ and €",
    "d.dots": "...",
    "f.turned": "\u202egnorw",
    "g.foreign": "say привет",
    "e.hello": "Hello!",
    "h.bold": "**Hello**!",
    "i.smile": "Hello \U0001f600",
}


def written(name: str, text: str, language: str = "en") -> Utterance:
    split = "test" if name == "a.hello" else "train"
    audio = f"data/corpus/audio/{name}.wav"
    return utterance(name, audio=audio, text=text, language=language, split=split)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    settings = PARAMS.read_text(encoding="utf-8").replace("tokens: phonemes", "tokens: characters")
    (tmp_path / "params.yaml").write_text(settings, encoding="utf-8")
    write_rows(CORPUS / "manifest.jsonl", [written(*item) for item in TEXTS.items()])
    return tmp_path


@pytest.mark.usefixtures("project")
def test_every_utterance_is_read_or_set_aside() -> None:
    stage.main()
    rows = {row.id: row for row in read_rows(TEXT / "manifest.jsonl", TextRow)}
    assert list(rows) == ["a.hello", "b.price", "e.hello"]
    assert rows["a.hello"].split == "test"
    assert rows["b.price"].text == TEXTS["b.price"]
    assert rows["b.price"].spoken == "It costs four dollars fifty cents."
    assert rows["b.price"].tokens == "it costs four dollars fifty cents."
    aside = {row.id: row for row in read_rows(TEXT / QUARANTINE, Quarantined)}
    assert {name: row.code for name, row in aside.items()} == {
        "c.sign": "unspeakable",
        "d.dots": "empty_after_normalization",
        "f.turned": "bidi",
        "g.foreign": "foreign_script",
        "h.bold": "markup",
        "i.smile": "emoji",
    }
    assert aside["c.sign"].file == "data/corpus/audio/c.sign.wav"
    vocabulary = Vocabulary.from_json(files.read_json(TEXT / "vocabulary.json"))
    assert (vocabulary.language, vocabulary.kind) == ("en", "characters")
    assert vocabulary.decode(vocabulary.encode(rows["b.price"].tokens)) == rows["b.price"].tokens


def test_a_lexicon_is_read_and_handed_on(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("espeakng_loader")
    settings = PARAMS.read_text(encoding="utf-8")
    settings = settings.replace("lexicon: null", "lexicon: data/recordings/lexicon.tsv")
    (project / "params.yaml").write_text(settings, encoding="utf-8")
    lexicon = project / "data/recordings/lexicon.tsv"
    lexicon.parent.mkdir(parents=True)
    lexicon.write_text("Hello\thˈallo\ngo\tgˈoʊ\n", encoding="utf-8")
    stage.main()
    rows = {row.id: row.tokens for row in read_rows(TEXT / "manifest.jsonl", TextRow)}
    assert rows["a.hello"] == "hˈallo!"
    assert files.read_json(TEXT / "lexicon.json") == {"hello": "hˈallo", "go": "gˈoʊ"}
    warned = " ".join(capsys.readouterr().err.split())
    assert "lexicon.tsv: 'go' has 'g', in no other word of en" in warned
    assert "'hello' has" not in warned


@pytest.mark.usefixtures("project")
def test_the_same_texts_give_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus, "BATCH", 1)
    monkeypatch.setenv("VOXLOOM_JOBS", "2")
    stage.main()
    first = files.sha256_folder(TEXT)
    monkeypatch.setenv("VOXLOOM_JOBS", "1")
    (TEXT / "left-over.txt").touch()
    stage.main()
    assert files.sha256_folder(TEXT) == first


@pytest.mark.usefixtures("project")
def test_a_spanish_corpus_gets_spanish_sentences_to_choose_by() -> None:
    write_rows(CORPUS / "manifest.jsonl", [written("a.hola", "Hola.", "es")])
    stage.main()
    rows = read_rows(TEXT / DEVELOPMENT, TextRow)
    assert len(rows) == 60
    assert {row.split for row in rows} == {"validation"}
    assert "entre las diez y las doce." in " ".join(row.spoken for row in rows)


@pytest.mark.usefixtures("project")
def test_a_corpus_in_two_languages_stops_the_stage(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [written("a", "hola", "es"), written("b", "hello", "en")]
    write_rows(CORPUS / "manifest.jsonl", rows)
    with pytest.raises(SystemExit):
        stage.main()
    message = " ".join(capsys.readouterr().err.split())
    assert "data/corpus is in en and es" in message
    assert not TEXT.exists()
