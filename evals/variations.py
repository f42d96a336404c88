"""The variations: what is asked of which documents, and what the answer then has to do."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from assistant.danger import body
from assistant.types import Answer
from corpus.dates import DATE, find_date
from corpus.types import Document
from evals import edits, moves
from evals.edits import Edit
from evals.flip import State, agrees, flipped
from evals.questions import lint
from evals.rename import renamed
from evals.run import AS_OF
from evals.scores import WORTH
from evals.types import Nugget, Question, Scored
from evals.unrelated import unrelated
from evals.values import Rewritten, rewrite, where
from evals.vary import WORDINGS, vary, vocabulary

UNRELATED = (10, 50, 200)  # documents
ORDER, RENAMED, COPIED = "other order", "renamed files", "near-duplicate"
REMOVED, VALUE_EDITED, SUPERSEDED = "evidence removed", "value edited", "superseded"
AS_OF_MOVED, OTHER_NAMES = "as_of moved", "renamed"

Judge = Callable[[Scored, Scored], bool]
"""Called with a question scored as it is and varied; whether it did as it had to."""
Asked = tuple[Question, Judge]


@dataclass(frozen=True, slots=True)
class Job:
    """The questions of one variation that are asked of the same documents.

    Each has the id of the question that it varies.
    """

    name: str
    must_change: bool
    documents: Sequence[Document]
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What is varied: a set and its documents, how each question fared as it is, and the seed."""

    questions: Sequence[Question]
    documents: Sequence[Document]
    plain: Mapping[str, Scored]
    seed: int

    @property
    def named(self) -> dict[str, Document]:
        """The documents by id."""
        return {document.id: document for document in self.documents}


def jobs(ground: Ground) -> Iterator[Job]:
    """Yield every variation of a ground, one job for each set of documents that it needs."""
    yield from _wordings(ground)
    yield from _surroundings(ground)
    yield _other_names(ground)
    yield from _copies(ground)
    yield from _removals(ground)
    yield from _edits(ground)
    asked = [flipped(question, ground.named, ground.seed) for question in ground.questions]
    moved = tuple((item[0], _flips(item[1], item[2])) for item in asked if item)
    yield Job(AS_OF_MOVED, True, ground.documents, moved)


def _wordings(ground: Ground) -> Iterator[Job]:
    words = vocabulary(ground.questions, ground.documents)
    for name in WORDINGS:
        varied = [(item, vary(item, name, words, ground.seed)) for item in ground.questions]
        asked = tuple((new, no_worse) for old, new in varied if new.turns != old.turns)
        yield Job(name, False, ground.documents, asked)


def _surroundings(ground: Ground) -> Iterator[Job]:
    """Yield the documents in another order, under other names, and among others."""
    same = tuple((question, no_worse) for question in ground.questions)
    yield Job(ORDER, False, moves.shuffled(ground.documents, ground.seed), same)
    renamed = moves.renamed(ground.documents, ground.seed)
    names = {old: document.id for old, document in renamed.items()}
    asked = tuple((moves.under_names(item, names), no_worse) for item in ground.questions)
    yield Job(RENAMED, False, list(renamed.values()), asked)
    answers = [pattern for question in ground.questions for pattern in question.would_answer]
    for count in UNRELATED:
        others = unrelated(count, ground.seed, answers)
        yield Job(f"{count} unrelated", False, [*ground.documents, *others], same)


def _other_names(ground: Ground) -> Job:
    """Return the documents and the questions with other names, but those whose gold that breaks."""
    questions, documents = renamed(ground.questions, ground.documents, ground.seed)
    named = {document.id: document for document in documents}
    asked = tuple((item, no_worse) for item in questions if not lint([item], named))
    return Job(OTHER_NAMES, False, documents, asked)


def _copies(ground: Ground) -> Iterator[Job]:
    """Yield a copy of one document for the questions whose first evidence or distractor it is."""
    for document in ground.documents:
        asked = tuple(
            (moves.with_copy(question, document.id), no_worse)
            for question in ground.questions
            if _first(question) == document.id
        )
        if asked:
            yield Job(COPIED, False, [*ground.documents, moves.copied(document)], asked)


def _first(question: Question) -> str:
    quotes = [*(quote for group in question.evidence for quote in group), question.distractor]
    return next((quote.document for quote in quotes if quote), "")


def _removals(ground: Ground) -> Iterator[Job]:
    """Yield what is left without the documents that hold evidence, if anything is."""
    by_sources: dict[frozenset[str], list[Asked]] = {}
    for question in ground.questions:
        if question.answerable:
            asked = by_sources.setdefault(moves.sources(question), [])
            asked.append((moves.bereft(question), _declines))
    for gone, asked in by_sources.items():
        left = [document for document in ground.documents if document.id not in gone]
        if left:
            yield Job(REMOVED, True, left, tuple(asked))


def _edits(ground: Ground) -> Iterator[Job]:
    pairs = list(_editable(ground))
    made = edits.edits(pairs, ground.documents, ground.seed)
    lots = edits.together(made)
    for lot in lots:
        yield _edited(lot, ground)
    for lot in lots:
        dateless = [e for e in lot if not any(value.kind == "date" for value in e.new)]
        if dateless:
            yield _superseded(dateless, ground)


