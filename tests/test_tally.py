"""Of whom a number is told, and who leads: the whole page, or one thing that it tells of."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch

PAGE = parse(
    "lampen",
    "Rådgivningen Lampeskæret\n\nLampeskæret er et sted i Struer for unge.\n\n"
    "Hvem gør hvad\n\nDrengegruppen ledes af Jeppe Holk. Natvagten er ny.\n\n"
    "Forældrelinjen er åben onsdag kl. 19-21.\n\n"
    "Tal for 2022\n\nVi havde 512 henvendelser i 2022. Sommerlejren havde gæster udefra.\n\n"
    "Praktisk\n\nLeder: Bodil Krag\n",
)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.over([PAGE], FakeSearch([PAGE]), lambda: date(2024, 6, 1))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvor mange henvendelser havde Lampeskæret i 2022?", "512"),
        ("Hvor mange henvendelser havde sommerlejren på Lampeskæret i 2022?", ""),
        ("Hvem leder Lampeskæret?", "Bodil Krag"),
        ("Hvem er leder af værestedet Lampeskæret?", "Bodil Krag"),
        ("Hvem leder drengegruppen på Lampeskæret?", "Jeppe Holk"),
        ("Hvem leder forældrelinjen på Lampeskæret?", ""),
        ("Hvem er leder af natvagten på Lampeskæret?", ""),
    ],
)
def test_whole_is_not_told_of_a_thing_on_its_page(
    assistant: Assistant, question: str, told: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status == ("answered" if told else "not_found")
    assert told in answer.text
    assert "512" not in answer.text or told == "512"
