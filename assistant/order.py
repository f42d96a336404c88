"""Whether words of a statement have changed places with each other since the source."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

from assistant.words import EMPTY
from index.danish import likeness, stem, words

NEAR = 1  # content words apart: of 238 sentences with two words exchanged 148 are seen (2: 73)
_ABOUT = 2  # content words apart, of a subject and what is said of it
_FIRST = 3  # content words that the subject of a sentence is among
_SENTENCE = re.compile(r"\n|(?<=[.!?;:])\s+(?=[A-ZÆØÅ\d•-])|;")
_CLAUSE = re.compile(r"[,()]|\s[–-]\s|[.!?;:\n]\s")
_ALIKE = 0.6
_LOOSE = 1  # pairs; of the supported statements of evals/pairs/dev.yaml 93 % have no more


@lru_cache(maxsize=4_096)
def placed(text: str) -> tuple[tuple[str, int], ...]:
    """Return the content stems and the numbers of a text in order, with their sentences."""
    return tuple(
        (key, sentence)
        for sentence, piece in enumerate(_SENTENCE.split(text))
        for key in _content(piece)
    )


def _content(text: str) -> Iterator[str]:
    return (key for word in words(text) if (key := stem(word)) not in EMPTY)


def is_exchanged(statement: str, source: str) -> bool:
    """Return whether two words of a statement stand each where the other stands in the source."""
    written = placed(source)
    for piece in _SENTENCE.split(statement):
        held = [where for key in _content(piece) if (where := _places(key, written))]
        if any(_exchange(held, i, j) for i, j in combinations(range(len(held)), 2)):
            return True
    return False


def _exchange(held: Sequence[Sequence[int]], i: int, j: int) -> bool:
    return not set(held[i]) & set(held[j]) and _takes_place(held, i, j) and _takes_place(held, j, i)


def _takes_place(held: Sequence[Sequence[int]], i: int, j: int) -> bool:
    """Return whether a neighbour of `i` is one of `j` in the source, and none of `i` there."""
    beside = [k for k in (i - 1, i + 1) if 0 <= k < len(held) and k != j]
    return any(_are_near(held[k], held[j]) for k in beside) and not any(
        _are_near(held[k], held[i]) for k in beside
    )


def _are_near(left: Sequence[int], right: Sequence[int], apart: int = NEAR) -> bool:
    return any(0 < abs(one - other) <= apart for one in left for other in right)


def is_loose(statement: str, source: str) -> bool:
    """Return whether words side by side in a statement stand apart in its source, but for once."""
    written = placed(source)
    broken = 0
    for piece in _CLAUSE.split(statement):
        held = [where for key in _content(piece) if (where := _places(key, written))]
        broken += sum(
            1
            for left, right in pairwise(held)
            if not set(left) & set(right) and not _are_near(left, right, _ABOUT)
        )
    return broken > _LOOSE


def _places(key: str, written: Sequence[tuple[str, int]]) -> list[int]:
    exact = [place for place, (other, _) in enumerate(written) if other == key]
    return exact or [
        place for place, (other, _) in enumerate(written) if likeness(key, other) >= _ALIKE
    ]


def acts_elsewhere(statement: str, source: str) -> bool:
    """Return whether what a statement begins with is neither the subject of its source's sentence
    nor near what is said of it."""
    written = placed(source)
    first, *rest = [where for key in _content(statement) if (where := _places(key, written))] or [
        []
    ]
    if not first or not rest or any(_are_near(first, where, _ABOUT) for where in rest[:2]):
        return False
    return not any(_is_first(place, written) for place in first)


def _is_first(place: int, written: Sequence[tuple[str, int]]) -> bool:
    sentence = written[place][1]
    return sum(1 for _, other in written[:place] if other == sentence) < _FIRST
