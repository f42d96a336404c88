"""What a page says that its initiative is not: whom it is not for, and what it does not do."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.beside import speaks_of_animals
from assistant.ended import ended
from corpus.text import sentences
from corpus.types import Document, Section
from index.danish import stem, words

_REMEMBERED = 500  # sections: each is looked at for several things, one after the other
_CANNOT = (
    r"deltage|være\W+med|få|benytte|bruge|søge|komme|optages|begynde|låne|yde|overnatte|sove|bo"
)
_DOES = (
    r"gælder|omfatter|anbefales|indgår|rådgiver|tilbyder|behandler|optager|modtager|henvender"
    r"|hjælper|hjalp"
)
# Those who are refused stand before the first, as in 'gravide kan ikke deltage', or after 'hvis';
# after the second, as in 'vi tager ikke imod gravide'.
_BEFORE = (
    rf"\b(?:kan|må|skal|kunne|måtte)\W+(?:\w+\W+){{0,2}}?ikke\W+(?:{_CANNOT})\b"
    r"|\b(?:kan|må|kunne)\W+(?:\w+\W+){0,2}?ikke\W+(?:visiteres|henvises|tilbydes)\b"  # not 'skal'
    r"|\bkan\W+(?:vi|de)\W+(?:\w+\W+)?ikke\W+(?:hjælpe|optage|modtage|tilbyde)\b"
    r"|\bikke\b(?:\W+\w+){0,4}?\W+(?:målgruppen|omfattet|omfatter)\b"
    r"(?! af (?:andre|et|en|den|det)\b)"
    r"|\bhenvises\W+(?:(?:i stedet|derfor|nu)\W+){0,2}til\W+(?:\w+\W+)?(?-i:[A-ZÆØÅ])\w+"
    r"|\bikke\W+(?:tilladt|adgang|velkom\w+)\b"
)
_AFTER = (
    r"\b(?:tager|tog)\W+(?:\w+\W+)?ikke\W+imod\b"
    r"|\b(?:modtager|optager|behandler|hjælper)\W+(?!det\W)(?:\w+\W+)?ikke\b"
    r"(?!\W+(?:kun|bare|blot|alene)\b)"
    r"|\ber\W+(?:derfor\W+)?ikke\W+(?:et\W+tilbud\W+)?(?:for|til|beregnet|målrettet|rettet)\b"
    r"|\b(?:gælder|omfatter|henvender)\W+(?:(?:sig|os)\W+)?(?:heller\W+)?ikke\b"
)
_NOT = re.compile(
    rf"{_BEFORE}|{_AFTER}"
    rf"|\b(?:{_DOES})\W+(?:(?:sig|os)\W+)?(?:heller\W+)?ikke\b(?!\W+(?:kun|bare|blot)\b)"
    r"|\b(?:skal|behøver)\W+ikke\W+være\b|\b(?:må|låner|giver|yder)\W+ikke\b"
    r"|\b(?:undtaget|undtagen|bortset\W+fra)\b",
    re.IGNORECASE,
)
_NO = re.compile(r"ikke|undtage|bortset|henvises", re.IGNORECASE)  # quick to look for
_BETWEEN = re.compile(r" · |\t| \| ")
_REFUSES = re.compile(rf"(?P<before>{_BEFORE})|(?P<after>{_AFTER})", re.IGNORECASE)
_SENT = re.compile(
    r"\bhenvises\W+(?:\w+\W+){0,2}?til\W+(?:[a-zæøå]\w*\W+)?([A-ZÆØÅ]\w+)"
    r"(?:[^.;]{0,40}?\b(af|gennem|via|fra)\b)?"
)
_DOES_NOT = re.compile(
    r"\b(?:behandler|udreder)\b(?:\W+\w+){0,2}?\W+ikke\b"
    r"|\bikke\W+(?:behandle|udrede|tilbyde\W+behandling|hjælpe\W+(?:dig\W+)?med)\b"
    r"|\bhjælper\W+(?:dig\W+)?ikke\W+med\b|\bikke\W+(?:til|for)\W+(?:den|dem|dig)\b[^.]*\bselv\b",
    re.IGNORECASE,
)
_ALLOWED = re.compile(r"tilladt", re.IGNORECASE)
# A clause of its own: 'Vi har en læge, og vi tager ikke imod gravide'.
# And what is said of others: 'ikke til børn, men til deres forældre'.
_ANOTHER_CLAUSE = re.compile(
    r", (?:og (?:vi|du|man|de|der|den|det)|men (?:vi|du|man|de|der|den|det|til|for|kun))\b",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:hvis|når)\b", re.IGNORECASE)
# Who is refused only so long, or without something, may come.
_UNLESS = re.compile(
    r"\b(?:medmindre|uden(?! for)|før|førend|alene|samtidig|sammen|udelukkende)\b", re.IGNORECASE
)
# Whose age is told beside, and who seldom gets in or is sent on.
_SELDOM = re.compile(r"\bkan kun\b.*\bhvis\b|\bi stedet\b", re.IGNORECASE | re.DOTALL)
# 'psykisk vold', 'fysisk eller psykisk funktionsnedsættelse': no illness is spoken of.
_OF_ANOTHER = re.compile(
    r"\bpsykiske?\b(?=(?:\W+\w+){0,3}?\W+(?:vold|funktions\w+|arbejdsmiljø))", re.IGNORECASE
)


def included(document: Document, section: Section) -> str:
    """Return the text of a section without the sentences on whom or what it is not for or what is
    no more, and without words that mean something else where they stand."""
    text, place = "", section.start
    for start, end in sorted({*_not_for(document, section), *ended(document, section)}):
        text += document.text[place:start]
        place = max(place, end)
    return _OF_ANOTHER.sub(" ", text + document.text[place : section.end])


def aimed(document: Document, start: int, end: int) -> str:
    """Return the sentences of a place on a page that say whom it is for, without those on whom it
    is not for, or seldom."""
    spans = sentences(document.text, start, end)
    said = (document.text[slice(*span)] for span in spans)
    return " ".join(one for one in said if not says_no(one))


def says_no(sentence: str) -> bool:
    """Return whether a sentence says whom or what it is not for, or who seldom gets in."""
    return _NOT.search(sentence) is not None or _SELDOM.search(sentence) is not None


def excluded(document: Document, sections: Sequence[Section]) -> frozenset[str]:
    """Return the stems of the sentences on whom or what it is not for."""
    every = (_not_for(document, section) for section in sections)
    spans = (span for found in every for span in found)
    return frozenset(stem(word) for span in spans for word in words(document.text[slice(*span)]))


def refused(document: Document, sections: Sequence[Section]) -> list[str]:
    """Return what tells who is refused, in the words of the page: 'Gravide og unge under 18 år' of
    'Gravide og unge under 18 år kan ikke overnatte'.

    Not of those that are refused so long, or unless something.
    """
    every = (_not_for(document, section) for section in sections)
    said = (document.text[slice(*span)] for found in every for span in found)
    # 'Unge henvises til Broen af egen læge' is how to get to Broen.
    told = (_who(one) for one in said if not _comes_here(one, document.title))
    return [who for who in told if who]


def untreated(document: Document, sections: Sequence[Section]) -> Iterator[str]:
    """Yield the sentences on what it does not do for those who have something: 'Vi behandler ikke
    epilepsi'. They refuse nobody else, as the kin of those."""
    for section in sections:
        for span in _not_for(document, section):
            if _DOES_NOT.search(document.text, *span):
                yield document.text[slice(*span)]


