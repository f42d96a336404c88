"""An answer without a model: the shortest set of the documents' own sentences that answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant import facts, lists
from assistant.enough import is_enough
from assistant.facts import Statement
from assistant.question import Aspect, Question
from assistant.rank import Candidate, Floats, Ranking, candidates, rank
from corpus.types import Document
from index.types import Hit

ANSWER_WORDS = 50
ANSWER_SENTENCES = 3
MARGIN = 1.6  # a further sentence scores at most this much below the best one
NAMED = 0.6  # share of the subject that stands in a title for the question to name its document
_CLEARLY = 0.1

_CONTACT = ("contact", "telephone", "email")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a question was searched with: the hits and the two measures that ranking needs."""

    hits: Sequence[Hit]
    documents: Mapping[str, Document]
    idf: Callable[[str], float]
    cosines: Callable[[Sequence[str]], Floats]
    today: date


def extract(question: Question, evidence: Evidence) -> list[Statement]:
    """Return the statements that answer, in reading order; none when the documents do not."""
    labels = {label for aspect in question.aspects if aspect.kind for label in aspect.kind.labels}
    found = candidates(evidence.hits, evidence.documents, labels)
    if not found:
        return []
    cosines = evidence.cosines([candidate.text for candidate in found])
    statements: list[Statement] = []
    for aspect in question.aspects:
        ranking = rank(question, aspect, found, evidence.idf, cosines)
        if is_enough(question, aspect, ranking, evidence.idf):
            statements += _answer(question, aspect, ranking, evidence.today)
    return _unique(statements)


def _answer(
    question: Question, aspect: Aspect, ranking: Ranking, today: date
) -> list[Statement]:
    name = aspect.kind.name if aspect.kind else ""
    about = _about(ranking)
    if name in _CONTACT:
        return _contact(name, about.document)
    if name == "updated":
        return facts.updated(about.document)
    if name == "running":
        field = facts.period_field(about.document, about.section)
        if field is not None:
            return [facts.running(about.document, field, today, question.text)]
    return _sentences(aspect, ranking)


def _about(ranking: Ranking) -> Candidate:
    """Return the best candidate of the document whose title the question names, else the best."""
    best = ranking.candidates[0]
    named = int(ranking.name.argmax())
    if ranking.name[named] >= NAMED and ranking.name[named] > ranking.name[0] + _CLEARLY:
        return ranking.candidates[named]
    return best


def _contact(name: str, document: Document) -> list[Statement]:
    stated = facts.contacts(document)
    shape = {"telephone": "telefon ", "email": "e-mail "}.get(name, "")
    return [statement for statement in stated if shape in statement.text][:2]


def _sentences(aspect: Aspect, ranking: Ranking) -> list[Statement]:
    """Return the best sentences while they are few, short and nearly as good as the best one."""
    chosen: list[Candidate] = []
    words = 0
    for candidate, score in zip(ranking.candidates, ranking.scores, strict=True):
        if chosen and (score < ranking.scores[0] - MARGIN or len(chosen) == ANSWER_SENTENCES):
            break
        if candidate.kind == "link" or not _may_answer(aspect, candidate):
            continue
        length = len(candidate.text.split())
        if chosen and words + length > ANSWER_WORDS:
            continue
        chosen.append(candidate)
        words += length
    return [
        statement
        for candidate in _in_reading_order(chosen)
        for statement in lists.statements(candidate.document, candidate.section, candidate.start)
        or _field(candidate)
        or [Statement(candidate.text, candidate.document, candidate.start, candidate.end)]
    ]


def _may_answer(aspect: Aspect, candidate: Candidate) -> bool:
    kind = aspect.kind
    if kind is None or kind.shape is None or not kind.required:
        return True
    return kind.shape.search(candidate.text) is not None


def _field(candidate: Candidate) -> list[Statement]:
    """Return the phrase for a candidate that is a field and no sentence."""
    if candidate.section.label == "contact":
        stated = facts.contacts(candidate.document, candidate.section)
        return [item for item in stated if item.start <= candidate.start <= item.end]
    if candidate.section.label == "period":
        field = facts.period_field(candidate.document, candidate.section)
        if field is not None and candidate.start <= field.start < candidate.end:
            return [facts.period(candidate.document, field)]
    return []


def _in_reading_order(chosen: list[Candidate]) -> list[Candidate]:
    """Keep the best sentence's document first, and each document's sentences as they stand."""
    first = {candidate.document.id: rank for rank, candidate in reversed(list(enumerate(chosen)))}
    return sorted(chosen, key=lambda candidate: (first[candidate.document.id], candidate.start))


def _unique(statements: list[Statement]) -> list[Statement]:
    places = {(item.document.id, item.start, item.end, item.text): item for item in statements}
    return list(places.values())
