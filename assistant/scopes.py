"""Which initiatives a question names: pages by their titles, parts by headings and persons."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

from assistant.called import Called, begins, capitals, own_pages
from assistant.kinds import specific_kinds
from assistant.language import general
from assistant.slips import edited
from assistant.turned import LONGEST, REMEMBERED, alike_turned, turned
from assistant.words import ANYBODY, ASKING, EMPTY, HEADS, content_terms, first_part
from corpus.remember import remembered
from corpus.types import Document
from index.danish import MISSPELT, PART, stems
from index.names import Names, Rows
from index.vocabulary import Vocabulary

# Shipped and invented pages, dev: of the questions that name an initiative, .97 find its page.
NAMED = 0.55  # rarity of the words named, 1 for one that stands in a single document
_FEW, _HALF = 2, 0.5  # documents with a word that names alone; else the share of a name, by rarity
_SAID = 0.6  # share of the words of a quoted name or a person's
_AS_GOOD = 0.05
# Documents that rarity reckons with at least: of a few pages, what some say is not common. With a
# near copy of the page asked about beside it, truthfulness falls by .05, with 5 by .12; with 20,
# everyday words begin to name initiatives (unseen documents: 95 right, not 97).
_SMALLEST = 10
_MOST = 4  # initiatives in one question
_SHARE_OF_BEST = 0.8  # of its weight elsewhere that a word must have to be used up by a name
# Without one of these a question is of one initiative, whatever else its words name; 'og' at the
# start of it only goes on.
_SEVERAL = re.compile(
    r"\b(?:(?!\A)(?:og|samt)|eller|både|mellem|end|versus|vs|kontra|frem for|i forhold til"
    r"|sammenlign\w*|modsat|ligne\w*|ens|fælles|forskel\w*|adskil\w*|erstatte\w*|i stedet for"
    r"|del af|and|or|op (?:i)?mod|difference|compare\w*)\b|[,/+&;\n]|\s[–-]\s",
    re.IGNORECASE,
)
_SEVERAL_CAPITALS = re.compile(r"[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)+")
_NAME_IN_TEXT = re.compile(r"\b[A-ZÆØÅ][a-zæøå-]+(?: [A-ZÆØÅ][a-zæøå-]+)+\b")
_FIRST_WORD = re.compile(r"(?:^\s*|(?<=[.?!])\s+)\S+")
_LITERAL = 200  # names that are looked at for standing there literally
_SHORTEST = 5
_BEGINNING = 3
_LONG = 12  # letters; in longer words more than one may be wrong
_NONE = np.zeros(0, dtype=np.int64)
_NO_NAME = frozenset((*HEADS, "kommun", "region"))  # of a body, or only saying 'initiative'
_OF_NONE = ANYBODY | frozenset(HEADS)
_ITSELF = re.compile(r"\w{3,}(?:initiativ|projek|indsat|program|pulj)\w{0,2}$")  # of a stem


@lru_cache(maxsize=10_000)
def _only_asks(heading: str) -> bool:
    """Return whether a heading is what is asked of any initiative, and no name: 'Klager'."""
    terms = set(content_terms(heading))
    asked = [match for kind in specific_kinds() if (match := kind.asks.search(heading))]
    return any(terms <= set(content_terms(match[0])) for match in asked)


@dataclass(frozen=True, slots=True)
class Scope:
    """A document, or the part of it from `start` to `end`, that a question names.

    `terms` are the question's stems that name it.
    """

    document: str
    name: str
    start: int
    end: int
    is_page: bool
    is_proper: bool = False
    terms: frozenset[str] = frozenset()

    def holds(self, document: str, start: int) -> bool:
        """Return whether a place lies in the scope."""
        return document == self.document and self.start <= start < self.end


class Scopes:
    """The initiatives in some documents, found in questions by their names."""

    def __init__(self, names: Names, vocabulary: Vocabulary) -> None:
        self._names = names
        self._frequency = vocabulary.frequency
        self._size = max(_SMALLEST, vocabulary.size)
        self._documents = remembered(REMEMBERED, self._documents_)
        self._like = remembered(REMEMBERED, self._like_)

    @classmethod
    def over(cls, documents: Sequence[Document]) -> "Scopes":
        """Return the initiatives in documents in memory."""
        return cls(Names.of(documents), Vocabulary.of(documents))

    def find(self, text: str) -> list[tuple[Scope, ...]]:
        """Return the initiatives that a question names, clearest first.

        Each is a group of scopes of one name: a page about it, and the parts of other pages.
        """
        terms = [term for term in content_terms(text) if _names(term)]
        found = self._found(terms)
        self._weigh_literal(found, text)
        is_said = cache(lambda place: self._is_said(found, place))
        left = list(range(len(terms)))
        groups: list[tuple[Scope, ...]] = []
        while left and len(groups) < _MOST:
            scores = sum((found.weights[term] for term in left), start=np.zeros(len(found.numbers)))
            clear = np.argsort(-scores, kind="stable")[: np.count_nonzero(scores >= NAMED)]
            first = next((place for place in clear.tolist() if is_said(place)), None)
            if first is None:
                break
            shared = [term for term in left if found.weights[term, first]]
            alike = (scores >= scores[first] - _AS_GOOD) & found.weights[shared].any(axis=0)
            places = [place for place in np.flatnonzero(alike).tolist() if is_said(place)]
            places = [place for place in places if self._is_begun(found, place)] or places
            used = {term for term in left if found.is_best(term, places)}
            named = frozenset(terms[term] for term in used)
            left = [term for term in left if term not in used]
            groups.append(tuple(self._scope(int(found.numbers[place]), named) for place in places))
        groups = _without_halves(text, groups)
        groups = _beside_called(
            own_pages(text, self._names), groups, capitals(_FIRST_WORD.sub("", text))
        )
        if not _SEVERAL.search(text):
            if groups and _is_said_whole(groups[0]):
                return groups[:1]
            called = [one for one in groups if _is_whole(text, one) or _is_called(one)]
            groups = called[:1] or groups[:1]
        return _merged(groups)

    def _weigh_literal(self, found: "_Found", text: str) -> None:
        """Let a name of several words that stands in the text as it is written be clear, however
        common its words are."""
        if not _SEVERAL_CAPITALS.search(text):
            return
        likeliest = np.argsort(-found.weights.sum(axis=0), kind="stable")[:_LITERAL]
        for place in likeliest.tolist():
            name = self._names[int(found.numbers[place])].text.strip()
            if name in text and _SEVERAL_CAPITALS.fullmatch(name):
                found.weights[found.weights[:, place] > 0, place] = 1.0

    def _is_said(self, found: "_Found", place: int) -> bool:
        """Return whether enough of a name is said: a word of few documents, or much of the name.

        Of a quoted name, or a person's, much must be said in any case: a surname may be a page's.
        """
        number = int(found.numbers[place])
        if self._names[number].text.rstrip().endswith("?"):
            return False  # a heading that asks
        said, words = found.said(place), self._words(number)
        if said.keys() <= _OF_NONE and not 1 < len(words) <= len(said):
            return False  # 'hjælp til mennesker på gaden' names no page for having 'mennesker'
        name = self._names[number]
        if name.is_proper:
            return len(said) >= _SAID * len(words)
        if not name.is_page and _only_asks(name.text):
            return False
        few = any(self._documents(term) <= _FEW for term in said)
        return few or sum(said.values()) >= _HALF * sum(map(self._rarity, words))

    def _is_begun(self, found: "_Found", place: int) -> bool:
        """Return whether the first word of a name is said."""
        first = self._words(int(found.numbers[place]))[0]
        return any(self._weight(term, first) for term in found.said(place))

    def _scope(self, number: int, terms: frozenset[str]) -> Scope:
        name = self._names[number]
        place = name.document, name.text, name.start, name.end
        return Scope(*place, name.is_page, name.is_proper, terms)

    def _words(self, number: int) -> list[str]:
        return [word for word in self._names.stems_of(number) if _names(word)]

    def _found(self, terms: Sequence[str]) -> "_Found":
        """Return how clearly each term names each name that has one like it."""
        having = [(row, self._having(term)) for row, term in enumerate(terms)]
        given = [(row, numbers, weight) for row, some in having for numbers, weight in some]
        every = np.concatenate([_NONE, *(numbers for _, numbers, _ in given)])
        numbers, first = np.unique(every, return_index=True)
        order = np.argsort(first)
        weights = np.zeros((len(terms), len(numbers)))
        for row, some, weight in given:
            places = np.searchsorted(numbers, some)
            weights[row, places] = np.maximum(weights[row, places], weight)
        return _Found(tuple(terms), numbers[order], weights[:, order])

    def _having(self, term: str) -> list[tuple[Rows, float]]:
        """Return the names that have each word like a term, and how clearly it names them.

        Words stand in the order of their first names.
        """
        return [(self._names.having(word), weight) for word, weight in self._like(term)]

    def _like_(self, term: str) -> tuple[tuple[str, float], ...]:
        near = [word for word in self._near(term) if _names(word)]
        unclear = _unclear(term, near)
        weighed = [(word, self._weight(term, word)) for word in near if word not in unclear]
        return tuple(
            sorted((one for one in weighed if one[1]), key=lambda one: self._first(one[0]))
        )

    def _near(self, term: str) -> set[str]:
        """Return the words of names that may weigh something beside a term: they are looked up, so
        that many names take no longer than a few.

        All begin with its first letters, or have two letters swapped.
        """
        found, names = {term}, self._names
        if len(term) > LONGEST:
            return found if names.has(term) else set()
        if first := first_part(term):
            found.update(names.beginning(first))
        if len(term) >= _SHORTEST:
            found.update(names.beginning(term), edited(term, _BEGINNING), turned(term))
            found.update(term[:end] for end in range(_SHORTEST, len(term)))
        if len(term) >= _LONG:
            some = names.beginning(term[:_BEGINNING])
            found.update(word for word in some if len(word) >= _LONG)
        return {word for word in found if names.has(word)}

    def _first(self, word: str) -> tuple[int, int]:
        """Return the first name that has a word, and the word's place in it."""
        number = int(self._names.having(word)[0])
        return number, self._names.stems_of(number).index(word)

    def _weight(self, term: str, word: str) -> float:
        if term == word:
            return self._rarity(word)
        alike = alike_turned(term, word)
        if alike >= MISSPELT:
            return alike * self._rarity(word)
        if alike == PART and min(len(term), len(word)) >= _SHORTEST:
            return PART * self._rarity_of_both(term, word)
        first = first_part(term)
        if first and first == first_part(word):
            return PART * self._rarity_of_both(first, word)
        return 0.0

    def _rarity_of_both(self, left: str, right: str) -> float:
        """Return the rarity of the commoner of two words, which a part of the other one is."""
        short, long = sorted((left, right), key=len)
        rarity = self._rarity(short)
        return rarity if short in long else min(rarity, self._rarity(long))

    def _rarity(self, term: str) -> float:
        """Return the inverse document frequency, 1 for what stands in one document at most."""
        return _idf(self._documents(term), self._size) / _idf(1, self._size)

    def _documents_(self, term: str) -> int:
        """Return how many documents have a word, or one that it is a part of; 1 at least."""
        return self._frequency.most(term)


