"""A quote where it stands, as HTML: the text around it, and the whole of its document.

Every text from outside is escaped here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Literal

from assistant.types import Citation
from corpus.types import Document

CLOSE = "Luk"
ORIGINAL = "Se originalen (nyt vindue)"
GONE = "Dokumentet er ikke længere blandt dem, der svares ud fra"

CONTEXT = 240  # characters shown on each side of a quote: two sentences of the shipped documents

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[a-z]\))\s")
_BULLET_ONLY = re.compile(r"[•·▪‣◦●*–—-]+")

PieceKind = Literal["title", "heading", "paragraph", "item", "link", "other"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a document's text that is shown as one: a heading, a paragraph, an item, a line."""

    kind: PieceKind
    start: int
    end: int
    cut_before: bool = False
    cut_after: bool = False


def cited(citation: Citation, documents: Mapping[str, Document]) -> str:
    """Return what `excerpt` does; the quote alone where its document has changed since."""
    document = documents.get(citation.document)
    if document is None or document.text[citation.start : citation.end] != citation.quote:
        return f'<p class="other"><mark>{escape(citation.quote)}</mark></p>'
    return excerpt(document, citation.start, citation.end)


def excerpt(document: Document, start: int, end: int) -> str:
    """Return the quote `[start:end]` in <mark> with the text around it, from its section alone."""
    low, high = _window(document, start, end)
    chosen: list[Piece] = []
    for piece in pieces(document, *_lines(document.text, low, high)):
        if piece.start < end and start < piece.end:
            chosen.append(_cut(document.text, piece, (low, start), (end, high)))
        elif low <= piece.start and piece.end <= high and piece.kind in ("paragraph", "item"):
            chosen.append(piece)
    return _pieces(document.text, chosen, start, end)


def _lines(text: str, low: int, high: int) -> tuple[int, int]:
    after = text.find("\n", high)
    return text.rfind("\n", 0, low) + 1, len(text) if after < 0 else after


def _cut(text: str, piece: Piece, before: tuple[int, int], after: tuple[int, int]) -> Piece:
    """Return the piece without what lies outside the two stretches, cut between words."""
    first, last = piece.start, piece.end
    if first < before[0]:
        first = text.find(" ", *before) + 1 or before[1]
    if last > after[1]:
        last = max(text.rfind(" ", *after), after[0])
    return Piece(piece.kind, first, last, first > piece.start, last < piece.end)


def _window(document: Document, start: int, end: int) -> tuple[int, int]:
    low, high = max(0, start - CONTEXT), min(len(document.text), end + CONTEXT)
    for section in document.sections:
        if section.start < end and start < section.end:
            low = max(low, min(section.start, start))
            high = min(high, max(section.end, end))
    return low, high


def whole(document: Document, start: int, end: int) -> str:
    """Return all of the document's text, with `[start:end]` in <mark>, under its title."""
    shown = [p for p in pieces(document) if p.kind != "title" or (p.start < end and start < p.end)]
    url = document.url or ""
    original = (
        f'<p><a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{ORIGINAL}</a></p>'
        if url.startswith(("https://", "http://"))
        else ""
    )
    text = _pieces(document.text, shown, start, end)
    return f"{_head(document.title)}{original}<article>{text}</article>"


def gone() -> str:
    """Return what is shown in place of a document that is there no more."""
    return _head(GONE)


def _head(title: str) -> str:
    return (
        f'<header><h2 id="viewer-title">{escape(title)}</h2>'
        f'<form method="dialog"><button type="submit">{CLOSE}</button></form></header>'
    )


def pieces(document: Document, start: int = 0, end: int | None = None) -> tuple[Piece, ...]:
    """Return the text from `start` to `end`, each line once: the blocks and what is between."""
    end = len(document.text) if end is None else end
    blocks = [b for s in document.sections for b in s.blocks if start < b.end and b.start < end]
    blocks.sort(key=lambda block: block.start)
    kinds: dict[str, PieceKind] = dict.fromkeys((s.heading for s in document.sections), "heading")
    kinds[document.title] = "title"
    found: list[Piece] = []
    position = start
    for block in blocks:
        found += _between(document.text, kinds, position, block.start)
        found.append(Piece(block.kind, max(position, block.start), block.end))
        position = max(position, block.end)
    found += _between(document.text, kinds, position, end)
    return tuple(piece for piece in found if piece.start < piece.end)


def _between(text: str, kinds: Mapping[str, PieceKind], start: int, end: int) -> Iterator[Piece]:
    for match in _LINE.finditer(text, start, end):
        number = _NUMBERED.match(match[0])
        bare = match[0][number.end() if number else 0 :].rstrip(" :")
        if not _BULLET_ONLY.fullmatch(match[0]):
            yield Piece(kinds.get(bare) or kinds.get(match[0], "other"), match.start(), match.end())


def _pieces(text: str, shown: Iterable[Piece], start: int, end: int) -> str:
    html: list[str] = []
    for is_list, group in groupby(shown, lambda piece: piece.kind == "item"):
        inside = "".join(_piece(text, piece, start, end) for piece in group)
        html.append(f"<ul>{inside}</ul>" if is_list else inside)
    return "".join(html)


def _piece(text: str, piece: Piece, start: int, end: int) -> str:
    start, end = (min(max(at, piece.start), piece.end) for at in (start, end))
    before, quote, after = text[piece.start : start], text[start:end], text[end : piece.end]
    inside = (
        ("… " if piece.cut_before else "")
        + escape(before)
        + (f"<mark>{escape(quote)}</mark>" if quote else "")
        + escape(after)
        + (" …" if piece.cut_after else "")
    )
    is_numbered = piece.kind == "item" and _NUMBERED.match(text, piece.start)
    name = "numbered" if is_numbered else piece.kind
    tag = {"heading": "h3", "item": "li"}.get(piece.kind, "p")
    return f'<{tag} class="{name}">{inside}</{tag}>'
