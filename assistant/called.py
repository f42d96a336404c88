"""Pages called by their own name, the words of a title before its dash or colon, as it is written:
'Lige Ind – job til flere', whose name is of words that say nothing by themselves."""

import re
from collections.abc import Set
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from index.danish import stem, stems, words
from index.names import Name, Names

_OWN = re.compile(r"\s*(\S+(?: \S+){1,3}?)(?: [–—-] |: )")
_CAPITAL = re.compile(r"\b[A-ZÆØÅ][\w-]+")
# Before a name that is typed in small letters: 'tilmelding til lige ind', but not 'på vej ud'.
_BEFORE = "(?:i|til|med|hos|om|af|bag|fra)"
_MOST = 200  # names with two words of a text that are looked at


@dataclass(frozen=True, slots=True)
class Called:
    """A page that a text calls by its own name, and the stems of that name."""

    name: Name
    terms: frozenset[str]


def own_pages(text: str, names: Names) -> list[Called]:
    """Return the pages that a text calls by their own names, in the order of the text."""
    found: dict[int, int] = {}
    typed = list(words(text))
    for left, right in dict.fromkeys(pairwise(typed)):
        both = np.intersect1d(names.having(stem(left)), names.having(stem(right)))
        for number in both[:_MOST].tolist():
            place = _place(own_name(names[number]), text)
            if place >= 0:
                found.setdefault(number, place)
    numbers = sorted(found, key=lambda number: (found[number], number))
    return [Called(name := names[one], frozenset(stems(own_name(name)))) for one in numbers]


def own_name(name: Name) -> str:
    """Return the own name of a page whose title says after it what it is; '' for others."""
    match = _OWN.match(name.text) if name.is_page else None
    return match[1] if match else ""


def begins(name: str, terms: Set[str]) -> bool:
    """Return whether one of some stems is that of the first word of a name."""
    return not terms.isdisjoint(stems(name)[:1])


def capitals(text: str) -> frozenset[str]:
    """Return the stems of the words of a text that are written as names."""
    return frozenset(stems(" ".join(_CAPITAL.findall(text))))


def _place(own: str, text: str) -> int:
    """Return where a name stands in a text, -1 where it does not."""
    if sum(map(str.isupper, own)) < 2:
        return -1
    found = re.search(rf"\b{re.escape(own)}(?!\w)", text)
    found = found or re.search(rf"\b{_BEFORE} {re.escape(own.lower())}(?!\w)", text.lower())
    return found.start() if found else -1
