"""A number or a time that is asked from a table: its row, and of it the column that is named."""

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
    "Gennemførte forløb · Lemvig: 24 · Skive: 39 · I alt: 63\n\n"
    "I uddannelse efter et år · Lemvig: 9 · Skive: 17 · I alt: 26\n\n"
    "Tidsfrister\n\nHvad: Afgørelse · Frist: 8 uger\n\n"
    "Hvad: Klage over afgørelsen · Frist: 4 uger\n\n"
    "Hvad: Forløb i gang efter afgørelsen · Frist: 14 dage\n\n"
    "Hold\n\nHold: Sangholdet · Hvornår: Tirsdag kl. 10 · Pladser: 14\n\n"
    "Hold: Løbeholdet · Hvornår: Torsdag kl. 16 · Pladser: 20\n\n"
    "Vurdering\n\nKriterium: Budget · Vægt: 10 pct.\n\nKriterium: Størrelse · Vægt: 30 pct.\n\n"
    "Faser\n\nFase: Fase 1 · Periode: 2021-2022 · Status: Afsluttet · Midler: 3 mio. kr.\n\n"
    "Fase: Fase 2 · Periode: 2023-2027 · Status: I gang · Midler: 4 mio. kr.\n\n"
    "Linjer\n\nLinje: Ungelinjen · Telefon: 55 72 18 01 · Åben: 17-21\n\n"
    "Linje: Forældrelinjen · Telefon: 55 72 18 02 · Åben: 9-12\n",
)


def _answer(question: str) -> str:
    assistant = Assistant.over([REPORT], FakeSearch([REPORT]), lambda: date(2026, 6, 1))
    return assistant.ask(question).text.split(" [1]")[0]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvor mange gennemførte Broslaget i alt?", "Gennemførte forløb · I alt: 63"),
        ("Hvor mange begyndte på Broslaget i Skive?", "Begyndte forløb · Skive: 47"),
        (
            "Hvor mange unge kom i uddannelse efter Broslaget?",
            "I uddannelse efter et år · Lemvig: 9 · Skive: 17 · I alt: 26",
        ),
        ("Hvad er fristen for afgørelse om forløb i Broslaget?", "Hvad: Afgørelse · Frist: 8 uger"),
        (
            "Hvor lang er fristen for at klage over en afgørelse i Broslaget?",
            "Hvad: Klage over afgørelsen · Frist: 4 uger",
        ),
        ("Hvor mange pladser er der på sangholdet?", "Hold: Sangholdet · Pladser: 14"),
        ("Hvad er vægten for budget i Broslaget?", "Kriterium: Budget · Vægt: 10 pct."),
        (
            "Er fase 1 af Broslaget stadig i gang?",
            "Fase: Fase 1 · Periode: 2021-2022 · Status: Afsluttet",
        ),
        ("hvad er nummeret til forældrelinjen", "Linje: Forældrelinjen · Telefon: 55 72 18 02"),
        ("hvornår er ungelinjen åben", "Linje: Ungelinjen · Åben: 17-21"),
    ],
)
def test_cell_that_is_asked_for_is_told_with_its_row(question: str, told: str) -> None:
    assert _answer(question) == told


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange gennemførte Broslaget i Thisted?",  # no column
        "Hvor mange fik bolig efter Broslaget?",  # no row
        "Hvor mange fædre gennemførte Broslaget i alt?",  # whom the page says nothing of
        "Hvor mange personer over 60 år gennemførte Broslaget i alt?",
        "Hvor mange gennemførte ikke Broslaget i alt?",
        "Hvor mange kom i uddannelse et halvt år efter Broslaget?",  # another time
        "Hvor mange kom i uddannelse 3 måneder efter Broslaget?",
        "Hvor mange kommuner får støtte fra Broslaget?",  # no 'Størrelse'
    ],
)
def test_cell_of_other_things_is_no_answer(question: str) -> None:
    assert " · " not in _answer(question)


def test_part_of_a_row_is_quoted_by_the_whole_row() -> None:
    assistant = Assistant.over([REPORT], FakeSearch([REPORT]), lambda: date(2026, 6, 1))
    [citation] = assistant.ask("Hvor mange gennemførte Broslaget i Lemvig?").citations
    assert citation.quote == "Gennemførte forløb · Lemvig: 24 · Skive: 39 · I alt: 63"


def test_hours_are_not_those_of_the_telephone() -> None:
    assert "17-21" not in _answer("Hvornår har Broslaget telefontid for ungelinjen?")


@pytest.mark.parametrize(
    "question",
    [
        "Hvad var prisen for dem, der gennemførte Broslaget?",
        "Hvor mange pct. gennemførte Broslaget?",
        "Hvad er ansøgningsfristen for dem, der gennemførte Broslaget?",
    ],
)
def test_row_without_the_unit_that_is_asked_for_is_not_told(question: str) -> None:
    assert "Gennemførte forløb" not in _answer(question)


def test_row_that_states_no_term_has_no_deadline() -> None:
    assert "Fase 2" not in _answer("Hvornår er ansøgningsfristen for fase 2 af Broslaget?")


def test_row_under_a_heading_of_others_is_not_told() -> None:
    page = parse(
        "tal",
        "Tal for Broslaget\n\nBroslaget er for unge og voksne.\n\nVoksne\n\n"
        "Gennemførte · Lemvig: 24 · I alt: 63\n\nPåbegyndte · Lemvig: 30 · I alt: 70\n",
    )
    assistant = Assistant.over([page], FakeSearch([page]), lambda: date(2026, 6, 1))
    assert "63" in assistant.ask("Hvor mange voksne gennemførte Broslaget i alt?").text
    assert "63" not in assistant.ask("Hvor mange unge gennemførte Broslaget i alt?").text


def test_row_is_of_no_place_that_is_like_a_word_of_it() -> None:
    club = parse(
        "klubben",
        "Klubben\n\nKlubben er et tilbud i Aabenraa.\n\nI tal\n\n"
        "Nye borgere · Sommer: 41 · Vinter: 62\n",
    )
    assistant = Assistant.over([club], FakeSearch([club]), lambda: date(2026, 6, 1))
    assert "41" in assistant.ask("Hvor mange nye borgere var der i Klubben?").text
    assert assistant.ask("Hvad er klagefristen i Silkeborg?").status == "not_found"
