"""Pages of one municipality: its name beside what is asked hides no answer."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.question import Question, plan
from assistant.scopes import Scopes
from assistant.whose import only_place, placed
from corpus.structure import parse
from index.danish import stems
from tests.fakes import FakeSearch

MINUTES = parse(
    "referat",
    "Referat fra brugerrådet i Lysningen\n\nTid: Torsdag den 4. april\nSted: Lysningen, Kajen 3, "
    "Odder\n\n1. Udflugten\nDet koster 30 kr. pr. voksen. Turen går til søen lørdag den 8. juni."
    "\n\n2. Haven\nHaven lukkes kl. 18. Man skal have madpakke med.\n",
)
DEBT = parse(
    "gæld",
    "Gældsrådgivningen Balancen\n\nBalancen hjælper voksne med gæld.\n\n"
    "Hvad skal jeg have med?\n\n• MitID\n• lønsedler\n• åbne breve\n\n"
    "Priser\n\nYdelse: Kopi · Takst 2024: 4,00\n\nYdelse: Tabt mappe · Takst 2024: 150,00\n",
)
PAGES = (MINUTES, DEBT)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.over(PAGES, FakeSearch(PAGES), lambda: date(2024, 5, 1))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvad koster udflugten med Lysningen i Odder for en voksen?", ["30 kr."]),
        ("Hvad dag er udflugten?", ["8. juni"]),
        ("Hvad skal man tage med til Balancen?", ["MitID", "lønsedler", "åbne breve"]),
        ("Hvad koster en tabt mappe hos Balancen?", ["150,00"]),
    ],
)
def test_what_a_page_says_is_answered(assistant: Assistant, question: str, said: list[str]) -> None:
    answer = assistant.ask(question)
    assert all(one in answer.text for one in said), answer.text


def test_page_is_of_the_municipality_that_it_names_alone() -> None:
    assert only_place(MINUTES) == frozenset(stems("odder"))
    assert only_place(DEBT) == frozenset()


CLINIC = parse(
    "klinik",
    "Ungeklinikken\n\nRådhuset, Havnegade 4, Esbjerg\n\n"
    "Esbjerg Kommune, revideret 3. maj 2023\n\n"
    "Hvem kan komme\n\nDu kan komme, når du bor i Esbjerg Kommune.\n\n"
    "Samtaler\n\nDu får tre samtaler med en psykolog, efter servicelovens § 11.\n\n"
    "Familien\n\nEr du søster eller bror, kan du komme i en gruppe. Samtalerne er gratis.\n",
)
CAMP = parse(
    "koloni",
    "Sommerkolonien\n\nKolonien er for familier i Assens.\n\nTilmelding\n\n"
    "Kolonien har plads til 14 familier.\n\n"
    "Klage\n\nDu kan klage inden 6 uger.\n",
)
BOTH = (CLINIC, CAMP)


def _planned(text: str) -> Question:
    [question, *_] = plan(text, Scopes.over(BOTH).find)
    return placed(question, {page.id: page for page in BOTH})


def test_place_of_its_page_is_nothing_that_is_asked() -> None:
    bare = _planned("Hvilken paragraf hjælper Sommerkolonien efter?")
    question = _planned("Hvilken paragraf hjælper Sommerkolonien i Assens Kommune efter?")
    assert question.text == bare.text
    assert (question.terms, question.rest, question.names) == (bare.terms, bare.rest, bare.names)


def test_place_of_another_page_stays_what_is_asked() -> None:
    assert "odens" in _planned("Er Sommerkolonien også i Odense?").rest


def test_each_of_two_initiatives_is_asked_of_without_the_place_of_the_other() -> None:
    documents = {page.id: page for page in BOTH}
    text = "Hvor stor er Ungeklinikken i Esbjerg og Sommerkolonien i Assens?"
    found = [placed(one, documents) for one in plan(text, Scopes.over(BOTH).find)]
    assert [one.scopes[0].document for one in found] == ["klinik", "koloni"]
    assert all(not one.names & {"esbjerg", "assen"} for one in found)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Efter hvilken paragraf gives samtaler på Ungeklinikken i Esbjerg Kommune?",
            "Du får tre samtaler med en psykolog, efter servicelovens § 11. [1]",
        ),
        (
            "Må min bror komme på Ungeklinikken i Esbjerg Kommune?",
            "Er du søster eller bror, kan du komme i en gruppe. [1]",
        ),
        ("Kan man få zoneterapi på Ungeklinikken i Esbjerg?", ""),
    ],
)
def test_sentence_answers_by_no_place(question: str, said: str) -> None:
    answer = Assistant.over([CLINIC], FakeSearch([CLINIC])).ask(question)
    assert answer.text == said or (answer.status == "not_found" and not said)


HOME = parse(
    "hjemmevejledning",
    "Hjemmevejledning\n\nKerteminde Kommune\n\nHjemmevejledning er for voksne med autisme.\n\n"
    "Hjemmevejledere\n\nKoordinator for hjemmevejledere: Bo Krogh Lind\n\n"
    "Kontakt\n\nAlma Riis, leder\n\nTelefon: 11 22 33 44\n",
)
GARDEN = parse(
    "have",
    "Haveholdet\n\nOdder Kommune\n\nPå Haveholdet dyrker voksne med autisme grøntsager.\n",
)
TWO = (HOME, GARDEN)


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster hjemmevejledning i Odder?",
        "Kan man få hjemmevejledning i odder om søndagen?",
        "Hvem er koordinator for hjemmevejledere i Odder?",
        "Hvad er telefonnummeret til hjemmevejledningen i Odder?",
    ],
)
def test_nothing_of_another_municipality_is_told_or_suggested(question: str) -> None:
    answer = Assistant.over(TWO, FakeSearch(TWO)).ask(question)
    assert answer.status == "not_found"
    assert "Hjemmevejledning" not in answer.text
    assert "11 22 33 44" not in answer.text
    assert "hjemmevejledning" not in {near.document for near in answer.nearest}


def test_page_that_is_called_by_its_name_is_asked_of_wherever_it_is() -> None:
    answer = Assistant.over(TWO, FakeSearch(TWO)).ask("Hvad koster Haveholdet i Kerteminde?")
    assert "Haveholdet" in answer.text


def test_who_lives_elsewhere_may_ask_whether_he_may_come() -> None:
    answer = Assistant.over(TWO, FakeSearch(TWO)).ask(
        "Kan man få hjemmevejledning i Kerteminde, når man bor i Horsens?"
    )
    assert [near.document for near in answer.nearest] == ["hjemmevejledning"]
    answer = Assistant.over(TWO, FakeSearch(TWO)).ask(
        "Kan man få hjemmevejledning, når man bor i Horsens?"
    )
    assert [near.document for near in answer.nearest] == ["hjemmevejledning"]


def test_page_that_tells_of_other_towns_is_asked_of_the_one_that_is_named() -> None:
    page = parse(
        "stoetten",
        "Boligstøtten i Viborg\n\nBoligstøtten i Viborg er for unge.\n\nVentetid\n\n"
        "Ventetiden er 14 måneder i Bjerringbro. Ventetiden er 9 måneder i Karup. "
        "Ventetiden er 3 måneder i Viborg.\n",
    )
    assistant = Assistant.over([page], FakeSearch([page]), lambda: date(2026, 6, 1))
    answer = assistant.ask("Hvor lang er ventetiden på Boligstøtten i Viborg?")
    assert "3 måneder i Viborg" in answer.text
