"""A tree of HTML elements -> the pieces that a reader sees, in order."""

import re
from collections.abc import Iterator
from string import ascii_lowercase
from typing import Any
from urllib.parse import unquote

from corpus.readers.around import OF_SITE, speaks
from corpus.readers.pieces import BOLD_WORDS, ENDS, Piece, clean
from corpus.readers.tables import Cell, Row, rows

DEEPEST = 150  # elements inside each other that are told apart; below that, text is text

SKIPPED = frozenset(
    "head script style noscript template svg math iframe object embed video audio canvas map"
    " input select textarea button dialog del s strike nav footer".split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6 summary".split())
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption"
    " figure form header hgroup html li main ol p pre section ul".split()
)
_BREAK = "\v"
_PARAGRAPH = re.compile(r"\v\s*\v")
# Parts of a line that stand beside each other where nothing is between them: '<b>Odde</b><a>Kort'.
_BESIDE = frozenset("a b label small span strong time".split())
_NOTE = re.compile(r"\[?\d{1,3}\]?|\*{1,3}")  # a mark that leads to a note
# What minutes or øre are raised after: 'kl. 9.' and '12,', and no year at the end of a sentence.
_PARTED = re.compile(r"\d,$|(?<!\d)(?!(?:19|20)\d\d\D)\d+[.:]$")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"[+\d]")
_COUNTRY = re.compile(r"(?:\+|00)45")
_DANISH = 8  # digits of a telephone number
_SHORTEST = 4  # digits of a number that is said: '1813' has no more
_LAYOUT = frozenset("table h1 h2 h3 h4 h5 h6 section article".split())
_WIDEST = 100  # columns that one cell reaches over


_Run = tuple[str, bool]  # what is said, and whether in bold


