"""What is asked of the answer before, and what is answered."""

from datetime import date

import pytest

from assistant.again import Again, again, asking, remark, wanted
from assistant.extract import extract
from assistant.question import plan
from assistant.scopes import Scopes
from assistant.types import Answer, Turn
from corpus.structure import parse
from tests.fakes import evidence

BROEN = parse(
    "broen",
    "Broen\n\nBroen er for unge hjemløse. Den har til huse i Odder.\n\n"
    "Finansiering:\n\nDer er afsat 4 mio. kr. til Broen. Pengene er fra ministeriet.\n\n"
    "Indhold:\n\nDe unge får:\n\n  • samtaler hver uge\n  • hjælp til bolig\n\n"
    "Senest opdateret 18-04-2023\n",
)
MONEY = "Hvor mange penge er der afsat til Broen?"


def said(question: str, wants: Again) -> list[str]:
    pages = (BROEN,)
    asked = plan(question, Scopes.over(pages).find)
    found = [(one, evidence(question, pages, date(2024, 6, 1))) for one in asked]
    return [item.text for item in again(extract(found), found, wants)]


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("Hvor står det?", "where"),
        ("ok men hvor står det henne", "where"),
        ("Hvem har du det fra?", "where"),
        ("Hvilken side står det på?", "where"),
        ("er du sikker?", "sure"),
        ("Er du helt sikker på det?", "sure"),
        ("passer det?", "sure"),
        ("Tak! Kan du sige det kortere?", "shorter"),
        ("Det var alt for langt, kan du skrive det i én sætning?", "shorter"),
        ("Det forstår jeg ikke. Kan du forklare det enklere?", "plainer"),
        ("Kan du sige det på almindeligt dansk?", "plainer"),
        ("hvad betyder det?", "plainer"),
        ("Kan du gentage det?", "same"),
    ],
)
def test_turn_may_ask_of_the_answer_before(text: str, wants: Again) -> None:
    assert wanted(text) == wants


@pytest.mark.parametrize(
    "text",
    [
        "Hvor står det i loven?",
        "Hvad betyder det for mig?",
        "Er det rigtigt, at det er slut?",
        "Er det sikkert at være der?",
        "Kan du forklare formålet?",
        "Kan man få den anderledes?",
        "Hvor er det?",
        "Hvor langt er der?",
        "Tak",
        "",
    ],
)
def test_what_asks_of_the_documents_asks_nothing_of_the_answer(text: str) -> None:
    assert wanted(text) == ""


def test_where_quotes_the_place_and_names_page_and_heading() -> None:
    assert said(MONEY, "where") == [
        "Det står i »Broen« under »Finansiering«: »Der er afsat 4 mio. kr. til Broen.«"
    ]


def test_whether_it_is_sure_adds_how_old_the_page_is() -> None:
    assert said(MONEY, "sure")[1:] == ["Siden »Broen« blev senest opdateret 18-04-2023."]


def test_list_stands_in_one_place_and_is_quoted_once() -> None:
    told = said("Får man samtaler i Broen?", "where")
    assert told[0].startswith("Det står i »Broen« under »Indhold«: »De unge får: •")
    assert len(told) == 1


@pytest.mark.parametrize("wants", ["shorter", "plainer"])
def test_shorter_and_plainer_are_one_sentence(wants: Again) -> None:
    assert len(said("Hvad er Broen?", "same")) > 1
    assert said("Hvad er Broen?", wants) == ["Broen er for unge hjemløse."]


def test_list_is_whole_in_a_shorter_answer_too() -> None:
    question = "Får man samtaler i Broen?"
    assert said(question, "shorter") == said(question, "same")


def test_only_a_plainer_answer_says_that_it_cannot_be_reworded() -> None:
    assert remark("plainer") == (
        "Jeg kan ikke skrive kildens ord om. Her er det, der svarer mest på spørgsmålet."
    )
    assert remark("shorter") == remark("") == ""


def test_thanks_and_what_asks_of_an_answer_are_no_part_of_what_is_spoken_of() -> None:
    answer = Answer("", "", "caseworker", "not_found", "x")
    turns = [Turn(text, answer) for text in ("Hvad er Broen?", "tak", "er du sikker?")]
    assert asking(turns) == (turns[0],)
