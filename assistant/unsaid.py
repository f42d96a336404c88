"""What the pages do not tell, however well a sentence seems to fit."""

import re

from assistant.beside import asked_means, has_means, is_beside, of_people, speaks_of_animals
from assistant.evidence import Evidence
from assistant.kinds import SITUATION
from assistant.question import Question
from assistant.rank import Ranking
from assistant.scopes import Scope
from corpus.types import Document
from index.danish import stems

_OF_SOMEBODY = re.compile(r"\b(?:jeg|mig|min|mit|mine|vi|os|vores|man|du)\b", re.IGNORECASE)
_HOW_IT_GOES = re.compile(
    r"\bhvordan (?:foregår|virker|fungerer|arbejder)\b|\bud på\W|\bhvad (?:laver|gør) (?:de|man)\b",
    re.IGNORECASE,
)


def is_only_named(question: Question, evidence: Evidence) -> bool:
    """Return whether it asks how that goes which pages name in quotes, and no sentence tells of."""
    is_how = _HOW_IT_GOES.search(question.text) is not None
    return (
        is_how
        and bool(question.scopes)
        and all(
            scope.is_proper and not _tells_of(scope, evidence.documents[scope.document])
            for scope in question.scopes
        )
    )


def _tells_of(scope: Scope, page: Document) -> bool:
    """Return whether a sentence begins with a name, a word before it perhaps."""
    begins = rf"(?:^|[.!?:]\s+|\n)\W*(?:\w+ )?\W?{re.escape(scope.name)}"
    return re.search(begins, page.text[scope.start : scope.end]) is not None


def know_animals(question: Question, evidence: Evidence) -> bool:
    """Return whether a page that it asks of, or that search finds, speaks of animals."""
    return any(speaks_of_animals(page.text) for page in _asked_of(question, evidence))


def know_means(question: Question, evidence: Evidence) -> bool:
    """Return whether such a page has the benefit or medicine that it asks for, if any."""
    asked = asked_means(question.text)
    pages = _asked_of(question, evidence) if asked else []
    return not asked or any(has_means(asked, set(stems(page.text))) for page in pages)


def _asked_of(question: Question, evidence: Evidence) -> list[Document]:
    pages = [scope.document for scope in question.scopes]
    pages = pages or [hit.passage.document for hit in evidence.hits]
    return [evidence.documents[page] for page in dict.fromkeys(pages)]


def of_somebody(question: Question) -> bool:
    """Return whether it is asked of somebody that one knows, and not of people of a sort."""
    return question.kind_name == SITUATION or _OF_SOMEBODY.search(question.text) is not None


def lies_beside(question: Question, ranking: Ranking) -> bool:
    """Return whether it asks for what no initiative offers, and the best page does not tell of."""
    if question.names or not _OF_SOMEBODY.search(question.text):
        return False
    known = set(stems(ranking.candidates[0].document.text))
    return is_beside(question.text, known) or _is_of_animal(question.text, known)


def _is_of_animal(text: str, known: set[str]) -> bool:
    """Return whether it tells of an animal that the page does not speak of."""
    left = set(stems(of_people(text)))
    gone = [word for word in stems(text) if word not in left]
    return bool(gone) and known.isdisjoint(gone)
