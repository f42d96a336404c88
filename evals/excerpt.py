"""The stretches of a document around what an answer cites and what it should have cited."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.types import Document
from evals.spans import Span, overlap

CONTEXT = 160  # characters on each side: a sentence of the shipped documents, 2/3 of the chat app's


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, the citations that quote it, those that begin with it, and whether it is gold.

    Citations are told by their numbers.
    """

    text: str
    numbers: tuple[int, ...]
    begins: tuple[int, ...]
    gold: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A stretch of one document in pieces, the citations in it, and whether more text surrounds it.

    `hits` tells whether anything of it is both cited and gold.
    """

    document: str
    title: str
    numbers: tuple[int, ...]
    pieces: tuple[Piece, ...]
    cut_before: bool
    cut_after: bool

    @property
    def hits(self) -> bool:
        """Whether a citation and the gold share characters here."""
        return any(piece.numbers and piece.gold for piece in self.pieces)


def excerpts(
    documents: Mapping[str, Document],
    cited: Mapping[int, Span],
    groups: Sequence[Sequence[Span]],
) -> list[Excerpt]:
    """Return what is cited and what is gold, each with its surroundings, cited stretches first.

    `groups` are the gold's: of a group that nothing cites, the first place is shown; wherever
    else gold stands in what is shown, it is marked too.
    """
    gold = [span for group in groups for span in group]
    wanted = [*cited.values(), *(span for group in groups for span in _chosen(group, cited))]
    found = [
        _excerpt(documents[window.document], window, cited, gold)
        for window in _windows(wanted, documents)
    ]
    return sorted(found, key=lambda item: item.numbers or (len(cited) + 1,))


def _chosen(group: Sequence[Span], cited: Mapping[int, Span]) -> Sequence[Span]:
    touched = [span for span in group if any(overlap(span, other) for other in cited.values())]
    return touched or group[:1]


def _windows(wanted: Iterable[Span], documents: Mapping[str, Document]) -> list[Span]:
    """Return the spans with their context, one window where two meet."""
    found: list[Span] = []
    for span in sorted(wanted, key=lambda item: (item.document, item.start)):
        text = documents[span.document].text
        window = Span(span.document, _back(text, span.start), _on(text, span.end))
        last = found[-1] if found else None
        if last and last.document == window.document and window.start <= last.end:
            found[-1] = Span(last.document, last.start, max(last.end, window.end))
        else:
            found.append(window)
    return found


def _back(text: str, start: int) -> int:
    """Return where the context before `start` begins: at a word."""
    low = start - CONTEXT
    return 0 if low <= 0 else text.find(" ", low, start) + 1 or start


def _on(text: str, end: int) -> int:
    """Return where the context after `end` ends: at the end of a word."""
    high = end + CONTEXT
    return len(text) if high >= len(text) else max(text.rfind(" ", end, high), end)


def _excerpt(
    document: Document, window: Span, cited: Mapping[int, Span], gold: Sequence[Span]
) -> Excerpt:
    inside = {number: span for number, span in cited.items() if overlap(span, window)}
    edges = {window.start, window.end}
    for span in (*inside.values(), *(span for span in gold if overlap(span, window))):
        edges |= {max(span.start, window.start), min(span.end, window.end)}
    bounds = sorted(edges)
    pieces = [
        _piece(document, Span(document.id, start, end), inside, gold)
        for start, end in pairwise(bounds)
    ]
    return Excerpt(
        document.id,
        document.title,
        tuple(sorted(inside)),
        tuple(pieces),
        window.start > 0,
        window.end < len(document.text),
    )


def _piece(document: Document, at: Span, cited: Mapping[int, Span], gold: Sequence[Span]) -> Piece:
    numbers = tuple(number for number, span in sorted(cited.items()) if overlap(span, at))
    begins = tuple(number for number in numbers if cited[number].start == at.start)
    text = document.text[at.start : at.end]
    return Piece(text, numbers, begins, any(overlap(span, at) for span in gold))
