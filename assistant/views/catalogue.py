"""The documents as rows of a list, which are made once and kept until the documents change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from threading import Event, Lock, Thread
from urllib.parse import urlsplit

from assistant.facts import updated_day
from assistant.quotes import Spell, came, spell
from assistant.types import State
from corpus.types import Document
from index.chunk import chunk
from index.danish import fold
from index.records import Records

_WAIT = 0.25  # seconds; what takes longer to read is told of, and asked for again


@dataclass(frozen=True, slots=True)
class Row:
    """A document as the list tells of it; `found` is the folded text that a search looks in."""

    id: str
    title: str
    topics: tuple[str, ...]
    spell: Spell | None
    updated: date
    passages: int
    source: str
    came: tuple[str, ...]
    found: str

    def state(self, today: date) -> State:
        """Return whether its initiative runs on a day."""
        return self.spell.state(today) if self.spell else "unknown"


class Catalogue:
    """The rows of the documents, made once for each version of them, by a thread of its own.

    Of a version that follows, only what changed is looked at again.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._rows = _Rows(None, {})

    def rows(
        self, documents: Mapping[str, Document], wait: float = _WAIT
    ) -> tuple[list[Row], bool]:
        """Return the rows that are made within so many seconds, and whether they are all."""
        version = _version(documents)
        with self._lock:
            if self._rows.version is not version:
                self._rows = _Rows(version, self._rows.by_stamp())
                Thread(target=self._rows.make, args=(documents,), daemon=True).start()
            made = self._rows
        is_whole = made.done.wait(wait)
        return list(made.rows), is_whole


class _Rows:
    """The rows of one version; it does not hold its documents, whose files may be closed."""

    def __init__(self, version: object, before: Mapping[tuple[str, str], Row]) -> None:
        self.version, self.done = version, Event()
        self.rows: list[Row] = []
        self._stamps: list[str] = []
        self._before = before

    def make(self, documents: Mapping[str, Document]) -> None:
        """Make the rows one after the other."""
        try:
            for id, stamp in _stamped(documents):
                known = self._before.get((id, stamp)) if stamp else None
                self._stamps.append(stamp)
                self.rows.append(known or row(documents[id]))
        finally:
            self._before = {}
            self.done.set()

    def by_stamp(self) -> dict[tuple[str, str], Row]:
        """Return the rows that are made by the ids and stamps of their documents."""
        made = zip(list(self.rows), self._stamps, strict=False)
        return {(one.id, stamp): one for one, stamp in made}


def _version(documents: Mapping[str, Document]) -> object:
    return documents.listing if isinstance(documents, Records) else documents


def _stamped(documents: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    """Yield the ids with what is another one whenever the document may be, '' if nothing is."""
    if isinstance(documents, Records):
        yield from zip(documents.listing.ids, documents.listing.stamps, strict=True)
    else:
        yield from ((id, "") for id in documents)


def row(document: Document) -> Row:
    """Return what the list tells of a document."""
    origin = document.origin
    source = _source(document)
    topics = tuple(dict.fromkeys(document.topics))
    words = " ".join((document.title, *topics, *document.breadcrumb, source, document.id))
    return Row(
        document.id,
        document.title,
        topics,
        spell(document),
        updated_day(document),
        len(chunk(document)),
        source,
        tuple(came(origin)) if origin else (),
        fold(words.casefold()),
    )


def _source(document: Document) -> str:
    """Return the web site of a document, or its file without the folders of this machine."""
    url = document.url or (document.origin.url if document.origin else None) or ""
    if url.startswith(("https://", "http://")):
        return urlsplit(url).netloc.rpartition("@")[2].removeprefix("www.")
    if document.origin is None:
        return ""
    name = PurePath(document.origin.name)
    return name.name if name.is_absolute() else str(name)
