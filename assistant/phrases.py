"""Phrases that data files state, found in what people write, however it is spelled.

A phrase is words in order. `a/b` is either word, `{name}` any of a list, `stem*` and `*end` any
word that begins or ends so, TAL a number of two digits or more, ÅRSTAL one of four. Small words may
stand between, but not after `+`, and after `..` up to five others that are no words apart.
`one & other` are phrases of one sentence in any order.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from assistant.language import general
from assistant.slips import distance
from corpus.remember import remembered
from index.danish import fold

_WORD = re.compile(r"[^\W_]+")
_DOUBLE = re.compile(r"(\D)\1+")
_TYPED = re.compile("aa|oe")
_LIST = re.compile(r"\{(\w+)\}")
_GAP, _NEXT, _ALSO, _ANY = "..", "+", "&", "*"
_NUMBER, _YEAR = "TAL", "ÅRSTAL"
_DIGITS = ((_NUMBER, range(2, 10)), (_YEAR, range(4, 5)))
_BETWEEN = 5  # words in a gap: 'taget' and 'piller' of one thing that is told
_SLIP, _SLIPS = 5, 9  # letters from which one slip of spelling leaves a word clear, and two do
_SPLIT = 8  # letters of a word that may be written as two
_NOTHING: frozenset[str] = frozenset()

Lists = Mapping[str, frozenset[str]]
"""Words of a data file as they are compared, by the name of their list."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a phrase: any of `words`, and after what it may stand.

    Where `far`, any others may stand before it; where `next`, not even small ones may.
    """

    words: frozenset[str]
    far: bool
    next: bool = False


Phrase = tuple[Step, ...]
Sign = tuple[Phrase, ...]
"""Phrases that one sentence has to hold."""
_REMEMBERED = 20_000  # words and what each may be; people use few


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence: what each of its words may be, and what each makes together with the next."""

    one: tuple[frozenset[str], ...]
    two: tuple[frozenset[str], ...]


class Signs:
    """Signs, of which those that a sentence may hold are found by its words."""

    def __init__(self, signs: Iterable[Sign]) -> None:
        self._signs = tuple(signs)
        self._by_word: dict[str, list[int]] = {}
        for number, each in enumerate(self._signs):
            for word in each[0][0].words:
                self._by_word.setdefault(word, []).append(number)

    def __iter__(self) -> Iterator[Sign]:
        return iter(self._signs)

    def near(self, there: frozenset[str]) -> Iterator[Sign]:
        """Yield the signs of which every word, or another in its place, is there."""
        begun = sorted({number for word in there for number in self._by_word.get(word, ())})
        for number in begun:
            if all(_may(phrase, there) for phrase in self._signs[number]):
                yield self._signs[number]


