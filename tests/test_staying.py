"""A question that goes on stays with the page spoken of, and leaves it for what somebody needs."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.answers import conversation
from tests.fakes import FakeSearch

PAGES = (
    parse(
        "solbo",
        "Solbo\n\nSolbo er et kursus for unge. Du får en mentor i tre måneder. Mentoren må ikke "
        "låne dig penge. Du skal skrive under på en aftale. Solbo hjælper ikke med gæld.\n",
    ),
    parse(
        "lunden",
        "Lunden\n\nLunden er gældsrådgivning for voksne med gæld. Vi låner ikke penge ud. "
        "Du skal skrive under på et skema.\n",
    ),
)


def documents(*turns: str) -> set[str]:
    assistant = Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 6, 1))
    return {cited.document for cited in conversation(assistant, *turns).citations}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Kan min mentor låne mig penge?", {"solbo"}),  # it knows all of it
        ("Skal man skrive under?", {"solbo"}),  # so do both, and it was spoken of
        ("Hvor kan jeg få hjælp til min gæld?", {"lunden"}),
    ],
)
def test_page_spoken_of_is_stayed_with(asked: str, found: set[str]) -> None:
    assert documents("Hvad er Solbo?", asked) == found
    assert documents("Hvor længe har man en mentor hos Solbo?", asked) == found


def test_page_that_lacks_a_word_of_the_one_spoken_of_does_not_answer() -> None:
    assert "lunden" not in documents("Hvad er Solbo?", "Giver min mentor kviklån?")
