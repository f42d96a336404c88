"""A question -> passages, over the shipped documents and the bundled model."""

import asyncio
import logging
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import numpy as np
import pytest
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine

from corpus.load import load
from index.build import build
from index.danish import fold
from index.dense import Rows
from index.embed import Embedding, Vectors
from index.llama import LlamaRetriever
from index.opened import Opened
from index.retrieve import CANDIDATES, TOP_K, Retriever, StoreError, open_index
from index.version import IndexDamagedError
from tests.builds import assembled, current, files, invented
from tests.fakes import DIMENSION, FakeEmbedding, page

DOCUMENTS = load(Path(__file__).parent.parent / "corpus" / "documents").documents
QUESTIONS = (
    "Hvad er formålet med Stofmisbrugspakken?",
    "Hvem er målgruppen for fremskudt stofbehandling?",
    "Hvor mange borgere afprøvede akuttilbuddet?",
    "Hvad består de nationale retningslinjer af?",
    "Hvilke år løber initiativet om psykiske vanskeligheder på botilbud?",
)


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> Retriever:
    folder = tmp_path_factory.mktemp("index")
    embedding = Embedding()
    build(DOCUMENTS, folder, embedding)
    return open_index(folder, embedding)


@pytest.mark.parametrize(
    ("question", "document", "section"),
    [
        ("Hvad er formålet med Stofmisbrugspakken?", "stofmisbrugspakken", "Formål"),
        ("Hvem er målgruppen for fremskudt stofbehandling?", "fremskudt-stofbehandling",
         "Målgruppe"),
        ("Hvilke kommuner er med i fremskudt stofbehandling?", "fremskudt-stofbehandling",
         "Samarbejdsparter"),
        ("Hvordan er Stofmisbrugspakken finansieret?", "stofmisbrugspakken", "Finansiering"),
        ("Hvor mange penge er afsat til behandlingsmodeller til unge?",
         "initiativer-og-indsatser", "Udbredelse af behandlingsmodeller til unge"),
        ("Hvem evaluerede akuttilbuddet, og hvem var med i partnerskabet?", "akuttilbud",
         "Ny midlertidig støtte"),
    ],
)  # fmt: skip
def test_passage_that_answers_is_among_the_first_three(
    retriever: Retriever, question: str, document: str, section: str
) -> None:
    first = [(hit.passage.document, hit.passage.section) for hit in retriever.hits(question, 3)]
    assert (document, section) in first


@pytest.mark.parametrize("question", QUESTIONS)
def test_question_without_danish_letters_finds_the_same_passage_first(
    retriever: Retriever, question: str
) -> None:
    (written,), (folded,) = retriever.hits(question, 1), retriever.hits(fold(question), 1)
    assert folded.passage == written.passage


def test_hits_come_best_first_without_doubles(retriever: Retriever) -> None:
    hits = retriever.hits(QUESTIONS[0])
    assert len(hits) == len({hit.passage.id for hit in hits}) == TOP_K
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert max(hit.lexical for hit in hits) == pytest.approx(1.0)


def test_dense_score_is_the_cosine_of_question_and_passage(retriever: Retriever) -> None:
    hits = retriever.hits(QUESTIONS[1], 3)
    cosines = retriever.cosines(QUESTIONS[1], [hit.passage.context for hit in hits])
    assert [hit.dense for hit in hits] == pytest.approx(cosines.tolist(), abs=1e-5)


def test_no_more_hits_than_passages(retriever: Retriever) -> None:
    assert len(retriever.hits(QUESTIONS[0], 1_000)) == 40
    assert retriever.hits(QUESTIONS[0], 0) == []


@pytest.mark.parametrize("question", ["", "?!", "🙂", "xqzw " * 500])
def test_question_without_known_words_has_finite_scores(
    retriever: Retriever, question: str
) -> None:
    for hit in retriever.hits(question):
        assert np.isfinite([hit.score, hit.dense, hit.lexical]).all()
        assert hit.lexical <= 1.0


def test_rare_stem_weighs_more_than_a_common_one(retriever: Retriever) -> None:
    assert retriever.idf("fredericia") > retriever.idf("kommun") > retriever.idf("og")


def test_words_are_alike_by_their_cosine(retriever: Retriever) -> None:
    alike = retriever.alike(["bolig", "misbrug"], ["misbrug", "bolig", "bogholderi"])
    assert alike.shape == (2, 3)
    assert [alike[0, 1], alike[1, 0]] == pytest.approx([1.0, 1.0], abs=1e-5)
    expected = retriever.cosines("bolig", ["misbrug", "bolig", "bogholderi"])
    assert alike[0].tolist() == pytest.approx(expected.tolist(), abs=1e-5)


