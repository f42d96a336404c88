"""What is said of an answer: taken from a browser, masked, kept, read, deleted."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant import feedback
from assistant.feedback import FILE, REASON, Cited, Feedback, FeedbackError, about, clear, masked
from assistant.masking import CPR, EMAIL, TELEPHONE
from assistant.types import Answer, Turn
from tests.answers import MONEY, citation

GIVEN = Feedback(
    when="2024-06-01T12:00:00+00:00",
    question="Hvor meget er der afsat?",
    turns=("Hvad er Broen?",),
    audience="citizen",
    verdict="down",
    reason="Svarer ikke på det.",
    status="answered",
    answer=f"{MONEY} [1]",
    citations=(Cited("broen", "Broen", MONEY, 21, 69),),
    version="version-1",
)


def turn(question: str, text: str = "Det ved jeg ikke.", **rest: Any) -> Turn:
    return Turn(question, Answer("1", question, "citizen", "answered", text, **rest))


def test_feedback_is_about_the_last_answer_after_the_questions_before() -> None:
    conversation = [
        turn("Hvad er Broen?"),
        turn("Hvor meget?", MONEY, citations=(citation(MONEY),)),
    ]
    found = about(conversation, "up", "Godt", "version-7")
    start = citation(MONEY).start
    assert replace(found, when="") == Feedback(
        "",
        "Hvor meget?",
        ("Hvad er Broen?",),
        "citizen",
        "up",
        "Godt",
        "answered",
        MONEY,
        (Cited("broen", "Broen", MONEY, start, start + len(MONEY)),),
        "version-7",
    )
    assert found.when.endswith("+00:00")


@pytest.mark.parametrize(
    ("verdict", "why"),
    [
        ("sideways", ""),
        (None, ""),
        (["up"], ""),
        ("up", None),
        ("up", 3),
        ("up", "x" * (REASON + 1)),
    ],
)
def test_what_no_page_of_ours_sends_is_refused(verdict: object, why: object) -> None:
    with pytest.raises(ValueError, match="no feedback"):
        about([turn("Hvad?")], verdict, why)


def test_feedback_on_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="no answer"):
        about([], "up", "")


def test_feedback_is_read_as_it_was_saved_in_a_file_for_its_owner_alone(tmp_path: Path) -> None:
    feedback.save(tmp_path / "data", GIVEN)
    feedback.save(tmp_path / "data", replace(GIVEN, verdict="up", reason=""))
    path = tmp_path / "data" / FILE
    assert feedback.read(path) == [GIVEN, replace(GIVEN, verdict="up", reason="")]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (
        json.loads(path.read_text(encoding="utf-8").splitlines()[0])["question"] == GIVEN.question
    )


def test_what_tells_who_somebody_is_never_reaches_the_disk(tmp_path: Path) -> None:
    private = replace(
        GIVEN,
        question="Min søn 010190-1234 har brug for hjælp",
        turns=("Ring 22 33 44 55",),
        reason="Skriv til ida@holm.dk",
        answer="010190-1234: ring 99 88 77 66 eller 22 33 44 55",
        citations=(Cited("broen", "Broen", "Telefon: 99 88 77 66", 0, 20),),
    )
    feedback.save(tmp_path, private)
    (kept,) = feedback.read(tmp_path / FILE)
    assert kept.question == f"Min søn {CPR} har brug for hjælp"
    assert kept.turns == (f"Ring {TELEPHONE}",)
    assert kept.reason == f"Skriv til {EMAIL}"
    assert kept.answer == f"{CPR}: ring 99 88 77 66 eller {TELEPHONE}"
    assert "010190" not in (tmp_path / FILE).read_text(encoding="utf-8")


def test_texts_are_shortened_and_lose_control_characters_and_half_characters() -> None:
    long = masked(
        replace(
            GIVEN,
            question="a\x1b[31m\r\nb\ud800\u2028",
            turns=tuple(str(number) for number in range(30)),
            reason="x" * (REASON + 5),
        )
    )
    assert long.question == "a[31m\nb"
    assert long.turns == tuple(str(number) for number in range(10, 30))
    assert len(long.reason) == REASON


def test_number_that_a_cut_goes_through_is_masked_first() -> None:
    cut = masked(replace(GIVEN, reason="x" * (REASON - 5) + " 010190-1234"))
    assert "0101" not in cut.reason


def test_lines_of_several_at_once_stay_whole(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(
            pool.map(
                lambda number: feedback.save(tmp_path, replace(GIVEN, reason=str(number))),
                range(40),
            )
        )
    kept = feedback.read(tmp_path / FILE)
    assert sorted(int(one.reason) for one in kept) == list(range(40))


def test_line_half_written_is_left_out_and_the_next_begins_anew(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE).write_text('{"when": "2024', encoding="utf-8")
    feedback.save(tmp_path, GIVEN)
    assert feedback.read(tmp_path / FILE) == [GIVEN]
    assert caplog.messages == [f"Line 1 of {tmp_path / FILE} is no feedback"]


def test_full_file_takes_no_more(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\n" * feedback.MOST_BYTES)
    with pytest.raises(FeedbackError, match=r"filen er fuld; .* initiativ feedback --clear"):
        feedback.save(tmp_path, GIVEN)
    assert (tmp_path / FILE).stat().st_size == feedback.MOST_BYTES


def test_folder_that_is_a_file_is_refused_in_danish(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(FeedbackError, match="kan ikke gemmes i"):
        feedback.save(tmp_path / "data", GIVEN)


def test_feedback_is_deleted_and_counted(tmp_path: Path) -> None:
    assert clear(tmp_path / "ingen") == 0
    feedback.save(tmp_path, GIVEN)
    feedback.save(tmp_path, GIVEN)
    assert clear(tmp_path) == 2
    assert feedback.read(tmp_path / FILE) == []
    assert clear(tmp_path) == 0
