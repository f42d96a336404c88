"""A question taken apart: what it asks for, and the words that say about what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant import words as words_
from assistant.kinds import SITUATION, Kind, kinds, specific_kinds
from index.danish import fold, stem, words
from index.thesaurus import expand

EMPTY = frozenset(form(word) for word in words_.EMPTY for form in (stem, fold))
ASKING = frozenset(form(word) for word in words_.ASKING for form in (stem, fold))

# A capital letter inside a sentence, or what follows a paragraph sign.
_NAME = re.compile(r"(?<=[\w,;:)”\"] )([A-ZÆØÅ][\w’'-]+)|(?:§+|paragraf(?:fen)?)\s*(\d+)")

_HOW_MANY = re.compile(r"\bhvor mange\s+((?:\w+\s*){1,3})", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[?!;]+\s*|\.\s+(?=(?-i:[A-ZÆØÅ]))|,\s+(?=hv\w+\b)"
    r"|,?\s+(?:og|samt|and)\s+(?=(?:hv\w+|er|har|kan|findes|kører|what|who|when|how)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that a question asks for: the clause that asks, and its kind."""

    clause: str
    kind: Kind | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question in its own words, and the stems of its content words.

    `subject` are the terms that say about what, without those that say what is asked for
    ('telefonnummer', 'målgruppe'). `names` are the subject's proper names and the numbers of
    paragraphs: a document that lacks one of these is about something else. `official` has the
    official stems for terms that are everyday speech. `counted` is the term that 'hvor mange' asks
    the number of.
    """

    text: str
    aspects: tuple[Aspect, ...]
    terms: tuple[str, ...]
    subject: tuple[str, ...]
    names: frozenset[str]
    official: Mapping[str, tuple[str, ...]]
    counted: str | None


def parse(text: str) -> Question:
    """Return the question taken apart; it always has at least one aspect."""
    aspects = [Aspect(clause, kind) for clause in _CLAUSE.split(text) for kind in kinds(clause)]
    if any(aspect.kind in specific_kinds() for aspect in aspects):
        aspects = [aspect for aspect in aspects if aspect.kind and aspect.kind.name != SITUATION]
    named = {aspect.kind.name: aspect for aspect in reversed(aspects) if aspect.kind}
    found = tuple(reversed(named.values())) or (Aspect(text, None),)
    terms = content_terms(text)
    subject = tuple(term for term in terms if term not in ASKING)
    names = _names(text) & set(subject)
    return Question(text, found, terms, subject, names, expand(text), _counted(text, terms))


def _names(text: str) -> frozenset[str]:
    found = [match[0] or match[1] for match in _NAME.findall(text)]
    return frozenset(stem(word) for name in found for word in words(name))


def _counted(text: str, terms: tuple[str, ...]) -> str | None:
    match = _HOW_MANY.search(text)
    after = content_terms(match[1]) if match else ()
    return next((term for term in after if term in terms), None)


def content_terms(text: str) -> tuple[str, ...]:
    """Return the stems of a text's content words, each once, in order."""
    return tuple(dict.fromkeys(key for word in words(text) if (key := stem(word)) not in EMPTY))
