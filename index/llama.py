"""What the index holds and does, behind LlamaIndex's interfaces.

The only module of the product that knows llama_index, and nothing on the way of a question imports
it: the library alone takes longer to load than an answer takes.
"""

from typing import Protocol

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.embed import Embedder, Vectors
from index.retrieve import TOP_K
from index.types import Hit, Passage


class Hits(Protocol):
    """A search of ours."""

    def hits(self, question: str, count: int = ...) -> list[Hit]: ...


class LlamaEmbedding(BaseEmbedding):
    """An embedding of ours as one of LlamaIndex's.

    LlamaIndex's own HuggingFaceEmbedding refuses static models, whose input has no longest length.
    """

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.model_name)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return _floats(self._embedder.question(query))

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return _floats(self._embedder.passages([text])[0])

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [_floats(vector) for vector in self._embedder.passages(texts)]


class LlamaRetriever(BaseRetriever):
    """A search of ours as one of LlamaIndex's retrievers, which gives at most `count` nodes."""

    def __init__(self, search: Hits, count: int = TOP_K) -> None:
        super().__init__()
        self._search = search
        self._count = count

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [
            NodeWithScore(node=node_of(hit.passage), score=hit.score)
            for hit in self._search.hits(query_bundle.query_str, self._count)
        ]


def node_of(passage: Passage, vector: Vectors | None = None) -> TextNode:
    """Return the passage as a LlamaIndex node, with its vector when one is given."""
    return TextNode(
        id_=passage.id,
        text=passage.text,
        embedding=None if vector is None else _floats(vector),
        metadata={
            "document": passage.document,
            "title": passage.title,
            "section": passage.section,
            "start": passage.start,
            "end": passage.end,
        },
    )


def _floats(vector: Vectors) -> list[float]:
    return [float(value) for value in vector]
