"""Statements made from a document's fields by fixed Danish phrases."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from corpus.parts import name_of
from corpus.text import sentences
from corpus.types import Document, Field, Section
from prompts.render import render

_ENDED = re.compile(
    r"\b(?:slut\w*|afslutte[nt]\w*|ophørt|overstået|overskredet|forbi|udløbe[nt]|løbet ud"
    r"|lukket)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\d{1,2}[.)] ")
_WHOLE = re.compile(
    r"\b(?:projekt|initiativ|indsats|partnerskab|program)(?:et|en)?\b|\bi (?:projekt)?perioden\b",
    re.IGNORECASE,
)
# After its period it goes on, in the same form or another.
_CONTINUES = re.compile(
    r"\b(?:viderefør\w*|gøres permanent\w*|gjort permanent\w*"
    r"|(?:indsats|projekt|initiativ|tilbud|ordning|pulje|bevilling|periode)\w* "
    r"(?:er |bliver |blev )?forlænget\b|fortsætter (?:efter|som|i drift|uændret)"
    r"|(?:besluttet|valgt) at fortsætte|fortsæt\w+ (?:\w+ ){0,2}(?:for|med) egne midler"
    r"|under navnet|lever videre|køre[rs]? videre)(?! ikke\b)",
    re.IGNORECASE,
)
_RUNNING = re.compile(r"\b(?:endnu|stadig\w*|fortsat|i gang|aktivt?|still)\b", re.IGNORECASE)
_DENIED = re.compile(r"\bat\b.*\bikke\b", re.IGNORECASE)  # 'Er det rigtigt, at den ikke kører?'
# What is asked of rules and guidelines: they are in force after the years in which they came.
_IN_FORCE = re.compile(
    r"\bgæld(?:er|ende)\b"
    r".*?(?:regl|retningslinj|lov(?:en|givning)?\b|vejledning|anbefaling|standard)",
    re.IGNORECASE,
)
_ASKS_NOT = re.compile(r"^(?:(?!\bat\b)[^,])*\bikke\b", re.IGNORECASE)  # 'Kører den ikke?' – 'Jo'


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the place in a document that it rests on.

    `text` is the document's own words at that place, or a fixed phrase around a field's value.
    `before` and `after` are what a table has around it: bars, and the heads of columns and rows.
    """

    text: str
    document: Document
    start: int
    end: int
    is_item: bool = False
    before: str = ""
    after: str = ""


def years_of(field: Field) -> frozenset[int]:
    """Return the years that a period covers; none where its ends are not stated."""
    if field.first is None or field.last is None:
        return frozenset()
    return frozenset(range(field.first.year, field.last.year + 1))


def updated(document: Document) -> list[Statement]:
    """Return when the page was last updated, or at least when it was published."""
    field = _first(document, "updated") or _first(document, "published")
    if field is None:
        return []
    template = "updated" if field.name == "updated" else "dated"
    return [_phrase(document, render(template, title=document.title, day=field.value), field)]


def introduced(statements: Sequence[Statement], part: str = "") -> list[Statement]:
    """Return the statements, the first with the title of its page, or of the part, before it."""
    first, *others = statements
    title = part or first.document.title
    told = _ITEM.sub("", " ".join(first.text.split()))
    if part and told.startswith(own := f"»{part}«, "):
        told = told[len(own)].upper() + told[len(own) + 1 :]
    text = render("relevant", title=title, sentence=told)
    return [replace(first, text=text, is_item=False), *others]


def titles(documents: Sequence[Document]) -> list[Statement]:
    """Return the titles of pages as a list, each where its page shows it."""
    found = [(item, item.text.find(item.title)) for item in documents]
    return [
        Statement(item.title, item, start, start + len(item.title), is_item=True)
        for item, start in found
        if start >= 0
    ]


def period(document: Document, field: Field) -> Statement:
    """Return the period in the document's own sentence, or in a phrase when it stands alone."""
    sentence = _sentence_around(document, field)
    if sentence is not None:
        return Statement(document.text[slice(*sentence)], document, *sentence)
    text = render("period", title=_name(document, field), period=field.value)
    return _phrase(document, text, field)


