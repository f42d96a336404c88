"""Corpora of any size, made of the shipped pages' sentences: each page with words of its own.

A page has its own name, subject, activity, period, amount, contact and places. Its sentences are
those of the templates, with other compounds, rare words, names and values in them, so that every
page resembles many others and the vocabulary grows as that of real texts does (Heaps' law).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from assistant.literals import MUNICIPALITIES
from assistant.settings import SHIPPED_DOCUMENTS
from corpus.load import load
from corpus.types import Label
from evals.coined import activity, alike, head, linked, rank, slug, surname, title
from evals.templates import Part, Parts, Slot, Template, templates
from evals.values import Value, others

SHORT_FROM = 20_000  # documents: more than that are short, of one or two passages each
# The labelled sections that a page may have, and the share of pages that have one. With them pages
# have 3 KB and 8 passages, as the shipped ones have on average.
_SECTIONS: tuple[tuple[tuple[Label, float], ...], ...] = (
    (("target", 0.4), ("background", 0.8), ("purpose", 0.4)),
    (("evaluation", 0.4), ("partners", 0.3), ("more", 0.4)),
)
_PARAGRAPHS = 4  # of free text
_UPDATED = 0.5  # share of pages that say when they were updated
_HEADINGS = {"period": "Projektperiode:", "content": "Indhold:", "funding": "Finansiering:"}
_CONTACT = "Kontakt:"
_CONTACTS_OF_SHORT = 5  # every so many of the short pages has a section for its contact
_KEPT = 0.5  # share of rare words that stay as they are in the template
_DAYS = "mandag tirsdag onsdag torsdag fredag lørdag søndag".split()
_PLACES = tuple(sorted(MUNICIPALITIES))
# What each page tells of its own; the questions about it are in evals/planted.py.
OFFER = "{name} er et tilbud om {activity} til borgere i {municipality} Kommune."
WEEKS = "{Definite} varer {weeks} uger for den enkelte."
ROOM = "Der er plads til {room} deltagere ad gangen i {definite}."
DAY = "{Definite} holder åbent hver {day} fra klokken {hour}."
AMOUNT = "Der er afsat {amount} mio. kr. til {name}."
PERIOD = "{first} - {last}"
_RUNS = "Projektet {name} løber fra {first} til {last}."
_ASK = "Kontakt {person} på telefon {telephone}."


@dataclass(frozen=True, slots=True)
class Facts:
    """What one page tells that no other does; `slots` are its values by the names of sentences.

    `activity` is what it offers, in two parts: 'have' and 'gruppe' of 'havegruppe'.
    """

    number: int
    id: str
    short: str
    activity: tuple[str, str]
    slots: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text, its facts, and which of the sentences about them it holds."""

    facts: Facts
    text: str


def pages(count: int, seed: int = 0) -> Iterator[Page]:
    """Yield `count` pages, the same for one seed; above SHORT_FROM all are short.

    Fewer pages are the first of more pages of the same length.
    """
    is_short = count > SHORT_FROM
    for number in range(count):
        yield page(number, seed, is_short=is_short)


def write(folder: Path, found: Iterable[Page]) -> None:
    """Write pages, a text file each."""
    folder.mkdir(parents=True, exist_ok=True)
    for item in found:
        (folder / f"{item.facts.id}.txt").write_text(item.text, encoding="utf-8")


def page(number: int, seed: int, *, is_short: bool) -> Page:
    """Return one page."""
    random = Random(f"{seed} page {number}")
    facts = _facts(number, random)
    fill = _Filler(facts, random)
    return Page(facts, _short(facts, fill) if is_short else _long(facts, fill))


def _facts(number: int, random: Random) -> Facts:
    name, short = title(number)
    first, last, definite = activity(number)
    begins = random.randint(2004, 2024)
    slots = {
        "name": name,
        "activity": first + last,
        "definite": definite,
        "Definite": definite.capitalize(),
        "municipality": random.choice(_PLACES),
        "first": str(begins),
        "last": str(begins + random.randint(1, 5)),
        "amount": f"{random.randint(2, 160)},{random.randint(1, 9)}",
        "weeks": str(random.randint(5, 60)),
        "room": str(random.randint(6, 90)),
        "day": random.choice(_DAYS),
        "hour": str(random.randint(8, 19)),
        "person": _person(number * 7 + 3, random),
        "telephone": _spaced(_drawn("telephone", "12345678", random)),
    }
    return Facts(number, f"{slug(name)}-{number}", short, (first, last), slots)


