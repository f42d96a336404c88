"""What stands between the blanks of texts, each piece looked at once: its words and its edges."""

import re
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple
from unicodedata import is_normalized
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.danish import fold, stem, words
from index.numbered import Listing, Numbered, Numbers, numbers_of
from index.postings import counted

WORD = re.compile(r"[^\W\d_]+")
_FIRST = re.compile(r"[^\W\d_]{3,}")
_LAST = re.compile(r"(?<![\w-])[^\W\d_]{3,}\Z")
_CAPITAL = re.compile(r"[A-ZÆØÅ][^\W\d_]+")
_GOES_ON = re.compile(r"[\w,;)]\Z")  # after this a capital is inside a sentence
_MARKS, _WITHIN = ".,;:!?)", ",;)"
_AT_ONCE = 3_000_000  # letters of texts whose pieces are numbered together: some 50 MB
_MOST = 100_000  # pieces that are not read again: some 50 MB
_NONE = 1 << 32  # above every CRC-32

Tally = Mapping[str, Sequence[int]]
"""Of a word in small letters: places in small letters, other places, those inside a sentence."""

Keys = NDArray[np.uint64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Counted:
    """What stands in texts: words, how many texts have a stem, and pairs of words side by side.

    A pair is the hash of its left word before that of its right one, ascending.
    """

    words: Tally
    stems: Mapping[str, int]
    pairs: tuple[Keys, Counts]


class _Piece(NamedTuple):
    """`first` and `last` are hashes of words of three letters or more at the piece's edges."""

    words: tuple[str, ...]
    stems: tuple[str, ...]
    first: int
    last: int
    is_name: bool
    goes_on: bool


class _Pieces(dict[str, int]):
    """The number of each piece, and in its place what was read when it was first asked for.

    `places` are how often each stands, `names` how often as a name inside a sentence.
    """

    def __init__(self, stems: Numbered) -> None:
        self._number = stems
        self.words: list[tuple[str, ...]] = []
        self.stems = Listing()
        self.first, self.last = array("Q"), array("Q")
        self.is_name, self.goes_on = array("b"), array("b")
        self.places, self.names = np.zeros(0, np.int64), np.zeros(0, np.int64)

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self)
        piece = _read(text)
        self.words.append(piece.words)
        self.stems.add(map(self._number.__getitem__, piece.stems))
        self.first.append(piece.first)
        self.last.append(piece.last)
        self.is_name.append(piece.is_name)
        self.goes_on.append(piece.goes_on)
        return number

    def stand(self, numbers: Numbers) -> None:
        """Count the places of pieces that stand side by side."""
        goes_on, is_name = np.array(self.goes_on, bool), np.array(self.is_name, bool)
        inside = numbers[1:][goes_on[numbers[:-1]] & is_name[numbers[1:]]]
        places, names = (np.bincount(some, minlength=len(self)) for some in (numbers, inside))
        places[: len(self.places)] += self.places
        names[: len(self.names)] += self.names
        self.places, self.names = places, names

    def pairs(self, numbers: Numbers) -> tuple[Keys, Counts]:
        """Return the words side by side at the edges of pieces that stand so."""
        left = np.array(self.last, dtype=np.uint64)[numbers[:-1]]
        right = np.array(self.first, dtype=np.uint64)[numbers[1:]]
        both = (left < _NONE) & (right < _NONE)
        keys, counts = np.unique(left[both] << np.uint64(32) | right[both], return_counts=True)
        return keys, counts

    def tell(self, found: dict[str, list[int]]) -> None:
        """Add the places of the pieces' words to those found before."""
        every = zip(self.words, self.places.tolist(), self.names.tolist(), strict=True)
        for own, times, inside in every:
            for word in own:
                found.setdefault(word.lower(), [0, 0, 0])[not word.islower()] += times
            if inside:
                found[own[0].lower()][2] += inside


def count(texts: Iterable[str]) -> Counted:
    """Return what stands in texts."""
    found: dict[str, list[int]] = {}
    stems, having = Numbered(), np.zeros(0, dtype=np.int64)
    pairs: list[tuple[Keys, Counts]] = []
    pieces = _Pieces(stems)
    for some in _batches(texts):
        # The empty piece after each line keeps its last word from the first of the next.
        listed = [[*text.replace("\n", "  ").split(" "), ""] for text in some]
        lengths = list(map(len, listed))
        numbers = numbers_of(pieces, chain.from_iterable(listed), sum(lengths))
        pieces.stand(numbers)
        pairs.append(pieces.pairs(numbers))
        held, counts = pieces.stems.lists().joined(numbers)
        rows = np.repeat(np.repeat(np.arange(len(some), dtype=np.int32), lengths), counts)
        for once, _, _ in counted([(held, rows)]):
            more = np.bincount(once, minlength=len(stems))
            more[: len(having)] += having
            having = more
        if len(pieces) > _MOST:
            pieces.tell(found)
            pieces = _Pieces(stems)
    pieces.tell(found)
    return Counted(found, dict(zip(stems, having.tolist(), strict=True)), summed(pairs))


def summed(parts: Sequence[tuple[Keys, Counts]]) -> tuple[Keys, Counts]:
    """Return the pairs of all parts, those that are left over nowhere dropped."""
    keys = np.concatenate([np.zeros(0, np.uint64), *(keys for keys, _ in parts)])
    counts = np.concatenate([np.zeros(0, np.int64), *(counts for _, counts in parts)])
    order = np.argsort(keys, kind="stable")
    keys, counts = keys[order], counts[order]
    first = np.flatnonzero(np.diff(keys, prepend=~keys[:1]))
    total = np.add.reduceat(counts, first) if len(first) else counts
    return keys[first][total > 0], total[total > 0]


def hashed(word: str) -> int:
    """Return the CRC-32 of a word as typed in small letters without æ, ø, å."""
    return crc32(fold(word.lower()).encode())


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    some: list[str] = []
    letters = 0
    for text in texts:
        some.append(text)
        letters += len(text)
        if letters >= _AT_ONCE:
            yield some
            some, letters = [], 0
    if some:
        yield some


def _read(text: str) -> _Piece:
    """Return a piece; one of letters and marks after it is soon read."""
    word = text.rstrip(_MARKS)
    if not word.isalpha() or not is_normalized("NFKC", word):
        return _piece(text)
    small = word.lower()
    hash = crc32(fold(small).encode()) if len(word) > 2 else _NONE
    is_name = _CAPITAL.match(word) is not None
    if word == text:
        return _Piece((word,), (stem(small),), hash, hash, is_name, True)
    return _Piece((word,), (stem(small),), hash, _NONE, is_name, text[-1] in _WITHIN)


def _piece(text: str) -> _Piece:
    first, last = _FIRST.match(text), _LAST.search(text)
    return _Piece(
        tuple(WORD.findall(text)),
        tuple(map(stem, words(text))),
        hashed(first[0]) if first else _NONE,
        hashed(last[0]) if last else _NONE,
        _CAPITAL.match(text) is not None,
        _GOES_ON.search(text) is not None,
    )
