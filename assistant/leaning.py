"""A number that leans on the sentence before it: 'I 2022 var det 71.' has its words there."""

import re
from typing import Protocol

from corpus.dates import years
from corpus.text import sentences
from corpus.types import Block, Document

_LEANS = re.compile(
    r"(?:I (?:19|20)\d\d|Sidste år|I fjor|Året (?:før|efter|inden)|I året (?:før|efter)) "
    r"(?:var|er|blev|lå) (?:det|de|tallet|antallet|andelen)\b",
    re.IGNORECASE,
)
_YEAR_BEFORE = re.compile(r"\b(?:sidste år|i fjor|året (?:før|efter|inden))\b", re.IGNORECASE)


class Said(Protocol):
    """A sentence of a page, in a block of it."""

    @property
    def document(self) -> Document: ...
    @property
    def block(self) -> Block: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def leans(text: str) -> bool:
    """Return whether a sentence only says how many it was in a year."""
    return _LEANS.match(text) is not None


def meant(question: str, item: Said) -> str:
    """Return what a sentence says; with the one before it where it leans on that, and is of a year
    of the question."""
    page = item.document.text
    text = page[item.start : item.end]
    if not leans(text) or not _is_asked(question, text):
        return text
    before = sentences(page, item.block.start, item.start)[-1:]
    return " ".join([*(page[start:end] for start, end in before), text])


def _is_asked(question: str, text: str) -> bool:
    both = _YEAR_BEFORE.search(question) and _YEAR_BEFORE.search(text)
    return bool(both or years(question) & years(text))
