"""What a page, or a part of it, states about an initiative; each thing by its place in the text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import islice

from assistant.contact import contacts
from assistant.facts import period_field
from assistant.guard import is_instruction
from assistant.municipalities import municipalities
from assistant.types import State
from assistant.words import EMPTY
from corpus.dates import find_period
from corpus.parts import name_of
from corpus.text import sentences
from corpus.types import Document, Label, Section
from index.danish import stem

Span = tuple[int, int]

WORDS = 45  # of a field: what one reads at a glance; a longer first sentence stays whole
_REMEMBERED = 500  # sentences: each is looked at for several things, one page after the other
_FIRST = 3  # sentences in which a page says what it is about
_OFFERS = re.compile(
    r"\b(?:tilbyder|tilbud om|hjælper|skal hjælpe|støtter|giver|får (?:en|én|et|ét|de|hjælp)|kan få"
    r"|kan selv|kan besøge|besøger|gavn af|samling af)\b",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:løber|kører|varer|varede|holdes|gennemføres|gennemført|i perioden)\b", re.IGNORECASE
)
# How one gets in: what the reader can do, and no order to somebody else.
_REACHES = r"(?:ringe|skrive|møde op|henvende|kontakte|søge|bestille|komme|tilmelde)"
_ENTERS = re.compile(
    rf"\b(?:(?:du|i) (?:kan|skal)(?: også| selv| bare| altid)* {_REACHES}|kan (?:selv )?{_REACHES}"
    r"|(?:^|[.!?]\s+|, eller )(?:ring|skriv|kontakt|henvend dig|mød op|tal med)\b|ringer du)",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"\b\d{2}(?: ?\d{2}){3}\b|@")
_FOR_STAFF = re.compile(
    r"\b(?:fagfolk|fagpersoner|kommuner|ansøg\w*|faglinjen|leder|klag\w*|frivillig)\b",
    re.IGNORECASE,
)
_SITS = re.compile(r"følgegruppe|styregruppe|repræsentant|formand", re.IGNORECASE)
NAME = r"[A-ZÆØÅ][\wæøåé]+(?:-[A-ZÆØÅ][\wæøåé]+)*"
_AND = r"(?:\s*,\s*(?:og\s+)?|\s+og\s+|\s+samt\s+)"
_TOWN = rf"{NAME}(?: {NAME})? [Kk]ommune\b"
_OWN = re.compile(rf"{NAME}(?:{_AND}{NAME})+ [Kk]ommuner\b|{_TOWN}(?:{_AND}{_TOWN})*")
_IN = re.compile(r"\b(?:i|på|fra|hos)\s+$")
_TABLE = re.compile(r"\s*:\s*\d")
_BETWEEN = re.compile(r"[\s:\d,;]*")
_COUNTED = re.compile(
    r"\d|(?:to|tre|fire|fem|seks|syv|otte|ni|ti|alle|begge|flere)\b", re.IGNORECASE
)


def opening(text: str, sections: Sequence[Section]) -> Span | None:
    """Return the first sentences or items of some sections, at most WORDS words if they can be."""
    start = end = -1
    for first, last in sentences_in(text, sections[:1]):
        is_gap = end >= 0 and is_instruction(text[end:first])  # what is left out there stays out
        if start < 0:
            start = first
        elif is_gap or len(text[start:last].split()) > WORDS:
            break
        end = last
    return (start, end) if start >= 0 else None


def labelled(sections: Sequence[Section], label: Label) -> list[Section]:
    """Return the sections with a label."""
    return [section for section in sections if section.label == label]


def offer(document: Document, sections: Sequence[Section]) -> Span | None:
    """Return what it offers: a first sentence that says so, the contents, the purpose, the rest.

    Of a part with fields, what it says before them, None where it says nothing else.
    """
    text = document.text
    if len(sections) == 1 and sections[0].is_part:
        told = (one for one in sections[0].blocks if not name_of(text, one))
        return next(((one.start, one.end) for one in told), None)
    first = islice(sentences_in(text, free(sections)[:1]), _FIRST)
    if found := next((span for span in first if _OFFERS.search(text, *span)), None):
        return found
    for label in ("content", "purpose"):
        if found := opening(text, labelled(sections, label)):
            return found
    return opening(text, free(sections))


def after(document: Document, section: Section, place: Span) -> Span | None:
    """Return the sentence of a section that follows one, None where none does."""
    spans = sentences_in(document.text, [section])
    return next((span for span in spans if span[0] >= place[1]), None)


def entry(document: Document) -> Span | None:
    """Return the sentence that says what somebody does to get in, best one with a number."""
    text = document.text
    sections = [
        one for one in document.sections if not _FOR_STAFF.search(one.heading) and not one.is_part
    ]
    told = [
        span
        for span in sentences_in(text, sections)
        if _ENTERS.search(text, *span) and not _FOR_STAFF.search(text, *span)
    ]
    reached = (span for span in told if _ADDRESS.search(text, *span))
    return next(reached, next(iter(told), None))


def naming(document: Document, part: Section | None, name: str) -> Span | None:
    """Return the first sentence of a part that has its name, None for a page."""
    spans = spans_in(document.text, [part] if part is not None else [])
    naming = (span for span in spans if name in document.text[slice(*span)])
    return next(unordered(document.text, naming), None)


def period(document: Document, part: Section | None) -> tuple[Span, date | None, date] | None:
    """Return where the period stands with its first and last day; a part has only its own."""
    field = period_field(document, part)
    is_own = field is not None and (part is None or part.start <= field.start < part.end)
    if field is not None and is_own and field.last is not None:
        return (field.start, field.end), field.first, field.last
    sections = document.sections if part is None else (part,)
    running = (
        span for span in spans_in(document.text, sections) if _RUNS.search(document.text, *span)
    )
    for span in unordered(document.text, running):
        found = find_period(document.text, *span)
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
        for first, last in spans_in(text, [section]) if section.label != "contact" else ():
            named = _municipalities(text, first, last)
            if named and not _SITS.search(text, first, last):
                runs += named if not is_order(text[first:last]) else []
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
    return len(re.findall(NAME, text[slice(*span)]))


def _municipalities(text: str, first: int, last: int) -> list[Span]:
    """Return the runs of names: of known municipalities, or with 'kommune' after them."""
    is_said = text.find("ommune", first, last) >= 0  # quicker than to look for names before it
    runs = [
        match.span()
        for match in (_OWN.finditer(text, first, last) if is_said else ())
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


def free(sections: Sequence[Section]) -> list[Section]:
    """Return the sections without a label."""
    return [section for section in sections if section.label is None]


def sentences_in(text: str, sections: Iterable[Section]) -> Iterator[Span]:
    """Yield the sentences of sections, without those that are orders to a machine."""
    return unordered(text, spans_in(text, sections))


def unordered(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans that are no orders to a machine: few are asked for, and each takes time."""
    return (span for span in spans if not is_order(text[slice(*span)]))


def spans_in(text: str, sections: Iterable[Section]) -> Iterator[Span]:
    """Yield the sentences of sections."""
    for section in sections:
        for block in section.blocks:
            if block.kind != "link":
                yield from _split(text, block.start, block.end)


@lru_cache(maxsize=_REMEMBERED)
def _split(text: str, start: int, end: int) -> tuple[Span, ...]:
    return tuple(sentences(text, start, end))


@lru_cache(maxsize=_REMEMBERED)
def is_order(sentence: str) -> bool:
    """Return whether a sentence is an order to a machine."""
    return is_instruction(sentence)
