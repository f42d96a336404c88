"""BM25 over stems and over character trigrams."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import postings
from index.compounds import related
from index.danish import stem, stems, trigrams, word_trigrams, words
from index.expansion import ALL, Sources, expand
from index.postings import Postings, counted, invert
from index.tables import read_array, write_array
from index.tokens import Tokens

# XQuAD-da, development half, nDCG@10: stems alone .876, with the trigrams .922.
TRIGRAM_WEIGHT = 0.4
# Invented pages, evidence in the first five: .842 without, .856 with; at .4 an answer was lost.
COMPOUND_WEIGHT = 0.2
EXPANSION_WEIGHT = 0.4  # shipped questions, evidence in the first five: .766 without, .778 with
_CHUNK = 1_024  # passages whose trigrams are counted at a time: sorted within the processor's cache
_STEMS, _TRIGRAMS, _TEXTS = "lexical-stems", "lexical-trigrams", "lexical-texts.npy"


@dataclass(frozen=True, slots=True)
class Tables:
    """What is searched: stems and trigrams of passages with their title and heading.

    `texts` has for each stem the number of passages whose own text holds it, shape (stems,).
    """

    stems: Postings
    trigrams: Postings
    texts: NDArray[np.int64]


class Lexical:
    """A lexical index over passages, searched by a question's words and what `sources` add."""

    def __init__(self, tables: Tables, sources: Sources = ALL) -> None:
        self._tables = tables
        self._sources = sources

    def only(self, sources: Sources) -> "Lexical":
        """Return the same index, searched with these sources alone."""
        other = copy(self)
        other._sources = sources
        return other

    def scores(self, question: str, span: tuple[int, int] | None = None) -> NDArray[np.float32]:
        """Return the score of every passage, shape (P,), in order; 0 where nothing is shared.

        What else the question may be said by counts too, with less weight. With a `span`, only of
        the passages from its first to before its last.
        """
        by_stem, by_trigram = self._tables.stems, self._tables.trigrams
        found = by_stem.scores(stems(question), span)
        found += EXPANSION_WEIGHT * by_stem.scores(self._more(question), span)
        if "compounds" in self._sources:
            parts = related(words(question), by_stem.terms)
            found += COMPOUND_WEIGHT * by_stem.scores(parts, span)
        if "trigrams" in self._sources:
            found += TRIGRAM_WEIGHT * by_trigram.scores(trigrams(question), span)
        return found

    def by_stem(self, words: Sequence[str]) -> NDArray[np.float32]:
        """Return the score of every passage for words in small letters, and nothing added."""
        return self._tables.stems.scores(map(stem, words))

    def idf(self, stem: str) -> float:
        """Return the inverse document frequency of a stem among the passages' own texts."""
        number, size = self._tables.stems.terms.get(stem), self._tables.stems.size
        frequency = 0 if number is None else int(self._tables.texts[number])
        return log(1 + (size - frequency + 0.5) / (frequency + 0.5))

    def _more(self, question: str) -> list[str]:
        """Return the stems that the question's own are expanded with, each once."""
        others = expand(question, self._sources).values()
        return list(
            dict.fromkeys(stem for some in others for words in some for stem in words.split())
        )


def tables(tokens: Tokens) -> Tables:
    """Return the tables over the passages whose words these are."""
    names, stem_of = _numbered([[stem(word)] for word in tokens.words])
    size = len(tokens)
    by_stem = invert(_expanded(tokens, stem_of), names, size)
    texts = np.zeros(len(names), dtype=np.int64)
    for term, _, _ in counted(_expanded(tokens, stem_of, own=True)):
        texts += np.bincount(term, minlength=len(names))
    grams, gram_of = _numbered([word_trigrams(word) for word in tokens.words])
    by_trigram = invert(_expanded(tokens, gram_of), grams, size)
    return Tables(by_stem, by_trigram, texts)


def write(folder: Path, found: Tables) -> None:
    """Write the tables to files named lexical-*."""
    postings.write(folder, _STEMS, found.stems)
    postings.write(folder, _TRIGRAMS, found.trigrams)
    write_array(folder / _TEXTS, found.texts)


def read(folder: Path, size: int) -> Lexical:
    """Return the lexical index of `size` passages that `write` wrote."""
    by_stem, by_trigram = (postings.read(folder, name, size) for name in (_STEMS, _TRIGRAMS))
    return Lexical(Tables(by_stem, by_trigram, read_array(folder / _TEXTS)))


@dataclass(frozen=True, slots=True)
class _Lists:
    """A list of numbers for each word: `values[starts[word]:starts[word + 1]]`."""

    starts: NDArray[np.int64]
    values: NDArray[np.int64]


def _numbered(found: Sequence[Sequence[str]]) -> tuple[list[str], _Lists]:
    """Return the different terms among those of each word, and their numbers word by word."""
    number: dict[str, int] = {}
    values = [number.setdefault(term, len(number)) for some in found for term in some]
    starts = np.cumsum([0, *map(len, found)], dtype=np.int64)
    return list(number), _Lists(starts, np.array(values, dtype=np.int64))


def _expanded(
    tokens: Tokens, lists: _Lists, own: bool = False
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Yield the terms of the words of some passages at a time, with their rows.

    With `own`, only of the passages' own texts, not of their titles and headings.
    """
    counts = np.diff(lists.starts)
    for first in range(0, len(tokens), _CHUNK):
        ends = tokens.starts[first : first + _CHUNK + 1]
        ids = tokens.ids[ends[0] : ends[-1]]
        rows = np.repeat(np.arange(first, first + len(ends) - 1), np.diff(ends))
        if own:
            is_own = np.arange(ends[0], ends[-1]) - tokens.starts[rows] >= tokens.heads[rows]
            ids, rows = ids[is_own], rows[is_own]
        many = counts[ids]
        into = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
        yield lists.values[np.repeat(lists.starts[ids], many) + into], np.repeat(rows, many)
