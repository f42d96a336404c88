"""Which lines of a page head a section: by the format, a label, or what stands around them."""

import re
from collections.abc import Sequence

from corpus.fields import is_person
from corpus.labels import is_pointer, label_of
from corpus.line import HEADING_WORDS, Line, has_heading_shape, is_row, unnumbered
from corpus.parts import is_field
from corpus.text import sentences
from corpus.wrapped import WRAP_COLUMNS

LABEL_WORDS = 6
CONTACT_LINES = 6  # a name, a title, a unit and an address of two lines may stand over a number
REACHED = re.compile(r"@|\d\d ?\d\d ?\d\d ?\d\d(?!\d)")
"""A number or an address that somebody is reached by."""
ADDRESS = re.compile(r",\s*\d{4} [A-ZÆØÅ]")
"""A town with its code, after what stands before it in an address."""

_COLUMNS = re.compile(r"\S {3,}\S|\t|\|")  # of a table
_DIGIT = re.compile(r"\d")


def is_heading(line: Line, previous: Line | None, following: Line | None, in_field: bool) -> bool:
    """Tell a heading. `in_field`: under a label, where a short line is what the label announces."""
    text = line.text
    if line.heading:
        return True
    if line.is_broken or (is_row(line) and _DIGIT.search(text)):
        return False  # what the columns are called may head them
    if line.words <= HEADING_WORDS and not text.endswith((".", "!")) and label_of(text):
        return following is not None or text.endswith(":")
    if line.heading is False:
        return False
    if text.endswith(":"):
        leads_list = following is not None and following.marker is not None and line.words > 1
        return line.words <= LABEL_WORDS and not leads_list and not is_pointer(text)
    return (
        has_heading_shape(line, previous)
        and following is not None
        and (line.blank_before or not is_field(line))
        and (not in_field or text.endswith("?"))
        and (_is_paragraph_under(line, following) or _opens_section(line, following))
    )


def _is_paragraph_under(line: Line, following: Line) -> bool:
    """Tell the text under a heading from the rest of a paragraph whose lines were broken."""
    is_text = following.is_prose or _is_over_broken(line, following)
    return is_text and (line.blank_after or following.text[0].isupper())


def _is_over_broken(line: Line, following: Line) -> bool:
    """Tell a few words over the first line of a paragraph whose lines were broken."""
    is_short = line.blank_before and line.words <= LABEL_WORDS and len(line.text) < WRAP_COLUMNS
    is_broken = len(following.text) >= WRAP_COLUMNS and not following.blank_after
    return is_short and is_broken and not _COLUMNS.search(f"{line.text}\n{following.text}")


def _opens_section(line: Line, following: Line) -> bool:
    """Tell a heading from a short line: what follows is set apart and is no heading itself."""
    is_set_apart = line.blank_after or line.text.isupper()
    return (line.blank_before and following.marker is not None) or (
        is_set_apart
        and label_of(following.text) is None
        and (":" in following.text or not following.blank_after or following.text[0].islower())
    )


def contact_boxes(content: Sequence[Line]) -> set[int]:
    """Return the headings under one for contacts that each name another place or unit, and stand
    over how it is reached; of one alone the page's contact is."""
    found: set[int] = set()
    boxes: set[int] | None = None
    for number, line in enumerate(content):
        if not line.heading:
            continue
        if boxes is not None and heads_contact(content[number : number + CONTACT_LINES]):
            boxes |= set() if is_person(line.text) else {number}
            found |= boxes if len(boxes) > 1 else set()
        else:
            boxes = set() if label_of(unnumbered(line.text)) == "contact" else None
    return found


def heads_contact(written: Sequence[Line]) -> bool:
    """Tell a heading within the contacts of a page: a name or a title over how one is reached."""
    head, *under = written
    if not head.heading or label_of(unnumbered(head.text)):
        return False
    for line in under:
        if line.heading or line.is_prose:
            return False
        if REACHED.search(line.text):
            return True
    return False


def ends_contact(line: Line, following: Line | None) -> bool:
    """Return whether a line among the contacts of a page heads something else: it stands apart over
    text that begins with how nobody is reached, and is no name and no address."""
    if following is None or not line.blank_before or is_person(line.text):
        return False
    if ADDRESS.search(line.text):
        return False  # of another place, with its hours under it
    if not has_heading_shape(line, None) or not _is_paragraph_under(line, following):
        return False
    return not REACHED.search(following.text[slice(*sentences(following.text)[0])])