class Reader:
    """Reads sentences for some signs; `small` and `apart` are the words that gaps turn on."""

    def __init__(self, signs: Iterable[Sign], small: frozenset[str], apart: frozenset[str]) -> None:
        self._small, self._apart = small, apart
        used = {word for sign in signs for phrase in sign for step in phrase for word in step.words}
        self._begins: dict[str, list[str]] = {}
        for word in sorted(used | small | apart):
            self._begins.setdefault(word[0], []).append(word)
        self._mended = remembered(_REMEMBERED, self._mend)
        self._exact = remembered(_REMEMBERED, self._as_written)

    def read(self, text: str) -> Said:
        """Return what the words of a sentence in small letters may be."""
        words = [_skeleton(word) for word in _WORD.findall(text)]
        pairs = [left + right for left, right in pairwise(words)]
        two = (self._exact(pair) if len(pair) >= _SPLIT else _NOTHING for pair in pairs)
        mended = {word: self._mended(word) for word in set(words)}
        return Said(tuple(mended[word] for word in words), (*two, _NOTHING))

    def holds(self, signs: Signs, said: Said) -> bool:
        """Return whether a sentence holds every phrase of one of the signs."""
        there = _NOTHING.union(*said.one, *said.two)
        return any(
            all(any(self._found(phrase, said)) for phrase in sign) for sign in signs.near(there)
        )

    def without(self, phrases: Signs, said: Said) -> Said:
        """Return a sentence with nothing in the places where phrases stand, each a sign alone."""
        there = _NOTHING.union(*said.one, *said.two)
        ends = [
            (start, end)
            for phrase, *_ in phrases.near(there)
            for start, end in enumerate(self._found(phrase, said))
        ]
        taken = {place for start, end in ends for place in range(start, end)}
        kept = [place not in taken for place in range(len(said.one))]
        one = (words if keep else _NOTHING for words, keep in zip(said.one, kept, strict=True))
        two = (words if keep else _NOTHING for words, keep in zip(said.two, kept, strict=False))
        return Said(tuple(one), tuple(two))

    def _found(self, phrase: Phrase, said: Said) -> Iterator[int]:
        """Yield for each word where the phrase ends that begins at it, 0 where none does."""
        return (self._end(phrase, said, start) for start in range(len(said.one)))

    def _end(self, phrase: Phrase, said: Said, start: int) -> int:
        step, rest = phrase[0], phrase[1:]
        for size, words in enumerate((said.one, said.two), 1):
            if step.words.isdisjoint(words[start]):
                continue
            if not rest:
                return start + size
            for place in self._places(rest[0], said, start + size):
                if end := self._end(rest, said, place):
                    return end
        return 0

    def _places(self, step: Step, said: Said, start: int) -> Iterator[int]:
        """Yield where the next word of a phrase may stand, the nearest place first."""
        others = 0
        for place in range(start, len(said.one)):
            yield place
            if step.next:
                return
            if said.one[place] & self._small:
                continue
            if not step.far or others == _BETWEEN or said.one[place] & self._apart:
                return
            others += 1

    def _mend(self, word: str) -> frozenset[str]:
        """Return the words of the signs that a word is, or may be with slips of spelling."""
        found = self._exact(word)
        if found or len(word) < _SLIP or word in _known():
            return found
        return frozenset(other for other in self._near(word) if _is_slip(word, other))

    def _as_written(self, word: str) -> frozenset[str]:
        if word.isdecimal():
            return frozenset(name for name, digits in _DIGITS if len(word) in digits)
        ends = (end for end in self._begins.get(_ANY, ()) if word.endswith(end[1:]))
        return frozenset((*ends, *(other for other in self._near(word) if _is_same(word, other))))

    def _near(self, word: str) -> Sequence[str]:
        """Return the words with a word's first letter, which few get wrong."""
        return self._begins.get(word[0], ())


def sign(text: str, lists: Lists) -> Sign:
    """Return the sign that a data file states."""
    return tuple(_phrase(part, lists) for part in text.split(f" {_ALSO} "))


def words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of a data file as they are compared."""
    return _NOTHING.union(*map(_written, texts))


def _phrase(text: str, lists: Lists) -> Phrase:
    steps, before = [], ""
    for part in text.split():
        if part in (_GAP, _NEXT):
            before = part
            continue
        either = (_alternative(one, lists) for one in part.split("/"))
        steps.append(Step(_NOTHING.union(*either), before == _GAP, before == _NEXT))
        before = ""
    return tuple(steps)


def _alternative(text: str, lists: Lists) -> frozenset[str]:
    name = _LIST.fullmatch(text)
    return lists[name[1]] if name else words([text])


def _written(word: str) -> frozenset[str]:
    """Return the ways to write a word of the data: æ is typed as itself, as ae and as e."""
    if word in (_NUMBER, _YEAR):
        return frozenset([word])
    before, after = _ANY * word.startswith(_ANY), _ANY * word.endswith(_ANY)
    ways = (word.strip(_ANY).replace("æ", letter) for letter in "æe")
    return frozenset(before + _skeleton(way) + after for way in ways)


def _may(phrase: Phrase, there: frozenset[str]) -> bool:
    """Return whether each step of a phrase has a word of those that are there, in any order."""
    return not any(step.words.isdisjoint(there) for step in phrase)


def _is_same(word: str, meant: str) -> bool:
    return word == meant or (meant.endswith(_ANY) and word.startswith(meant[:-1]))


def _is_slip(word: str, meant: str) -> bool:
    """Return whether a word is another with a letter wrong, or with two where it is long."""
    size = len(meant.rstrip(_ANY))
    if size < _SLIP:
        return False
    most = 2 if size >= _SLIPS else 1
    if not meant.endswith(_ANY):
        # A slip changes two of the letters at most; to count them is quicker than the slips.
        return len(set(word) ^ set(meant)) <= 2 * most and distance(word, meant) <= most
    return any(distance(word[:end], meant[:-1]) <= most for end in (size - 1, size, size + 1))


@cache
def _known() -> frozenset[str]:
    """Return the words of Danish that are no slip for another."""
    return frozenset(_skeleton(word) for word in general())


def _skeleton(word: str) -> str:
    """Return a word as it is the same with and without ø and å and with doubled letters."""
    return _DOUBLE.sub(r"\1", _TYPED.sub(lambda match: match[0][0], fold(word)))
