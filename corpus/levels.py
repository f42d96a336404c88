"""Which headings stand over others: by the levels that a format tells, else by clear shapes."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.line import Line, has_heading_shape

LOWEST = 9  # of a heading whose level is not known: it stands in the others, and over none
_FEWEST_CHAPTERS = 3  # in capitals; a box of facts or two may have its name in them too
_FEWEST_DIVIDED = 2
_MOST_BEFORE = 1  # other headings above the first chapter
_CHAPTER = re.compile(r"(\d{1,2})(?:\.(\d{1,2}))?[.)]?\s+(?=[A-ZÆØÅ])")


def unchaptered(text: str) -> str:
    """Return the text of a chapter's heading without its number."""
    match = _CHAPTER.match(text)
    return text[match.end() :] if match else text


def chapters(content: Sequence[Line]) -> dict[int, int]:
    """Return the lines that head a chapter, or with a number of its own a part of one, by number,
    each with its level; none where the format tells the headings, or where it is not clear.

    Clear are three in capitals or more, and numbers that count on over ones such as '4.1'.
    """
    if any(line.heading is not None for line in content):
        return {}
    heads = dict(_heads(content))
    capitals = {number for number, (text, _, _) in heads.items() if _is_capital(text)}
    counted = _counted(heads)
    found = dict.fromkeys(capitals, 1) if len(capitals) >= _FEWEST_CHAPTERS else {}
    return found | counted


def _heads(content: Sequence[Line]) -> Iterator[tuple[int, tuple[str, int, int]]]:
    """Yield the lines that may head a chapter: the text, and its two numbers, 0 for none."""
    for number, line in enumerate(content):
        match = _CHAPTER.match(line.text)
        text = line.text[match.end() :] if match else line.text
        is_meant = line.blank_before and (match is not None or _is_capital(text))
        if is_meant and has_heading_shape(line._replace(text=text), None):
            yield number, (text, int(match[1]) if match else 0, int((match and match[2]) or 0))


def _is_capital(text: str) -> bool:
    """Return whether a text is in capitals, but for what stands in brackets after it."""
    return text.split(" (")[0].isupper()


def _counted(heads: dict[int, tuple[str, int, int]]) -> dict[int, int]:
    """Return the levels of the lines that count on: '4', '4.1', '4.2', '5'."""
    found: dict[int, int] = {}
    chapter = part = 0
    is_divided = False
    for number, (_, first, second) in heads.items():
        if first and not second and first == chapter + 1:
            chapter, part = first, 0
            found[number] = 1
        elif first == chapter and second == part + 1:
            part, is_divided = second, True
            found[number] = 2
    return found if is_divided else {}


def outer(headings: Sequence[tuple[str, int]]) -> list[str]:
    """Return for each heading, given with its level, those that it stands in, outermost first, a
    line each.

    The only heading of the first level is the page's own, and over none.
    """
    tops = sum(level == 1 for _, level in headings)
    over: list[tuple[str, int]] = []
    found = []
    for heading, level in headings:
        while over and over[-1][1] >= level:
            over.pop()
        found.append("\n".join(name for name, _ in over))
        if heading and level < LOWEST and (level > 1 or tops > 1):
            over.append((heading, level))
    return found


def is_clear(headings: Sequence[tuple[str, int]]) -> bool:
    """Return whether the headings of a plain text stand in chapters: two of them have some, and no
    more than one stands above the first, or the chapters are numbered as their parts are."""
    levels = [level for heading, level in headings if heading]
    if 2 in levels:
        return True
    first = levels.index(1) if 1 in levels else len(levels)
    divided = sum(one == 1 and other != 1 for one, other in pairwise(levels))
    return first <= _MOST_BEFORE and divided >= _FEWEST_DIVIDED
