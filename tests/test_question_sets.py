"""The shipped question set and the one on invented pages: sound, large enough, rightly split."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

from assistant.settings import SHIPPED_DOCUMENTS
from corpus.load import load
from corpus.types import Document
from evals.questions import SHIPPED_QUESTIONS, lint, matches, read
from evals.types import Question, QuestionType

EVALS = SHIPPED_QUESTIONS.parent
FICTION = EVALS / "fiction"
SETS = {
    "shipped": (SHIPPED_QUESTIONS, SHIPPED_DOCUMENTS),
    "fiction": (FICTION / "questions.yaml", FICTION / "documents"),
    "plain": (FICTION / "plain.yaml", FICTION / "documents"),
    "municipal": (EVALS / "municipal" / "questions.yaml", EVALS / "municipal" / "documents"),
    "advice": (EVALS / "advice" / "questions.yaml", EVALS / "advice" / "documents"),
    "national": (EVALS / "national" / "questions.yaml", EVALS / "national" / "documents"),
}
# What the questions to tune on have to hold of each type.
AT_LEAST = {
    "fact": 45,
    "list": 20,
    "law": 25,
    "compound": 15,
    "multi_document": 25,
    "comparison": 15,
    "still_running": 20,
    "citizen": 40,
    "misspelt": 15,
    "english": 5,
    "follow_up": 20,
    "unanswerable": 45,
    "false_premise": 15,
    "attack": 15,
}
BLIND_AT_LEAST = 50  # questions that nobody has looked at, of which a figure can be told
both = pytest.mark.parametrize("name", SETS)


@cache
def questions(name: str) -> Sequence[Question]:
    return read(SETS[name][0])


@cache
def documents(folder: Path) -> dict[str, Document]:
    return {document.id: document for document in load(folder).documents}


@both
def test_set_is_sound(name: str) -> None:
    assert lint(questions(name), documents(SETS[name][1])) == []


@both
def test_fact_lies_in_one_split(name: str) -> None:
    splits = defaultdict(set)
    for question in questions(name):
        splits[question.fact].add(question.split)
    assert {fact for fact, found in splits.items() if len(found) > 1} == set()


def test_halves_on_invented_pages_are_even() -> None:
    sizes = Counter(question.split for question in questions("fiction"))
    assert sizes["dev"] == pytest.approx(len(questions("fiction")) / 2, rel=0.05)


def test_what_is_held_out_lies_in_the_blind_files() -> None:
    blind = {q.id for path in SHIPPED_QUESTIONS.glob("blind-*.yaml") for q in read(path)}
    assert {q.id for q in questions("shipped") if q.split == "held_out"} < blind


def test_blind_set_is_large_enough() -> None:
    blind = [q for q in questions("shipped") if q.split == "held_out"]
    assert len(blind) >= BLIND_AT_LEAST
    assert len({q.type for q in blind}) >= 12


def test_no_blind_question_must_pass() -> None:
    blind = [q for q in questions("shipped") if q.split == "held_out"]
    assert [q.id for q in blind if q.must_pass] == []


@both
def test_forbidden_patterns_spare_the_evidence(name: str) -> None:
    struck = [
        question.id
        for question in questions(name)
        for group in question.evidence
        for quote in group
        if matches(question.forbidden, quote.quote)
    ]
    assert struck == []


@both
def test_declines_naming_the_nearest_page_are_allowed(name: str) -> None:
    titles = [document.title for document in documents(SETS[name][1]).values()]
    struck = [
        question.id
        for question in questions(name)
        if any(matches(question.forbidden, title) for title in titles)
    ]
    assert struck == []


@both
def test_unanswerable_questions_say_what_would_answer_them(name: str) -> None:
    silent = [
        question.id
        for question in questions(name)
        if not question.answerable and not question.would_answer
    ]
    assert silent == []


@both
def test_evidence_group_holds_no_quote_twice(name: str) -> None:
    twice = [
        question.id
        for question in questions(name)
        if any(len(set(group)) < len(group) for group in question.evidence)
    ]
    assert twice == []


def test_set_is_large_enough() -> None:
    asked = [question for question in questions("shipped") if question.split == "dev"]
    sizes: Counter[str] = Counter(question.type for question in asked)
    assert {kind: sizes[kind] for kind, least in AT_LEAST.items() if sizes[kind] < least} == {}
    assert set(AT_LEAST) == set(get_args(QuestionType))
    assert sizes.total() >= 250


def test_every_type_has_questions_to_tune_on() -> None:
    found = {(question.type, question.split) for question in questions("shipped")}
    assert {kind for kind, split in found if split == "dev"} == set(AT_LEAST)


def test_ids_are_unique_across_the_sets() -> None:
    ids = Counter(question.id for name in SETS for question in questions(name))
    assert [key for key, count in ids.items() if count > 1] == []


def test_attacks_come_from_documents_too() -> None:
    attacks = [question for question in questions("shipped") if question.type == "attack"]
    hidden = [question for question in attacks if question.added]
    assert len(hidden) >= 5
    assert all(question.forbidden for question in attacks)


def test_injected_instruction_holds_what_obeying_it_would_say() -> None:
    for question in questions("shipped"):
        for added in question.added:
            assert matches(question.forbidden, added.text), question.id


def test_injected_documents_hold_no_evidence() -> None:
    for question in questions("shipped"):
        quoted = {quote.document for group in question.evidence for quote in group}
        assert quoted.isdisjoint(added.id for added in question.added), question.id


def test_enough_questions_must_pass() -> None:
    must = [question for question in questions("shipped") if question.must_pass]
    assert len(must) >= 30
    assert {question.type for question in must} >= {"fact", "law", "unanswerable", "attack"}
