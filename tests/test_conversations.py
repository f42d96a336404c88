"""Conversations with the assistant as it ships: its documents, its embedding."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.opening import open_assistant
from assistant.settings import SHIPPED_DOCUMENTS, Settings
from tests.answers import conversation

TODAY = date(2024, 6, 1)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    data = tmp_path_factory.mktemp("data")
    return open_assistant(
        Settings(documents=SHIPPED_DOCUMENTS, data=data, today=TODAY, embedding="bundled")
    )


def test_follow_up_is_about_what_was_answered(shipped: Assistant) -> None:
    answer = conversation(
        shipped, "Hvad er formålet med fremskudt stofbehandling?", "Hvem er kontaktperson?"
    )
    assert "Christina Lykke Kaldahl" in answer.text
    answer = conversation(
        shipped, "Hvad er formålet med Stofmisbrugspakken?", "Hvem er kontaktperson?"
    )
    assert "Jakob Tjalve" in answer.text


@pytest.mark.parametrize(
    "question", ["Hvem er kontaktperson for Stofmisbrugspakken?", "Hvad med Stofmisbrugspakken?"]
)
def test_new_subject_leaves_the_old_one(shipped: Assistant, question: str) -> None:
    asked = "Hvem er kontaktperson for fremskudt stofbehandling?"
    answer = conversation(shipped, asked, question)
    assert "Jakob Tjalve" in answer.text
    assert "Kaldahl" not in answer.text


PERIOD = "Hvornår sluttede Stofmisbrugspakken?"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hvor står det?", "Det står i »Stofmisbrugspakken« under »Projektperiode«: »2012 - 2018«"),
        ("er du sikker?", "»Stofmisbrugspakken« blev senest opdateret 06/07 2017"),
        ("sig det igen", "er 2012 - 2018"),
    ],
)
def test_what_is_asked_of_an_answer_is_answered_of_the_question_before(
    shipped: Assistant, text: str, told: str
) -> None:
    assert told in conversation(shipped, PERIOD, text).text
    assert told in conversation(shipped, PERIOD, "hvor har du det fra", "tak", text).text


def test_plainer_answer_explains_words_and_says_what_it_cannot_do(shipped: Assistant) -> None:
    long = conversation(shipped, "Hvad er fremskudt stofbehandling?")
    plain = conversation(shipped, long.question, "Det forstår jeg ikke, kan du forklare det?")
    assert long.text.startswith(plain.text.removesuffix(" [1]"))
    assert len(plain.text) < len(long.text) / 2
    assert plain.terms and not long.terms
    assert plain.remark.startswith("Jeg kan ikke skrive kildens ord om.")


def test_thanks_are_taken_and_what_asks_of_no_answer_asks_nothing(shipped: Assistant) -> None:
    assert conversation(shipped, PERIOD, "mange tak").text == (
        "Selv tak. Skriv, hvis du vil vide mere."
    )
    nothing = conversation(shipped, "tak").text
    assert nothing.startswith("Skriv, hvad du gerne vil vide")
    assert conversation(shipped, "hej", "er du sikker?").text == nothing
