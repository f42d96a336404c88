"""To whom an initiative is closed: whom its page refuses, and who lives where it is not for."""

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from assistant.excluded import included, refused, untreated
from assistant.municipalities import is_municipality
from assistant.people import Ages, ages_in, is_weak
from assistant.stated import NAME
from assistant.words import EMPTY
from corpus.types import Document, Section
from index.danish import stem, words

_LISTED = rf"{NAME}(?:(?:\s*,\s*|\s+(?:og|eller|samt)\s+){NAME})*"
# What somebody has to do: 'Peter bor i Ribe' says nothing of others.
_LIVES = re.compile(
    r"\b(?:[Ss]kal|[Kk]un|du|I|man|der|som|[Dd]em|have|har|med)[ ,]+(?:[a-zæøå]+[ ,]+){0,2}?"
    rf"(?:bor|bo|bopæl|bosat|bosiddende)\W+(?:\w+\W+){{0,3}}?i\W+({_LISTED})"
)
_OTHERS = re.compile(r"\b(?:fra|i) (?:andre|en anden) kommuner?\b", re.IGNORECASE)
_OUTSIDE = re.compile(rf"\buden for\W+({NAME})")
_CAPITAL = re.compile(NAME)


@dataclass(frozen=True, slots=True)
class Closed:
    """Whom a page refuses, by stems and ages, and the places that its users have to live in, in
    small letters, none where it does not say. `untreated` are the stems of what it does not
    treat."""

    words: frozenset[str]
    ages: tuple[Ages, ...]
    only: frozenset[str]
    untreated: frozenset[str] = frozenset()

    def to_age(self, asked: Sequence[Ages]) -> bool:
        """Return whether all ages that are told are within one that is refused."""
        return bool(asked) and all(
            any(no.first <= one.first and one.last <= no.last for no in self.ages) for one in asked
        )


def closed(
    document: Document, sections: Sequence[Section], own: Set[str], places: Sequence[str]
) -> Closed:
    """Return to whom an initiative is closed; `own` are the stems of whom and what it is for, and
    `places` the municipalities that it names."""
    no = refused(document, sections)
    told = [who for who in no if not _OUTSIDE.search(who)]
    said = {stem(word) for who in told for word in words(who)} - EMPTY - own
    ages = tuple(age for who in told for age in ages_in(who))
    stems = frozenset(term for term in said if term.isalpha() and not is_weak(term))
    only = _only(document, sections, no, names_in(places))
    no_more = {stem(word) for one in untreated(document, sections) for word in words(one)}
    return Closed(stems, ages, only, frozenset(no_more))


def names_in(places: Sequence[str]) -> frozenset[str]:
    """Return the names in the places of a page, as 'ribe' and 'thy' of 'Ribe og Thy Kommuner', in
    small letters, with and without an 's'."""
    named = {name.lower() for place in places for name in _CAPITAL.findall(place)}
    named |= {name.removesuffix("s") for name in named}
    return frozenset(name for name in named if not name.startswith("kommune"))


def _only(
    document: Document, sections: Sequence[Section], no: Sequence[str], places: Set[str]
) -> frozenset[str]:
    """Return the places that its users have to live in; `no` tells who is refused.

    Only municipalities, and what the page says that it is of: a village may be anywhere.
    """
    text = " ".join(included(document, section) for section in sections)
    lived = {name.lower() for match in _LIVES.findall(text) for name in _CAPITAL.findall(match)}
    outside = {name.lower() for who in no for name in _OUTSIDE.findall(who)}
    found = {name for name in lived | outside if name in places or is_municipality(name)}
    is_local = any(_OTHERS.search(who) for who in no)
    return frozenset(found or (places if is_local else ()))
