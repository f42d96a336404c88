"""The words that documents are written in: how often each is, with a capital or without."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress, count
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index import terms
from index.danish import fold, stem
from index.pieces import Tally
from index.tables import read_array, read_lines, write_array, write_lines

_WORDS, _FOLDED, _STEMS, _BACKWARDS, _COUNTS = (
    f"vocabulary-{name}" for name in ("words", "folded.txt", "stems.txt", "back.txt", "words.npy")
)


class Forms(NamedTuple):
    """Words in order, beside each how it is typed without æ, ø, å, and its stem.

    `backwards` are all that are typed, each once and read from behind, in order.
    """

    words: Sequence[str]
    folded: Sequence[str]
    stems: Sequence[str]
    backwards: Sequence[str]


class Written:
    """Words in small letters with their tally, in the order of how they are typed without æ, ø, å.

    `counts` has shape (words, 3), the numbers of a Tally.
    """

    def __init__(
        self, forms: "Forms", counts: NDArray[np.int32], rows: Mapping[str, int] | None = None
    ) -> None:
        """`rows` has the row of each word, where that is known already."""
        self.words, self.folded, self.stems, self.backwards = forms
        self.counts = counts
        self._row = dict(zip(forms.words, count())) if rows is None else rows

    @classmethod
    def of(cls, tally: Tally) -> "Written":
        """Return the words of a tally."""
        nothing = cls(Forms([], [], [], []), np.zeros((0, 3), dtype=np.int32))
        return nothing.changed({}, tally)

    def changed(self, less: Tally, more: Tally) -> "Written":
        """Return the words with the places of one tally gone, and those of another added.

        Raises KeyError for a word that goes and is not there.
        """
        rows = dict(zip(self.words, count()))
        new = [word for word in more if word not in rows]
        rows |= zip(new, count(len(rows)))
        counts = np.concatenate([self.counts, np.zeros((len(new), 3), dtype=np.int32)])
        for sign, tally in ((-1, less), (1, more)):
            change = np.array(list(tally.values()), dtype=np.int32).reshape(-1, 3)
            counts[[rows[word] for word in tally]] += sign * change
        is_kept = counts[:, 0] + counts[:, 1] > 0
        forms = self._forms([(fold(word), word, stem(word)) for word in new], is_kept.tolist())
        order = [rows[word] for word in forms.words]
        return Written(forms, counts[order])

    def _forms(self, new: Sequence[tuple[str, str, str]], is_kept: Sequence[bool]) -> Forms:
        """Return the forms of the words that are kept: first of all that there are, then of new."""
        old = zip(self.folded, self.words, self.stems, strict=True)
        rows = sorted(compress(chain(old, new), is_kept))  # nearly in order before
        folded = [row[0] for row in rows]
        typed = set(folded)
        lost = {word[::-1] for word in self.folded if word not in typed}
        more = sorted({row[0][::-1] for row in new if not self.is_form(row[0])})
        backwards = sorted([*(word for word in self.backwards if word not in lost), *more])
        return Forms([row[1] for row in rows], folded, [row[2] for row in rows], backwards)

    def save(self, folder: Path) -> None:
        """Write the words to files of their own in a folder."""
        terms.write(folder, _WORDS, self.words)
        write_lines(folder / _FOLDED, self.folded)
        write_lines(folder / _STEMS, self.stems)
        write_lines(folder / _BACKWARDS, self.backwards)
        write_array(folder / _COUNTS, self.counts)

    @classmethod
    def load(cls, folder: Path) -> "Written":
        """Return the words that `save` wrote."""
        rows = terms.read(folder, _WORDS)
        forms = [read_lines(folder / name) for name in (_FOLDED, _STEMS, _BACKWARDS)]
        return cls(Forms(rows.listed(), *forms), read_array(folder / _COUNTS), rows)

    def count(self, word: str) -> int:
        """Return in how many places a word in small letters stands, as it is or with capitals."""
        row = self._row.get(word)
        return 0 if row is None else int(self.counts[row, 0]) + int(self.counts[row, 1])

    def tally(self, word: str) -> tuple[int, int, int]:
        """Return the numbers of a Tally, zeros for a word that no document has."""
        row = self._row.get(word)
        if row is None:
            return 0, 0, 0
        small, others, inside = self.counts[row].tolist()
        return small, others, inside

    @cached_property
    def stemmed(self) -> frozenset[str]:
        """The stems of the words, which are read when they are first asked for."""
        return frozenset(self.stems)

    def folding_to(self, folded: str) -> list[str]:
        """Return the words that are typed so without Danish letters."""
        first = bisect_left(self.folded, folded)
        last = first
        while last < len(self.folded) and self.folded[last] == folded:
            last += 1
        return list(self.words[first:last])

    def is_form(self, folded: str) -> bool:
        """Return whether a word is typed so without Danish letters."""
        place = bisect_left(self.folded, folded)
        return place < len(self.folded) and self.folded[place] == folded

    def is_begun(self, folded: str) -> bool:
        """Return whether a word begins so, typed without Danish letters."""
        return next(_beginning(self.folded, folded), None) is not None

    def is_ended(self, folded: str) -> bool:
        """Return whether a word ends so, typed without Danish letters."""
        return next(_beginning(self.backwards, folded[::-1]), None) is not None

    def forms(self, folded: str) -> Iterator[str]:
        """Yield the folded words that begin so, each once, in order."""
        last = ""
        for row in _beginning(self.folded, folded):
            if self.folded[row] != last:
                last = self.folded[row]
                yield last

    def beginning(self, folded: str) -> Iterator[str]:
        """Yield the words that begin so, typed without Danish letters."""
        return (self.words[row] for row in _beginning(self.folded, folded))

    def ending(self, letter: str, folded: str) -> Iterator[str]:
        """Yield the words that end so, typed without Danish letters, and begin with a letter."""
        first = fold(letter)[:1]
        for row in _beginning(self.backwards, folded[::-1]):
            if self.backwards[row].endswith(first):
                yield from self.folding_to(self.backwards[row][::-1])


def _beginning(ordered: Sequence[str], beginning: str) -> Iterator[int]:
    """Yield the places of those of ordered texts that begin so."""
    for place in range(bisect_left(ordered, beginning), len(ordered)):
        if not ordered[place].startswith(beginning):
            return
        yield place
