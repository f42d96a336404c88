"""A table that was copied with a cell on each line: 'Dag', 'Åbent', 'Mandag', '9-14', …"""

import re
from collections.abc import Iterator, Sequence

from corpus.line import Line

_FEWEST_ROWS = 3
_CELL_WORDS = 5
# What such columns are called: anything else above the rows is of the page, and stays.
_HEAD = re.compile(r"(?:uge)?dage?|åbent|åbningstid\w*|telefontid\w*|tid\w*|klokken|lukket", re.I)
_VALUE = re.compile(
    r"\d|^(?:lukket|åbent?|gratis|ingen|ja|nej|døgnåbent|efter aftale)\b|[-–]$", re.I
)


def joined(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, with the name and the value of each row of such a table as one line; what
    the two columns are called is left out."""
    found: list[Line] = []
    for run in _runs(lines):
        found += _rows(run) or run
    return found


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the lines in runs without a blank line."""
    run: list[Line] = []
    for line in lines:
        if run and line.blank_before:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _rows(run: Sequence[Line]) -> list[Line]:
    """Return the rows of a run that is such a table of two columns, none where it is not."""
    if len(run) < 2 * _FEWEST_ROWS or len(run) % 2 or not all(map(_is_cell, run)):
        return []
    pairs = list(zip(run[::2], run[1::2], strict=True))
    has_head = all(_HEAD.fullmatch(line.text) for line in pairs[0])
    rows = pairs[1:] if has_head else pairs
    is_table = all(not _is_value(name) and _is_value(value) for name, value in rows)
    if not is_table or len(rows) < _FEWEST_ROWS:
        return []
    joined = [
        name._replace(
            end=value.end,
            text=f"{name.text} {value.text}",
            blank_after=value.blank_after,
            words=name.words + value.words,
            heading=False,
        )
        for name, value in rows
    ]
    return [joined[0]._replace(blank_before=run[0].blank_before), *joined[1:]]


def _is_cell(line: Line) -> bool:
    is_short = line.words <= _CELL_WORDS and not line.text.endswith((".", ":", "?"))
    return is_short and not line.heading and line.marker is None and ": " not in line.text


def _is_value(line: Line) -> bool:
    return _VALUE.search(line.text) is not None
