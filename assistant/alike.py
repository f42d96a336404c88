"""What is said in a situation -> the words of pages that may mean it, and how surely."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import product, takewhile

from assistant.people import is_weak
from assistant.situation import Said
from assistant.words import ASKING

# Set by hand, as those of assistant/fit.py.
OFFICIAL = 0.85  # what an official word counts beside the word that was typed
# A compound that has the word, the first part of one, and its last part, which says less.
_IN_COMPOUND, _OF_COMPOUND, _HEAD = 0.9, 0.7, 0.5
_PART_LETTERS, _LAST_LETTERS, _HEAD_LETTERS = 4, 6, 7
_FIRST_SHARE = 0.5  # of its letters: 'ophold' is no 'opholdstilladelse'


@dataclass(frozen=True, slots=True)
class Words:
    """Words in order, and in order when they are read from behind: found by beginning or end."""

    every: Set[str]
    ordered: Sequence[str]
    backwards: Sequence[str]

    @classmethod
    def of(cls, words: Set[str]) -> "Words":
        """Return the words of a set."""
        return cls(words, sorted(words), sorted(word[::-1] for word in words))

    def near(self, asked: str) -> set[str]:
        """Return the words that a word begins or ends, or that begin or end it."""
        places = range(_PART_LETTERS, len(asked) + 1)
        parts = {part for place in places for part in (asked[:place], asked[-place:])}
        ended = {word[::-1] for word in _beginning(self.backwards, asked[::-1])}
        return {*_beginning(self.ordered, asked), *ended, *(parts & self.every)}


def _beginning(ordered: Sequence[str], beginning: str) -> Iterator[str]:
    rows = range(bisect_left(ordered, beginning), len(ordered))
    return takewhile(lambda word: word.startswith(beginning), (ordered[row] for row in rows))


def like(said: Said, vocabulary: Words) -> dict[str, float]:
    """Return the words of a vocabulary that a thing said may stand for, and how surely.

    Those of an official phrase are joined by a space: they say it together.
    """
    own = said.stems if " " not in said.text else ()
    asked = [(1.0, one) for one in own] + [(OFFICIAL, one) for one in said.official]
    found: dict[str, float] = {}
    for share, one in asked:
        every = [_near(term, vocabulary) for term in one.split()]
        for some in product(*every):
            words_ = " ".join(word for word, _ in some)
            found[words_] = max(found.get(words_, 0.0), share * min(alike for _, alike in some))
    return found


def _near(term: str, vocabulary: Words) -> list[tuple[str, float]]:
    return [
        (word, alike)
        for word in vocabulary.near(term)
        if (term == word or word not in ASKING) and (alike := _alike(term, word)) > 0.0
    ]


def _alike(asked: str, word: str) -> float:
    """Return how surely a word of a page means what is asked: itself, or a compound of the two.

    The first part of a compound says what it is about: 'stofmisbrug' of 'stofmisbrugsbehandling'.
    """
    if asked == word:
        return 1.0
    if min(len(asked), len(word)) < _PART_LETTERS or not asked[0].isalpha():
        return 0.0
    if word.startswith(asked) or (word.endswith(asked) and len(asked) >= _LAST_LETTERS):
        return _IN_COMPOUND
    if is_weak(word) or is_weak(word + "ing") or len(word) <= _PART_LETTERS:
        return 0.0
    if asked.startswith(word) and len(word) >= _FIRST_SHARE * len(asked):
        return _OF_COMPOUND
    return _HEAD if asked.endswith(word) and len(word) >= _HEAD_LETTERS else 0.0
