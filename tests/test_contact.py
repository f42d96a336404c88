"""Whom a page gives to turn to, and whose each number and address is."""

import pytest

from assistant.contact import contacts, has, whom
from assistant.facts import Statement
from corpus.structure import parse
from tests.fakes import IN_PROSE, PAGE


def quoted(statement: Statement) -> str:
    return statement.document.text[statement.start : statement.end]


def contacts_of(lines: str) -> list[str]:
    page = parse("x", f"Broen\n\nBroen er åben.\n\nKontakt:\n\n{lines}\n")
    return [whom(contact) for contact in contacts(page)]


def test_contact_has_name_telephone_mail_and_unit() -> None:
    (contact,) = contacts(PAGE)
    assert contact.text == (
        "Kontakt for »Broen«: Ida Holm, telefon +45 11 22 33 44, e-mail ih@broen.dk, "
        "Center for Udsatte Voksne."
    )
    assert quoted(contact) == "Ida Holm\n+45 11 22 33 44\nih@broen.dk\nCenter for Udsatte Voksne"


def test_each_person_is_a_contact_with_the_numbers_that_follow() -> None:
    two = parse(
        "to", "Broen\n\nKontakt:\n\nIda Holm\n11 22 33 44\nOle Lund Berg\n55 66 77 88\nol@b.dk\n"
    )
    assert [contact.text for contact in contacts(two)] == [
        "Kontakt for »Broen«: Ida Holm, telefon 11 22 33 44.",
        "Kontakt for »Broen«: Ole Lund Berg, telefon 55 66 77 88, e-mail ol@b.dk.",
    ]


def test_page_without_contact_has_none() -> None:
    assert contacts(IN_PROSE) == []


def test_contact_is_told_without_the_title_even_where_it_has_colons() -> None:
    page = parse("x", "Nyt: Broen\n\nBroen er åben.\n\nKontakt:\n\nIda Holm\n11 22 33 44\n")
    (contact,) = contacts(page)
    assert whom(contact) == "Ida Holm, telefon 11 22 33 44."


def test_unit_with_a_number_of_its_own_is_a_contact_of_its_own() -> None:
    assert contacts_of(
        "Center for Unge, telefon 11 22 33 44\nHotline Syd, telefon 55 66 77 88"
    ) == [
        "telefon 11 22 33 44, Center for Unge.",
        "telefon 55 66 77 88, Hotline Syd.",
    ]


def test_unit_after_a_person_belongs_to_the_person() -> None:
    assert contacts_of("Ida Holm\n11 22 33 44\nCenter for Unge\nOle Lund\n55 66 77 88") == [
        "Ida Holm, telefon 11 22 33 44, Center for Unge.",
        "Ole Lund, telefon 55 66 77 88.",
    ]
    assert contacts_of("Ida Holm, Center for Unge, ih@broen.dk") == [
        "Ida Holm, e-mail ih@broen.dk, Center for Unge."
    ]


def test_title_over_a_name_belongs_to_the_name_under_it() -> None:
    assert contacts_of("Leder\nIda Holm\n11 22 33 44\nVagt\nOle Lund\n55 66 77 88") == [
        "Ida Holm, telefon 11 22 33 44, Leder.",
        "Ole Lund, telefon 55 66 77 88, Vagt.",
    ]
    assert contacts_of("Center for Unge\n11 22 33 44\nDaglig leder\nOle Lund\n55 66 77 88") == [
        "telefon 11 22 33 44, Center for Unge.",
        "Ole Lund, telefon 55 66 77 88, Daglig leder.",
    ]


def test_street_and_town_of_a_contact_are_told_with_it() -> None:
    assert contacts_of("Center for Unge\nKanalgade 12\n8999 Ådal\n11 22 33 44") == [
        "Center for Unge; Kanalgade 12; 8999 Ådal; 11 22 33 44."
    ]


def test_unit_without_person_or_address_is_no_contact() -> None:
    assert contacts_of("Center for Unge") == []


def test_line_with_an_address_of_its_own_is_another_contact() -> None:
    page = parse(
        "vej",
        "Vejen\n\nVejen er for unge.\n\nKontakt:\n\nOdder, Ida Holm, 11 22 33 44\n\n"
        "Vejle og Randers, skriv til vej@vejen.dk\n",
    )
    assert [item.text for item in contacts(page)] == [
        "Kontakt for »Vejen«: Ida Holm, telefon 11 22 33 44, Odder.",
        "Kontakt for »Vejen«: Vejle og Randers, skriv til vej@vejen.dk.",
    ]