@dataclass(frozen=True, slots=True)
class _Found:
    """Numbers of names, and how clearly each term names each, shape (terms, names)."""

    terms: tuple[str, ...]
    numbers: Rows
    weights: NDArray[np.float64]

    def said(self, place: int) -> dict[str, float]:
        """Return the terms that name one, with how clearly."""
        pairs = zip(self.terms, self.weights[:, place].tolist(), strict=True)
        return {term: weight for term, weight in pairs if weight}

    def is_best(self, term: int, places: Sequence[int]) -> bool:
        """Return whether a term names one of these as clearly as it names any."""
        most = float(self.weights[term].max(initial=0.0))
        return 0 < _SHARE_OF_BEST * most <= float(self.weights[term, places].max(initial=0.0))


def _unclear(term: str, near: Sequence[str]) -> set[str]:
    """Return the words of names that a term may be a slip for, where it may be for several.

    One that is the beginning of the others is none of several, but their stem.
    """
    alike = {word: alike_turned(term, word) for word in near}
    slips = {word for word, how in alike.items() if MISSPELT <= how < 1}
    best = max((alike[word] for word in slips), default=0.0)
    meant = [word for word in slips if alike[word] == best]
    is_one = all(word.startswith(min(meant, key=len)) for word in meant)
    return set() if term in alike or is_one else slips


