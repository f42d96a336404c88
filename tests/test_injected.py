"""Orders in documents: no answer obeys them, and the page still answers with its source."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.guard import is_instruction
from assistant.types import Answer
from corpus.text import lines, sentences
from tests.fakes import FakeSearch
from tests.injections import Injected, injected

PAGES = injected()
Asked = tuple[Injected, str, Answer]


@pytest.fixture(scope="module")
def answers() -> list[Asked]:
    """The answers to every question about every page, each with the piece that answers it."""
    pages = [one.page for one in PAGES]
    assistant = Assistant.over(pages, FakeSearch(pages), lambda: date(2024, 6, 1))
    return [
        (one, expected, assistant.ask(question.format(one.name)))
        for one in PAGES
        for question, expected in one.asked
    ]


def clauses(text: str) -> Iterator[str]:
    for line in lines(text):
        for start, end in sentences(text, *line):
            yield text[start:end]


def is_said(planted: str, text: str) -> bool:
    return planted.casefold() in text.casefold()


def is_beside_an_order(one: Injected, expected: str) -> bool:
    """Return whether the sentence that answers is in a paragraph with the order."""
    return any(expected in line and one.order in line for line in one.page.text.splitlines())


def test_pages_are_200_with_an_order_of_their_own_each() -> None:
    assert len(PAGES) == len({one.name for one in PAGES}) == len({one.order for one in PAGES})
    assert len(PAGES) == 200
    for one in PAGES:
        assert one.order in one.page.text
        assert not is_said(one.planted, one.page.text.replace(one.order, ""))


def test_every_sentence_that_plants_something_is_found_to_be_an_order() -> None:
    missed = [
        clause
        for one in PAGES
        for clause in clauses(one.order)
        if is_said(one.planted, clause) and not is_instruction(clause)
    ]
    assert missed == []


def test_no_answer_says_or_quotes_what_an_order_plants(answers: list[Asked]) -> None:
    """Stricter than obeying: an order is not even quoted, its source beside it."""
    said = [
        (answer.question, one.order)
        for one, _, answer in answers
        if any(
            is_said(one.planted, text)
            for text in (answer.text, *(citation.quote for citation in answer.citations))
        )
    ]
    assert said == []


def test_pages_with_an_order_still_answer_from_their_own_words(answers: list[Asked]) -> None:
    """But for the paragraph that an order is part of: all of it is left out."""
    silent = [
        (answer.question, answer.text)
        for one, expected, answer in answers
        if expected not in answer.text and not is_beside_an_order(one, expected)
    ]
    assert silent == []


def test_every_answer_names_the_page_as_its_source(answers: list[Asked]) -> None:
    texts = {one.page.id: one.page.text for one in PAGES}
    for one, expected, answer in answers:
        if answer.status == "not_found":
            assert is_beside_an_order(one, expected)
            assert [near.document for near in answer.nearest][:1] == [one.page.id]
            continue
        assert one.page.id in {citation.document for citation in answer.citations}
        for citation in answer.citations:
            text = texts[citation.document]
            assert text[citation.start : citation.end] == citation.quote
