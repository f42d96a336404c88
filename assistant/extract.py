"""An answer without a model: the shortest set of the documents' own sentences that answers."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial

from assistant import choose, facts
from assistant.enough import is_enough
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.kinds import SITUATION
from assistant.question import Question
from assistant.rank import (
    FEATURES,
    Candidate,
    Ranking,
    candidates,
    counts,
    has_shape,
    in_scope,
    rank,
    share_named,
)
from corpus.dates import years
from corpus.types import Document
from index.danish import stems
from index.types import Hit

MOST_SENTENCES = 3
SENTENCES_OF_MANY = 2  # for each thing that a compound question asks
_YEARS = ("aar", "aaret")  # 'en treårig periode' counts them in one word
COUNTED = 0.6  # likeness of what a number counts to what is asked for, for it to be an answer
NAMED = 0.6  # share of the subject that stands in a title for the question to name its document
_FIRST_SENTENCES = 2  # of a page, that say what it is about
MOST_TITLES = 20
MOST_PAGES = 5  # of an overview
_COVERED = 0.6  # share of the rest that a page must have to stand in an overview
_CLEARLY = 0.1
_RUNS = (
    0.4  # the same share for 'kører det endnu?' to ask about the initiative and not a part of it
)

_WHAT_IS = re.compile(r"\W*hvad er (?:de|det|den)?\b", re.IGNORECASE)
_CONTACT = ("contact", "telephone", "email")
_FROM_FIELDS = (*_CONTACT, "updated")
_FIELDS = (*_FROM_FIELDS, "period", "running")


def extract(found: Sequence[tuple[Question, Evidence]]) -> list[Statement]:
    """Return the statements that answer, in reading order; none when the documents do not."""
    statements: list[Statement] = []
    most = MOST_SENTENCES if len(found) == 1 else SENTENCES_OF_MANY
    for question, evidence in found:
        ranking = prepare(question, evidence)
        if question.is_overview:
            statements += _overview(question, ranking, evidence)
        elif _is_stated(question, ranking) or is_enough(question, ranking, evidence):
            statements += _by_page(question, ranking, most, evidence.today)
    return _unique(statements)


def near(question: Question, evidence: Evidence) -> list[Hit]:
    """Return the hits whose passages have at least one word of the question's subject."""
    return [hit for hit in evidence.hits if share_named(question, hit.passage.context) > 0]


def prepare(question: Question, evidence: Evidence) -> Ranking:
    """Return the candidates that may answer one question, best first."""
    ranking = rank(question, candidates(question, evidence.hits, evidence.documents), evidence)
    kind = question.kind
    if question.scopes and kind and (kind.required or kind.name in _FIELDS):
        named = {scope.document for scope in question.scopes}
        ranking = ranking.only(lambda candidate: candidate.document.id in named)
        if kind.required:
            fitting = ranking.only(
                lambda item: in_scope(question, item) and _may_answer(question, item)
            )
            ranking = fitting if fitting.candidates else ranking
    if question.kind_name in _CONTACT:
        return ranking.only(lambda item: bool(_contact(question.kind_name, item.document)))
    if question.kind_name == "updated":
        return ranking
    ranking = ranking.only(lambda candidate: _may_answer(question, candidate))
    return _labelled(question, ranking)


def _labelled(question: Question, ranking: Ranking) -> Ranking:
    """Return the ranking of the section under the heading asked for, where nothing else is asked.

    'Hvad er formålet med X?' has its answer under 'Formål' on the page of X, when there is one.
    """
    if not question.scopes or question.rest:
        return ranking
    under = ranking.only(lambda candidate: _is_under(question, candidate))
    return under if under.candidates else ranking


def _is_under(question: Question, candidate: Candidate) -> bool:
    """Return whether a candidate stands under the heading asked for, of the initiative named."""
    labels = question.kind.labels if question.kind else ()
    return candidate.section.label in labels and in_scope(question, candidate)


def _is_stated(question: Question, ranking: Ranking) -> bool:
    """Return whether the page of the initiative named has the very field that is asked for."""
    if not question.scopes or not ranking.candidates:
        return False
    about = _about(ranking)
    if question.kind_name in _FROM_FIELDS:
        stated = _field_of(question.kind_name, about.document)
        told = {stem for item in stated for stem in stems(f"{about.document.title} {item.text}")}
        return bool(stated) and question.names <= told | {
            term for scope in question.scopes for term in scope.terms
        }
    kind = question.kind
    if _asks_what_it_is(question):
        return bool(_introduction(question, ranking))
    has_it = kind is not None and kind.required and in_scope(question, ranking.candidates[0])
    return not question.rest and (has_it or _is_under(question, about))


def _field_of(name: str, document: Document) -> list[Statement]:
    return facts.updated(document) if name == "updated" else _contact(name, document)


def _by_page(question: Question, ranking: Ranking, most: int, today: date) -> list[Statement]:
    """Return the answer; of each page, newest first, where several pages bear one name.

    Then each says when it was updated.
    """
    about = _about(ranking).document
    named = {scope.document for scope in question.scopes if scope.is_page}
    dated = {
        item.document.id: item.document
        for item in ranking.candidates
        if (item.document.id in named or item.document.title == about.title)
        and facts.updated(item.document)
    }
    if len(dated) < 2 or question.kind_name == "updated":
        return _answer(question, ranking, most, today)
    answers: dict[str, tuple[Document, list[Statement]]] = {}
    for document in sorted(dated.values(), key=facts.updated_day, reverse=True):
        there = ranking.only(partial(_is_on, document))
        if answer := _answer(question, there, 1, today):
            answers.setdefault(" ".join(item.text for item in answer), (document, answer))
    if len(answers) == 1:  # the pages say the same
        newest = next(document for document, _ in answers.values())
        return _answer(question, ranking.only(partial(_is_on, newest)), most, today)
    return [
        item
        for document, answer in answers.values()
        for item in (*answer, *facts.updated(document))
    ]


