"""What the initiatives in documents are called: titles, headings, quoted names and persons."""

import json
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice, takewhile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.labels import label_of
from corpus.parts import is_stage
from corpus.types import Document, Section
from index.danish import stems
from index.tables import read_array, read_lines, write_array, write_lines

QUOTED = re.compile(r"[”“\"„»]([A-ZÆØÅ0-9][^”“\"„«»\n]{2,60})[”“\"«]")
_QUOTED_WORDS = 6
_PART, _PAGE, _PROPER = range(3)
_DOCUMENTS, _TEXTS, _STEMS, _ROWS, _FIRST, _HELD = (
    f"names-{name}"
    for name in ("documents.json", "texts.json", "stems.txt", "rows.npy", "first.npy", "stems.npy")
)

Rows = NDArray[np.int64]
_Row = tuple[str, str, tuple[int, int, int], tuple[str, ...]]
"""A document, a name in it, where it stands and what it is, and its stems."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a document, or the part of it from `start` to `end`, is called.

    `is_proper` is a name in quotes or a person's, `is_page` the title of the whole document.
    """

    document: str
    text: str
    start: int
    end: int
    is_page: bool = False
    is_proper: bool = False


class Names:
    """The names in documents, each with a number: by document id, then as the text has them.

    `rows` has shape (names, 4): the document's place in `documents`, start, end and what it is.
    The stems of name n are those of `held` from `first[n]` to `first[n + 1]`, each once, as places
    in `stems`, which are in order.
    """

    def __init__(
        self, documents: Sequence[str], texts: Sequence[str], rows: Rows, stems: "_Stems"
    ) -> None:
        self.documents, self.texts, self._rows = documents, texts, rows
        self.stems, self._first, self._held = stems.stems, stems.first, stems.held

    @classmethod
    def of(cls, documents: Iterable[Document]) -> "Names":
        """Return the names in documents."""
        return _table(_rows(documents))

    def changed(self, removed: Collection[str], added: Iterable[Document]) -> "Names":
        """Return the names without those of the documents of some ids, and with those of others."""
        new = list(added)
        gone = {*removed, *(document.id for document in new)}
        kept = (row for row in self._listed() if row[0] not in gone)
        return _table([*kept, *_rows(new)])

    def save(self, folder: Path) -> None:
        """Write the names to files in a folder, all named names-*."""
        for file, some in ((_DOCUMENTS, self.documents), (_TEXTS, self.texts)):
            (folder / file).write_text(json.dumps(list(some), ensure_ascii=False), "utf-8")
        write_lines(folder / _STEMS, self.stems)
        for file, values in ((_ROWS, self._rows), (_FIRST, self._first), (_HELD, self._held)):
            write_array(folder / file, values)

    @classmethod
    def load(cls, folder: Path) -> "Names":
        """Return the names that `save` wrote; raises OSError or ValueError where it cannot."""
        documents, texts = (
            json.loads((folder / file).read_bytes()) for file in (_DOCUMENTS, _TEXTS)
        )
        first, held = read_array(folder / _FIRST), read_array(folder / _HELD)
        stems = _Stems(list(read_lines(folder / _STEMS)), first, held)
        return cls(documents, texts, read_array(folder / _ROWS), stems)

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, number: int) -> Name:
        document, start, end, kind = self._rows[number].tolist()
        text = self.texts[number]
        return Name(self.documents[document], text, start, end, kind == _PAGE, kind == _PROPER)

    def __iter__(self) -> Iterator[Name]:
        return (self[number] for number in range(len(self)))

    def _listed(self) -> Iterator[_Row]:
        held = [self.stems[place] for place in self._held.tolist()]
        first = self._first.tolist()
        for number, (document, start, end, kind) in enumerate(self._rows.tolist()):
            own = tuple(held[first[number] : first[number + 1]])
            yield self.documents[document], self.texts[number], (start, end, kind), own

    def stems_of(self, number: int) -> tuple[str, ...]:
        """Return the stems of a name, each once, in order."""
        held = self._held[self._first[number] : self._first[number + 1]].tolist()
        return tuple(self.stems[place] for place in held)

    def has(self, stem: str) -> bool:
        """Return whether a stem is one of a name."""
        return stem in self._known

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.stems)

    def beginning(self, letters: str) -> Iterator[str]:
        """Yield the stems in names that begin with some letters, in order."""
        for place in range(bisect_left(self.stems, letters), len(self.stems)):
            if not self.stems[place].startswith(letters):
                return
            yield self.stems[place]

    def having(self, stem: str) -> Rows:
        """Return the numbers of the names that have a stem, ascending."""
        place = bisect_left(self.stems, stem)
        if place == len(self.stems) or self.stems[place] != stem:
            return np.zeros(0, dtype=np.int64)
        ends, numbers = self._postings
        return numbers[ends[place] : ends[place + 1]]

    def is_title(self, text: str) -> bool:
        """Return whether a document is named so, but for inflections."""
        asked = stems(text)
        having = [self.having(stem) for stem in set(asked)]
        shared = min(having, key=len) if having else np.flatnonzero(np.diff(self._first) == 0)
        pages = shared[self._rows[shared, 3] == _PAGE]
        return any(stems(self.texts[number]) == asked for number in pages.tolist())

    @cached_property
    def _postings(self) -> tuple[Rows, Rows]:
        """Where the names of each stem begin and end among the numbers, and these numbers."""
        numbers = np.repeat(np.arange(len(self)), np.diff(self._first))
        order = np.argsort(self._held, kind="stable")
        counts = np.bincount(self._held, minlength=len(self.stems))
        return np.concatenate([[0], np.cumsum(counts)]), numbers[order]


