"""The text of an answer -> its sentences, each with the numbers of the citations it carries."""

import re
from dataclasses import dataclass

from corpus.text import sentences

_MARKERS = re.compile(r"(?:\s*\[\d+\])+[.,;:]?")
_NUMBER = re.compile(r"\[(\d+)\]")
_LEAD = re.compile(r"^(?:[•*–-]|\d{1,2}[.)])\s+")


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer without its markers, and their numbers."""

    text: str
    numbers: tuple[int, ...]


def split(text: str) -> list[Statement]:
    """Return the sentences of an answer in order.

    A marker belongs to the sentence that it follows; a line ends a sentence. What holds no letter
    and no digit is no sentence.
    """
    found = []
    for line in text.splitlines():
        position = 0
        for match in _MARKERS.finditer(line):
            numbers = tuple(int(number) for number in _NUMBER.findall(match.group()))
            found += _sentences(line[position : match.start()], numbers)
            position = match.end()
        found += _sentences(line[position:], ())
    return found


def _sentences(text: str, numbers: tuple[int, ...]) -> list[Statement]:
    """Return the sentences before a marker; only the last of them carries it."""
    parts = [text[start:end] for start, end in sentences(text)]
    parts = [bare for part in parts if re.search(r"\w", bare := _LEAD.sub("", part))]
    return [
        Statement(part, numbers if place == len(parts) else ())
        for place, part in enumerate(parts, 1)
    ]
