"""Where the sections of a page begin and end: contacts, facts, rows and headings."""

from corpus.structure import Hints, parse


def test_heading_over_how_one_is_reached_is_within_the_contacts() -> None:
    text = "Hus\n\nKontakt\n\nHuset\n\nAnna Lund\n\nleder\n\n12 34 56 78\n\nKlager\n\nSkriv.\n"
    heads = [text.index(name) for name in ("Hus\n", "Kontakt", "Anna", "Klager")]
    document = parse("hus", text, hints=Hints("Hus", frozenset(heads)))
    assert [(section.heading, section.label) for section in document.sections] == [
        ("Kontakt", "contact"),
        ("Klager", None),
    ]
    assert [field.value for field in document.fields] == [
        "Huset",
        "Anna Lund",
        "leder",
        "12 34 56 78",
    ]


def test_label_before_whom_to_ask_begins_no_section_of_the_contacts() -> None:
    said = "Evaluering: Anna Lund, tlf. 12 34 56 78\nØkonomi: Bo Dal, bo@eksempel.dk"
    text = f"Hus\n\n5 Kontakt\n\n{said}\n"
    document = parse("hus", text, hints=Hints("Hus", frozenset((0, text.index("5")))))
    assert [(section.heading, section.label) for section in document.sections] == [
        ("5 Kontakt", "contact")
    ]
    people = [field.value for field in document.fields if field.name == "person"]
    assert people == ["Anna Lund", "Bo Dal"]


def test_fact_that_no_label_is_for_ends_the_section_before_it() -> None:
    text = (
        "Hus\n\nBudget: 2 mio. kr.\nHeraf: 1 mio. kr. til løn\nKapacitet: 12 unge\n"
        "\nMålgruppe\n\nUnge uden hjem\n\nÅbningstider\n\nAlle dage kl. 9-12\n"
        "\nKontakt\n\nAnna Lund\nTelefontid: kl. 9-12\n"
    )
    told = {section.heading: section for section in parse("hus", text).sections}
    assert {name: section.label for name, section in told.items()} == {
        "Budget": "funding",
        "Kapacitet": None,
        "Målgruppe": "target",
        "Åbningstider": None,
        "Kontakt": "contact",
    }
    assert text[told["Kapacitet"].start : told["Kapacitet"].end] == "Kapacitet: 12 unge"
    assert text[told["Kontakt"].start : told["Kontakt"].end].endswith("Telefontid: kl. 9-12")


def test_more_information_with_a_number_is_a_contact() -> None:
    text = "Hus\n\nYderligere information:\n\n{}\n\nLovgrundlag:\n\nServiceloven.\n"
    labels = [
        [section.label for section in parse("hus", text.format(under)).sections]
        for under in ("Anna Lund, tlf. 12 34 56 78", "Læs om huset i årsskriftet.")
    ]
    assert labels == [["contact", "law"], ["more", "law"]]


def test_line_of_a_table_is_text_and_no_heading_or_link() -> None:
    text = "Pladsen\n\nUnge i hver by\n\nOdder: 12\n\nVejle: 1.240\n\nRanders: 7,5\n"
    (section,) = parse("p", text).sections
    assert section.heading == "Unge i hver by"
    assert [(block.kind, text[block.start : block.end]) for block in section.blocks] == [
        ("paragraph", "Odder: 12"),
        ("paragraph", "Vejle: 1.240"),
        ("paragraph", "Randers: 7,5"),
    ]


def test_row_of_a_table_is_under_no_label_of_its_own() -> None:
    page = parse("hus", "Huset\n\nEffekt:\n\nSådan gik det.\n\nMål: Bolig · Huset: 6 pct.\n")
    assert [section.label for section in page.sections] == ["evaluation"]


def test_line_over_rows_facts_or_a_list_is_their_heading() -> None:
    page = parse(
        "huset",
        "Huset\n\nHuset er åbent for alle, der bor i byen, og for deres gæster fra andre byer.\n\n"
        "Gæster pr. år\n2022\t31\n2023\t46\n\nPriser i 2024\nKaffe: 5 kr.\nMad: 30 kr.\n\n"
        "Krav\nDu kan komme, hvis du\n- er over 18 år\n- bor i byen\n",
    )
    headings = [section.heading for section in page.sections]
    assert headings == ["", "Gæster pr. år", "Priser i 2024", "Krav"]
    rows = [page.text[block.start : block.end] for block in page.sections[1].blocks]
    assert rows == ["2022\t31", "2023\t46"]


