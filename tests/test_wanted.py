"""A request for a list becomes the question that it means; anything else stays as it is."""

import pytest

from assistant.wanted import as_which


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Giv mig en liste over alle 10 projekter i Hus", "Hvilke 10 projekter i Hus"),
        ("liste over kommunerne i Hus", "Hvilke kommunerne i Hus"),
        ("Jeg skal bruge en oversigt over medlemmerne af rådet", "Hvilke medlemmerne af rådet"),
        ("Kan du lave en kort liste over andre tilbud?", "Hvilke andre tilbud?"),
        ("Vis mig de ti projekter i Hus", "Hvilke ti projekter i Hus"),
        ("Giv mig alle kontaktpersoner", "Hvilke kontaktpersoner"),
        ("Giv mig et overblik over hvem der er med", "hvem der er med"),
        ("Giv mig en liste over det, man skal medbringe", "Hvad man skal medbringe"),
        ("hvad I har af projekter til unge", "Hvilke projekter er der til unge"),
        ("Hvad findes der af tilbud?", "Hvilke tilbud er der?"),
        ("Hvad er der af forløb i Hus?", "Hvilke forløb er der i Hus?"),
        ("Har I nogle projekter om gæld?", "Hvilke projekter er der om gæld?"),
        ("Hvad for nogle kurser er der?", "Hvilke kurser er der?"),
        ("og hvad for en dag er det?", "og hvilken dag er det?"),
    ],
)
def test_list_that_is_asked_for_is_asked_as_which(text: str, meant: str) -> None:
    assert as_which(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        "Giv mig en oversigt over Hus",
        "Vis mig de sidste nyheder",
        "Står Hus på en liste over værelser?",
        "Har I hjælp til mig?",
        "Hvad er der af det?",
        "Hvad for noget?",
    ],
)
def test_what_is_no_list_of_several_stays(text: str) -> None:
    assert as_which(text).lower() == text.lower()


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Er der nogen af de projekter, der stadig kører?", "Hvilke projekter stadig kører?"),
        ("Kører nogen af projekterne endnu?", "Hvilke projekter kører endnu?"),
        ("Hvad findes der til unge i Odder?", "Hvilke initiativer er der til unge i Odder?"),
        ("Hvilke huse er der? Giv mig et hurtigt overblik", "Hvilke huse er der?"),
    ],
)
def test_whether_some_of_them_is_asked_as_which(text: str, meant: str) -> None:
    assert as_which(text) == meant


def test_what_there_is_for_somebody_one_knows_is_no_list() -> None:
    assert as_which("Hvad er der til min søn?") == "Hvad er der til min søn?"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Jeg har hørt om Haven, hvad er det for noget?", "Haven, hvad er det for noget?"),
        ("laver en opgave i 8. klasse om Haven, hvem ejer den?", "Haven, hvem ejer den?"),
        ("Vi skriver rapport om Haven. Hvem ejer den?", "Haven. Hvem ejer den?"),
        ("har hørt om Haven", "har hørt om Haven"),  # nothing is asked
        (
            "jeg har hørt om at man kan få hjælp, hvor?",
            "jeg har hørt om at man kan få hjælp, hvor?",
        ),
    ],
)
def test_what_is_only_announced_is_left_out(text: str, meant: str) -> None:
    assert as_which(text) == meant