@dataclass(frozen=True, slots=True)
class _Stems:
    stems: Sequence[str]
    first: Rows
    held: NDArray[np.int32]


def named(document: Document) -> Iterator[Name]:
    """Yield the names in a document: its title, headings with what they quote, and persons."""
    yield Name(document.id, document.title, 0, len(document.text), is_page=True)
    for number, section in enumerate(document.sections):
        for heading, end in _headed(document.sections, number):
            if not is_stage(heading) and "\t" not in heading:  # what columns are called
                yield Name(document.id, heading, section.start, end)
        place = section.start, section.end
        for match in QUOTED.finditer(document.text, *place):
            if len(match[1].split()) <= _QUOTED_WORDS:
                yield Name(document.id, match[1], *place, is_proper=True)
    for field in document.fields:
        for section in document.sections:
            if field.name == "person" and section.start <= field.start < section.end:
                yield Name(document.id, field.value, section.start, section.end, is_proper=True)


def _headed(sections: Sequence[Section], number: int) -> Iterator[tuple[str, int]]:
    """Yield the headings that are no labels and whose part begins with a section, each with where
    the last section that stands in it ends."""
    section = sections[number]
    before = sections[number - 1].headings if number else ()
    for depth, heading in enumerate(section.around, 1):
        if before[:depth] != section.around[:depth] and label_of(heading) is None:
            yield heading, _last(sections, number, section.around[:depth])
    is_box = section.label == "contact" and label_of(section.heading) is None
    if section.heading and (section.label is None or is_box):
        yield section.heading, _last(sections, number, section.headings)


def _last(sections: Sequence[Section], number: int, headings: tuple[str, ...]) -> int:
    """Return where the sections end that stand in some headings, of which one begins."""
    following = takewhile(
        lambda one: one.around[: len(headings)] == headings, islice(sections, number + 1, None)
    )
    return [sections[number], *following][-1].end


def _rows(documents: Iterable[Document]) -> list[_Row]:
    return [
        (
            name.document,
            name.text,
            (name.start, name.end, _kind(name)),
            tuple(dict.fromkeys(stems(name.text))),
        )
        for document in documents
        for name in named(document)
    ]


def _table(rows: Sequence[_Row]) -> Names:
    """Return names by their documents."""
    ordered = sorted(rows, key=lambda row: row[0])
    documents = sorted({row[0] for row in rows})
    number = {id: place for place, id in enumerate(documents)}
    numbers = [(number[id], *place) for id, _, place, _ in ordered]
    return Names(
        documents,
        [text for _, text, _, _ in ordered],
        np.array(numbers, dtype=np.int64).reshape(-1, 4),
        _stems([own for *_, own in ordered]),
    )


def _stems(found: Sequence[tuple[str, ...]]) -> _Stems:
    ordered = sorted(set(chain.from_iterable(found)))
    place = {stem: number for number, stem in enumerate(ordered)}
    held = np.array([place[stem] for some in found for stem in some], dtype=np.int32)
    first = np.cumsum([0, *map(len, found)], dtype=np.int64)
    return _Stems(ordered, first, held)


def _kind(name: Name) -> int:
    return _PAGE if name.is_page else _PROPER if name.is_proper else _PART
