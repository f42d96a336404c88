"""What a page says that its initiative is not: whom it is not for, and what it does not do."""

import re
from collections.abc import Iterator, Sequence

from corpus.text import sentences
from corpus.types import Document, Section
from index.danish import stem, words

_CANNOT = r"deltage|være\W+med|få|benytte|bruge|søge|komme|optages|begynde|låne|yde"
_DOES = r"gælder|omfatter|anbefales|indgår|rådgiver|tilbyder|behandler|optager|henvender"
_NOT = re.compile(
    r"\bikke\b(?:\W+\w+){0,4}?\W+(?:målgruppen|omfattet|omfatter)\b"
    r"(?! af (?:andre|et|en|den|det)\b)"
    rf"|\b(?:kan|må|skal|kunne|måtte)\W+(?:\w+\W+){{0,2}}?ikke\W+(?:{_CANNOT})\b"
    rf"|\b(?:{_DOES})\W+(?:sig\W+)?(?:heller\W+)?ikke\b"
    r"|\b(?:skal|behøver)\W+ikke\W+være\b|\b(?:må|låner|giver|yder)\W+ikke\b"
    r"|\ber\W+(?:derfor\W+)?ikke\W+(?:for|til|beregnet|målrettet|rettet)\b"
    r"|\b(?:undtaget|undtagen|bortset\W+fra)\b",
    re.IGNORECASE,
)
# 'psykisk vold', 'fysisk eller psykisk funktionsnedsættelse': no illness is spoken of.
_OF_ANOTHER = re.compile(
    r"\bpsykiske?\b(?=(?:\W+\w+){0,3}?\W+(?:vold|funktions\w+|arbejdsmiljø))", re.IGNORECASE
)


def included(document: Document, section: Section) -> str:
    """Return the text of a section without the sentences on whom or what it is not for, and
    without words that mean something else where they stand."""
    text, place = "", section.start
    for start, end in _not_for(document, section):
        text += document.text[place:start]
        place = end
    return _OF_ANOTHER.sub(" ", text + document.text[place : section.end])


def excluded(document: Document, sections: Sequence[Section]) -> frozenset[str]:
    """Return the stems of the sentences on whom or what it is not for."""
    spans = (span for section in sections for span in _not_for(document, section))
    return frozenset(stem(word) for span in spans for word in words(document.text[slice(*span)]))


def _not_for(document: Document, section: Section) -> Iterator[tuple[int, int]]:
    if _NOT.search(document.text, section.start, section.end):
        for start, end in sentences(document.text, section.start, section.end):
            if _NOT.search(document.text, start, end):
                yield start, end
