"""A question -> the passages that may answer it."""

from collections.abc import Sequence
from copy import copy

import numpy as np
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from index.embed import BUNDLED, Embedder, Vectors
from index.expansion import ALL, Sources
from index.fuse import fuse
from index.lexical import Lexical, Rarity
from index.store import Store, node_of
from index.types import Hit, Passage

TOP_K = 10
CANDIDATES = 100  # passages that each ranker proposes
_WORDS_REMEMBERED = 50_000  # 2 KB each
# Weight of the dense half beside a lexical half of 1. On XQuAD-da the right passage is first for
# .918 without it, .924 with .3, .928 with .7 and 1.0.
DENSE_WEIGHTS = {BUNDLED: 1.0}
DENSE_WEIGHT_OF_OTHERS = 1.0  # a multilingual transformer is about as strong as BM25 in Danish


class Retriever(BaseRetriever):
    """Dense and lexical search over the passages of one index, fused.

    `retrieve` and `aretrieve` are LlamaIndex's interface, `hits` is the same with our types.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        vectors: Vectors,
        store: Store,
        embedding: Embedder,
        measure: Embedder | None = None,
    ) -> None:
        """`vectors` has shape (passages, dimension), a unit vector a row.

        `measure` is the model behind `cosines` and `alike`, else `embedding`: weights that were
        fitted on one model's cosines mean nothing for another's.
        """
        super().__init__()
        self._passages = tuple(passages)
        self._vectors = vectors
        self._store = store
        self._embedding = embedding
        self._lexical = Lexical([passage.context for passage in passages])
        self._word_vectors: dict[str, Vectors] = {}
        self._rarity = Rarity([passage.text for passage in passages])
        self._row_of = {passage.id: row for row, passage in enumerate(passages)}
        self._dense_weight = DENSE_WEIGHTS.get(embedding.model_name, DENSE_WEIGHT_OF_OTHERS)
        self._measure = measure or embedding
        self._sources = ALL

    def only(self, sources: Sources) -> "Retriever":
        """Return the same retriever, searching with these sources of words alone."""
        other = copy(self)
        other._sources = sources
        other._lexical = self._lexical.only(sources)
        return other

    def hits(self, question: str, count: int = TOP_K) -> list[Hit]:
        """Return at most `count` hits, best first."""
        vector = self._embedding.question(question)
        lexical = self._lexical.scores(question)
        is_dense = "dense" in self._sources
        nearest = self._store.nearest(vector, CANDIDATES) if is_dense else []
        near = [self._row_of[key] for key, _ in nearest]
        shared = np.argsort(-lexical, kind="stable")[:CANDIDATES]
        rows = np.unique(np.concatenate([np.asarray(near, dtype=np.int64), shared]))
        dense = np.asarray(self._vectors[rows] @ vector, dtype=np.float32)
        scores = fuse(lexical[rows], dense, self._dense_weight * is_dense)
        best = float(lexical.max(initial=0.0)) or 1.0
        order = np.argsort(-scores, kind="stable")[:count]
        return [
            Hit(
                self._passages[rows[i]],
                float(scores[i]),
                float(dense[i]),
                float(lexical[rows[i]]) / best,
            )
            for i in order
        ]

    def cosines(self, question: str, texts: Sequence[str]) -> Vectors:
        """Return the cosine of the question and each text, shape (texts,)."""
        if not texts:
            return np.zeros(0, dtype=np.float32)
        vectors = self._measure.passages(texts)
        return np.asarray(vectors @ self._measure.question(question), dtype=np.float32)

    def alike(self, left: Sequence[str], right: Sequence[str]) -> Vectors:
        """Return the cosine of every word on the left and every one on the right.

        Shape (left, right); both hold at least one word.
        """
        return np.asarray(self._words(left) @ self._words(right).T, dtype=np.float32)

    def _words(self, words: Sequence[str]) -> Vectors:
        if len(self._word_vectors) > _WORDS_REMEMBERED:
            self._word_vectors.clear()
        new = [word for word in dict.fromkeys(words) if word not in self._word_vectors]
        if new:
            self._word_vectors.update(zip(new, self._measure.passages(new), strict=True))
        return np.stack([self._word_vectors[word] for word in words])

    def idf(self, stem: str) -> float:
        """Return how rare a stem is among the passages."""
        return self._rarity.idf(stem)

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [
            NodeWithScore(node=node_of(hit.passage), score=hit.score)
            for hit in self.hits(query_bundle.query_str)
        ]
