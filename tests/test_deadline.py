"""Whether one can still apply: the page's deadline beside today."""

from datetime import date

import pytest

from assistant.deadline import asks, deadline
from assistant.question import plan
from assistant.scopes import Scopes
from corpus.structure import parse
from tests.fakes import evidence

FUND = parse(
    "fond",
    "Muslingefonden\n\nFonden giver penge til foreninger.\n\nAnsøgningsfrist: 2. maj 2024.\n\n"
    "Klagefristen er 1. juli 2024. Småpuljen kan søges hele året.\n",
)
TWO = parse(
    "to",
    "Havfonden\n\nFonden giver penge.\n\nAnsøgningsfrist: 2. maj 2024.\n\n"
    "Ansøgningsfrist for Spor B: 2. juni 2024.\n",
)
PAGES = (FUND, TWO)
FIND = Scopes.over(PAGES).find


def told(text: str, today: date) -> list[str]:
    (question,) = plan(text, FIND)[:1]
    return [item.text for item in deadline(question, evidence(text, PAGES, today=today))]


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2024, 5, 2), "Fristen er ikke nået endnu"),
        (date(2024, 5, 3), "Fristen er overskredet"),
    ],
)
def test_deadline_is_held_against_today_beside_what_has_none(today: date, state: str) -> None:
    assert told("Kan jeg stadig søge Muslingefonden?", today) == [
        f"{state}: »Ansøgningsfrist: 2. maj 2024«.",
        "Småpuljen kan søges hele året.",
    ]


def test_page_with_several_deadlines_or_no_page_tells_none() -> None:
    assert told("Kan jeg stadig søge Havfonden?", date(2024, 5, 3)) == []
    assert told("Kan jeg stadig søge?", date(2024, 5, 3)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kan man stadig nå at søge?",
        "Er det for sent at tilmelde sig?",
        "Er fristen overskredet?",
    ],
)
def test_question_asks_if_one_can_still_apply(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["Hvornår er fristen?", "Kører det stadig?"])
def test_other_questions_do_not(text: str) -> None:
    assert not asks(text)
