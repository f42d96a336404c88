from time import thread_time

import pytest

from assistant.sender import without_sender

KNOWN = {"asta", "fogh"}


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("Jeg hedder Ida Holm. Hvem kan få hjælp?", "Hvem kan få hjælp?"),
        ("mit navn er ida holm, og mit cpr-nummer er 010190-1234. Hvem ringer jeg til?",
         "Hvem ringer jeg til?"),
        ("Ring til mig på 22 33 44 55. Hvad er formålet?", "Hvad er formålet?"),
        ("Skriv til mig på ida@example.dk. Hvad er formålet?", "Hvad er formålet?"),
        ("Jeg bor på Nørregade 12, 8900 Randers. Kan jeg få hjælp?",
         "i Randers. Kan jeg få hjælp?"),
        ("Min søn hedder Peter. Er der hjælp til ham?", "Min søn. Er der hjælp til ham?"),
    ],
)  # fmt: skip
def test_what_somebody_tells_of_themselves_is_no_part_of_the_question(
    question: str, left: str
) -> None:
    assert without_sender(question, KNOWN.__contains__) == left


@pytest.mark.parametrize(
    "question",
    [
        "Min kontaktperson hedder Asta Fogh, hvad er hendes nummer?",  # the documents know her
        "Hvem har nummer 22 33 44 55?",  # nobody's own
        "Hvem er Ida Holm?",
        "Hvad ligger på Nørregade 12?",
        "Hvem har telefonen?",
        "Initiativets navn er broen, hvem betaler for det?",
        "Navn: Broen. Hvem betaler?",
    ],
)
def test_what_may_be_asked_about_is_left(question: str) -> None:
    assert without_sender(question, KNOWN.__contains__) == question


def test_a_question_that_is_nothing_else_is_left_as_it_is() -> None:
    assert without_sender("Jeg hedder Ida Holm.", KNOWN.__contains__) == "Jeg hedder Ida Holm."


def test_what_is_typed_over_and_over_is_read_at_once() -> None:
    begun = thread_time()
    for typed in ("cpr-nr " * 250 + "x 20304050", "jeg " * 300 + "x 20304050 " * 60):
        without_sender(typed, KNOWN.__contains__)
    assert thread_time() - begun < 5  # seconds; with two ways to read a word it never ends
