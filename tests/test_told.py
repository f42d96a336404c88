"""What somebody tells, as against what is asked after it."""

import pytest

from assistant.question import plan
from assistant.told import asked_in, asking, tells
from index.danish import stem


@pytest.mark.parametrize(
    "text",
    [
        "jeg kan ikke sove om natten",
        "Min nabo drikker",
        "hun råber ad os alle",
        "moster ser kun fjernsyn",
        "der skete noget med mig som barn",
        "har lige mistet min mand",
        "er flygtet og vil gerne møde nogen",
    ],
)
def test_a_text_that_begins_with_somebody_tells(text: str) -> None:
    assert tells(text)


@pytest.mark.parametrize(
    "text",
    [
        "hvem betaler for kurset",
        "jeg mangler nummeret på lederen",
        "jeg vil gerne vide, hvem der betaler",
        "vi søger en kontaktperson",
        "telefonnummer på lederen",
        "har kommunen lov til at smide mig ud",
        "er projektet for mig",
        "har mistet min mand, er der hjælp?",
        "",
    ],
)
def test_what_somebody_wants_to_know_is_not_told(text: str) -> None:
    assert not tells(text)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("min mand styrer pengene, kan jeg få hjælp", "kan jeg få hjælp"),
        ("min nabo drikker. må jeg godt ringe", "må jeg godt ringe"),
        ("jeg er 15 år og hvad koster det", "hvad koster det"),
        ("hun er her stadig", ""),
        ("min chef har læst om det. Giv mig prisen", "Giv mig prisen"),
        ("jeg er vejleder og skal bruge prisen", "skal bruge prisen"),
        ("jeg er 17, tæller jeg med?", "tæller jeg med?"),
        ("hvad koster et ophold", None),
    ],
)
def test_what_is_asked_is_what_follows_what_is_told(text: str, asked: str | None) -> None:
    assert asked_in(text) == asked


def test_what_points_back_is_asked_with_what_is_told() -> None:
    assert asked_in("min mor fik det værre. sker det for nogen?") is None


def test_part_that_asks_is_without_what_is_told_before_or_after_it() -> None:
    text = "Vi har mistet huset. Hvordan får min bror et værelse på Strandgården? Vi er kede af det"
    assert asking(text, text) == "Hvordan får min bror et værelse på Strandgården?"


def test_clause_that_names_too_little_asks_of_the_whole_text() -> None:
    text = "Er der et kursus for bedsteforældre, og hvad koster det?"
    assert asking(text, "hvad koster det?") == text


def test_part_that_points_back_asks_of_the_whole_text() -> None:
    text = "Min far bor på herberg. Er kurset i madlavning også tænkt til sådan et sted?"
    assert asking(text, text) == text


def test_ones_own_that_somebody_comes_to_is_not_what_is_asked_about() -> None:
    [question] = plan("Hvor tit vasker I gulv hos min mor?")
    assert stem("mor") not in question.rest
    assert stem("gulv") in question.rest


def test_way_that_something_is_sent_is_asked_about() -> None:
    [question] = plan("Kan man sende bilagene på mail?")
    assert "mail" in question.rest
    [question] = plan("Hvem på Fyrtårnet kan jeg skrive til på mail?")
    assert "mail" not in question.rest
