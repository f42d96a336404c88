"""Prices under a heading of their own, beside others on the page."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch

HOUSE = parse(
    "huset",
    "Huset Fyret\n\nHuset Fyret er for unge. Et værelse koster 3.100 kr. om måneden.\n\n"
    "Priser i caféen\n\nKaffe · 10 kr.\n\nMad · 40 kr.\n\n"
    "Øvrige oplysninger\n\nHuset har åbent kl. 9-15 alle dage.\n",
)
COURSE = parse(
    "kurset",
    "Kurset Broen\n\nKurset Broen er for forældre.\n\n"
    "Praktisk\n\nDeltagerne modtager en mappe, og kurset koster 450 kr.\n",
)


def _answer(question: str) -> str:
    pages = [HOUSE, COURSE]
    return Assistant.over(pages, FakeSearch(pages), lambda: date(2026, 6, 1)).ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvad koster et værelse i Huset Fyret?", "3.100 kr."),
        ("Hvad koster Kurset Broen?", "450 kr."),
        ("Hvornår har Huset Fyret åbent?", "9-15"),
    ],
)
def test_what_a_page_says_of_itself_is_told_beside_other_headings(question: str, told: str) -> None:
    assert told in _answer(question)
