"""What kinds of things a question can ask for, and the shape that an answer of each kind has."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from assistant.municipalities import municipalities
from corpus.types import Label

SITUATION = "situation"  # what somebody tells of, as against what is asked
_FILE = Path(__file__).parent / "kinds.yaml"
# What 'hvor mange' counts asks for nothing by itself: 'hvor mange ansøgninger'.
_COUNTED = re.compile(r"\b(hvor mange) (?!(?:af|gange?)\b)[^\W\d_]+", re.IGNORECASE)
_COUNTS = "count"
# Patterns are written in Danish; å, ø, æ also match as they are typed without Danish letters.
_TYPED = {"å": "(?:å|aa|a)", "ø": "(?:ø|oe|o)", "æ": "(?:æ|ae|e|a)"}
_NAMED = {
    "{month}": r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november"
    r"|december)",
    # No year: 'i 2019', '2014-2016'.
    "{number}": r"(?:(?<![\w.,])(?!(?:(?<=\bi )|(?<=\bfor )|(?<=\bfra )|(?<=\btil )|(?<=[-–]))"
    r"(?:19|20)\d\d\b|(?:19|20)\d\d ?[-–])\d[\d.,]*"
    r"|\b(?i:én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tyve|tredive|fyrre|halvtreds|tres|hundrede|tusinde?|ingen|halvdelen|begge|flere|dobbelt\w*"
    r"|tredjedel|fjerdedel|million\w*|hver (?:anden|tredje|fjerde|femte|sjette|tiende))\b)",
    "{name}": r"(?<=[\w,;:)”\"] )[„“”\"(]?[A-ZÆØÅ][\w.’'-]+",
    "{time}": r"(?:sekund|minut|time|dag|døgn|uge|måned|kvartal|år|årti|århundrede)\w*",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing that is asked for.

    `asks` finds it in a question. `shape` finds it in a sentence; where it is `required`, a
    sentence without that shape cannot answer, where `required_of_named`, not what is asked of an
    initiative that is named. Where it is `sufficient`, one of that initiative does, whatever else
    the question says. `labels` are the sections that hold such things. `instead_of` are more
    general kinds that the same words seem to ask for.
    """

    name: str
    asks: re.Pattern[str]
    shape: re.Pattern[str] | None
    required: bool
    required_of_named: bool
    sufficient: bool
    labels: tuple[Label, ...]
    instead_of: tuple[str, ...]


@lru_cache(maxsize=1_000)  # clauses: each is asked of several times for one question
def kinds(clause: str, asked: str | None = None) -> tuple[Kind, ...]:
    """Return what a clause asks for: every specific kind in the order asked, else the kind of its
    question word. But for a situation it is only where `asked`, a text that it is of, asks for it.
    """

    def is_asked(kind: Kind) -> bool:
        return asked is None or kind.name == SITUATION or bool(kind.asks.search(asked))

    places = {
        kind: found.start()
        for kind in specific_kinds()
        if (found := kind.asks.search(clause)) and is_asked(kind)
    }
    if places:
        places = _without_counted(clause, places)
        general = {name for kind in places for name in kind.instead_of}
        return tuple(
            kind for kind in sorted(places, key=places.__getitem__) if kind.name not in general
        )
    words = (kind for kind in _read()["question_word"] if kind.asks.search(clause))
    return tuple(kind for kind in words if is_asked(kind))[:1]


def _without_counted(clause: str, found: dict[Kind, int]) -> dict[Kind, int]:
    """Return the kinds found but those that only the thing counted seems to ask for; a kind of
    number, as a sum of money, is asked for by it."""
    if all(kind.name != _COUNTS for kind in found):
        return found
    left = _COUNTED.sub(r"\1", clause)
    return {
        kind: place
        for kind, place in found.items()
        if kind.name == _COUNTS or _COUNTS in kind.instead_of or kind.asks.search(left)
    }


def specific_kinds() -> tuple[Kind, ...]:
    """Return the kinds that a question names, as against those of a bare question word."""
    return _read()["specific"]


@cache
def _read() -> dict[str, tuple[Kind, ...]]:
    content = yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader)
    return {group: tuple(_kind(entry) for entry in content[group]) for group in content}


def _kind(entry: dict[str, Any]) -> Kind:
    asks = "|".join(entry["asks"])
    for letter, typed in _TYPED.items():
        asks = asks.replace(letter, typed)
    shape = "|".join(entry.get("shape", ()))
    places = "|".join(map(re.escape, municipalities()))
    for name, pattern in {**_NAMED, "{municipality}": rf"\b(?:{places})s?\b"}.items():
        shape = shape.replace(name, pattern)
    return Kind(
        name=entry["name"],
        asks=re.compile(asks, re.IGNORECASE),
        shape=re.compile(shape) if shape else None,
        required=entry.get("required") is True,
        required_of_named=entry.get("required") in (True, "of_named"),
        sufficient=entry.get("sufficient", False),
        labels=tuple(entry.get("labels", ())),
        instead_of=tuple(entry.get("instead_of", ())),
    )
