"""Who is at the head, by the word that the page has for it."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from corpus.types import Document
from tests.answers import conversation
from tests.fakes import FakeSearch


def _page(id: str, title: str, text: str) -> Document:
    return parse(id, f"{title}\n\n{text}")


PAGES = (
    _page(
        "engen",
        "Værestedet Engen",
        "Engen er et sted for alle i Thisted. Der er plads til hunde.\n\nHvem er her\n\n"
        "Køkkenleder: Kaj Lund\n\nDaglig leder: Ruth Bang\n\nKontakt\n\nTelefon 20 30 40 50\n",
    ),
    _page(
        "fyrhuset",
        "Herberget Fyrhuset",
        "Fyrhuset er et herberg i Ribe med tolv senge.\n\nKontakt\n\n"
        "Forstander: Otto Kragh, telefon 20 30 40 60\n",
    ),
    _page(
        "afdeling",
        "Afdelingen for voksne i Holbæk",
        "Afdelingen visiterer.\n\nAnsvarlig\n\nChef for afdelingen: Inga Toft\n",
    ),
)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Hvem er chef for Engen?", "Ruth Bang"),
        ("Hvem er forstander på Engen?", "Ruth Bang"),
        ("Hvad hedder lederen af Fyrhuset?", "Otto Kragh"),
    ],
)
def test_head_is_called_as_the_page_calls_it(question: str, name: str) -> None:
    answer = Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 6, 1)).ask(question)
    assert name in answer.text
    assert "Kaj Lund" not in answer.text


def test_head_that_is_asked_for_alone_is_that_of_the_page_spoken_of() -> None:
    assistant = Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 6, 1))
    answer = conversation(assistant, "Er der plads til hunde på Engen?", "hvem er chefen")
    assert "Ruth Bang" in answer.text
    assert "Inga Toft" not in answer.text
