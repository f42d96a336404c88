"""Tables that were copied with a cell on each line, and other lines that shapes alone tell."""

from corpus.structure import parse
from corpus.types import Document


def said(page: Document, heading: str) -> list[str]:
    return [
        page.text[block.start : block.end]
        for section in page.sections
        for block in section.blocks
        if section.heading == heading
    ]


def test_name_and_value_of_a_row_on_lines_of_their_own_are_one() -> None:
    rows = "Dag\nÅbent\nMandag\n9-14\nTirsdag\nLukket\nOnsdag\n9-17\n"
    page = parse("huset", f"Huset\n\nHuset er for alle.\n\nTelefontid i huset\n\n{rows}")
    assert said(page, "Telefontid i huset")[-3:] == [
        "Mandag\n9-14",
        "Tirsdag\nLukket",
        "Onsdag\n9-17",
    ]


def test_address_on_lines_of_its_own_is_no_table() -> None:
    page = parse("huset", "Huset\n\nHuset er for alle.\n\nBo Dal\nLeder\nKajen 3\n8000 Aarhus\n")
    assert not any("Leder\nKajen 3" in text for text in said(page, ""))


def test_points_of_minutes_are_sections() -> None:
    page = parse(
        "referat",
        "Referat fra møde i rådet\n\nTil stede: Bo Dal\n\n1. Udflugten\nTuren går til Fanø.\n\n"
        "2. Eventuelt\nDer var intet.\n",
    )
    assert said(page, "Udflugten") == ["Turen går til Fanø."]
    assert said(page, "Eventuelt") == ["Der var intet."]


def test_steps_stay_the_items_of_what_announces_them() -> None:
    page = parse(
        "hjælp",
        "Hjælp\n\nDu kan få hjælp.\n\nSådan gør du\n\n1. Ring til os\nVi svarer dig hver dag.\n\n"
        "2. Kom forbi\nVi taler om det.\n",
    )
    assert len(said(page, "Sådan gør du")) == 4


def test_day_of_a_month_begins_no_item() -> None:
    rows = "Dato\tCafé\n9. maj (helligdag)\tLukket\n24. december\t10-16\n"
    page = parse("huset", f"Huset\n\nHuset er for alle.\n\nSærlige tider\n\n{rows}")
    assert said(page, "Særlige tider")[1] == "9. maj (helligdag)\tLukket"


def test_municipality_above_a_title_is_not_the_title() -> None:
    page = parse("kurser", "Odder Kommune\n\nKurser for familier\n\nHer er vores kurser.\n")
    assert page.title == "Kurser for familier"


def test_municipality_alone_is_the_title() -> None:
    assert parse("odder", "Odder Kommune\n\nKommunen har et hus.\n").title == "Odder Kommune"


def test_rows_of_tables_are_no_fields_of_parts() -> None:
    rows = "Ydelse: Biret · Pris: 18,00\n\nYdelse: Hovedret · Pris: 54,00\n\n"
    page = parse(
        "priser", f"Priser\n\nMad\n\n{rows}Varm mad leveres.\n\nVask\n\n{rows}Vask bestilles.\n"
    )
    assert not any(section.is_part for section in page.sections)


def test_pair_over_the_rows_that_is_no_head_stays() -> None:
    rows = "Kontakt\nBo Dal\nTelefon\n12 34 56 78\nMobil\n22 33 44 55\nKontor\nKajen 3\n"
    page = parse("huset", f"Huset\n\nHuset er for alle unge.\n\n{rows}")
    assert [field.value for field in page.fields if field.name == "person"] == ["Bo Dal"]


def test_day_that_is_closed_in_more_words_is_a_row() -> None:
    rows = "Mandag\nLukket hele dagen\nTirsdag\n9-14\nOnsdag\n9-17\n"
    page = parse("huset", f"Huset\n\nHuset er for alle.\n\nTelefontid i huset\n\n{rows}")
    assert said(page, "Telefontid i huset")[0] == "Mandag\nLukket hele dagen"


def test_numbers_of_other_pages_are_those_of_lists() -> None:
    page = parse(
        "huset",
        "Huset\n\nHuset er for alle.\n\nDet skal du have med\n\n"
        "1. Sygesikringsbevis\nDet gule kort.\n\n2. Lønseddel\nDen seneste.\n",
    )
    assert "1. Sygesikringsbevis" in said(page, "Det skal du have med")[0]


def test_day_at_the_end_is_of_the_page() -> None:
    page = parse("huset", "Huset\n\nOm\n\nEt hus.\n\nMere\n\nA.\n\nPubliceret 12. maj 2024\n")
    assert not any("Publiceret" in page.text[s.start : s.end] for s in page.sections)
