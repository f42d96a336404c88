"""What a reader must know beside an answer: that an initiative is over, or that its page is old."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from assistant import facts
from assistant.facts import Statement
from assistant.initiatives import has_parts
from corpus.types import Document, Field
from prompts.render import render

# What a part's period is of, before it: 'Projektet løber til og med 2019'.
_RUNS = re.compile(
    r"\b(?:projekt|initiativ|indsats|forsøg|ordning|program|pulje)\w*\b", re.IGNORECASE
)
OLD_YEARS = 3  # a page not updated for so long says when it was


def notes(statements: Sequence[Statement], today: date) -> list[Statement]:
    """Return what is not told yet of the one page that an answer is from.

    That its initiative is over; else, that the page was not updated for OLD_YEARS.
    """
    if len({item.document.id for item in statements}) != 1:
        return []
    found = _over(statements[0], today) or _old(statements[0].document, today)
    return [item for item in found if not any(_holds(other, item) for other in statements)]


def is_old(document: Document, today: date) -> bool:
    """Return whether a page says that it was not updated for OLD_YEARS."""
    dated = bool(facts.updated(document))
    return dated and facts.updated_day(document) <= today - timedelta(days=365 * OLD_YEARS)


def _over(statement: Statement, today: date) -> list[Statement]:
    """Return that what a statement is about is over, if it is."""
    field = _period(statement)
    if field is None or field.last is None or field.last >= today:
        return []
    text = render("over" if field.first else "over_until", period=field.value)
    return [Statement(text, statement.document, field.start, field.end)]


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


def _holds(statement: Statement, other: Statement) -> bool:
    return statement.start <= other.start and other.end <= statement.end