def _long(facts: Facts, fill: "_Filler") -> str:
    """Return a page with the labels that pages of initiatives have, about as long as these."""
    random, slots = fill.random, facts.slots
    content = [sentence.format(**slots) for sentence in (OFFER, WEEKS, ROOM, DAY)]
    random.shuffle(content)
    shaped = random.choice(_templates()).title
    said = "" if any(isinstance(p, Slot) and p.kind == "title" for p in shaped) else fill(shaped)
    parts = [
        f"{slots['name']} – {said}" if said and random.random() < 0.5 else slots["name"],
        *(_free(fill) for _ in range(_PARAGRAPHS)),
        f"{_HEADINGS['period']}\n\n{PERIOD.format(**slots)}",
        *_sections(_SECTIONS[0], fill),
        f"{_HEADINGS['content']}\n\n{' '.join(content)}",
        *_sections(_SECTIONS[1], fill),
        f"{_HEADINGS['funding']}\n\n{AMOUNT.format(**slots)}",
        f"{_CONTACT}\n\n{slots['person']}\n{slots['telephone']}",
    ]
    if random.random() < _UPDATED:
        parts.append(f"Senest opdateret {_drawn('date', '14-06-2019', random)}")
    return "\n\n".join(parts) + "\n"


def _short(facts: Facts, fill: "_Filler") -> str:
    """Return a page of one passage, or two with a section for its contact."""
    random, slots = fill.random, facts.slots
    told = [sentence.format(**slots) for sentence in (WEEKS, ROOM, DAY, AMOUNT, _RUNS)]
    random.shuffle(told)
    has_contact = facts.number % _CONTACTS_OF_SHORT == 0
    parts = [
        slots["name"],
        f"{OFFER.format(**slots)} {' '.join(told)}",
        _free(fill),
        f"{_CONTACT}\n\n{slots['person']}\n{slots['telephone']}"
        if has_contact
        else _ASK.format(**slots),
    ]
    return "\n\n".join(parts) + "\n"


def _free(fill: "_Filler") -> str:
    """Return a paragraph of the free text of some template."""
    part = fill.random.choice(_pool(None))
    return fill(fill.random.choice(part.blocks), part.year)


def _sections(shares: Sequence[tuple[Label, float]], fill: "_Filler") -> Iterator[str]:
    """Yield the sections that a page happens to have, each of some template."""
    for label, share in shares:
        if fill.random.random() < share:
            part = fill.random.choice(_pool(label))
            body = "\n\n".join(fill(block, part.year) for block in part.blocks)
            yield f"{fill(part.heading)}:\n\n{body}"


class _Filler:
    """Fills the slots of one page: what stood for one word stands for it throughout the page."""

    def __init__(self, facts: Facts, random: Random) -> None:
        self.random = random
        self._facts = facts
        self._made: dict[Slot, str] = {}
        self._heads: dict[str, str] = {}

    def __call__(self, parts: Parts, year: int = 2016) -> str:
        """Return the text; `year` is the first of the page that the parts come from."""
        return "".join(part if isinstance(part, str) else self._fill(part, year) for part in parts)

    def _fill(self, slot: Slot, year: int) -> str:
        if slot.kind == "year":
            return str(int(self._facts.slots["first"]) + int(slot.text) - year)
        made = self._made.get(slot)
        if made is None:
            made = self._made[slot] = self._make(slot)
        return made

    def _make(self, slot: Slot) -> str:
        random = self.random
        if slot.kind == "compound":
            begin = slot.text.removesuffix(slot.end)
            if begin not in self._heads:
                self._heads[begin] = head(rank(random))
            return linked(self._heads[begin]) + slot.end
        if slot.kind == "word":
            return slot.text if random.random() < _KEPT else alike(slot.text, random)
        if slot.kind == "title":
            return self._facts.slots["name"]
        if slot.kind == "short":
            short = self._facts.short
            return short.capitalize() if slot.text[0].isupper() else short
        if slot.kind == "name":
            return surname(rank(random) % 1000)
        if slot.kind == "municipality":
            return random.choice(_PLACES)
        if slot.kind == "person":
            return _person(random.getrandbits(18), random)
        return _drawn(slot.kind, slot.text, random)


def _person(number: int, random: Random) -> str:
    first, *_ = _drawn("person", "Ane Berg", random).split()
    return f"{first} {surname(number)}"


def _drawn(kind: str, text: str, random: Random) -> str:
    return next(others(Value(kind, text), (), random), text)  # type: ignore[arg-type]  # the slots of values are named as these


def _spaced(digits: str) -> str:
    return " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))


@cache
def _templates() -> Sequence[Template]:
    return templates(load(SHIPPED_DOCUMENTS).documents)


@cache
def _pool(label: Label | None) -> Sequence[Part]:
    """Return the sections of the templates under a label; None for free text."""
    found = [part for item in _templates() for part in item.parts if part.label == label]
    return [part for part in found if part.blocks]