def _editable(ground: Ground) -> Iterator[tuple[Question, Nugget]]:
    """Yield each question whose plain answer states a vital value, with one that it states."""
    for question in ground.questions:
        found = [
            nugget
            for nugget in question.nuggets
            if nugget.vital
            and question.type != "still_running"  # there the reply changes with the period
            and ground.plain[question.id].nuggets[nugget.id]
            and edits.literal(question, nugget, ground.named)
        ]
        if found:
            yield question, Random(f"{ground.seed} value {question.id}").choice(found)


def _edited(lot: Sequence[Edit], ground: Ground) -> Job:
    new = {value: text for edit in lot for value, text in edit.new.items()}
    by = {document.id: rewrite(document, new) for document in ground.documents}
    asked = tuple(
        (edits.following(question, by, ground.named), _follows(edit, nugget))
        for edit in lot
        for question, nugget in edit.questions
    )
    return Job(VALUE_EDITED, True, [item.document for item in by.values()], asked)


def _superseded(lot: Sequence[Edit], ground: Ground) -> Job:
    """Return the documents, all dated, and the newer pages that state other values."""
    new = {value: text for edit in lot for value, text in edit.new.items()}
    day, before = moves.newest(ground.documents, AS_OF)
    old = {document.id: moves.dated(document, before) for document in ground.documents}
    holding = {
        quote.document
        for edit in lot
        for question, nugget in edit.questions
        for quote in question.evidence[nugget.group]
    }
    by = {id: moves.newer(old[id], new, day) for id in sorted(holding & old.keys())}
    asked = tuple(
        (_newly(question, by, old), _supersedes(edit, nugget, _days(by, old)))
        for edit in lot
        for question, nugget in edit.questions
    )
    newer = [item.document for item in by.values()]
    return Job(SUPERSEDED, True, [*old.values(), *newer], asked)


def _newly(
    question: Question, by: Mapping[str, Rewritten], documents: Mapping[str, Document]
) -> Question:
    """Return a question as it is right with newer pages beside the old ones.

    Where a value is another one, only the newer page is right.
    """
    new = edits.following(question, by, documents)
    changed = {
        nugget.group
        for nugget, old in zip(new.nuggets, question.nuggets, strict=True)
        if nugget != old
    }
    evidence = tuple(
        tuple(quote for quote in fresh if quote not in group)
        if number in changed
        else tuple(dict.fromkeys((*group, *fresh)))
        for number, (group, fresh) in enumerate(zip(question.evidence, new.evidence, strict=True))
    )
    return new.model_copy(update={"evidence": evidence})


def _days(
    by: Mapping[str, Rewritten], old: Mapping[str, Document]
) -> dict[str, tuple[date | None, date | None]]:
    """Return the days of each newer page and of the page that it supersedes, by the newer id."""
    return {
        item.document.id: (moves.page_day(item.document), moves.page_day(old[id]))
        for id, item in by.items()
    }


def no_worse(plain: Scored, varied: Scored) -> bool:
    """Return whether the outcome is at least what it was."""
    return WORTH[varied.result] >= WORTH[plain.result]


def _declines(plain: Scored, varied: Scored) -> bool:
    answer = varied.asked.answer
    return answer is not None and answer.status == "not_found"


def _flips(state: State, reply: str) -> Judge:
    def judge(plain: Scored, varied: Scored) -> bool:
        answer = varied.asked.answer
        return answer is not None and agrees(body(answer), state, reply)

    return judge


def _follows(edit: Edit, nugget: Nugget) -> Judge:
    """Return a judge of whether the new value is stated, and cited, and the old one nowhere."""

    def judge(plain: Scored, varied: Scored) -> bool:
        text = _text(varied.asked.answer)
        return varied.nuggets[nugget.id] and all(where(text, value) < 0 for value in edit.new)

    return judge


def _supersedes(
    edit: Edit, nugget: Nugget, days: Mapping[str, tuple[date | None, date | None]]
) -> Judge:
    """Return a judge of whether the newer value stands before the old one, and both are dated."""

    def judge(plain: Scored, varied: Scored) -> bool:
        question, text = varied.asked.question, _text(varied.asked.answer)
        restated = next(item for item in question.nuggets if item.id == nugget.id)
        fresh = [match for p in restated.any_of if (match := re.search(p, text, re.IGNORECASE))]
        old = [place for value in edit.new if (place := where(text, value)) >= 0]
        said = {found[2] for m in re.finditer(DATE, text) if (found := find_date(text, *m.span()))}
        cited = [days[quote.document] for quote in question.evidence[nugget.group]]
        return (
            varied.nuggets[nugget.id]
            and bool(old)
            and min(match.start() for match in fresh) < min(old)
            and any(set(both) <= said for both in cited)
        )

    return judge


def _text(answer: Answer | None) -> str:
    return re.sub(r"\s*\[\d+\]", "", body(answer)) if answer else ""
