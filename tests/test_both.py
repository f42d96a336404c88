"""Questions of two initiatives that were spoken of together, or of one against another."""

import pytest

from assistant.conversation import standalone as standalone_in
from assistant.scopes import Scopes
from assistant.topic import Talk
from assistant.types import Answer, Citation, Turn
from tests.fakes import page

PAGES = [page("solbo", "Daghjemmet Solbo"), page("lunden", "Daghjemmet Lunden")]
FIND = Scopes.over(PAGES).find


def turn(question: str, *pages: str) -> Turn:
    told = tuple(Citation(n, id, id, "", "x", 0, 1) for n, id in enumerate(pages, 1))
    return Turn(question, Answer("", question, "caseworker", "answered", "x [1]", told))


def standalone(text: str, *turns: Turn) -> str:
    return standalone_in(text, Talk(turns, FIND, {one.id: one for one in PAGES}))


TWO = turn("Hvad er forskellen på Solbo og Lunden?", "solbo", "lunden")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Hvilken af dem har åbent søndag?", "Hvilken af Solbo og Lunden har åbent søndag?"),
        ("Har nogen af de to en bus?", "Har nogen af Solbo og Lunden en bus?"),
        ("Har de begge åbent søndag?", "Har Solbo og Lunden åbent søndag?"),
        ("Hvad koster mad de to steder?", "Hvad koster mad Solbo og Lunden?"),
        ("Hvor er det billigst?", "Hvad er forskellen på Solbo og Lunden?"),
    ],
)
def test_question_of_them_is_of_both_that_were_named(text: str, whole: str) -> None:
    assert standalone(text, TWO) == whole


def test_them_are_no_two_that_the_last_answer_was_not_of() -> None:
    other = turn("Hvilke initiativer er der?", "kajen", "broen")
    text = "Hvilken af dem har åbent søndag?"
    assert not standalone(text, TWO, other).startswith("Hvilken af Solbo")


def test_other_one_of_two_that_were_named_is_the_one_not_told_of_last() -> None:
    last = turn("Hvad koster Solbo?", "solbo")
    assert standalone("Og den anden?", TWO, last).startswith("Og Lunden?")
    assert standalone("Og den første?", TWO, last).startswith("Og Solbo?")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Er det dyrere på Lunden?", "Hvad koster kørsel til Lunden?"),
        ("Er det billigere end på Lunden?", "Hvad koster kørsel til Lunden?"),
        ("Koster det lige så meget på Lunden?", "Hvad koster kørsel til Lunden?"),
        ("Er det gratis på Lunden?", "Hvad koster kørsel til Lunden?"),
        ("Er maden dyrere på Lunden?", "Er maden dyrere på Lunden?"),  # asks of something else
    ],
)
def test_what_is_set_against_the_last_is_asked_as_that_was(text: str, whole: str) -> None:
    assert standalone(text, turn("Hvad koster kørsel til Solbo?", "solbo")) == whole


def test_question_of_no_kind_is_asked_of_another_that_is_named() -> None:
    before = turn("Kan min far, som sidder i kørestol, få plads på Solbo?", "solbo")
    whole = "Kan min far, som sidder i kørestol, få plads på Lunden?"
    assert standalone("Hvad med Lunden?", before) == whole


@pytest.mark.parametrize("text", ["Har Lunden flere?", "Er det større på Lunden?"])
def test_comparative_of_another_thing_is_not_what_was_asked(text: str) -> None:
    before = turn("Hvad koster kørsel til Solbo?", "solbo")
    assert "koster" not in standalone(text, before)
    places = turn("Hvor mange pladser har Solbo?", "solbo")
    assert standalone("Har Lunden flere?", places) == "Hvor mange pladser har Lunden?"


def test_superlative_is_of_what_was_asked_of_both() -> None:
    before = turn("Hvornår har Solbo og Lunden åbent?", "solbo", "lunden")
    assert standalone("Hvor er det billigst?", before) != before.question
