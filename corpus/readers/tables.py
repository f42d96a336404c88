"""Tables -> pieces: a label with its value, or a row with the names of its columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.labels import is_fact, label_of
from corpus.readers.pieces import Piece
from corpus.text import BETWEEN

_COLUMNS = 2  # of labels and values; a wider table names its columns
_NAME_WORDS = 3  # of a column: 'Timer om ugen'
_NUMBER = re.compile(r"\d")
# What a row says where others have numbers, or a person's name, names no column.
_VALUE = re.compile(
    r"^(?:ingen|gratis|lukket|åbent?|ukendt|ja|nej|ikke|[-–])(?!\w)"
    r"|[A-ZÆØÅ][a-zæøå]+ [A-ZÆØÅ][a-zæøå]+"
)

Cell = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, a column each; `is_head` where they name the columns.

    A cell over several columns stands in each of them, the very same one.
    """

    cells: tuple[Cell, ...]
    is_head: bool = False


def rows(table: Sequence[Row]) -> Iterator[Piece]:
    """Yield the pieces that a table says, row by row."""
    filled = [row for row in table if any(map(_line, row.cells))]
    width = max((len(row.cells) for row in filled), default=0)
    names: list[str] = []
    filled = _headed(filled, width)
    is_labelled = width == _COLUMNS and _has_labels(filled)
    for row in filled:
        if is_labelled and row.is_head and not _is_label(row.cells[0]):
            continue  # 'Felt' and 'Indhold' over labels and values
        if is_labelled or (width == 2 and not names and not row.is_head):
            yield from _labelled(row)
        elif row.is_head and not names and len(row.cells) == width:
            names = [_line(cell).rstrip(":") for cell in row.cells]
        else:
            yield Piece("text", _named(names, row))
    if names and len(filled) == 1:
        yield Piece("text", BETWEEN.join(name for name in names if name))


def _has_labels(rows: Sequence[Row]) -> bool:
    """Return whether rows say what a page is: one is called 'Målgruppe' or the like, and where a
    head names the columns half of those under it are; else 'Budget' may be what is counted."""
    under = [row.cells[0] for row in rows if row.cells and not row.is_head]
    known = sum(_is_label(cell) or is_fact(_line(cell)) for cell in under)
    is_few = len(under) < len(rows) and 2 * known < len(under)
    return any(row.cells and _is_label(row.cells[0]) for row in rows) and not is_few


def _headed(rows: Sequence[Row], width: int) -> list[Row]:
    """Return the rows with the first one as their head, where no row is marked as one and it alone
    has no number: in any column where the others all have one, or, of short words, at all."""
    first, *others = rows or [Row(())]
    is_marked = any(row.is_head for row in rows) or width <= _COLUMNS or not others
    if is_marked or any(len(row.cells) != width for row in rows):
        return list(rows)
    told = [_line(cell) for cell in first.cells]
    is_named = all(told) and len(set(told)) == len(told) and not any(map(_VALUE.search, told))
    if not is_named or any(map(_NUMBER.search, told[1:])):
        return list(rows)
    numbers = [all(_NUMBER.search(_line(row.cells[n])) for row in others) for n in range(1, width)]
    is_short = len(others) > 1 and all(len(cell.split()) <= _NAME_WORDS for cell in told)
    is_head = all(numbers) or (is_short and any(numbers) and not _NUMBER.search(told[0]))
    return [replace(first, is_head=True), *others] if is_head else list(rows)


def _labelled(row: Row) -> Iterator[Piece]:
    label, value = (*row.cells, ())[:2]
    if label is value:
        yield from label
        return
    named = _line(label).rstrip(":")
    is_headed = any(piece.kind == "heading" for piece in label)
    if is_headed or len(label) > 1 or any("\n" in piece.text for piece in label):
        yield from (*label, *value)  # two cards beside each other
        return
    is_simple = len(value) == 1 and "\n" not in value[0].text and value[0].kind == "text"
    if not named or not value:
        yield from (*label, *value)
    elif is_simple or not label_of(named):
        yield Piece("text", f"{named}: {_line(value)}")
    else:
        yield Piece("heading", f"{named}:")
        yield from value


def _named(names: Sequence[str], row: Row) -> str:
    told = []
    for first, last in _apart(row.cells):
        over = ", ".join(dict.fromkeys(filter(None, names[first:last])))
        is_all = last - first == len(row.cells)
        if value := _line(row.cells[first]):
            told.append(f"{over}: {value}" if over and not is_all else value)
    return BETWEEN.join(told)


def _apart(cells: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Yield the first column of each cell, and the first after its last."""
    first = 0
    for column in range(1, len(cells) + 1):
        if column == len(cells) or cells[column] is not cells[first]:
            yield first, column
            first = column


def _is_label(cell: Cell) -> bool:
    return label_of(_line(cell)) is not None


def _line(cell: Cell) -> str:
    return ", ".join(line for piece in cell for line in piece.text.split("\n"))
