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


FUND = parse(
    "ravpuljen",
    "Ravpuljen\n\nRavpuljen støtter foreninger i 2024.\n\nBeløb\n\n"
    "Spor: Spor 1 · Laveste beløb: 40.000 kr. · Største antal: 5 · Højeste beløb: 310.000 kr.\n"
    "Spor: Spor 2 · Laveste beløb: 70.000 kr. · Største antal: 9 · Højeste beløb: 820.000 kr.\n\n"
    "Aktiviteter i spor 1 må højst vare 18 måneder. Aktiviteter i spor 2 må vare op til to år.\n",
)


@pytest.mark.parametrize(
    ("question", "told", "untold"),
    [
        ("Hvor meget kan man højst søge i spor 1 i Ravpuljen?", "310.000", "18 måneder"),
        ("Hvor meget kan vi søge om i spor 2 i Ravpuljen?", "820.000", "310.000"),
        ("Hvor længe må en aktivitet højst vare i spor 1 i Ravpuljen?", "18 måneder", "310.000"),
    ],
)
def test_most_that_one_may_apply_for_is_money(question: str, told: str, untold: str) -> None:
    answer = Assistant.over([FUND], FakeSearch([FUND]), lambda: date(2024, 6, 1)).ask(question)
    assert told in answer.text
    assert untold not in answer.text