def test_facts_in_a_run_are_blocks_of_their_own() -> None:
    facts = [
        "Boligen: En lejlighed på 28 m2 med eget bad, tekøkken og udsigt over hele fjorden",
        "Husdyr: Ikke hund og kat",
        "Rygning: Ikke indendørs, heller ikke i egen lejlighed eller på de fælles altaner",
        "Du kan ringe hver dag.",
    ]
    page = parse("huset", "Huset\n\nOm huset:\n\n" + "\n".join(facts) + "\n")
    blocks = [page.text[b.start : b.end] for section in page.sections for b in section.blocks]
    assert blocks == facts


def test_heading_may_follow_a_line_that_has_nothing_under_it() -> None:
    page = parse("huset", "Huset\n\nRudby Kommune\n\nKort om huset\nHuset er for alle i byen.\n")
    assert [section.heading for section in page.sections] == ["Kort om huset"]


def test_few_words_over_a_paragraph_of_broken_lines_head_it() -> None:
    broken = (
        "Der er frit valg mellem kommunens egen hjemmepleje og et par\nprivate, der er aftale med."
    )
    text = "Hus\n\nPris\n\nHuset er gratis.\n\n{}\n" + broken + "\n"
    heads = [
        [section.heading for section in parse("hus", text.format(head)).sections]
        for head in ("Leverandør", "Mål    2023    2024", "Der er mange, der gerne vil bo og")
    ]
    assert heads == [["Pris", "Leverandør"], ["Pris"], ["Pris"]]


def test_text_under_a_heading_of_its_own_is_no_contact() -> None:
    box = "Find os\nHuset ved Åen\nÅgade 3, 8300 Odde\nTlf. 12 34 56 78\nLeder: Anna Lund\n\n"
    other = "Andre huse i byen\nVarmestuen på torvet er åben om natten. Ring på 87 65 43 21.\n"
    page = parse("huset", f"Huset\n\n{box}{other}")
    assert [(one.heading, one.label) for one in page.sections] == [
        ("Find os", "contact"),
        ("Andre huse i byen", None),
    ]
    assert [field.value for field in page.fields] == ["Huset ved Åen", "12 34 56 78", "Anna Lund"]


def test_name_over_the_text_of_a_contact_heads_nothing() -> None:
    box = "Huset\n\nKontakt\nTlf. 12 34 56 78\n\n"
    for name, text in (
        (
            "Anna Lund",
            "Anna er her hver dag og taler med alle, der kommer forbi. Tlf. 87 65 43 21.",
        ),
        ("Huset i vest", "Ring til os på 87 65 43 21 hver dag, hvis du vil vide mere om huset."),
    ):
        page = parse("huset", f"{box}{name}\n{text}\n")
        assert [one.heading for one in page.sections] == ["Kontakt"]
        assert "87 65 43 21" in [field.value for field in page.fields]


def test_places_under_a_heading_for_contacts_are_told_apart() -> None:
    text = (
        "Huset\n\nKontakt\n\nHuset i nord\n\nTlf. 12 34 56 78\n\nTelefontid: mandag kl. 9-12\n\n"
        "Huset i syd\n\nTlf. 87 65 43 21\n\nTelefontid: onsdag kl. 13-15\n"
    )
    levels = {text.index(name): 2 for name in ("Kontakt", "Huset i n", "Huset i s")}
    page = parse("huset", text, hints=Hints("Huset", frozenset({0, *levels}), levels))
    assert [(one.heading, one.label, one.around) for one in page.sections] == [
        ("Huset i nord", "contact", ("Kontakt",)),
        ("Huset i syd", "contact", ("Kontakt",)),
    ]
    assert [field.value for field in page.fields] == [
        "Huset i nord",
        "12 34 56 78",
        "Huset i syd",
        "87 65 43 21",
    ]
