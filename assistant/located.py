"""An initiative that a question names by where it is or by what it alone has, or by going on."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant import bound
from assistant.behind import behind
from assistant.elsewhere import is_from_elsewhere
from assistant.evidence import Evidence
from assistant.municipalities import lives_in, places
from assistant.other import COVERED
from assistant.question import Question
from assistant.rank import cover
from assistant.scopes import Scope
from assistant.whose import is_elsewhere, only_place, placed
from assistant.words import ANYBODY, RELATING, bodies, first_part
from corpus.types import Document
from index.danish import likeness, stems

# What is one for a whole initiative: where it is says which one, whatever is asked.
_WHOLE = ("contact", "telephone", "email", "period", "running", "updated")
# After these a place says which initiative, and not of what part of it something is asked.
_WHERE = re.compile(
    r"(?:projekt|indsats|initiativ|tilbud|hjælp|ordning|forløb|sted|behandling)\w* (?:\w+ ){0,2}"
    r"(?:i|på|fra|ved|nær) (\w+)",
    re.IGNORECASE,
)
_LIVES = re.compile(r"\b(?:bor?|bosat|bopæl|fra)\b", re.IGNORECASE)
_BESIDE = re.compile(r"\(([^()]+)\)$")
_OF_WHOLE = re.compile(
    r"(?:fakta|kort|lidt|mere|praktisk\w*|information)?\s?\bom\b|fakta|bag\b|velkommen",
    re.IGNORECASE,
)
# A day that a page does not name may be one when it is not so.
_DAY = re.compile(r"(?:man|tirs|ons|tors|fre|loer|soen)dag")
OFTEN = 3  # times that a page says the name of what it is about
_SEVERAL = 3  # municipalities together say which initiative, whatever is asked
_LEAST = 0.4  # share of what else is asked about that the page has, for it to be the one meant


def located(question: Question, evidence: Evidence) -> Question:
    """Return a question of the initiative that is where it says, without the place of its page."""
    question = _there(question, evidence.documents)
    return placed(_located(question, evidence), evidence.documents)


def _there(question: Question, documents: Mapping[str, Document]) -> Question:
    """Return a question without the pages of other municipalities than the one that it names.

    Unless it calls them by a proper name, or asks whether those who live elsewhere may come.
    """
    kept = tuple(
        scope
        for scope in question.scopes
        for page in [documents[scope.document]]
        if scope.is_proper
        or not scope.terms.isdisjoint(question.names)
        or not is_elsewhere(question, page)
        or (_LIVES.search(question.text) and is_from_elsewhere(question.text, page.text))
    )
    if len(kept) == len(question.scopes) or question.is_fitted:
        return question
    own = {term for scope in kept for term in scope.terms}
    rest = tuple(term for term in question.subject if term not in own)
    return replace(question, scopes=kept, rest=rest)


def _located(question: Question, evidence: Evidence) -> Question:
    """Return a question as one of the initiative that is where it says, if that is one alone.

    So it is with the one that alone has the board or group asked about, or alone speaks of what is
    named. Pages of one title are about one initiative. The version that is named, and that its page
    tells of, says of which part it is asked, and is nothing else that is.
    """
    question = bound.without_version(behind(question, evidence), evidence.documents)
    named = _places(question) or frozenset(() if question.scopes else bodies(question.terms))
    if not named and not question.scopes and _is_of_one(question):
        named = _spoken_of(question, evidence)
    if not named or question.is_overview:
        return question
    if question.scopes:
        if question.kind_name == "period" and _is_of_part(question, named, evidence.documents):
            return question
        return _with(question, question.scopes, named, evidence.documents)
    pages = {hit.passage.document for hit in evidence.hits}
    there = [
        evidence.documents[id] for id in sorted(pages) if named <= _said(evidence.documents[id])
    ]
    if len({page.title for page in there}) != 1 or question.kind is None:
        return question
    if _share(question, there[0], named) < _LEAST:
        return question
    scopes = tuple(Scope(page.id, page.title, 0, len(page.text), is_page=True) for page in there)
    return _with(question, scopes, named, evidence.documents)


def _is_of_part(
    question: Question, named: frozenset[str], documents: Mapping[str, Document]
) -> bool:
    """Return whether it asks when one of the places of an initiative begins: 'hvornår starter
    Viborg?', and not 'hvornår starter X i Viborg?'."""
    if lives_in(question.text):
        return False
    return not any(named <= only_place(documents[scope.document]) for scope in question.scopes)


def _is_of_one(question: Question) -> bool:
    """Return whether it asks for what stands in a section of its own on an initiative's page."""
    kind = question.kind
    return kind is not None and bool(kind.labels) and kind.name not in ("role", "person", "period")


def _spoken_of(question: Question, evidence: Evidence) -> frozenset[str]:
    """Return the names of a question that are of few pages, one of which speaks of them often."""
    pages = {hit.passage.document for hit in evidence.hits}
    counts = [Counter(stems(evidence.documents[id].text)) for id in sorted(pages)]
    named = (question.names - places()) or _of_one(question, counts)
    most = max((min((count[name] for name in named), default=0) for count in counts), default=0)
    return named if most >= OFTEN else frozenset()


