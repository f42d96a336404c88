"""What a page, or a part of it, states about an initiative; each thing by its place in the text."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from assistant.facts import contacts, period_field
from assistant.guard import is_instruction
from assistant.municipalities import municipalities
from assistant.people import names_people
from assistant.types import State
from assistant.words import EMPTY
from corpus.dates import find_period
from corpus.text import sentences
from corpus.types import Document, Label, Section
from index.danish import stem

Span = tuple[int, int]

_WORDS = 45  # of a field: what one reads at a glance; a longer first sentence stays whole
_FIRST = 3  # sentences in which a page says what it is about
_FOR = re.compile(
    r"\b(?:rette[rt]? sig|rettet|målrettet|målgruppen er|henvender sig|gælder|er for|hjælpe\w*"
    r"|tilbud til|besøger|for borgere|for mennesker|for unge|for børn)\b|-årige",
    re.IGNORECASE,
)
_OFFERS = re.compile(
    r"\b(?:tilbyder|tilbud om|hjælper|skal hjælpe|støtter|giver|får (?:en|én|et|ét|de|hjælp)|kan få"
    r"|kan selv|kan besøge|besøger|gavn af|samling af)\b",
    re.IGNORECASE,
)
_RUNS = re.compile(r"\b(?:løber|kører|varer|varede|holdes|gennemføres|i perioden)\b", re.IGNORECASE)
_SITS = re.compile(r"følgegruppe|styregruppe|repræsentant|formand", re.IGNORECASE)
_NAME = r"[A-ZÆØÅ][\wæøåé]+(?:-[A-ZÆØÅ][\wæøåé]+)*"
_AND = r"(?:\s*,\s*(?:og\s+)?|\s+og\s+|\s+samt\s+)"
_TOWN = rf"{_NAME}(?: {_NAME})? [Kk]ommune\b"
_OWN = re.compile(rf"{_NAME}(?:{_AND}{_NAME})+ [Kk]ommuner\b|{_TOWN}(?:{_AND}{_TOWN})*")
_IN = re.compile(r"\b(?:i|på|fra|hos)\s+$")
_TABLE = re.compile(r"\s*:\s*\d")
_BETWEEN = re.compile(r"[\s:\d,;]*")
_COUNTED = re.compile(
    r"\d|(?:to|tre|fire|fem|seks|syv|otte|ni|ti|alle|begge|flere)\b", re.IGNORECASE
)


def opening(text: str, sections: Sequence[Section]) -> Span | None:
    """Return the first sentences or items of some sections, at most _WORDS words if they can be."""
    start = end = -1
    for first, last in _sentences(text, sections[:1]):
        is_gap = end >= 0 and is_instruction(text[end:first])  # what is left out there stays out
        if start < 0:
            start = first
        elif is_gap or len(text[start:last].split()) > _WORDS:
            break
        end = last
    return (start, end) if start >= 0 else None


def labelled(sections: Sequence[Section], label: Label) -> list[Section]:
    """Return the sections with a label."""
    return [section for section in sections if section.label == label]


def target(document: Document, sections: Sequence[Section]) -> Span | None:
    """Return who it is for: the target group's section, else the sentence that says so best."""
    text = document.text
    if found := opening(text, labelled(sections, "target")):
        return found
    named = [span for span in _sentences(text, _free(sections)) if names_people(text[slice(*span)])]
    headed = [_heading(text, section) for section in sections[:1]]
    named = [span for span in headed if span and names_people(text[slice(*span)])] + named
    aimed = [span for span in named if _FOR.search(text, *span)]
    return next(iter(aimed + named), None)


def offer(document: Document, sections: Sequence[Section]) -> Span | None:
    """Return what it offers: a first sentence that says so, the contents, the purpose, the rest."""
    text = document.text
    first = _sentences(text, _free(sections)[:1])[:_FIRST]
    if found := next((span for span in first if _OFFERS.search(text, *span)), None):
        return found
    for label in ("content", "purpose"):
        if found := opening(text, labelled(sections, label)):
            return found
    return opening(text, _free(sections))


def naming(document: Document, part: Section | None, name: str) -> Span | None:
    """Return the first sentence of a part that has its name, None for a page."""
    spans = _sentences(document.text, [part] if part is not None else [])
    return next((span for span in spans if name in document.text[slice(*span)]), None)


