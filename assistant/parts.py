"""The parts of a page that a question names: of one part, what another one states is no answer."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace

from assistant.deeds import CLOSED
from assistant.offers import is_among_others, unmeant
from assistant.question import Question
from assistant.rank import Candidate, Ranking, has_shape
from assistant.words import ASKING, EMPTY, content_terms
from corpus.types import Document, Section
from index.danish import likeness, stem, stems, words

_LIKE = 0.6  # likeness from which a word of a heading is named
_SEVERAL = 2
_SHARE = 0.5  # of the words of a heading, for its part to be named


def in_its_part(question: Question, documents: Mapping[str, Document]) -> Question:
    """Return a question of a page as one of the part that all else it asks about names."""
    if len(question.scopes) != 1 or not question.scopes[0].is_page or not question.rest:
        return question
    [scope] = question.scopes
    parts = _named(question, documents[scope.document])
    called = {word for part in parts for word in stems(part.heading)}
    own = tuple(term for term in question.rest if _is_like(term, called))
    if len(parts) != 1 or own != question.rest:
        return question
    [part] = parts
    terms = scope.terms | frozenset(own)
    inside = replace(
        scope, name=part.heading, start=part.start, end=part.end, is_page=False, terms=terms
    )
    return replace(question, scopes=(inside,), rest=())


def of_its_parts(question: Question, ranking: Ranking) -> Ranking:
    """Return the ranking without the fields of other parts than those that the question names, and
    without what other offers beside the one asked about have of their own."""
    pages = {item.document.id: item.document for item in ranking.candidates}
    named = {id: _named(question, page) for id, page in pages.items()}
    left = ranking.only(lambda item: _may_be_of(named[item.document.id], item))
    left = _of_no_other(question, left, pages)
    within = left.only(lambda item: _is_within(question, item)) if question.needs_shape else left
    return within if within.candidates else left


def _of_no_other(question: Question, ranking: Ranking, pages: Mapping[str, Document]) -> Ranking:
    """Return the ranking without the offers that are not asked about: those under 'Andre tilbud' in
    any case, others where the page tells what is asked outside them too."""
    is_closing = CLOSED.search(question.text) is not None
    apart = {id: unmeant(question, page) for id, page in pages.items()}
    left = ranking.only(
        lambda item: not (item.section in apart[item.document.id] and is_among_others(item.section))
    )
    outside = left.only(lambda item: item.section not in apart[item.document.id])
    is_told = any(
        has_shape(question, item) and (not is_closing or CLOSED.search(item.text))
        for item in outside.candidates
    )
    return outside if is_told else left


def _is_within(question: Question, item: Candidate) -> bool:
    """Return whether what is asked for stands in a chapter that is called as the question calls
    its initiative, and nothing else: 'Pris' under 'Afløsning i hjemmet'."""
    named = {term for scope in question.scopes for term in scope.terms}
    return (
        bool(named)
        and any(_is_called(question, named, heading) for heading in item.section.around)
        and not is_among_others(item.section)
        and has_shape(question, item)
    )


def _is_called(question: Question, named: Set[str], heading: str) -> bool:
    asked = set(question.terms)
    own = [term for term in content_terms(heading) if term not in ASKING]
    return named <= set(stems(heading)) and all(_is_like(term, asked) for term in own)


def _may_be_of(named: Sequence[Section], item: Candidate) -> bool:
    """Return whether a candidate is in one of the parts named, in no part, or none is named."""
    return not named or item.section in named or not item.section.is_part


def _named(question: Question, page: Document) -> list[Section]:
    """Return the parts of a page that a question names best, none of a page without several."""
    stating = [section for section in page.sections if section.is_part]
    shares = [_share(question, section) for section in stating]
    most = max(shares, default=0.0)
    if len(stating) < _SEVERAL or most < _SHARE:
        return []
    return [one for one, share in zip(stating, shares, strict=True) if share == most]


def _share(question: Question, section: Section) -> float:
    """Return the share of the words of a part's heading that a question has, 0 to 1."""
    called = [
        term for term in dict.fromkeys(map(stem, words(section.heading))) if term not in EMPTY
    ]
    asked = set(stems(question.text))
    return sum(_is_like(term, asked) for term in called) / max(len(called), 1)


def _is_like(term: str, said: Set[str]) -> bool:
    return max((likeness(term, word) for word in said), default=0.0) >= _LIKE
