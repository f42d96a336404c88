"""Whether one can still apply: a page's deadline, held against today."""

import re
from collections.abc import Iterator
from datetime import date

from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.question import Question
from assistant.rank import Candidate, all_sentences
from corpus.dates import find_date
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


def asks(text: str) -> bool:
    """Return whether a question asks if one can still apply."""
    return _ASKS.search(text) is not None


def deadline(question: Question, evidence: Evidence) -> list[Statement]:
    """Return the deadline of the initiative named, and whether it has passed where that is clear;
    before it what on its page has none. Nothing where the page states no deadline, or several."""
    pages = {scope.document for scope in question.scopes}
    said = [item for id in sorted(pages) for item in all_sentences(evidence.documents[id])]
    found = list(_dated(said))
    own = [
        one
        for one in found
        if any(s.holds(one[0].document.id, one[0].start) for s in question.scopes)
    ]
    found = own or found
    if len(found) != 1:
        return []
    item, days = found[0]
    always = [one for one in said if _ALWAYS.search(one.text)][:1]
    if always or len(days) > 1 or _is_unclear(question, item, said):
        told = {one.start: one for one in (*always, item)}.values()
        return [Statement(one.text, one.document, one.start, one.end) for one in told]
    phrase = "deadline_over" if days[0] < evidence.today else "deadline_ahead"
    text = render(phrase, sentence=item.text.rstrip("."))
    return [Statement(text, item.document, item.start, item.end)]


def _is_unclear(question: Question, item: Candidate, said: list[Candidate]) -> bool:
    """Return whether a deadline may have moved, or is of bodies that the question does not name."""
    if any(_MOVED.search(one.text) and _STATES.search(one.text) for one in said):
        return True
    return _BODIES.search(item.text) is not None and not _BODIES.search(question.text)


def _dated(said: list[Candidate]) -> Iterator[tuple[Candidate, list[date]]]:
    """Yield the sentences that state a deadline to apply, each with the days in it."""
    for item in said:
        if _STATES.search(item.text) and not _OTHER.search(item.text):
            days, start = list[date](), item.start
            while found := find_date(item.document.text, start, item.end):
                days.append(found[2])
                start = found[1]
            if days:
                yield item, days
