"""Pages taken apart: their sentences, with slots for names, values and rare words."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.types import Document, Label, Section
from evals.proper import Name, Words, names, words
from evals.rename import finder
from evals.values import values
from index.danish import stem

SlotKind = Literal[
    "title", "short", "name", "person", "municipality", "amount", "year", "number", "telephone",
    "email", "date", "compound", "word",
]  # fmt: skip
_WORD = re.compile(r"(?<![\w-])[a-zæøåé]{6,}(?![\w-])")
_END_LETTERS = 6  # of the last part of a compound; a shorter one is often an ending
_SLOT_OF: Mapping[str, SlotKind] = {
    "title": "title", "short": "short", "name": "name", "person": "person", "acronym": "name",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of a text that each page fills with its own; `end` is what a compound keeps."""

    kind: SlotKind
    text: str
    end: str = ""


Parts = tuple[str | Slot, ...]
"""A text in the order in which it is read."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a page: what it is about (None for free text), its heading and its blocks.

    `year` is the first of its page, from which its other years count.
    """

    label: Label | None
    heading: Parts
    blocks: tuple[Parts, ...]
    year: int

    def states(self, kind: SlotKind) -> bool:
        """Return whether any block has a slot of a kind."""
        return any(isinstance(p, Slot) and p.kind == kind for block in self.blocks for p in block)


@dataclass(frozen=True, slots=True)
class Template:
    """A page taken apart; the title without a name of its own."""

    title: Parts
    parts: tuple[Part, ...]


def templates(documents: Sequence[Document]) -> list[Template]:
    """Return the pages with slots, in order."""
    known = words(documents)
    seen = Counter(one for item in documents for one in {*map(stem, _WORD.findall(item.text))})
    called = [name for name in names(documents) if name.kind in _SLOT_OF]
    find = _Finder(called, finder(called), known, seen)
    return [_template(item, find) for item in documents]


def _template(document: Document, find: "_Finder") -> Template:
    year = next((field.first.year for field in document.fields if field.first), 2016)
    spans = [(p.start, p.end, p.value.kind) for p in values(document)]
    slots = list(find(document.text, spans))
    parts = tuple(
        Part(
            section.label,
            tuple(find.filled(section.heading)) if section.label is None else (section.heading,),
            tuple(_parts(document.text, slots, *span) for span in _blocks(section)),
            year,
        )
        for section in document.sections
    )
    return Template(tuple(find.filled(document.title)), parts)


def _blocks(section: Section) -> Iterator[tuple[int, int]]:
    return ((block.start, block.end) for block in section.blocks if block.kind != "link")


def _parts(text: str, slots: Sequence[tuple[int, int, Slot]], first: int, last: int) -> Parts:
    """Return the parts of a stretch of a text."""
    found: list[str | Slot] = []
    for start, end, slot in slots:
        if first <= start and end <= last:
            found += [text[first:start], slot]
            first = end
    return (*found, text[first:last])


@dataclass(frozen=True, slots=True)
class _Finder:
    """The slots of texts."""

    named: Sequence[Name]
    pattern: re.Pattern[str]
    known: Words
    seen: Mapping[str, int]

    def __call__(
        self, text: str, values: Sequence[tuple[int, int, str]]
    ) -> Iterator[tuple[int, int, Slot]]:
        """Yield (start, end, slot) of each, in order; none overlaps the one before it."""
        found = [(s, e, Slot(k, text[s:e])) for s, e, k in values if k != "paragraph"]  # type: ignore[arg-type]  # the other kinds of values are slots
        for match in self.pattern.finditer(text):
            kind = _SLOT_OF[self.named[int(str(match.lastgroup)[1:])].kind]
            found.append((*match.span(), Slot(kind, match.group())))
        for match in _WORD.finditer(text):
            found += [(*match.span(), slot) for slot in self._slot(match.group())]
        position = 0
        for start, end, slot in sorted(found, key=lambda item: item[:2]):
            if start >= position:
                yield start, end, slot
                position = end

    def filled(self, text: str) -> Parts:
        """Return the parts of a line without values."""
        return _parts(text, list(self(text, ())), 0, len(text))

    def _slot(self, word: str) -> Iterator[Slot]:
        """Yield the slot of a compound, or of a word of one page: others are the field's own."""
        parts = self.known.parts(word)
        if parts and len(parts[1]) >= _END_LETTERS:
            yield Slot("compound", word, parts[1])
        elif self.seen[stem(word)] < 2:
            yield Slot("word", word)