def test_mail_of_another_body_on_the_next_line_is_not_the_persons() -> None:
    assert contacts_of("Ida Holm, tlf. 11 22 33 44\nVentehuset: bo@vente.dk") == [
        "Ida Holm, telefon 11 22 33 44.",
        "Ventehuset: bo@vente.dk.",
    ]


def test_number_under_a_unit_after_a_persons_number_is_the_units() -> None:
    assert contacts_of("Ida Holm\n11 22 33 44\nReceptionen\n55 66 77 88") == [
        "Ida Holm, telefon 11 22 33 44.",
        "telefon 55 66 77 88, Receptionen.",
    ]


def test_people_on_one_line_have_the_numbers_after_their_names() -> None:
    assert contacts_of(
        "Ida Holm, tlf. 11 22 33 44, Ole Lund, tlf. 55 66 77 88, eller skriv til hus@b.dk"
    ) == [
        "Ida Holm, telefon 11 22 33 44.",
        "Ole Lund, telefon 55 66 77 88.",
        "eller skriv til hus@b.dk.",
    ]


@pytest.mark.parametrize(
    ("lines", "as_written"),
    [
        ("Ida Holm\nOle Lund\nfaelles@b.dk", "Ida Holm; Ole Lund; faelles@b.dk."),
        (
            "Tlf. 11 22 33 44\nIda Holm\nTlf. 55 66 77 88\nOle Lund",
            "Tlf. 11 22 33 44; Ida Holm; Tlf. 55 66 77 88; Ole Lund.",
        ),
        (
            "Ida Holm    Ole Lund\n11 22 33 44    55 66 77 88",
            "Ida Holm · Ole Lund; 11 22 33 44 · 55 66 77 88.",
        ),
        (
            "Ida Holm (leder)\nRing til kontoret på 11 22 33 44",
            "Ida Holm (leder); Ring til kontoret på 11 22 33 44.",
        ),
        (
            "Omstilling 11 22 33 44, lokal 12 (Ida Holm) og 14 (Ole Lund)",
            "Omstilling 11 22 33 44, lokal 12 (Ida Holm) og 14 (Ole Lund).",
        ),
    ],
)
def test_lines_that_do_not_tell_whose_a_number_is_stand_as_they_are(
    lines: str, as_written: str
) -> None:
    assert contacts_of(lines) == [as_written]


@pytest.mark.parametrize("mail", ["ida@b.dk", "idho@b.dk", "holm.ida@b.dk"])
def test_mail_made_of_a_name_is_that_persons_wherever_it_stands(mail: str) -> None:
    assert contacts_of(f"Ole Lund\nIda Holm\n{mail}") == ["Ole Lund.", f"Ida Holm, e-mail {mail}."]
    assert contacts_of(f"Ida Holm\n11 22 33 44\nCenter for Unge\n{mail}") == [
        f"Ida Holm, telefon 11 22 33 44, e-mail {mail}, Center for Unge."
    ]


def test_hours_beside_a_number_are_told_with_it() -> None:
    assert contacts_of("Nattevagten (kl. 21-9): 11 22 33 44") == [
        "Nattevagten (kl. 21-9): 11 22 33 44."
    ]


def test_contact_has_the_fields_that_stand_in_it() -> None:
    page = parse("x", "Broen\n\nBroen er åben.\n\nKontakt:\n\nIda Holm\n11 22 33 44\n")
    (contact,) = contacts(page)
    assert has(contact, "telephone")
    assert not has(contact, "email")


def test_words_over_the_columns_of_a_table_are_no_part_of_a_contact() -> None:
    assert contacts_of("Navn\tTelefon\nEva Holm\t66 77 88 99\nOle Lund\t11 22 33 44") == [
        "Eva Holm, telefon 66 77 88 99.",
        "Ole Lund, telefon 11 22 33 44.",
    ]


def test_long_line_of_people_stands_as_it_is() -> None:
    line = ", ".join(["Ida Holm, tlf. 11 22 33 44"] * 400)  # told apart, it took 10 s
    assert contacts_of(line) == [f"{line}."]


def test_name_of_a_place_after_a_blank_line_begins_its_own_contact() -> None:
    place = "Adresse: {}, 9999 Nordby\nTelefon: {}\nÅbningstid: mandag kl. 10-14"
    told = contacts_of(
        f"Rådhuset\n{place.format('Torvet 1', '11 22 33 44')}\n\n"
        f"Biblioteket\n{place.format('Åvej 2', '22 33 44 55')}"
    )
    assert [text.split(";")[0] for text in told] == ["Rådhuset", "Biblioteket"]
    assert "22 33 44 55" in told[1]
    assert "22 33 44 55" not in told[0]
