"""The vectors of a version's passages, made while its documents are read."""

from collections.abc import Callable, Sequence

import numpy as np

from index.embed import Embedder, Vectors
from index.opened import Opened

_BATCH = 256  # passages whose vectors are in memory at a time; meanwhile others are read
_NEW = -1


class Embedded:
    """Gives a vector for each passage, in order, to `write`; those of the version before are kept.

    `count` is how many were computed.
    """

    def __init__(
        self, write: Callable[[Vectors], None], known: Opened | None, embedding: Embedder
    ) -> None:
        self.count = 0
        self._write, self._known, self._embedding = write, known, embedding
        self._width = len(embedding.probe())
        self._row_of = {key: row for row, key in enumerate(known.keys)} if known else {}
        self._rows = list[int]()
        self._texts = list[str]()

    def keep(self, first: int, last: int) -> None:
        """Add passages of the version before, from one up to before another."""
        self._rows += range(first, last)
        self._write_full()

    def add(self, keys: Sequence[bytes], texts: Sequence[str]) -> None:
        """Add passages that were read, each with the digest of its text."""
        for key, text in zip(keys, texts, strict=True):
            row = self._row_of.get(key, _NEW)
            self._rows.append(row)
            if row == _NEW:
                self._texts.append(text)
        self._write_full()

    def _write_full(self) -> None:
        while len(self._rows) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write the vectors of the next passages that wait."""
        rows = np.array(self._rows[:_BATCH], dtype=np.int64)
        stays, new = np.flatnonzero(rows != _NEW), np.flatnonzero(rows == _NEW)
        vectors = np.empty((len(rows), self._width), dtype=np.float32)
        if self._known is not None and len(stays):
            vectors[stays] = self._known.dense.vectors[rows[stays]]
        if len(new):
            vectors[new] = self._embedding.passages(self._texts[: len(new)])
        self._write(vectors)
        self.count += len(new)
        del self._rows[:_BATCH], self._texts[: len(new)]