def period(document: Document, part: Section | None) -> tuple[Span, date | None, date] | None:
    """Return where the period stands with its first and last day; a part has only its own."""
    field = period_field(document, part)
    is_own = field is not None and (part is None or part.start <= field.start < part.end)
    if field is not None and is_own and field.last is not None:
        return (field.start, field.end), field.first, field.last
    sections = document.sections if part is None else (part,)
    for span in _sentences(document.text, sections):
        found = find_period(document.text, *span) if _RUNS.search(document.text, *span) else None
        if found is not None:
            return (found.start, found.end), found.first, found.last
    return None


def state(first: date | None, last: date | None, today: date) -> State:
    """Return whether a period covers `today`."""
    if last is None:
        return "unknown"
    if last < today:
        return "over"
    return "ahead" if first is not None and first > today else "now"


def places(document: Document, sections: Sequence[Section]) -> list[Span]:
    """Return where it names municipalities that take part: partners first, then the longest lists.

    Who only sits in a group that follows the initiative does not take part.
    """
    text = document.text
    found: list[tuple[bool, Span]] = []
    for section in sections:
        runs: list[Span] = []
        for first, last in _sentences(text, [section]) if section.label != "contact" else []:
            if _SITS.search(text, first, last) is None:
                runs += _municipalities(text, first, last)
        found += [(section.label != "partners", span) for span in _merged(text, runs)]
    return [span for _, span in sorted(found, key=lambda item: (item[0], -_names(text, item[1])))]


def contact(document: Document, part: Section | None) -> Span | None:
    """Return the first contact of a part, else of its page."""
    own = contacts(document, part) if part is not None else []
    found = own or contacts(document)
    if not found:
        return None
    start, end = found[0].start, found[0].end
    if len(found) > 1:  # what stands after its last address may head the next one
        addresses = [
            field.end
            for field in document.fields
            if field.name in ("telephone", "email") and start <= field.start < end
        ]
        end = max(addresses, default=end)
    return start, end


def _names(text: str, span: Span) -> int:
    return len(re.findall(_NAME, text[slice(*span)]))


def _municipalities(text: str, first: int, last: int) -> list[Span]:
    """Return the runs of names: of known municipalities, or with 'kommune' after them."""
    runs = [
        match.span()
        for match in _OWN.finditer(text, first, last)
        if stem(match.group().split()[0].lower()) not in EMPTY and not _COUNTED.match(match.group())
    ]
    for match in _known().finditer(text, first, last):
        start, end = match.span()
        is_several = _names(text, (start, end)) > 1
        is_place = _IN.search(text[max(0, start - 6) : start]) or _TABLE.match(text, end)
        inside = any(other <= start and end <= until for other, until in runs)
        if (is_several or is_place) and not inside:
            runs = [run for run in runs if run[1] <= start or end <= run[0]] + [(start, end)]
    return sorted(runs)


def _merged(text: str, runs: Sequence[Span]) -> list[Span]:
    """Return the runs, those that only figures and marks stand between as one."""
    found: list[Span] = []
    for start, end in runs:
        if found and _BETWEEN.fullmatch(text, found[-1][1], start):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


@cache
def _known() -> re.Pattern[str]:
    """Return the pattern of a list of municipalities; 'Vejen Idrætscenter' is none."""
    names = municipalities()
    name = "(?:" + "|".join(sorted(map(re.escape, names), key=len, reverse=True)) + r")s?\b"
    name += r"(?! (?!Kommune)[A-ZÆØÅ])"
    return re.compile(rf"\b{name}(?:{_AND}{name})*(?:\s+[Kk]ommuner?\b)?")


def _free(sections: Sequence[Section]) -> list[Section]:
    return [section for section in sections if section.label is None]


def _sentences(text: str, sections: Sequence[Section]) -> list[Span]:
    """Return the sentences of sections, without those that are orders to a machine."""
    return [
        span
        for section in sections
        for block in section.blocks
        if block.kind != "link"
        for span in sentences(text, block.start, block.end)
        if not is_instruction(text[slice(*span)])
    ]


def _heading(text: str, section: Section) -> Span | None:
    start = text.rfind(section.heading, 0, section.start) if section.heading else -1
    return (start, start + len(section.heading)) if start >= 0 else None
