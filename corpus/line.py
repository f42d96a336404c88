"""A line of a page: where it stands, what it begins with, and whether it may be a heading."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus.dates import DATE, MONTH
from corpus.labels import is_pointer
from corpus.text import cells

HEADING_WORDS = 12  # longest heading of the shipped pages has 8 words, of 14 test pages 9

BULLET = re.compile(r"[•·▪‣◦●*–—-]\s+(?=\S)")
# '9. maj' begins no item, nor does 'f. eks.'; 'a. Udgifter' and 'ii. Renter' do.
NUMBER = re.compile(
    rf"(?!{DATE}|\d{{1,2}}\.? {MONTH}(?![a-zæøå]))(?:\d{{1,2}}[.)]|[a-z]\)"
    r"|(?:(?!f\.\s+eks|o\.\s+lign)[a-z]|[ivx]{2,5})\.(?=\s+[^\W\d_]{3})|[ivx]{2,5}\))\s+(?=\S)"
)

_FEWEST_POINTS = 2
_NO_HEADING = (".", "!", ";", ",", "…", ":")
_WORD = re.compile(r"[^\W\d_]{3}")
_REACHED = re.compile(r"@|\d\d ?\d\d ?\d\d ?\d\d|https?:|:\s*\d[\d.,]*$")  # 'Bjergby: 12'

_DAY = (
    r"(?:(?:man|tirs|ons|tors|fre|lør|søn)(?:dag(?:e|en|ene)?\b|\.|(?=\s?[-–]))"
    r"|(?:hver|hellig)dag(?:e|ene)?\b|weekend(?:en|er)?\b|alle dage\b|daglig(?:t|en)?\b)"
)
_CLOCK = r"\d{1,2}(?:[.:]\d\d)?"
_HOURS = re.compile(
    rf"{_DAY}.{{0,40}}?(?:\s{{2,}}\S|\bkl\.? ?\d|{_CLOCK}\s?(?:[-–]|til)\s?\d|\d[.:]\d\d|\blukket\b"
    rf"|\båbent?\b|\befter aftale\b|\bdøgn\w*)"
    rf"|kl\.? ?\d|\d{{1,2}}[.:]\d\d\s?[-–]\s?\d|\d{{1,2}}:\d\d\b|0\d\.\d\d\b",
    re.IGNORECASE,
)


class Line(NamedTuple):  # a page has many, and a tuple is made in half the time
    """A line that is not empty, by its place in the text; `words` counts them.

    `heading` is whether it is one, None where the format of the file does not tell, and `level` how
    far in, from 1; 0 where that is not known. `is_broken` is whether it is only a part of a
    sentence, whose lines were broken at a margin, `is_rest` whether the line above ran on in it.
    """

    start: int
    end: int
    text: str
    blank_before: bool
    blank_after: bool
    words: int
    heading: bool | None
    level: int = 0
    is_broken: bool = False
    is_rest: bool = False

    @property
    def marker(self) -> re.Match[str] | None:
        """What a list begins its items with, None where the line is none."""
        return BULLET.match(self.text) or NUMBER.match(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence, or longer than a heading."""
        return self.words > HEADING_WORDS or self.text.endswith((".", "!", "…", ".”", '."'))


def is_hours(text: str) -> bool:
    """Return whether a line says when something is open or takes place, as a row of a table does:
    'Mandag      9-16', 'Lør.-søn. lukket', 'kl. 9.30 Velkomst'."""
    return _HOURS.match(text) is not None


def is_row(line: Line) -> bool:
    """Return whether a line is a row of a table."""
    return len(cells(line.text)) > 1


def unnumbered(text: str) -> str:
    """Return the text of a line without the numbers that lead what follows them."""
    # Most lines have none, and looking for a number that is no date is dear.
    match = NUMBER.match(text) if "." in text or ")" in text else None
    return text[match.end() :] if match else text


def has_heading_shape(line: Line, previous: Line | None) -> bool:
    """Return whether a line looks like a heading, where what is before it allows one."""
    if line.words > HEADING_WORDS or line.heading is False or line.is_broken:
        return False
    if line.text.endswith(_NO_HEADING) or is_hours(line.text):
        return False
    if not line.blank_before and (previous is None or not previous.is_prose):
        return False
    text = unnumbered(line.text)
    is_item = line.marker is not None and not (NUMBER.match(line.text) and line.blank_after)
    return (
        not is_item
        and not text[0].islower()
        and _WORD.search(text) is not None
        and not is_pointer(text)
        and not _REACHED.search(text)
    )


def numbered_heads(lines: Sequence[Line]) -> set[int]:
    """Return the lines that head a point of minutes: '2. Sommerturen' over its text.

    Two at least; the numbers of other papers are those of steps and lists.
    """
    found = [
        number for number in range(len(lines) - 1) if _heads_point(*lines[number : number + 2])
    ]
    return set(found) if len(found) >= _FEWEST_POINTS else set()


def _heads_point(line: Line, following: Line) -> bool:
    is_set_apart = line.blank_before and not line.blank_after
    if not is_set_apart or not NUMBER.match(line.text) or following.marker:
        return False
    plain = line._replace(text=NUMBER.sub("", line.text))
    return has_heading_shape(plain, None) and following.is_prose and following.text[0].isupper()
