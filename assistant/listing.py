"""What is found and what there is, as JSON and as Danish text for a terminal."""

from collections.abc import Mapping
from dataclasses import asdict
from textwrap import fill
from typing import Any

from assistant import freshness
from assistant.types import Found, Initiative, Match, State, Why
from corpus.types import Document, Field

_COLUMNS = 96
_INDENT = "   "
_ABOUT, _WHO, _WHAT, _WHEN, _WHERE, _CONTACT, _WHY, _SOURCES = (
    "Om", "For hvem", "Hvad", "Hvornår", "Hvor", "Kontakt", "Passer, fordi", "Kilder",
)  # fmt: skip
_PART = "{part} (en del af »{title}«)"
_STATES: Mapping[State, str] = {
    "now": "er i gang",
    "over": "er slut",
    "ahead": "er ikke begyndt endnu",
    "unknown": "det siger siden ikke",
}
_SAME, _PAIR = "»{said}«", "»{said}« (siden: »{written}«)"
_NO_HEADING = "indledningen"


def as_text(found: Found) -> str:
    """Return what is said of the initiatives, and then each of them with its sources."""
    parts = [found.notice] if found.notice else []
    parts.append(fill(found.text, _COLUMNS))
    parts += [_match(number, match) for number, match in enumerate(found.matches, 1)]
    return "\n\n".join(parts)


def as_object(found: Found) -> dict[str, Any]:
    """Return the same with the names of the fields; each initiative is one flat object."""
    matches = [
        {**asdict(match.initiative), "why": [asdict(why) for why in match.why],
         "score": match.score}
        for match in found.matches
    ]  # fmt: skip
    return {
        "situation": found.situation,
        "matches": matches,
        "text": found.text,
        "notice": found.notice,
    }


def document(document: Document, with_text: bool = False) -> dict[str, Any]:
    """Return a document for JSON; its text is what the offsets of citations refer to."""
    return {
        "id": document.id,
        "title": document.title,
        **({"text": document.text} if with_text else {}),
        "url": document.url,
        "topics": document.topics,
        "breadcrumb": document.breadcrumb,
        "fields": [_field(field) for field in document.fields],
        "origin": freshness.as_object(document),
    }


def _field(field: Field) -> dict[str, object]:
    days = {"first": field.first, "last": field.last}
    dated = {key: day.isoformat() for key, day in days.items() if day is not None}
    return {
        "name": field.name,
        "value": field.value,
        "start": field.start,
        "end": field.end,
        **dated,
    }


def name(initiative: Initiative) -> str:
    """Return what an initiative is called: its page's title, or its own name and that."""
    if not initiative.part:
        return initiative.title
    return _PART.format(part=initiative.part, title=initiative.title)


def _match(number: int, match: Match) -> str:
    initiative = match.initiative
    told = (
        {_ABOUT: initiative.target}
        if initiative.target == initiative.offer
        else {_WHO: initiative.target, _WHAT: initiative.offer}
    )
    lines = [fill(f"{number}. {name(initiative)}", _COLUMNS, subsequent_indent=_INDENT)]
    lines += [_line(label, _cited(initiative, value)) for label, value in told.items() if value]
    state = _STATES[initiative.state]
    period = _cited(initiative, initiative.period)
    lines.append(_line(_WHEN, f"{period} – {state}" if period else state))
    for label, value in ((_WHERE, initiative.place), (_CONTACT, initiative.contact)):
        lines += [_line(label, _cited(initiative, value))] if value else []
    pairs = [_pair(why) for why in match.why]
    lines += [_line(_WHY, ", ".join(pairs)), _line(_SOURCES, _sources(initiative))]
    return "\n".join(lines)


def _cited(initiative: Initiative, value: str) -> str:
    """Return a value on one line with the number of its citation; a contact's lines get commas."""
    separator = ", " if value == initiative.contact else " "
    plain = separator.join(
        " ".join(line.split()).strip(",") for line in value.split("\n") if line.strip()
    )
    numbers = [f"[{item.number}]" for item in initiative.citations if item.quote == value]
    return " ".join(filter(None, [plain, *numbers[:1]]))


def _sources(initiative: Initiative) -> str:
    """Return the document, and the sections that it is quoted from with their numbers."""
    numbers: dict[str, str] = {}
    for item in initiative.citations:
        section = item.section or _NO_HEADING
        numbers[section] = numbers.get(section, "") + f"[{item.number}]"
    places = [f"{some} {section}" for section, some in numbers.items()]
    return f"{initiative.document}: {', '.join(places)}"


def _pair(why: Why) -> str:
    form = _SAME if why.said == why.written else _PAIR
    return form.format(said=why.said, written=why.written)


def _line(label: str, text: str) -> str:
    indent = _INDENT + " " * (len(label) + 2)
    return fill(f"{label}: {text}", _COLUMNS, initial_indent=_INDENT, subsequent_indent=indent)
