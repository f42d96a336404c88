"""A published version, and the files it was made from, as one file; and back again."""

import tarfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.errors import UserError, reason
from index import verify, version
from index.version import IndexDamagedError

_INDEX = "index"
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
    aside = file.with_name(f".{file.name}.{uuid.uuid4().hex[:8]}")
    try:
        with tarfile.open(aside, "w:gz", compresslevel=1) as archive:
            for name in (*manifest.sha256, version.MANIFEST):
                archive.add(path / name, f"{_INDEX}/{name}")
            for name, other in more.items():
                archive.add(other, name, filter=_plain)
        version.sync(aside)
        aside.replace(file)
    except OSError as error:
        raise ArchiveError(
            f"Sikkerhedskopien kan ikke skrives: {file} ({reason(error)}). "
            "Vælg et andet sted, eller giv plads og skriveadgang."
        ) from error
    finally:
        aside.unlink(missing_ok=True)


@contextmanager
def opened(file: Path, folder: Path) -> Iterator[Path]:
    """Give a folder beside the index with what a backup holds, its index checked.

    Raises ArchiveError, in Danish, when the file is no sound backup.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="restoring-", dir=folder) as unpacked:
        try:
            with tarfile.open(file) as archive:
                archive.extractall(unpacked, filter="data")
            path = Path(unpacked) / _INDEX
            version.check(path, version.manifest_of(path))
        except (OSError, EOFError, ValueError, tarfile.TarError, IndexDamagedError) as error:
            told = reason(error) if isinstance(error, OSError) else str(error)
            raise ArchiveError(_UNREADABLE.format(file=file, reason=told)) from error
        yield Path(unpacked)


def restore(unpacked: Path, folder: Path) -> None:
    """Publish the version of an opened backup in `folder`; the lock is held by the caller."""
    verify.in_child(unpacked / _INDEX)
    with version.building(folder) as path:
        path.rmdir()
        (unpacked / _INDEX).rename(path)
        version.publish(folder, path)


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    """Leave out what is no file or folder."""
    return entry if entry.isfile() or entry.isdir() else None
