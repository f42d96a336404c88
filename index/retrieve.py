"""A question -> the passages that may answer it."""

import logging
from collections.abc import Collection, Sequence
from copy import copy
from pathlib import Path
from typing import Protocol

import numpy as np

from corpus.errors import reason
from index import version
from index.dense import Rows
from index.embed import BUNDLED, Embedder, Vectors
from index.expansion import ALL, Sources
from index.fuse import fuse
from index.opened import Opened, open_version
from index.types import Hit
from index.version import IndexDamagedError

log = logging.getLogger(__name__)

TOP_K = 10
CANDIDATES = 100  # passages that each ranker proposes
_REMEMBERED = 10_000  # words and sentences, 2 KB each
# Weight of the dense half beside a lexical half of 1. On XQuAD-da the right passage is first for
# .918 without it, .924 with .3, .928 with .7 and 1.0.
DENSE_WEIGHTS = {BUNDLED: 1.0}
DENSE_WEIGHT_OF_OTHERS = 1.0  # a multilingual transformer is about as strong as BM25 in Danish


class StoreError(Exception):
    """A vector store cannot be read."""


class StoreAwayError(StoreError):
    """A vector store cannot be reached now, which it tells of itself; it may be later."""


class VectorStore(Protocol):
    """A store of the same vectors, which may search them in place of ours."""

    def nearest(self, vector: Vectors, count: int) -> Rows:
        """Return the rows of the `count` nearest vectors; raises StoreError."""
        ...


def open_index(folder: Path, embedding: Embedder, measure: Embedder | None = None) -> "Retriever":
    """Return a retriever over the published index; raises what `open_version` does.

    A version is removed when the second after it is published; where that happens while it is
    opened, the newest one is.
    """
    name = version.name(folder)
    try:
        opened = open_version(folder, embedding)
        opened.load()
    except (IndexDamagedError, OSError) as error:
        if version.name(folder) != name:
            return open_index(folder, embedding, measure)
        if isinstance(error, OSError):
            raise version.damaged(folder / name, reason(error)) from error
        raise
    return Retriever(opened, embedding, measure)


class Retriever:
    """Dense and lexical search over the passages of one index version, fused."""

    def __init__(
        self, opened: Opened, embedding: Embedder, measure: Embedder | None = None
    ) -> None:
        """`measure` is the model behind `cosines` and `alike`, else `embedding`: weights that were
        fitted on one model's cosines mean nothing for another's.
        """
        self.opened = opened
        self.dense = opened.dense
        self.lexical = opened.lexical
        self._embedding = embedding
        self._measure = measure or embedding
        self._remembered: dict[str, Vectors] = {}
        self._dense_weight = DENSE_WEIGHTS.get(embedding.model_name, DENSE_WEIGHT_OF_OTHERS)
        self._sources = ALL
        self._store: VectorStore | None = None

    def only(self, sources: Sources) -> "Retriever":
        """Return the same retriever, searching with these sources of words alone."""
        other = copy(self)
        other._sources = sources
        other.lexical = self.lexical.only(sources)
        return other

    def attach(self, store: VectorStore) -> None:
        """Have a store search the vectors from now on; when it fails, they are searched here."""
        self._store = store

    def hits(
        self, question: str, count: int = TOP_K, within: Collection[str] | None = None
    ) -> list[Hit]:
        """Return at most `count` hits, best first; only of the documents `within` these ids."""
        if not len(self.dense):
            return []
        among = None if within is None else self.opened.passages.of(within)
        vector = self._embedding.question(question)
        lexical = self.lexical.scores(question, _span(among))
        is_dense = "dense" in self._sources
        near = self._nearest(vector, among) if is_dense else np.arange(0)
        rows = np.union1d(near, _best(lexical, among))
        dense = self.dense.cosines(vector, rows)
        scores = fuse(lexical[rows], dense, self._dense_weight * is_dense)
        best = float(lexical.max(initial=0.0)) or 1.0
        order = np.argsort(-scores, kind="stable")[:count].tolist()
        return [
            Hit(
                self.opened.passages.at(int(rows[i])),
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
        return np.asarray(self._vectors(texts) @ self._measure.question(question), dtype=np.float32)

    def alike(self, left: Sequence[str], right: Sequence[str]) -> Vectors:
        """Return the cosine of every word on the left and every one on the right.

        Shape (left, right); both hold at least one word.
        """
        return np.asarray(self._vectors(left) @ self._vectors(right).T, dtype=np.float32)

    def idf(self, stem: str) -> float:
        """Return how rare a stem is among the passages."""
        return self.lexical.idf(stem)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        if len(self._remembered) > _REMEMBERED:
            self._remembered = {}  # another thread may still read the old ones
        known = self._remembered
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, self._measure.passages(new), strict=True))
        return np.array([known[text] for text in texts])

    def _nearest(self, vector: Vectors, among: Rows | None) -> Rows:
        store = self._store  # another thread may drop it
        if store is not None and among is None:
            try:
                return store.nearest(vector, CANDIDATES)
            except StoreAwayError:
                return self.dense.nearest(vector, CANDIDATES)
            except StoreError as error:
                log.warning("The vector store failed (%s); exact search goes on", error)
                self._store = None
        return self.dense.nearest(vector, CANDIDATES, among)


def _span(among: Rows | None) -> tuple[int, int] | None:
    """Return the first of some rows, and the first after the last; None for all."""
    if among is None:
        return None
    return (int(among[0]), int(among[-1]) + 1) if len(among) else (0, 0)


def _best(lexical: Vectors, among: Rows | None) -> Rows:
    """Return the rows of the best lexical scores; those of the lowest numbers where some equal."""
    rows = np.arange(len(lexical)) if among is None else among
    scores = lexical[rows]
    if len(rows) > CANDIDATES:
        least = np.partition(scores, -CANDIDATES)[-CANDIDATES]
        kept = np.flatnonzero(scores >= least)
        rows, scores = rows[kept], scores[kept]
    return rows[np.argsort(-scores, kind="stable")[:CANDIDATES]]
