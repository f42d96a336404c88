"""Which municipality a page is of; a question that names it says which page, and nothing else."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.municipalities import places
from assistant.question import Question
from corpus.types import Document
from index.danish import stems

_CAPITAL = re.compile(r"\b[A-ZÆØÅ][\w-]*")
# As a question names it: 'i Viborg', 'fra Viborg Kommune'.
_THERE = re.compile(r",? ?\b(?:i|fra|på|ved|hos) ([\w-]+)(?: kommunes?)?\b", re.IGNORECASE)
# A row or a line that is of a place: 'Viborg: Torvet 2', 'By: Viborg · Pladser: 4'.
_KEY = re.compile(r"^(?:[^:·\n]{2,40}: )?([A-ZÆØÅ][\w-]+)(?=:| ·|\t|$)", re.MULTILINE)
_IN = re.compile(r"\b(?:[Ii]|[Ff]ra) ([A-ZÆØÅ][a-zæøå]{2,30})\b(?! [Kk]ommune)")
_COUNTRY = re.compile(r"\bhele landet\b|\blandsplan\b", re.IGNORECASE)
_BODY = re.compile(r"([\w-]{2,40}) kommunes?\b", re.IGNORECASE)


def only_place(document: Document) -> frozenset[str]:
    """Return the stem of the municipality that a page is of, where it is one alone.

    That is the one that the page names; where it names several, the one in its title, its first
    words and its contacts.
    """
    named = places_in(document.text)
    if len(named) > 1:
        named = _home(document)
    return named if len(named) == 1 else frozenset()


def _home(document: Document) -> frozenset[str]:
    """Return the stems of the municipalities in a page's title, its first words and contacts."""
    first = [section for section in document.sections[:1] if section.blocks]
    own = [document.text[section.start : section.blocks[0].end] for section in first]
    own += [document.text[s.start : s.end] for s in document.sections if s.label == "contact"]
    return places_in(" ".join([document.title, *own]))


def places_in(text: str) -> frozenset[str]:
    """Return the stems of the municipalities that a text names: 'vejer' is none."""
    return places().intersection(stems(" ".join(_CAPITAL.findall(text))))


def is_elsewhere(question: Question, page: Document) -> bool:
    """Return whether a page is of another municipality than a question names, and does not name
    that one."""
    named, own = question.names & places(), only_place(page)
    return bool(named and own) and named.isdisjoint(own) and named.isdisjoint(stems(page.text))


def placed(question: Question, documents: Mapping[str, Document]) -> Question:
    """Return a question without the municipality that the pages of its initiative are of: every
    sentence of theirs is of it, so that none answers for naming it.

    The place of another initiative beside this one goes too.
    """
    pages = [documents[scope.document] for scope in question.scopes]
    each = [only_place(page) for page in pages]
    said = frozenset[str]().union(*each) & set(question.terms)
    if not said or not all(each) or not all(_is_of(page, said) for page in pages):
        return question
    if question.is_one_of_many:
        said |= question.names & places()
    bodies = {term for name in _BODY.findall(question.text) for term in stems(name)}
    gone = said | ({"kommun"} if said & bodies else set())
    return replace(
        question,
        text=_without(said, question.text),
        asked=_without(said, question.asked),
        terms=tuple(term for term in question.terms if term not in gone),
        subject=tuple(term for term in question.subject if term not in gone),
        rest=tuple(term for term in question.rest if term not in gone),
        names=question.names - gone,
    )


def _is_of(page: Document, said: frozenset[str]) -> bool:
    """Return whether all of a page is of some places, and no line or row of it alone."""
    bodies = stems(" ".join(_BODY.findall(page.text)))  # 'Viborg Kommune'
    is_home = not said.isdisjoint((*_home(page), *bodies))
    rows = (stems(name) for name in _KEY.findall(page.text))
    return is_home and all(said.isdisjoint(names) for names in rows) and not _compares(page, said)


def _compares(page: Document, said: frozenset[str]) -> bool:
    """Return whether a section tells of some places beside others: '3 i Viborg, 5 i Karup'; what a
    page says first is whose it is."""
    for number, section in enumerate(page.sections):
        blocks = section.blocks[1:] if number == 0 else section.blocks
        text = "\n".join(page.text[block.start : block.end] for block in blocks)
        named = [set(stems(name)) for name in _IN.findall(text)]
        own = [names for names in named if names & said]
        if own and (len(own) < len(named) or _COUNTRY.search(text)):
            return True
    return False


def _without(said: frozenset[str], text: str) -> str:
    """Return a text without the words that say that something is in some places."""
    return _THERE.sub(lambda match: "" if said & set(stems(match[1])) else match[0], text)
