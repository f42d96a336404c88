"""Documents -> the initiatives in them: pages, and parts that are initiatives of their own."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant import audience, stated
from assistant.closed import Closed, closed
from assistant.ended import has_ended
from assistant.excluded import aimed, excluded, included, untreated
from assistant.freshness import provenance
from assistant.home import NOWHERE, Home, home
from assistant.kin import is_for_kin
from assistant.municipalities import is_municipality
from assistant.people import Ages, ages_for, ages_in
from assistant.stated import Span
from assistant.types import Citation, Initiative
from assistant.words import EMPTY
from corpus.parts import is_stage
from corpus.types import Document, Label, Section
from index.danish import stem, words
from index.names import QUOTED, Names

# What a word counts by where it stands: the name and the target group say most.
_NAME, _TARGET, _ABOUT, _TAGS, _REST, _ASIDE = 1.0, 1.0, 0.8, 0.55, 0.5, 0.3
_ZONES: Mapping[Label, float] = {
    "target": _TARGET,
    "purpose": _ABOUT,
    "content": _ABOUT,
    "background": _REST,
    "more": _REST,
    "partners": _ASIDE,
    "funding": _ASIDE,
    "law": _ASIDE,
    "evaluation": _ASIDE,
}
_NAME_LETTERS = 4  # of a word that stands for a name: 'Kurset' of 'Kursus for pårørende'
_FEWEST = 2  # initiatives on a page that describes several
_AMOUNT = re.compile(r"\d[\d.,]*\s*(?:mio|mia|kr)\b", re.IGNORECASE)
_KIND = re.compile(
    r"(?:model|metode|program|projekt|indsats|tilbud|forløb|initiativ|kursus|ordning|terapi"
    r"|behandling)\w{0,4}$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?<=\w )[A-ZÆØÅ]\w+")  # a capital letter inside a heading
_JOINED = re.compile(r"\s*(?:,|og|samt|eller|\s)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """Where a word of an initiative counts most, and how it is written there."""

    written: str
    weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    """An initiative as it is searched: its words by stem, whom it is for, and when it runs.

    `named` are the stems of its name, `places` the municipalities that take part, as
    they are written, `excluded` the stems of what it says that it is not for, `closed` says to
    whom it is closed, and `home` of which municipalities it is, or in which it lies. `others`
    are what of it is for other ages.
    """

    initiative: Initiative
    words: Mapping[str, Word]
    named: frozenset[str]
    ages: tuple[Ages, ...]
    first: date | None
    last: date | None
    places: tuple[str, ...]
    excluded: frozenset[str]
    closed: Closed
    home: Home = NOWHERE
    others: tuple["Other", ...] = ()


@dataclass(frozen=True, slots=True)
class Other:
    """What of an initiative is for just some ages: the initiative told as that, and the ages."""

    initiative: Initiative
    ages: tuple[Ages, ...]


@dataclass(frozen=True, slots=True)
class Inventory:
    """The initiatives of `looked` of the `pages` that there are, with their states on `today`.

    `targets`, `topics` and `municipalities` are words to choose by that some of them have.
    """

    today: date
    entries: tuple[Entry, ...]
    looked: int
    pages: int
    targets: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """A part's name, its section, and the words that are about it alone."""

    name: str
    section: Section
    own: str


def entries(documents: Sequence[Document]) -> list[Entry]:
    """Return the initiatives of documents in memory."""
    is_title = Names.of(documents).is_title
    return [entry for document in documents for entry in entries_of(document, is_title)]


def entries_of(document: Document, is_title: Callable[[str], bool]) -> list[Entry]:
    """Return the initiatives of a document; a part that is named as a page is that page."""
    parts = list(_parts(document))
    if not parts:
        return [_page(document)]
    return [_part(document, part) for part in parts if not is_title(part.name)]


def has_parts(document: Document) -> bool:
    """Return whether a page describes several initiatives."""
    return any(_parts(document))


def named_parts(document: Document) -> list[tuple[str, Section]]:
    """Return the initiatives that a page describes by name, each with its section; none of a page
    about one."""
    return [(part.name, part.section) for part in _parts(document)]


def as_of(entry: Entry, today: date) -> Initiative:
    """Return the initiative with its state on a day."""
    return replace(entry.initiative, state=stated.state(entry.first, entry.last, today))


def source(initiative: Initiative, value: str) -> Citation | None:
    """Return the citation whose quote a value of an initiative is, None where it states nothing."""
    return next((item for item in initiative.citations if value and item.quote == value), None)


def _parts(document: Document) -> Iterator[_Part]:
    """Yield the parts of a page that describes several initiatives, none for any other.

    Such a page has no target group or purpose of its own, and several parts with the same fields,
    or most of its headed sections state a period or an amount. Where a section names several
    programmes in quotes, each is a part.
    """
    labels = {section.label for section in document.sections}
    headed = [
        item
        for item in document.sections
        if item.label is None and item.heading and not item.heading.endswith("?")
    ]
    stating = [one for one in headed if one.is_part and not is_stage(one.heading)]
    if len(stating) >= _FEWEST:
        if not labels & {"target", "purpose", "period"}:
            yield from (_Part(section.heading, section, "") for section in stating)
        return
    own = [section for section in headed if _is_funded(document, section)]
    if any(_is_about(document.title, item.heading) for item in own):
        return
    if (
        labels & {"target", "purpose", "period"}
        or len(own) < _FEWEST
        or len(own) <= len(headed) / 2
    ):
        return
    if not any(_is_name(document, section) for section in own):
        return  # they are the headings of a story
    for section in (one for one in headed if not one.heading.endswith("?")):
        programmes = list(_programmes(document.text, section))
        yield from (
            programmes if len(programmes) >= _FEWEST else [_Part(section.heading, section, "")]
        )


