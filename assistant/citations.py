"""Statements -> the text of an answer with its markers, and the citations they point to."""

from collections.abc import Sequence

from assistant.facts import Statement
from assistant.types import Citation
from corpus.types import Document


class CitationError(Exception):
    """A citation's quote is not what stands in the document."""


def cite(statements: Sequence[Statement]) -> tuple[str, tuple[Citation, ...]]:
    """Return the text, each statement followed by its [n], and the citations in order of first use."""
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    text = ""
    for statement in statements:
        place = (statement.document.id, statement.start, statement.end)
        if place not in numbers:
            numbers[place] = len(numbers) + 1
            citations.append(_citation(numbers[place], statement))
        text += _joined(text, statement) + f" [{numbers[place]}]"
    return text, tuple(citations)


def section_of(document: Document, start: int) -> str:
    """Return the heading of the section that `start` lies in, or an empty string."""
    return next((s.heading for s in document.sections if s.start <= start < s.end), "")


def check(citations: Sequence[Citation], text: str, documents: dict[str, Document]) -> None:
    """Raise CitationError unless every quote stands at its offsets and every [n] has its citation."""
    for citation in citations:
        document = documents[citation.document]
        if document.text[citation.start : citation.end] != citation.quote or not citation.quote:
            raise CitationError(f"{citation.document} {citation.start}-{citation.end}")
        if f"[{citation.number}]" not in text:
            raise CitationError(f"[{citation.number}]")


def _citation(number: int, statement: Statement) -> Citation:
    document = statement.document
    return Citation(
        number=number,
        document=document.id,
        title=document.title,
        section=section_of(document, statement.start),
        quote=document.text[statement.start : statement.end],
        start=statement.start,
        end=statement.end,
        url=document.url,
    )


def _joined(before: str, statement: Statement) -> str:
    if not statement.is_item:
        separator = "\n" if before.rsplit("\n", 1)[-1].startswith(("• ", "1) ")) else " "
        return (separator if before else "") + statement.text
    marked = statement.text if statement.text[0].isdigit() else f"• {statement.text}"
    return ("\n" if before else "") + marked
