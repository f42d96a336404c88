"""Where a page states whom an initiative is for, where it is, and whom to ask."""

import pytest

from assistant import stated
from corpus.structure import parse
from corpus.types import Document


def page(**sections: str) -> Document:
    headings = {"target": "Målgruppe", "partners": "Samarbejdsparter", "purpose": "Formål"}
    parts = [f"{headings.get(key, key)}:\n\n{text}\n\n" for key, text in sections.items()]
    return parse("x", "Broen\n\nBroen er for borgere med gæld.\n\n" + "".join(parts))


def places(text: str) -> list[str]:
    document = page(partners=text)
    return [document.text[slice(*span)] for span in stated.places(document, document.sections)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Odder, Vejle og Randers kommuner er med.", ["Odder, Vejle og Randers kommuner"]),
        ("Fonden og Odder Kommune er med.", ["Odder Kommune"]),
        ("Ny-By Kommune og Sumpby Kommune.", ["Ny-By Kommune og Sumpby Kommune"]),
        ("Gruppen mødes i København.", ["København"]),
        ("Kurset holdes i Vejen Idrætscenter.", []),
        ("Hver kommune og fem kommuner er med.", []),
        ("I følgegruppen sidder Odder Kommune.", []),
        ("Vejen til målet er lang.", []),
    ],
)
def test_municipalities_that_take_part_are_found(text: str, found: list[str]) -> None:
    assert places(text) == found


def test_table_of_municipalities_is_one_place() -> None:
    document = page(Pladser="Odder: 40\nVejle: 36\nRanders: 2")
    found = [document.text[slice(*span)] for span in stated.places(document, document.sections)]
    assert found == ["Odder: 40\nVejle: 36\nRanders"]


def test_contact_ends_with_its_last_address_when_another_follows() -> None:
    text = "Kontakt:\n\nBo Holm\n11 22 33 44\nSpørgsmål om metoden\nIda Dal\n55 66 77 88\n"
    document = parse("x", f"Broen\n\nMålgruppe:\n\nUnge.\n\n{text}")
    start, end = stated.contact(document, None) or (0, 0)
    assert document.text[start:end] == "Bo Holm\n11 22 33 44"


def test_what_is_not_stated_is_none() -> None:
    document = page(target="Unge.")
    assert stated.contact(document, None) is None
    assert stated.period(document, None) is None
    assert stated.places(document, document.sections) == []


def entry(text: str) -> str:
    document = parse("x", f"Broen\n\nMålgruppe:\n\nUnge.\n\n{text}\n")
    span = stated.entry(document)
    return document.text[slice(*span)] if span else ""


def test_how_one_gets_in_is_the_sentence_with_a_number_before_others() -> None:
    told = "Du kan selv henvende dig. Du kan ringe på 11 22 33 44."
    assert entry(f"Sådan gør du\n\n{told}") == "Du kan ringe på 11 22 33 44."
    assert entry("Sådan gør du\n\nDu kan selv henvende dig.") == "Du kan selv henvende dig."


@pytest.mark.parametrize(
    "text",
    [
        "For fagfolk\n\nDu kan ringe på 11 22 33 44.",
        "Kontakt\n\nKommuner kan ringe på 11 22 33 44.",
        "Klage\n\nSkriv til leder Bo Holm, hvis du vil klage.",
        "Om os\n\nVi ringer tilbage.",
    ],
)
def test_what_others_do_is_no_way_in(text: str) -> None:
    assert entry(text) == ""
