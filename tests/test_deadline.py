"""Whether one can still apply: the page's deadline beside today."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.deadline import asks, deadline
from assistant.question import plan
from assistant.scopes import Scopes
from corpus.structure import parse
from tests.fakes import FakeSearch, evidence

FUND = parse(
    "fond",
    "Muslingefonden\n\nFonden giver penge til foreninger.\n\nAnsøgningsfrist: 2. maj 2024.\n\n"
    "Klagefristen er 1. juli 2024.\n",
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
def test_deadline_is_held_against_today(today: date, state: str) -> None:
    assert told("Kan jeg stadig søge Muslingefonden?", today) == [
        f"{state}: »Ansøgningsfrist: 2. maj 2024«."
    ]


@pytest.mark.parametrize(
    ("stated", "answer"),
    [
        (
            "Ansøgningsfrist: 2. maj 2024. Småpuljen kan søges hele året.",
            ["Småpuljen kan søges hele året.", "Ansøgningsfrist: 2. maj 2024."],
        ),
        (
            "Tilmelding til lejren senest den 5. maj 2024. Du kan begynde når som helst.",
            ["Du kan begynde når som helst.", "Tilmelding til lejren senest den 5. maj 2024."],
        ),
        *(
            (one, [one])
            for one in (
                "Ansøgningsfristen var den 1. maj 2024, men nu er den 1. september 2024.",
                "Ansøgningsfristen den 1. maj 2024 er forlænget til efteråret.",
                "Kommuner kunne ansøge om puljen senest den 1. marts 2021.",
            )
        ),
    ],
)
def test_deadline_that_may_not_hold_is_told_without_a_verdict(
    stated: str, answer: list[str]
) -> None:
    page = parse("ask", f"Askefonden\n\nAskefonden giver penge.\n\n{stated}\n")
    text = "Kan jeg stadig søge Askefonden?"
    (question,) = plan(text, Scopes.over([page]).find)[:1]
    given = deadline(question, evidence(text, [page], today=date(2026, 1, 1)))
    assert [item.text for item in given] == answer


def test_deadline_of_bodies_is_held_against_today_for_one_that_asks() -> None:
    page = parse(
        "elm",
        "Elmepuljen\n\nElmepuljen giver penge.\n\nForeninger kan søge senest 1. marts 2021.\n",
    )
    text = "Kan vores forening stadig søge Elmepuljen?"
    (question,) = plan(text, Scopes.over([page]).find)[:1]
    given = deadline(question, evidence(text, [page], today=date(2026, 1, 1)))
    assert [item.text for item in given] == [
        "Fristen er overskredet: »Foreninger kan søge senest 1. marts 2021«."
    ]


def test_page_with_several_deadlines_tells_each_and_no_page_tells_none() -> None:
    assert told("Kan jeg stadig søge Havfonden?", date(2024, 5, 3)) == [
        "Fristen er overskredet: »Ansøgningsfrist: 2. maj 2024«.",
        "Fristen er ikke nået endnu: »Ansøgningsfrist for Spor B: 2. juni 2024«.",
    ]
    assert told("Kan jeg stadig søge?", date(2024, 5, 3)) == []


PARTS = parse(
    "birk",
    "Birkepuljen\n\nBirkepuljen er åbnet for ansøgninger fra foreninger.\n\nFrister\n\n"
    "- Frist for spor 1: 3. april 2024 (før 20. marts 2024)\n"
    "- Frist for spor 2: 9. juni 2024\n- Svar til spor 1: i juni 2024\n"
    "- Frist for rejser: 7. maj 2024\n",
)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (
            "Kan man stadig søge spor 1 i Birkepuljen?",
            ["Fristen er overskredet: »Frist for spor 1: 3. april 2024 (før 20. marts 2024)«."],
        ),
        (
            "Kan vi stadig nå at søge Birkepuljens spor 2?",
            ["Fristen er ikke nået endnu: »Frist for spor 2: 9. juni 2024«."],
        ),
        (
            "Er det for sent at søge Birkepuljen til rejser?",
            ["Fristen er overskredet: »Frist for rejser: 7. maj 2024«."],
        ),
    ],
)
def test_deadline_is_that_of_the_part_asked_of(text: str, answer: list[str]) -> None:
    (question,) = plan(text, Scopes.over([PARTS]).find)[:1]
    given = deadline(question, evidence(text, [PARTS], today=date(2024, 5, 20)))
    assert [item.text for item in given] == answer


def test_part_that_the_page_has_not_is_not_open_for_being_of_an_open_fund() -> None:
    assistant = Assistant.over([PARTS], FakeSearch([PARTS]), lambda: date(2024, 5, 20))
    assert assistant.ask("Kan vi stadig søge spor 3 i Birkepuljen?").status == "not_found"


@pytest.mark.parametrize(
    "text",
    [
        "Kan man stadig nå at søge?",
        "Er det for sent at tilmelde sig?",
        "Er fristen overskredet?",
        "Er puljen åben for nye ansøgninger?",
    ],
)
def test_question_asks_if_one_can_still_apply(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["Hvornår er fristen?", "Kører det stadig?"])
def test_other_questions_do_not(text: str) -> None:
    assert not asks(text)


def test_whether_it_is_open_for_applications_asks_for_the_deadline() -> None:
    assert asks("Er Muslingefonden åben for ansøgninger i dag?")
    assert not asks("Er Muslingefonden åben for alle?")


def test_form_at_school_is_no_part_that_one_applies_to() -> None:
    club = parse(
        "klub",
        "Klubben Ankeret\n\nAnkeret er en klub for elever i 7.-9. klasse.\n\n"
        "Tilmeldingsfrist: 1. februar 2027.\n\nElever i 9. klasse kan få hjælp til eksamen.\n",
    )
    pages = (club,)
    answer = Assistant.over(pages, FakeSearch(pages), lambda: date(2026, 6, 1)).ask(
        "Kan elever i 8. klasse stadig tilmelde sig Ankeret?"
    )
    assert answer.text.startswith("Fristen er ikke nået endnu")
