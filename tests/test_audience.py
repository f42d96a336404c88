"""Whom a page is for: where it says so, and nothing that it says of others."""

from time import process_time

import pytest

from assistant import audience
from assistant.aside import is_aside, names_offer
from corpus.structure import parse
from corpus.types import Document


def page(**sections: str) -> Document:
    headings = {"target": "Målgruppe", "purpose": "Formål"}
    parts = [f"{headings.get(key, key)}:\n\n{text}\n\n" for key, text in sections.items()]
    return parse("x", "Broen\n\nBroen er for borgere med gæld.\n\n" + "".join(parts))


def told(text: str) -> str:
    document = parse("x", text)
    span = audience.target(document, document.sections)
    return document.text[slice(*span)] if span else ""


def test_target_group_is_its_section_and_else_the_sentence_that_says_so() -> None:
    labelled = page(target="Unge i gæld. De er under 25 år.")
    assert labelled.text[slice(*audience.target(labelled, labelled.sections) or (0, 0))] == (
        "Unge i gæld. De er under 25 år."
    )
    free = page(purpose="At hjælpe.")
    assert free.text[slice(*audience.target(free, free.sections) or (0, 0))] == (
        "Broen er for borgere med gæld."
    )


def test_long_field_ends_with_a_whole_sentence() -> None:
    long = " ".join(["Der er meget at sige om dem, som tilbuddet er for."] * 20)
    document = page(target=long)
    start, end = audience.target(document, document.sections) or (0, 0)
    assert document.text[start:end] == " ".join(
        ["Der er meget at sige om dem, som tilbuddet er for."] * 4
    )


LEAD = "Havnegården\n\nHavnegården er et hus ved åen.\n\n"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Huset er til dig, der har mistet din mand.",
            "Huset er til dig, der har mistet din mand.",
        ),
        ("Vi hjælper dig, der stammer.", "Vi hjælper dig, der stammer."),
        ("Du kan få en plads, hvis du bor alene.", "Du kan få en plads, hvis du bor alene."),
        ("Vi henvender os ikke til den, der er syg, men til forældre.",) * 2,
        ("Vi opsøger mennesker, som sover ude.", "Vi opsøger mennesker, som sover ude."),
        ("Huset er ikke for børn.", ""),
        ("Vi henvender os ikke til unge under 15 år.", ""),
        ("Du må ikke tage nogen med, for eksempel din ægtefælle.", ""),
        ("Er der børn i huset, siger vi det til skolen.", ""),
        ("En ven kan komme hjem til dig, når det passer.", ""),
        ("Er du bange for mennesker?", ""),
    ],
)
def test_sentence_says_whom_it_is_for(text: str, found: str) -> None:
    assert told(f"{LEAD}{text}\n") == found


def test_page_that_begins_with_who_you_are_is_for_you() -> None:
    first = "Har du mistet hørelsen, kan vi hjælpe dig med at lære tegn."
    assert told(f"Tegn til dig\n\n{first}\n") == first


@pytest.mark.parametrize("heading", ["Er det noget for dig?", "Hvem kan komme?", "Målgruppe"])
def test_section_that_opens_with_it_is_found_without_its_no(heading: str) -> None:
    text = f"{LEAD}{heading}\n\nHuset er ikke for børn. Alle over 30 år er velkomne.\n"
    assert told(text) == "Alle over 30 år er velkomne."


def test_list_that_goes_on_belongs_to_its_sentence() -> None:
    text = f"{LEAD}Om huset\n\nHuset er for dig, der\n\n- er fyldt 40 år\n- bor alene\n"
    assert told(text) == "Huset er for dig, der\n\n- er fyldt 40 år\n- bor alene"


def test_heading_that_a_list_goes_on_from_belongs_to_it() -> None:
    text = f"{LEAD}Du kan få en ven, hvis du\n- er fyldt 40 år\n- bor alene\n"
    assert told(text) == "Du kan få en ven, hvis du\n- er fyldt 40 år\n- bor alene"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("Pigeaften", "Pigeaften er for piger mellem 12 og 15 år."),
        ("Strikkeklub", "For ældre over 70 år, der kan lide at strikke."),
        ("Særligt for unge: Klub Nord", "Klub Nord er et tilbud til unge under 20 år."),
        ("Personale", "Kurset er for ansatte på plejehjem."),
        ("For fagfolk", "Kurset er for unge medarbejdere."),
        ("Hvem er det ikke for?", "Huset er for voksne, og ikke for børn."),
    ],
)
def test_offer_aside_and_staff_are_nobody_that_the_page_is_for(heading: str, text: str) -> None:
    more = "Vi spiser sammen hver dag, og alle lægger 20 kr. i kassen. Køkkenet er nyt og lyst."
    assert told(f"{LEAD}{heading}\n\n{text}\n\nOm maden\n\n{more}\n") == ""


def test_section_called_as_the_page_is_no_offer_aside() -> None:
    text = "Støtte i Ribe\n\nHer er reglerne.\n\nStøtte\n\nStøtte er for voksne, der er alene.\n"
    document = parse("x", f"{text}\nKlage\n\nDu kan klage til Ankestyrelsen, hvis du er uenig.\n")
    assert [is_aside(document, one) for one in document.sections] == [False, False, False]
    assert told(text) == "Støtte er for voksne, der er alene."


def test_long_line_takes_no_long_time() -> None:
    start = process_time()
    for line in (f"Har du {'kan ' * 5000}?", "behandler ikke a " * 2000):
        assert told(f"Huset\n\n{line}\n") == ""
    assert not names_offer(f"{'.' * 10000}?")
    assert process_time() - start < 2.0  # ten times what it takes
