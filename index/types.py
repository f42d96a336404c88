"""What the index holds and what a search returns."""

from dataclasses import dataclass
from typing import NamedTuple


class Passage(NamedTuple):  # as a section is one: an index makes each of its passages several times
    """A run of whole sentences inside one section of one document.

    `start` and `end` count characters of the document's text; `text == document.text[start:end]`.
    """

    id: str
    document: str
    title: str
    section: str
    start: int
    end: int
    text: str

    @property
    def context(self) -> str:
        """The text that is embedded and matched: title and section heading before the passage."""
        return "\n".join(part for part in (self.title, self.section, self.text) if part)


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question. Scores are larger for better; `score` orders the hits.

    `dense` is the cosine of the two vectors, `lexical` the BM25 score divided by the best one.
    """

    passage: Passage
    score: float
    dense: float
    lexical: float
