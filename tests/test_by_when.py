"""When somebody is told what came of an application, of a page with several parts."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch

FUND = parse(
    "tangpuljen",
    "Tangpuljen\n\nTangpuljen støtter foreninger i 2024.\n\nBeløb\n\n"
    "Spor: Spor 1 · Mindst: 40.000 kr. · Højest: 310.000 kr.\n"
    "Spor: Spor 2 · Mindst: 70.000 kr. · Højest: 820.000 kr.\n\n"
    "Frister\n\n- Ansøgningsfrist for spor 1: 3. april 2024\n"
    "- Ansøgningsfrist for spor 2: 9. juni 2024\n- Svar til spor 1: ventes i uge 31\n"
    "- Svar til spor 2: ventes i oktober 2024\n- Regnskab: senest to måneder efter afslutning\n",
)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvornår får man svar på spor 1 i Tangpuljen?", "uge 31"),
        ("Hvornår får vi svar på spor 2 i Tangpuljen?", "oktober 2024"),
        ("Hvornår får vi svar på ansøgningen til spor 1 i Tangpuljen?", "uge 31"),
    ],
)
def test_answer_is_due_when_the_part_has_it(question: str, told: str) -> None:
    answer = Assistant.over([FUND], FakeSearch([FUND]), lambda: date(2024, 6, 1)).ask(question)
    assert told in answer.text
    assert "måneder" not in answer.text
    assert "kr." not in answer.text
    assert answer.text.count("ventes") == 1
