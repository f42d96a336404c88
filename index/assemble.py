"""The files of a new version: what is known of the version before, and what is new.

They are written in three steps: the records of the documents, one after another, with where the
passages of each come from and their vectors, of which only those of new words are computed; the
words of the passages and the tables over them; the names and the vocabulary. The last two need the
records alone: where everything is new and much, processes of their own do them. Where little is,
what there is to do are the tables, since every weight in them is another one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import Problem, UserError
from corpus.record import pack
from corpus.types import Document, Source
from index import child, dense, lexical, records, tokens, version
from index.chunk import chunk
from index.embed import Embedder
from index.embedded import Embedded
from index.names import Names
from index.opened import KEY, KEYS, Opened, has_vectors, is_as_made, key
from index.records import NOWHERE, Listing, Passages, Records
from index.tables import read_array, rows_of, write_array
from index.tokens import Tokenized
from index.types import Passage
from index.version import made_by
from index.vocabulary import Vocabulary

# Documents for which processes of their own are worth their start, .3 s; 1,000 take 2 s of it.
_MANY = 500

Progress = Callable[[int, int], None]
"""Called with the documents done and the documents to do."""
Read = Callable[[Iterable[Source]], Iterable[tuple[Source, Document | Problem]]]
"""Gives for each source, in order, its document or why there is none."""


class AssemblyError(UserError):
    """A part of a version was not made."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The passages of a document, from `row` on: `count` of the version before, or of the new ones.

    `first` is the first of them there.
    """

    row: int
    is_new: bool
    first: int
    count: int


class Assembly:
    """A version that is being written to a folder, with what stays of the one before."""

    def __init__(self, path: Path, before: Opened | None, embedding: Embedder) -> None:
        """`before` may have been made otherwise; then only its vectors are of use, if they are."""
        made = made_by(embedding.model_name, embedding.digest)
        self._path, self._embedding, self._made = path, embedding, made
        self._kept = before if before and is_as_made(before.manifest, embedding) else None
        self._known = before if before and has_vectors(before.manifest, embedding) else None
        self._places: list[_Place] = []
        self._rows: list[NDArray[np.int32]] = []
        self._keys: list[bytes] = []
        self._added: list[str] = []
        self._new = 0

    def write(self, sources: Sequence[Source], read: Read, progress: Progress) -> int:
        """Write and seal the version; return how many passages were embedded."""
        with rows_of(self._path / "vectors.npy", len(self._embedding.probe())) as write:
            embedded = Embedded(write, self._known, self._embedding)
            listing = self._write_documents(sources, read, progress, embedded)
            embedded.flush()
        records.write_listing(self._path, listing)
        rows = np.concatenate([np.zeros((0, 4), dtype=np.int32), *self._rows])
        write_array(self._path / records.PASSAGES, rows)
        documents = Records(self._path, listing)
        passages = Passages(rows, documents)
        keys = np.frombuffer(b"".join(self._keys), dtype=np.uint8).reshape(-1, KEY)
        write_array(self._path / KEYS, keys)
        if self._kept is None:
            with _meanwhile(self._path, len(documents), write_tables, write_names):
                pass
        else:
            self._write_words(self._kept, passages)
            with _meanwhile(self._path, len(documents), write_trigrams):
                lexical.write_stems(self._path, tokens.read(self._path))
                self._write_names(self._kept, documents)
        probe = tuple(round(float(value), 6) for value in self._embedding.probe())
        version.seal(self._path, self._made, probe, (len(documents), len(rows)))
        return embedded.count

    def _write_documents(
        self, sources: Sequence[Source], read: Read, progress: Progress, embedded: Embedded
    ) -> Listing:
        stays, broken = self._unchanged(sources)
        ordered = sorted(sources, key=lambda source: source.id)
        fresh = [item for item in ordered if item.id not in stays and item.id not in broken]
        progress(0, len(fresh))
        ids, stamps, starts, done = list[str](), list[str](), [0], 0
        with (self._path / records.BYTES).open("wb") as file:
            for source, document in _in_order(ordered, read(fresh), stays, broken):
                if isinstance(document, Problem):
                    broken[source.id] = (source.stamp, document)
                else:
                    record = self._add(document, len(ids), stays.get(source.id), embedded)
                    file.write(record)
                    ids.append(source.id)
                    stamps.append(source.stamp)
                    starts.append(file.tell())
                if document is not None:
                    done += 1
                    progress(done, len(fresh))
        write_array(self._path / records.STARTS, np.array(starts, dtype=np.int64))
        return Listing(ids, stamps, dict(sorted(broken.items())))

    def _unchanged(
        self, sources: Sequence[Source]
    ) -> tuple[dict[str, int], dict[str, tuple[str, Problem]]]:
        """Return the rows of the documents that stay as they are, and the files still broken."""
        if self._kept is None:
            return {}, {}
        listing = self._kept.documents.listing
        stamp = {source.id: source.stamp for source in sources}
        rows = enumerate(zip(listing.ids, listing.stamps, strict=True))
        stays = {id: row for row, (id, was) in rows if stamp.get(id) == was}
        broken = {id: item for id, item in listing.problems.items() if stamp.get(id) == item[0]}
        return stays, broken

    def _add(
        self, document: Document | None, row: int, before: int | None, embedded: Embedded
    ) -> bytes:
        """Take a document that was read, or the one of a row of the version before, as `row`."""
        if document is None:
            assert self._kept is not None and before is not None
            first, last = self._kept.passages.span(before)
            self._places.append(_Place(len(self._keys), False, first, last - first))
            rows = self._kept.passages.rows[first:last].copy()
            self._keys += self._kept.keys[first:last]
            embedded.keep(first, last)
            record = self._kept.documents.record(before)
        else:
            passages = chunk(document)
            self._places.append(_Place(len(self._keys), True, self._new, len(passages)))
            texts = [passage.context for passage in passages]
            keys = list(map(key, texts))
            self._keys += keys
            embedded.add(keys, texts)
            self._new += len(passages)
            self._added.append(document.id)
            rows = _rows(document, passages)
            record = pack(document)
        rows[:, 0] = row
        self._rows.append(rows)
        return record

    def _write_words(self, before: Opened, passages: Passages) -> None:
        """Write the words of the passages: those before, less what is gone, and what is new."""
        old = before.tokens
        new = [place.row + n for place in self._places if place.is_new for n in range(place.count)]
        tokenized = Tokenized(old.words)
        tokenized.add(map(passages.at, new))
        places = [(place.is_new, place.first, place.first + place.count) for place in self._places]
        tokens.write(self._path, tokens.merged(old, tokenized.tokens(), places))

    def _write_names(self, before: Opened, documents: Records) -> None:
        """Write the names and the vocabulary: those before, less what is gone, and what is new."""
        old = before.documents
        again = set(self._added)
        gone = [id for id in old if id not in documents or id in again]
        removed = [old[id] for id in gone]
        added = [documents[id] for id in self._added]
        before.names.changed(gone, added).save(self._path)
        before.vocabulary.changed(removed, added).save(self._path)


def write_tables(path: str) -> None:
    """Write the words of all passages of a version, which is being built, their tables, and the
    codes of their vectors."""
    documents = Records(Path(path), records.read_listing(Path(path)))
    passages = Passages(read_array(Path(path) / records.PASSAGES), documents)
    tokenized = Tokenized()
    tokenized.add(map(passages.at, range(len(passages))))
    found = tokenized.tokens()
    tokens.write(Path(path), found)
    lexical.write_stems(Path(path), found)
    lexical.write_trigrams(Path(path), found)
    dense.write(Path(path))


def write_trigrams(path: str) -> None:
    """Write the table of trigrams of a version, which is being built and has its words, and the
    codes of its vectors."""
    lexical.write_trigrams(Path(path), tokens.read(Path(path)))
    dense.write(Path(path))


def write_names(path: str) -> None:
    """Write the names and the vocabulary of all documents of a version, which is being built."""
    documents = list(Records(Path(path), records.read_listing(Path(path))).all())
    Names.of(documents).save(Path(path))
    Vocabulary.of(documents).save(Path(path))


@contextmanager
def _meanwhile(path: Path, size: int, *functions: Callable[[str], None]) -> Iterator[None]:
    """Run functions of this module on a path: for many documents in processes of their own."""
    if size < _MANY:
        yield
        for function in functions:
            function(str(path))
        return
    children = [child.start(__name__, function.__name__, str(path)) for function in functions]
    try:
        yield
        for running in children:
            fault = running.fault()
            if fault:
                raise AssemblyError(
                    f"Indekset kunne ikke laves færdigt ({fault}). Prøv igen med: initiativ index"
                )
    finally:
        for running in children:
            running.stop()


def _in_order(
    sources: Sequence[Source],
    read: Iterable[tuple[Source, Document | Problem]],
    stays: Mapping[str, int],
    broken: Mapping[str, object],
) -> Iterator[tuple[Source, Document | Problem | None]]:
    """Yield the sources with what was read of them; None for one whose document stays."""
    reading = iter(read)
    for source in sources:
        if source.id in stays:
            yield source, None
        elif source.id not in broken:
            yield next(reading)


def _rows(document: Document, passages: Sequence[Passage]) -> NDArray[np.int32]:
    rows = [(0, item.start, item.end, _section(document, item)) for item in passages]
    return np.array(rows, dtype=np.int32).reshape(-1, 4)


def _section(document: Document, passage: Passage) -> int:
    """Return the number of the section that a passage is in."""
    for number, section in enumerate(document.sections):
        if section.start <= passage.start < section.end and section.path == passage.section:
            return number
    return NOWHERE
