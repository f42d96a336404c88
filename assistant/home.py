"""Of which municipalities an initiative is, where it is for those who live there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant import stated
from assistant.excluded import included
from assistant.municipalities import municipalities
from assistant.people import names_people
from assistant.stated import NAME
from corpus.types import Document, Section

_FIRST = 2  # blocks in which a page says where it is
_LINE = 60  # letters of one: 'Nyt fra huset, 4. marts 2024'
_BESIDE = 80  # letters before a name that say what is there
_OF_OTHERS = ("evaluation", "funding", "contact")  # who looks at it or pays may be anywhere
_LISTED = re.compile(rf"{NAME}(?:(?:\s*,\s*|\s+(?:og|eller|samt)\s+){NAME})*")
_MUNICIPALITY = re.compile(r"\s[Kk]ommuner?\b")
_IN = re.compile(r"\b(?:[Ii]|[Pp]å|[Ff]ra|[Vv]ed) $")
# Who pays for it or works with it may be one of many.
_PAYS = re.compile(
    r"(?:tilskud|støtte|støttet|penge|midler|kroner|overenskomst|aftale|samarbejde|betalt|finansieret)"
    r" (?:fra|med|af) $",
    re.IGNORECASE,
)
# A house is in a town for whoever comes; 'borgere i' it are those who live there.
_LIVE = re.compile(
    r"\b(?:bor|bo|bosat|bosatte|bopæl|borgere?|borgerne|beboere|kommune(?:n|r|rne)?)"
    r"(?: (?:i|fra|på))? $",
    re.IGNORECASE,
)
_MEANT = re.compile(r"\b(?:for|til) (?:[\w-]+,? ){0,3}?([\w-]+) (?:i|fra|på) $", re.IGNORECASE)
_YOU = ("dig", "jer", "alle", "dem")
_SHIRE = r"(?:[\w-]*(?:jylland|sjælland)|fyn|lolland|falster|bornholm|region\w*|\w*området)"
_FOR_ALL = re.compile(
    r"\buanset\W+(?:hvor|(?:hvilken\W+)?kommune|bopæl)|\b(?:i|fra)\W+danmark\b"
    rf"|\bhele\W+(?:danmark|{_SHIRE})\b|(?<!\bpå )\blandets?\b"
    r"|\blands(?:dækkende|organisation|forening)|\bnational\w*|\balle\W+(?:landets\W+)?kommuner"
    r"|\b(?:fra|bor\W+i|borgere\W+i)\W+(?:de\W+)?(?:en\W+)?(?:anden|andre|flere|øvrige)\W+kommuner?\b"
    r"|\b(?:nabo|omegns)kommuner\w*|\bomliggende\W+kommuner|\bomegn(?:en)?\b"
    r"|\b(?:et\W+)?(?:andet\W+sted|andre\W+steder)\W+(?:i|fra)\b|\bbor\W+(?:et\W+)?and(?:et|re)\W+sted"
    r"|\buden\W?for\W+kommunen\b|\budenbys\b",
    re.IGNORECASE,
)
# By law these take in whoever comes, from wherever.
_OPEN = re.compile(r"krisecent|\w*herberg|\bforsorgshjem|§\W*(?:109|110)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Home:
    """The municipalities, in small letters, that a page says it is of, with others that it is in,
    so that it is for those who live there; else those that it lies in, for whoever comes."""

    of: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()


NOWHERE = Home()


def home(document: Document, target: str) -> Home:
    """Return of which municipalities a page says that it is, where it begins or tells whom it is
    for; none where any of it is for the whole country, or for more than those who live there."""
    of_it = [one for one in document.sections if one.label not in _OF_OTHERS]
    first = f"{document.title} {_beginning(document, of_it)} {target}"
    named = [(True, names) for _, names in _named(document.title)] + list(_named(first))
    if not named or _OPEN.search(first):
        return NOWHERE
    if any(_FOR_ALL.search(included(document, one)) for one in document.sections):
        return NOWHERE
    near = frozenset(name for _, names in named for name in names)
    if not any(is_of for is_of, _ in named):
        return Home(near=near)
    spans = stated.places(document, of_it)
    return Home(near.union(*(_names(document.text[slice(*span)]) for span in spans)))


def _beginning(document: Document, sections: Sequence[Section]) -> str:
    """Return the first blocks of the first section that is more than a line on the page itself, and
    what stands before it."""
    told: list[str] = []
    for section in sections:
        told += [document.text[one.start : one.end] for one in section.blocks[:_FIRST]]
        if section.end - section.start >= _LINE:
            break
    return " ".join(told)


def _named(text: str) -> Iterator[tuple[bool, set[str]]]:
    """Yield the municipalities that a text says something is in or of, in small letters, each list
    with whether that says whom it is for: those who live there."""
    for match in _LISTED.finditer(text):
        before = text[max(0, match.start() - _BESIDE) : match.start()]
        is_municipality = _MUNICIPALITY.match(text, match.end()) is not None
        is_of = is_municipality or _LIVE.search(before) is not None or _is_meant(before)
        if (is_of or _IN.search(before)) and (names := _names(match.group())):
            yield is_of and not _PAYS.search(before), names


def _is_meant(before: str) -> bool:
    """Return whether what stands before a name says whom something is for: 'for unge i'."""
    match = _MEANT.search(before)
    return match is not None and (match[1].lower() in _YOU or names_people(match[1]))


def _names(listed: str) -> set[str]:
    """Return the municipalities in a list of names, in small letters."""
    words = {form for name in re.findall(NAME, listed) for form in (name, name.removesuffix("s"))}
    return {name.lower() for name in municipalities() if name in words}
