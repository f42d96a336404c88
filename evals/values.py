"""Values that documents state, found by kind, and other values of the same form in their place."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from assistant import literals
from assistant.literals import MUNICIPALITIES, Literal_
from corpus.structure import parse
from corpus.types import Document
from evals.spans import Span

ValueKind = Literal[
    "amount", "paragraph", "telephone", "email", "date", "year", "number", "municipality", "person"
]
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_SECTION = re.compile(r"(?<!stk )(?<!stk\. )(?<!\d)\d+")
_TELEPHONE = re.compile(r"(?:\d{2} ?){3}\d{2}$")
_TRIES = 200
_FIRST = "Alfrida Bertine Egmont Fritjof Gotfred Hildur Kasimir Ottomine Rosalie Villads".split()
_LAST = "Ravnskjær Tangmose Lyngbirk Ellevang Klitborg Sivhøj Bregnedal Agerbirk".split()


@dataclass(frozen=True, slots=True)
class Value:
    """A value and its kind; a telephone number without its spaces."""

    kind: ValueKind
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text states a value: `text[start:end]`."""

    start: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A document with other values, and the (start, end, new length) of each stretch replaced."""

    document: Document
    cuts: tuple[tuple[int, int, int], ...]


def stated(text: str) -> list[Place]:
    """Return the values that a text states, in order, but for the names of people.

    The number of an item of a list ('4)') or in a name ('U18') is no value.
    """
    found = []
    for start, literal in literals.places(text):
        for place in _places(start, literal):
            is_in_name = place.value.text.isdigit() and text[: place.start][-1:].isalpha()
            if not text.startswith(")", place.end) and not is_in_name:
                found.append(place)
    return found


def values(document: Document) -> list[Place]:
    """Return the values that a document states, with the people whom it names as contacts."""
    people = [field for field in document.fields if field.name == "person"]
    named = [
        Place(match.start(), match.end(), Value("person", field.value))
        for field in people
        for match in re.finditer(re.escape(field.value), document.text)
    ]
    taken = [(place.start, place.end) for place in named]
    others = [
        place
        for place in stated(document.text)
        if not any(start < place.end and place.start < end for start, end in taken)
    ]
    return sorted({*named, *others}, key=lambda place: place.start)


def _places(start: int, literal: Literal_) -> Iterator[Place]:
    kind, text = literal.kind, literal.text
    if kind == "municipality":
        name = text if text in MUNICIPALITIES else text.removesuffix("s")
        yield Place(start, start + len(name), Value(kind, name))
    elif kind == "telephone":
        if match := _TELEPHONE.search(text):
            value = Value(kind, match.group().replace(" ", ""))
            yield Place(start + match.start(), start + match.end(), value)
    elif kind in ("amount", "number", "paragraph"):
        for match in (_SECTION if kind == "paragraph" else _NUMBER).finditer(text):
            is_year = kind == "number" and _YEAR.fullmatch(match.group())
            value = Value("year" if is_year else kind, match.group())
            yield Place(start + match.start(), start + match.end(), value)
    elif kind != "link":  # it is written in other ways than those that are given new values
        yield Place(start, start + len(text), Value(kind, text))


def where(text: str, value: Value) -> int:
    """Return where a text first states a value, -1 when nowhere; of a person, any of the names."""
    if value.kind == "person":
        names = "|".join(re.escape(name) for name in value.text.split() if len(name) > 2)
        match = re.search(rf"\b(?:{names})", text)
        return match.start() if match else -1
    return next((place.start for place in stated(text) if place.value == value), -1)


def rewrite(document: Document, new: Mapping[Value, str], id: str = "") -> Rewritten:
    """Return the document with every place of a value of `new` holding the new one instead."""
    text, position, parts, cuts = document.text, 0, [""], []
    for place in values(document):
        if place.value in new:
            put = _written(text[place.start : place.end], new[place.value])
            parts += [text[position : place.start], put]
            cuts.append((place.start, place.end, len(put)))
            position = place.end
    parts.append(text[position:])
    return Rewritten(parse(id or document.id, "".join(parts), document.url), tuple(cuts))


def _written(old: str, new: str) -> str:
    """Return a value as the old one was written: a telephone number keeps its spaces."""
    if re.fullmatch(r"[\d ]+", old) and " " in old:
        digits = iter(new)
        return "".join(next(digits) if letter.isdigit() else letter for letter in old)
    return new


def moved(span: Span, by: Rewritten) -> Span:
    """Return where a span of the old document stands in the new one; a value moves whole."""
    return Span(by.document.id, _moved(span.start, by, 0), _moved(span.end, by, 1))


def _moved(position: int, by: Rewritten, at_end: int) -> int:
    shift = 0
    for start, end, length in by.cuts:
        if end <= position:
            shift += length - (end - start)
        elif start < position:
            return start + shift + at_end * length
    return position + shift


def others(value: Value, taken: Collection[str], random: Random) -> Iterator[str]:
    """Yield other values of the same form, none of them in `taken`; years from the nearest on."""
    if value.kind == "year":
        year = int(value.text)
        near = sorted(range(1990, 2060), key=lambda other: (abs(other - year), -other))
        found: Iterator[str] = (str(other) for other in near)
    else:
        found = (_OTHERS[value.kind](value.text, random, number) for number in range(_TRIES))
    return (text for text in found if text not in taken and text != value.text)


def _digits(text: str, random: Random, tried: int) -> str:
    """Return other digits between the same separators; one more when the short ones are taken."""
    if tried > _TRIES // 2 and len(text) == 1:
        text = f"{text}0"
    drawn = [str(random.randint(1, 9)) if letter.isdigit() else letter for letter in text]
    return "".join(drawn)


def _telephone(text: str, random: Random, tried: int) -> str:
    """Return eight digits that are nobody's number: no Danish one begins with 1."""
    return "1" + "".join(str(random.randint(0, 9)) for _ in text[1:])


