"""An answer without a model: the shortest set of the documents' own sentences that answers."""

import re
from collections.abc import Sequence
from datetime import date

from assistant import facts, lists
from assistant.enough import is_enough
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.kinds import SITUATION
from assistant.question import Question
from assistant.rank import (
    Candidate,
    Ranking,
    candidates,
    counts,
    has_shape,
    in_scope,
    rank,
    share_named,
)
from corpus.types import Document
from index.danish import stems
from index.types import Hit

# Sentences are added until the answer is among them with this chance: a sure answer is short. On
# XQuAD-da .861 hold the gold answer at 44 words, median; with .85 it is .857 at 42.
SURE = 0.9
UNLIKELY = 0.05  # a sentence with less than this chance is never added
MOST_SENTENCES = 3
SENTENCES_OF_MANY = 2  # for each thing that a compound question asks
MOST_WORDS = 100
COUNTED = 0.6  # likeness of what a number counts to what is asked for, for it to be an answer
NAMED = 0.6  # share of the subject that stands in a title for the question to name its document
_CLEARLY = 0.1
_RUNS = (
    0.4  # the same share for 'kører det endnu?' to ask about the initiative and not a part of it
)
_POINTS_BACK = re.compile(
    r"(?:det|den|de|der|dette|disse|her|han|hun|(?:initiativ|projekt|tilbud|forløb|partnerskab)et"
    r"|(?:indsats|ordning|pakke|model|evaluering)e?n|retningslinjerne|formålet)\b",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"(?:det drejer sig om|det gælder|det omfatter|disse er)\b", re.IGNORECASE)

_CONTACT = ("contact", "telephone", "email")
_FROM_FIELDS = (*_CONTACT, "updated")
_FIELDS = (*_FROM_FIELDS, "period", "running")


def extract(found: Sequence[tuple[Question, Evidence]]) -> list[Statement]:
    """Return the statements that answer, in reading order; none when the documents do not."""
    statements: list[Statement] = []
    most = MOST_SENTENCES if len(found) == 1 else SENTENCES_OF_MANY
    for question, evidence in found:
        ranking = prepare(question, evidence)
        if is_enough(question, ranking, evidence):
            statements += _answer(question, ranking, most, evidence.today)
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
    if question.kind_name in _FROM_FIELDS:
        return ranking
    ranking = ranking.only(lambda candidate: _may_answer(question, candidate))
    return _labelled(question, ranking)


def _labelled(question: Question, ranking: Ranking) -> Ranking:
    """Return the ranking of the section under the heading asked for, where nothing else is asked.

    'Hvad er formålet med X?' has its answer under 'Formål' on the page of X, when there is one.
    """
    kind = question.kind
    if not question.scopes or kind is None or question.rest:
        return ranking
    under = ranking.only(
        lambda candidate: candidate.section.label in kind.labels and in_scope(question, candidate)
    )
    return under if under.candidates else ranking


def _answer(question: Question, ranking: Ranking, most: int, today: date) -> list[Statement]:
    name = question.kind_name
    about = _about(ranking)
    if name in _CONTACT:
        return _contact(name, about.document)
    if name == "updated":
        return facts.updated(about.document)
    if name == "running":
        return _running(question, about, today) or _sentences(ranking, most)
    if name == SITUATION and not question.scopes:
        found = ranking.only(lambda candidate: candidate.document is about.document)
        return facts.introduced(_sentences(found, most))
    return _sentences(ranking, most)


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


def _sentences(ranking: Ranking, most: int) -> list[Statement]:
    """Return the best sentence, and more while it is not sure that the answer is among them."""
    chosen: list[Candidate] = []
    words, sure = 0, 0.0
    for candidate, chance in zip(ranking.candidates, ranking.chances, strict=True):
        length = len(candidate.text.split())
        if chosen and (sure >= SURE or chance < UNLIKELY or len(chosen) == most):
            break
        if not chosen or (words + length <= MOST_WORDS and _stands(candidate, chosen[0])):
            chosen.append(candidate)
            words += length
            sure += float(chance)
    after = [item for item in _continued(chosen[:1], ranking) if item not in chosen[1:]]
    chosen = [*chosen[:1], *after, *chosen[1:]][:most]
    return [
        statement
        for candidate in _in_reading_order(chosen)
        for statement in lists.statements(candidate.document, candidate.section, candidate.start)
        or _field(candidate)
        or [Statement(candidate.text, candidate.document, candidate.start, candidate.end)]
    ]


def _continued(first: list[Candidate], ranking: Ranking) -> list[Candidate]:
    """Return the sentence after the best one when it says what that one only announced."""
    return [
        candidate
        for candidate in ranking.candidates
        for best in first
        if (candidate.document, candidate.block) == (best.document, best.block)
        and best.end < candidate.start <= best.end + 2
        and _CONTINUES.match(candidate.text)
    ]


def _stands(candidate: Candidate, first: Candidate) -> bool:
    """Return whether a sentence can stand after one of another document, which 'Det' would mean."""
    return candidate.document is first.document or not _POINTS_BACK.match(candidate.text)


def _may_answer(question: Question, candidate: Candidate) -> bool:
    if candidate.block.kind == "link":
        return False
    if question.kind_name == "count" and question.counted and question.scopes:
        return counts(question, candidate.text) >= COUNTED
    return question.kind is None or not question.kind.required or has_shape(question, candidate)


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
    """Keep the best sentence's paragraph first, and each paragraph's sentences as they stand."""
    paragraphs = list(dict.fromkeys((item.document.id, item.block.start) for item in chosen))
    return sorted(
        chosen,
        key=lambda item: (paragraphs.index((item.document.id, item.block.start)), item.start),
    )


def _unique(statements: list[Statement]) -> list[Statement]:
    places = {(item.document.id, item.start, item.end, item.text): item for item in statements}
    return list(places.values())
