"""The words that stand side by side in documents, by hashes of their folded forms."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.pieces import Counts, Keys, hashed, summed
from index.tables import read_array, write_array

_KEYS, _COUNTS = "vocabulary-pairs.npy", "vocabulary-pair-counts.npy"


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """Pairs of words, each by the hash of the left one before that of the right, ascending.

    With ten million pairs, one in two million million questions takes one pair for another.
    """

    keys: Keys
    counts: Counts

    def changed(self, less: "Neighbours", more: "Neighbours") -> "Neighbours":
        """Return the pairs with the places of some gone, and those of others added."""
        parts = ((self.keys, self.counts), (less.keys, -less.counts), (more.keys, more.counts))
        return Neighbours(*summed(parts))

    def save(self, folder: Path) -> None:
        """Write the pairs to files of their own in a folder."""
        write_array(folder / _KEYS, self.keys)
        write_array(folder / _COUNTS, self.counts)

    @classmethod
    def load(cls, folder: Path) -> "Neighbours":
        """Return the pairs that `save` wrote."""
        return cls(read_array(folder / _KEYS), read_array(folder / _COUNTS))

    def has(self, left: str, right: str) -> bool:
        """Return whether two words stand side by side, whatever their capitals."""
        key = np.uint64(hashed(left) << 32 | hashed(right))
        place = int(np.searchsorted(self.keys, key))
        return place < len(self.keys) and bool(self.keys[place] == key)
