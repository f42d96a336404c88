"""A published version, and the files it was made from, as one file; and back again."""

import gzip
import shutil
import tarfile
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import UserError, reason
from index import verify, version
from index.version import IndexDamagedError

_INDEX, _RESTORING = "index", "restoring-"
_PART = 1 << 20  # bytes read at a time
_BROKEN = (
    *(OSError, EOFError, ValueError, OverflowError),  # the last for a day that no clock knows
    *(tarfile.TarError, zlib.error, IndexDamagedError),
)
_DAMAGED = "den er beskadiget, eller en anden udgave af programmet har lavet den"
_UNREADABLE = (
    "Sikkerhedskopien {file} kan ikke bruges ({reason}). Intet er ændret. Prøv med en anden kopi."
)


class ArchiveError(UserError):
    """A backup cannot be written or read."""


def backup(file: Path, folder: Path, more: dict[str, Path]) -> None:
    """Write the published version of the index in `folder` to a file, and `more` folders by name.

    The file is there whole or not at all. Raises ArchiveError, IndexMissingError and
    IndexDamagedError.
    """
    path, manifest = version.published(folder)
    version.check(path, manifest)
    aside = file.parent / f".{file.name}.{uuid.uuid4().hex[:8]}"
    try:
        with tarfile.open(aside, "w:gz", compresslevel=1) as archive:
            for name in (*manifest.sha256, version.MANIFEST):
                archive.add(path / name, f"{_INDEX}/{name}")
            for name, other in more.items():
                archive.add(other, name, recursive=False)
                for place, path in files(other).items():
                    archive.add(path.resolve(), f"{name}/{place}")
        version.sync(aside)
        aside.replace(file)
    except OSError as error:
        raise ArchiveError(
            f"Sikkerhedskopien kan ikke skrives: {file} ({reason(error)}). "
            "Vælg et andet sted, eller giv plads og skriveadgang."
        ) from error
    finally:
        with suppress(OSError):
            aside.unlink()


def files(folder: Path) -> dict[str, Path]:
    """Return the files of a folder by their places in it: neither hidden ones nor those elsewhere.

    A link to a file of the folder is that file.
    """
    inside = folder.resolve()
    found = {path.relative_to(folder): path for path in sorted(folder.rglob("*"))}
    return {
        place.as_posix(): path
        for place, path in found.items()
        if not any(part.startswith(".") for part in place.parts)
        and path.is_file()
        and path.resolve().is_relative_to(inside)
    }


@contextmanager
def opened(file: Path, folder: Path) -> Iterator[Path]:
    """Give a folder beside the index with what a backup holds, its index checked.

    Raises ArchiveError, in Danish, when the file is no sound backup. The lock is held by the
    caller.
    """
    for killed in folder.glob(f"{_RESTORING}*"):
        shutil.rmtree(killed, ignore_errors=True)
    with TemporaryDirectory(prefix=_RESTORING, dir=folder) as unpacked:
        try:
            _unpack(file, unpacked)
            path = Path(unpacked) / _INDEX
            manifest = version.manifest_of(path)
            version.check(path, manifest)
            if {*manifest.sha256, version.MANIFEST} != {entry.name for entry in path.iterdir()}:
                raise ValueError(f"Files in {file} that are not of the index")
        except _BROKEN as error:
            told = reason(error) if isinstance(error, OSError) and error.errno else _DAMAGED
            raise ArchiveError(_UNREADABLE.format(file=file, reason=told)) from error
        fault = verify.fault_in_child(path)
        if fault:
            raise ArchiveError(_UNREADABLE.format(file=file, reason=fault))
        yield Path(unpacked)


def restore(unpacked: Path, folder: Path) -> None:
    """Publish the version of an opened backup in `folder`; the lock is held by the caller."""
    with version.building(folder) as path:
        path.rmdir()
        (unpacked / _INDEX).rename(path)
        version.publish(folder, path)


def _unpack(file: Path, folder: str) -> None:
    """Unpack a file to its last byte: the sum by which gzip finds what was changed is there."""
    with gzip.open(file) as raw:
        with tarfile.open(fileobj=raw, mode="r|") as archive:
            archive.extractall(folder, filter=_taken)
        while raw.read(_PART):
            pass


def _taken(entry: tarfile.TarInfo, folder: str) -> tarfile.TarInfo:
    """Return an entry that may be written to a folder; raises FilterError for any other."""
    if not _plain(entry):
        raise tarfile.SpecialFileError(entry)
    return tarfile.data_filter(entry, folder)


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Leave out what is no file or folder."""
    return entry if entry.isfile() or entry.isdir() else None
