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
from index.numbered import Listing, Lists, Numbered, Numbers, numbers_of
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
    texts: NDArray[np.int64]
    trigrams: Postings


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


def stem_tables(tokens: Tokens) -> tuple[Postings, NDArray[np.int64]]:
    """Return the stems of the passages whose words these are, and `texts` of Tables."""
    number = Numbered()
    stem_of = numbers_of(number, map(stem, tokens.words), len(tokens.words))
    names, texts = list(number), np.zeros(len(number), dtype=np.int64)
    own = ((stem_of[ids], rows) for ids, rows in _chunks(tokens, own=True))
    for term, _, _ in counted(own):
        texts += np.bincount(term, minlength=len(names))
    every = ((stem_of[ids], rows) for ids, rows in _chunks(tokens))
    return invert(every, names, len(tokens)), texts


def trigram_table(tokens: Tokens) -> Postings:
    """Return the trigrams of the passages whose words these are."""
    number, listing = Numbered(), Listing()
    for word in tokens.words:
        listing.add(map(number.__getitem__, word_trigrams(word)))
    return invert(_spelt(tokens, listing.lists()), list(number), len(tokens))


def write_stems(folder: Path, tokens: Tokens) -> None:
    """Write the tables of stems to files named lexical-stems and lexical-texts."""
    found, texts = stem_tables(tokens)
    postings.write(folder, _STEMS, found)
    write_array(folder / _TEXTS, texts)


def write_trigrams(folder: Path, tokens: Tokens) -> None:
    """Write the table of trigrams to files named lexical-trigrams."""
    postings.write(folder, _TRIGRAMS, trigram_table(tokens))


def read(folder: Path, size: int) -> Lexical:
    """Return the lexical index of `size` passages that `write_stems`, `write_trigrams` wrote."""
    by_stem, by_trigram = (postings.read(folder, name, size) for name in (_STEMS, _TRIGRAMS))
    return Lexical(Tables(by_stem, read_array(folder / _TEXTS), by_trigram))


def _spelt(tokens: Tokens, lists: Lists) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield what the words of some passages at a time are made of, with their rows."""
    for ids, rows in _chunks(tokens):
        parts, lengths = lists.joined(ids)
        yield parts, np.repeat(rows, lengths)


def _chunks(tokens: Tokens, *, own: bool = False) -> Iterator[tuple[Numbers, Numbers]]:
    """Yield the words of some passages at a time, with their rows.

    With `own`, only of the passages' own texts, not of their titles and headings.
    """
    for first in range(0, len(tokens), _CHUNK):
        ends = tokens.starts[first : first + _CHUNK + 1]
        ids = tokens.ids[ends[0] : ends[-1]]
        rows = np.repeat(np.arange(first, first + len(ends) - 1, dtype=np.int32), np.diff(ends))
        if own:
            is_own = np.arange(ends[0], ends[-1]) - tokens.starts[rows] >= tokens.heads[rows]
            ids, rows = ids[is_own], rows[is_own]
        yield ids, rows
