"""In which municipalities an initiative is, where it is for those who live there."""

import re
from collections.abc import Sequence

from assistant import stated
from assistant.excluded import included
from assistant.municipalities import municipalities
from assistant.stated import NAME
from corpus.types import Document, Section

_FIRST = 2  # blocks in which a page says where it is
_LINE = 60  # letters of one: 'Nyt fra huset, 4. marts 2024'
_OF_OTHERS = ("evaluation", "funding", "contact")  # who looks at it or pays may be anywhere
_LISTED = rf"{NAME}(?:(?:\s*,\s*|\s+(?:og|eller|samt)\s+){NAME})*"
_THERE = re.compile(rf"\b(?:[Ii]|[Pp]å|[Ff]ra|[Vv]ed) ({_LISTED})|({_LISTED}) [Kk]ommune")
_FOR_ALL = re.compile(
    r"\buanset\W+(?:hvor|(?:hvilken\W+)?kommune|bopæl)|\b(?:hele\W+landet|i\W+danmark)\b"
    r"|\blands(?:dækkende|organisation|forening)|\bnational\w*|\balle\W+(?:landets\W+)?kommuner",
    re.IGNORECASE,
)


def home(document: Document, target: str) -> frozenset[str]:
    """Return the municipalities, in small letters, that a page says it is of where it begins or
    tells whom it is for, and the others that it is in; none where any of it is for the whole
    country, or where it does not say."""
    of_it = [one for one in document.sections if one.label not in _OF_OTHERS]
    named = _there(f"{document.title} {_beginning(document, of_it)} {target}")
    if not named or any(_FOR_ALL.search(included(document, one)) for one in document.sections):
        return frozenset()
    spans = stated.places(document, of_it)
    return frozenset(named.union(*(_names(document.text[slice(*span)]) for span in spans)))


def _beginning(document: Document, sections: Sequence[Section]) -> str:
    """Return the first blocks of the first section that is more than a line on the page itself, and
    what stands before it."""
    told: list[str] = []
    for section in sections:
        told += [document.text[one.start : one.end] for one in section.blocks[:_FIRST]]
        if section.end - section.start >= _LINE:
            break
    return " ".join(told)


def _there(text: str) -> set[str]:
    """Return the municipalities that a text says something is in or of, in small letters."""
    return {name for match in _THERE.findall(text) for one in match for name in _names(one)}


def _names(listed: str) -> set[str]:
    """Return the municipalities in a list of names, in small letters."""
    words = {form for name in re.findall(NAME, listed) for form in (name, name.removesuffix("s"))}
    return {name.lower() for name in municipalities() if name in words}
