"""What is said to whoever answers and asks no document: greetings, anger, what it is."""

import pytest

from assistant.tidy import Tidy, is_angry, is_courtesy, of_itself
from corpus.structure import parse
from index.vocabulary import Vocabulary

TIDY = Tidy(Vocabulary.of([parse("broen", "Broen\n\nBroen er for unge. Kommunen betaler.\n")]))


@pytest.mark.parametrize(
    "text",
    [
        "hej",
        "Tak for hjælpen!",
        "Hej. Mange tak.",
        "Mvh Ida",
        "Nej.",
        "ok",
        "nej tak, det var det hele",
        "Super, tak for det",
        "det er fint",
        "farvel",
    ],
)
def test_greetings_and_thanks_ask_nothing(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hej, hvem kan få hjælp?",
        "hjælp",
        "Tak. Hvem ringer jeg til?",
        "De skal i skole?",
        "§ 101?",
        "2019?",
    ],
)
def test_what_asks_is_no_courtesy(text: str) -> None:
    assert not is_courtesy(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hvem er du?", "itself"),
        ("er du et menneske eller hva", "itself"),
        ("Hej, er du en robot?", "itself"),
        ("hvad kan du hjælpe med", "itself"),
        ("hvem har lavet dig", "itself"),
        ("hvor kommer dine svar fra?", "itself"),
        ("Kan jeg få det på arabisk?", "in_danish"),
        ("can you answer in English please", "in_danish"),
        ("Slet mine data", "kept"),
        ("gemmer I det, jeg skriver?", "kept"),
        ("kan kommunen læse hvad jeg skriver", "kept"),
        ("Skriv et digt om ensomhed", "cannot"),
        ("kan du skrive en ansøgning for mig", "cannot"),
        ("kan du ringe til kommunen for mig", "cannot"),
    ],
)
def test_what_is_said_to_the_assistant_alone_is_known(text: str, told: str) -> None:
    assert of_itself(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Hvem er målgruppen?",
        "Hvad er en brobygger?",
        "Hvem er du til?",
        "Kan jeg få det på skrift?",
        "Kan man få en rådgiver, der taler arabisk?",
        "Kan min chef læse min journal?",
        "Hvordan skriver man en ansøgning til puljen?",
        "Hvem kan ringe til kommunen for mig?",
        "Ingen vil hjælpe min søn, og han tager stoffer",
        "Er det anonymt at tale med rådgiverne?",
        "lort, min mand slår mig",
        "Bestil tid: hvad er nummeret til Lunden?",
        "Kan I skrive en klage til kommunen?",
        "skrive en klage til Ankestyrelsen",
        "Kan man tale arabisk?",
        "Gemmer I mine oplysninger?",
    ],
)
def test_what_documents_are_asked_is_not(text: str) -> None:
    assert of_itself(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "Det er simpelthen for dårligt!",
        "det er til grin at i aldrig ringer tilbage",
        "I svarer jo aldrig på telefonen!!",
        "du er fandeme ubrugelig",
        "jeg er så træt af kommunen",
        "I er nogle idioter, ingen gider hjælpe mig",
        "det kan jeg ikke bruge til noget",
    ],
)
def test_the_angry_ask_nothing(text: str) -> None:
    assert is_courtesy(text) and is_angry(text)
    assert TIDY(f"{text}. Hvem betaler?") == "Hvem betaler?"


@pytest.mark.parametrize(
    "text",
    [
        "Det er håbløst med min søn",
        "Kommunen hjælper ikke min søn",
        "Jeg er så træt af det hele",
        "Svarer I ikke på telefonen?",
        "Det er til grin, hvor længe skal man vente",
        "Kommunen svarer ikke på min ansøgning om bostøtte",
        "Det er sindssygt min mand slår mig og kommunen gør intet",
        "Det er håbløst at leve med ham og du må hjælpe",
        "Det er elendigt at bo på gaden kan I hjælpe",
    ],
)
def test_trouble_and_questions_are_no_anger(text: str) -> None:
    assert not is_courtesy(text) and not is_angry(text)
