"""Statements -> the text of an answer with its markers, and the citations they point to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.facts import Statement
from assistant.freshness import provenance
from assistant.types import Citation
from corpus.text import sentences
from corpus.types import Document, Section

_MARKER = re.compile(r"\[(\d+)\]")
_SENTENCE = 3  # words; '1) Ro.' is the heading of what follows
_LIST_LINE = re.compile(r"(?:•|\d{1,2}[.)]|[a-zæøå]\))\s")


UNCOVERED = "(ikke dækket af kilderne)"


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A sentence of a language model that no source carries, told as such in the answer."""

    text: str
    is_item: bool = False


class CitationError(Exception):
    """A citation's quote is not what stands in the document."""


def cite(parts: Sequence[Statement | Uncovered]) -> tuple[str, tuple[Citation, ...]]:
    """Return the text, each statement followed by its [n], and the citations in that order."""
    numbers: dict[tuple[str, int, int], int] = {}
    citations: list[Citation] = []
    text = ""
    for statement in parts:
        if isinstance(statement, Uncovered):
            text += f"{_led(text, statement.text, statement.is_item)} {UNCOVERED}"
            continue
        place = (statement.document.id, statement.start, statement.end)
        if place not in numbers:
            numbers[place] = len(numbers) + 1
            citations.append(citation(numbers[place], statement.document, *place[1:]))
        text += _marked(_joined(text, statement), f" [{numbers[place]}]") + statement.after
    return text, tuple(citations)


def citation(number: int, document: Document, start: int, end: int) -> Citation:
    """Return the citation of a place in a document."""
    return Citation(
        number=number,
        document=document.id,
        title=document.title,
        section=path_of(document, start),
        quote=document.text[start:end],
        start=start,
        end=end,
        url=document.url,
        **provenance(document, start),
    )


def section_of(document: Document, start: int) -> str:
    """Return the heading of the section that `start` lies in, or an empty string."""
    return next((section.heading for section in _around(document, start)), "")


def path_of(document: Document, start: int) -> str:
    """Return that heading with those that its section stands in, as 'Kurser – Pris'."""
    return next((section.path for section in _around(document, start)), "")


def _around(document: Document, start: int) -> Iterator[Section]:
    return (section for section in document.sections if section.start <= start < section.end)


def check(citations: Sequence[Citation], text: str, documents: Mapping[str, Document]) -> None:
    """Raise CitationError unless quotes stand at their offsets and every [n] has its citation."""
    for citation in citations:
        document = documents[citation.document]
        if document.text[citation.start : citation.end] != citation.quote or not citation.quote:
            raise CitationError(f"{citation.document} {citation.start}-{citation.end}")
    used = list(dict.fromkeys(int(number) for number in _MARKER.findall(text)))
    numbers = [citation.number for citation in citations]
    if not used == numbers == list(range(1, len(citations) + 1)):
        raise CitationError(f"markers {used}, citations {numbers}")


def _marked(text: str, marker: str) -> str:
    """Return the text with the marker after each sentence; a heading of few words, and what stands
    in quotation marks, shares it."""
    if text.count(". ") == 0:
        return text + marker
    ends = [
        end
        for start, end in sentences(text)
        if len(text[start:end].split()) >= _SENTENCE
        and text.count("»", 0, end) <= text.count("«", 0, end)
    ]
    for end in reversed(ends[:-1]):
        text = text[:end] + marker + text[end:]
    return text + marker


def _joined(before: str, statement: Statement) -> str:
    if statement.before:
        return statement.before + _shown(statement.text).replace("|", "/")
    if before.endswith("|"):  # a table
        return "\n\n" + _shown(statement.text)
    return _led(before, statement.text, statement.is_item)


def _led(before: str, text: str, is_item: bool) -> str:
    """Return a sentence with what leads to it from the text before."""
    text = _shown(text)
    if not is_item and not _LIST_LINE.match(text):
        after_list = _LIST_LINE.match(before.rsplit("\n", 1)[-1]) is not None
        return (("\n" if after_list else " ") if before else "") + text
    marked = text if _LIST_LINE.match(text) else f"• {text}"
    return ("\n" if before else "") + marked


def _shown(text: str) -> str:
    """Return the text on one line; a bracketed number of its own ([3]) is no marker: (3)."""
    line = " ".join(part.strip() for part in text.splitlines())
    return _MARKER.sub(r"(\1)", line)
