"""What goes in and out of `Assistant.ask`; the JSON of the command line has the same fields."""

from dataclasses import dataclass
from typing import Literal

Audience = Literal["caseworker", "citizen"]
Status = Literal["answered", "not_found"]
Way = Literal["documents", "model"]
"""Who wrote an answer: the documents' own sentences put together, or a language model."""
State = Literal["over", "now", "ahead", "unknown"]
"""Whether an initiative runs, as of a day; unknown where its page states no period."""


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of an answer: `quote == text[start:end]` of the document, always.

    `page` is that of a paged document, from 1. `fetched` is the day of the copy that is quoted,
    `gone` since when the source has it no more: ISO dates, None where they are not known.
    """

    number: int
    document: str
    title: str
    section: str
    quote: str
    start: int
    end: int
    url: str | None = None
    page: int | None = None
    fetched: str | None = None
    gone: str | None = None


@dataclass(frozen=True, slots=True)
class Nearest:
    """A document near a question that no document answers, and in Danish why it is near."""

    document: str
    title: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """An official term that an answer quotes, and in plain Danish what it means."""

    term: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer in Danish. Each `[n]` in `text` has its citation, numbered by first use.

    `notice` is what stands above the answer when somebody may be in danger, or asks for what others
    decide; `text` begins with it. `terms` are explained beside the text, to citizens and to who
    asks for it. `way` is who wrote the text, `remark` Danish sentences on how it was made, what it
    may lack, or why it is no plainer.
    """

    id: str
    question: str
    audience: Audience
    status: Status
    text: str
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Nearest, ...] = ()
    notice: str = ""
    terms: tuple[Term, ...] = ()
    way: Way = "documents"
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that a language model is writing: not checked, so not to be relied on.

    `sources` are the passages that it was given, numbered as in the `[n]` of `text`.
    """

    question: str
    text: str
    sources: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation and the answer it got."""

    question: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Filters:
    """What an initiative has to be, beside fitting; what is empty asks for nothing."""

    target: str = ""
    topic: str = ""
    municipality: str = ""
    running: bool = False


ANY = Filters()


@dataclass(frozen=True, slots=True)
class Initiative:
    """A page, or the `part` of it that is an initiative of its own, and what it states.

    `target`, `offer`, `period`, `place` and `contact` are the document's own words, empty where it
    states nothing; each has the citation whose quote it is. `state` is as of a day.
    """

    document: str
    title: str
    part: str
    target: str
    offer: str
    period: str
    state: State
    place: str
    contact: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Words of a situation, and the words of a document that they fit."""

    said: str
    written: str


@dataclass(frozen=True, slots=True)
class Match:
    """An initiative that fits a situation, and why; a larger `score` fits better."""

    initiative: Initiative
    why: tuple[Why, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The initiatives that fit a situation, best first, and a Danish sentence about them.

    `notice` is what stands above them when somebody may be in danger.
    """

    situation: str
    matches: tuple[Match, ...]
    text: str
    notice: str = ""
