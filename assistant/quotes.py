"""A quote where it stands, as HTML: the text around it, and the whole of its document.

Every text from outside is escaped here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import groupby
from typing import Literal

from assistant.facts import updated_day
from assistant.freshness import day
from assistant.initiatives import has_parts
from assistant.stated import period, state
from assistant.types import Citation, State
from corpus.types import Document, Origin

CLOSE = "Luk"
ORIGINAL = "Åbn den oprindelige side"
NEW_WINDOW = "(nyt vindue)"
OUTLINE = "Afsnit i dokumentet"
STATES: Mapping[State, str] = {
    "now": "I gang",
    "over": "Slut",
    "ahead": "Ikke begyndt",
    "unknown": "",
}
SEVERAL = "Flere initiativer"
PERIOD = "Periode: {}"
UPDATED = "Senest opdateret {}"
FETCHED = "Hentet {}"
ADDED = "Lagt til {}"
UNREACHED = "Kunne ikke hentes igen (siden {})"
MISSING = "Findes ikke længere hos kilden (siden {})"
GONE = "Dokumentet er ikke længere blandt dem, der svares ud fra"

_FEWEST = 2  # headings that an outline is of use for
CONTEXT = 240  # characters shown on each side of a quote: two sentences of the shipped documents

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[a-z]\))\s")
_PERIOD = 80  # characters of a period, which a sentence may tell
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


def whole(document: Document, start: int, end: int, today: date) -> str:
    """Return all of the document's text, with `[start:end]` in <mark>, under its title.

    Above it stands how fresh the document is on a day, and a list of its sections.
    """
    shown = [p for p in pieces(document) if p.kind != "title" or (p.start < end and start < p.end)]
    headings = [piece for piece in shown if piece.kind == "heading"]
    numbers = {piece.start: number for number, piece in enumerate(headings, 1)}
    outline = _outline(document.text, headings) if len(headings) >= _FEWEST else ""
    text = _pieces(document.text, shown, start, end, numbers)
    about = _original(document.url or "") + _fresh(document, today)
    name = "outlined" if outline else "plain"
    inside = f'<div class="{name}">{outline}<article>{text}</article></div>'
    return f"{_head(document.title)}{about}{inside}"


def _original(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        return ""
    link = f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{ORIGINAL}</a>'
    return f'<p class="original">{link} {NEW_WINDOW}</p>'


def _fresh(document: Document, today: date) -> str:
    """Return when it runs and how fresh it is, '' where nothing is known."""
    when, updated = spell(document), updated_day(document)
    lines = came(document.origin) if document.origin else []
    if updated != date.min:
        lines.insert(0, UPDATED.format(day(updated)))
    html = [escape(line) for line in lines]
    if when and when.text != SEVERAL:
        standing = when.state(today)
        badge = f' <span class="state {standing}">{STATES[standing]}</span>'
        html.insert(0, escape(PERIOD.format(when.text)) + (badge if STATES[standing] else ""))
    inside = "".join(f"<li>{line}</li>" for line in html)
    return f'<ul class="fresh">{inside}</ul>' if inside else ""


@dataclass(frozen=True, slots=True)
class Spell:
    """When a document's initiative runs, as it is written there; the days where they are known."""

    text: str
    first: date | None = None
    last: date | None = None

    def state(self, today: date) -> State:
        """Return whether a day lies in it."""
        return state(self.first, self.last, today)


def spell(document: Document) -> Spell | None:
    """Return when a document's initiative runs, None where it does not say.

    A page that describes several initiatives has no period of its own.
    """
    if has_parts(document):
        return Spell(SEVERAL)
    found = period(document, None)
    if found is None:
        return None
    place, first, last = found
    text = " ".join(document.text[slice(*place)].split())
    return Spell(text if len(text) <= _PERIOD else f"{text[:_PERIOD].rstrip()} …", first, last)


def came(origin: Origin) -> list[str]:
    """Return in Danish when a document was fetched or added, and what kept it from that since."""
    fetched = FETCHED if origin.url else ADDED
    times = ((fetched, origin.fetched), (MISSING, origin.gone), (UNREACHED, origin.failed))
    return [told.format(day(moment)) for told, moment in times if moment]


def _outline(text: str, headings: Iterable[Piece]) -> str:
    """Return the links to the headings twice: open beside the text, folded above it on a phone."""
    links = "".join(
        f'<li><a href="#section-{number}">{escape(text[one.start : one.end].rstrip(" :"))}</a></li>'
        for number, one in enumerate(headings, 1)
    )
    return (
        f'<div class="outline" role="navigation" aria-label="{OUTLINE}">'
        f'<div class="open"><p class="label">{OUTLINE}</p><ol>{links}</ol></div>'
        f"<details><summary>{OUTLINE}</summary><ol>{links}</ol></details></div>"
    )


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
    heads = (heading for section in document.sections for heading in section.headings)
    kinds: dict[str, PieceKind] = dict.fromkeys(heads, "heading")
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


def _pieces(
    text: str,
    shown: Iterable[Piece],
    start: int,
    end: int,
    numbers: Mapping[int, int] | None = None,
) -> str:
    """Return the pieces; the headings that begin where `numbers` says can be linked to."""
    html: list[str] = []
    for is_list, group in groupby(shown, lambda piece: piece.kind == "item"):
        inside = "".join(
            _piece(text, piece, start, end, (numbers or {}).get(piece.start)) for piece in group
        )
        html.append(f"<ul>{inside}</ul>" if is_list else inside)
    return "".join(html)


def _piece(text: str, piece: Piece, start: int, end: int, number: int | None) -> str:
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
    place = f' id="section-{number}" tabindex="-1"' if number else ""
    return f'<{tag} class="{name}"{place}>{inside}</{tag}>'
