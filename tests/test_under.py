"""What stands under a heading that asks what a question asks."""

import pytest

from assistant.choose import WHOLE_WORDS
from assistant.question import Question, plan
from assistant.scopes import Scopes
from assistant.under import answer
from corpus.structure import parse
from tests.fakes import evidence

LONG = " ".join(["Vi maler det gamle skib ved kajen hver eneste sommer."] * 8)
BROEN = parse(
    "broen",
    "Broen\n\nBroen er et værested.\n\n"
    "Har I tavshedspligt?\n\nVi siger intet videre. Er et barn i fare, ringer vi til kommunen.\n\n"
    "Hvem kan være med?\n\nAlle over 18 år. Bor du i Lunde, er det gratis.\n\n"
    "Hvad skal jeg have med?\n\nTag regntøj med.\n\n"
    "Koster det noget?\n\nNej, maden er gratis. Kaffen koster 5 kr.\n\n"
    "Skal jeg bestille tid?\n\nDet er bedst.\n\n"
    f"Hvordan sejler I?\n\nVi sejler med motor. {LONG} »Vi sejler hver dag. Det gør vi.«\n\n"
    "Kan jeg leje en kano?\n\nDet koster 20 kr.\n\n"
    "Om huset\n\nHuset er gult.\n",
)
SKOVEN = parse(
    "skoven",
    "Skoven\n\nSkoven er en have. Du skal bestille tid.\n\nHar I planter?\n\nVi har roser.\n",
)
PAGES = (BROEN, SKOVEN)
FIND = Scopes.over(PAGES).find
SILENCE = ["Vi siger intet videre.", "Er et barn i fare, ringer vi til kommunen."]


def told(text: str, most: int = 3) -> list[str]:
    question: Question = plan(text, FIND)[0]
    return [item.text for item in answer(question, evidence(text, PAGES), most)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Har Broen tavshedspligt?", SILENCE),
        ("Er der tavshedspligt på Broen?", SILENCE),
        ("Har man tavshedspligt overfor kommunen på Broen?", SILENCE),  # it stands under it
        ("Hvem kan være med på Broen?", ["Alle over 18 år.", "Bor du i Lunde, er det gratis."]),
        ("Hvad skal man have med på Broen?", ["Tag regntøj med."]),
        ("Hvad koster det på Broen?", ["Nej, maden er gratis.", "Kaffen koster 5 kr."]),
        ("Skal man bestille tid på Broen?", ["Det er bedst."]),
    ],
)
def test_what_stands_under_the_same_question_answers(text: str, said: list[str]) -> None:
    assert told(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Har Skoven tavshedspligt?",  # the other page has that heading
        "Har Broen tavshedspligt om dyr?",  # nothing of animals
        "Hvem kan ikke være med på Broen?",
        "Hvornår kan man være med på Broen?",  # another thing is asked for
        "Hvem står bag Broen?",
        "Kan man stadig være med på Broen?",
        "Koster kaffen 5 kr. på Broen?",
        "Hvad koster kaffen på Broen?",  # its own sentence answers
        "Kan man bestille tid på Broen?",  # whether one may, and not whether one must
        "Kan man komme på Broen uden at bestille tid?",
        "Hvorfor skal man bestille tid på Broen?",
        "Hvad er Broen?",
        "Om huset på Broen?",  # that heading asks nothing
        "Koster det noget?",  # of whatever it is
    ],
)
def test_other_question_is_not_answered_so(text: str) -> None:
    assert told(text) == []


def test_long_section_gives_its_best_sentences_with_the_first() -> None:
    assert len(LONG.split()) > WHOLE_WORDS
    found = told("Hvordan sejler man på Broen?", most=2)
    assert len(found) == 2
    assert found[0] == "Vi sejler med motor."
    assert "»" not in found[1]  # a sentence that only begins a quotation


def test_page_that_is_found_answers_where_none_is_named() -> None:
    assert told("Kan man leje en kano?") == ["Det koster 20 kr."]
    assert told("Har I tavshedspligt?") == []  # too little to know of what it asks
    assert told("Skal jeg bestille tid?") == []


JOLLEN = parse(
    "jollen",
    "Jollen\n\nJollen hjælper folk, der vil sejle.\n\n"
    "Det kan vi hjælpe med\n\n- at lappe et sejl\n- at låne en redningsvest\n\n"
    "Vi ejer ingen både.\n\nSådan foregår det\n\nDu møder to værter ved broen.\n",
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Hvad kan Jollen hjælpe med?",
            ["at lappe et sejl", "at låne en redningsvest", "Vi ejer ingen både."],
        ),
        (
            "Hvad kan værterne i Jollen hjælpe med?",
            ["at lappe et sejl", "at låne en redningsvest", "Vi ejer ingen både."],
        ),
        ("Hvordan foregår Jollen?", ["Du møder to værter ved broen."]),
        ("Hvad kan naboerne hjælpe Jollen med?", []),
        ("Hvornår foregår Jollen?", []),
    ],
)
def test_heading_that_points_to_it_answers_what_asks_for_it(text: str, said: list[str]) -> None:
    question: Question = plan(text, Scopes.over([JOLLEN]).find)[0]
    found = answer(question, evidence(text, [JOLLEN]), 3)
    assert list(dict.fromkeys(item.text for item in found)) == said
