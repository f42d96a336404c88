"""Which words put a notice above an answer, and what an answer with one looks like."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.danger import above, body, dangers, is_in_danger, is_urgent, notice, reviewed
from assistant.types import Turn
from tests.answers import DECLINED, assert_sound
from tests.fakes import FakeSearch, page

PAGE = page("broen", "stofmisbrug og herberg")


def assistant() -> Assistant:
    return Assistant.over([PAGE], FakeSearch([PAGE]), today=lambda: date(2024, 6, 1))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Hun trækker ikke vejret", ["112"]),
        ("jeg har taget en overdosis", ["112", "82 12 12 12"]),
        ("jeg vil ikke leve mere", ["112", "70 201 201"]),
        ("min mand slår mig", ["112", "1888", "116 111"]),
    ],
)
def test_message_names_whom_to_call(text: str, numbers: list[str]) -> None:
    assert all(number in notice(text) for number in numbers)
    assert notice(text).startswith("Ring 112")


def test_several_dangers_have_a_line_each_the_most_urgent_first() -> None:
    told = notice("Jeg vil dø og har taget 40 panodiler. Nu kan jeg ikke trække vejret").split("\n")
    assert len(told) == 3
    assert [line.split(",")[0] for line in told[:1]] == ["Ring 112 nu"]
    assert "82 12 12 12" in told[1]
    assert "70 201 201" in told[2]


def test_messages_hold_no_marker_and_were_reviewed() -> None:
    every = notice(
        "han er bevidstløs af en overdosis. jeg vil dø. han slår mig. må jeg tage 3 ipren"
    )
    assert "[" not in every
    assert reviewed() == date(2026, 11, 25)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?!",
        "Hvad er en overdosis-indsats?",
        "hvor mange døde af overdosis i 2012?",
        "min bror tog sit liv for to år siden",
        "jeg er ved at dø af grin",
        "Hvilke tilbud er der til kvinder, der bliver slået?",
        "Hvem dækker 112-opkald i Å?",
        "qwx zzz ñ 12",
    ],
)
def test_what_only_looks_like_danger_has_no_notice(text: str) -> None:
    assert notice(text) == ""


@pytest.mark.parametrize(
    ("called", "danger"),
    [
        ("overdosis", "forgiftning"),
        ("hjertestop", "bevidstløs"),
        ("selvmordstanker", "selvmord"),
        ("vold", "vold"),
    ],
)
@pytest.mark.parametrize(
    "question", ["Hvad gør jeg ved {}?", "hvad er tegnene på {}", "hvordan ved man, om det er {}"]
)
def test_who_asks_how_to_see_or_meet_a_danger_is_told(
    question: str, called: str, danger: str
) -> None:
    assert danger in dangers(question.format(called))


def test_what_a_municipality_does_about_a_danger_is_a_question_of_the_subject() -> None:
    assert notice("Hvad gør kommunen ved overdosis?") == ""
    assert notice("Hvordan ser man, om metoden virker mod vold?") == ""


def test_fear_of_somebody_is_danger_and_fear_for_them_is_worry() -> None:
    assert dangers("jeg er bange for min far") == {"vold"}
    assert dangers("jeg er bange for, at min far slår mig") == {"vold"}
    assert notice("jeg er bange for, at min far får det værre") == ""


def test_what_is_long_ago_does_not_hide_what_is_now() -> None:
    text = "Min far slog mig, da jeg var barn, og nu vil jeg dø"
    assert dangers(text) == {"selvmord"}
    assert dangers("Han tog en overdosis sidste år. Nu har han taget en overdosis") == {
        "forgiftning"
    }


def test_danger_is_seen_in_capitals_and_without_danish_letters() -> None:
    assert dangers("HUN TRAEKKER IKKE VEJRET") == {"bevidstløs"}
    assert dangers("han er bevidstlos") == {"bevidstløs"}


def test_who_decides_a_dose_is_said() -> None:
    told = notice("Hvor meget metadon må jeg få?")
    assert told.startswith("Hvor meget medicin man må få, afgør en læge.")


def test_notice_stands_above_an_answer_and_leaves_its_citations() -> None:
    question = "Broens finansiering, jeg vil dø"
    answer = assistant().ask(question)
    assert answer.status == "answered"
    assert answer.notice == notice(question)
    assert answer.text == f"{answer.notice}\n\n{body(answer)}"
    assert body(answer) == "Der er afsat 3 mio. kr. til stofmisbrug og herberg i puljen. [1]"
    assert_sound(answer, assistant())


def test_notice_stands_above_an_answer_that_is_not_found() -> None:
    answer = assistant().ask("hun trækker ikke vejret")
    assert answer.status == "not_found"
    assert answer.text.startswith(f"{answer.notice}\n\nDet svarer dokumenterne ikke på.")


def test_only_the_latest_turn_is_looked_at() -> None:
    first = assistant().ask("jeg vil ikke leve mere")
    history = (Turn(first.question, first),)
    assert assistant().ask("Hvem er målgruppen for Broen?", history=history).notice == ""


def test_answer_without_danger_has_no_notice() -> None:
    answer = assistant().ask("Hvem er målgruppen for Broen?")
    assert answer.notice == ""
    assert body(answer) == answer.text


def test_body_is_the_text_without_the_notice() -> None:
    told = above("Ring 112.", DECLINED)
    assert told.text == "Ring 112.\n\nDet svarer dokumenterne ikke på."
    assert body(told) == DECLINED.text
    assert above("", DECLINED) is DECLINED


@pytest.mark.parametrize(
    "question",
    ["Har jeg ret til en båd?", "Må kommunen tvinge mig i arbejde?", "Am I entitled to a boat?"],
)
def test_who_decides_is_said_where_somebody_asks_for_a_ruling(question: str) -> None:
    assert dangers(question) == {"afgørelse"}
    answer = assistant().ask(question, "citizen")
    assert answer.notice.startswith("Hvad der gælder for dig eller dine, afgør kommunen")


def test_who_decides_is_said_above_the_answer_that_is_else_given() -> None:
    ruling = "Hvad koster stofmisbrug, og hvad har vi ret til?"
    told = assistant().ask(ruling, "citizen")
    assert told.notice == notice(ruling) != ""
    assert "Der er afsat 3 mio. kr." in body(told)
    assert not is_in_danger(ruling)
    assert is_in_danger("Hvor meget metadon må jeg få?")


@pytest.mark.parametrize(
    "question", ["Hvem har ret til behandling?", "Hvad siger serviceloven om tvang?"]
)
def test_question_of_the_law_asks_for_no_ruling(question: str) -> None:
    assert notice(question) == ""


def test_danger_alone_gets_no_text_that_search_finds() -> None:
    answer = assistant().ask("jeg har lyst til at dø", "citizen")
    assert (answer.status, answer.citations, answer.nearest) == ("not_found", (), ())
    assert answer.text == (
        f"{answer.notice}\n\nDet svarer dokumenterne ikke på. "
        "Din egen kommune kan fortælle dig, hvilken hjælp du kan få."
    )


def test_minutes_count_where_somebody_cannot_be_woken_or_has_taken_too_much() -> None:
    assert is_urgent("hun kan ikke vækkes")
    assert is_urgent("jeg har taget en overdosis")
    assert not is_urgent("min mand slår mig")
    assert not is_urgent("hej")
