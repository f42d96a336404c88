"""The numbers of Word's lists and headings, which the text itself does not hold."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from string import ascii_lowercase
from typing import Any

LEVELS = 9
BULLET = "•"
LABEL = "label"
"""The attribute in which a paragraph gets what Word writes before it."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_PLACE = re.compile(r"%([1-9])")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 3_999  # that is written in Roman numerals


Place = tuple[str, int | None]
"""The number of a list, '' for none, and a level of it where one is told."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of a level are numbered; `restart` is the level (from 1) whose items make it
    begin again, 0 for none and None for any above it; `style` is the one of its paragraphs."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    is_legal: bool = False
    style: str = ""
    restart: int | None = None


@dataclass(frozen=True, slots=True)
class List:
    """A list of Word: what counts its items, which may be another list's too, and its levels.

    `begins` is what a level begins at where the list begins to count anew.
    """

    counter: str
    levels: Mapping[int, Level]
    begins: Mapping[int, int] = field(default_factory=dict)


def lists(root: Any) -> dict[str, List]:
    """Return the lists of `word/numbering.xml` by their number."""
    written = {one.get(f"{_W}abstractNumId", ""): one for one in root.iterfind(f"{_W}abstractNum")}
    named = {
        link.get(f"{_W}val"): number
        for number, one in written.items()
        if (link := one.find(f"{_W}styleLink")) is not None
    }
    found: dict[str, List] = {}
    for one in root.iterfind(f"{_W}num"):
        counter = _value(one.find(f"{_W}abstractNumId"))
        abstract = written.get(counter)
        if abstract is None:
            continue
        link = abstract.find(f"{_W}numStyleLink")
        counter = named.get(_value(link), counter)
        levels = dict(_levels(written[counter]))
        begins: dict[int, int] = {}
        for override in one.iterfind(f"{_W}lvlOverride"):
            levels |= dict(_levels(override))
            begun = override.find(f"{_W}startOverride")
            if begun is not None:
                begins[_number(override.get(f"{_W}ilvl"), 0)] = _number(_value(begun), 1)
        found[one.get(f"{_W}numId", "")] = List(counter, levels, begins)
    return found


def _levels(parent: Any) -> Iterator[tuple[int, Level]]:
    for level in parent.iterfind(f"{_W}lvl"):
        restart = level.find(f"{_W}lvlRestart")
        legal = level.find(f"{_W}isLgl")
        yield (
            _number(level.get(f"{_W}ilvl"), 0),
            Level(
                start=_number(_value(level.find(f"{_W}start")), 0),
                form=_value(level.find(f"{_W}numFmt")) or "decimal",
                text=_value(level.find(f"{_W}lvlText")),
                style=_value(level.find(f"{_W}pStyle")),
                is_legal=legal is not None and legal.get(f"{_W}val", "1") not in ("0", "false"),
                restart=None if restart is None else _number(_value(restart), 0),
            ),
        )


def mark(body: Any, known: Mapping[str, List], styled: Mapping[str, Place]) -> None:
    """Give every paragraph of a known list what Word writes before it, in the order of the text.

    `styled` is the place in a list that each style gives its paragraphs.
    """
    count = Count(known)
    for paragraph in body.iter(f"{_W}p"):
        properties = paragraph.find(f"{_W}pPr")
        if properties is None or _is_gone(paragraph, properties):
            continue
        style = _value(properties.find(f"{_W}pStyle"))
        number, level = styled.get(style, ("", None))
        numbering = properties.find(f"{_W}numPr")
        if numbering is not None:
            number = _value(numbering.find(f"{_W}numId")) or number
            level = _number(_value(numbering.find(f"{_W}ilvl")), 0 if level is None else level)
        if number not in known:
            continue
        levels = known[number].levels
        of_style = (place for place, one in levels.items() if one.style == style and style)
        level = next(of_style, 0) if level is None else level
        if (label := count.next(number, level)) is not None:
            paragraph.set(LABEL, label)


def _is_gone(paragraph: Any, properties: Any) -> bool:
    """Return whether a paragraph was deleted or moved away, or stands twice in the file."""
    marks = properties.find(f"{_W}rPr")
    is_deleted = marks is not None and any(
        marks.find(f"{_W}{name}") is not None for name in ("del", "moveFrom")
    )
    return is_deleted or next(paragraph.iterancestors(_FALLBACK), None) is not None


class Count:
    """How far the lists of a document have counted."""

    def __init__(self, known: Mapping[str, List]) -> None:
        self._known = known
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, number: str, level: int) -> str | None:
        """Return what Word writes before the next item of a list, '' for nothing, `BULLET` for a
        mark; None of a list that it does not know."""
        told = self._known.get(number)
        if told is None or level not in told.levels or level >= LEVELS:
            return None
        counts = self._counts.setdefault(told.counter, [None] * LEVELS)
        begins = told.levels[level].start
        if level in told.begins and (number, level) not in self._begun:
            counts[level], begins = None, told.begins[level]
        self._begun.add((number, level))
        before = counts[level]
        counts[level] = begins if before is None else before + 1
        for deeper in range(level + 1, LEVELS):
            restart = told.levels.get(deeper, Level()).restart
            if restart is None or level < restart:
                counts[deeper] = None
        return _written(told, level, counts)


def _written(told: List, level: int, counts: list[int | None]) -> str:
    own = told.levels[level]
    if own.form == "bullet":
        return BULLET

    def number(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        of = told.levels.get(place, Level())
        of = replace(of, form="decimal") if own.is_legal else of
        count = counts[place]
        return _formed(of.start if count is None else count, of.form)

    return _PLACE.sub(number, own.text).strip()


def _formed(count: int, form: str) -> str:
    """Return a number as Word writes it in a format: '3', '03', 'c', 'iii'."""
    if form in ("lowerLetter", "upperLetter"):
        letters = len(ascii_lowercase)
        written = ascii_lowercase[(count - 1) % letters] * ((count - 1) // letters + 1)
    elif form in ("lowerRoman", "upperRoman"):
        written = _roman(count)
    elif form in ("none", "bullet"):
        written = ""
    else:
        ordinal = "." if form == "ordinal" else ""
        written = f"0{count}" if form == "decimalZero" and count < 10 else f"{count}{ordinal}"
    return written.upper() if form.startswith("upper") else written


def _roman(count: int) -> str:
    if not 0 < count <= _MOST:
        return str(count)
    written = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        written += sign * times
    return written


def _value(element: Any) -> str:
    return "" if element is None else element.get(f"{_W}val", "")


def _number(written: str | None, otherwise: int) -> int:
    is_one = written is not None and written.isdecimal() and len(written) < 6
    return int(written) if is_one and written else otherwise
