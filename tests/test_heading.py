"""Which lines head a section, and which only say where somebody is."""

from corpus.structure import parse


def test_address_of_another_place_heads_nothing_among_contacts() -> None:
    page = parse(
        "kaj",
        "Rådgivningen Kaj\n\nKaj hjælper.\n\nKontakt\n\nStruer, Ågade 2, 7600 Struer\n"
        "Telefon 61 62 63 64.\n\nLemvig, Bredgade 8, 7620 Lemvig\n"
        "Torsdag kl. 10-12. Telefon 71 72 73 74.\n",
    )
    assert [section.heading for section in page.sections] == ["", "Kontakt"]
    told = [field.value for field in page.fields if field.name == "telephone"]
    assert told == ["61 62 63 64", "71 72 73 74"]
