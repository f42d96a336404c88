"""A question that sets two things against each other, as one question of each."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from assistant.scopes import Scope
from assistant.words import SUPERLATIVE, content_terms

_IS_NAME = re.compile(r"[^\s,:;]+(?: [^\s,:;]+){0,6}")  # of a side: seven words at most
_HAS_NAME = re.compile(r"^(?:en|et) |\b[A-ZÆØÅ\d]")
COMPARES = re.compile(
    r"\b(?:forskel\w*|sammenlign\w*|adskil\w+|afviger|ligner|ligheder?|fælles|ens|samme"
    r"|i forhold til|frem for|op (?:i)?mod)\b"
    r"|\b(?:flere|færre|mere|mindre|større|længere|kortere|højere|lavere|dyrere|billigere|nyere"
    r"|ældre|bedre)\b.*\bend\b"
    rf"|(?:{SUPERLATIVE}|\b(?:først|sidst))\w*\b(?! og fremmest)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\s(?:eller|kontra|versus|vs\.?|frem for|i forhold til|sammenlignet med)\s", re.IGNORECASE
)
_AND = re.compile(r"\sog\s", re.IGNORECASE)
_OF_BOTH = re.compile(r"\b(?:forskel|sammenlign|adskil|fælles|ligner|lighed|mellem)", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?:[,:;–-]|\b(?:i|på|hos|af|for|mellem|til|ved|med|er|var|har|fik|får|løber|varede|varer))\s+",
    re.IGNORECASE,
)
_END = re.compile(r"[?!]|\.(?:\s|$)")
_LAST = re.compile(r"\s(\w+)$")
_AGAIN = re.compile(r"(?:i|på|hos|af|for|til|ved|med)\s+", re.IGNORECASE)
# 'Hvilket af de to forløb …': they are named below.
_OF_THE_TWO = re.compile(r"\b(hvilke[nt]?|hvem) af de (?:to|tre) \w+\b", re.IGNORECASE)


class Side(NamedTuple):
    """A question of one of two things, and the words that name that."""

    text: str
    name: str


Find = Callable[[str], Sequence[tuple[Scope, ...]]]


def sides(text: str, find: Find) -> tuple[Side, ...]:
    """Return the two questions, none where a text sets no two things against each other.

    One of them at least is an initiative that `find` knows by its name, the other has a name too.
    """
    if not COMPARES.search(text) or len(find(text)) > 2:
        return ()
    found = [
        pair for left, right in _places(text) if _known(pair := _split(text, left, right), find)
    ]
    best = max(found, key=lambda pair: _rank(pair, find), default=())
    is_and = bool(best) and _BETWEEN.search(text) is None
    if is_and and not _OF_BOTH.search(text) and _rank(best, find)[0] < 2:
        return ()
    return best


def _places(text: str) -> Iterator[tuple[re.Match[str], re.Match[str]]]:
    """Yield what may stand before the first of two, and between them."""
    for between in list(_BETWEEN.finditer(text)) or list(_AND.finditer(text)):
        for before in _BEFORE.finditer(text, 0, between.start()):
            yield before, between


def _split(text: str, before: re.Match[str], between: re.Match[str]) -> tuple[Side, Side]:
    common = _OF_THE_TWO.sub(r"\1", text[: before.end()]).rstrip(" ,:;–-")
    first = text[before.end() : between.start()].strip()
    other = _END.split(text[between.end() :])[0].strip()
    if again := _AGAIN.match(other):
        other = other[again.end() :]
    if (last := _LAST.search(other)) and COMPARES.fullmatch(last[1]):  # 'Er X eller Y dyrest?'
        common, other = f"{common} {last[1]}", other[: last.start()]
    return Side(f"{common} {first}?", first), Side(f"{common} {other}?", other)


def _known(pair: tuple[Side, Side], find: Find) -> bool:
    are_names = all(
        _IS_NAME.fullmatch(side.name)
        and content_terms(side.name)
        and (_HAS_NAME.search(side.name) or find(side.name))  # no 'mænd eller kvinder'
        for side in pair
    )
    return are_names and _rank(pair, find)[0] > 0


def _rank(pair: tuple[Side, ...], find: Find) -> tuple[int, int]:
    """Return how many of two are initiatives of their own; then the shorter, the better."""
    groups = [find(side.name) for side in pair]
    pages = [{scope.document for group in one for scope in group} for one in groups]
    known = sum(map(bool, pages)) if pages[0].isdisjoint(pages[1]) else 0
    return known, -len(pair[0].name.split())
