"""The words of every passage in order, as numbers: what the lexical index is made of."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.danish import words
from index.numbered import Numbered, Numbers
from index.tables import read_array, read_lines, write_array, write_lines
from index.types import Passage

Starts = NDArray[np.int64]
_MOST = 100_000  # pieces whose words are remembered: some 20 MB
_WORDS, _IDS, _STARTS, _HEADS = (
    f"tokens-{name}" for name in ("words.txt", "ids.npy", "starts.npy", "heads.npy")
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of P passages: those of passage p are `words[ids[starts[p]:starts[p + 1]]]`.

    The first `heads[p]` of them are of its title and its section's heading.
    """

    words: Sequence[str]
    ids: Numbers
    starts: Starts
    heads: Numbers

    def __len__(self) -> int:
        return len(self.heads)

    def words_of(self, row: int) -> list[str]:
        """Return the words of a passage in order."""
        return [self.words[id] for id in self.ids[self.starts[row] : self.starts[row + 1]].tolist()]

    def rows(self) -> Numbers:
        """Return the passage of every token."""
        return np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))


class _Pieces(dict[str, bytes]):
    """The numbers of the words of what stands between two blanks, which no word goes over.

    They are the bytes of an array of int32: those of a text are joined in a third of the time.
    """

    def __init__(self, numbers: Numbered) -> None:
        self._numbers = numbers

    def __missing__(self, piece: str) -> bytes:
        numbers = array("i", map(self._numbers.__getitem__, words(piece)))
        self[piece] = found = numbers.tobytes()
        return found


class Tokenized:
    """Tokens of passages that come one after another."""

    def __init__(self, known: Sequence[str] = ()) -> None:
        """Words in `known` get their places in it as numbers."""
        self._numbers = Numbered(zip(known, range(len(known)), strict=True))
        self._pieces = _Pieces(self._numbers)
        self._ids = array("i")
        self._ends, self._heads = array("q", [0]), array("i")

    def add(self, passages: Iterable[Passage]) -> None:
        """Append the words of passages."""
        for passage in passages:
            if len(self._pieces) > _MOST:
                self._pieces.clear()
            head = self._found(f"{passage.title}\n{passage.section}")
            self._ids.frombytes(head + self._found(passage.text))
            self._heads.append(len(head) // self._ids.itemsize)
            self._ends.append(len(self._ids))

    def _found(self, text: str) -> bytes:
        return b"".join(map(self._pieces.__getitem__, text.split()))

    def tokens(self) -> Tokens:
        """Return all that was added."""
        return Tokens(
            list(self._numbers),
            np.frombuffer(self._ids, dtype=np.int32) if self._ids else np.zeros(0, np.int32),
            np.frombuffer(self._ends, dtype=np.int64),
            np.frombuffer(self._heads, dtype=np.int32) if self._heads else np.zeros(0, np.int32),
        )


def merged(old: Tokens, new: Tokens, places: Sequence[tuple[bool, int, int]]) -> Tokens:
    """Return the tokens of passages taken from `old` or `new`, in the order of `places`.

    A place is (whether it is in `new`, first passage, last passage + 1); the numbers of `new` go on
    from those of `old`. Words that no passage has any more are left out.
    """
    ids, lengths, heads = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)], [np.zeros(0, np.int32)]
    for is_new, first, last in places:
        some = new if is_new else old
        ids.append(some.ids[some.starts[first] : some.starts[last]])
        lengths.append(np.diff(some.starts[first : last + 1]))
        heads.append(some.heads[first:last])
    all_ids = np.concatenate(ids)
    held = np.bincount(all_ids, minlength=len(new.words)) > 0
    number = np.cumsum(held, dtype=np.int32) - 1
    kept = np.flatnonzero(held).tolist()
    starts = np.concatenate([[0], np.cumsum(np.concatenate(lengths))]).astype(np.int64)
    return Tokens([new.words[n] for n in kept], number[all_ids], starts, np.concatenate(heads))


def none(words: Sequence[str]) -> Tokens:
    """Return the tokens of no passages."""
    return Tokens(words, np.zeros(0, np.int32), np.zeros(1, np.int64), np.zeros(0, np.int32))


def write(folder: Path, tokens: Tokens) -> None:
    """Write the tokens to files named tokens-*."""
    write_lines(folder / _WORDS, tokens.words)
    for name, values in ((_IDS, tokens.ids), (_STARTS, tokens.starts), (_HEADS, tokens.heads)):
        write_array(folder / name, values)


def read(folder: Path) -> Tokens:
    """Return the tokens that `write` wrote."""
    ids, starts, heads = (read_array(folder / name) for name in (_IDS, _STARTS, _HEADS))
    return Tokens(list(read_lines(folder / _WORDS)), ids, starts, heads)
