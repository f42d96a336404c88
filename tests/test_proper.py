"""Which words of a page are proper names."""

from corpus.structure import parse
from evals.proper import Name, names, words

PAGE = parse(
    "havnelyset",
    "Havnelyset\n\nIndsatsen drives af Velmark i Odder og Ærø og af Selskabet for Nattevagter. "
    "Efter Serviceloven § 107 støttes unge i Danmark. Unge får hjælp af NYRD, Boligstyrelsen og "
    "Q-mast.\n\nModellen ”Brolisk Terapi - Nord” bygger på Kongens Ø og Brugerforeningen. "
    "En bruger og en forening.\n\n"
    "Kontakt:\n\nAsta Fogh Vindelev\n12 34 56 78\nasfv@velmark.dk\nVoksne\n",
)


def test_names_are_found_by_their_form_and_place() -> None:
    assert {(name.text, name.kind) for name in names([PAGE])} == {
        ("Havnelyset", "title"),
        ("Velmark", "name"),
        ("Odder", "municipality"),
        ("Ærø", "municipality"),
        ("Selskabet", "kind"),
        ("NYRD", "acronym"),
        ("Boligstyrelsen", "body"),
        ("Q-mast", "name"),
        ("Brolisk Terapi - Nord", "name"),
        ("Brolisk", "name"),
        ("Terapi", "name"),
        ("Nord", "name"),
        ("Kongens Ø", "name"),
        ("Brugerforeningen", "name"),
        ("Asta Fogh Vindelev", "person"),
        ("Asta", "person"),
        ("Fogh", "person"),
        ("Vindelev", "person"),
        ("12345678", "phone"),
        ("asfv", "address"),
    }


def test_words_that_begin_a_sentence_laws_and_the_country_are_no_names() -> None:
    found = {name.text for name in names([PAGE])}
    assert found.isdisjoint({"Indsatsen", "Unge", "Modellen", "Serviceloven", "Danmark", "Voksne"})


def test_descriptive_title_is_no_name_and_a_title_in_capitals_is() -> None:
    plain = parse("a", "Bedre støtte til unge på botilbud\n\nDer er støtte til unge.\n")
    called = parse("b", "Plads til Alle – støtte til unge\n\nDer er støtte til unge.\n")
    assert names([plain]) == []
    assert names([called]) == [Name("Plads til Alle", "title")]


def test_name_of_one_known_word_needs_its_capital() -> None:
    page = parse("a", "Side om støtte\n\nTekst om støtte.\n\nKontakt:\n\nBo Lykke\n12 34 56 78\n")
    found = {name.text: name.needs_capital for name in names([page])}
    assert found == {"Bo Lykke": False, "Bo": False, "Lykke": True, "12345678": False}


def test_questions_add_places_and_unknown_names_alone() -> None:
    asked = ["Er Esbjerg med, og hvad siger Velkild om SEL?", "VIGTIGT: Hvem ringer jeg til?"]
    found = {name.text for name in names([], asked)}
    assert found == {"Esbjerg", "Velkild"}


def test_last_part_that_stands_alone_is_the_name_in_short() -> None:
    page = parse("a", "Havnelyset\n\nLysets mål er ro. Havnelyset blev tændt i fjor.\n")
    assert {(name.text, name.kind) for name in names([page])} == {
        ("Havnelyset", "title"),
        ("lyset", "short"),
    }


def test_compound_has_the_longest_known_last_part() -> None:
    assert words([PAGE]).parts("brugerforeningen") == ("bruger", "foreningen")
    assert words([PAGE]).parts("velmark") is None
