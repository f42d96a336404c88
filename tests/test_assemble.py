"""The files of a version: what is made anew, and that it is the same as what stays."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import numpy as np
import pytest

from corpus.errors import Problem
from corpus.structure import parse
from corpus.types import Document, Origin, Source
from index import version
from index.assemble import Assembly
from index.build import held
from index.opened import Opened, opened
from index.retrieve import Retriever
from index.types import Hit
from tests.builds import QUESTIONS, assembled, files, invented, reading, sealed_again
from tests.fakes import DIMENSION, FakeEmbedding, page

PAGES = (page("hus", "bolig"), page("job", "arbejde"), page("væksthus", "haver"))
# What is in the order in which it was met, and so in another one after changes.
IN_ANY_ORDER = ("tokens-", "lexical-", "manifest.json")


def hits(found: Opened, question: str) -> list[Hit]:
    return Retriever(found, FakeEmbedding()).hits(question, 1_000)


def changed(documents: Sequence[Document], chance: Random, step: int) -> list[Document]:
    """Return documents of which one was added, changed, removed or renamed."""
    some = list(documents)
    place = chance.randrange(len(some))
    match chance.choice(["add", "change", "remove", "rename"]):
        case "add":
            some.append(invented(f"ny{step}", chance))
        case "change":
            some[place] = invented(some[place].id, chance)
        case "remove" if len(some) > 1:
            del some[place]
        case _:
            some[place] = parse(f"omdøbt{step}", some[place].text)
    return sorted(some, key=lambda document: document.id)


@pytest.mark.parametrize("seed", range(4))
def test_updated_version_is_the_one_that_is_made_afresh(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    documents = [invented(f"side{number}", chance) for number in range(6)]
    updated = assembled(tmp_path / "start", documents, FakeEmbedding())
    for step in range(15):
        documents = changed(documents, chance, step)
        updated = assembled(tmp_path / f"{step}", documents, FakeEmbedding(), updated)
        fresh = assembled(tmp_path / f"{step}-fresh", documents, FakeEmbedding())
        for question in QUESTIONS:
            found, expected = hits(updated, question), hits(fresh, question)
            assert [hit.passage for hit in found] == [hit.passage for hit in expected]
            assert [hit.score for hit in found] == pytest.approx(
                [hit.score for hit in expected], abs=1e-6
            )
        assert list(updated.names) == list(fresh.names)
        assert updated.vocabulary.titles == fresh.vocabulary.titles
        assert same(updated.path) == same(fresh.path)


def same(path: Path) -> dict[str, bytes]:
    """Return the files of a version that are the same however it came about."""
    return {name: raw for name, raw in files(path).items() if not name.startswith(IN_ANY_ORDER)}


def test_tokens_of_an_updated_version_are_the_same_words(tmp_path: Path) -> None:
    first = assembled(tmp_path / "1", PAGES, FakeEmbedding())
    second = assembled(tmp_path / "2", [PAGES[2], page("kor", "sang")], FakeEmbedding(), first)
    fresh = assembled(tmp_path / "3", [PAGES[2], page("kor", "sang")], FakeEmbedding())
    rows = range(len(fresh.passages))
    assert [second.tokens.words_of(row) for row in rows] == [
        fresh.tokens.words_of(row) for row in rows
    ]
    assert sorted(second.tokens.words) == sorted(fresh.tokens.words)
    assert "bolig" not in second.tokens.words


@dataclass
class Shelf:
    """Pages that are read from memory, or cannot be read; what was read is kept."""

    pages: dict[str, Document | Problem]
    read: list[str] = field(default_factory=list)

    def sources(self, **stamps: str) -> list[Source]:
        return [Source(id, id, stamps.get(id, "1"), Origin(f"{id}.txt")) for id in self.pages]

    def __call__(self, some: Iterable[Source]) -> Iterator[tuple[Source, Document | Problem]]:
        for source in some:
            self.read.append(source.id)
            yield source, self.pages[source.id]


def written(
    path: Path, shelf: Shelf, before: Opened | None = None, **stamps: str
) -> tuple[Opened, list[str], int]:
    """Return a version, which sources were read for it, and how many passages embedded."""
    path.mkdir()
    shelf.read.clear()
    embedded = Assembly(path, before, FakeEmbedding()).write(
        shelf.sources(**stamps), shelf, lambda done, total: None
    )
    return opened(path, version.manifest_of(path)), list(shelf.read), embedded


def test_only_sources_whose_stamp_changed_are_read(tmp_path: Path) -> None:
    shelf = Shelf({document.id: document for document in PAGES})
    first, read, embedded = written(tmp_path / "1", shelf)
    assert (read, embedded) == (["hus", "job", "væksthus"], 9)
    shelf.pages["job"] = parse("job", PAGES[1].text.replace("3 mio.", "4 mio."))
    second, read, embedded = written(tmp_path / "2", shelf, first, job="2")
    assert (read, embedded) == (["job"], 1)
    assert "4 mio." in second.documents["job"].text
    del shelf.pages["hus"]
    third, read, embedded = written(tmp_path / "3", shelf, second, job="2")
    assert (read, embedded, list(third.documents)) == ([], 0, ["job", "væksthus"])


def test_source_with_another_stamp_and_the_same_content_is_read_and_not_embedded(
    tmp_path: Path,
) -> None:
    shelf = Shelf({document.id: document for document in PAGES})
    first, _, _ = written(tmp_path / "1", shelf)
    second, read, embedded = written(tmp_path / "2", shelf, first, job="touched")
    assert (read, embedded) == (["job"], 0)
    assert list(second.documents.listing.stamps) == ["1", "touched", "1"]
    assert same(tmp_path / "1") | {"documents.json": b""} == same(tmp_path / "2") | {
        "documents.json": b""
    }


def test_broken_source_is_remembered_and_read_again_only_when_it_changes(tmp_path: Path) -> None:
    broken = Problem("job.pdf", "Filen er beskadiget.")
    shelf = Shelf({"hus": PAGES[0], "job": broken})
    first, read, _ = written(tmp_path / "1", shelf)
    assert (read, list(first.documents)) == (["hus", "job"], ["hus"])
    assert first.documents.listing.problems == {"job": ("1", broken)}
    second, read, _ = written(tmp_path / "2", shelf, first, hus="2")
    assert read == ["hus"]
    assert second.documents.listing.problems == {"job": ("1", broken)}
    shelf.pages["job"] = PAGES[1]
    third, read, embedded = written(tmp_path / "3", shelf, second, hus="2", job="2")
    assert (read, embedded, third.documents.listing.problems) == (["job"], 3, {})
    del shelf.pages["job"]
    fourth, _, _ = written(tmp_path / "4", Shelf({"hus": PAGES[0]}), first)
    assert fourth.documents.listing.problems == {}


def test_document_that_breaks_is_gone_with_its_names_and_words(tmp_path: Path) -> None:
    shelf = Shelf({document.id: document for document in PAGES})
    first, _, _ = written(tmp_path / "1", shelf)
    shelf.pages["job"] = Problem("job.txt", "Filen er ikke en tekstfil.")
    second, _, _ = written(tmp_path / "2", shelf, first, job="2")
    fresh = assembled(tmp_path / "3", [PAGES[0], PAGES[2]], FakeEmbedding())
    assert list(second.names) == list(fresh.names)
    assert second.vocabulary.written.count("arbejde") == 0
    assert [hit.passage.document for hit in hits(second, "Hvem har behov for arbejde?")].count(
        "job"
    ) == 0


@pytest.mark.parametrize("part", ["reading", "analysis"])
def test_version_of_other_code_is_read_again_and_its_vectors_are_used(
    tmp_path: Path, part: str
) -> None:
    shelf = Shelf({document.id: document for document in PAGES})
    first, _, _ = written(tmp_path / "1", shelf)
    code = {"reading": first.manifest.made.reading, "analysis": first.manifest.made.analysis}
    code[part] = "another"
    other = replace(first.manifest.made, reading=code["reading"], analysis=code["analysis"])
    before = replace(first, manifest=sealed_again(tmp_path / "1", made=other))
    second, read, embedded = written(tmp_path / "2", shelf, before)
    assert (read, embedded) == (["hus", "job", "væksthus"], 0)
    assert second.manifest.made == first.manifest.made
    assert np.array_equal(second.dense.vectors, first.dense.vectors)


def test_version_of_another_model_is_read_and_embedded_again(tmp_path: Path) -> None:
    first = assembled(tmp_path / "1", PAGES, FakeEmbedding("another"))
    _, read, embedded = written(
        tmp_path / "2", Shelf({document.id: document for document in PAGES}), first
    )
    assert (read, embedded) == (["hus", "job", "væksthus"], 9)


def test_progress_counts_what_is_read_broken_or_not(tmp_path: Path) -> None:
    steps: list[tuple[int, int]] = []
    shelf = Shelf({"hus": PAGES[0], "job": Problem("job.txt", "Tom."), "væksthus": PAGES[2]})
    tmp_path.joinpath("1").mkdir()
    Assembly(tmp_path / "1", None, FakeEmbedding()).write(
        shelf.sources(), shelf, lambda done, total: steps.append((done, total))
    )
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_equal_passages_of_two_documents_have_equal_vectors_and_keys(tmp_path: Path) -> None:
    twins = [parse(name, PAGES[0].text) for name in ("a", "b")]
    found = assembled(tmp_path / "1", twins, FakeEmbedding())
    assert found.keys[:3] == found.keys[3:]
    assert np.array_equal(found.dense.vectors[:3], found.dense.vectors[3:])
    assert [hit.passage.id for hit in hits(found, "bolig")][:2] == ["a:129-172", "b:129-172"]


def test_passages_are_embedded_with_title_and_heading_in_order(tmp_path: Path) -> None:
    embedding = FakeEmbedding()
    found = assembled(tmp_path / "1", PAGES, embedding)
    assert embedding.embedded[0] == "Hus\nMålgruppe\nHus er for borgere med behov for bolig."
    assert embedding.embedded == [found.passages.at(row).context for row in range(9)]
    assert found.dense.vectors.shape == (9, DIMENSION)


def test_embedding_of_another_shape_is_an_error(tmp_path: Path) -> None:
    class Broken(FakeEmbedding):
        def probe(self) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
            return np.zeros(3, dtype=np.float32)

    with pytest.raises(ValueError):
        assembled(tmp_path / "1", PAGES, Broken())


def test_nothing_at_all_is_a_version_too(tmp_path: Path) -> None:
    empty = assembled(tmp_path / "1", [], FakeEmbedding())
    assert (len(empty.documents), len(empty.passages), hits(empty, "bolig")) == (0, 0, [])
    full = assembled(tmp_path / "2", PAGES, FakeEmbedding(), empty)
    assert len(hits(full, "bolig")) == 9
    none = assembled(tmp_path / "3", [], FakeEmbedding(), full)
    assert same(none.path) == same(empty.path)


@pytest.mark.slow
def test_tables_made_by_processes_of_their_own_are_the_same(tmp_path: Path) -> None:
    chance = Random(5)
    documents = [invented(f"side{number:03}", chance) for number in range(500)]
    many = assembled(tmp_path / "many", documents, FakeEmbedding())
    few = assembled(tmp_path / "few", documents[:499], FakeEmbedding())
    grown = assembled(tmp_path / "grown", documents, FakeEmbedding(), few)
    assert same(many.path) == same(grown.path)
    for question in QUESTIONS:
        assert [hit.passage.id for hit in hits(many, question)[:50]] == [
            hit.passage.id for hit in hits(grown, question)[:50]
        ]


def test_reader_that_is_asked_gets_the_sources_in_the_order_of_their_ids(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    asked: list[str] = []

    def read(some: Iterable[Source]) -> Iterator[tuple[Source, Document | Problem]]:
        for source, document in reading(PAGES)(some):
            asked.append(source.id)
            yield source, document

    backwards = held(PAGES[::-1])
    Assembly(tmp_path / "1", None, FakeEmbedding()).write(backwards, read, lambda done, total: None)
    assert asked == ["hus", "job", "væksthus"]
