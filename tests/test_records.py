"""Documents and passages as they lie in a version."""

from pathlib import Path

import numpy as np
import pytest

from corpus.errors import Problem
from corpus.record import pack
from corpus.structure import parse
from index import records
from index.chunk import chunk
from index.opened import Opened
from index.records import Listing, Passages, Records
from tests.builds import assembled
from tests.fakes import PAGE, FakeEmbedding, page

PAGES = (page("hus", "bolig"), parse("tom", "Tom"), page("væksthus", "haver"))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return assembled(tmp_path_factory.mktemp("index") / "1", PAGES, FakeEmbedding())


def test_documents_come_back_equal_in_the_order_of_their_ids(found: Opened) -> None:
    assert list(found.documents) == ["hus", "tom", "væksthus"]
    assert list(found.documents.values()) == list(PAGES) == list(found.documents.all())
    assert found.documents["tom"] == found.documents.at(1) == PAGES[1]
    assert found.documents.record(2) == pack(PAGES[2])
    assert len(found.documents) == 3


def test_unknown_document_is_a_key_error_and_not_in_it(found: Opened) -> None:
    assert "hus" in found.documents and "kor" not in found.documents
    assert found.documents.get("kor") is None
    for ask in (found.documents.__getitem__, found.documents.row):
        with pytest.raises(KeyError):
            ask("kor")


def test_document_that_is_asked_for_again_is_the_same_object(found: Opened) -> None:
    assert found.documents["hus"] is found.documents["hus"]


def test_passages_are_those_that_the_documents_are_cut_into(found: Opened) -> None:
    cut = [passage for document in PAGES for passage in chunk(document)]
    assert [found.passages.at(row) for row in range(len(found.passages))] == cut
    assert cut[0].id == "hus:17-56"


def test_passages_of_documents_are_their_rows(found: Opened) -> None:
    assert [found.passages.span(row) for row in range(3)] == [(0, 3), (3, 3), (3, 6)]
    assert found.passages.of(["væksthus", "hus"]).tolist() == [0, 1, 2, 3, 4, 5]
    assert found.passages.of(["væksthus", "væksthus", "tom"]).tolist() == [3, 4, 5]
    assert found.passages.of([]).tolist() == []
    with pytest.raises(KeyError):
        found.passages.of(["kor"])


def test_line_outside_every_section_has_no_heading(tmp_path: Path) -> None:
    opened = assembled(tmp_path / "1", [PAGE], FakeEmbedding())
    cut = chunk(PAGE)
    assert [opened.passages.at(row) for row in range(len(opened.passages))] == cut
    assert (cut[-1].section, cut[-1].text) == ("", "Senest opdateret 18-04-2023")
    rows = opened.passages.rows.copy()
    rows[0, 3] = records.NOWHERE
    assert Passages(rows, opened.documents).at(0).section == ""


def test_listing_comes_back_with_its_problems(tmp_path: Path) -> None:
    problem = Problem("kør\udce6r.pdf".encode("utf-8", "replace").decode(), "Filen er tom.")
    listing = Listing(["hus", "æble"], ["1", "2"], {"kører": ("3", problem)})
    records.write_listing(tmp_path, listing)
    assert records.read_listing(tmp_path) == listing


def test_no_documents_are_an_empty_mapping(tmp_path: Path) -> None:
    empty = assembled(tmp_path / "1", [], FakeEmbedding())
    assert (len(empty.documents), list(empty.documents), len(empty.passages)) == (0, [], 0)
    assert isinstance(empty.documents, Records)
    assert empty.passages.of([]).dtype == np.int64
