"""Lists given whole: bulleted ones with their lead, and enumerations inside a sentence."""

import re
from functools import lru_cache
from itertools import pairwise

from assistant.facts import Statement
from assistant.guard import is_instruction
from corpus.text import BETWEEN, cells, sentences
from corpus.types import Block, Document, Section

_ENUMERATION = re.compile(r"(?:(?<=\s)|^)(\d{1,2})\)\s")
_FACT = re.compile(r"[A-ZÆØÅ][\w ]{2,45}: (?:\S+(?:\s+|$)){1,12}$")  # a longer one tells what it is
_STATES = re.compile(r"[A-ZÆØÅ][\w ]{2,40}: \D")
_LINE_WORDS = 8
_SHORTEST = 3  # items; two are a sentence


def statements(document: Document, section: Section, start: int) -> list[Statement]:
    """Return the list that the sentence at `start` leads, belongs to or contains, as statements.

    The first is the lead, the others are the items; all rest on the same stretch of the document.
    Empty when there is no list.
    """
    section = _around(document.text, section, start)
    place = next(
        (i for i, block in enumerate(section.blocks) if block.start <= start < block.end), -1
    )
    if place < 0:
        return []
    return (
        _bulleted(document, section.blocks, place, start)
        or _inline(document, section.blocks[place], start)
        or _lined(document, section, place)
    )


def _around(text: str, section: Section, start: int) -> Section:
    """Return the section with the blocks around `start` alone, up to orders to a machine."""
    orders = _orders(text, section.blocks)
    low = max((block.end for block in orders if block.start <= start), default=section.start)
    high = min((block.start for block in orders if block.start > start), default=section.end)
    if not orders:
        return section
    kept = (block for block in section.blocks if low <= block.start and block.end <= high)
    return section._replace(blocks=tuple(kept))


@lru_cache(maxsize=1_000)
def _orders(text: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(block for block in blocks if is_instruction(text[block.start : block.end]))


def _bulleted(
    document: Document, blocks: tuple[Block, ...], place: int, start: int
) -> list[Statement]:
    first = place
    while first > 0 and blocks[first].kind == "item" and blocks[first - 1].kind == "item":
        first -= 1
    lead = blocks[first - 1] if blocks[first].kind == "item" and first > 0 else None
    if blocks[first].kind != "item":
        lead, first = blocks[first], first + 1
    if lead and BETWEEN in document.text[lead.start : lead.end]:
        lead = None  # the last row of a table leads nothing
    last = first
    while last < len(blocks) and blocks[last].kind == "item":
        last += 1
    if last == first:
        return []
    spans = [(block.start, block.end) for block in blocks[first:last]]
    leading = _last_sentence(document.text, lead) if lead else None
    is_led = leading is not None and document.text[: leading[1]].endswith(":")
    if not is_led and all(_FACT.match(document.text[slice(*span)]) for span in spans):
        return []  # each says what it is: 'Periode: 2020-2023'
    if blocks[place].kind != "item" and (leading is None or leading[0] != start):
        return []
    is_whole = leading and document.text[leading[0] : leading[1]].endswith((".", "!", "?"))
    if is_whole and blocks[place].kind == "item":
        leading = None  # a sentence of its own, which is told where it answers itself
    return _stated(document, leading, spans)


def _last_sentence(text: str, block: Block) -> tuple[int, int] | None:
    found = sentences(text, block.start, block.end)
    return found[-1] if found else None


def _inline(document: Document, block: Block, start: int) -> list[Statement]:
    end = next(
        (b for a, b in sentences(document.text, block.start, block.end) if a == start), start
    )
    marks = list(_ENUMERATION.finditer(document.text, start, end))
    if len(marks) < _SHORTEST or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return []
    cuts = [mark.start() for mark in marks] + [end]
    spans = [_tidy(document.text, left, right) for left, right in pairwise(cuts)]
    return _stated(document, (start, cuts[0]), spans)


def _lined(document: Document, section: Section, place: int) -> list[Statement]:
    """Return a run of short lines that are no sentences ('Fjordby: 12 pladser'), as a list."""
    if section.label in ("contact", "period") or section.is_part:
        return []
    is_line = [_is_line(document.text[block.start : block.end]) for block in section.blocks]
    first = last = place
    while first > 0 and is_line[first - 1]:
        first -= 1
    while last < len(is_line) and is_line[last]:
        last += 1
    if last - first < _SHORTEST or not is_line[place]:
        return []
    run = [document.text[b.start : b.end] for b in section.blocks[first:last]]
    if sum(_STATES.match(text) is not None for text in run) > 1:
        return []  # each says what it is: 'Husdyr: ikke hund'
    return _stated(document, None, [(b.start, b.end) for b in section.blocks[first:last]])


def _is_line(text: str) -> bool:
    is_row = BETWEEN not in text and len(cells(text)) > 1  # which is told by its columns
    is_short = len(text.split()) <= _LINE_WORDS
    return is_short and not is_row and not text.endswith((".", "!", "?", ":"))


def _tidy(text: str, start: int, end: int) -> tuple[int, int]:
    """Drop what joins an item to the next one: a comma or semicolon, an 'og'."""
    item = re.sub(r"[\s,;]*(?:\bog\b)?\s*$", "", text[start:end])
    return start, start + len(item)


def _stated(
    document: Document, lead: tuple[int, int] | None, spans: list[tuple[int, int]]
) -> list[Statement]:
    start, end = (lead or spans[0])[0], spans[-1][1]
    text = document.text
    items = [Statement(text[a:b], document, start, end, is_item=True) for a, b in spans]
    if lead is None:
        return items
    return [Statement(text[lead[0] : lead[1]].rstrip(), document, start, end), *items]
