"""A PDF -> the lines on its pages, with where and how they are printed."""

import ctypes
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from corpus.errors import ReadError
from corpus.labels import label_of
from corpus.readers.pieces import clean

MOST_PAGES = 5_000

_PASSWORD = 4  # FPDF_ERR_PASSWORD
_LOCKED = "PDF-filen er beskyttet med adgangskode. Gem den uden, og prøv igen."
_DAMAGED = "PDF-filen er beskadiget. Åbn den, og gem den igen som PDF."
_TOO_MANY = "PDF-filen har over 5.000 sider. Del den i mindre filer."
SCAN = "PDF-filen er en scanning uden tekst. Kør tekstgenkendelse (OCR) på den, og gem den igen."
_EMPTY = "Der er ingen tekst i PDF-filen."
_LINE_END = re.compile("[\r\n]+|(?<=[\x02\ufffe])")
_SIGN = re.compile(
    r"^[\uf0b7\uf0a7\uf0d8\uf076\uf02d\uf06e\u25aa\u25cf\u2751]\s*"
)  # of symbol fonts
_HYPHEN = re.compile("[\x02\ufffe]")  # how pdfium writes a hyphen at the end of a line
_WORD = re.compile(r"\S+")
_LABEL_WORDS = 3
_NOTED = re.compile(r"(?<=[^\W\d_]{2}|\w[.,;:)])(?<!\b[kcdm]m)\d{1,2}(?![\d\w])")
SMALL = 0.85  # of a line's size, which a raised number has at most
A_SPACE = 0.6  # of the size of a line, which a space in it has at most
NO_SPACE = 0.1


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it is printed: where, in points from the page's lower left, and how large."""

    text: str
    page: int
    left: float
    right: float
    top: float
    size: float
    is_bold: bool
    height: float  # of the page


def lines(raw: bytes) -> list[Line]:
    """Return the lines of all pages; ReadError when it is locked or damaged, or holds no text."""
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise ReadError(_LOCKED if error.err_code == _PASSWORD else _DAMAGED) from error
    try:
        if len(document) > MOST_PAGES:
            raise ReadError(_TOO_MANY)
        found = [line for number in range(len(document)) for line in _page(document, number)]
        if not found:
            raise ReadError(SCAN if _has_images(document) else _EMPTY)
        return found
    finally:
        document.close()


def has_images(raw: bytes) -> bool:
    """Return whether the first pages of a PDF that can be opened have pictures."""
    document = pypdfium2.PdfDocument(raw)
    try:
        return _has_images(document)
    finally:
        document.close()


def _page(document: Any, number: int) -> list[Line]:
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise ReadError(_DAMAGED) from error
    height = page.get_height()
    text = _characters(text_page)
    found = [
        _line(text_page, text[start:end], start, (number, height)) for start, end in _spans(text)
    ]
    text_page.close()
    page.close()
    return list(_whole(line for line in found if line.text))


def _whole(found: Iterable[Line]) -> Iterator[Line]:
    """Yield the lines, those made one that a raised note number broke in two."""
    before: Line | None = None
    for line in found:
        if before is not None and _is_same(before, line):
            gap = " " if line.left - before.right > before.size * NO_SPACE else ""
            text = f"{before.text}{gap}{line.text}"
            before = replace(before, text=text, right=line.right)
            continue
        if before is not None:
            yield before
        before = line
    if before is not None:
        yield before


def _is_same(before: Line, line: Line) -> bool:
    return (
        abs(before.top - line.top) < 1
        and abs(before.size - line.size) < 1
        and -1 < line.left - before.right < before.size * A_SPACE
    )


def _characters(page: Any) -> str:
    """Return the text of a page, one character for each of its glyphs."""
    count = page.count_chars()
    text: str = page.get_text_range() if count > 0 else ""
    if len(text) == count:
        return text
    return "".join(chr(pdfium.FPDFText_GetUnicode(page, place)) for place in range(count))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of each line without the spaces at its ends; blank ones are left out."""
    position = 0
    for match in [*_LINE_END.finditer(text), None]:
        end = match.start() if match else len(text)
        line = text[position:end]
        if line.strip():
            start = position + len(line) - len(line.lstrip())
            yield start, start + len(line.strip())
        position = match.end() if match else end


def _line(page: Any, text: str, start: int, where: tuple[int, float]) -> Line:
    first, last = start, start + len(text) - 1
    left, _, _, top = _box(page, first)
    right = _box(page, last)[2]
    middle = start + len(text) // 2
    while text[middle - start].isspace():
        middle -= 1
    sizes = sorted(box[3] - box[1] for box in (_box(page, at) for at in (first, middle, last)))
    is_bold = _is_bold(page, middle) and _is_bold(page, last)
    told = _labelled(page, text, start, sizes[1])
    number, height = where
    if told == text:  # else its places are others
        told = _without_notes(page, text, start, sizes[1])
    return Line(_text(told), number, left, right, top, sizes[1], is_bold, height)


def _without_notes(page: Any, text: str, start: int, size: float) -> str:
    """Return the text without the raised small numbers after its words, which lead to notes."""
    for match in reversed(list(_NOTED.finditer(text))):
        _, bottom, _, top = _box(page, start + match.start())
        under = _box(page, start + match.start() - 1)[1]
        if top - bottom < size * SMALL and bottom > under:
            text = text[: match.start()] + text[match.end() :]
    return text


def _text(written: str) -> str:
    whole = written.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean(_SIGN.sub("• ", _HYPHEN.sub("\u00ad", whole).replace("\u00ad", "-")))


def _labelled(page: Any, text: str, start: int, size: float) -> str:
    """Return the text with a colon after a label that only a gap parts from what it says."""
    words = list(_WORD.finditer(text))
    for word, following in pairwise(words[: _LABEL_WORDS + 1]):
        label = text[: word.end()]
        if not label.endswith(":") and label_of(label):
            gap = _box(page, start + following.start())[0] - _box(page, start + word.end() - 1)[2]
            if gap > size:
                return f"{label}: {text[following.start() :]}"
    return text


def _box(page: Any, place: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right and top of a glyph, as high as its font."""
    box = pdfium.FS_RECTF()
    if not pdfium.FPDFText_GetLooseCharBox(page, place, ctypes.byref(box)):
        return 0.0, 0.0, 0.0, 0.0
    return box.left, box.bottom, box.right, box.top


def _is_bold(page: Any, place: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(page, place, name, 128, ctypes.byref(flags))
    written = name.value.lower()
    return any(sign in written for sign in (b"bold", b"black", b"heavy"))


def _has_images(document: Any) -> bool:
    for number in range(min(len(document), 10)):
        for _ in document[number].get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            return True
    return False
