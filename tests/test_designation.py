"""Parts that are called by a number: it belongs to its noun, on the page and in the question."""

from datetime import date

import pytest

from assistant import bare
from assistant.assistant import Assistant
from assistant.designation import parts_asked, parts_in, with_part
from assistant.kinds import kinds
from assistant.question import parse as parsed
from assistant.scopes import Scope
from assistant.types import Turn
from corpus.structure import parse
from index.danish import stems
from tests.fakes import FakeSearch

PAGE = parse(
    "laanekassen",
    "Puljen Grønne Gårde\n\nPuljen Grønne Gårde giver penge til haver for beboere.\n\n"
    "Uddelinger\n\n"
    "Runde: Runde 1 · Uddelt beløb: 6,1 mio. kr. · Antal haver: 8 · Status: Afsluttet\n\n"
    "Runde: Runde 2 · Uddelt beløb: 7,4 mio. kr. · Antal haver: 5 · Status: I gang\n\n"
    "I runde 2 kom der 27 skemaer.\n\n"
    "Haver i runde 2\n\n"
    "Have: Bede på 2. sal · Ansøger: Andelsforeningen Tang · Sted: Nyborg · Bevilling: 2,9 mio. kr."
    "\n\n"
    "Have: Taghaven · Ansøger: Andelsforeningen Tang · Sted: Faaborg · Bevilling: 1,7 mio. kr.\n\n"
    "Have: Staudebedet · Ansøger: Foreningen Muld · Sted: Assens · Bevilling: 0,6 mio. kr.\n",
)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.over([PAGE], FakeSearch([PAGE]), lambda: date(2026, 6, 1))


def told(assistant: Assistant, *questions: str) -> str:
    history: tuple[Turn, ...] = ()
    for question in questions:
        answer = assistant.ask(question, history=history)
        history = (*history, Turn(question, answer))
    return answer.text if answer.status == "answered" else ""


def test_number_belongs_to_its_noun() -> None:
    assert parts_in("Bede på 2. sal") == {("sal", "2")}
    assert parts_in("Lukket i uge 28, 29 og 30") == {("uge", "28"), ("uge", "29"), ("uge", "30")}
    assert parts_in("Fristen er 1. marts.") == frozenset()


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Hvor meget blev der uddelt i runde 2 af puljen?", {("rund", "2")}),
        ("Hvad koster spor B?", {("spor", "b")}),
        ("Er der plads til familier med 2 børn?", set()),
        ("Er den for alle over 18 år?", set()),
    ],
)
def test_number_that_counts_something_names_no_part(text: str, parts: set[object]) -> None:
    assert parts_asked(text) == parts


def test_part_of_the_same_sort_takes_its_place() -> None:
    assert with_part("Hvad koster hold 1?", ("hold", "3")) == "Hvad koster hold 3?"
    assert with_part("Hvad koster hold 1?", ("uge", "3")) == ""


def test_row_of_another_noun_with_the_number_is_no_answer(assistant: Assistant) -> None:
    assert told(assistant, "Hvor meget fik haven i Thisted i runde 2 af Grønne Gårde?") == ""


def test_row_of_the_part_is_told(assistant: Assistant) -> None:
    said = told(assistant, "Hvor meget blev der uddelt i runde 2 af Grønne Gårde?")
    assert said == "Runde: Runde 2 · Uddelt beløb: 7,4 mio. kr. [1]"


def test_rows_under_a_heading_of_the_part_are_told(assistant: Assistant) -> None:
    said = told(assistant, "Hvilke haver har Andelsforeningen Tang i runde 2 af Grønne Gårde?")
    assert "Taghaven" in said and "Bede på 2. sal" in said and "Staudebedet" not in said


def test_what_is_not_counted_in_the_row_is_not_told_of_it(assistant: Assistant) -> None:
    assert told(assistant, "Hvor mange skemaer kom der i runde 1 af Grønne Gårde?") == ""
    assert "27 skemaer" in told(assistant, "Hvor mange skemaer kom der i runde 2 af Grønne Gårde?")
    assert "Antal haver: 8" in told(
        assistant, "Hvor mange haver var der i runde 1 af Grønne Gårde?"
    )


@pytest.mark.parametrize("second", ["Og i runde 2?", "Hvad med runde 2?", "og 2. runde"])
def test_same_is_asked_of_another_part(assistant: Assistant, second: str) -> None:
    said = told(assistant, "Hvor meget blev der uddelt i runde 1 af Grønne Gårde?", second)
    assert said == "Runde: Runde 2 · Uddelt beløb: 7,4 mio. kr. [1]"


@pytest.mark.parametrize(("part", "told"), [("runde 1 af ", None), ("", [])])
def test_whether_a_part_runs_is_not_denied_for_want_of_a_sentence(part: str, told: object) -> None:
    [kind] = kinds("Er initiativet stadig i gang?")
    whole = Scope(PAGE.id, PAGE.title, 0, len(PAGE.text), True, True, frozenset(stems(PAGE.title)))
    question = parsed(f"Er {part}Puljen Grønne Gårde stadig i gang?", kind, (whole,))
    assert bare.told(question, {PAGE.id: PAGE}) == told


def test_day_of_a_month_names_no_part() -> None:
    assert parts_in("Frist for rejser: 7. maj") == frozenset()
