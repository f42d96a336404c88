"""The text of an answer -> its sentences, each with the numbers of the citations it carries."""

import re
from dataclasses import dataclass, replace

from corpus.text import sentences

_MARKERS = re.compile(r"(?:\s*\[\d+\])+[.,;:]?")
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

    A marker belongs to the sentence that it follows; a line ends a sentence. What holds no letter
    and no digit is no sentence.
    """
    found: list[Statement] = []
    for line in text.splitlines():
        lead = _LEAD.match(line)
        position = lead.end() if lead else 0
        of_line: list[Statement] = []
        for match in _MARKERS.finditer(line, position):
            numbers = tuple(int(number) for number in _NUMBER.findall(match.group()))
            of_line += _sentences(line[position : match.start()], numbers)
            position = match.end()
        of_line += _sentences(line[position:], ())
        if of_line and lead:
            of_line[0] = replace(of_line[0], lead=lead.group())
        found += of_line
    return found


def _sentences(text: str, numbers: tuple[int, ...]) -> list[Statement]:
    """Return the sentences before a marker; only the last of them carries it."""
    parts = [text[start:end] for start, end in sentences(text)]
    parts = [part for part in parts if re.search(r"\w", part)]
    return [
        Statement(part, numbers if place == len(parts) else ())
        for place, part in enumerate(parts, 1)
    ]
