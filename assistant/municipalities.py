"""The Danish municipalities, and in which of them somebody tells that they are."""

import re
from collections.abc import Set
from functools import cache
from itertools import chain
from pathlib import Path

import yaml

from index.danish import PART, stem, words

_FILE = Path(__file__).parent / "municipalities.yaml"
_IN_WHICH = re.compile(r"\b(?:[Ii]|[Ff]ra|[Pp]å|[Nn]ær|[Vv]ed) ([\w-]+)")
_ALONE = re.compile(r"[.,;:!–-]\s*([A-ZÆØÅ][\w-]+)\s*(?=$|[.,;!])")  # '30 år, Viborg'
_IN_NAMED = re.compile(r"\b(?:[Ii]|[Ff]ra|[Nn]ær|[Vv]ed) ([A-ZÆØÅ][a-zæøåé-]+)")
_ALSO_WORDS = ("vejen", "skive", "greve")


@cache
def municipalities() -> tuple[str, ...]:
    """Return the names of the Danish municipalities."""
    return tuple(yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader))


@cache
def places() -> frozenset[str]:
    """Return the stems of the words that are their names, or a part of one."""
    return frozenset(stem(word) for name in municipalities() for word in words(name))


def likeness_of_town(town: str, said: Set[str]) -> float:
    """Return how alike a municipality is to the nearest of some stems: PART where one begins with
    it, as 'Viborgområdet'. It has no parts: 'Viborg' is no 'borger'."""
    if town in said:
        return 1.0
    return PART * any(one.startswith(town) for one in said)


def lives_in(text: str) -> frozenset[str]:
    """Return the municipalities in which somebody tells that they are, as 'i Viborg', 'i viborg',
    or with a capital alone between marks.

    In small letters too, but for those whose name is another word.
    """
    return frozenset(
        match[1].lower()
        for match in chain(_IN_WHICH.finditer(text), _ALONE.finditer(text))
        if is_municipality(match[1]) or (match[1].lower() in _ALSO_WORDS and match[1][0].isupper())
    )


def towns_in(text: str) -> frozenset[str]:
    """Return the other places in which somebody tells that they are, in small letters."""
    named = (match[1] for match in _IN_NAMED.finditer(text))
    return frozenset(name.lower() for name in named if not is_municipality(name))


def near(text: str) -> frozenset[str]:
    """Return the words of a text that may say where somebody is, in small letters."""
    return frozenset(word.lower() for word in _IN_WHICH.findall(text))


def is_municipality(word: str) -> bool:
    """Return whether a word is the name of a municipality and nothing else."""
    return word.lower() in _lowered() and word.lower() not in _ALSO_WORDS


@cache
def _lowered() -> frozenset[str]:
    return frozenset(name.lower() for name in municipalities())
