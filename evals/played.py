"""An assistant that is none and takes a known time, and the time that a real one takes.

What the browser adds to an answer is what is left when the assistant's own time is taken off.
"""

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from datetime import date

from assistant.asked import Asked
from assistant.initiatives import Inventory
from assistant.model import Model
from assistant.types import (
    ANY,
    Answer,
    Audience,
    Citation,
    Draft,
    Filters,
    Found,
    Turn,
)
from corpus.errors import Problem
from corpus.structure import parse
from corpus.types import Document

SECONDS = 0.05  # that an answer takes
WRITES = "Skriv"
"""A question that begins so is written by a model: in drafts, a few words more in each."""
DRAFTS = 25
DRAFT_SECONDS = 0.1  # as often as the page shows one

_SENTENCES = tuple(
    f"Indsatsen nummer {number} er for unge og voksne, der har brug for hjælp til bolig, arbejde "
    f"og hverdag i de {number + 3} kommuner, som har meldt sig."
    for number in range(12)
)
_TEXT = "Broen\n\n" + "\n\n".join(
    f"{label}:\n\n{' '.join(_SENTENCES[3 * place : 3 * place + 3])}"
    for place, label in enumerate(("Målgruppe", "Formål", "Indhold", "Finansiering"))
)
_CITED = 3
_DAY = date(2024, 6, 1)


class Played:
    """Gives the same answer to every question, of three sentences with a source each."""

    def __init__(self) -> None:
        document = parse("broen", _TEXT)
        self.documents: Mapping[str, Document] = {document.id: document}
        self.problems: Sequence[Problem] = ()
        self._cited = tuple(_citation(document, number) for number in range(1, _CITED + 1))

    def today(self) -> date:
        """Return the same day always."""
        return _DAY

    def stream(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Generator[Draft | Answer]:
        """Yield drafts where a model is said to write, and the answer."""
        words = " ".join(f"{cited.quote} [{cited.number}]" for cited in self._cited).split(" ")
        if question.startswith(WRITES):
            for number in range(1, DRAFTS + 1):
                said = words[: len(words) * number // DRAFTS]
                yield Draft(question, " ".join(said), self._cited)
                time.sleep(DRAFT_SECONDS)
        else:
            time.sleep(SECONDS)
        yield Answer("", question, audience, "answered", " ".join(words), self._cited)

    def watch(self, watched: Callable[[Model], Model]) -> None:
        """Have no model to be watched."""

    def renew(self) -> None:
        """Have no index."""

    def find(self, situation: str, filters: Filters = ANY) -> Found:
        """Return that nothing fits."""
        return Found(situation, (), "")

    def initiatives(self) -> Inventory:
        """Return that there are none."""
        return Inventory(_DAY, (), 0, 0)


class Timed:
    """An assistant that tells the milliseconds that each answer takes, before it gives it."""

    def __init__(self, assistant: Asked, tell: Callable[[float], None]) -> None:
        self._assistant, self._tell = assistant, tell

    @property
    def documents(self) -> Mapping[str, Document]:
        """The assistant's documents."""
        return self._assistant.documents

    @property
    def problems(self) -> Sequence[Problem]:
        """The files that the assistant skipped."""
        return self._assistant.problems

    def today(self) -> date:
        """Return the assistant's day."""
        return self._assistant.today()

    def stream(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Generator[Draft | Answer]:
        """Yield what the assistant does."""
        began = time.perf_counter()
        for found in self._assistant.stream(question, audience, history):
            if isinstance(found, Answer):
                self._tell(1000 * (time.perf_counter() - began))
            yield found

    def watch(self, watched: Callable[[Model], Model]) -> None:
        """Have no model to be watched."""

    def renew(self) -> None:
        """Have the assistant answer from the newest version."""
        self._assistant.renew()

    def find(self, situation: str, filters: Filters = ANY) -> Found:
        """Return what the assistant does."""
        return self._assistant.find(situation, filters)

    def initiatives(self) -> Inventory:
        """Return what the assistant does."""
        return self._assistant.initiatives()


def _citation(document: Document, number: int) -> Citation:
    quote = _SENTENCES[3 * (number - 1)]
    start = document.text.index(quote)
    section = document.sections[number - 1].heading
    return Citation(number, document.id, document.title, section, quote, start, start + len(quote))
