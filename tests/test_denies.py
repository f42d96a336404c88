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


PULJE = parse(
    "puljen",
    "Puljen Grønne Tage\n\nPuljen Grønne Tage giver penge til foreninger.\n\n"
    "Kommunen giver 300.000 kr. Regionen bidrager ikke med penge. "
    "Fonden giver ikke tilskud til taxa. "
    "Staten betaler ikke kun for tage.\n\n"
    "Fristen for runde 2 var 4. maj 2023. Der kommer ikke en runde 3. "
    "Fase 1 er ikke blevet evalueret.\n",
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvor meget giver regionen til Grønne Tage?", ["Regionen bidrager ikke med penge."]),
        ("Hvor meget betaler kommunen til Grønne Tage?", []),
        ("Hvor meget giver fonden til Grønne Tage?", []),
        ("Hvor meget giver staten til Grønne Tage?", []),
        ("Hvornår er fristen for runde 3 af Grønne Tage?", ["Der kommer ikke en runde 3."]),
        ("Hvornår er fristen for runde 2 af Grønne Tage?", []),
        ("Hvad viste evalueringen af fase 1 af Grønne Tage?", ["Fase 1 er ikke blevet evalueret."]),
        ("Hvornår begyndte fase 1 af Grønne Tage?", []),
    ],
)
def test_part_that_is_not_and_who_gives_nothing_are_denied(text: str, found: list[str]) -> None:
    pages = (PULJE, SKOVEN)
    question = plan(text, Scopes.over(pages).find)[0]
    said = denial(question, evidence(text, pages), is_sure=True)
    assert [item.text for item in said] == found


def test_leaving_something_else_is_no_leaving_of_it() -> None:
    page = parse(
        "stien",
        "Stien\n\nStien er et forløb for unge i Ribe og Varde.\n\n"
        "Varde Kommune valgte ikke at deltage i evalueringen.\n",
    )
    (question,) = plan("Hvor mange unge fra Varde deltager i Stien?", Scopes.over([page]).find)
    assert denial(question, evidence(question.text, [page])) == []


KVISTEN = parse(
    "kvisten",
    "Kvisten\n\nKvisten er et forløb for unge i Ribe. De unge måler deres fravær hver dag.\n\n"
    "Resultater\n\nDe unges fravær faldt ikke målbart. Deres glæde ved forløbet blev ikke målt. "
    "Søskendegruppen gav ingen ændring af søvnen.\n\n"
    "Møder\n\nEt forslag om gebyr for værktøj blev stemt ned.\n\n"
    "Start\n\nDe unge opfordres til at tage handsker med, men det er ikke et krav. "
    "Det er et krav at tage støvler med.\n",
)


def contradicted(text: str, is_sure: bool = False) -> list[str]:
    question = plan(text, Scopes.over((KVISTEN, SKOVEN)).find)[0]
    return [item.text for item in denial(question, evidence(text, (KVISTEN, SKOVEN)), is_sure)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hvor meget faldt fraværet i Kvisten?", "faldt ikke målbart"),
        ("Hvor meget større blev glæden i Kvisten?", "ikke målt"),
        ("Hvor meget forbedrede Søskendegruppen søvnen i Kvisten?", "ingen ændring"),
        ("Hvornår træder gebyret for værktøj i Kvisten i kraft?", "stemt ned"),
        ("Hvorfor tvinger Kvisten de unge til at tage handsker med?", "ikke et krav"),
    ],
)
def test_sentence_that_says_it_is_not_so_answers(text: str, found: str) -> None:
    [said] = contradicted(text)
    assert found in said


@pytest.mark.parametrize(
    "text",
    [
        "Hvor meget faldt prisen i Kvisten?",  # nothing is said of it
        "Hvor meget faldt fraværet i Kvisten i Odder?",  # of another place
        "Hvorfor tvinger Kvisten de unge til at tage huer med handsker?",
        "Hvem betaler for værktøj i Kvisten?",  # takes nothing of the sort for granted
    ],
)
def test_it_is_sure_to_be_denied_only_where_all_of_it_is_said(text: str) -> None:
    assert contradicted(text, is_sure=True) == []


def test_what_another_sentence_says_is_so_is_not_surely_denied() -> None:
    page = parse(
        "elven",
        "Elven\n\nElven er for drenge i Ribe.\n\nDer var ikke noget fald i fraværet blandt "
        "drengene i Ribe det første år. Siden faldt fraværet blandt drengene i Ribe med 12 "
        "procent.\n",
    )
    text = "Hvor meget faldt fraværet blandt drengene i Ribe på Elven?"
    question = plan(text, Scopes.over([page]).find)[0]
    assert denial(question, evidence(text, [page]), is_sure=True) == []
