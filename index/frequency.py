"""In how many documents each stem stands, and the commonest stem that a text is a part of."""

from collections import Counter
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.tables import read_array, write_array

_STEMS, _COUNTS = "vocabulary-frequency.txt", "vocabulary-frequency.npy"


class Frequency:
    """Stems, the commonest first, with the number of documents that each stands in."""

    def __init__(self, stems: bytes, documents: NDArray[np.int64]) -> None:
        """`stems` are in UTF-8, each with a line feed after it."""
        self._stems = stems
        self._documents = documents

    @classmethod
    def of(cls, documents: Mapping[str, int]) -> "Frequency":
        """Return the frequency of stems."""
        ordered = sorted(documents, key=lambda word: (-documents[word], word))
        counts = np.array([documents[word] for word in ordered], dtype=np.int64)
        return cls("\n".join([*ordered, ""]).encode(), counts)

    def changed(self, less: Mapping[str, int], more: Mapping[str, int]) -> "Frequency":
        """Return the stems with those of some documents gone, and of others added."""
        stems = self._stems.decode().split("\n")[:-1]
        found = Counter(dict(zip(stems, self._documents.tolist(), strict=True)))
        found.subtract(less)
        found.update(more)
        return Frequency.of(+found)

    def save(self, folder: Path) -> None:
        """Write the stems to files of their own in a folder."""
        (folder / _STEMS).write_bytes(self._stems)
        write_array(folder / _COUNTS, self._documents)

    @classmethod
    def load(cls, folder: Path) -> "Frequency":
        """Return the stems that `save` wrote."""
        return cls((folder / _STEMS).read_bytes(), read_array(folder / _COUNTS))

    def most(self, part: str) -> int:
        """Return how many documents have the commonest stem that a text is a part of.

        It is the first one that is found, the text itself at the latest; 1 where no stem of several
        documents is found. Of all stems of many documents, more than nine in ten are of one.
        """
        place = self._stems.find(part.encode(), 0, self._several)
        return 1 if place < 0 else int(self._documents[np.searchsorted(self._ends, place)])

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        """Where each stem ends in all of them joined."""
        return np.flatnonzero(np.frombuffer(self._stems, dtype=np.uint8) == ord("\n"))

    @cached_property
    def _several(self) -> int:
        """Where the last stem of more than one document ends."""
        count = int(np.count_nonzero(self._documents > 1))
        return int(self._ends[count - 1]) if count else 0
