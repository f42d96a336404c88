"""BM25 as arrays: for each term the passages that hold it, and what it counts in each.

Of a common term there is a number for every passage: to add them all in order takes a tenth of the
time of adding to each passage that holds it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import terms
from index.numbered import Numbers, Places
from index.tables import read_array, write_array

K1, B = 0.9, 0.4  # XQuAD-da, development half
_COMMON = 0.25  # share of the passages that hold a term; below, all would take more room

_PARTS = ("starts", "rows", "weights", "common", "every")

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Postings:
    """The terms of P passages: term t is in `rows[starts[t]:starts[t + 1]]`, ascending, by
    `weights` there; the n-th of `common`, ascending, is in every one by `every[n]`, shape (P,).

    A weight is what BM25 gives for one mention in a question (Lucene's variant: Kamphuis et al.
    2020, Which BM25 Do You Mean?). `terms` gives each term its number.
    """

    terms: Mapping[str, int]
    starts: Places
    rows: NDArray[np.int32]
    weights: Floats
    common: Places
    every: Floats
    size: int

    def scores(self, terms: Iterable[str], span: tuple[int, int] | None = None) -> Floats:
        """Return the score of every passage, shape (P,); a term counts as often as it is given.

        With a `span`, only of the passages from its first to before its last; others get 0.
        """
        numbers = map(self.terms.get, terms)
        asked = Counter([number for number in numbers if number is not None])
        found = np.zeros(self.size, dtype=np.float32)
        first, last = span or (0, self.size)
        for number, times in asked.items():
            place = int(np.searchsorted(self.common, number))
            if place < len(self.common) and self.common[place] == number:
                found[first:last] += times * self.every[place, first:last]
                continue
            part = slice(int(self.starts[number]), int(self.starts[number + 1]))
            if span is not None:
                begin, end = np.searchsorted(self.rows[part], span).tolist()
                part = slice(part.start + begin, part.start + end)
            weights = self.weights[part]
            np.add.at(found, self.rows[part], weights if times == 1 else times * weights)
        return found


def invert(chunks: Iterable[tuple[Numbers, Numbers]], terms: Sequence[str], size: int) -> Postings:
    """Return the postings of tokens that come in chunks of (term, row), rows never falling.

    No row may stand in two chunks.
    """
    parts = counted(chunks)
    counts = np.zeros(len(terms), dtype=np.int64)
    lengths = np.zeros(size, dtype=np.float32)
    for term, row, times in parts:
        counts += np.bincount(term, minlength=len(terms))
        low = int(row.min(initial=size))
        sums = np.bincount(row - low, weights=times)
        lengths[low : low + len(sums)] += sums
    is_common = counts > _COMMON * size
    common, place_of = np.flatnonzero(is_common), np.cumsum(is_common) - 1
    every = np.zeros((len(common), size), dtype=np.float32)
    starts = np.concatenate([[0], np.cumsum(np.where(is_common, 0, counts))])
    rows = np.empty(starts[-1], dtype=np.int32)
    weights = np.empty(starts[-1], dtype=np.float32)
    idf = np.log(1 + (size - counts + 0.5) / (counts + 0.5)).astype(np.float32)
    norm = K1 * (1 - B + B * lengths / max(float(lengths.mean()), 1e-9)) if size else lengths
    ends = starts[:-1].copy()
    for term, row, times in parts:
        weight = idf[term] * times / (times + norm[row])
        often = is_common[term]
        every[place_of[term[often]], row[often]] = weight[often]
        term, row, weight = term[~often], row[~often], weight[~often]
        first = np.flatnonzero(np.diff(term, prepend=-1))
        held = np.diff(np.append(first, len(term)))
        place = ends[term] + np.arange(len(term)) - np.repeat(first, held)
        ends[term[first]] += held
        rows[place], weights[place] = row, weight
    numbers = dict(zip(terms, range(len(terms)), strict=True))
    return Postings(numbers, starts, rows, weights, common, every, size)


def counted(chunks: Iterable[tuple[Numbers, Numbers]]) -> list[tuple[Numbers, Numbers, Floats]]:
    """Return of each chunk every term and row once, and how often they come together."""
    return [_counted(*chunk) for chunk in chunks]


def write(folder: Path, name: str, postings: Postings) -> None:
    """Write the postings to files that begin with `name`."""
    terms.write(folder, name, list(postings.terms))
    for part in _PARTS:
        write_array(folder / f"{name}-{part}.npy", getattr(postings, part))


def read(folder: Path, name: str, size: int) -> Postings:
    """Return the postings of `size` passages that `write` wrote."""
    starts, rows, weights, common, every = (
        read_array(folder / f"{name}-{part}.npy") for part in _PARTS
    )
    return Postings(terms.read(folder, name), starts, rows, weights, common, every, size)


def _counted(term: Numbers, row: Numbers) -> tuple[Numbers, Numbers, Floats]:
    """Return each term and row once, by term and then by row, and how often they come together."""
    low = int(row[0]) if len(row) else 0
    bits = (int(row[-1]) - low).bit_length() if len(row) else 0
    is_small = int(term.max(initial=0)) >> (31 - bits) == 0
    # Small ones are sorted twice as fast.
    keys: NDArray[Any] = term.astype(np.int32 if is_small else np.int64)
    keys <<= bits
    keys |= row - low
    keys.sort()
    first = np.flatnonzero(np.diff(keys, prepend=-1))
    times = np.diff(np.append(first, len(keys))).astype(np.float32)
    once = keys[first]
    rows = (once & ((1 << bits) - 1)).astype(np.int32) + low
    return (once >> bits).astype(np.int32), rows, times
