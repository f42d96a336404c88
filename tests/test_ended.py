"""What is no more on a page that goes on: nothing is found by it."""

from time import process_time

import pytest

from assistant.ended import ended, has_ended
from assistant.initiatives import entries
from corpus.structure import parse
from corpus.types import Document


def page(text: str) -> Document:
    return parse("x", f"Fyrgården\n\nFyrgården er et hus for voksne.\n\n{text}\n")


def told(text: str) -> list[str]:
    document = page(text)
    spans = [span for section in document.sections for span in ended(document, section)]
    return [document.text[slice(*span)] for span in spans]


@pytest.mark.parametrize(
    "text",
    [
        "Strikkeklubben er nedlagt.",
        "Fodboldholdet stoppede i maj 2022.",
        "Nattelogen lukkede med udgangen af 2021.",
        "Koret for mænd blev lukket.",
        "Vi havde et kor for mænd, men koret findes ikke længere.",
        "Huset holdt op med at give mad ud i 2020.",
    ],
)
def test_what_is_no_more_is_seen(text: str) -> None:
    assert told(f"Nyt\n\nDer er kaffe. {text} Der er te.")[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "Køkkenet er lukket i uge 29.",
        "Fyrgården lukkede den 1. maj 2022.",  # all that the page is about
        "Projektet blev afsluttet i 2022.",
        "Bo var leder, indtil han stoppede i maj 2022.",
        "Når kurset er afsluttet, får du et bevis.",
        "12 unge er stoppet uden at sige det.",
        "Gruppen er en lukket gruppe.",
        "Holdene er lukkede, så ingen fremmede kommer til.",
        "Holdene er altid helt lukkede.",
        "Vi støtter mænd, hvor ægteskabet er afsluttet, og samværet med børnene er ophørt.",
        "Du kan komme, selv om behandlingen i regionen er stoppet.",
        "Hvis du oplever, at lønnen er ophørt, hjælper vi.",
        "Din behandling på sygehuset er afsluttet.",
    ],
)
def test_what_goes_on_is_not(text: str) -> None:
    assert told(f"Nyt\n\n{text}") == []


def test_what_else_is_told_of_it_goes_with_it_up_to_what_there_is_now() -> None:
    text = "Strikkeklubben lukkede i 2021. Ti kvinder kom der. I stedet er der sykreds."
    assert told(f"Nyt\n\n{text}") == ["Strikkeklubben lukkede i 2021.", "Ti kvinder kom der."]


def test_what_can_be_had_is_no_part_of_what_is_no_more() -> None:
    text = "Strikkeklubben lukkede i 2021. Du kan få en bisidder, hvis du har gæld."
    assert told(f"Nyt\n\n{text}") == ["Strikkeklubben lukkede i 2021."]


def test_long_line_takes_no_long_time() -> None:
    start = process_time()
    assert told(f"Nyt\n\n{'Vi er stoppet, han er stoppet ' * 500}") == []
    assert process_time() - start < 2.0  # twenty times what it takes


@pytest.mark.parametrize(
    ("text", "is_ended"),
    [
        ("Afsluttet: Kajakken\n\nKajakken tog unge med ud at sejle.", True),
        ("Kajakken\n\nKajakken var et kursus. Kurset blev nedlagt i 2021.", True),
        ("Kajakken\n\nKajakken lukkede i 2021.", True),
        ("Tidligere projekter\n\nKajakken tog unge med ud at sejle.", True),
        ("Lukket\n\nKajakken tog unge med ud at sejle.", True),
        ("Lukket hold for enker\n\nHoldet er for kvinder, der har mistet en mand.", False),
        ("Tidligere soldater\n\nVi hjælper dig, der har været udsendt.", False),
        ("Lukkede hold\n\nHoldene mødes ti gange.", False),
        ("Kajakken\n\nKajakken er et kursus. Tirsdagsholdet blev nedlagt i 2021.", False),
    ],
)
def test_section_is_about_what_is_no_more(text: str, is_ended: bool) -> None:
    document = page(text)
    assert has_ended(document, document.sections[-1]) is is_ended


def test_initiative_is_not_known_by_what_is_no_more() -> None:
    closed = "Kajakskolen\n\nKajakskolen for enlige fædre lukkede i 2021."
    [entry] = entries([page(f"{closed}\n\nMaden\n\nDer er suppe hver torsdag.")])
    assert "torsdag" in entry.words
    assert not {"kajakskol", "enlig", "faedr"} & entry.words.keys()
