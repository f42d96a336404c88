"""A question of an initiative that no page is of is declined, however near another one lies."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch

PIER = parse(
    "molen",
    "Støtte til unge på molen\n\nSenest opdateret 03-02-2024\n\n"
    "Formål:\n\nAt unge i Rudby finder et fællesskab på molen.\n\n"
    "Målgruppe:\n\nUnge mellem 15 og 20 år, der er meget alene.\n\n"
    "Projektperiode:\n\n2023 - 2026\n\n"
    "Kontakt:\n\nEva Lund\nTlf. 11 22 33 44\n",
)
GARDEN = parse(
    "haven",
    "Haven i Elverum\n\nFormål:\n\nAt naboer dyrker grønt.\n\n"
    "Målgruppe:\n\nUnge og ældre naboer.\n",
)
PAGES = (PIER, GARDEN)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 6, 1))


@pytest.mark.parametrize(
    "question",
    [
        "Hvem er målgruppen for støtten til væveværkstedet?",
        "Er væveprojektet stadig i gang?",
        "Hvem er kontakt på støtten til vævning?",
        "Hvilket nummer skal jeg ringe på for at høre mere om væveprojektet?",
        "Hvornår er siden om væveværkstedet opdateret?",
        "Hvor mange unge kom der i væveværkstedet?",
    ],
)
def test_what_is_asked_of_an_initiative_that_is_not_there_is_declined(
    assistant: Assistant, question: str
) -> None:
    assert assistant.ask(question).status == "not_found"


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvem er målgruppen for støtten på molen?", "Unge mellem 15 og 20 år"),
        ("Er støtten på molen stadig i gang?", "2023 - 2026"),
        ("Hvilket nummer skal jeg ringe på for at høre mere om molen?", "11 22 33 44"),
        ("Hvornår er siden om molen opdateret?", "03-02-2024"),
    ],
)
def test_what_is_asked_of_one_that_is_there_is_answered(
    assistant: Assistant, question: str, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == "answered"
    assert said in answer.text