def _names(word: str) -> bool:
    """Return whether a stem may be one of a name: not one that asks, or says nothing."""
    return word not in EMPTY and word not in ASKING


def _beside_called(
    own: Sequence[Called], groups: list[tuple[Scope, ...]], written: Set[str]
) -> list[tuple[Scope, ...]]:
    """Return the pages called by their own names first, and beside these no group of a single word
    that begins no name and is written as none: 'i job' names nothing beside 'Lige Ind'."""
    if not own:
        return groups
    pages = {one.name.document for one in own}
    said = frozenset[str]().union(*(one.terms for one in own))
    first: dict[frozenset[str], list[Scope]] = {}
    for one in own:
        first.setdefault(one.terms, []).append(_called(one, groups))
    return [
        *map(tuple, first.values()),
        *filter(None, (_beside(group, pages, said, written) for group in groups)),
    ]


def _beside(
    group: tuple[Scope, ...], pages: Set[str], said: Set[str], written: Set[str]
) -> tuple[Scope, ...]:
    """Return what a group names beside some pages, whose names have `said`."""
    clear = tuple(
        one for one in group if one.document not in pages and (one.terms - said) & written
    )
    if clear or any(one.document in pages for one in group):
        return clear
    own = [(one, one.terms - said) for one in group]
    is_name = any(one.is_proper or len(its) > 1 or begins(one.name, its) for one, its in own)
    return group if is_name else ()


