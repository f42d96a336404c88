"""What the page and the routes need of an assistant."""

from collections.abc import Callable, Generator, Mapping, Sequence
from datetime import date
from typing import Protocol

from assistant.initiatives import Inventory
from assistant.model import Model
from assistant.types import ANY, Answer, Audience, Draft, Filters, Found, Turn
from corpus.errors import Problem
from corpus.types import Document


class Asked(Protocol):
    """An assistant that is asked."""

    @property
    def documents(self) -> Mapping[str, Document]:
        """Return the documents by their ids."""

    @property
    def problems(self) -> Sequence[Problem]:
        """Return the files that were skipped."""

    def today(self) -> date:
        """Return the day as of which is answered."""

    def stream(
        self, question: str, audience: Audience = "caseworker", history: tuple[Turn, ...] = ()
    ) -> Generator[Draft | Answer]:
        """Yield drafts of the answer to the question after the turns before it, and the answer."""

    def find(self, situation: str, filters: Filters = ANY) -> Found:
        """Return the initiatives that fit a situation."""

    def initiatives(self) -> Inventory:
        """Return all initiatives."""

    def watch(self, watched: Callable[[Model], Model]) -> None:
        """Have the language model, if there is one, replaced by what watches it."""

    def renew(self) -> None:
        """Answer from the newest version of the index from now on, once that is opened."""