class _Flow:
    """Pieces as they are gathered: runs of text become a piece where a block begins or ends."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.marker = ""
        self.level = 0
        self.speaking: dict[Any, bool] = {}
        self._runs: list[_Run] = []

    def say(self, text: str | None, is_bold: bool) -> None:
        if text:
            self._runs.append((text, is_bold))

    def close(self, is_heading: bool = False) -> None:
        runs, self._runs = self._runs, []
        if not any(text.strip() for text, _ in runs):
            return  # as between most blocks
        for paragraph in _paragraphs(runs):
            lead = 0 if is_heading or self.marker else _lead(paragraph)
            for part in (paragraph[:lead], paragraph[lead:]):
                self._close(part, is_heading)

    def _close(self, runs: list[_Run], is_heading: bool) -> None:
        is_bold = all(bold for text, bold in runs if text.strip())
        whole = "".join(text for text, _ in runs).replace("\n", " ")
        for part in _PARAGRAPH.split(whole):
            text = clean(part.replace(_BREAK, "\n"))
            if not text:
                continue
            if is_heading:
                self.pieces.append(Piece("heading", text.replace("\n", " "), level=self.level))
            elif self.marker:
                self.pieces.append(Piece("item", self.marker + text))
                self.marker = ""
            else:
                self.pieces.append(Piece("text", text, is_bold))


def _paragraphs(runs: list[_Run]) -> Iterator[list[_Run]]:
    """Yield the runs between two breaks in a row."""
    said: list[_Run] = []
    for text, bold in runs:
        said.append((text, bold))
        if text == _BREAK and _PARAGRAPH.search("".join(one for one, _ in said[-4:])):
            yield said
            said = []
    yield said


def _lead(runs: list[_Run]) -> int:
    """Return how many runs are a line in bold over others that are not, as a heading is."""
    end = next((place for place, (text, _) in enumerate(runs) if text == _BREAK), 0)
    line = [(text, bold) for text, bold in runs[:end] if text.strip()]
    said = " ".join(text for text, _ in line).strip()
    is_head = 0 < len(said.split()) <= BOLD_WORDS and not said.endswith(ENDS)
    is_over = any(not bold for text, bold in runs[end:] if text.strip())
    return end + 1 if is_head and is_over and all(bold for _, bold in line) else 0


def pieces(element: Any) -> list[Piece]:
    """Return what an element of lxml says; its children that `hide` left are all of them."""
    flow = _Flow()
    _visit(element, flow, False, 0)
    flow.close()
    return flow.pieces


def _visit(element: Any, flow: _Flow, is_bold: bool, depth: int) -> None:
    tag = element.tag
    if not isinstance(tag, str) or tag in SKIPPED or (tag == "sup" and _is_note(element)):
        return
    if tag in _HEADINGS or element.get("role") == "heading":
        flow.close()
        flow.say(_inline(element), False)
        flow.level = _level(element)
        flow.close(is_heading=True)
        flow.marker = ""  # what stands under it in an item is text
    elif tag == "br":
        flow.say(_BREAK, is_bold)
    elif tag == "pre":
        flow.close()
        flow.say("".join(element.itertext()).replace("\n", _BREAK), False)
        flow.close()
    elif tag == "table" and not _is_layout(element):
        flow.close()
        flow.pieces += rows(list(_rows(element)))
    elif tag == "dl":
        flow.close()
        flow.pieces += rows(list(_terms(element)))
    elif depth > DEEPEST:
        flow.say("".join(element.itertext()), is_bold)
    elif tag in _BLOCKS or tag in ("table", "tbody", "thead", "tfoot", "tr", "td", "th"):
        flow.close()
        if tag == "li":
            flow.marker = _marker(element)
        _inside(element, flow, False, depth)
        flow.close()
        flow.marker = "" if tag == "li" else flow.marker
    else:
        _inside(element, flow, is_bold or tag in ("b", "strong"), depth)


def _level(element: Any) -> int:
    """Return how far in a heading stands, 0 where its element does not tell."""
    told = element.get("aria-level") or ("" if element.tag == "summary" else element.tag[1:])
    return int(told) if told.isdecimal() and len(told) == 1 else 0


def _inside(element: Any, flow: _Flow, is_bold: bool, depth: int) -> None:
    flow.say(element.text, is_bold)
    for child in element:
        _visit(child, flow, is_bold, depth + 1)
        flow.say(child.tail or (" " if _is_beside(child, child.getnext()) else ""), is_bold)
    if element.tag == "a":
        flow.say(_address(element, flow), is_bold)


def _is_beside(element: Any, following: Any) -> bool:
    """Tell two parts of a line that are set apart by how they look; words are broken by none."""
    if following is None or element.tag not in _BESIDE or following.tag not in _BESIDE:
        return False
    if element.tag == following.tag and element.tag != "a":
        return False
    said, after = "".join(element.itertext()), "".join(following.itertext())
    return said[-1:].isalnum() and after[:1].isalnum()


def _address(link: Any, flow: _Flow) -> str:
    """Return the address or the number that a link leads to and does not say, '' where none, and
    where it is for faults on the site."""
    kind, _, led = (link.get("href") or "").strip().partition(":")
    said = "".join(link.itertext()).strip()
    if kind.lower() == "mailto":
        address = unquote(led.partition("?")[0]).strip()
        is_told = (
            _MAIL.fullmatch(address) is None or "@" in said or OF_SITE.search(said) is not None
        )
    elif kind.lower() == "tel":
        digits = _COUNTRY.sub("", "".join(_DIGITS.findall(led)))
        address = " ".join(re.findall("..", digits)) if len(digits) == _DANISH else ""
        is_told = not address or len(_DIGITS.findall(said)) >= _SHORTEST
    else:
        return ""
    if is_told or not said or next(link.iter(*_BLOCKS), None) is not None:
        return "" if is_told else address
    is_within = speaks(link.getparent(), flow.speaking)
    return f" ({address})" if is_within or not said[-1].isalnum() else f": {address}"


def _is_note(element: Any) -> bool:
    """Tell the mark of a note: a small number that leads to a place on the page, or that stands
    after the end of a sentence; raised minutes and øre, two digits after a number, are none."""
    mark = "".join(element.itertext()).strip()
    if _NOTE.fullmatch(mark) is None:
        return False
    links = [*element.iter("a"), *element.iterancestors("a")]
    if any((link.get("href") or "").startswith("#") for link in links):
        return True
    before = element.getprevious()
    parent = element.getparent()
    said = parent.text if before is None and parent is not None else None
    said = (said if before is None else before.tail) or ""
    is_part = mark.isdecimal() and len(mark) == 2 and _PARTED.search(said[-8:]) is not None
    return not is_part and said.endswith(tuple(".,;:!?)”»"))


def _inline(element: Any) -> str:
    """Return the text of a heading, the button in it included: it opens what stands under it."""
    dropped = {"script", "style", "svg", "del", "s"}
    texts = [element.text or ""]
    for child in element.iterdescendants():
        if isinstance(child.tag, str) and child.tag not in dropped:
            texts.append(" " if child.tag == "br" else child.text or "")
        texts.append(child.tail or "")
    return "".join(texts)


def _marker(item: Any) -> str:
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "• "
    start = parent.get("start", "1")
    first = int(start) if start.isdecimal() and len(start) < 3 else 1
    number = first + parent.index(item)
    is_lettered = parent.get("type") in ("a", "A") and 0 < number <= len(ascii_lowercase)
    return f"{ascii_lowercase[number - 1]}) " if is_lettered else f"{number}. "


def _is_layout(table: Any) -> bool:
    """Tell a table that only places things on the page."""
    if table.get("role") in ("presentation", "none"):
        return True
    return any(child.tag in _LAYOUT for child in table.iterdescendants())


def _rows(table: Any) -> Iterator[Row]:
    if (caption := table.find("caption")) is not None:
        yield Row((_cell(caption),))
    spans: dict[int, tuple[Cell, int]] = {}  # column -> the cell that reaches down, and how far
    for row in table.iter("tr"):
        cells: list[Cell] = []
        found = [cell for cell in row if cell.tag in ("td", "th")]
        for cell in found:
            _reach(cells, spans)
            one, down = _cell(cell), _number(cell.get("rowspan"))
            for _ in range(min(_number(cell.get("colspan")), _WIDEST)):
                cells.append(one)
                if down > 1:
                    spans[len(cells) - 1] = (one, down - 1)
        _reach(cells, spans)
        is_head = len(found) > 1 and all(cell.tag == "th" for cell in found)
        yield Row(tuple(cells), is_head)


def _reach(cells: list[Cell], spans: dict[int, tuple[Cell, int]]) -> None:
    """Add the cells that reach down into this row at the next columns."""
    while (column := len(cells)) in spans:
        cell, left = spans.pop(column)
        cells.append(cell)
        if left > 1:
            spans[column] = (cell, left - 1)


def _number(written: str | None) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 4 else 1


def _terms(terms: Any) -> Iterator[Row]:
    """Yield each term of a list of definitions with what stands under it."""
    label: list[Piece] = []
    value: list[Piece] = []
    for child in _grouped(terms):
        if child.tag == "dt":
            if value:
                yield Row((tuple(label), tuple(value)))
                label, value = [], []
            label += _cell(child)
        else:
            value += _cell(child)
    if label or value:
        yield Row((tuple(label), tuple(value)))


def _grouped(terms: Any) -> Iterator[Any]:
    """Yield the terms and what stands under them, those in a `div` included."""
    for child in terms:
        if child.tag == "div":
            yield from (inner for inner in child if inner.tag in ("dt", "dd"))
        elif child.tag in ("dt", "dd"):
            yield child


def _cell(element: Any) -> Cell:
    flow = _Flow()
    _inside(element, flow, False, 1)
    flow.close()
    return tuple(flow.pieces)
