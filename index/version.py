"""One version of an index on disk: written once, checked whenever it is opened.

An index is a folder of versions that are never changed once published:

    CURRENT            the name of the published version, and the SHA-256 of its manifest
    writer.lock        held by the one process that builds
    version-<name>/    manifest.json and the files that it lists, all made from the documents;
                       chroma/ is made from them, may be missing, and is checked by itself
    building-<name>/   a version that is being written, or was when its process was killed

A version is written aside, brought to the disk, checked by a process of its own, and published by
replacing CURRENT, so that a reader sees either the old index or the new one. The version before the
published one stays until the next is published, for readers that still have it open.
"""

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from importlib.metadata import version as installed
from pathlib import Path

import corpus
from corpus.errors import UserError
from index.danish import STEMMER

FORMAT = 12  # raise when the files of a version change their meaning
_POINTER, _NEXT, MANIFEST = "CURRENT", "CURRENT.new", "manifest.json"
_VERSION, _BUILDING = "version-", "building-"
_AT_ONCE = 4_000_000  # bytes of a file; between them other threads get their turn
_HERE = Path(__file__).parent
_READERS = ("lxml", "markdown-it-py", "pypdfium2")  # of another one, texts may be others


class IndexMissingError(Exception):
    """There is no index yet."""


class IndexDamagedError(UserError):
    """The index cannot be read as it was written, or not by this edition of the program."""


@dataclass(frozen=True, slots=True)
class Made:
    """What the files of a version depend on beside the documents.

    `reading` and `analysis` are digests of the code that reads documents, and of that which makes
    passages and words of them; `model` and `digest` are the embedding's.
    """

    format: int
    reading: str
    analysis: str
    model: str
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version was made with, what it holds, and the digest of every file of it by name.

    `probe` is the embedding of a fixed sentence.
    """

    made: Made
    probe: tuple[float, ...]
    documents: int
    passages: int
    sha256: dict[str, str]


def made_by(model: str, digest: str) -> Made:
    """Return what a version depends on when this program makes it with an embedding."""
    return Made(FORMAT, *_code(), model, digest)


def published(folder: Path) -> tuple[Path, Manifest]:
    """Return the folder of the published version and its manifest.

    Raises IndexMissingError when nothing is published and IndexDamagedError when the manifest is
    not the one that was written, or is from another edition of this program.
    """
    path, written = _pointer(folder)
    if digest(path / MANIFEST) != written:
        raise damaged(path, MANIFEST)
    return path, manifest_of(path)


def manifest_of(path: Path) -> Manifest:
    """Return the manifest in the folder of a version, as `published` does."""
    try:
        stored = json.loads((path / MANIFEST).read_bytes())
        if stored.get("made", {}).get("format") != FORMAT:
            raise outdated(path.parent, "en anden udgave af programmet")
        made, probe = Made(**stored["made"]), tuple(stored["probe"])
        return Manifest(**stored | {"made": made, "probe": probe})
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise damaged(path, MANIFEST) from error


def name(folder: Path) -> str:
    """Return the name of the published version, an empty string where none can be told."""
    try:
        return _pointer(folder)[0].name
    except (IndexMissingError, IndexDamagedError):
        return ""


def others(folder: Path, path: Path) -> list[Path]:
    """Return the versions beside the one in `path`."""
    return [other for other in sorted(folder.glob(f"{_VERSION}*")) if other != path]


def check(path: Path, manifest: Manifest, *files: str) -> None:
    """Raise IndexDamagedError unless every file of a version, or of these, is as it was written."""
    for file, found in _digests(path, files or tuple(manifest.sha256)).items():
        if found != manifest.sha256.get(file):
            raise damaged(path, file)


def clean(folder: Path) -> None:
    """Remove what builders that were killed left unfinished; the lock is held by the caller."""
    for killed in folder.glob(f"{_BUILDING}*"):
        remove(killed)


@contextmanager
def building(folder: Path) -> Iterator[Path]:
    """Give an empty folder for a new version; it is gone again unless `seal` made it a version."""
    path = folder / f"{_BUILDING}{uuid.uuid4().hex[:12]}"
    path.mkdir()
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def seal(path: Path, made: Made, probe: tuple[float, ...], sizes: tuple[int, int]) -> None:
    """Write the manifest of a version that is being built and bring all its files to the disk.

    `sizes` are the numbers of documents and passages.
    """
    files = sorted(file for file in path.iterdir() if file.is_file())
    manifest = Manifest(made, probe, *sizes, _digests(path, [file.name for file in files]))
    (path / MANIFEST).write_text(json.dumps(asdict(manifest)), encoding="utf-8")
    for file in (*files, path / MANIFEST, path):
        sync(file)


def publish(folder: Path, built: Path) -> Path:
    """Make what was built and sealed the published version, and return its folder.

    All versions are removed but it and the one before it.
    """
    path = folder / built.name.replace(_BUILDING, _VERSION)
    kept = (path.name, name(folder))
    built.rename(path)
    sync(folder)
    aside = folder / _NEXT
    aside.write_text(f"{path.name} {digest(path / MANIFEST)}\n", encoding="utf-8")
    sync(aside)
    if (folder / _POINTER).is_dir():  # no file can replace it
        remove(folder / _POINTER)
    aside.replace(folder / _POINTER)
    sync(folder)
    for old in folder.glob(f"{_VERSION}*"):
        if old.name not in kept:
            remove(old)
    clean(folder)
    return path


def remove(path: Path) -> None:
    """Remove a folder, or what lies where it should be, as far as that can be done."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    with suppress(OSError):
        path.unlink()


