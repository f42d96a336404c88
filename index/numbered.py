"""Texts by number, and lists of numbers by number: what is counted is looked up once, then arrays.

A piece of text, as what stands between two blanks, has the same words wherever it stands. So texts
become the numbers of their pieces, and only the different pieces are taken apart.
"""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]
Places = NDArray[np.int64]


class Numbered(dict[str, int]):
    """A number for each text, from 0 on, given when it is first asked for."""

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        return number


@dataclass(frozen=True, slots=True)
class Lists:
    """A list of numbers for each number: `values[starts[number]:starts[number + 1]]`."""

    starts: Places
    values: Numbers

    def joined(self, numbers: Numbers) -> tuple[Numbers, Places]:
        """Return the lists of some numbers one after another, and how long each of them is."""
        begins = self.starts[numbers]
        lengths = self.starts[numbers + 1] - begins
        ends = np.cumsum(lengths)
        moved = np.repeat(begins - ends + lengths, lengths)
        moved += np.arange(len(moved))
        return self.values[moved], lengths


class Listing:
    """Lists that are made one after another."""

    def __init__(self) -> None:
        self._ends, self._values = array("q", [0]), array("i")

    def add(self, values: Iterable[int]) -> None:
        """Append a list."""
        self._values.extend(values)
        self._ends.append(len(self._values))

    def lists(self) -> Lists:
        """Return what was added so far, which later lists do not change."""
        return Lists(np.array(self._ends), np.array(self._values, dtype=np.int32))


def numbers_of(numbered: dict[str, int], texts: Iterable[str], count: int) -> Numbers:
    """Return the numbers of so many texts."""
    return np.fromiter(map(numbered.__getitem__, texts), dtype=np.int32, count=count)
