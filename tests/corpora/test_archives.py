from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import tarfile
import time
from pathlib import Path

import pytest

from voxloom.core.errors import VoxloomError
from voxloom.corpora.archives import apt_download, download, unpack_deb, unpack_tar


def tarball(path: Path, *members: tarfile.TarInfo) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        for member in members:
            member.size = 5 if member.isreg() else 0
            archive.addfile(member, io.BytesIO(b"hello"))
    return path


def special(name: str, kind: bytes, target: str = "") -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, target
    return member


def test_a_tarball_is_unpacked(tmp_path: Path) -> None:
    archive = tarball(tmp_path / "a.tar.gz", tarfile.TarInfo("deep/file.txt"))
    unpack_tar(archive, tmp_path / "out")
    assert (tmp_path / "out/deep/file.txt").read_text() == "hello"


@pytest.mark.parametrize("name", ["../outside.txt", "deep/../../outside.txt", "/../outside.txt"])
def test_a_member_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    archive = tarball(tmp_path / "bad.tar.gz", tarfile.TarInfo(name))
    with pytest.raises(VoxloomError, match=rf"bad\.tar\.gz: '{name}' leads out of the folder"):
        unpack_tar(archive, tmp_path / "out")
    assert not (tmp_path / "outside.txt").exists()


@pytest.mark.parametrize(
    "member",
    [
        special("way-out", tarfile.SYMTYPE, "../outside.txt"),
        special("way-out", tarfile.SYMTYPE, "/etc/passwd"),
        special("way-out", tarfile.LNKTYPE, "../../etc/passwd"),
        special("way-out", tarfile.FIFOTYPE),
        special("way-out", tarfile.CHRTYPE),
    ],
    ids=lambda member: f"{member.type!r} {member.linkname}",
)
def test_links_and_devices_are_refused(tmp_path: Path, member: tarfile.TarInfo) -> None:
    """The same words on every Python: its own filters came with 3.11.4 and changed since."""
    archive = tarball(tmp_path / "bad.tar.gz", member)
    with pytest.raises(VoxloomError, match=r"bad\.tar\.gz: 'way-out' is a link or a device"):
        unpack_tar(archive, tmp_path / "out")
    assert not list((tmp_path / "out").glob("*"))


def test_an_absolute_name_stays_inside(tmp_path: Path) -> None:
    archive = tarball(tmp_path / "a.tar.gz", tarfile.TarInfo(f"{tmp_path}/outside.txt"))
    unpack_tar(archive, tmp_path / "out")
    assert not (tmp_path / "outside.txt").exists()


def test_half_a_tarball_is_refused(tmp_path: Path) -> None:
    archive = tarball(tmp_path / "half.tar.gz", tarfile.TarInfo("file.txt"))
    archive.write_bytes(archive.read_bytes()[:40])
    with pytest.raises(VoxloomError, match=r"half\.tar\.gz"):
        unpack_tar(archive, tmp_path / "out")


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb")
def test_a_debian_package_is_unpacked_without_running_its_scripts(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "DEBIAN").mkdir(parents=True)
    (root / "usr/share").mkdir(parents=True)
    (root / "usr/share/prompt.txt").write_text("hello")
    control = "Package: prompts\nVersion: 1\nArchitecture: all\nMaintainer: n\nDescription: d\n"
    (root / "DEBIAN/control").write_text(control)
    script = root / "DEBIAN/preinst"
    script.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\n")
    script.chmod(0o755)
    package = tmp_path / "prompts_1_all.deb"
    subprocess.run(["dpkg-deb", "--build", root, package], check=True, capture_output=True)
    unpack_deb(package, tmp_path / "out")
    assert (tmp_path / "out/usr/share/prompt.txt").read_text() == "hello"
    assert not (tmp_path / "ran").exists()


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs dpkg-deb")
def test_a_file_that_is_no_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bad.deb").write_bytes(os.urandom(100))
    with pytest.raises(VoxloomError, match=r"bad\.deb"):
        unpack_deb(tmp_path / "bad.deb", tmp_path / "out")


def test_a_download_with_another_digest_is_refused(tmp_path: Path) -> None:
    source = tmp_path / "source.bin"
    source.write_bytes(b"hello")
    right = hashlib.sha256(b"hello").hexdigest()
    with pytest.raises(VoxloomError, match="not the pinned one"):
        download(source.as_uri(), "0" * 64, tmp_path / "copy.bin")
    assert not (tmp_path / "copy.bin").exists()
    download(source.as_uri(), right, tmp_path / "copy.bin")
    assert (tmp_path / "copy.bin").read_bytes() == b"hello"


def test_an_address_that_does_not_answer_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: None)  # between its attempts
    with pytest.raises(VoxloomError, match="out of reach"):
        download((tmp_path / "none").as_uri(), "0" * 64, tmp_path / "copy.bin")


def test_without_apt_the_message_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(VoxloomError, match="apt-get is not on this machine"):
        apt_download(("nothing",), tmp_path)