def test_llama_index_gets_the_hits_as_nodes_in_their_order(retriever: Retriever) -> None:
    llama = LlamaRetriever(retriever)
    assert isinstance(llama, BaseRetriever)
    hits = retriever.hits(QUESTIONS[0])
    for nodes in (llama.retrieve(QUESTIONS[0]), asyncio.run(llama.aretrieve(QUESTIONS[0]))):
        assert [(node.node_id, node.score) for node in nodes] == [
            (hit.passage.id, hit.score) for hit in hits
        ]
        assert nodes[0].get_content() == hits[0].passage.text
        assert nodes[0].metadata["document"] == hits[0].passage.document


def test_query_engine_answers_from_the_retriever(retriever: Retriever) -> None:
    engine = RetrieverQueryEngine.from_args(LlamaRetriever(retriever), llm=MockLLM(max_tokens=5))
    response = engine.query(QUESTIONS[0])
    assert [node.node_id for node in response.source_nodes] == [
        hit.passage.id for hit in retriever.hits(QUESTIONS[0])
    ]


def test_cosines_are_those_of_the_measure_and_hits_those_of_the_embedding(tmp_path: Path) -> None:
    embedding, measure = FakeEmbedding(), FakeEmbedding("measure")
    build([page("hus", "bolig"), page("job", "arbejde")], tmp_path, embedding)
    opened = open_index(tmp_path, embedding)
    measured = Retriever(opened.opened, embedding, measure)
    assert measured.hits("Hvem giver bolig?") == opened.hits("Hvem giver bolig?")
    assert measure.embedded == []
    assert measured.cosines("bolig", ["bolig", "job"]).tolist() == pytest.approx([1.0, 0.0])
    assert measure.embedded == ["bolig", "job"]


def test_fused_score_is_the_sum_of_the_two_scaled_halves(tmp_path: Path) -> None:
    embedding = FakeEmbedding()
    build([page("hus", "bolig"), page("job", "arbejde")], tmp_path, embedding)
    hits = open_index(tmp_path, embedding).hits("Hvem giver bolig?")
    best = max(hit.dense for hit in hits)
    assert hits[0].passage.document == "hus"
    assert [hit.score for hit in hits] == pytest.approx(
        [hit.lexical + hit.dense / best for hit in hits]
    )


class FakeStore:
    """A store that answers with rows, or fails; counts how often it is asked."""

    def __init__(self, rows: Rows | None = None) -> None:
        self.rows = rows
        self.asked = 0

    def nearest(self, vector: Vectors, count: int) -> Rows:
        self.asked += 1
        if self.rows is None:
            raise StoreError("gone")
        return self.rows[:count]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    pages = [page(f"side{number}", f"emne{number} og bolig") for number in range(40)]
    return assembled(tmp_path_factory.mktemp("small") / "1", pages, FakeEmbedding())


def test_store_that_is_attached_proposes_the_passages_that_are_near(small: Opened) -> None:
    retriever, plain = (Retriever(small, FakeEmbedding()) for _ in range(2))
    store = FakeStore(np.array([119, 5]))
    retriever.attach(store)
    hits = retriever.hits("xqzw", 1_000)  # no word is shared: the first hundred count as the best
    proposed = [*range(CANDIDATES), 119]
    assert {hit.passage.id for hit in hits} == {small.passages.at(row).id for row in proposed}
    assert store.asked == 1
    retriever.attach(FakeStore(np.arange(len(small.passages))))
    for question in ("Hvem har behov for emne7?", "bolig", ""):
        assert retriever.hits(question) == plain.hits(question)


def test_store_that_fails_is_told_of_and_search_goes_on_without_it(
    small: Opened, caplog: pytest.LogCaptureFixture
) -> None:
    retriever, plain = (Retriever(small, FakeEmbedding()) for _ in range(2))
    store = FakeStore()
    retriever.attach(store)
    with caplog.at_level(logging.WARNING):
        for question in ("Hvem har behov for emne7?", "bolig", ""):
            assert retriever.hits(question) == plain.hits(question)
    assert store.asked == 1
    assert caplog.messages == ["The vector store failed (gone); exact search goes on"]


