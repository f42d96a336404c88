"""The shelf: a folder of documents that were added or fetched, and what is known of each.

Each document is two files: its bytes as they were received, and `<id>.json`, which names that file.
"""

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from corpus.addresses import key
from corpus.errors import Problem, UserError, reason
from corpus.load import Listed, sources
from corpus.types import Origin, Source

_TIMES = ("fetched", "changed", "gone", "failed")
_DAMAGED = "Oplysningerne om dokumentet er beskadiget. Fjern det, og tilføj det igen."
_NO_FILE = "Filen er væk. Kør: initiativ sync"
_TWICE = (
    "Der er allerede et dokument med id {id} i dokumentmappen, og det bliver brugt. "
    "Omdøb filen dér, eller kør: initiativ remove {id}"
)


class ShelfError(UserError):
    """The shelf cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of a document on the shelf; times are in UTC.

    `address` is what it is fetched from, or the path of the file that it is a copy of: the name
    alone of one that was sent. `url` is where that led, `canonical` the address that the page gives
    itself. `entry` is the entry of sources.yaml that found it, `why` in Danish why it has failed
    since `failed`.
    """

    id: str
    address: str
    file: str
    url: str = ""
    canonical: str = ""
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    content_type: str = ""
    entry: str = ""
    why: str = ""
    fetched: datetime | None = None
    changed: datetime | None = None
    gone: datetime | None = None
    failed: datetime | None = None

    @property
    def is_web(self) -> bool:
        """Whether it is fetched, and not a copy of a file."""
        return "://" in self.address


_NAMES = frozenset(field.name for field in fields(Kept)) - {"id"}


class Shelf:
    """The documents that are kept in a folder, by id; with `dry` nothing is written.

    `damaged` are the ids of those of which nothing is known any more.
    """

    def __init__(self, folder: Path, dry: bool = False) -> None:
        self.folder = folder
        self.dry = dry
        self.documents: dict[str, Kept] = {}
        self.damaged: set[str] = set()
        self._by_address: dict[str, str] = {}
        for path in _states(folder):
            if isinstance(kept := _read(path), Kept):
                self._note(kept)
            else:
                self.damaged.add(path.stem)

    def find(self, *addresses: str) -> Kept | None:
        """Return the document that one of these addresses or paths leads to, None where there is
        none."""
        found = (self._by_address.get(_key(one)) for one in addresses if one)
        return next((self.documents[id] for id in found if id), None)

    def body(self, kept: Kept) -> bytes:
        """Return a document's bytes; raises ShelfError."""
        try:
            return (self.folder / kept.file).read_bytes()
        except OSError as error:
            raise ShelfError(f"{kept.file} kan ikke læses ({reason(error)}).") from error

    def put(self, kept: Kept, body: bytes) -> None:
        """Keep a document's bytes and what is known of it, in place of those kept before."""
        old = self.documents.get(kept.id)
        if not self.dry:
            _write(self.folder / kept.file, body)
        self.note(replace(kept, sha256=digest(body)))
        if old and old.file != kept.file and not self.dry:
            (self.folder / old.file).unlink(missing_ok=True)

    def note(self, kept: Kept) -> None:
        """Keep what is known of a document whose bytes stay as they are."""
        if not self.dry:
            _write(_state(self.folder, kept.id), _packed(kept))
        self._note(kept)

    def remove(self, id: str) -> None:
        """Forget a document; its state goes first, so that no half of one is ever listed."""
        kept = self.documents.pop(id, None)
        self.damaged.discard(id)
        self._by_address = {place: one for place, one in self._by_address.items() if one != id}
        if not self.dry:
            _state(self.folder, id).unlink(missing_ok=True)
            if kept:
                (self.folder / kept.file).unlink(missing_ok=True)

    def _note(self, kept: Kept) -> None:
        self.documents[kept.id] = kept
        for place in (kept.address, kept.url, kept.canonical):
            if place:
                self._by_address.setdefault(_key(place), kept.id)


