"""The text of an answer -> its sentences, each with the numbers of the citations it carries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from assistant.citations import UNCOVERED
from corpus.text import sentences

_MARKERS = re.compile(rf"(?:\s*\[\d+\])+[.,;:]?|\s*{re.escape(UNCOVERED)}")
_RULE = re.compile(r"[|\s-]*-[|\s-]*")  # the line under a table's head
_NUMBER = re.compile(r"\[(\d+)\]")
# What begins an item of a list; '12. maj' is a date.
_LEAD = re.compile(
    r"\s*(?:[•*–-]|\(?(?:\d{1,2}|[a-zæøå])\)|\d{1,2}\.(?!\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep"
    r"|okt|nov|dec)))\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer without its markers, and their numbers.

    `lead` is what begins it as an item of a list: '• ', '4) '. It may be the writer's own count.
    """

    text: str
    numbers: tuple[int, ...]
    lead: str = ""


def split(text: str) -> list[Statement]:
    """Return the sentences of an answer in order.

    A marker belongs to the sentence that it follows; a line ends a sentence, and so do the words
    that say that no source covers it, and a cell of a table, whose heads are no sentences. What
    holds no letter and no digit is no sentence.
    """
    found: list[Statement] = []
    for line in _lines(text):
        lead = _LEAD.match(line)
        position = lead.end() if lead else 0
        of_line: list[Statement] = []
        for match in _MARKERS.finditer(line, position):
            numbers = tuple(int(number) for number in _NUMBER.findall(match.group()))
            is_item = lead is not None and not of_line
            of_line += _sentences(line[position : match.start()], numbers, is_item)
            position = match.end()
        of_line += _sentences(line[position:], ())
        if of_line and lead:
            of_line[0] = replace(of_line[0], lead=lead.group())
        found += of_line
    return found


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a text, and in place of a table's rows their cells but for the heads."""
    lines = text.splitlines()
    for line, following in zip_longest(lines, lines[1:], fillvalue=""):
        if not line.startswith("|"):
            yield line
        elif not _RULE.fullmatch(line) and not _RULE.fullmatch(following):
            yield from line.strip("|").split("|")[1:]


def _sentences(text: str, numbers: tuple[int, ...], is_item: bool = False) -> list[Statement]:
    """Return the sentences before a marker; only the last of them carries it.

    An item's heading of one word ('1) Ro.') is of one piece with what follows.
    """
    parts = [text[start:end] for start, end in sentences(text)]
    if is_item and len(parts) > 1 and len(parts[0].split()) == 1:
        parts[:2] = [f"{parts[0]} {parts[1]}"]
    parts = [part for part in parts if re.search(r"\w", part)]
    return [
        Statement(part, numbers if place == len(parts) else ())
        for place, part in enumerate(parts, 1)
    ]
