"""How good the answers were when they were last measured, and before: what the tab shows.

Who measures plugs itself in, so that the assistant does not depend on it.
"""

import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from assistant.settings import Settings
from corpus.errors import UserError
from corpus.types import Document

log = logging.getLogger(__name__)

PLUGGED_IN = "initiativ.quality"
"""The group of entry points that tell the quality: called with Settings, Quality or None back."""

Outcome = Literal["perfect", "acceptable", "missing", "wrong"]
"""What became of a question: right, partly right, not answered though it could be, or wrong."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How many questions had each outcome."""

    perfect: int = 0
    acceptable: int = 0
    missing: int = 0
    wrong: int = 0

    @property
    def total(self) -> int:
        """All questions."""
        return self.perfect + self.acceptable + self.missing + self.wrong

    @property
    def share(self) -> float:
        """The share that was right, 0 to 1; 0 of nothing."""
        return self.perfect / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the questions: the key and the Danish name of what they have in common."""

    key: str
    name: str
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure over all questions: its Danish name, what it counts, its value, also as text."""

    key: str
    name: str
    meaning: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a language model made of the questions, each asked `repeats` times.

    It wrote `by_model` of the `answers`; `false` are the sentences it gave a source that does not
    carry them. `perfect` is the share of right answers, `documents` that without the model.
    """

    model: str
    questions: int
    repeats: int
    answers: int
    by_model: int
    false: int
    perfect: float
    documents: float


@dataclass(frozen=True, slots=True)
class Run:
    """One evaluation in short.

    `when` is an ISO 8601 time with its zone. `accepted` is of those that come with the project,
    `quick` of which a model was asked only a part. `set` names the questions, '' for the shipped
    ones. `documents` is how many there were; `hashes` are sha256 of documents and questions.
    `written` is None without a language model.
    """

    when: str
    accepted: bool
    quick: bool
    set: str
    documents: int
    hashes: Mapping[str, str]
    outcomes: Outcomes
    types: tuple[Group, ...]
    audiences: tuple[Group, ...]
    measures: tuple[Measure, ...] = ()
    versions: Mapping[str, str] | None = None
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a document that a right answer rests on; both ends are 0 where it is not known."""

    document: str
    title: str
    quote: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Failed:
    """A question without a right answer: its conversation, of which the last turn was scored.

    `wrong` says in Danish what is wrong. `answer` is None where it was not kept.
    """

    turns: tuple[str, ...]
    type: str
    audience: str
    outcome: Outcome
    answer: str | None
    wrong: tuple[str, ...]
    expected: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Quality:
    """The evaluations that there are, oldest first, at least one, and what failed in the last.

    `hidden` are failures that are not in `failed`, since nobody may mend by looking at them.
    """

    runs: tuple[Run, ...]
    failed: tuple[Failed, ...] = ()
    hidden: int = 0


def found(settings: Settings) -> Quality | None:
    """Return what is known of the quality; None when nothing is, or nobody measures here."""
    from importlib.metadata import entry_points  # slow to import, and seldom needed

    for entry in entry_points(group=PLUGGED_IN):
        try:
            tell: Callable[[Settings], Quality | None] = entry.load()
            quality = tell(settings)
        except (ModuleNotFoundError, UserError) as error:
            log.warning("The quality is not known (%s)", error)
            continue
        if quality is not None:
            return quality
    return None


def digest(documents: Mapping[str, Document]) -> str:
    """Return the sha256 of the texts of documents, as an evaluation's `hashes` have it."""
    texts = {id: document.text for id, document in documents.items()}
    text = json.dumps(texts, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_of(run: Run, documents: Mapping[str, Document]) -> bool:
    """Return whether these are the documents that an evaluation was made with."""
    return len(documents) == run.documents and digest(documents) == run.hashes.get("documents")
