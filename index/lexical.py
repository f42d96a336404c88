"""BM25 over stems and over character trigrams (bm25s)."""

import logging
from collections import Counter
from collections.abc import Sequence
from copy import copy
from math import log

import bm25s
import numpy as np
from numpy.typing import NDArray

from index.compounds import related
from index.danish import stems, trigrams, words
from index.expansion import ALL, Sources, expand

# XQuAD-da, development half, nDCG@10: stems alone .876, with the trigrams .922.
K1, B = 0.9, 0.4
TRIGRAM_WEIGHT = 0.4
# Invented pages, evidence in the first five: .842 without, .856 with; at .4 an answer was lost.
COMPOUND_WEIGHT = 0.2
EXPANSION_WEIGHT = 0.4  # shipped questions, evidence in the first five: .766 without, .778 with

# It sets itself to DEBUG when imported, and then tells of each index that it builds.
logging.getLogger("bm25s").setLevel(logging.WARNING)


class Lexical:
    """A lexical index over texts, searched by a question's words and what `sources` add to them."""

    def __init__(self, texts: Sequence[str], sources: Sources = ALL) -> None:
        self._size = len(texts)
        self._sources = sources
        self._stems = _bm25([stems(text) for text in texts])
        self._trigrams = _bm25([trigrams(text) for text in texts])

    def only(self, sources: Sources) -> "Lexical":
        """Return the same index, searched with these sources alone."""
        other = copy(self)
        other._sources = sources
        return other

    def scores(self, question: str) -> NDArray[np.float32]:
        """Return the score of every text, shape (texts,), in order; 0 where nothing is shared.

        What else the question may be said by counts too, with less weight.
        """
        found = _scores(self._stems, stems(question), self._size)
        found += EXPANSION_WEIGHT * _scores(self._stems, self._more(question), self._size)
        if "compounds" in self._sources and self._stems is not None:
            parts = related(words(question), self._stems.vocab_dict)
            found += COMPOUND_WEIGHT * _scores(self._stems, parts, self._size)
        if "trigrams" in self._sources:
            found += TRIGRAM_WEIGHT * _scores(self._trigrams, trigrams(question), self._size)
        return found

    def _more(self, question: str) -> list[str]:
        """Return the stems that the question's own are expanded with, each once."""
        others = expand(question, self._sources).values()
        return list(dict.fromkeys(stem for some in others for stem in some))


class Rarity:
    """How rare a stem is among texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._size = len(texts)
        self._frequency = Counter(stem for text in texts for stem in set(stems(text)))

    def idf(self, stem: str) -> float:
        """Return the stem's inverse document frequency; largest for one that stands in no text."""
        frequency = self._frequency[stem]
        return log(1 + (self._size - frequency + 0.5) / (frequency + 0.5))


def _bm25(tokens: list[list[str]]) -> bm25s.BM25 | None:
    """Return the index over the tokens of each text; None when no text has any."""
    if not any(tokens):
        return None
    model = bm25s.BM25(k1=K1, b=B, method="lucene")
    model.index(tokens, show_progress=False)
    return model


def _scores(model: bm25s.BM25 | None, tokens: list[str], size: int) -> NDArray[np.float32]:
    known = [token for token in tokens if model is not None and token in model.vocab_dict]
    if model is None or not known:
        return np.zeros(size, dtype=np.float32)
    return np.asarray(model.get_scores(known), dtype=np.float32)