def sync(path: Path) -> None:
    """Have the system bring a file, or the list of a folder's files, to the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    number = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def damaged(path: Path, part: str) -> IndexDamagedError:
    """Return the error that says which part of an index is not as it was written."""
    return IndexDamagedError(
        f"Indekset i {path} er beskadiget ({part}). Byg det igen med: initiativ index"
    )


def outdated(folder: Path, cause: str) -> IndexDamagedError:
    """Return the error that says by what an index was made that is not used now."""
    return IndexDamagedError(
        f"Indekset i {folder} er bygget med {cause}. Byg det igen med: initiativ index"
    )


def _pointer(folder: Path) -> tuple[Path, str]:
    try:
        pointer = (folder / _POINTER).read_text(encoding="utf-8").split()
    except FileNotFoundError as error:
        raise IndexMissingError(f"No index in {folder}. Run: initiativ index") from error
    except (OSError, UnicodeDecodeError) as error:
        raise damaged(folder, _POINTER) from error
    if len(pointer) != 2 or not pointer[0].startswith(_VERSION):
        raise damaged(folder, _POINTER)
    path = folder / pointer[0]
    if path.parent != folder or not path.is_dir():
        raise damaged(folder, _POINTER)
    return path, pointer[1]


@cache
def _code() -> tuple[str, str]:
    """Return the digests of the code that reads documents, and of that which analyses them."""
    reading = sorted(Path(corpus.__file__).parent.rglob("*.py"))
    analysis = sorted(_HERE.glob("*.py"))
    libraries = (f"{name} {installed(name)}" for name in _READERS)
    return _digest_of(reading, *libraries), _digest_of(analysis, STEMMER)


def _digest_of(files: list[Path], *more: str) -> str:
    found = hashlib.sha256(" ".join(more).encode())
    for file in files:
        found.update(file.read_bytes())
    return found.hexdigest()[:16]


def _digests(path: Path, files: Sequence[str]) -> dict[str, str]:
    """Return the digest of each file of a folder, several being read at a time."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(files, pool.map(digest, [path / file for file in files]), strict=True))


def digest(path: Path) -> str:
    """Return the SHA-256 of a file; raises IndexDamagedError when it cannot be read.

    One that nobody has written to since this process read it is not read again: to open an index of
    10,000 documents twice, to compare with it and to answer from it, takes .27 s less.
    """
    try:
        found = path.stat()
        return _digest(path, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)
    except OSError as error:
        raise damaged(path.parent, path.name) from error


@lru_cache(maxsize=200)  # a version has some 20 files, its store ten
def _digest(path: Path, *stamp: int) -> str:
    found, buffer = hashlib.sha256(), memoryview(bytearray(_AT_ONCE))
    with path.open("rb", buffering=0) as file:
        while size := file.readinto(buffer):
            found.update(buffer[:size])
    return found.hexdigest()
