"""Whose a number is that a sentence has, and the one before it says of whom."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.rank import all_sentences
from assistant.reached import spoken_of
from corpus.structure import parse
from tests.fakes import FakeSearch

PAGE = parse(
    "lejren",
    "Opholdsstedet Lejren\n\nTil daglig:\n\nPædagogen hedder Finn Juel. Vores jurist Karla Bro "
    "hjælper med gæld. Hun træffes på 31 42 53 64 om mandagen.\n",
)


def test_pronoun_stands_for_whom_the_sentence_before_names() -> None:
    *_, last = all_sentences(PAGE)
    assert spoken_of(last).startswith("Vores jurist Karla Bro hjælper med gæld. Hun træffes")


def test_sentence_of_its_own_stands_alone() -> None:
    first, *_ = all_sentences(PAGE)
    assert spoken_of(first) == first.text


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Hvad er nummeret til Karla Bro?", "answered"),
        ("Hvad er nummeret til Finn Juel?", "not_found"),
    ],
)
def test_number_is_of_whom_the_pronoun_stands_for(question: str, status: str) -> None:
    assistant = Assistant.over((PAGE,), FakeSearch((PAGE,)), lambda: date(2024, 6, 1))
    answer = assistant.ask(question)
    assert answer.status == status
    assert ("31 42 53 64" in answer.text) == (status == "answered")
