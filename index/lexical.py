"""BM25 over stems and over character trigrams (bm25s)."""

from collections import Counter
from collections.abc import Sequence
from math import log

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.danish import stems, trigrams

# XQuAD-da, development half, nDCG@10: stems alone .876, with the trigrams .922.
K1, B = 0.9, 0.4
TRIGRAM_WEIGHT = 0.4


class Lexical:
    """A lexical index over texts, searched by a question's words."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._stems = _bm25([stems(text) for text in texts])
        self._trigrams = _bm25([trigrams(text) for text in texts])

    def scores(self, question: str) -> NDArray[np.float32]:
        """Return the score of every text, shape (texts,), in their order; 0 where no word is shared."""
        return _scores(self._stems, stems(question), self._size) + TRIGRAM_WEIGHT * _scores(
            self._trigrams, trigrams(question), self._size
        )


class Rarity:
    """How rare a stem is among texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._frequency = Counter(stem for text in texts for stem in set(stems(text)))

    def idf(self, stem: str) -> float:
        """Return the stem's inverse document frequency; largest for one that stands in no text."""
        frequency = self._frequency[stem]
        return log(1 + (self._size - frequency + 0.5) / (frequency + 0.5))


def _bm25(tokens: list[list[str]]) -> bm25s.BM25:
    model = bm25s.BM25(k1=K1, b=B, method="lucene")
    model.index(tokens, show_progress=False)
    return model


def _scores(model: bm25s.BM25, tokens: list[str], size: int) -> NDArray[np.float32]:
    known = [token for token in tokens if token in model.vocab_dict]
    if not known:
        return np.zeros(size, dtype=np.float32)
    return np.asarray(model.get_scores(known), dtype=np.float32)
