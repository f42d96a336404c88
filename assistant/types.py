"""What goes in and out of `Assistant.ask`; the JSON of the command line has the same fields."""

from dataclasses import dataclass
from typing import Literal

Audience = Literal["caseworker", "citizen"]
Status = Literal["answered", "not_found"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of an answer: `quote == text[start:end]` of the document, always."""

    number: int
    document: str
    title: str
    section: str
    quote: str
    start: int
    end: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Nearest:
    """A document near a question that no document answers."""

    document: str
    title: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in Danish. Each `[n]` in `text` has its citation, numbered by first use."""

    id: str
    question: str
    audience: Audience
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Nearest, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation and the answer it got."""

    question: str
    answer: Answer
