"""A conversation about one page and the towns, parts and rows that it has."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.answers import conversation
from tests.fakes import FakeSearch

PAGES = (
    parse(
        "laesecafe",
        "Læsecafé i Assens og Nyborg\n\nLæsecaféen er for voksne i Assens og Nyborg.\n\n"
        "Hvor og hvornår\n\nI Assens er der åbent mandag kl. 9-11.\n\n"
        "I Nyborg er der åbent torsdag kl. 13-15.\n\nKom i gang\n\n"
        "Vejleder i Assens: Tove Rask, tlf. 64 10 20 30\n\n"
        "Vejleder i Nyborg: Erik Sund, tlf. 64 10 20 31\n",
    ),
    parse(
        "aftenhold",
        "Undervisning og vejledning\n\nSkolen i Thisted har undervisning og vejledning.\n\n"
        "Unge Skridt\n\nUnge Skridt er for unge under 20 år. Ring til Lis Vad på 64 10 20 40.\n\n"
        "Svar\n\nHvad\tSvar senest\nUndervisning\t5 uger\nVejledning\t2 uger\n"
        "Unge Skridt\t1 uge\n\nKontakt\n\nLeder: Rolf Kjær\nTelefon: 64 10 20 50\n",
    ),
)


def _told(*turns: str) -> str:
    assistant = Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 6, 1))
    return conversation(assistant, *turns).text


@pytest.mark.parametrize(
    ("turns", "told", "other"),
    [
        (("Hvornår har læsecaféen åbent i Assens?", "og i nyborg"), "13-15", "Tove"),
        (
            ("Hvornår har læsecaféen åbent i Assens?", "hvem kan jeg kontakte", "og i nyborg"),
            "Erik Sund",
            "Tove Rask",
        ),
    ],
)
def test_town_stands_for_that_of_what_was_spoken_of(
    turns: tuple[str, ...], told: str, other: str
) -> None:
    answer = _told(*turns)
    assert told in answer and other not in answer


def test_row_named_as_a_part_of_the_title_is_asked_of() -> None:
    told = _told("Hvad er svarfristen for undervisning i Thisted?")
    assert "5 uger" in told and "2 uger" not in told


def test_part_named_in_a_row_is_spoken_of_and_the_page_has_its_leader() -> None:
    first = "Hvad er svarfristen for Unge Skridt?"
    assert "1 uge" in _told(first)
    assert "64 10 20 40" in _told(first, "hvem er kontaktperson der")
    assert "Rolf Kjær" in _told(first, "hvem er kontaktperson der", "hvem er lederen")
