"""Rows of tables: the one that begins with what is asked, and not the others."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch

CENTRE = parse(
    "centret",
    "Center Lysning\n\nCentret rådgiver om gæld i tre byer.\n\n"
    "Find os\n\nRibe: Havnevej 9, telefon 55 72 18 01\n\n"
    "Skive: Torvet 22, telefon 55 72 18 02\n\n"
    "Tal for byerne\n\nBy: Ribe · Pladser: 16 · Pris: 109.000 kr.\n\n"
    "By: Skive · Pladser: 24 · Pris: 98.000 kr.\n",
)


@pytest.mark.parametrize(
    ("question", "said", "not_said"),
    [
        ("Hvad er telefonnummeret til Center Lysning i Skive?", "55 72 18 02", "55 72 18 01"),
        ("Hvad er prisen i Center Lysning i Ribe?", "109.000", "98.000"),
        ("Hvor mange pladser har Center Lysning i Skive?", "24", "16"),
        (
            "Hvor ligger Center Lysning i Skive, og hvad er telefonnummeret?",
            "55 72 18 02",
            "55 72 18 01",
        ),
    ],
)
def test_row_that_is_asked_about_is_told_alone(question: str, said: str, not_said: str) -> None:
    assistant = Assistant.over([CENTRE], FakeSearch([CENTRE]), lambda: date(2026, 6, 1))
    text = assistant.ask(question).text
    assert said in text
    assert not_said not in text


RATES = parse(
    "satser",
    "Satser i Lysning\n\nHer er satserne.\n\nBeløb om året\n\n"
    "Unge · 1.000 kr.\n\nUnge med børn · 3.000 kr.\n",
)


def test_row_whose_name_says_most_of_what_is_asked_is_told() -> None:
    assistant = Assistant.over([RATES], FakeSearch([RATES]), lambda: date(2026, 6, 1))
    assert "3.000" in assistant.ask("Hvilket beløb får unge med børn i Satser i Lysning?").text


PLACES = parse(
    "steder",
    "Lysning\n\nLysning er for unge.\n\nDeltagende kommuner\n\n"
    "Region: Fyn · Kommune: Nordmose · Pladser: 16\n\n"
    "Region: Fyn · Kommune: Klinteby · Pladser: 24\n",
)


def test_row_under_municipality_names_one() -> None:
    assistant = Assistant.over([PLACES], FakeSearch([PLACES]), lambda: date(2026, 6, 1))
    text = assistant.ask("Hvilke kommuner er med i Lysning?").text
    assert "Nordmose" in text
    assert "Klinteby" in text
