"""What stands between the blanks of texts, each piece looked at once: its words and its edges."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple
from unicodedata import is_normalized
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.danish import fold, stem, words

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


class _Known(dict[str, _Piece]):
    """Pieces by their texts, each read when it is first asked for."""

    def __missing__(self, text: str) -> _Piece:
        self[text] = piece = self._read(text)
        return piece

    def _read(self, text: str) -> _Piece:
        """Return a piece; one of letters, marks after it and line ends is made of what is known."""
        if text.isalpha():
            return _word(text)
        if "\n" in text:
            return _joined([self[line] for line in text.split("\n")])
        word = text.rstrip(_MARKS)
        if word != text and word.isalpha():
            words, stems, first, _, is_name, _ = self[word]
            return _Piece(words, stems, first, _NONE, is_name, text[-1] in _WITHIN)
        return _piece(text)


class _Pieces(dict[str, int]):
    """The number of each piece of some texts, given when it is first asked for."""

    def __init__(self, known: _Known) -> None:
        self.read: list[_Piece] = []
        self._known = known

    def __missing__(self, text: str) -> int:
        self[text] = number = len(self.read)
        self.read.append(self._known[text])
        return number


def count(texts: Iterable[str]) -> Counted:
    """Return what stands in texts."""
    found: dict[str, list[int]] = {}
    stems: Counter[str] = Counter()
    pairs: list[tuple[Keys, Counts]] = []
    known = _Known()
    for some in _batches(texts):
        if len(known) > _MOST:
            known.clear()
        pieces = _Pieces(known)
        # The empty piece between two texts keeps the last word of one from the first of the next.
        listed = list(map(pieces.__getitem__, "  ".join(some).split(" ")))
        numbers = np.array(listed)
        _add(found, pieces.read, numbers)
        pairs.append(_pairs(pieces.read, numbers))
        last, stems_of = -1, [piece.stems for piece in pieces.read]
        for text in some:
            first, last = last + 1, last + 2 + text.count(" ")
            every = map(stems_of.__getitem__, set(listed[first:last]))
            stems.update(set(chain.from_iterable(every)))
    return Counted(found, stems, summed(pairs))


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


def _word(text: str) -> _Piece:
    """Return a piece that is nothing but letters."""
    if not is_normalized("NFKC", text):
        return _piece(text)
    small = text.lower()
    hash = crc32(fold(small).encode()) if len(text) > 2 else _NONE
    return _Piece((text,), (stem(small),), hash, hash, _CAPITAL.match(text) is not None, True)


def _joined(lines: Sequence[_Piece]) -> _Piece:
    first, last = lines[0], lines[-1]
    every = tuple(word for line in lines for word in line.words)
    stems = tuple(stem for line in lines for stem in line.stems)
    return _Piece(every, stems, first.first, last.last, first.is_name, last.goes_on)


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


def _add(found: dict[str, list[int]], read: Sequence[_Piece], numbers: NDArray[np.int64]) -> None:
    """Add the words of pieces, of which one text's numbers stand after another's."""
    is_name = np.array([piece.is_name for piece in read])
    goes_on = np.array([piece.goes_on for piece in read])
    inside = numbers[1:][goes_on[numbers[:-1]] & is_name[numbers[1:]]]
    places = np.bincount(numbers, minlength=len(read)).tolist()
    names = np.bincount(inside, minlength=len(read)).tolist()
    for piece, count, name in zip(read, places, names, strict=True):
        for word in piece.words:
            found.setdefault(word.lower(), [0, 0, 0])[not word.islower()] += count
        if name:
            found[piece.words[0].lower()][2] += name


def _pairs(read: Sequence[_Piece], numbers: NDArray[np.int64]) -> tuple[Keys, Counts]:
    left = np.array([piece.last for piece in read], dtype=np.uint64)[numbers[:-1]]
    right = np.array([piece.first for piece in read], dtype=np.uint64)[numbers[1:]]
    both = (left < _NONE) & (right < _NONE)
    keys, counts = np.unique(left[both] << np.uint64(32) | right[both], return_counts=True)
    return keys, counts
