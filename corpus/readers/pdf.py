"""A PDF: its paragraphs put together from lines, page by page."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.errors import ReadError
from corpus.labels import label_of
from corpus.readers.glyphs import SCAN, Line, has_images, lines
from corpus.readers.hyphens import is_broken, joined
from corpus.readers.pieces import TITLE_WORDS, Piece, compose
from corpus.readers.types import Read

LARGER = 1.12  # a heading's size to the text's: 12 points over 10.5, the least that styles use
TITLE_LARGER = 1.3
EDGE = 0.12  # of a page's height, in which heads and feet stand
MORE_APART = 1.3  # the way from line to line between paragraphs, to that within one
COLUMN = 20  # points: lines that begin within this belong to one column

_MARKER = re.compile(r"(?:[•·▪‣◦●–—*-]|o(?= [A-ZÆØÅ])|\d{1,2}[.)]|[a-z]\))\s+(?=\S)")
_BULLET = re.compile(r"[•·▪‣◦●*]\s+|o\s+(?=[A-ZÆØÅ])")
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(r"(?:side|s\.|page)\s*\d{1,4}(?:\s*(?:af|/|of)\s*\d{1,4})?", re.IGNORECASE)
_LEADERS = re.compile(r"(?:\.\s?|…\s?|_){5,}\s*\d{1,4}$")  # of a table of contents
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff]")
_NO_LETTERS = (
    "Teksten i PDF-filen kan ikke læses, fordi dens skrifttyper mangler tegn. "
    "Kør tekstgenkendelse (OCR) på den, og gem den igen."
)


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """Lines that belong together, and what they are."""

    lines: tuple[Line, ...]
    is_heading: bool


def read(raw: bytes, name: str) -> Read:
    """Return the text of a PDF with where its pages begin; ReadError when it holds none."""
    printed = lines(raw)
    if sum(len(_UNREADABLE.findall(line.text)) for line in printed) * 3 > _length(printed):
        raise ReadError(_NO_LETTERS)
    kept = [line for line in _without_edges(printed) if not _LEADERS.search(line.text)]
    if not kept and has_images(raw):
        raise ReadError(SCAN)  # all there is are page numbers, or a scanner's stamp
    kept = kept or printed
    paragraphs = list(_paragraphs(kept))
    told = [_piece(paragraph) for paragraph in paragraphs]
    title = _title(paragraphs, told)
    found = compose([piece for piece, _ in told], title)
    return replace(found, pages=_pages(found.text, paragraphs, told, printed[-1].page + 1))


def _length(printed: Sequence[Line]) -> int:
    return sum(len(line.text) for line in printed)


def _without_edges(printed: Sequence[Line]) -> list[Line]:
    """Return the lines without the heads and feet that the pages have in common."""
    pages = len({line.page for line in printed})
    seen: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in printed:
        if _is_at_edge(line):
            seen[_key(line)].add(line.page)
    return [
        line
        for line in printed
        if not _is_at_edge(line)
        or not (
            (len(seen[_key(line)]) > 1 and len(seen[_key(line)]) * 5 >= pages * 2)
            or _PAGE.fullmatch(line.text)
            or line.text == str(line.page + 1)
        )
    ]


def _is_at_edge(line: Line) -> bool:
    return not line.height * EDGE < line.top < line.height * (1 - EDGE)


def _key(line: Line) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.size)


def _paragraphs(kept: Sequence[Line]) -> Iterator[_Paragraph]:
    body, is_body_bold = _body(kept)
    margins, pitch = _margins(kept), _pitch(kept)
    gathered: list[Line] = []
    was_heading = False
    for line in kept:
        is_heading = line.size >= body * LARGER or (line.is_bold and not is_body_bold)
        if gathered:
            before = gathered[-1]
            goes_on = was_heading == is_heading and (
                _is_one_heading(before, line)
                if is_heading
                else _is_wrapped(before, line, margins) and _is_near(before, line, pitch)
            )
            if not goes_on:
                yield _Paragraph(tuple(gathered), was_heading)
                gathered = []
        gathered.append(line)
        was_heading = is_heading
    if gathered:
        yield _Paragraph(tuple(gathered), was_heading)


def _body(kept: Sequence[Line]) -> tuple[float, bool]:
    """Return the size that most of the text has, and whether most of it is in bold."""
    sizes: Counter[float] = Counter()
    for line in kept:
        sizes[round(line.size, 1)] += len(line.text)
    bold = sum(len(line.text) for line in kept if line.is_bold)
    return sizes.most_common(1)[0][0], bold * 2 > _length(kept)


def _margins(kept: Sequence[Line]) -> dict[int, float]:
    """Return how far to the right the lines reach that begin at each place."""
    reach: dict[int, float] = defaultdict(float)
    for line in kept:
        column = int(line.left // COLUMN)
        reach[column] = max(reach[column], line.right)
    return {
        column: max(reach[near] for near in range(column - 3, column + 1) if near in reach)
        for column in reach
    }


def _pitch(kept: Sequence[Line]) -> float:
    """Return the most usual way down from one line to the next."""
    ways = Counter(
        round(before.top - line.top)
        for before, line in pairwise(kept)
        if before.page == line.page and 0 < before.top - line.top < before.size * 2
    )
    if not ways:
        return 0.0
    most = max(ways.values())
    return float(min(way for way, times in ways.items() if times * 2 >= most))


def _is_one_heading(before: Line, line: Line) -> bool:
    return (
        before.page == line.page
        and abs(before.size - line.size) < 0.5
        and before.is_bold == line.is_bold
        and 0 < before.top - line.top < before.size * 1.6
        and not before.text.endswith((".", ":", "?"))
        and label_of(before.text) is None
    )


def _is_wrapped(before: Line, line: Line, margins: dict[int, float]) -> bool:
    """Tell a line that broke off because the next word had no room."""
    if _MARKER.match(line.text) and not is_broken(before.text):
        return False
    if label_of(before.text) or (before.text.endswith(":") and line.text[:1].isupper()):
        return False
    if is_broken(before.text) and line.text[:1].islower():
        return True
    word = line.text.split(" ", 1)[0]
    width = (line.right - line.left) / max(len(line.text), 1) * (len(word) + 1)
    return before.right + width >= margins[int(before.left // COLUMN)] - 1


def _is_near(before: Line, line: Line, pitch: float) -> bool:
    if before.page != line.page or line.top > before.top:  # on the next page or column
        return line.text[:1].islower() and not before.text.endswith((".", "!", "?", ":"))
    return before.top - line.top <= max(pitch, before.size) * MORE_APART


def _piece(paragraph: _Paragraph) -> tuple[Piece, tuple[int, ...]]:
    """Return the paragraph as a piece, and where in it each of its lines begins."""
    text, places = "", []
    for line in paragraph.lines:
        if text:
            text = joined(text, line.text.split(" ", 1)[0])
        places.append(len(text))
        text += line.text
    if (
        paragraph.is_heading
        and not text.endswith((".", ",", ";"))
        and len(text.split()) <= TITLE_WORDS
    ):
        return Piece("heading", text), tuple(places)
    if _MARKER.match(text):
        return Piece("item", _BULLET.sub("• ", text, count=1)), tuple(places)
    return Piece("text", text), tuple(places)


def _title(paragraphs: Sequence[_Paragraph], told: Sequence[tuple[Piece, tuple[int, ...]]]) -> str:
    """Return the largest heading of the first page where it stands out, else nothing."""
    heads = [
        (paragraph.lines[0].size, piece.text)
        for paragraph, (piece, _) in zip(paragraphs, told, strict=True)
        if piece.kind == "heading" and paragraph.lines[0].page == paragraphs[0].lines[0].page
    ]
    size, text = max(heads, key=lambda head: head[0], default=(0.0, ""))
    body, _ = _body([line for paragraph in paragraphs for line in paragraph.lines])
    return text if size >= body * TITLE_LARGER else ""


def _pages(
    text: str,
    paragraphs: Sequence[_Paragraph],
    told: Sequence[tuple[Piece, tuple[int, ...]]],
    count: int,
) -> tuple[int, ...]:
    """Return where each page begins in the text; one with nothing on it, where the next does."""
    begins: dict[int, int] = {}
    position = 0
    for paragraph, (piece, places) in zip(paragraphs, told, strict=True):
        position = text.index(piece.text, position)
        for line, place in zip(paragraph.lines, places, strict=True):
            begins.setdefault(line.page, position + place)
        position += len(piece.text)
    begins[0] = 0
    following = len(text)
    found = []
    for page in reversed(range(count)):
        following = min(begins.get(page, following), following)
        found.append(following)
    return tuple(reversed(found))
