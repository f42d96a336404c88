"""A question -> passages, over the shipped documents and the bundled model."""

import asyncio
from pathlib import Path

import numpy as np
import pytest
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.llms import MockLLM
from llama_index.core.query_engine import RetrieverQueryEngine

from corpus.load import load
from index.build import build
from index.danish import fold
from index.embed import Embedding
from index.retrieve import TOP_K, Retriever, open_index
from tests.fakes import FakeEmbedding, page

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
    assert isinstance(retriever, BaseRetriever)
    hits = retriever.hits(QUESTIONS[0])
    for nodes in (
        retriever.retrieve(QUESTIONS[0]),
        asyncio.run(retriever.aretrieve(QUESTIONS[0])),
    ):
        assert [(node.node_id, node.score) for node in nodes] == [
            (hit.passage.id, hit.score) for hit in hits
        ]
        assert nodes[0].get_content() == hits[0].passage.text
        assert nodes[0].metadata["document"] == hits[0].passage.document


def test_query_engine_answers_from_the_retriever(retriever: Retriever) -> None:
    engine = RetrieverQueryEngine.from_args(retriever, llm=MockLLM(max_tokens=5))
    response = engine.query(QUESTIONS[0])
    assert [node.node_id for node in response.source_nodes] == [
        hit.passage.id for hit in retriever.hits(QUESTIONS[0])
    ]


def test_cosines_are_those_of_the_measure_and_hits_those_of_the_embedding(tmp_path: Path) -> None:
    embedding, measure = FakeEmbedding(), FakeEmbedding("measure")
    build([page("hus", "bolig"), page("job", "arbejde")], tmp_path, embedding)
    opened = open_index(tmp_path, embedding)
    measured = Retriever(opened._passages, opened._vectors, opened._store, embedding, measure)
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
