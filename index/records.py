"""The documents and passages of an index version, of which only what is asked for is loaded."""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.errors import Problem
from corpus.record import unpack
from corpus.remember import remembered
from corpus.types import Document
from index.tables import read_array
from index.types import Passage

_REMEMBERED = 512  # documents, some 20 KB each
LIST, BYTES, STARTS, PASSAGES = (
    "documents.json",
    "documents.bin",
    "documents-starts.npy",
    "passages.npy",
)
NOWHERE = -1  # the section of a passage that is in none

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Listing:
    """The documents of a version in the order of their ids, each with the stamp of its source.

    `problems` are the sources that could not be read, by id, each with its stamp.
    """

    ids: Sequence[str]
    stamps: Sequence[str]
    problems: Mapping[str, tuple[str, Problem]]


class Records(Mapping[str, Document]):
    """The documents of a version by id, in order; each is loaded when it is asked for."""

    def __init__(self, folder: Path, listing: Listing) -> None:
        self.listing = listing
        self._row_of = {id: row for row, id in enumerate(listing.ids)}
        self._bytes = _mapped(folder / BYTES)
        self._starts = read_array(folder / STARTS)
        self._loaded = remembered(_REMEMBERED, self._unpacked)

    def __getitem__(self, id: str) -> Document:
        return self._loaded(self._row_of[id])

    def __contains__(self, id: object) -> bool:
        return id in self._row_of  # and not by loading it

    def __iter__(self) -> Iterator[str]:
        return iter(self.listing.ids)

    def __len__(self) -> int:
        return len(self.listing.ids)

    def all(self) -> Iterator[Document]:
        """Yield every document, in order, and remember none."""
        return (unpack(self.record(row)) for row in range(len(self)))

    def _unpacked(self, row: int) -> Document:
        return unpack(self.record(row))

    def record(self, row: int) -> bytes:
        """Return the record of the document in a row."""
        return self._bytes[self._starts[row] : self._starts[row + 1]].tobytes()

    def at(self, row: int) -> Document:
        """Return the document in a row."""
        return self._loaded(row)

    def row(self, id: str) -> int:
        """Return the row of a document; KeyError for one that is not here."""
        return self._row_of[id]


class Passages:
    """The passages of a version, in the order of the documents.

    `rows` has shape (P, 4): the row of the document, start, end and section.
    """

    def __init__(self, rows: NDArray[np.int32], records: Records) -> None:
        self.rows = rows
        self._records = records
        counts = np.bincount(self.rows[:, 0], minlength=len(records))
        self._ends = np.concatenate([[0], np.cumsum(counts)])

    def __len__(self) -> int:
        return len(self.rows)

    def at(self, row: int) -> Passage:
        """Return the passage in a row."""
        document, start, end, section = self.rows[row].tolist()
        page = self._records.at(document)
        heading = "" if section == NOWHERE else page.sections[section].path
        return Passage(
            f"{page.id}:{start}-{end}",
            page.id,
            page.title,
            heading,
            start,
            end,
            page.text[start:end],
        )

    def span(self, row: int) -> tuple[int, int]:
        """Return the first passage of the document in a row, and the first after its last."""
        return int(self._ends[row]), int(self._ends[row + 1])

    def of(self, ids: Collection[str]) -> Rows:
        """Return the rows of the passages of some documents, ascending."""
        spans = sorted(self.span(self._records.row(id)) for id in set(ids))
        return np.concatenate([np.arange(0), *(np.arange(*span) for span in spans)])


def _mapped(path: Path) -> NDArray[np.uint8]:
    """Return a file as bytes, mapped into memory where it holds any."""
    if not path.stat().st_size:
        return np.zeros(0, dtype=np.uint8)
    return np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))


def write_listing(folder: Path, listing: Listing) -> None:
    """Write which documents a version holds."""
    problems = {
        id: [stamp, problem.file, problem.reason]
        for id, (stamp, problem) in listing.problems.items()
    }
    content = {"ids": listing.ids, "stamps": listing.stamps, "problems": problems}
    (folder / LIST).write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")


def read_listing(folder: Path) -> Listing:
    """Return which documents a version holds."""
    return parsed_listing((folder / LIST).read_bytes())


def parsed_listing(raw: bytes) -> Listing:
    """Return what `write_listing` wrote."""
    content = json.loads(raw)
    problems = {
        id: (stamp, Problem(file, reason))
        for id, (stamp, file, reason) in content["problems"].items()
    }
    return Listing(content["ids"], content["stamps"], problems)
