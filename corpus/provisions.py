"""The paragraphs of a law or of bylaws, which others refer to by number: '§ 8.', 'Stk. 2.'."""

import re
from collections.abc import Sequence

from corpus.line import Line, has_heading_shape

_NUMBER = r"§\s?(\d{1,3})(?:\s?([a-hj-z])\b|\s?(i)(?=\.))?(?![-–.,/]?\d|[-–/])"
_OPENS = re.compile(rf"{_NUMBER}\.?(?=\s|$)")
_PARAGRAPH = re.compile(rf"{_NUMBER}\.(?=\s+\S)")  # and its text on the same line
_PART = re.compile(r"Stk\.\s?(\d{1,2})\.(?=\s)")
_PART_WITHIN = re.compile(r"(?:(?<=[.:;!?]\s)|(?<![^\n])[ \t]*+|\A)Stk\.\s?(\d{1,2})\.(?=\s)")
_CHAPTER = re.compile(r"(?:Kapitel|Kap\.|Afsnit)\s+(?:\d{1,3}|[IVX]+)\b(?:\s?[a-z]\b)?\.?")
_FEWEST = 2
_CHAPTER_LEVEL, _NAME_LEVEL = 1, 2
_ENDS = (".", "!", "?", ":", ";")


def number_of(text: str) -> str:
    """Return the number of the paragraph that a text opens, as '12a'; '' where it opens none."""
    match = _OPENS.match(text)
    return "".join(filter(None, match.groups())) if match else ""


def opens_part(text: str) -> bool:
    """Return whether a line opens a numbered part of a paragraph: 'Stk. 2. …'."""
    return _PART.match(text) is not None


def paragraphs(content: Sequence[Line]) -> dict[int, str]:
    """Return the lines that open a paragraph with its text, each with the heading that refers to
    it: '§ 8'; none of a page that has fewer than two."""
    found: dict[int, str] = {}
    for number, line in enumerate(content):
        match = _PARAGRAPH.match(line.text)
        above = content[number - 1].text if number and not line.blank_before else "."
        if match and above.endswith(_ENDS):  # else the sentence above refers to it
            letter = match[2] or match[3]
            found[number] = f"§ {match[1]}{f' {letter}' if letter else ''}"
    return found if len(set(found.values())) >= _FEWEST else {}


def chapters(content: Sequence[Line], opened: dict[int, str]) -> dict[int, int]:
    """Return the lines that head a chapter of paragraphs, by number, each with its level: 'Kapitel
    2', and the name over the first of its paragraphs."""
    found = {}
    for number, line in enumerate(content[:-1]):
        if not opened or number in opened or line.heading is not None:
            continue
        is_named = number + 1 in opened and line.blank_after
        if _CHAPTER.match(line.text) and not line.is_prose and line.blank_before:
            found[number] = _CHAPTER_LEVEL
        elif is_named and has_heading_shape(line._replace(blank_before=True), None):
            found[number] = _NAME_LEVEL
    return found


def starts_of_parts(text: str, start: int, end: int) -> list[tuple[str, int]]:
    """Return the numbered parts that begin in `text[start:end]`, each with where."""
    return [(found[1], found.start()) for found in _PART_WITHIN.finditer(text, start, end)]