def _email(text: str, random: Random, tried: int) -> str:
    name, domain = text.split("@")
    return "".join(random.choice("bdfgklmnprstuv") for _ in name) + "@" + domain


def _date(text: str, random: Random, tried: int) -> str:
    """Return another day and another year in the same form; the month stays."""
    day = random.randint(10, 28)
    year = random.choice([year for year in range(2009, 2024) if str(year) not in text])
    if text[:4].isdigit():
        return f"{year}{text[4:-2]}{day}"
    return _YEAR.sub(str(year), re.sub(r"^\d{1,2}", str(day), text))


def _municipality(text: str, random: Random, tried: int) -> str:
    """Return another municipality; a short name may be an everyday word (Vejen, Greve)."""
    return random.choice(sorted(name for name in MUNICIPALITIES if len(name) > 6))


def _person(text: str, random: Random, tried: int) -> str:
    """Return an invented name of as many words."""
    first = random.sample(_FIRST, max(1, min(len(text.split()) - 1, len(_FIRST))))
    return " ".join([*first, random.choice(_LAST)])


_OTHERS: Mapping[ValueKind, Callable[[str, Random, int], str]] = {
    "amount": _digits,
    "paragraph": _digits,
    "number": _digits,
    "telephone": _telephone,
    "email": _email,
    "date": _date,
    "municipality": _municipality,
    "person": _person,
}


def pattern(text: str, within: Sequence[Place]) -> str:
    """Return the pattern of a text that holds the places: spaces and dashes may be others.

    Of a person the last name will do, of a telephone number any grouping.
    """
    kinds = {place.value.kind for place in within}
    if kinds == {"person"}:
        return re.escape(within[0].value.text.split()[-1])
    if kinds == {"telephone"}:
        return r"\s?".join(within[0].value.text)
    words = r"\s*".join(re.escape(word) for word in text.split())
    flexible = re.sub(r"(?:\\s\*)?(?:\\-|–)(?:\\s\*)?", lambda _: r"\s*[-–]\s*", words)
    return rf"(?<![\d,]){flexible}(?!\d|,\d)"
