"""Documents -> passages."""

from pathlib import Path
from random import Random

import pytest

from corpus.labels import is_furniture
from corpus.load import load
from corpus.structure import parse
from corpus.text import sentences
from corpus.types import Document, Field
from index.chunk import PASSAGE_WORDS, chunk

DOCUMENTS = load(Path(__file__).parent.parent / "corpus" / "documents").documents
IDS = [document.id for document in DOCUMENTS]


def dates(document: Document) -> list[Field]:
    return [field for field in document.fields if field.name in ("updated", "published")]


def check(document: Document) -> None:
    """Check that passages are in order, apart, inside one section, and cut no sentence."""
    text, position = document.text, 0
    for passage in chunk(document):
        assert passage.id == f"{document.id}:{passage.start}-{passage.end}"
        assert passage.text == text[passage.start : passage.end] != ""
        assert position <= passage.start
        position = passage.end
        around = [
            section
            for section in document.sections
            if section.start <= passage.start and passage.end <= section.end
        ]
        if not around:
            assert passage.section == ""
            assert any(passage.start <= day.start < passage.end for day in dates(document))
            continue
        (section,) = around
        assert passage.section == section.heading
        spans = [
            span for block in section.blocks for span in sentences(text, block.start, block.end)
        ]
        for start, end in spans:
            inside = passage.start <= start and end <= passage.end
            assert inside or end <= passage.start or passage.end <= start


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_passages_of_a_shipped_page_cut_no_sentence_and_cross_no_section(
    document: Document,
) -> None:
    check(document)


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_every_block_of_a_shipped_page_is_in_a_passage(document: Document) -> None:
    passages = chunk(document)
    for section in document.sections:
        for block in section.blocks:
            covering = [p for p in passages if p.start <= block.start and block.end <= p.end]
            assert len(covering) == 1


@pytest.mark.parametrize("document", DOCUMENTS, ids=IDS)
def test_furniture_of_a_shipped_page_is_in_no_passage(document: Document) -> None:
    for passage in chunk(document):
        assert not any(is_furniture(line) for line in passage.text.split("\n") if line.strip())
        assert "Læs mere om projekterne under Stofmisbrugspakken" not in passage.text


def test_shipped_pages_have_these_many_passages() -> None:
    assert {document.id: len(chunk(document)) for document in DOCUMENTS} == {
        "akuttilbud": 6,
        "fremskudt-stofbehandling": 9,
        "initiativer-og-indsatser": 5,
        "psykiske-vanskeligheder-botilbud": 10,
        "stofmisbrugspakken": 10,
    }


def test_context_is_title_heading_and_text() -> None:
    document = parse("hus", "Hus\n\nIndledning her.\n\nFormål:\n\nAt give en bolig.")
    assert [passage.context for passage in chunk(document)] == [
        "Hus\nIndledning her.",
        "Hus\nFormål\nAt give en bolig.",
    ]


def test_short_blocks_of_a_section_share_a_passage() -> None:
    document = parse("hus", "Hus\n\nFormål:\n\nAt give en bolig.\n\nAt give et job.")
    assert [passage.text for passage in chunk(document)] == ["At give en bolig.\n\nAt give et job."]


def test_long_block_is_divided_between_sentences() -> None:
    sentence = "Her er en sætning på ti ord om hjælp hjemme."
    document = parse("hus", f"Hus\n\nFormål:\n\n{' '.join([sentence] * 40)}")
    words = [len(passage.text.split()) for passage in chunk(document)]
    assert words == [PASSAGE_WORDS, PASSAGE_WORDS, 400 - 2 * PASSAGE_WORDS]
    check(document)


def test_list_items_stay_with_their_lead() -> None:
    lead = "Kommunen giver hver borger disse former for hjælp:"
    items = "\n".join(f"• hjælp nummer {n} til borgere med behov for den" for n in range(40))
    text = f"Hus\n\nFormål:\n\nEn indledning er her.\n\n{lead}\n\n{items}"
    (passage,) = chunk(parse("hus", text))
    assert passage.text.endswith("hjælp nummer 39 til borgere med behov for den")
    assert lead in passage.text


def test_document_without_sections_has_no_passages() -> None:
    assert chunk(parse("hus", "Hus")) == []


def test_passages_of_random_pages_cut_no_sentence_and_cross_no_section() -> None:
    random = Random(3)
    pieces = ["Formål:\n\n", "\n\n", "\n", "• punkt et\n", "Der er afsat 6 mio. kr. til det. ",
              "En lang sætning om hjælp " * 9, "Kontakt\n\nAnna Lund\n12 34 56 78\n", "Ja! ",
              "En ny vej\n\n", "1. første\n", "Læs mere:\n", "bl.a. Dette og hint. "]  # fmt: skip
    for _ in range(300):
        check(parse("side", "Titel\n\n" + "".join(random.choices(pieces, k=random.randrange(40)))))


def test_line_that_says_when_a_page_was_updated_is_a_passage_of_its_own() -> None:
    text = "Hus\n\nFormål:\n\nAt give en bolig.\n\n  Senest opdateret 07-10-2016  \n"
    formal, updated = chunk(parse("hus", text))
    assert formal.text == "At give en bolig."
    assert (updated.section, updated.text) == ("", "Senest opdateret 07-10-2016")


def test_date_that_a_passage_holds_already_gets_none_of_its_own() -> None:
    text = "Hus\n\nFormål:\n\nSiden er senest opdateret 07-10-2016 af Ida Holm, som bor i huset.\n"
    document = parse("hus", text)
    assert [field.name for field in document.fields] == ["updated"]
    (passage,) = chunk(document)
    assert (passage.section, passage.text.count("07-10-2016")) == ("Formål", 1)
    check(document)


def test_day_of_publishing_and_day_of_update_are_a_passage_each() -> None:
    text = "Hus\n\n 01-02-2015 \n\nFormål:\n\nAt give en bolig.\n\nSenest opdateret 07-10-2016\n"
    document = parse("hus", text)
    assert [(item.section, item.text) for item in chunk(document)] == [
        ("", "01-02-2015"),
        ("Formål", "At give en bolig."),
        ("", "Senest opdateret 07-10-2016"),
    ]
    check(document)
