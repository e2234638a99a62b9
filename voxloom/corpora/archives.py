"""Archives from elsewhere: fetched with a check, unpacked member by member."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import urllib.request
from pathlib import Path, PurePosixPath

from tenacity import retry, stop_after_attempt, wait_exponential

from voxloom.core import files
from voxloom.core.errors import VoxloomError

TIMEOUT_S = 60


def apt_download(packages: tuple[str, ...], folder: Path) -> list[Path]:
    """Fetch Debian packages into `folder` with package lists of its own, so without root.

    apt checks the archive's signatures. Raises VoxloomError when apt is missing or fails.
    """
    if shutil.which("apt-get") is None:
        raise VoxloomError("apt-get is not on this machine")
    for name in ("lists/partial", "cache/archives/partial"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    options = [
        f"-oDir::State::Lists={(folder / 'lists').resolve()}",
        f"-oDir::Cache={(folder / 'cache').resolve()}",
        "-oAPT::Sandbox::User=",
        "-qq",
    ]
    _run(["apt-get", *options, "update"], folder)
    _run(["apt-get", *options, "download", *packages], folder)
    shutil.rmtree(folder / "lists")
    shutil.rmtree(folder / "cache")
    found = [path for name in packages for path in sorted(folder.glob(f"{name}_*.deb"))]
    if len(found) != len(packages):
        raise VoxloomError(f"apt-get did not bring {' and '.join(packages)}")
    return found


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=300, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise VoxloomError(f"{command[0]} {command[-1]} failed: {last}")


def download(url: str, sha256: str, path: Path) -> None:
    """Fetch over HTTPS and keep only bytes with that digest (VoxloomError otherwise)."""
    try:
        data = _fetch(url)
    except OSError as error:
        raise VoxloomError(f"{url} is out of reach: {error}") from None
    if files.sha256_bytes(data) != sha256:
        raise VoxloomError(f"{url}: the sha256 is not the pinned one; refused")
    files.write_bytes(path, data)


@retry(stop=stop_after_attempt(3), wait=wait_exponential(max=8), reraise=True)
def _fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=TIMEOUT_S) as answer:
        data: bytes = answer.read()
    return data


def unpack_deb(package: Path, folder: Path) -> None:
    """Unpack a Debian package's files below `folder`; no script of it is run.

    Raises VoxloomError where it cannot be unpacked.
    """
    if shutil.which("dpkg-deb") is None:
        raise VoxloomError(f"{package}: dpkg-deb is needed to unpack it")
    command = ["dpkg-deb", "--fsys-tarfile", str(package)]
    try:
        with (
            subprocess.Popen(command, stdout=subprocess.PIPE) as dpkg,
            tarfile.open(fileobj=dpkg.stdout, mode="r|") as archive,
        ):
            _unpack(archive, folder)
    except (tarfile.TarError, EOFError) as error:
        raise VoxloomError(f"{package}: {error}; remove the file and run again") from None
    if dpkg.returncode:
        raise VoxloomError(f"{package}: dpkg-deb failed; remove the file and run again")


def unpack_tar(archive_path: Path, folder: Path) -> None:
    """Unpack a tarball below `folder`; raises VoxloomError for members that do not belong there."""
    try:
        with tarfile.open(archive_path) as archive:
            _unpack(archive, folder)
    except (tarfile.TarError, EOFError) as error:
        raise VoxloomError(f"{archive_path}: {error}; remove the file and run again") from None


def _unpack(archive: tarfile.TarFile, folder: Path) -> None:
    """Folders and files, nothing else: without links no name can lead out of `folder`.

    Python's own filters came with 3.11.4 and grew stricter since. Raises TarError.
    """
    for member in archive:
        path = folder / _inside(member.name)
        if member.isdir():
            path.mkdir(parents=True, exist_ok=True)
        elif content := archive.extractfile(member) if member.isreg() else None:
            path.parent.mkdir(parents=True, exist_ok=True)
            with content, path.open("wb") as file:
                shutil.copyfileobj(content, file)
        else:
            raise tarfile.TarError(f"{member.name!r} is a link or a device, which no corpus needs")


def _inside(name: str) -> PurePosixPath:
    """A member's name without the root that an absolute one starts with. Raises TarError."""
    path = PurePosixPath(name.lstrip("/"))
    if ".." in path.parts:
        raise tarfile.TarError(f"{name!r} leads out of the folder")
    return path
