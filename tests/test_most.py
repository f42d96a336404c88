"""The row or the column of a table that has the most, or the least, of what is asked for."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch

REPORT = parse(
    "rapporten",
    "Rapport om forløb i Broslaget\n\nBroslaget var et forløb for unge i Lemvig og Skive.\n\n"
    "Rapporten bygger på svar fra 412 unge.\n\nResultater\n\n"
    "Begyndte forløb · Lemvig: 31 · Skive: 47 · I alt: 78\n\n"
    "Gennemførte forløb · Lemvig: 41 · Skive: 39 · I alt: 80\n\n"
    "Vurdering\n\nKriterium: Budget · Vægt: 10 pct.\n\nKriterium: Størrelse · Vægt: 30 pct.\n\n"
    "Kriterium: Faglighed · Vægt: 60 pct.\n\n"
    "Priser\n\nYdelse: Frokost · Pris: 45 kr.\n\nYdelse: Middag · Pris: 62 kr.\n\n"
    "Svar\n\nKommune: Lemvig · Deltagere: 1.012 · Ansøgere: 40\n\n"
    "Kommune: Skive · Deltagere: 931 · Ansøgere: 40\n\nI alt · Deltagere: 1.943 · Ansøgere: 80\n\n"
    "Ventetid\n\nTilbud: Samtaler · Ventetid: 3 uger\n\nTilbud: Grupper · Ventetid: 10 dage\n",
)


def _answer(question: str) -> str:
    assistant = Assistant.over([REPORT], FakeSearch([REPORT]), lambda: date(2026, 6, 1))
    return assistant.ask(question).text.split(" [1]")[0]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("hvilket kriterium vægter mest", "Kriterium: Faglighed · Vægt: 60 pct."),
        ("Hvad er den dyreste ydelse i Broslaget?", "Ydelse: Middag · Pris: 62 kr."),
        ("Hvilken ydelse er billigst?", "Ydelse: Frokost · Pris: 45 kr."),
        ("Hvilken kommune havde flest deltagere?", "Kommune: Lemvig · Deltagere: 1.012"),
        ("Hvor var der færrest deltagere i Broslaget?", "Kommune: Skive · Deltagere: 931"),
        (
            "Hvilken kommune havde flest, der gennemførte Broslaget?",
            "Gennemførte forløb · Lemvig: 41",
        ),
        ("Hvilken kommune havde flest, der begyndte?", "Begyndte forløb · Skive: 47"),
    ],
)
def test_one_cell_with_the_most_is_told_with_its_row(question: str, told: str) -> None:
    assert _answer(question) == told


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvilken kommune havde flest ansøgere?", "Kommune: Lemvig · Ansøgere: 40"),  # both have
        ("Hvilket tilbud har længst ventetid?", "Tilbud: Samtaler · Ventetid: 3 uger"),  # of days
        ("Hvilken kommune havde flest deltagere i 2021?", "Kommune: Lemvig · Deltagere: 1.012"),
        ("Hvilken ydelse er kortest?", "Ydelse: Frokost · Pris: 45 kr."),
        ("Hvilket tilbud er bedst?", "Tilbud: Samtaler · Ventetid: 3 uger"),
        ("Hvilken by havde flest frafaldne?", "Kommune: Lemvig · Deltagere: 1.012"),
    ],
)
def test_nothing_has_the_most_of_what_no_table_tells(question: str, told: str) -> None:
    assert _answer(question) != told
