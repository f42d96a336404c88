"""Whether one can still apply: a page's deadline, held against today."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.designation import Part, parts_asked, parts_in
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.other import COVERED
from assistant.question import Question
from assistant.rank import Candidate, all_sentences, cover, in_scope
from corpus.dates import find_date
from index.danish import stems
from prompts.render import render

_APPLY = r"(?:søge|ansøge|tilmelde|melde)"
_ASKS = re.compile(
    rf"\b(?:stadig(?:væk)?|endnu|fortsat)\b.{{0,30}}\b{_APPLY}\b"
    rf"|\bnår? (?:\w+ ){{0,3}}at {_APPLY}\b"
    r"|\båbent? for (?:\w+ ){0,2}(?:ansøgning|tilmelding)"
    rf"|\bfor sent at {_APPLY}\b|\bfrist\w*\b.{{0,40}}\b(?:overskredet|udløbet|gået|forbi|ovre)\b",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:ansøgnings|tilmeldings)?frist(?:en)?\b|\b(?:søges?|ansøg\w*|tilmeld\w*|melde)\b.*\bsenest\b"
    r"|\b(?:optag|optages|søges?|tilmeld\w*|melde)\b.{0,20}\b(?:frem til|til og med|indtil) ",
    re.IGNORECASE,
)
# A deadline of something else than to apply, one that may have moved, and one of bodies.
_OTHER = re.compile(r"\b(?:klage|regnskab|rapport|svar|betal|afmeld|afbud)", re.IGNORECASE)
_MOVED = re.compile(r"\b(?:forlæng|udskud|udskyd|udsat|genåb)\w*", re.IGNORECASE)
_BODIES = re.compile(
    r"\b(?:kommune|region|forening|organisation|institution|virksomhed|skole|projekt|klub|partner)"
    r"(?:er|re|rne|erne|r)?\b",
    re.IGNORECASE,
)
# What has none.
_JOIN = r"(?:søges?|ansøg\w*|tilmeld\w*|melde|begynde|starte|komme|deltage|være med|opta\w+)"
_EVER = r"(?:hele året|løbende|året rundt|når som helst)"
_ALWAYS = re.compile(
    rf"\b{_JOIN}\b.{{0,40}}\b{_EVER}\b|\b{_EVER}\b.{{0,20}}\b{_JOIN}\b", re.IGNORECASE
)
# What it was before it was moved.
_FORMER = re.compile(r"\((?:tidligere|før|oprindeligt?)\b[^()]*\)", re.IGNORECASE)
_NO_PARTS = frozenset(stems("uge klasse sal etage kapitel bilag"))
_MOST = 4  # deadlines of one page that are told

Dated = tuple[Candidate, list[date]]
"""A sentence that states a deadline, and the days in it."""


def asks(text: str) -> bool:
    """Return whether a question asks if one can still apply."""
    return _ASKS.search(text) is not None


def deadline(question: Question, evidence: Evidence) -> list[Statement]:
    """Return the deadline of the initiative named, and whether it has passed where that is clear;
    before it what on its page has none. Nothing where the page states no deadline.

    Of several it is the one of the part that is named, or that has most of what is asked about; all
    where none has more than another.
    """
    pages = {scope.document for scope in question.scopes}
    said = [item for id in sorted(pages) for item in all_sentences(evidence.documents[id])]
    found = _meant(question, list(_dated(said)))
    own = [one for one in found if in_scope(question, one[0])]
    found = own or found
    if len(found) > _MOST or len({item.document.id for item, _ in found}) > 1:
        return []
    always = [one for one in said if _ALWAYS.search(one.text)][:1] if found else []
    told = {one.start: _quoted(one) for one in always}
    for item, days in found:
        is_clear = not always and len(days) == 1 and not _is_unclear(question, item, said)
        is_over = days[0] < evidence.today
        told[item.start] = _held(item, is_over=is_over) if is_clear else _quoted(item)
    return list(told.values())


def is_of_no_part(question: Question, evidence: Evidence) -> bool:
    """Return whether a part is named that the initiative has not, though it has others of its sort:
    what is said of all of it does not say that one can apply to 'del C'."""
    parts = _parts(question)
    said = {
        part for one in question.scopes for part in parts_in(evidence.documents[one.document].text)
    }
    sorts = {sort for sort, _ in said}
    return any(part not in said and part[0] in sorts for part in parts)


def _parts(question: Question) -> frozenset[Part]:
    """Return the parts that are named, and not when or where somebody is: in a week one may apply,
    and a form at school or a floor is no part to apply to."""
    return frozenset(part for part in parts_asked(question.text) if part[0] not in _NO_PARTS)


def _meant(question: Question, found: list[Dated]) -> list[Dated]:
    """Return the deadlines of the part that is named, or of no part where it has none; of these
    those that have most of what is asked about."""
    if parts := _parts(question):
        named = [parts_in(f"{item.section.about} {item.text}") for item, _ in found]
        own = [one for one, said in zip(found, named, strict=True) if parts & said]
        sorts = {sort for sort, _ in parts}
        others = (
            one for one, said in zip(found, named, strict=True) if sorts.isdisjoint(dict(said))
        )
        found = own or list(others)
    shared = [
        sum(cover(question, term, item.text) >= COVERED for term in question.rest)
        for item, _ in found
    ]
    most = max(shared, default=0)
    return [one for one, count in zip(found, shared, strict=True) if count == most]


def _quoted(item: Candidate) -> Statement:
    return Statement(item.text, item.document, item.start, item.end)


def _held(item: Candidate, *, is_over: bool) -> Statement:
    """Return a deadline with whether it has passed."""
    phrase = "deadline_over" if is_over else "deadline_ahead"
    text = render(phrase, sentence=item.text.rstrip("."))
    return Statement(text, item.document, item.start, item.end)


def _is_unclear(question: Question, item: Candidate, said: list[Candidate]) -> bool:
    """Return whether a deadline may have moved, or is of bodies that the question does not name."""
    if any(_MOVED.search(one.text) and _STATES.search(one.text) for one in said):
        return True
    return _BODIES.search(item.text) is not None and not _BODIES.search(question.text)


def _dated(said: list[Candidate]) -> Iterator[Dated]:
    """Yield the sentences that state a deadline to apply, each with the days in it, but those that
    it was before it was moved."""
    for item in said:
        if _STATES.search(item.text) and not _OTHER.search(item.text):
            text = _FORMER.sub(lambda match: " " * len(match[0]), item.text)
            days, start = list[date](), 0
            while found := find_date(text, start, len(text)):
                days.append(found[2])
                start = found[1]
            if days:
                yield item, days
