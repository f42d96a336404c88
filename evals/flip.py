"""'Still running?' asked on the other side of the end of the period."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Literal

from corpus.dates import Period, find_period
from corpus.types import Document
from evals.questions import place
from evals.types import Question

State = Literal["over", "running", ""]
_YES, _NO = "ja", "nej"  # ids of the nuggets that say what the reply is
_DAYS = 400  # at most so long after the end, or before it
_QUOTED = re.compile(r"»[^«]*«|”[^”]*”")
_REPLY = re.compile(r"^\W*(ja|nej)\b", re.IGNORECASE)
_OVER = re.compile(
    r"\b(?:afslutte[dt]\w*|sluttede|slut\b|ophør\w*|ikke længere|udløb\w*|overstået|er forbi"
    r"|løbet ud)",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"\b(?:i gang|stadig\w*|fortsat|kører|løber|er aktiv\w*|endnu)\b", re.IGNORECASE
)
_AHEAD = re.compile(r"\bikke begyndt\b", re.IGNORECASE)


def flipped(
    question: Question, documents: Mapping[str, Document], seed: int
) -> tuple[Question, State, str] | None:
    """Return the question asked across the period's end, the state then, and the reply then.

    None when its evidence states no period or it has no day; no reply ('') when it asks for none.
    """
    period = _period(question, documents)
    if period is None or question.as_of is None:
        return None
    state: State
    random = Random(f"{seed} as_of {question.id}")
    if question.as_of <= period.last:
        day, state = period.last + timedelta(days=random.randint(1, _DAYS)), "over"
    else:
        earliest = period.first or date.min
        latest = (period.last - earliest).days
        day, state = period.last - timedelta(days=random.randint(0, min(_DAYS, latest))), "running"
    said = {nugget.id for nugget in question.nuggets} & {_YES, _NO}
    reply = {frozenset({_YES}): _NO, frozenset({_NO}): _YES}.get(frozenset(said), "")
    nuggets = tuple(nugget for nugget in question.nuggets if nugget.id not in (_YES, _NO))
    moved = question.model_copy(update={"as_of": day, "nuggets": nuggets, "forbidden": ()})
    return moved, state, reply


def agrees(text: str, state: State, reply: str) -> bool:
    """Return whether an answer says the state, and no other reply than the one that is right.

    Words that it quotes count neither way.
    """
    said = reply_of(text)
    return state_of(text) == state and (not reply or said in ("", reply))


def reply_of(text: str) -> str:
    """Return the 'ja' or 'nej' that an answer begins with, else ''."""
    match = _REPLY.match(text)
    return match[1].lower() if match else ""


def state_of(text: str) -> State:
    """Return whether an answer says that a period is over or running, outside what it quotes."""
    own = _QUOTED.sub("", text)
    if _OVER.search(own):
        return "over"
    return "running" if _RUNNING.search(own) and not _AHEAD.search(own) else ""


def _period(question: Question, documents: Mapping[str, Document]) -> Period | None:
    for group in question.evidence:
        for quote in group:
            for span in place(quote, documents):
                found = find_period(documents[span.document].text, span.start, span.end)
                if found is not None:
                    return found
    return None
