"""A line of a page: where it stands, what it begins with, and whether it may be a heading."""

import re
from typing import NamedTuple

from corpus.dates import DATE
from corpus.labels import is_pointer

HEADING_WORDS = 12  # longest heading of the shipped pages has 8 words, of 14 test pages 9

BULLET = re.compile(r"[•·▪‣◦●*–—-]\s+(?=\S)")
NUMBER = re.compile(rf"(?!{DATE})(?:\d{{1,2}}[.)]|[a-z]\))\s+(?=\S)")


class Line(NamedTuple):  # a page has many, and a tuple is made in half the time
    """A line that is not empty, by its place in the text; `words` counts them.

    `heading` is whether it is one, None where the format of the file does not tell.
    """

    start: int
    end: int
    text: str
    blank_before: bool
    blank_after: bool
    words: int
    heading: bool | None

    @property
    def marker(self) -> re.Match[str] | None:
        """What a list begins its items with, None where the line is none."""
        return BULLET.match(self.text) or NUMBER.match(self.text)

    @property
    def is_prose(self) -> bool:
        """Whether it is a sentence, or longer than a heading."""
        return self.words > HEADING_WORDS or self.text.endswith((".", "!", "…", ".”", '."'))


def has_heading_shape(line: Line, previous: Line | None) -> bool:
    """Return whether a line looks like a heading, where what is before it allows one."""
    if line.words > HEADING_WORDS or line.heading is False:
        return False
    text = NUMBER.sub("", line.text)
    begins = line.blank_before or (previous is not None and previous.is_prose)
    is_item = line.marker is not None and not (NUMBER.match(line.text) and line.blank_after)
    return (
        begins
        and not is_item
        and not text.endswith((".", "!", ";", ",", "…", ":"))
        and not text[0].islower()
        and re.search(r"[^\W\d_]{3}", text) is not None
        and not is_pointer(text)
        and not re.search(r"@|\d\d ?\d\d ?\d\d ?\d\d|https?:|:\s*\d[\d.,]*$", text)  # 'Bjergby: 12'
    )