def digest(body: bytes) -> str:
    """Return the SHA-256 of a document's bytes."""
    return hashlib.sha256(body).hexdigest()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep every other process from changing the shelf; raises ShelfError when one is."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".lock", timeout=0):
            yield
    except Timeout as error:
        raise ShelfError(
            "En anden proces er ved at ændre biblioteket. Vent, til den er færdig, og prøv igen."
        ) from error
    except OSError as error:
        raise ShelfError(
            f"Biblioteket kan ikke skrives i {folder} ({reason(error)}). "
            "Giv skriveadgang og plads dér, eller peg på en anden mappe med INITIATIV_DATA."
        ) from error


def kept(folder: Path) -> Listed:
    """Return the documents on the shelf as sources, and those that cannot be used."""
    found: list[Source] = []
    problems: list[Problem] = []
    for path in _states(folder):
        one = _read(path)
        source = _source(folder, one) if isinstance(one, Kept) else one
        if isinstance(source, Source):
            found.append(source)
        else:
            problems.append(source)
    return Listed(tuple(sorted(found, key=lambda source: source.id)), tuple(problems))


def all_sources(documents: Path, shelf: Path) -> Listed:
    """Return the sources of the folder of documents and of the shelf, in the order of their ids.

    Of two with one id the folder's is used. Raises DocumentsError when the folder cannot be listed.
    """
    folder, added = sources(documents), kept(shelf)
    if not added.sources:
        return Listed(folder.sources, (*folder.problems, *added.problems))
    own = {source.id: source for source in folder.sources}
    twice = [source for source in added.sources if source.id in own]
    problems = [Problem(one.path.name, _TWICE.format(id=one.id)) for one in twice]
    joined = {source.id: source for source in added.sources} | own
    return Listed(
        tuple(joined[id] for id in sorted(joined)), (*folder.problems, *added.problems, *problems)
    )


def _key(place: str) -> str:
    return key(place) if "://" in place else place


def _state(folder: Path, id: str) -> Path:
    return folder / f"{id}.json"


def _states(folder: Path) -> list[Path]:
    try:
        names = sorted(entry.name for entry in os.scandir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise ShelfError(f"Biblioteket i {folder} kan ikke læses ({reason(error)}).") from error
    return [folder / name for name in names if name.endswith(".json") and name[0] != "."]


def _read(path: Path) -> Kept | Problem:
    try:
        return _unpacked(path.stem, json.loads(path.read_bytes()))
    except OSError as error:
        return Problem(path.name, f"Filen kan ikke læses ({reason(error)}).")
    except (ValueError, TypeError, KeyError, RecursionError):
        return Problem(path.name, _DAMAGED)


def _source(folder: Path, one: Kept) -> Source | Problem:
    """Return a source; its stamp is of both files, the second of which tells of its origin."""
    path = folder / one.file
    try:
        stamps = [_stamp(os.stat(path)), _stamp(os.stat(_state(folder, one.id)))]
    except OSError:
        return Problem(one.file, _NO_FILE)
    return Source(one.id, str(path), "-".join(stamps), _origin(one))


def _stamp(state: os.stat_result) -> str:
    return f"{state.st_size:x}-{state.st_mtime_ns:x}-{state.st_ctime_ns:x}"


def _origin(one: Kept) -> Origin:
    """Return where a document on the shelf came from."""
    times = {name: getattr(one, name) for name in _TIMES}
    url = one.canonical or one.url or one.address if one.is_web else None
    return Origin(one.address, url=url, **times)


def _packed(one: Kept) -> bytes:
    told = {name: value for name, value in asdict(one).items() if value and name != "id"}
    told |= {name: told[name].isoformat() for name in _TIMES if name in told}
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _unpacked(id: str, told: Any) -> Kept:
    """Return a state; raises ValueError, TypeError or KeyError when it is damaged."""
    if not isinstance(told, dict):
        raise TypeError(id)
    known = {name: value for name, value in told.items() if name in _NAMES}
    if not all(isinstance(value, str) for value in known.values()):
        raise TypeError(id)
    if os.path.basename(known["file"]) != known["file"] or known["file"][:1] in ("", "."):
        raise ValueError(known["file"])  # a state never leads out of the shelf
    known |= {name: datetime.fromisoformat(known[name]) for name in _TIMES if name in known}
    return Kept(id, **known)


def _write(path: Path, raw: bytes) -> None:
    """Put a file in its place at once: whoever reads it sees the old one or the new one, whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    with new.open("wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
