"""Stems of words with two letters swapped, as those of names are looked for."""

from functools import lru_cache

from assistant.slips import swapped
from index.danish import likeness, stem

LONGEST = 60  # letters; of a longer word no slip is looked for
REMEMBERED = 20_000  # words of questions, some 10 MB
_SLIP_LETTERS = 7  # in shorter words two letters swapped make another word
_TURNED = 0.9  # of a word with two letters swapped: clearer than one with a letter wrong


@lru_cache(maxsize=REMEMBERED)
def turned(term: str) -> frozenset[str]:
    """Return the stems that a term may be with two letters swapped, also those of its ending."""
    made = swapped(term) if _SLIP_LETTERS <= len(term) <= LONGEST else ()
    return frozenset(made) | frozenset(map(stem, made))


def alike_turned(term: str, word: str) -> float:
    """Return how alike two stems are, as `likeness` does, more where two letters are swapped."""
    return _TURNED if word in turned(term) else likeness(term, word)
