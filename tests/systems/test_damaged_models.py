"""A model folder is what was saved, or it is refused in one line; never a traceback."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load, save

from tests.support.tiny_voice import write_voice
from voxloom.core import files
from voxloom.core.artifact import CONFIG, MANIFEST, WEIGHTS, load_artifact
from voxloom.core.errors import VoxloomError
from voxloom.systems.speech.model.use import Speech
from voxloom.systems.voice.model.use import Voice

Damage = Callable[[Path], None]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    write_voice(folder)
    return folder


def cut(name: str, share: float) -> Damage:
    def damage(folder: Path) -> None:
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data[: int(share * len(data))])

    return damage


def flip(name: str, share: float, bit: int) -> Damage:
    def damage(folder: Path) -> None:
        data = bytearray((folder / name).read_bytes())
        data[int(share * (len(data) - 1))] ^= 1 << bit
        (folder / name).write_bytes(bytes(data))

    return damage


def swap(name: str, other: str) -> Damage:
    def damage(folder: Path) -> None:
        first, second = (folder / name).read_bytes(), (folder / other).read_bytes()
        (folder / name).write_bytes(second)
        (folder / other).write_bytes(first)

    return damage


def replaced(name: str, data: bytes) -> Damage:
    def damage(folder: Path) -> None:
        (folder / name).write_bytes(data)

    return damage


def listed(change: Callable[[dict[str, Any]], Any]) -> Damage:
    """Another manifest."""

    def damage(folder: Path) -> None:
        files.write_json(folder / MANIFEST, change(files.read_json(folder / MANIFEST)))

    return damage


def consistent(name: str, change: Callable[[bytes], bytes]) -> Damage:
    """Another file, and the manifest says that it is right."""

    def damage(folder: Path) -> None:
        (folder / name).write_bytes(change((folder / name).read_bytes()))
        manifest = files.read_json(folder / MANIFEST)
        manifest[name] = files.sha256_file(folder / name)
        files.write_json(folder / MANIFEST, manifest)

    return damage


def configured(change: Callable[[dict[str, Any]], Any]) -> Damage:
    return consistent(CONFIG, lambda data: json.dumps(change(json.loads(data))).encode())


def weighed(change: Callable[[dict[str, torch.Tensor]], dict[str, torch.Tensor]]) -> Damage:
    return consistent(WEIGHTS, lambda data: save(change(load(data))))


def bytewise(folder: Path) -> Iterator[tuple[str, Damage]]:
    """What a disk, a copy or a person may do to the files, each of them."""
    for path in files.walk_files(folder):
        name = path.name
        for share in (0.0, 0.3, 0.999):
            yield f"{name} cut at {share}", cut(name, share)
            for bit in (0, 6):
                yield f"{name} bit {bit} at {share}", flip(name, share, bit)
        yield f"{name} missing", _without(name)
        yield f"{name} is a folder", _as_folder(name)
        yield f"{name} grown", grown(name)
        for kind, data in (("empty", b""), ("text", b"hello"), ("latin", b'"\xff"')):
            yield f"{name} {kind}", replaced(name, data)
        yield f"{name} nested", replaced(name, b"[" * 100_000)
    yield "swapped", swap(CONFIG, WEIGHTS)


def grown(name: str) -> Damage:
    def damage(folder: Path) -> None:
        with (folder / name).open("ab") as file:
            file.write(b"\0")

    return damage


def _without(name: str) -> Damage:
    return lambda folder: (folder / name).unlink()


def _as_folder(name: str) -> Damage:
    def damage(folder: Path) -> None:
        (folder / name).unlink()
        (folder / name).mkdir()

    return damage


MEANT: dict[str, Damage] = {
    "manifest is a list": listed(lambda manifest: sorted(manifest)),
    "manifest is a number": listed(lambda manifest: 5),
    "manifest is empty": listed(lambda manifest: {}),
    "manifest without weights": listed(lambda manifest: {CONFIG: manifest[CONFIG]}),
    "manifest of numbers": listed(lambda manifest: dict.fromkeys(manifest, 7)),
    "manifest leads outside": listed(lambda manifest: {**manifest, "../x": "0"}),
    "manifest with a NUL": listed(lambda manifest: {**manifest, "a\0": "0"}),
    "manifest names what is not there": listed(lambda manifest: {**manifest, "more.json": "0"}),
    "manifest with a long name": listed(lambda manifest: {**manifest, "x" * 5000: "0"}),
    "config is a list": configured(lambda config: [config]),
    "config of another system": configured(lambda config: {**config, "system": "image"}),
    "config of a format to come": configured(lambda config: {**config, "format": 2}),
    "config is nested": consistent(CONFIG, lambda data: b"[" * 100_000),
    "config without most": configured(lambda c: {k: c[k] for k in ("system", "format")}),
    "config of wrong kinds": configured(
        lambda c: {k: v if k in ("system", "format") else "x" for k, v in c.items()}
    ),
    "config of nulls": configured(
        lambda c: {k: v if k in ("system", "format") else None for k, v in c.items()}
    ),
    "no weights": weighed(lambda tensors: {}),
    "one weight too few": weighed(lambda tensors: dict(sorted(tensors.items())[1:])),
    "one weight too many": weighed(lambda tensors: {**tensors, "more": torch.zeros(2)}),
    "other shapes": weighed(lambda tensors: {name: torch.zeros(3, 3) for name in tensors}),
    "a pickle": consistent(WEIGHTS, lambda data: b"\x80\x04N."),
    "weights of lying lengths": consistent(WEIGHTS, lambda data: b"\xff" * 8 + data[8:]),
}


@pytest.mark.parametrize("system", ["speech", "voice"])
def test_each_damage_is_refused_in_one_line(models: Path, tmp_path: Path, system: str) -> None:
    kinds = {"speech": Speech.load, "voice": Voice.load}
    damages = [*bytewise(models / system), *MEANT.items()]
    assert len(damages) > 70
    for number, (name, damage) in enumerate(damages):
        folder = tmp_path / str(number)
        shutil.copytree(models / system, folder)
        damage(folder)
        try:
            kinds[system](folder)
        except VoxloomError as error:
            message = str(error)
            assert folder.name in message, name
            assert len(message.splitlines()) == 1, name
            assert len(message) < 6000, name
        except Exception as error:
            raise AssertionError(f"{name}: {error!r}") from error
        else:
            assert _same(folder, models / system, system), name


def _same(folder: Path, whole: Path, system: str) -> bool:
    """As when a bit flips in white space, or a letter of a manifest's sum changes its case."""
    one, other = load_artifact(folder, system), load_artifact(whole, system)
    return one.config == other.config and all(
        torch.equal(tensor, other.tensors[name]) for name, tensor in one.tensors.items()
    )


def test_a_file_that_the_manifest_does_not_list_changes_nothing(
    models: Path, tmp_path: Path
) -> None:
    shutil.copytree(models / "speech", tmp_path / "speech")
    (tmp_path / "speech/more.json").write_text("{}")
    assert _same(tmp_path / "speech", models / "speech", "speech")
