"""What a reader must know beside an answer: an initiative is over, or its page is old or gone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant import facts
from assistant.facts import Statement
from assistant.freshness import warning
from assistant.initiatives import has_parts
from corpus.types import Document, Field
from prompts.render import render

# What a part's period is of, before it: 'Projektet løber til og med 2019'.
_RUNS = re.compile(
    r"\b(?:projekt|initiativ|indsats|forsøg|ordning|program|pulje)\w*\b|\bperioden?: *$",
    re.IGNORECASE,
)
_UNTIL = ("til", "frem", "indtil")  # else the value begins with a verb: 'lukkede 31. maj 2015'
_WARNINGS = 3  # pages; each source shows the same of itself
OLD_YEARS = 3  # a page not updated for so long says when it was


def notes(statements: Sequence[Statement], today: date) -> list[Statement]:
    """Return what is not told yet of the pages that an answer is from.

    Where it is from one: that its initiative is over; else, that the page was not updated for
    OLD_YEARS. Of each: that its source has it no more, or cannot be asked.
    """
    found: list[Statement] = []
    if len({item.document.id for item in statements}) == 1:
        found = _over(statements[0], today) or _old(statements[0].document, today)
    found = [item for item in found if not any(_holds(other, item) for other in statements)]
    return found + _not_fresh(statements, today)


def is_over(statement: Statement, today: date) -> bool:
    """Return whether the initiative that a statement is about is over."""
    return bool(_over(statement, today))


def is_old(document: Document, today: date) -> bool:
    """Return whether a page says that it was not updated for OLD_YEARS."""
    dated = bool(facts.updated(document))
    return dated and facts.updated_day(document) <= today - timedelta(days=365 * OLD_YEARS)


def _over(statement: Statement, today: date) -> list[Statement]:
    """Return that what a statement is about is over, if it is, and what goes on in its place."""
    field = _period(statement)
    if field is None or field.last is None or field.last >= today:
        return []
    text = render(_phrase(field), period=field.value)
    ended = Statement(text, statement.document, field.start, field.end)
    return [ended, *facts.continued(statement.document, field)[:1]]


def _phrase(field: Field) -> str:
    if field.first:
        return "over"
    return "over_until" if field.value.lower().startswith(_UNTIL) else "over_ended"


def _period(statement: Statement) -> Field | None:
    """Return the period of the page; where it describes several initiatives, only of the part."""
    document = statement.document
    section = next((s for s in document.sections if s.start <= statement.start < s.end), None)
    field = facts.period_field(document, section)
    if field is None or not has_parts(document):
        return field
    is_own = section is not None and section.start <= field.start < section.end
    line = document.text[document.text.rfind("\n", 0, field.start) + 1 : field.start]
    return field if is_own and _RUNS.search(re.split(r"[.!?]\s", line)[-1]) else None


def _old(document: Document, today: date) -> list[Statement]:
    if not is_old(document, today):
        return []
    return [
        replace(item, text=render("old", day=document.text[item.start : item.end]))
        for item in facts.updated(document)
    ]


def _not_fresh(statements: Sequence[Statement], today: date) -> list[Statement]:
    """Return the warnings of pages, each at the place that the page is first quoted from."""
    first = {item.document.id: item for item in reversed(statements)}
    pages = dict.fromkeys(item.document.id for item in statements)
    found = [(first[id], warning(first[id].document, today)) for id in pages]
    told = [Statement(text, one.document, one.start, one.end) for one, text in found if text]
    return told[:_WARNINGS]


def _holds(statement: Statement, other: Statement) -> bool:
    return statement.start <= other.start and other.end <= statement.end
