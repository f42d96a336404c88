"""'Still running?' on the other side of the end."""

from datetime import date

import pytest

from evals.flip import State, agrees, flipped, reply_of, state_of
from evals.types import Question
from tests.answers import BROEN, TARGET, question

NAMED = {"broen": BROEN}


def _running(day: date | None, *replies: str) -> Question:
    nuggets = [{"id": "n1", "vital": True, "any_of": ["2025"], "group": 0}]
    nuggets += [{"id": key, "vital": True, "any_of": [key], "group": 0} for key in replies]
    return question(type="still_running", as_of=day, nuggets=nuggets, forbidden=["^Nej"])


def test_running_period_is_over_some_day_after_its_end() -> None:
    found = flipped(_running(date(2024, 1, 1), "ja"), NAMED, 7)
    assert found is not None
    moved, state, reply = found
    assert (state, reply) == ("over", "nej")
    assert moved.as_of and date(2025, 12, 31) < moved.as_of < date(2027, 3, 1)
    assert [nugget.id for nugget in moved.nuggets] == ["n1"]
    assert moved.forbidden == ()


def test_period_that_is_over_runs_on_some_day_of_it() -> None:
    found = flipped(_running(date(2026, 1, 1), "ja"), NAMED, 7)
    assert found is not None
    moved, state, reply = found
    assert (state, reply) == ("running", "nej")  # 'has it ended?' was yes
    assert moved.as_of and date(2023, 1, 1) <= moved.as_of <= date(2025, 12, 31)


def test_last_day_of_the_period_is_running_still() -> None:
    found = flipped(_running(date(2025, 12, 31)), NAMED, 7)
    assert found is not None and found[1:] == ("over", "")


def test_question_without_a_day_or_a_period_is_not_flipped() -> None:
    assert flipped(_running(None), NAMED, 7) is None
    elsewhere = [[{"document": "broen", "quote": TARGET}]]
    assert flipped(question(as_of=date(2024, 1, 1), evidence=elsewhere), NAMED, 7) is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Nej, projektperioden for »Broen« er udløbet: 2023 - 2025. [1]", "over"),
        ("Ja, projektperioden for »Broen« løber stadig: 2023 - 2025. [1]", "running"),
        ("Projektet løber ikke længere. [1]", "over"),
        ("Perioden er ikke begyndt endnu. [1]", ""),
        ("Nej, perioden er udløbet: »Projektet løber til og med 2019.« [1]", "over"),
        ("Projektperioden er »i gang«.", ""),
        ("Projektperioden er 2023 - 2025. [1]", ""),
    ],
)
def test_state_is_read_outside_what_is_quoted(text: str, state: State) -> None:
    assert state_of(text) == state


def test_reply_is_the_first_word() -> None:
    assert reply_of("Nej, det er slut.") == "nej"
    assert reply_of("Jamen, ja.") == ""


def test_answer_agrees_with_both_state_and_reply() -> None:
    assert agrees("Nej. Perioden er udløbet.", "over", "nej")
    assert agrees("Perioden er udløbet.", "over", "nej")
    assert not agrees("Ja. Perioden er udløbet.", "over", "nej")
    assert not agrees("Nej. Perioden løber stadig.", "over", "nej")
    assert not agrees("Nej. Perioden er 2023 - 2025.", "over", "nej")
