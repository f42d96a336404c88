"""What people ask of the practical: answered where a page says it, declined where it does not."""

from datetime import date

import pytest

from assistant.assistant import Assistant
from corpus.structure import parse
from tests.fakes import FakeSearch

TODAY = date(2024, 6, 1)
HOUSE = parse(
    "huset",
    "Rådgivningshuset Traven\n\nI huset taler man om penge med en frivillig.\n\n"
    "Åbningstid: Tirsdag kl. 15-18.\n\nDer er tre ugers ventetid.\n\n"
    "Et forløb varer otte uger.\n\nDu skal ikke henvises.\n\n"
    "Kommuner kan søge til og med den 15. januar.\n\nDet koster 50 kr.\n\n"
    "Der er 18 pladser på hvert hold.\n",
)
GARDEN = parse(
    "haven",
    "Byhaven Elverum\n\nI haven mødes naboer. Den er et fristed, forventes at nå 200 og søger at "
    "skabe åbenhed og flere arbejdspladser. Et ophold kan forlænges. Den koster staten 4 mio. kr."
    "\n\n"
    "Projektperiode:\n\n2020-2022\n\n"
    "Resultater:\n\nKommunen har besluttet at videreføre haven for egne midler.\n",
)
PAGES = (HOUSE, GARDEN)


@pytest.fixture(scope="module")
def assistant() -> Assistant:
    return Assistant.over(PAGES, FakeSearch(PAGES), lambda: TODAY)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Hvornår har Traven åbent?", "Åbningstid: Tirsdag kl. 15-18."),
        ("Er der lang ventetid hos Traven?", "Der er tre ugers ventetid."),
        ("Hvor længe varer et forløb i Traven?", "Et forløb varer otte uger."),
        ("Kræver det henvisning at komme i Traven?", "Du skal ikke henvises."),
        ("Hvad er ansøgningsfristen hos Traven?", "Kommuner kan søge til og med den 15. januar."),
        ("Koster det noget at bruge Traven?", "Det koster 50 kr."),
        ("Hvor mange er der plads til hos Traven?", "Der er 18 pladser på hvert hold."),
    ],
)
def test_page_of_the_initiative_answers(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.citations[0].quote) == ("answered", said)


@pytest.mark.parametrize(
    "question",
    [
        "Hvornår har Elverum åbent?",
        "Er der lang ventetid hos Elverum?",
        "Hvor længe kan man være i Elverum?",
        "Hvad er ansøgningsfristen hos Elverum?",
        "Koster det noget at bruge Elverum?",
        "Hvor mange er der plads til hos Elverum?",
        "Hvem evaluerede Elverum?",
    ],
)
def test_what_the_page_does_not_say_is_declined(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status == "not_found"


def test_what_goes_on_after_its_period_is_told_beside_that_it_is_over(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Kører Elverum stadig?")
    assert [citation.quote for citation in answer.citations] == [
        "2020-2022",
        "Kommunen har besluttet at videreføre haven for egne midler.",
    ]


def test_greeting_and_thanks_are_no_question(assistant: Assistant) -> None:
    said = "Skriv, hvad du gerne vil vide om et initiativ, eller hvad du har brug for hjælp til."
    assert (assistant.ask("Tak for hjælpen!").status, assistant.ask("hej").text) == (
        "not_found",
        said,
    )


def test_question_of_one_initiative_is_not_also_of_what_another_word_names(
    assistant: Assistant,
) -> None:
    answer = assistant.ask("Hvor mange fra haven er der plads til hos Traven?")
    assert {citation.document for citation in answer.citations} == {"huset"}


def test_what_goes_on_is_told_of_the_initiative_that_it_is_said_of() -> None:
    page = parse(
        "puljer",
        "Puljer\n\nTo puljer.\n\nPulje til Ahornhuset\n\nAhornhuset er for unge mødre.\n"
        "Projektperiode: 2015-2017\n\nPulje til Lindehuset\n\nLindehuset er for unge fædre.\n"
        "Projektperiode: 2016-2018\n\nLindehuset videreføres af byen.\n",
    )
    alone = Assistant.over([page], FakeSearch([page]), lambda: TODAY)
    assert "videreføres" not in alone.ask("Er Ahornhuset stadig i gang?").text


def test_kind_that_the_next_clause_takes_over_is_asked_there_too(assistant: Assistant) -> None:
    assert assistant.ask("Hvem er direktør for Traven, og hvordan er Elverum?").status
