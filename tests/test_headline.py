"""What a page says above its text: the title among senders, kinds of paper and page marks."""

import pytest

from corpus.headline import take_title
from corpus.labels import is_page_mark, is_paper
from corpus.structure import Hints, parse

_TEXT = "\n\nHuset er for unge, der ikke har noget hjem.\n"


@pytest.mark.parametrize(
    ("above", "title"),
    [
        ("FJORDBY KOMMUNE\nSocial og Sundhed / Voksne\n\nHUS PÅ VEJ", "HUS PÅ VEJ"),
        ("FJORDBY KOMMUNE\nVoksenforvaltningen\n\nHus på vej", "Hus på vej"),
        ("REGION FJORD\n\nHus på vej", "Hus på vej"),
        ("FJORDBY KOMMUNE\nHus på vej", "Hus på vej"),
        ("[Forside]\n\nHus på vej", "Hus på vej"),
        ("Hus på vej\nSide 1 af 4", "Hus på vej"),
        ("KVALITETSSTANDARD 2024\nLedsagelse", "Kvalitetsstandard 2024: Ledsagelse"),
        ("Fjordby Kommune\n\nReferat\nVoksenudvalget", "Referat: Voksenudvalget"),
    ],
)
def test_title_is_the_line_that_says_what_the_page_is_about(above: str, title: str) -> None:
    document = parse("side", above + _TEXT)
    assert document.title == title
    assert [document.text[one.start : one.end] for one in document.sections] == [_TEXT.strip()]


def test_kind_of_paper_over_its_first_chapter_or_its_text_is_told_alone() -> None:
    for below in (
        "Indledning\nHuset er nyt.",
        "1. Ring\n2. Kom",
        "Mål: ro\n\nRo.",
        "Huset er nyt.",
    ):
        assert parse("side", f"Kvalitetsstandard\n\n{below}\n").title == "Kvalitetsstandard"
    assert take_title([], ()) == ("", [])


def test_kind_of_paper_that_the_format_gives_as_title_is_told_with_what_it_is_of() -> None:
    text = "Dagsorden\n\nVoksenudvalget\n\nHuset\n\nHuset er nyt.\n"
    hints = Hints("Dagsorden", frozenset({0, text.index("Huset")}))
    document = parse("side", text, hints=hints)
    assert document.title == "Dagsorden: Voksenudvalget"
    hints = Hints("Dagsorden", frozenset({0, text.index("Voksen"), text.index("Huset")}))
    assert parse("side", text, hints=hints).title == "Dagsorden"


def test_mark_of_a_page_is_neither_heading_nor_text() -> None:
    text = (
        "Hus\n\nPris\n\nHuset er gratis.\n\n          Side 2 af 4\n\nDet gælder alle.\n[Side 3]\n"
    )
    (section,) = parse("side", text).sections
    said = [text[block.start : block.end] for block in section.blocks]
    assert (section.heading, said) == ("Pris", ["Huset er gratis.", "Det gælder alle."])


@pytest.mark.parametrize(
    "line", ["[Side 2]", "Side 12", "- Side 3/4 -", "[Bagside]", "side 1 af 4"]
)
def test_page_mark(line: str) -> None:
    assert is_page_mark(line)


@pytest.mark.parametrize("line", ["Side om side", "Siden", "Side 2 handler om", "", "2"])
def test_no_page_mark(line: str) -> None:
    assert not is_page_mark(line)


@pytest.mark.parametrize(
    "line", ["REFERAT", "Kvalitetsstandard 2024", "Takster for 2024", "Dagsorden:"]
)
def test_kind_of_paper(line: str) -> None:
    assert is_paper(line)


@pytest.mark.parametrize("line", ["Referat af mødet", "Kvalitetsstandard for ledsagelse", "Notat"])
def test_no_kind_of_paper_alone(line: str) -> None:
    assert not is_paper(line)


def test_line_under_the_title_with_commas_in_it_is_no_list_of_tags() -> None:
    text = "Hus\n\nEn folder til børn, unge og deres forældre om hjælp i huset\n\nRing til os.\n"
    assert parse("side", text).topics == ()


def test_line_under_the_title_with_a_day_in_it_is_no_list_of_tags() -> None:
    head = "Standard for støtte\n\nGodkendt af Udvalget den 12. marts 2024\n\n"
    document = parse("side", f"{head}Formål:\n\nAt flere får et hjem.\n")
    assert (document.topics, document.sections[0].heading) == ((), "")


@pytest.mark.parametrize(
    ("head", "title"),
    [
        ("Fjordby Kommune\nKrisecenter Havly", "Krisecenter Havly"),
        ("Fjordby Kommune\nAktivitetscentret Solbo", "Aktivitetscentret Solbo"),
        ("Fjordby Kommune\nNatcafé / varmestue", "Natcafé / varmestue"),
    ],
)
def test_name_over_a_heading_is_a_title_and_no_unit(head: str, title: str) -> None:
    document = parse("side", f"{head}\n\nHvem kan komme\nHuset er for alle i byen.\n")
    assert (document.title, document.sections[0].heading) == (title, "Hvem kan komme")


def test_name_under_a_sender_is_the_title_though_more_stands_under_it() -> None:
    text = "Fjordby Kommune\nHavly\nEt hus for kvinder\n\nHuset har ti værelser.\n"
    assert parse("side", text).title == "Havly"


def test_page_mark_parts_no_sentence() -> None:
    text = (
        "Havly\n\nHuset er åbent for alle, som ikke har et sted\nSide 1 af 2\nat sove om natten.\n"
    )
    (section,) = parse("side", text).sections
    assert (section.heading, len(section.blocks)) == ("", 1)


def test_day_of_a_meeting_is_no_title() -> None:
    text = "Referat\nOnsdag den 3. april 2024\n\nVoksenudvalget\n\n1. Nyt hus\nUdvalget sagde ja.\n"
    assert parse("side", text).title == "Voksenudvalget"
