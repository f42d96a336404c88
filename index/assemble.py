"""The files of a new version: what is known of the version before, and what is new.

They are written in four steps: the records of the documents, one after another, with where the
passages of each come from; the passages' vectors, of which only those of new words are computed;
the words of the passages and the tables over them; the names and the vocabulary.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import Problem
from corpus.record import pack
from corpus.types import Document, Source
from index import dense, lexical, records, tokens, version
from index.chunk import chunk
from index.embed import Embedder
from index.names import Names
from index.opened import KEYS, Opened
from index.records import NOWHERE, Listing, Passages, Records
from index.tables import write_array
from index.tokens import Tokenized
from index.types import Passage
from index.version import made_by
from index.vocabulary import Vocabulary

_BATCH = 1_024  # passages embedded at a time
_KEY = 16  # bytes of the digest by which a passage is known again

Progress = Callable[[int, int], None]
"""Called with the documents done and the documents to do."""
Read = Callable[[Iterable[Source]], Iterable[tuple[Source, Document | Problem]]]
"""Gives for each source, in order, its document or why there is none."""


@dataclass(frozen=True, slots=True)
class _Place:
    """The passages of a document: rows of the version before, or of those that are new."""

    is_new: bool
    first: int
    last: int


class Assembly:
    """A version that is being written to a folder, with what stays of the one before."""

    def __init__(self, path: Path, before: Opened | None, embedding: Embedder) -> None:
        """`before` may have been made otherwise; then only its vectors are of use, if they are."""
        made = made_by(embedding.model_name, embedding.digest)
        self._path, self._embedding, self._made = path, embedding, made
        self._kept = before if before is not None and before.manifest.made == made else None
        same_model = before is not None and before.manifest.made.digest == made.digest
        self._known = before if same_model else None
        self._tokenized = Tokenized(self._kept.tokens.words if self._kept else ())
        self._places: list[_Place] = []
        self._rows: list[NDArray[np.int32]] = []
        self._keys: list[bytes] = []
        self._added: list[str] = []
        self._new = 0

    def write(self, sources: Sequence[Source], read: Read, progress: Progress) -> int:
        """Write and seal the version; return how many passages were embedded."""
        listing = self._write_documents(sources, read, progress)
        records.write_listing(self._path, listing)
        rows = np.concatenate([np.zeros((0, 4), dtype=np.int32), *self._rows])
        write_array(self._path / records.PASSAGES, rows)
        documents = Records(self._path, listing)
        embedded = self._write_vectors(Passages(rows, documents))
        self._write_tables()
        self._write_names(documents)
        probe = tuple(round(float(value), 6) for value in self._embedding.probe())
        version.seal(self._path, self._made, probe, (len(documents), len(rows)))
        return embedded

    def _write_documents(
        self, sources: Sequence[Source], read: Read, progress: Progress
    ) -> Listing:
        stays, broken = self._unchanged(sources)
        ordered = sorted(sources, key=lambda source: source.id)
        fresh = [item for item in ordered if item.id not in stays and item.id not in broken]
        progress(0, len(fresh))
        ids, stamps, starts = list[str](), list[str](), [0]
        with (self._path / records.BYTES).open("wb") as file:
            for source, document in _in_order(ordered, read(fresh), stays, broken):
                if isinstance(document, Problem):
                    broken[source.id] = (source.stamp, document)
                else:
                    record = self._add(document, len(ids), stays.get(source.id))
                    file.write(record)
                    ids.append(source.id)
                    stamps.append(source.stamp)
                    starts.append(file.tell())
                progress(len(self._added), len(fresh))
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

    def _add(self, document: Document | None, row: int, before: int | None) -> bytes:
        """Take a document that was read, or the one of a row of the version before, as `row`."""
        if document is None:
            assert self._kept is not None and before is not None
            first, last = self._kept.passages.span(before)
            self._places.append(_Place(False, first, last))
            rows = self._kept.passages.rows[first:last].copy()
            self._keys += self._kept.keys[first:last]
            record = self._kept.documents.record(before)
        else:
            passages = chunk(document)
            self._tokenized.add(passages)
            self._keys += [_key(passage.context) for passage in passages]
            self._places.append(_Place(True, self._new, self._new + len(passages)))
            self._new += len(passages)
            self._added.append(document.id)
            rows = _rows(document, passages)
            record = pack(document)
        rows[:, 0] = row
        self._rows.append(rows)
        return record

    def _write_vectors(self, passages: Passages) -> int:
        """Write a vector for each passage, shape (P, D), and return how many were computed."""
        known = {key: row for row, key in enumerate(self._known.keys)} if self._known else {}
        place = np.array([known.get(key, -1) for key in self._keys], dtype=np.int64)
        vectors = np.lib.format.open_memmap(
            self._path / "vectors.npy",
            mode="w+",
            dtype=np.float32,
            shape=(len(passages.rows), len(self._embedding.probe())),
        )
        stays = np.flatnonzero(place >= 0)
        if self._known is not None and len(stays):
            vectors[stays] = self._known.dense.vectors[place[stays]]
        new = np.flatnonzero(place < 0)
        for first in range(0, len(new), _BATCH):
            rows = new[first : first + _BATCH]
            texts = [passages.at(row).context for row in rows.tolist()]
            vectors[rows] = self._embedding.passages(texts)
        vectors.flush()
        del vectors
        dense.write(self._path)
        return len(new)

    def _write_tables(self) -> None:
        added = self._tokenized.tokens()
        old = self._kept.tokens if self._kept else tokens.none(added.words)
        places = [(place.is_new, place.first, place.last) for place in self._places]
        found = tokens.merged(old, added, places)
        tokens.write(self._path, found)
        lexical.write(self._path, lexical.tables(found))
        keys = np.frombuffer(b"".join(self._keys), dtype=np.uint8).reshape(-1, _KEY)
        write_array(self._path / KEYS, keys)

    def _write_names(self, documents: Records) -> None:
        """Write the names and the vocabulary: those before, less what is gone, and what is new."""
        if self._kept is None:
            Names.of(documents.all()).save(self._path)
            Vocabulary.of(documents.all()).save(self._path)
            return
        old = self._kept.documents
        gone = [id for id in old if id not in documents or id in set(self._added)]
        removed = [old[id] for id in gone]
        added = [documents[id] for id in self._added]
        self._kept.names.changed(gone, added).save(self._path)
        self._kept.vocabulary.changed(removed, added).save(self._path)


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
        if section.start <= passage.start < section.end and section.heading == passage.section:
            return number
    return NOWHERE


def _key(context: str) -> bytes:
    return sha256(context.encode()).digest()[:_KEY]