def _is_on(document: Document, candidate: Candidate) -> bool:
    return candidate.document is document


def _answer(question: Question, ranking: Ranking, most: int, today: date) -> list[Statement]:
    name = question.kind_name
    about = _about(ranking)
    if name in _FROM_FIELDS:
        return _field_of(name, about.document)
    if name == "running":
        return _running(question, about, today) or choose.sentences(ranking, most)
    if _asks_what_it_is(question) and (first := _introduction(question, ranking)):
        return [Statement(item.text, item.document, item.start, item.end) for item in first]
    if name == SITUATION and not question.scopes:
        found = ranking.only(lambda candidate: candidate.document is about.document)
        return facts.introduced(choose.sentences(found, most))
    if not question.rest and _is_under(question, ranking.candidates[0]):
        return choose.whole(ranking) or choose.sentences(ranking, most)
    return choose.sentences(ranking, most)


def _asks_what_it_is(question: Question) -> bool:
    """Return whether it only asks what the initiative named is."""
    is_asked = question.kind_name == "definition" or _WHAT_IS.match(question.text) is not None
    is_broad = question.kind_name in ("definition", "list")
    return bool(question.scopes) and not question.rest and is_broad and is_asked


def _introduction(question: Question, ranking: Ranking) -> list[Candidate]:
    """Return the sentences that say what an initiative is.

    First those of the best page, or part of one, then the first one under 'Formål'.
    """
    there = [item for item in ranking.candidates if in_scope(question, item)]
    there = [item for item in there if item.document is there[0].document]
    ordered = sorted(there, key=lambda item: item.start)
    purpose = [item for item in ordered if item.section.label == "purpose"][:1]
    first = [item for item in ordered if item.section is ordered[0].section]
    if purpose and first[0].section.label is not None:
        first = []  # a page that begins with its fields says what it is under 'Formål'
    return [*first[:_FIRST_SENTENCES], *(item for item in purpose if item not in first)]


def _overview(question: Question, ranking: Ranking, evidence: Evidence) -> list[Statement]:
    """Return one statement of every page that has what is asked for, best first."""
    if not question.rest and question.kind_name == "list":
        return facts.titles(list(evidence.documents.values())[:MOST_TITLES])
    if question.kind_name in _CONTACT:
        pages = dict.fromkeys(hit.passage.document for hit in evidence.hits)
        return [
            item
            for id in list(pages)[:MOST_PAGES]
            for item in _contact(question.kind_name, evidence.documents[id])
        ]
    covered = ranking.values[:, FEATURES.index("rest_heading")]
    best: dict[str, Candidate] = {}
    for candidate, share in zip(ranking.candidates, covered, strict=True):
        if share >= _COVERED and question.rest:
            best.setdefault(candidate.document.id, candidate)
    return [
        Statement(item.text, item.document, item.start, item.end)
        for item in list(best.values())[:MOST_PAGES]
    ]


def _running(question: Question, about: Candidate, today: date) -> list[Statement]:
    heading = "" if about.section.label else about.section.heading
    share = share_named(question, f"{about.document.title} {heading}")
    if not question.scopes and share < _RUNS and not _says(question, about):
        return []  # it asks whether something else still is so
    field = facts.period_field(about.document, about.section)
    return [facts.running(about.document, field, today, question.text)] if field else []


def _says(question: Question, candidate: Candidate) -> bool:
    """Return whether a sentence has all the names of the question."""
    return bool(question.names) and question.names <= set(stems(candidate.text))


def _about(ranking: Ranking) -> Candidate:
    """Return the best candidate of the document whose title the question names, else the best.

    Where several titles are named alike, the newest page counts: it replaces the older ones.
    """
    most = float(ranking.name.max())
    if most < NAMED:
        return ranking.candidates[0]
    named = [
        candidate
        for candidate, share in zip(ranking.candidates, ranking.name, strict=True)
        if share >= most - _CLEARLY
    ]
    newest = max(facts.newest_day(candidate.document) for candidate in named)
    return next(item for item in named if facts.newest_day(item.document) == newest)


def _contact(name: str, document: Document) -> list[Statement]:
    stated = facts.contacts(document)
    shape = {"telephone": "telefon ", "email": "e-mail "}.get(name, "")
    return [statement for statement in stated if shape in statement.text][:2]


def _may_answer(question: Question, candidate: Candidate) -> bool:
    if candidate.block.kind == "link" or _is_of_another_time(question, candidate):
        return False
    if question.counted and (
        question.kind_name == "duration" or (question.kind_name == "count" and question.scopes)
    ):
        return question.counted in _YEARS or counts(question, candidate.text) >= COUNTED
    kind = question.kind
    is_required = kind is not None and (
        kind.required or (kind.name == "period" and bool(question.scopes))
    )
    return not is_required or has_shape(question, candidate)


def _is_of_another_time(question: Question, candidate: Candidate) -> bool:
    """Return whether both name years, and none that they share."""
    asked, said = years(question.text), years(candidate.text)
    return question.kind_name == "amount" and bool(asked and said) and not asked & said


def _unique(statements: list[Statement]) -> list[Statement]:
    places = {(item.document.id, item.start, item.end, item.text): item for item in statements}
    return list(places.values())
