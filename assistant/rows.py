"""The row of a table that a question asks about, by what stands first in it."""

import re
from itertools import takewhile

from assistant.designation import parts_asked, parts_in
from assistant.question import Question
from assistant.rank import Candidate, Ranking
from corpus.text import BETWEEN, cells
from index.danish import stems

_COLUMNS = 2
_ROWS = 200  # that are looked through for the head of a table
# What a cell has that says no name of a column: a number alone, a telephone, a time.
_VALUE = re.compile(r"[\d.,]+ ?(?:kr\.?|pct\.?|%)?$|.*(?:\d\d ?\d\d ?\d\d|\bkl\. ?\d|\d-\d)")
_CAPTION = 12  # words of a line over a table
_END = re.compile(r"[.!?]$")
_LABELLED = re.compile(r"([^:·\n]{2,40}): (\S[^·\n]*)")


def of_its_row(question: Question, ranking: Ranking) -> Ranking:
    """Return the ranking without the rows of tables that begin with something else than is asked.

    All where no row begins with what the question says, as 'Ribe: Kajen 3' or 'By: Ribe · Kajen'.
    """
    ranking = ranking.only(lambda item: not _is_head(item))
    parts = parts_asked(question.text)
    asked = set(question.terms) - {name for _, name in parts}
    rows = [item for item in ranking.candidates if is_row(item)]
    own = [parts & parts_in(_first(item)) for item in rows] if parts else [parts] * len(rows)
    if not any(keys(item) & asked or named for item, named in zip(rows, own, strict=True)):
        return ranking
    said = [len(_begins(item) & asked) + len(named) for item, named in zip(rows, own, strict=True)]
    meant = [item for item, many in zip(rows, said, strict=True) if many == max(said)]
    tables = {(item.document.id, item.section.start, item.section.heading) for item in meant}
    return ranking.only(lambda item: not _is_beside(item, meant, tables))


def is_row(candidate: Candidate) -> bool:
    """Return whether a candidate is a line of a table, or a labelled one."""
    return _is_line(candidate.text)


def keys(candidate: Candidate) -> frozenset[str]:
    """Return the stems of the names that a row begins with: one word, or all of several."""
    return frozenset(own[0] for name in _names(candidate) if len(own := stems(name)) == 1)


def head(candidate: Candidate) -> list[str]:
    """Return what the columns are called of the table that a row is in, none where it does not say;
    not of a row that says it in each of its cells."""
    own = cells(candidate.text)
    if len(own) < _COLUMNS or BETWEEN in candidate.text:
        return []
    page, section, block = candidate.document, candidate.section, candidate.block
    if (candidate.start, candidate.end) != (block.start, block.end):
        return []  # a sentence with bars between its links is no row
    above = [one for one in section.blocks if one.start <= candidate.start]
    rows = (cells(page.text[one.start : one.end]) for one in reversed(above[-_ROWS:]))
    run = list(takewhile(lambda row: len(row) > 1, rows))
    over = cells(section.heading)
    first = over if len(over) > 1 else run[-1]
    is_head = len(run) < _ROWS and len(first) == len(own) and all(first) and first != own
    return first if is_head and not any(_VALUE.match(one) for one in first[1:]) else []


def over(candidate: Candidate) -> str:
    """Return the line just over the table that a row is in, as 'Pris pr. døgn'; '' where none is,
    or a paragraph."""
    page, section = candidate.document, candidate.section
    if not is_row(candidate):
        return ""
    above = [one for one in section.blocks if one.start <= candidate.start][-_ROWS:]
    texts = (page.text[one.start : one.end] for one in reversed(above))
    first = next((text for text in texts if not _is_line(text)), "")
    return first if 0 < len(first.split()) <= _CAPTION and not _END.search(first) else ""


def _is_line(text: str) -> bool:
    return len(cells(text)) > 1 or _LABELLED.match(text) is not None


def _is_head(candidate: Candidate) -> bool:
    """Return whether a row says what the columns are called, and others follow it."""
    own = cells(candidate.text)
    is_under = len(cells(candidate.section.heading)) == len(own)
    if len(own) < _COLUMNS or BETWEEN in candidate.text or is_under:
        return False
    if any(_VALUE.match(one) for one in own):
        return False
    texts = (candidate.document.text[b.start : b.end] for b in candidate.section.blocks)
    rows = (text for text in texts if len(cells(text)) == len(own))
    return next(rows, "") == candidate.text and next(rows, None) is not None


def _begins(candidate: Candidate) -> frozenset[str]:
    return frozenset(stem for name in _names(candidate) for stem in stems(name))


def _first(candidate: Candidate) -> str:
    """Return what a row begins with, after what its first column is called."""
    return " ".join((*head(candidate)[:1], cells(candidate.text)[0]))


def _names(candidate: Candidate) -> tuple[str, ...]:
    first = cells(candidate.text)[0]
    found = _LABELLED.match(first)
    return found.groups() if found else (first,)


def _is_beside(item: Candidate, meant: list[Candidate], tables: set[tuple[str, int, str]]) -> bool:
    """Return whether a candidate is another row of the table that the row asked about is in."""
    place = (item.document.id, item.section.start, item.section.heading)
    return place in tables and is_row(item) and not any(item is one for one in meant)