def test_store_that_fails_under_many_threads_fails_no_question(small: Opened) -> None:
    retriever = Retriever(small, FakeEmbedding())
    expected = retriever.hits("emne7")
    with ThreadPoolExecutor(8) as threads:
        for _ in range(20):
            retriever.attach(FakeStore())
            found = list(threads.map(retriever.hits, ["emne7"] * 8))
            assert found == [expected] * 8


def test_search_within_some_documents_finds_theirs_alone(small: Opened) -> None:
    retriever = Retriever(small, FakeEmbedding())
    store = FakeStore(np.arange(10))
    retriever.attach(store)
    hits = retriever.hits("Hvem har behov for emne7?", 100, within=["side30", "side7"])
    assert [hit.passage.document for hit in hits].count("side7") == 3
    assert {hit.passage.document for hit in hits} == {"side30", "side7"}
    assert hits[0].passage.document == "side7"
    assert retriever.hits("bolig", within=[]) == []
    assert store.asked == 0
    with pytest.raises(KeyError):
        retriever.hits("bolig", within=["ingen"])


def test_search_within_all_documents_finds_what_search_does(small: Opened) -> None:
    retriever = Retriever(small, FakeEmbedding())
    for question in ("Hvem har behov for emne7?", "Formål", ""):
        within = retriever.hits(question, 1_000, within=list(small.documents))
        assert within == retriever.hits(question, 1_000)


def test_search_without_vectors_goes_by_words_alone(small: Opened) -> None:
    words = Retriever(small, FakeEmbedding()).only(frozenset())
    store = FakeStore()
    words.attach(store)
    hits = words.hits("emne7 emne8", 5)
    assert {hit.passage.document for hit in hits[:2]} <= {"side7", "side8"}
    assert [hit.score for hit in hits] == pytest.approx([hit.lexical for hit in hits])
    assert store.asked == 0


def test_each_half_proposes_so_many_passages_and_no_more(tmp_path: Path) -> None:
    chance = Random(3)
    pages = [invented(f"side{number}", chance) for number in range(150)]
    opened = assembled(tmp_path / "1", pages, FakeEmbedding())
    retriever = Retriever(opened, FakeEmbedding())
    assert len(opened.passages) > 3 * CANDIDATES
    for question in ("Hvem har behov for bolig?", "", "Kommunerne"):
        found = retriever.hits(question, 10_000)
        assert CANDIDATES <= len(found) <= 2 * CANDIDATES


def test_words_are_remembered_and_forgotten_alike(small: Opened) -> None:
    embedding = FakeEmbedding()
    retriever = Retriever(small, embedding)
    first = retriever.alike(["bolig", "sang"], ["bolig"])
    assert embedding.embedded == ["bolig", "sang"]
    assert np.array_equal(retriever.alike(["bolig", "sang"], ["bolig"]), first)
    assert embedding.embedded == ["bolig", "sang"]
    assert first.tolist() == pytest.approx(np.array([[1.0], [0.0]]))


class Replaced(FakeEmbedding):
    """An embedding during whose first probe the version that is being opened is replaced."""

    def __init__(self, folder: Path, newer: Path) -> None:
        super().__init__()
        self._steps: Iterator[Path] = iter([newer])
        self._folder = folder

    def probe(self) -> Vectors:
        for newer in self._steps:
            shutil.rmtree(self._folder)
            shutil.copytree(newer, self._folder)
        return super().probe()


def test_version_that_is_replaced_while_it_is_opened_gives_way_to_the_newest(
    tmp_path: Path,
) -> None:
    build([page("hus", "bolig")], tmp_path / "old", FakeEmbedding())
    build([page("job", "arbejde")], tmp_path / "new", FakeEmbedding())
    opened = open_index(tmp_path / "old", Replaced(tmp_path / "old", tmp_path / "new"))
    assert list(opened.opened.documents) == ["job"]
    assert opened.opened.path == current(tmp_path / "old")


def test_version_whose_files_go_while_it_is_opened_is_damage(tmp_path: Path) -> None:
    class Gone(FakeEmbedding):
        def probe(self) -> Vectors:
            for name in ("vectors.npy", "names-rows.npy"):
                (current(tmp_path) / name).unlink(missing_ok=True)
            return super().probe()

    build([page("hus", "bolig")], tmp_path, FakeEmbedding())
    with pytest.raises(IndexDamagedError, match=r"\(findes ikke\)"):
        open_index(tmp_path, Gone())
    assert "CURRENT" in files(tmp_path)
    assert FakeEmbedding().probe().shape == (DIMENSION,)
