"""A Word document: paragraphs, lists and tables in the order in which they stand."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from corpus.errors import ReadError
from corpus.labels import is_kind
from corpus.readers.numbering import BULLET, LABEL, Place, lists, mark
from corpus.readers.pieces import NOTES, TITLE_WORDS, Piece, clean, compose
from corpus.readers.tables import Cell, Row, rows
from corpus.readers.types import Read

LARGEST_PART = 64 * 1024 * 1024  # bytes of a part unpacked; 1,000 pages of text are 15 MB

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_HEADING = re.compile(r"(?:heading|overskrift)\s*([1-9])", re.IGNORECASE)
_LIST = re.compile(r"list(?! paragraph| continue)|opstilling(?! - fort)|punkt", re.IGNORECASE)
_CONTENTS = re.compile(r"toc\s?(?:[1-9]|heading)|indholdsfortegnelse", re.IGNORECASE)
_BODY_LEVEL = 9  # the outline level that Word gives to text
_LARGE = 28  # half points: 14 points, where text is of 10 to 12
_BEGINNING = 12  # paragraphs; a memo has to whom, from whom and when above its title
_WIDEST = 100  # columns that one cell reaches over
_DAMAGED = "Word-dokumentet er beskadiget. Åbn det i Word, og gem det igen."
_WRONG = "Filen hedder .docx, men er ikke et Word-dokument. Gem den igen fra Word."
_TOO_LARGE = "Word-dokumentet fylder for meget, når det pakkes ud. Del det i mindre filer."
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_REMOVED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK})
_WRAPS = frozenset({f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins"})
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style of paragraphs says: a heading and how far in (0: none), the title, an item of a
    list and the place in one, a line of the table of contents, all in bold."""

    level: int = 0
    is_title: bool = False
    is_item: bool = False
    place: Place = ("", None)
    is_contents: bool = False
    is_bold: bool = False


