"""BM25 as arrays: for each term the passages that hold it, and what it counts in each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import terms
from index.tables import read_array, write_array

K1, B = 0.9, 0.4  # XQuAD-da, development half

Numbers = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """The terms of P passages: term t is in `rows[starts[t]:starts[t + 1]]`, ascending, by
    `weights` there.

    A weight is what BM25 gives for one mention in a question (Lucene's variant: Kamphuis et al.
    2020, Which BM25 Do You Mean?). `terms` gives each term its number.
    """

    terms: Mapping[str, int]
    starts: Numbers
    rows: NDArray[np.int32]
    weights: Floats
    size: int

    def scores(self, terms: Iterable[str], span: tuple[int, int] | None = None) -> Floats:
        """Return the score of every passage, shape (P,); a term counts as often as it is given.

        With a `span`, only of the passages from its first to before its last; others get 0.
        """
        numbers = map(self.terms.get, terms)
        asked = Counter([number for number in numbers if number is not None])
        found = np.zeros(self.size, dtype=np.float32)
        for number, times in asked.items():
            part = slice(int(self.starts[number]), int(self.starts[number + 1]))
            if span is not None:
                first, last = np.searchsorted(self.rows[part], span).tolist()
                part = slice(part.start + first, part.start + last)
            weights = self.weights[part]
            np.add.at(found, self.rows[part], weights if times == 1 else times * weights)
        return found

    def frequency(self, term: str) -> int:
        """Return how many passages hold a term."""
        number = self.terms.get(term)
        return 0 if number is None else int(self.starts[number + 1] - self.starts[number])


def invert(
    chunks: Iterable[tuple[Numbers, NDArray[np.integer]]], terms: Sequence[str], size: int
) -> Postings:
    """Return the postings of tokens that come in chunks of (term, row), rows never falling.

    No row may stand in two chunks.
    """
    parts = counted(chunks)
    counts = np.zeros(len(terms), dtype=np.int64)
    lengths = np.zeros(size, dtype=np.float32)
    for term, row, times in parts:
        counts += np.bincount(term, minlength=len(terms))
        np.add.at(lengths, row, times)
    starts = np.concatenate([[0], np.cumsum(counts)])
    rows = np.empty(starts[-1], dtype=np.int32)
    weights = np.empty(starts[-1], dtype=np.float32)
    idf = np.log(1 + (size - counts + 0.5) / (counts + 0.5)).astype(np.float32)
    norm = K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1e-9)) if size else lengths
    ends = starts[:-1].copy()
    for term, row, times in parts:
        first = np.flatnonzero(np.diff(term, prepend=-1))
        held = np.diff(np.append(first, len(term)))
        place = ends[term] + np.arange(len(term)) - np.repeat(first, held)
        ends[term[first]] += held
        rows[place] = row
        weights[place] = idf[term] * times / (times + norm[row])
    return Postings(dict(zip(terms, range(len(terms)), strict=True)), starts, rows, weights, size)


def counted(
    chunks: Iterable[tuple[Numbers, NDArray[np.integer]]],
) -> list[tuple[Numbers, Numbers, Floats]]:
    """Return of each chunk every term and row once, and how often they come together."""
    return [_counted(*chunk) for chunk in chunks]


def write(folder: Path, name: str, postings: Postings) -> None:
    """Write the postings to files that begin with `name`."""
    terms.write(folder, name, list(postings.terms))
    for part in ("starts", "rows", "weights"):
        write_array(folder / f"{name}-{part}.npy", getattr(postings, part))


def read(folder: Path, name: str, size: int) -> Postings:
    """Return the postings of `size` passages that `write` wrote."""
    starts, rows, weights = (
        read_array(folder / f"{name}-{part}.npy") for part in ("starts", "rows", "weights")
    )
    return Postings(terms.read(folder, name), starts, rows, weights, size)


def _counted(term: Numbers, row: NDArray[np.integer]) -> tuple[Numbers, Numbers, Floats]:
    """Return each term and row once, by term and then by row, and how often they come together."""
    low = int(row[0]) if len(row) else 0
    width = int(row[-1]) - low + 1 if len(row) else 1
    is_small = (int(term.max(initial=0)) + 1) * width < 2**31
    keys: NDArray[np.integer] = term.astype(np.int64) * width + (row - low)
    if is_small:
        keys = keys.astype(np.int32)  # sorted twice as fast
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    times = np.diff(np.append(first, len(keys))).astype(np.float32)
    once = keys[first]
    return (once // width).astype(np.int64), (once % width).astype(np.int64) + low, times
