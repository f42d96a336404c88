"""A table of which several rows answer is told whole, as a list is."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch

_HOUSE = parse(
    "huset",
    "Sejlerhuset\n\nSejlerhuset er et værested for unge i Lemvig.\n\nHold\n\n"
    "Hold: Sangholdet · Hvornår: Tirsdag kl. 10 · Sted: Kajen\n\n"
    "Hold: Løbeholdet · Hvornår: Torsdag kl. 16 · Sted: Kajen\n\n"
    "Hold: Madholdet · Hvornår: Fredag kl. 12 · Sted: Salen\n\n"
    "Hold: Spilholdet · Hvornår: Mandag kl. 15 · Sted: Salen\n\n"
    "Priser\n\nYdelse: Frokost · Pris: 45 kr.\n\nYdelse: Middag · Pris: 62 kr.\n\n"
    "Ydelse: Kaffe · Pris: 5 kr.\n\nYdelse: Kage · Pris: 10 kr.\n",
)


def _answer(question: str) -> str:
    assistant = Assistant.over([_HOUSE], FakeSearch([_HOUSE]), lambda: date(2026, 6, 1))
    return assistant.ask(question).text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvilke priser har Sejlerhuset?", ["Frokost", "Middag", "Kaffe", "Kage"]),
        ("Hvad koster ydelserne i Sejlerhuset?", ["Frokost", "Middag", "Kaffe", "Kage"]),
    ],
)
def test_table_of_which_several_rows_answer_is_told_whole(question: str, told: list[str]) -> None:
    answer = _answer(question)
    assert all(row in answer for row in told)


def test_row_that_is_asked_for_is_told_alone() -> None:
    assert _answer("Hvad koster kaffe i Sejlerhuset?").startswith("Ydelse: Kaffe · Pris: 5 kr. [1]")
    assert "Kage" not in _answer("Hvad koster kaffe i Sejlerhuset?")