def _is_about(title: str, heading: str) -> bool:
    """Return whether a heading has a name of the title, as 'Bag Broen' of the page 'Broen'."""
    names = (name for name in _NAMED.findall(heading) if not is_municipality(name))
    return not set(words(title)).isdisjoint(map(str.lower, names))


def _is_name(document: Document, section: Section) -> bool:
    """Return whether the page speaks of what a heading says, or its section begins with it."""
    first = next(iter(words(document.text[section.start : section.end])), "")[:_NAME_LETTERS]
    is_first = len(first) == _NAME_LETTERS and first in section.heading.lower()
    return is_first or document.text.count(section.heading) > 1


def _is_funded(document: Document, section: Section) -> bool:
    if _AMOUNT.search(document.text, section.start, section.end):
        return True
    return any(
        field.name == "period" and section.start <= field.start < section.end
        for field in document.fields
    )


def _programmes(text: str, section: Section) -> Iterator[_Part]:
    """Yield the names in quotes that a word such as 'modellen' stands before, or is a part of."""
    place, is_joined = section.start, False
    for match in QUOTED.finditer(text, section.start, section.end):
        before = text[place : match.start()]
        is_joined = is_joined and _JOINED.fullmatch(before) is not None
        if is_joined or _KIND.search(before.rstrip()) or _KIND.search(match[1]):
            clause = re.split(r"[.!?]\s", before)[-1]
            yield _Part(match[1], section, clause)
            is_joined = True
        place = match.end()


def _page(document: Document) -> Entry:
    tags = " ".join([*document.topics, *document.breadcrumb])
    zones = [(document.title, _NAME), (tags, _TAGS)]
    for number, section in enumerate(document.sections):
        free = _ABOUT if number < _FEWEST else _REST
        weight = free if section.label is None else _ZONES.get(section.label, 0.0)
        called = " ".join(section.around) if has_ended(document, section) else section.about
        zones.append((f"{called} {included(document, section)}", weight))
    units = [field.value for field in document.fields if field.name == "unit"]
    return _entry(document, "", None, zones, " ".join([document.title, tags, *units]))


def _part(document: Document, part: _Part) -> Entry:
    section = part.section
    named = f"{part.name} {section.about} {part.own}"
    zones = [
        (named, _NAME),
        (included(document, section), _ABOUT),
        (document.title, _ABOUT),
    ]
    return _entry(document, part.name, section, zones, named)


def _entry(
    document: Document,
    name: str,
    part: Section | None,
    zones: Sequence[tuple[str, float]],
    about: str,
) -> Entry:
    sections = document.sections if part is None else (part,)
    ran = stated.period(document, part)
    where = stated.places(document, sections)
    spans: dict[str, Span | None] = {
        "target": audience.target(document, sections),
        "offer": stated.naming(document, part, name) or stated.offer(document, sections),
        "period": ran[0] if ran else None,
        "place": where[0] if where else None,
        "contact": stated.contact(document, part),
    }
    initiative = _initiative(document, name, spans)
    if is_for_kin(
        set(map(stem, words(initiative.target)))
    ):  # what it does not treat, they live with
        zones = [*zones, (" ".join(untreated(document, sections)), _REST)]
    known = _words(zones)
    own = {key for key, word in known.items() if word.weight > _REST}
    named = tuple(document.text[slice(*span)] for span in where)
    if part is None:  # what an offer aside refuses, the page does not
        sections = tuple(one for one in sections if not audience.is_apart(document, one))
    return Entry(
        initiative=initiative,
        words=known,
        named=frozenset(map(stem, words(zones[0][0]))) - EMPTY,
        ages=ages_for(aimed(document, *spans["target"]) if spans["target"] else "", about),
        first=ran[1] if ran else None,
        last=ran[2] if ran else None,
        places=named,
        excluded=excluded(document, sections) - known.keys(),
        closed=closed(document, sections, own, named),
        home=home(document, initiative.target) if part is None else NOWHERE,
        others=tuple(_others(document, spans)) if part is None else (),
    )


def _others(document: Document, spans: Mapping[str, Span | None]) -> Iterator[Other]:
    """Yield what of a page is for ages of its own; what else it states is that of the page."""
    for section, place in audience.aged(document, spans["target"]):
        told = {
            **spans,
            "target": place,
            "offer": stated.after(document, section, place) or spans["offer"],
            "contact": stated.contact(document, section),
        }
        ages = ages_in(document.text[slice(*place)])
        yield Other(_initiative(document, "", told), ages)


def _initiative(document: Document, name: str, spans: Mapping[str, Span | None]) -> Initiative:
    """Return an initiative with what stands in its places, each cited."""
    told = {key: document.text[slice(*span)] if span else "" for key, span in spans.items()}
    places = dict.fromkeys(span for span in spans.values() if span)
    cited = tuple(_citation(document, number, span) for number, span in enumerate(places, 1))
    return Initiative(document.id, document.title, name, state="unknown", citations=cited, **told)


def _citation(document: Document, number: int, span: Span) -> Citation:
    start, end = span
    after = (section.heading for section in document.sections if start < section.end)
    heading = next(after, "")
    quote = document.text[start:end]
    place = (number, document.id, document.title, heading, quote, start, end, document.url)
    return Citation(*place, **provenance(document, start))


def _words(zones: Sequence[tuple[str, float]]) -> Mapping[str, Word]:
    found: dict[str, Word] = {}
    for text, weight in sorted(zones, key=lambda zone: -zone[1]):
        for word in dict.fromkeys(words(text)) if weight else ():
            key = stem(word)
            if key not in found and key not in EMPTY:
                found[key] = Word(word, weight)
    return found