def _comes_here(sentence: str, title: str) -> bool:
    """Return whether a sentence says how somebody is sent to the initiative of a page."""
    found = _SENT.search(sentence)
    return found is not None and (found[2] is not None or found[1] in title)


def _who(sentence: str) -> str:
    """Return the words of a sentence that tell whom it refuses, '' where it refuses nobody."""
    match = _REFUSES.search(sentence)
    if match is None or _UNLESS.search(sentence):
        return ""
    before, after = sentence[: match.start()], sentence[match.end() :]
    if _ALLOWED.search(match[0]) and not speaks_of_animals(before):
        return ""  # what may not be done: 'hash er ikke tilladt'
    if match["after"]:
        return _ANOTHER_CLAUSE.split(after)[0]
    before = _ANOTHER_CLAUSE.split(before)[-1]
    condition = _IF.search(after)
    return before + (after[condition.start() :] if condition else "")


def _not_for(document: Document, section: Section) -> tuple[tuple[int, int], ...]:
    blocks = tuple((block.start, block.end) for block in section.blocks)
    return _saying_no(document.text, blocks)


@lru_cache(maxsize=_REMEMBERED)
def _saying_no(text: str, blocks: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """Return where the sentences stand on whom or what it is not for: each item of a list and each
    cell of a row is one by itself."""
    spans = (
        span
        for block in blocks
        if _NO.search(text, *block)
        for cell in _cells(text, *block)
        for span in sentences(text, *cell)
    )
    return tuple(span for span in spans if _NO.search(text, *span) and _NOT.search(text, *span))


def _cells(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the places of the cells of a row, all of it where it is none."""
    for match in _BETWEEN.finditer(text, first, last):
        yield first, match.start()
        first = match.end()
    yield first, last
