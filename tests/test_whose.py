"""Pages of one municipality: its name beside what is asked hides no answer."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.whose import only_place
from corpus.structure import parse
from index.danish import stems
from tests.fakes import FakeSearch

MINUTES = parse(
    "referat",
    "Referat fra brugerrådet i Lysningen\n\nTid: Torsdag den 4. april\nSted: Lysningen, Kajen 3, "
    "Odder\n\n1. Udflugten\nDet koster 30 kr. pr. voksen. Turen går til søen lørdag den 8. juni."
    "\n\n2. Haven\nHaven lukkes kl. 18. Man skal have madpakke med.\n",
)
DEBT = parse(
    "gæld",
    "Gældsrådgivningen Balancen\n\nBalancen hjælper voksne med gæld.\n\n"
    "Hvad skal jeg have med?\n\n• MitID\n• lønsedler\n• åbne breve\n\n"
    "Priser\n\nYdelse: Kopi · Takst 2024: 4,00\n\nYdelse: Tabt mappe · Takst 2024: 150,00\n",
)
PAGES = (MINUTES, DEBT)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 5, 1))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvad koster udflugten med Lysningen i Odder for en voksen?", ["30 kr."]),
        ("Hvad dag er udflugten?", ["8. juni"]),
        ("Hvad skal man tage med til Balancen?", ["MitID", "lønsedler", "åbne breve"]),
        ("Hvad koster en tabt mappe hos Balancen?", ["150,00"]),
    ],
)
def test_what_a_page_says_is_answered(assistant: Assistant, question: str, said: list[str]) -> None:
    answer = assistant.ask(question)
    assert all(one in answer.text for one in said), answer.text


def test_page_is_of_the_municipality_that_it_names_alone() -> None:
    assert only_place(MINUTES) == frozenset(stems("odder"))
    assert only_place(DEBT) == frozenset()