def running(document: Document, field: Field, today: date, question: str) -> Statement:
    """Return whether the period covers `today`, as yes or no to what the question asks."""
    is_over = field.last is not None and field.last < today
    is_ahead = field.first is not None and field.first > today
    reply = "Ja" if is_over == asks_for_end(question) and not is_ahead else "Nej"
    if reply == "Ja" and _ASKS_NOT.search(question):
        reply = "Jo"
    state = "ahead" if is_ahead else "over" if is_over else "now"
    sentence = _sentence_around(document, field)
    if sentence is not None:
        text = document.text[slice(*sentence)]
        if not _IN_FORCE.search(question):  # how long it was brought out says nothing of that
            text = render(f"quoted_{state}", reply=reply, sentence=text)
        return Statement(text, document, *sentence)
    name = _name(document, field)
    text = render(f"period_{state}", reply=reply, title=name, period=field.value)
    return _phrase(document, text, field)


def _name(document: Document, field: Field) -> str:
    """Return what a period is of: the page, or the part under whose heading a line states it."""
    there = (item for item in document.sections if item.start <= field.start < item.end)
    section = next(there, None)
    is_of_part = section is not None and section.label is None and section.heading
    return section.heading if section and is_of_part else document.title


def last_period(document: Document, section: Section | None) -> Field | None:
    """Return the period of a section, or of the whole page the one that ends last."""
    periods = [field for field in document.fields if field.name == "period" and field.last]
    if section is not None or len(periods) < 2:
        return period_field(document, section)
    return max(periods, key=lambda field: field.last or date.min)


def continued(document: Document, period: Field) -> list[Statement]:
    """Return the sentences that say that it goes on after a period, as what it was or another.

    Where a page states several periods, only those beside this one.
    """
    is_one = sum(field.name == "period" for field in document.fields) == 1
    spans = [
        span
        for section in document.sections
        if is_one or section.start <= period.start < section.end
        for block in section.blocks
        if block.kind == "paragraph"
        for span in sentences(document.text, block.start, block.end)
    ]
    return [
        Statement(document.text[start:end], document, start, end)
        for start, end in spans
        if goes_on(document.text[start:end])
    ]


def goes_on(text: str) -> bool:
    """Return whether a sentence says that something goes on after its period."""
    return _CONTINUES.search(text) is not None


def asks_for_end(question: str) -> bool:
    """Return whether a question asks if something is over, as against whether it runs."""
    is_end = _ENDED.search(question) is not None and not _RUNNING.search(question)
    return is_end != (_DENIED.search(question) is not None)


def period_field(document: Document, section: Section | None = None) -> Field | None:
    """Return the period that a section states, else the one of the whole document, else None."""
    periods = [field for field in document.fields if field.name == "period"]
    for field in periods:
        if section is not None and section.start <= field.start < section.end:
            return field
    labelled = [item for item in document.sections if item.label == "period"]
    for field in periods:
        if any(item.start <= field.start < item.end for item in labelled):
            return field
    return periods[0] if len(periods) == 1 and _is_of_page(document, periods[0]) else None


def _is_of_page(document: Document, field: Field) -> bool:
    """Return whether a period is the page's own, and not of a part that it also tells of.

    That a scheme or a trial ran, under a heading of its own, is told of that.
    """
    there = (item for item in document.sections if item.start <= field.start < item.end)
    section = next(there, None)
    if section is None or section.label is not None or not section.heading:
        return True
    sentence = _sentence_around(document, field)
    subject = document.text[sentence[0] : field.start] if sentence else ""
    name = document.title.split(" – ")[0].split(" - ")[0].split(":")[0]
    return bool(_WHOLE.search(subject)) or subject.startswith(name)


def updated_day(document: Document) -> date:
    """Return the day on which the page was updated or published; else the first of all days."""
    field = _first(document, "updated") or _first(document, "published")
    return field.last if field and field.last else date.min


def newest_day(document: Document) -> date:
    """Return the last day that the document's fields name; the first of all days when none do."""
    days = [field.last for field in document.fields if field.last is not None]
    return max(days, default=date.min)


def _phrase(document: Document, text: str, field: Field) -> Statement:
    return Statement(text, document, field.start, field.end)


def _first(document: Document, name: str) -> Field | None:
    return next((field for field in document.fields if field.name == name), None)


def _sentence_around(document: Document, field: Field) -> tuple[int, int] | None:
    """Return the sentence that holds the field, or None when the field stands alone on its line."""
    for section in document.sections:
        for block in section.blocks:
            for start, end in sentences(document.text, block.start, block.end):
                if start <= field.start and field.end <= end:
                    is_prose = document.text[start:end].endswith((".", "!", "?"))
                    is_field = section.is_part and name_of(document.text, block)
                    return (start, end) if is_prose and not is_field else None
    return None
