"""Which initiatives a question names: pages by their titles, parts by headings and persons."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log

from assistant.words import ASKING, content_terms
from corpus.types import Document
from index.danish import MISSPELT, PART, likeness, stem, stems

# Shipped and invented pages, dev: of the questions that name an initiative, .97 find its page.
NAMED = 0.55  # rarity of the words named, 1 for one that stands in a single document
_FEW, _HALF = 2, 0.5  # documents with a word that names alone; else the share of a name, by rarity
_SAID = 0.6  # share of the words of a quoted name or a person's
_AS_GOOD = 0.05
_SMALLEST = (
    5  # documents that rarity reckons with at least: of two pages, what both say is not common
)
_MOST = 4  # initiatives in one question
_SHARE_OF_BEST = 0.8  # of its weight elsewhere that a word must have to be used up by a name
_SHORTEST = 5
_BEGINNING = 3
QUOTED = re.compile(r"[”“\"„»]([A-ZÆØÅ0-9][^”“\"„«»\n]{2,60})[”“\"«]")
_QUOTED_WORDS = 6
# Second parts of compounds that only say 'initiative': botilbudsindsatsen is named by botilbud.
_HEADS = tuple(
    stem(word)
    for word in (
        "initiativ projekt indsats model program tilbud ordning forløb side metode ophold sted "
        "center gruppe behandling støtte pulje forsøg"
    ).split()
)


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

    def __init__(self, documents: Sequence[Document]) -> None:
        self._size = max(_SMALLEST, len(documents))
        self._scopes: list[tuple[Scope, tuple[str, ...]]] = []
        self._having: dict[str, list[int]] = defaultdict(list)
        self._by_beginning: dict[str, list[str]] = defaultdict(list)
        frequency: Counter[str] = Counter()
        for document in documents:
            frequency.update(set(stems(document.text)))
            for scope in _named(document):
                self._add(scope)
        self._frequency: Mapping[str, int] = frequency
        self._holding: dict[str, int] = {}

    def find(self, text: str) -> list[tuple[Scope, ...]]:
        """Return the initiatives that a question names, clearest first.

        Each is a group of scopes of one name: a page about it, and the parts of other pages.
        """
        left = [term for term in content_terms(text) if term not in ASKING]
        weights = self._weights(left)
        groups: list[tuple[Scope, ...]] = []
        while left and len(groups) < _MOST:
            scores = {
                place: sum(found.get(term, 0.0) for term in left)
                for place, found in weights.items()
                if self._is_said(place, found)
            }
            first = max(scores, key=lambda place: scores[place], default=-1)
            if scores.get(first, 0.0) < NAMED:
                break
            shared = {term for term in left if term in weights[first]}
            places = [
                place
                for place, score in scores.items()
                if score >= scores[first] - _AS_GOOD and shared & weights[place].keys()
            ]
            places = self._begun(places, weights) or places
            used = {
                term
                for place in places
                for term in left
                if weights[place].get(term, 0.0)
                >= _SHARE_OF_BEST * max(found.get(term, 0.0) for found in weights.values())
                > 0
            }
            groups.append(tuple(self._scope(place, used) for place in places))
            left = [term for term in left if term not in used]
        return _merged(groups)

    def _is_said(self, place: int, found: Mapping[str, float]) -> bool:
        """Return whether enough of a name is said: a word of few documents, or much of the name.

        Of a quoted name, or a person's, much must be said in any case: a surname may be a page's.
        """
        scope, words = self._scopes[place]
        if scope.is_proper:
            return len(found) >= _SAID * len(words)
        few = any(self._documents(term) <= _FEW for term in found)
        whole = sum(self._rarity(word) for word in words)
        return few or sum(found.values()) >= _HALF * whole

    def _begun(self, places: list[int], weights: Mapping[int, Mapping[str, float]]) -> list[int]:
        """Return the places of which the first word of the name is said."""
        return [
            place
            for place in places
            if any(self._weight(term, self._scopes[place][1][0]) for term in weights[place])
        ]

    def _scope(self, place: int, terms: set[str]) -> Scope:
        scope, _ = self._scopes[place]
        return replace(scope, terms=frozenset(terms))

    def _add(self, scope: Scope) -> None:
        words = tuple(term for term in content_terms(scope.name) if term not in ASKING)
        self._scopes.append((scope, words))
        for word in words:
            if word not in self._having:
                self._by_beginning[word[:_BEGINNING]].append(word)
            self._having[word].append(len(self._scopes) - 1)

    def _weights(self, terms: Sequence[str]) -> dict[int, dict[str, float]]:
        """Return for each place in question how clearly each term names it."""
        found: dict[int, dict[str, float]] = defaultdict(dict)
        for term in terms:
            for word in self._by_beginning[term[:_BEGINNING]]:
                weight = self._weight(term, word)
                for place in self._having[word] if weight else ():
                    found[place][term] = max(weight, found[place].get(term, 0.0))
        return found

    def _weight(self, term: str, word: str) -> float:
        if term == word:
            return self._rarity(word)
        alike = likeness(term, word)
        if alike >= MISSPELT:
            return alike * self._rarity(word)
        if alike == PART and min(len(term), len(word)) >= _SHORTEST:
            return PART * min(self._rarity(term), self._rarity(word))
        first = _first_part(term)
        if first and first == _first_part(word):
            return PART * min(self._rarity(first), self._rarity(word))
        return 0.0

    def _rarity(self, term: str) -> float:
        """Return the inverse document frequency, 1 for what stands in one document at most."""
        return _idf(self._documents(term), self._size) / _idf(1, self._size)

    def _documents(self, term: str) -> int:
        """Return how many documents have a word, or one that it is a part of; 1 at least."""
        if term not in self._holding:
            holding = (n for word, n in self._frequency.items() if term in word)
            self._holding[term] = max(1, max(holding, default=1))
        return self._holding[term]


def _named(document: Document) -> Iterator[Scope]:
    yield Scope(document.id, document.title, 0, len(document.text), True)
    for section in document.sections:
        if section.heading and section.label is None:
            yield Scope(document.id, section.heading, section.start, section.end, False)
        for match in QUOTED.finditer(document.text, section.start, section.end):
            if len(match[1].split()) <= _QUOTED_WORDS:
                yield Scope(document.id, match[1], section.start, section.end, False, True)
    for field in document.fields:
        for section in document.sections:
            if field.name == "person" and section.start <= field.start < section.end:
                yield Scope(document.id, field.value, section.start, section.end, False, True)


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


def _first_part(word: str) -> str:
    """Return the first part of a compound whose second part only says 'initiative', else ''."""
    for head in _HEADS:
        if word.endswith(head) and len(word) >= len(head) + _BEGINNING:
            first = word[: -len(head)]
            return first.removesuffix("s") if len(first) > _SHORTEST else first
    return ""


def _idf(documents: int, size: int) -> float:
    return log(1 + (size - documents + 0.5) / (documents + 0.5))
