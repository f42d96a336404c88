"""'I 2022 var det 71.' is told with the sentence before it, and counts what that counts."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.leaning import leans
from corpus.structure import parse
from tests.fakes import FakeSearch, page

BAKERY = parse(
    "bageri",
    "Bagestuen Kringlen\n\nKringlen er et værksted for unge i Thisted.\n\n"
    "Tal\n\n318 unge bagte brød i 2023. I 2022 var det 204. Ovnen vejer 90 kilo.\n\n"
    "Mål\n\nMindst 85 procent af de unge skal føle sig set. I 2022 var det 77 procent.\n\n"
    "I gang\n\nVærkstedet går i gang senest 12 dage efter, at du har skrevet.\n",
)
PAGES = [BAKERY, page("marken", "høns")]


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 6, 1))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvor mange unge bagte brød i Kringlen i 2022?", "I 2022 var det 204."),
        ("Hvor mange procent af de unge i Kringlen følte sig set i 2022?", "det 77 procent."),
        ("Hvornår går værkstedet i gang i Kringlen?", "Værkstedet går i gang senest 12 dage"),
    ],
)
def test_number_of_a_year_is_told_with_what_it_counts(
    assistant: Assistant, question: str, told: str
) -> None:
    assert told in assistant.ask(question).text


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange procent af de unge i Kringlen følte sig set i 2021?",
        "Hvor mange forældre bagte brød i Kringlen i 2022?",
        "Hvornår går cykelturen i gang i Kringlen?",
    ],
)
def test_number_of_something_else_is_not_told(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


def test_aim_is_no_result(assistant: Assistant) -> None:
    text = assistant.ask("Hvor mange procent af de unge i Kringlen følte sig set i 2022?").text
    assert not text.endswith("set. [1]")


def test_sentence_with_words_of_its_own_leans_on_none() -> None:
    assert leans("Sidste år var det 40.")
    assert not leans("I 2022 var der 40 deltagere.")
