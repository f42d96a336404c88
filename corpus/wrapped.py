"""A plain text whose lines were broken at a margin: which of them are parts of a sentence."""

from collections.abc import Sequence
from itertools import pairwise

from corpus.labels import label_of
from corpus.line import Line, is_row
from corpus.parts import is_field

WRAP_COLUMNS = 60  # a line this long without a full stop goes on in the next one
_FEWEST = 3  # lines that go on with a small letter, in a text that was broken
_ENDS = (".", "!", "?", ":", "…")


def marked(lines: Sequence[Line]) -> list[Line]:
    """Return the lines, those `is_rest` that go on with the one above, and in a text that was
    broken at a margin those `is_broken` that run on so or go on.

    Where no margin is clear, a line of WRAP_COLUMNS runs on in what begins with a number or ends a
    sentence, else only the longest one has no room for another word; an item of a list is one line.
    """
    if not lines:
        return []
    margin = _margin(lines)
    longest = max(len(line.text) for line in lines)
    runs_on = [
        _runs_on(line, following, margin or (0 if _is_end(following) else longest))
        and (margin > 0 or line.marker is None)
        for line, following in pairwise(lines)
    ]
    return [
        _marked(line, above=above, here=here, is_clear=margin > 0) if above or here else line
        for line, above, here in zip(lines, [False, *runs_on], [*runs_on, False], strict=True)
    ]


def _is_end(line: Line) -> bool:
    """Return whether a line is no heading: it begins with a number, or ends a sentence."""
    return line.text[0].isdigit() or line.text.endswith(".")


def _marked(line: Line, *, above: bool, here: bool, is_clear: bool) -> Line:
    is_rest = above and not _is_other(line)
    return line._replace(is_broken=is_clear and (here or is_rest), is_rest=is_rest)


def _margin(lines: Sequence[Line]) -> int:
    """Return how long the lines are that were broken, but for the shortest of them; 0 of a text
    that has few."""
    broken = sorted(
        len(line.text)
        for line, following in pairwise(lines)
        if not line.blank_after and following.text[0].islower() and len(line.text) >= WRAP_COLUMNS
    )
    return broken[len(broken) // 4] if len(broken) >= _FEWEST else 0


def _runs_on(line: Line, following: Line, margin: int) -> bool:
    """Return whether a line was broken because the next word had no room."""
    word = following.text.split(maxsplit=1)[0]
    is_full = len(line.text) + 1 + len(word) > margin and len(line.text) >= WRAP_COLUMNS
    if not is_full:
        return False  # most lines of a text that is not broken
    is_whole = line.blank_after or line.heading or line.text.endswith(_ENDS) or is_row(line)
    return not is_whole and following.marker is None and not following.heading


def _is_other(line: Line) -> bool:
    """Return whether a line begins something else, whatever stands above it."""
    return is_field(line) or label_of(line.text) is not None
