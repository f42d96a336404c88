"""What the index holds and does, behind LlamaIndex's interfaces."""

import asyncio

import numpy as np
import pytest

from index.llama import LlamaEmbedding, LlamaRetriever, node_of
from index.types import Passage
from tests.fakes import FakeEmbedding, FakeSearch, page

PAGES = [page("broen", "bolig"), page("vejen", "arbejde")]
PASSAGE = Passage("broen:3", "broen", "Broen", "Formål", 10, 31, "Formålet er en bolig.")


def test_llama_index_gets_the_same_vectors() -> None:
    fake = FakeEmbedding()
    model = LlamaEmbedding(fake)
    question = fake.question("støtte til unge").tolist()
    assert model.model_name == "fake"
    assert model.get_query_embedding("støtte til unge") == question
    assert asyncio.run(model.aget_query_embedding("støtte til unge")) == question
    assert model.get_text_embedding("bolig") == fake.passages(["bolig"])[0].tolist()
    batch = ["bolig", "arbejde", "unge"]
    assert model.get_text_embedding_batch(batch) == fake.passages(batch).tolist()


def test_node_holds_the_passage_its_place_and_its_vector() -> None:
    node = node_of(PASSAGE, np.array([0.5, -1.0], dtype=np.float32))
    assert (node.node_id, node.text) == ("broen:3", "Formålet er en bolig.")
    assert node.embedding == [0.5, -1.0]
    assert node.metadata == {
        "document": "broen",
        "title": "Broen",
        "section": "Formål",
        "start": 10,
        "end": 31,
    }
    assert node_of(PASSAGE).embedding is None


def test_retriever_gives_the_hits_in_order_with_their_scores() -> None:
    search = FakeSearch(PAGES)
    found = LlamaRetriever(search, count=2).retrieve("Hvad er formålet med bolig?")
    hits = search.hits("Hvad er formålet med bolig?", 2)
    assert [node.node.node_id for node in found] == [hit.passage.id for hit in hits]
    assert [node.score for node in found] == pytest.approx([hit.score for hit in hits])


def test_retriever_answers_awaited_too() -> None:
    retriever = LlamaRetriever(FakeSearch(PAGES))
    awaited = asyncio.run(retriever.aretrieve("bolig"))
    asked = retriever.retrieve("bolig")
    assert [node.node.node_id for node in awaited] == [node.node.node_id for node in asked]
