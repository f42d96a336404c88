"""What a language model wrote, held to the passages that it was given, sentence by sentence."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from assistant.claims import Claim, claims
from assistant.support import Source, Stated, Support, sources, stated, support
from assistant.talk import is_foreign, is_talk
from corpus.types import Document

Alike = Callable[[Sequence[str], Sequence[str]], NDArray[np.float32]]
"""Texts and texts -> the cosines of their vectors, of shape (left, right)."""
Verdict = Literal["carried", "moved", "uncovered", "removed"]

_KNOWN_WRONG = 0.5  # of the content that a passage has of a statement which it contradicts
_SHARED = 0.34  # of the content: a statement with less in every passage is not about them
_ANAPHORA = re.compile(
    r"(?:den|det|de|dem|her|heraf|hertil|derudover|desuden|samtidig|også|han|hun"
    r"|(?:initiativ|projekt|tilbud|indsats|ordning|pulje|forsøg|program|model)\w*)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Given:
    """A passage that a model was given, by the number that it may cite it with."""

    number: int
    document: Document
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that a model wrote, without its markers, and what came of it.

    `source` is where in a document the words stand that carry it; None unless carried or moved.
    `lead` is what begins it as an item of a list ('• ').
    """

    text: str
    verdict: Verdict
    source: Given | None = None
    lead: str = ""
    begins_line: bool = False


def check(text: str, given: Sequence[Given], alike: Alike) -> list[Sentence]:
    """Return the sentences of a text in order, each with what came of it.

    A sentence is carried by a passage that it cites, or moved to one that it does not cite. Removed
    is one whose literals no document has all of, one that a passage contradicts, and one that is
    not about the passages; what is left is uncovered. Markers to passages that were not given count
    for nothing.
    """
    written = [one for one in claims(text) if one.text]
    places = [sources(one.document, one.start, one.end) for one in given]
    known = frozenset(stem for place in places for stem in place.small)
    called = frozenset(word for place in places for word in place.called)
    told = [stated(claim.text, known, called) for claim in written]
    near = _cosines(told, places, alike)
    found: list[Sentence] = []
    for claim, one, cosines in zip(written, told, near, strict=True):
        before = found[-1] if found else None
        found.append(_judged(claim, one, list(zip(given, places, cosines, strict=True)), before))
    return found


Place = tuple[Given, Source, NDArray[np.float32]]
"""A passage, what it holds, and the cosines of a statement and its units."""


def _cosines(
    told: Sequence[Stated], places: Sequence[Source], alike: Alike
) -> list[list[NDArray[np.float32]]]:
    """Return for each statement the cosines with the units of each passage, in one call."""
    units = [unit.text for place in places for unit in place.units]
    if not told or not units:
        return [[np.zeros(0, np.float32) for _ in places] for _ in told]
    near = alike([one.text for one in told], units)
    ends = np.cumsum([len(place.units) for place in places])[:-1]
    return [list(np.split(row, ends)) for row in near]


def _judged(
    claim: Claim, one: Stated, places: Sequence[Place], before: Sentence | None
) -> Sentence:
    def as_(verdict: Verdict, source: Given | None = None) -> Sentence:
        return Sentence(claim.text, verdict, source, claim.lead, claim.begins_line)

    if claim.goes_on and (before is None or before.source is None):
        return as_("removed")
    cited = [place for place in places if place[0].number in claim.numbers]
    others = [place for place in places if place[0].number not in claim.numbers]
    ordered = sorted(others, key=lambda place: not _same_document(place[0], before))
    looked: list[Support] = []
    for verdict, some in (("carried", cited), ("moved", ordered)):
        for place in _best_first(one, some):
            found = support(one, place[1], place[2])
            looked.append(found)
            if found.is_carried and _may_follow(one, place[0], before):
                source = Given(place[0].number, place[0].document, found.start, found.end)
                return as_("carried" if verdict == "carried" else "moved", source)
    return as_("removed" if _is_wrong(one, places, looked) else "uncovered")


def _best_first(one: Stated, places: Sequence[Place]) -> Iterator[Place]:
    yield from sorted(places, key=lambda place: -len(one.exact & place[1].stems))


def _same_document(given: Given, before: Sentence | None) -> bool:
    return (
        before is not None
        and before.source is not None
        and (before.source.document is given.document)
    )


def _may_follow(one: Stated, given: Given, before: Sentence | None) -> bool:
    """Return whether 'den', 'projektet' and the like mean what the passage is about.

    They do when the sentence before rests on the same document, or when there is none.
    """
    if before is None or before.source is None or _same_document(given, before):
        return True
    return _ANAPHORA.match(one.text) is None


def _is_wrong(one: Stated, places: Sequence[Place], looked: Sequence[Support]) -> bool:
    """Return whether a statement that nothing carries must not be shown at all."""
    if is_foreign(one.text) or is_talk(one.text) or not one.terms:
        return True
    if max((found.share for found in looked), default=0.0) < _SHARED:
        return True
    if any(found.is_contradicted and found.share >= _KNOWN_WRONG for found in looked):
        return True
    by_page: dict[str, list[Source]] = {}
    for given, source, _ in places:
        by_page.setdefault(given.document.id, []).append(source)
    return not any(one.has_its_literals_in(some) for some in by_page.values())
