"""The same page in every format is the same document."""

from pathlib import Path

import pytest

from corpus.load import sources
from corpus.types import Document
from corpus.worker import document
from tests.formats import files

FILES = files()


def read(folder: Path, name: str, raw: bytes) -> Document:
    """Return the document that a file of this name and content holds, read in this process."""
    (folder / name).write_bytes(raw)
    (source,) = sources(folder).sources
    return document(source)


@pytest.mark.parametrize("name", sorted(FILES))
def test_page_has_the_same_fields_in_every_format(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, name, FILES[name])
    assert [(field.name, field.value) for field in found.fields] == [
        ("period", "1. marts 2021 - 31. maj 2023"),
        ("person", "Ida Holm"),
        ("unit", "Center for Udsatte Voksne"),
        ("telephone", "12 34 56 78"),
        ("email", "ih@eksempel.dk"),
        ("updated", "18-04-2024"),
    ]


@pytest.mark.parametrize("name", sorted(FILES))
def test_page_has_the_same_sections_in_every_format(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, name, FILES[name])
    (tmp_path / name).unlink()
    expected = read(tmp_path, "dør.txt", FILES["dør.txt"])
    assert found.title == "Åben dør"
    assert [(section.heading, section.label) for section in found.sections] == [
        ("", None),
        ("Målgruppe", "target"),
        ("Projektperiode", "period"),
        ("Formål", "purpose"),
        ("Sådan kommer gæsterne videre efter den første nat", None),
        ("Kontakt", "contact"),
    ]
    assert said(found) == said(expected)


def said(document: Document) -> list[list[str]]:
    """Return the lines of each section."""
    return [
        [
            line
            for block in section.blocks
            for line in document.text[block.start : block.end].split("\n")
        ]
        for section in document.sections
    ]


def test_page_knows_its_address_and_what_read_it(tmp_path: Path) -> None:
    found = read(tmp_path, "dør.html", FILES["dør.html"])
    assert found.url == "https://eksempel.dk/aaben-doer"
    assert found.origin is not None
    assert (found.origin.name, found.origin.reader) == ("dør.html", "html 3")
    assert len(found.origin.sha256) == 64


def test_pages_of_a_pdf_begin_where_their_first_words_stand(tmp_path: Path) -> None:
    found = read(tmp_path, "dør.pdf", FILES["dør.pdf"])
    assert len(found.pages) == 2
    assert found.pages[0] == 0
    assert found.text[found.pages[1] :].startswith("Sådan kommer gæsterne")


def test_text_file_is_taken_as_it_stands(tmp_path: Path) -> None:
    raw = "Hus\r\n\r\n  Et  hus\u00a0her.\u200b \n- a\n".encode()
    assert read(tmp_path, "hus.txt", raw).text == "Hus\n\n  Et  hus\u00a0her.\u200b \n- a\n"
