"""How fresh a document is, and where in it a quote stands: for citations, notes and lists."""

from bisect import bisect_right
from datetime import UTC, date, datetime
from typing import Any

from assistant.types import Citation
from corpus.types import Document
from prompts.render import render

STALE_DAYS = 30  # a source that could not be asked for so long is said to be old; a choice
_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()
)
_PAGE, _FETCHED, _GONE = (
    "Side {}", "Hentet {}", "Findes ikke længere hos kilden (siden {})"
)  # fmt: skip
_TIMES = {"fetched": "hentet", "changed": "ændret", "gone": "væk siden", "failed": "fejlet siden"}


def provenance(document: Document, start: int) -> dict[str, Any]:
    """Return the fields of a citation that say which page it is on and how fresh that is.

    `page` counts from 1; `fetched` and `gone` are ISO dates. Each is None where it is not known.
    """
    origin = document.origin
    return {
        "page": bisect_right(document.pages, start) or None,
        "fetched": _iso(origin.fetched) if origin else None,
        "gone": _iso(origin.gone) if origin else None,
    }


def told(citation: Citation) -> str:
    """Return in Danish the page, and how fresh the document is, '' where nothing is known."""
    parts = [
        _PAGE.format(citation.page) if citation.page else "",
        _FETCHED.format(day(date.fromisoformat(citation.fetched))) if citation.fetched else "",
        _GONE.format(day(date.fromisoformat(citation.gone))) if citation.gone else "",
    ]
    return " · ".join(filter(None, parts))


def warning(document: Document, today: date) -> str:
    """Return in Danish that a document is gone, or was not fetched for STALE_DAYS, '' if neither.

    The day told is that of the copy that is answered from.
    """
    origin = document.origin
    if origin is None or not (origin.gone or origin.failed):
        return ""
    asked = origin.fetched or origin.changed or origin.gone or origin.failed
    if asked is None:
        return ""
    seen = asked.astimezone(UTC).date()
    if origin.gone:
        return render("gone", title=document.title, day=day(seen))
    is_stale = (today - seen).days > STALE_DAYS
    return render("stale", title=document.title, day=day(seen)) if is_stale else ""


def lines(document: Document) -> list[str]:
    """Return in Danish where a document came from, for a list in a terminal."""
    origin = document.origin
    if origin is None:
        return []
    found = [f"kilde: {origin.url or origin.name}"]
    if origin.reader:
        found.append(f"læst som: {origin.reader}")
    times = {name: getattr(origin, name) for name in _TIMES}
    return found + [f"{_TIMES[name]}: {day(value)}" for name, value in times.items() if value]


def as_object(document: Document) -> dict[str, Any] | None:
    """Return the same for JSON, times in ISO 8601; None when a document has no origin."""
    origin = document.origin
    if origin is None:
        return None
    times = {name: getattr(origin, name) for name in _TIMES}
    return {
        "name": origin.name,
        "url": origin.url,
        "sha256": origin.sha256,
        "reader": origin.reader,
        **{name: value and value.isoformat() for name, value in times.items()},
    }


def day(moment: date) -> str:
    """Return a day as it is written in Danish: '3. maj 2024'."""
    when = moment.astimezone(UTC).date() if isinstance(moment, datetime) else moment
    return f"{when.day}. {_MONTHS[when.month - 1]} {when.year}"


def _iso(moment: datetime | None) -> str | None:
    return moment.astimezone(UTC).date().isoformat() if moment else None
