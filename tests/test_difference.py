"""The difference between two things that one page tells of."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch, page

WATCH = parse(
    "vagt",
    "Hjælp om natten\n\nVarde Kommune hjælper den, der passer en anden.\n\n"
    "Vagter\n\nNattevagt betyder, at en vagt sidder hos jer. Vagterne er uddannede. "
    "Dagvagt betyder, at en vagt kommer forbi. Fast dagvagt er dyrere. "
    "Tilkaldevagt kan bestilles i 30 nætter om året.\n",
)
PAGES = [WATCH, page("marken", "høns")]


def _answer(question: str) -> str:
    return Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 6, 1)).ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "Hvad er forskellen på nattevagt og dagvagt i Varde?",
        "hvad er forskellen mellem en dagvagt og en nattevagt",
    ],
)
def test_difference_is_what_each_of_them_is(question: str) -> None:
    assert _answer(question) == (
        "Nattevagt betyder, at en vagt sidder hos jer. [1] "
        "Dagvagt betyder, at en vagt kommer forbi. [2]"
    )


@pytest.mark.parametrize(
    "question",
    [
        "Hvad er forskellen på nattevagt og weekendvagt i Varde?",
        "Hvad er forskellen på nattevagt og dagvagt i Ribe?",
    ],
)
def test_difference_from_what_no_page_explains_is_not_told(question: str) -> None:
    assert "Dagvagt betyder" not in _answer(question)