def read(raw: bytes, name: str) -> Read:
    """Return the text of a Word document; ReadError when it is damaged, none, or empty."""
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            names = set(archive.namelist())
            if "word/document.xml" not in names:
                raise ReadError(_WRONG)
            document = _part(archive, "word/document.xml")
            has_styles = "word/styles.xml" in names
            styles = _styles(_part(archive, "word/styles.xml")) if has_styles else {}
            numbered = "word/numbering.xml" in names
            known = lists(_part(archive, "word/numbering.xml")) if numbered else {}
            core = _part(archive, "docProps/core.xml") if "docProps/core.xml" in names else None
            noted = [_part(archive, name) for name in _NOTES if name in names]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise ReadError(_DAMAGED) from error
    except (ValueError, RuntimeError) as error:  # an odd entry; one with a password
        raise ReadError(_DAMAGED) from error
    body = document.find(f"{_W}body")
    if body is None:
        raise ReadError(_DAMAGED)
    _join(body)
    mark(body, known, {name: style.place for name, style in styles.items()})
    found = [*_pieces(body, styles), *_notes(noted, styles)]
    return compose(found, _title(body, styles, core, found))


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    with archive.open(name) as file:
        written = file.read(LARGEST_PART + 1)
    if len(written) > LARGEST_PART:
        raise ReadError(_TOO_LARGE)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
    )
    try:
        root = etree.fromstring(written, parser)
    except etree.LxmlError as error:
        raise ReadError(_DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:  # Word writes none
        raise ReadError(_DAMAGED)
    return root


def _styles(root: Any) -> dict[str, _Style]:
    """Return what each style says, what it takes over from the one it is based on included."""
    written = {style.get(f"{_W}styleId", ""): style for style in root.iter(f"{_W}style")}
    found: dict[str, _Style] = {}
    for identifier in written:
        chain: list[Any] = []
        following = identifier
        while following in written and written[following] not in chain:
            chain.append(written[following])
            based = written[following].find(f"{_W}basedOn")
            following = "" if based is None else based.get(f"{_W}val", "")
        found[identifier] = _style(chain)
    return found


def _style(chain: list[Any]) -> _Style:
    names = [name.get(f"{_W}val", "") for style in chain for name in style.findall(f"{_W}name")]
    levels = [level for style in chain if (level := _level(style.find(f"{_W}pPr"))) is not None]
    place = next((place for style in chain if (place := _place(style))), ("", None))
    bold = next((state for style in chain if (state := _bold(style)) is not None), False)
    return _Style(
        level=_heading_level(names) or (levels[0] + 1 if levels and levels[0] < _BODY_LEVEL else 0),
        is_title=any(name.lower() in ("title", "titel") for name in names),
        is_item=any(_LIST.match(name) for name in names) or place[0] not in ("", "0"),
        place=place,
        is_contents=any(_CONTENTS.match(name) for name in names),
        is_bold=bold,
    )


def _place(style: Any) -> Place | None:
    """Return the place in a list that a style itself gives its paragraphs."""
    properties = style.find(f"{_W}pPr")
    number = _list_of(properties)
    if not number:
        return None
    level = properties.find(f"{_W}numPr/{_W}ilvl")
    written = "" if level is None else level.get(f"{_W}val", "")
    return number, int(written) if written.isdecimal() else None


def _heading_level(names: list[str]) -> int:
    """Return the level that the name of a style tells, 'heading 2', 0 where none does."""
    return next((int(match[1]) for name in names if (match := _HEADING.match(name))), 0)


def _level(properties: Any) -> int | None:
    level = None if properties is None else properties.find(f"{_W}outlineLvl")
    written = "" if level is None else level.get(f"{_W}val", "")
    return int(written) if written.isdecimal() else None


def _bold(element: Any) -> bool | None:
    bold = element.find(f"{_W}rPr/{_W}b")
    return None if bold is None else bold.get(f"{_W}val", "1") not in _OFF


def _join(body: Any) -> None:
    """Make one paragraph of two whose end between them was deleted."""
    for deleted in list(body.iter(f"{_W}del")):
        properties = deleted.getparent().getparent()
        paragraph = properties.getparent() if properties is not None else None
        if paragraph is None or properties.tag != f"{_W}pPr" or paragraph.tag != f"{_W}p":
            continue
        following = paragraph.getnext()
        if following is not None and following.tag == f"{_W}p":
            place = 1 if following.find(f"{_W}pPr") is not None else 0
            following[place:place] = [child for child in paragraph if child is not properties]
            paragraph.getparent().remove(paragraph)


def _pieces(parent: Any, styles: dict[str, _Style]) -> Iterator[Piece]:
    """Yield the pieces of a body or a cell; what only wraps paragraphs is looked into."""
    for element in parent:
        if element.tag == f"{_W}p":
            yield _paragraph(element, styles)
            for box in _boxes(element):
                yield from _pieces(box, styles)
        elif element.tag == f"{_W}tbl":
            yield from _table(element, styles)
        elif element.tag in _WRAPS and not _is_contents(element):
            yield from _pieces(element, styles)


def _is_contents(element: Any) -> bool:
    """Tell the table of contents that Word makes: its lines are the headings of the text."""
    gallery = element.find(f"{_W}sdtPr/{_W}docPartObj/{_W}docPartGallery")
    return gallery is not None and gallery.get(f"{_W}val") == "Table of Contents"


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Yield the text boxes that hang on a paragraph, each in one of its two writings."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        around = [parent.tag for parent in box.iterancestors()]
        if _FALLBACK not in around and around.count(f"{_W}txbxContent") == 0:
            yield box


def _paragraph(paragraph: Any, styles: dict[str, _Style]) -> Piece:
    properties = paragraph.find(f"{_W}pPr")
    style = _style_of(properties, styles)
    runs = list(_runs(paragraph))
    text = clean("".join(text for text, _ in runs))
    level = _level(properties)
    listed = _list_of(properties)
    own = level + 1 if level is not None and level < _BODY_LEVEL else 0
    if not text or style.is_contents:
        return Piece("text", "")
    label = paragraph.get(LABEL)
    if own or style.level or style.is_title:
        number = f"{label} " if label and label != BULLET else ""
        return Piece("heading", number + text.replace("\n", " "), level=own or style.level or 1)
    is_bold = all(style.is_bold if state is None else state for said, state in runs if said.strip())
    if label != "" and listed != "0" and (label or listed is not None or style.is_item):
        label = label or BULLET
        return Piece("item", f"{label} {text}", is_bold and label != BULLET)
    return Piece("text", text, is_bold)


def _list_of(properties: Any) -> str | None:
    """Return the number of the list that a paragraph is in, None where nothing is said of one.

    0 takes it out of any; empty is that of its style, which for a subtitle is none.
    """
    numbering = None if properties is None else properties.find(f"{_W}numPr")
    listed = None if numbering is None else numbering.find(f"{_W}numId")
    number: str = "" if listed is None else listed.get(f"{_W}val", "")
    return None if numbering is None else number


def _style_of(properties: Any, styles: dict[str, _Style]) -> _Style:
    named = None if properties is None else properties.find(f"{_W}pStyle")
    name = "" if named is None else named.get(f"{_W}val", "")
    return styles.get(name) or _Style(is_contents=_CONTENTS.match(name) is not None)


def _runs(element: Any) -> Iterator[tuple[str, bool | None]]:
    """Yield each run's text as it stands now, and whether it is in bold (None: as the style)."""
    for child in element:
        if child.tag in _REMOVED or child.tag == f"{_W}pPr":
            continue
        if child.tag != f"{_W}r":
            if child.tag != f"{_W}txbxContent":
                yield from _runs(child)
        elif child.find(f"{_W}rPr/{_W}vanish") is None and not _is_struck(child):
            yield "".join(map(_said, child)), _bold(child)


def _is_struck(run: Any) -> bool:
    struck = run.find(f"{_W}rPr/{_W}strike")
    return struck is not None and struck.get(f"{_W}val", "1") not in _OFF


def _said(part: Any) -> str:
    if part.tag == f"{_W}t":
        return part.text or ""
    if part.tag in (f"{_W}br", f"{_W}cr"):
        return "\n"
    if part.tag == f"{_W}noBreakHyphen":
        return "-"
    return " " if part.tag in (f"{_W}tab", f"{_W}ptab") else ""


def _table(table: Any, styles: dict[str, _Style]) -> Iterator[Piece]:
    found: list[tuple[Any, tuple[Cell, ...]]] = []
    for row in table:
        if row.tag == f"{_W}tr":
            found.append((row, _row(row, styles, found[-1][1] if found else ())))
    if all(len(set(map(id, cells))) == 1 for _, cells in found) or any(
        cell.find(f".//{_W}tbl") is not None for row, _ in found for cell in row
    ):
        for _, cells in found:
            for cell in {id(cell): cell for cell in cells}.values():
                yield from cell
        return
    told = [
        Row(cells, row.find(f"{_W}trPr/{_W}tblHeader") is not None or _is_head(number, cells))
        for number, (row, cells) in enumerate(found)
    ]
    yield from rows(told)


def _is_head(number: int, cells: tuple[Cell, ...]) -> bool:
    """Tell a first row in bold from end to end, which names the columns."""
    return number == 0 and len(cells) > 1 and all(piece.is_bold for cell in cells for piece in cell)


def _row(row: Any, styles: dict[str, _Style], above: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Return the cells of a row, a column each; one that goes on from the row above is that one."""
    cells: list[Cell] = []
    for cell in _cells(row):
        properties = cell.find(f"{_W}tcPr")
        down = None if properties is None else properties.find(f"{_W}vMerge")
        goes_on = down is not None and down.get(f"{_W}val") != "restart"
        wide = None if properties is None else properties.find(f"{_W}gridSpan")
        width = wide.get(f"{_W}val", "1") if wide is not None else "1"
        one = above[len(cells)] if goes_on and len(cells) < len(above) else _cell(cell, styles)
        cells += [one] * (min(int(width), _WIDEST) if width.isdecimal() else 1)
    return tuple(cells)


def _cells(row: Any) -> Iterator[Any]:
    for cell in row:
        if cell.tag == f"{_W}tc":
            yield cell
        elif cell.tag == f"{_W}sdt":
            yield from cell.iter(f"{_W}tc")


def _cell(cell: Any, styles: dict[str, _Style]) -> Cell:
    return tuple(piece for piece in _pieces(cell, styles) if piece.text)


def _notes(parts: list[Any], styles: dict[str, _Style]) -> list[Piece]:
    """Return what the notes say under a line that heads them; their marks are left out."""
    notes = [
        Piece("text", piece.text)
        for part in parts
        for note in part
        if note.get(f"{_W}type") is None  # else the line that is drawn above notes
        for piece in _pieces(note, styles)
        if piece.text
    ]
    return [Piece("text", NOTES), *notes] if notes else []


def _title(body: Any, styles: dict[str, _Style], core: Any, found: list[Piece]) -> str:
    """Return the paragraph in the style of titles, else the title that the file gives itself, else
    the largest line of the beginning.

    The file's own counts where it stands in the document too: it is often that of a template.
    """
    for paragraph in body.iter(f"{_W}p"):
        is_title = _style_of(paragraph.find(f"{_W}pPr"), styles).is_title
        if is_title and (text := _paragraph(paragraph, styles).text):
            return text
    named = clean((core.findtext(_TITLE) if core is not None else "") or "")
    is_said = any(piece.text == named for piece in found[:5])
    return named if is_said and not is_kind(named) else _largest(body, styles)


def _largest(body: Any, styles: dict[str, _Style]) -> str:
    """Return the line at the beginning that is written largest, by hand and well over the text."""
    sizes: list[tuple[int, str]] = []
    for paragraph in body.iter(f"{_W}p"):
        if text := _paragraph(paragraph, styles).text:
            written = [size.get(f"{_W}val", "") for size in paragraph.iter(f"{_W}sz")]
            sizes.append(
                (max((int(size) for size in written if size.isdecimal()), default=0), text)
            )
        if len(sizes) == _BEGINNING:
            break
    size, text = max(sizes, key=lambda line: line[0], default=(0, ""))
    is_line = "\n" not in text and len(text.split()) <= TITLE_WORDS and not text.endswith(".")
    return text if size >= _LARGE and is_line and not is_kind(text) else ""
