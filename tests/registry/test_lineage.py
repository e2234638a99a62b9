from __future__ import annotations

from pathlib import Path

import pytest

from voxloom.core.errors import VoxloomError
from voxloom.registry.lineage import check_recorded, dvc_md5, read_lineage

MODEL = Path("data/models/speech")


def test_only_what_the_model_was_made_from(project: Path) -> None:
    lineage = read_lineage(MODEL)
    assert [stage.name for stage in lineage.stages] == ["ingest", "features", "vae"]
    assert set(lineage.hashes) == {"data/corpus", "data/features", "data/models/speech"}


def test_digest_is_of_the_stages_above_alone(project: Path) -> None:
    before = read_lineage(MODEL).digest
    lock = project / "dvc.lock"
    lock.write_text(lock.read_text() + "  register: {cmd: python -m tasks.register}\n")
    assert read_lineage(MODEL).digest == before
    lock.write_text(lock.read_text().replace("python -m tasks.features", "other"))
    assert read_lineage(MODEL).digest != before


def test_the_hash_is_dvcs(tmp_path: Path) -> None:
    """The figure is what `dvc add` 3.67 wrote for these two files."""
    (tmp_path / "s").mkdir()
    (tmp_path / "x").write_text("1\n")
    (tmp_path / "s/y").write_text("2\n")
    assert dvc_md5(tmp_path) == "cf3997d11c7c790ed92e4fafb3a2f9d0.dir"


def test_a_changed_folder_is_refused(project: Path) -> None:
    hashes = read_lineage(MODEL).hashes
    check_recorded(MODEL, hashes)
    (project / MODEL / "history.json").write_text("[]")
    with pytest.raises(VoxloomError, match=r"not what dvc\.lock records; run `dvc repro`"):
        check_recorded(MODEL, hashes)


@pytest.mark.parametrize("text", ["", "stages: 3", "a: [", "stages: {vae: {outs: [3]}}"])
def test_no_lock_file(project: Path, text: str) -> None:
    (project / "dvc.lock").write_text(text)
    with pytest.raises(VoxloomError, match=r"dvc\.lock is not a lock file"):
        read_lineage(MODEL)


def test_missing(project: Path) -> None:
    with pytest.raises(VoxloomError, match="no stage made data/models/poet"):
        read_lineage(Path("data/models/poet"))
    (project / "dvc.lock").unlink()
    with pytest.raises(VoxloomError, match=r"dvc\.lock is missing; run `dvc repro`"):
        read_lineage(MODEL)