def _called(one: Called, groups: list[tuple[Scope, ...]]) -> Scope:
    """Return a page called by its own name, with all terms that name it."""
    name = one.name
    also = (scope.terms for group in groups for scope in group if scope.document == name.document)
    terms = one.terms.union(*also)
    return Scope(name.document, name.text, name.start, name.end, is_page=True, terms=terms)


def _without_halves(text: str, groups: list[tuple[Scope, ...]]) -> list[tuple[Scope, ...]]:
    """Return the groups without those that a word of a name of several capitals is all that names,
    where they have another name: 'Vejen Videre' is none that begins on 'Når vejen'."""
    named = {term for group in groups for scope in group for term in scope.terms}
    return [group for group in groups if not _is_half(text, group, named)]


def _is_half(text: str, scopes: tuple[Scope, ...], named: Set[str]) -> bool:
    """Return whether these are named by half of another name; `named` is what names any."""
    own = frozenset[str]().union(*(scope.terms for scope in scopes))
    if any(scope.is_proper for scope in scopes):
        return False
    inside = _FIRST_WORD.sub("", text)  # a sentence begins on a capital
    called = [set(stems(match[0])) - _NO_NAME for match in _NAME_IN_TEXT.finditer(inside)]
    said = [set(stems(scope.name)) for scope in scopes]
    return any(
        own < name and not name <= named and not any(name <= words for words in said)
        for name in called
    )


def _is_said_whole(scopes: tuple[Scope, ...]) -> bool:
    """Return whether several words are said that are all of a name."""
    return any(
        len(scope.terms) > 1
        and scope.terms.issuperset(word for word in stems(scope.name) if _names(word))
        for scope in scopes
    )


def _is_called(scopes: tuple[Scope, ...]) -> bool:
    """Return whether a compound says that it is one: 'botilbudsindsatsen'."""
    return any(_ITSELF.search(term) for scope in scopes for term in scope.terms)


def _is_whole(text: str, scopes: tuple[Scope, ...]) -> bool:
    """Return whether the very name of a page is said, and not as what the thing asked for is in.

    One everyday word alone, as 'Støtte', is no such name.
    """
    return any(
        scope.is_page
        and (scope.is_proper or len(scope.terms) > 1 or scope.name.lower() not in general())
        and scope.terms.issuperset(word for word in stems(scope.name) if _names(word))
        and not re.search(rf"\bi {re.escape(scope.name)}", text, re.IGNORECASE)
        for scope in scopes
    )


def _merged(groups: Sequence[tuple[Scope, ...]]) -> list[tuple[Scope, ...]]:
    """Return the groups, without those that only name another part of a page named already."""
    kept: list[tuple[Scope, ...]] = []
    for group in groups:
        for place, other in enumerate(kept):
            shared = {scope.document for scope in group} & {scope.document for scope in other}
            if any(scope.is_page and scope.document in shared for scope in (*group, *other)):
                kept[place] = other if any(scope.is_page for scope in other) else group
                break
        else:
            kept.append(group)
    return kept


def _idf(documents: int, size: int) -> float:
    return log(1 + (size - documents + 0.5) / (documents + 0.5))
