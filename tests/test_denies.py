"""What a question takes for granted and the page denies."""

import pytest

from assistant.denies import denial
from assistant.question import plan
from assistant.scopes import Scopes
from corpus.structure import parse
from tests.fakes import evidence

BROEN = parse(
    "broen",
    "Broen\n\nBroen er et kursus i Odder, Ribe og Skanderborg.\n\n"
    "Hvor er vi?\n\nMosby: Engvej 9. Her er der desværre ikke drivhus med tomater.\n\n"
    "Kurset\n\nDer er ingen sauna i Odder. Vi giver ikke lektiehjælp.\n\n"
    "Siden\n\nOdder og Ribe Kommune valgte ikke at fortsætte, fordi det var dyrt.\n",
)
SKOVEN = parse("skoven", "Skoven\n\nSkoven er for ældre.\n")
FIND = Scopes.over((BROEN, SKOVEN)).find


def told(text: str) -> list[str]:
    question = plan(text, FIND)[0]
    return [item.text for item in denial(question, evidence(text, (BROEN, SKOVEN)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvornår åbner drivhuset i Mosby på Broen? Min søn elsker agurker", "ikke drivhus"),
        ("Hvornår åbner Broens sauna i Odder?", "ingen sauna"),
        ("Hvad koster lektiehjælp på Broen?", "ikke lektiehjælp"),
        ("Hvor mange vejledere har Ribe Kommune på Broen?", "valgte ikke"),
    ],
)
def test_sentence_that_denies_what_is_taken_for_granted_answers(text: str, found: str) -> None:
    [said] = told(text)
    assert found in said


@pytest.mark.parametrize(
    "text",
    [
        "Hvornår åbner drivhuset i Skanderborg på Broen?",  # of another place
        "Hvornår åbner værkstedet i Mosby på Broen?",  # of another thing
        "Hvor mange vejledere havde Ribe Kommune på Broen?",  # before they left
        "Hvor mange vejledere har Skanderborg Kommune på Broen?",
        "Hvem er kontaktperson i Ribe for Broen?",
        "Har Broen en sauna i Odder",  # takes nothing for granted
    ],
)
def test_what_denies_something_else_is_no_answer(text: str) -> None:
    assert told(text) == []


def test_leaving_something_else_is_no_leaving_of_it() -> None:
    page = parse(
        "stien",
        "Stien\n\nStien er et forløb for unge i Ribe og Varde.\n\n"
        "Varde Kommune valgte ikke at deltage i evalueringen.\n",
    )
    (question,) = plan("Hvor mange unge fra Varde deltager i Stien?", Scopes.over([page]).find)
    assert denial(question, evidence(question.text, [page])) == []
