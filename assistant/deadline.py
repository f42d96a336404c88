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
    rf"|\bfor sent at {_APPLY}\b|\bfrist\w*\b.{{0,40}}\b(?:overskredet|udløbet|gået|forbi|ovre)\b",
    re.IGNORECASE,
)
_STATES = re.compile(
    r"\b(?:ansøgnings|tilmeldings)?frist(?:en)?\b|\b(?:søges?|ansøg\w*|tilmeld\w*|melde)\b.*\bsenest\b",
    re.IGNORECASE,
)
# A deadline of something else than to apply, and what has none.
_OTHER = re.compile(r"\b(?:klage|regnskab|rapport|svar|betal|afmeld|afbud)", re.IGNORECASE)
_ALWAYS = re.compile(r"\bsøges? (?:hele året|løbende|året rundt|når som helst)\b", re.IGNORECASE)


def asks(text: str) -> bool:
    """Return whether a question asks if one can still apply."""
    return _ASKS.search(text) is not None


def deadline(question: Question, evidence: Evidence) -> list[Statement]:
    """Return the deadline of the initiative named, and whether it has passed; then what on its page
    has none. Nothing where the page states none, or several."""
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
    item, day = found[0]
    phrase = "deadline_over" if day < evidence.today else "deadline_ahead"
    text = render(phrase, sentence=item.text.rstrip("."))
    always = (one for one in said if _ALWAYS.search(one.text))
    return [
        Statement(text, item.document, item.start, item.end),
        *(Statement(one.text, one.document, one.start, one.end) for one in list(always)[:1]),
    ]


def _dated(said: list[Candidate]) -> Iterator[tuple[Candidate, date]]:
    """Yield the sentences that state a deadline to apply, each with its day."""
    for item in said:
        if _STATES.search(item.text) and not _OTHER.search(item.text):
            found = find_date(item.document.text, item.start, item.end)
            if found is not None:
                yield item, found[2]