def _of_one(question: Question, counts: list[Counter[str]]) -> frozenset[str]:
    """Return all that is asked about, where it is one thing that one page alone speaks of."""
    is_one = len(question.rest) == 1 and sum(question.rest[0] in said for said in counts) == 1
    return frozenset(question.rest if is_one and question.rest[0].isalpha() else ())


def named(scopes: Sequence[Scope], text: str) -> bool:
    """Return whether some are named by more than the place that somebody tells of."""
    lived = {term for name in lives_in(text) for term in stems(name)}
    return any(scope.terms - lived for scope in scopes)


def is_clearly_named(question: Question) -> bool:
    """Return whether it names an initiative by a proper name, or by two words beside the place.

    A word of a page's title that is written as a name is one: 'jeg er 19 og vil gerne i Afsættet';
    so is what a question gets that goes on: the whole title, or a name in brackets.
    """
    lived = {term for name in lives_in(question.text) for term in stems(name)}
    written = question.names - lived - places()
    if beside := _BESIDE.search(question.text):
        written |= set(stems(beside[1])) - lived - places()
    return any(
        scope.is_proper
        or len(scope.terms - lived) > 1
        or (scope.is_page and not written.isdisjoint(scope.terms))
        or (" " in scope.name and scope.name in question.text)
        for scope in question.scopes
    )


def widened(question: Question, documents: Mapping[str, Document]) -> Question:
    """Return a question of a part of a page as one of the page, where the part is no initiative.

    A heading that says what its page is called is none, and neither is 'Fakta om Kajen' where the
    page tells of Kajen from its beginning.
    """
    scopes = tuple(_whole(scope, documents[scope.document]) for scope in question.scopes)
    return replace(question, scopes=scopes) if scopes != question.scopes else question


def _whole(scope: Scope, page: Document) -> Scope:
    is_page = scope.terms and scope.terms <= set(stems(page.title))
    if _OF_WHOLE.match(scope.name) and page.sections:
        first = page.sections[0]
        begun = set(stems(page.text[first.start : first.end]))
        is_page = is_page or (scope.start > first.start and scope.terms <= begun)
    if scope.is_page or not is_page:
        return scope
    return replace(scope, name=page.title, start=0, end=len(page.text), is_page=True)


def known(question: Question, documents: Mapping[str, Document]) -> float:
    """Return the share of what else a question asks about that the page of its initiative knows
    of, 0 to 1; it is given as asked of the initiative that was spoken of before it."""
    pages = [documents[scope.document] for scope in question.scopes]
    return max((_share(question, page, frozenset()) for page in pages), default=0.0)


def is_of_another(
    question: Question, pages: Sequence[Document], documents: Mapping[str, Document]
) -> bool:
    """Return whether what some pages say is of another initiative than the question, which is given
    as asked of the one spoken of before it: its page has a word asked about that they lack, or they
    are of another municipality, which it does not name."""
    own = [documents[scope.document] for scope in question.scopes]
    if not own or any(page.id == one.id for page in pages for one in own):
        return False
    here, there = (frozenset[str]().union(*map(only_place, some)) for some in (own, pages))
    if here and there and here.isdisjoint(there) and question.names.isdisjoint(there):
        return True
    said, known = (frozenset(stems(" ".join(one.text for one in some))) for some in (pages, own))
    rest = (term for term in question.rest if term not in RELATING | ANYBODY and term.isalpha())
    return any(_has(known, term) and not _has(said, term) for term in rest)


def _has(words: frozenset[str], term: str) -> bool:
    """Return whether a term, or a word like it, is one of some words: no other one for it."""
    return any(likeness(term, word) >= COVERED for word in words)


def _places(question: Question) -> frozenset[str]:
    """Return the stems of the municipalities by which the question says which initiative."""
    lived = {term for name in lives_in(question.text) for term in stems(name)}
    named = (question.names & places()) | (lived & frozenset(question.terms))
    if question.kind_name in _WHOLE or len(named) >= _SEVERAL:
        return named
    return named & {term for match in _WHERE.finditer(question.text) for term in stems(match[1])}


def _share(question: Question, page: Document, named: frozenset[str]) -> float:
    """Return the share of what else the question is about that a page knows of, 0 to 1.

    1 where it only asks for a kind of thing, 0 where it asks for nothing.
    """
    said_of = named | RELATING | ANYBODY
    rest = [
        term
        for term in question.rest
        if term not in said_of and not term.isdigit() and not _DAY.fullmatch(term)
    ]
    if not rest:
        return float(question.kind is not None)
    return sum(cover(question, term, page.text) >= COVERED for term in rest) / len(rest)


def _with(
    question: Question,
    scopes: tuple[Scope, ...],
    named: frozenset[str],
    documents: Mapping[str, Document],
) -> Question:
    """Return a question with the places among the words that name its initiatives."""
    known = [named & _said(documents[scope.document]) for scope in scopes]
    own = frozenset[str]().union(*known)
    return replace(
        question,
        scopes=tuple(
            replace(scope, terms=scope.terms | here)
            for scope, here in zip(scopes, known, strict=True)
        ),
        rest=tuple(term for term in question.rest if term not in own and not first_part(term)),
    )


def _said(page: Document) -> frozenset[str]:
    return frozenset(stems(page.text))
