"""The association behind a page, which its first sentence names and its title does not."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch, page

CAMP = parse(
    "lejr",
    "Efterårslejr – meld jer til\n\n"
    "Foreningen Luft Og Ild holder hvert år lejr for enlige fædre. Den er støttet af "
    "Fonden Gule Ærter.\n\n"
    "Pris\n\nEgenbetalingen er 320 kr. for en uge i telt og 410 kr. i hytte.\n\n"
    "Klager\n\nKlager over lejren behandles af bestyrelsen.\n\n"
    "Sådan søger I\n\nSkriv til kontoret, og søg inden maj.\n\n"
    "Andet\n\nSkiklubben: Familier kunne i 2022 søge om skitøj.\n"
    "Fodbad: Foreningen holdt op med at give fodbad i 2019.\n\n"
    "Udvalg\n\nFormand for lejrudvalget er Bo Krag.\n\n"
    "Kontakt:\n\nEva Lund\n11 22 33 44\n",
)
OTHER = page("marken", "høns")


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    pages = [CAMP, OTHER]
    return Assistant.over(pages, FakeSearch(pages), lambda: date(2024, 6, 1))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvad er egenbetalingen for en uge i hytte hos Luft Og Ild?", "Egenbetalingen er 320"),
        ("Hvad koster en uge i telt gennem luft og ild?", "Egenbetalingen er 320"),
        ("Hvem behandler klager hos Luft Og Ild?", "Klager over lejren behandles af bestyrelsen"),
        ("Giver Luft Og Ild stadig fodbad?", "Fodbad: Foreningen holdt op med"),
        ("Hvordan søger man i Skiklubben hos Luft Og Ild?", "Skiklubben: Familier kunne i 2022"),
    ],
)
def test_body_that_a_page_begins_with_names_the_page(
    assistant: Assistant, question: str, told: str
) -> None:
    assert assistant.ask(question).text.startswith(told)


@pytest.mark.parametrize(
    "question",
    [
        "Giver Luft Og Ild stadig kørsel?",
        "Hvem er formand for Luft Og Ild?",
        "Hvad er egenbetalingen for en uge i hytte hos Gule Ærter?",
        "Hvem skal jeg kontakte om skitøj hos Luft Og Ild?",
    ],
)
def test_body_says_nothing_that_its_page_does_not(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"
