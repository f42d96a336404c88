"""The passages' vectors, searched by cosine: first by one bit a dimension, then exactly.

The estimate is RaBitQ's (Gao & Long 2024, RaBitQ: Quantizing High-Dimensional Vectors with a
Theoretical Error Bound for Approximate Nearest Neighbor Search): of a vector less the mean of all,
turned at random, only the signs are kept; a question keeps BITS bits a dimension, so that its inner
product with the signs is a few counts of common bits.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.embed import Vectors
from index.tables import read_array, write_array

# Of 88,883 Danish passages, the ten nearest by exact search are all but .001 among so many by the
# estimate, the hundred nearest all but .014 (1,000: .006 and .048), in .4 of the time of exact
# search. Up to so many passages every one is compared exactly.
COMPARED = 4_000
BITS = 4  # 3: .002 and .021
_BLOCK = 16_384  # vectors at a time, whose signs stay in the processor's cache
_TURNED = 4_096  # vectors turned at a time
_SAMPLED = 16  # every so many numbers tell about how large the largest are

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Codes:
    """The signs of P vectors of D dimensions, and what their estimate needs beside them.

    `signs` has shape (D / 64, P), 64 dimensions a number; `scale` (P,) makes the product with the
    signs one with the vector; `mean` (D,) and `turn` (D, D) are what the vectors were less and
    turned by. D is filled up to a multiple of 64.
    """

    signs: NDArray[np.uint64]
    scale: Vectors
    mean: Vectors
    turn: Vectors


class Dense:
    """The vectors of one index, a unit vector a row, as they are on disk."""

    def __init__(self, vectors: Vectors, codes: Codes | None) -> None:
        """`codes` may be missing where there are COMPARED vectors at most."""
        self.vectors = vectors
        self._codes = codes
        self._ones = None if codes is None else _ones(codes.signs)

    def __len__(self) -> int:
        return len(self.vectors)

    def cosines(self, vector: Vectors, rows: Rows) -> Vectors:
        """Return the cosine of a unit vector and each of these rows, shape (rows,)."""
        return np.asarray(self.vectors[rows] @ vector, dtype=np.float32)

    def nearest(self, vector: Vectors, count: int, among: Rows | None = None) -> Rows:
        """Return the rows of the `count` nearest vectors, best first; only those `among` these."""
        rows = np.arange(len(self)) if among is None else among
        if self._codes is not None and self._ones is not None and len(rows) > COMPARED:
            likely = _estimates(self._codes, self._ones, vector)
            rows = np.sort(rows[_largest(likely if among is None else likely[among], COMPARED)])
        near = self.cosines(vector, rows)
        return rows[np.argsort(-near, kind="stable")[:count]]

    def least(self, vectors: Vectors, count: int) -> Vectors:
        """Return the `count`th largest cosine of each vector with all of these: exact search.

        `vectors` has shape (V, D), what is returned (V,).
        """
        best = np.full((len(vectors), count), -1.0, dtype=np.float32)
        for b in range(0, len(self), _BLOCK):
            near = vectors @ self.vectors[b : b + _BLOCK].T
            best = np.partition(np.hstack([best, near]), -count, axis=1)[:, -count:]
        return np.asarray(best.min(axis=1), dtype=np.float32)


def write(folder: Path) -> None:
    """Write the codes of `vectors.npy` beside it, where there are enough vectors to need them."""
    vectors = read_array(folder / "vectors.npy")
    if len(vectors) <= COMPARED:
        return
    codes = _codes(vectors)
    for name, values in zip(_FILES, codes, strict=True):
        write_array(folder / name, np.asarray(values))


def read(folder: Path) -> Dense:
    """Return the vectors of a folder, mapped into memory."""
    vectors = read_array(folder / "vectors.npy")
    if len(vectors) <= COMPARED:
        return Dense(vectors, None)
    return Dense(vectors, Codes(*(read_array(folder / name) for name in _FILES)))


_FILES = tuple(f"vectors-{name}.npy" for name in ("signs", "scale", "mean", "turn"))


def _codes(vectors: Vectors) -> tuple[NDArray[np.uint64], Vectors, Vectors, Vectors]:
    size, dimension = vectors.shape
    width = -(-dimension // 64) * 64
    mean = np.zeros(dimension, dtype=np.float64)
    for b in range(0, size, _BLOCK):
        mean += vectors[b : b + _BLOCK].sum(axis=0, dtype=np.float64)
    middle = (mean / size).astype(np.float32)
    normal = np.random.default_rng(1).standard_normal((width, width))
    turn = np.linalg.qr(normal)[0][:dimension].astype(np.float32)
    signs = np.empty((width // 64, size), dtype=np.uint64)
    scale = np.empty(size, dtype=np.float32)
    for b in range(0, size, _TURNED):
        turned = (vectors[b : b + _TURNED] - middle) @ turn
        signs[:, b : b + _TURNED] = np.packbits(turned > 0, axis=1).view(np.uint64).T
        sums = np.abs(turned).sum(axis=1)
        scale[b : b + _TURNED] = (turned * turned).sum(axis=1) / np.maximum(sums, 1e-9)
    return signs, scale, middle, turn


def _largest(values: Vectors, count: int) -> Rows:
    """Return the places of the `count` largest of more numbers, in no order.

    Only those above about twice as many of a sample are partitioned: a quarter of the time.
    """
    sample = values[::_SAMPLED]
    above = min(2 * count // _SAMPLED, len(sample) - 1)
    places = np.flatnonzero(values >= np.partition(sample, -above)[-above])
    if len(places) < count:
        places = np.arange(len(values))
    return places[np.argpartition(values[places], -count)[-count:]]


def _ones(signs: NDArray[np.uint64]) -> Vectors:
    """Return how many signs of each vector are plus."""
    counts = np.bitwise_count(signs).sum(axis=0, dtype=np.uint16)
    return np.asarray(counts, dtype=np.float32)


def _estimates(codes: Codes, ones: Vectors, vector: Vectors) -> Vectors:
    """Return the estimated cosine of a vector and each coded one, less the same for all."""
    turned = vector @ codes.turn
    least, most = float(turned.min()), float(turned.max())
    step = max((most - least) / (2**BITS - 1), 1e-9)
    steps = np.round((turned - least) / step).astype(np.uint8)
    planes = [np.packbits(steps >> bit & 1).view(np.uint64)[:, None] for bit in range(BITS)]
    shared = np.empty(codes.signs.shape[1], dtype=np.float32)
    for b in range(0, len(shared), _BLOCK):
        signs = codes.signs[:, b : b + _BLOCK]
        counts = [
            np.bitwise_count(signs & plane).sum(axis=0, dtype=np.uint16) << bit
            for bit, plane in enumerate(planes)
        ]
        shared[b : b + _BLOCK] = np.add.reduce(counts)
    plus = least * ones + step * shared  # the sum of the question where the sign is plus
    product = codes.scale * (2 * plus - float(turned.sum()))
    return np.asarray(product, dtype=np.float32)
