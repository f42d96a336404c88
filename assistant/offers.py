"""The offers that a page tells of beside its own, under headings of theirs: what they cost, when
they are open and whom they are for is so of them alone."""

import re
from collections.abc import Sequence
from functools import lru_cache

from assistant.kinds import kinds
from assistant.question import Question
from assistant.words import ASKING, content_terms
from corpus.labels import is_fact, label_of
from corpus.parts import is_stage
from corpus.text import sentences
from corpus.types import Document, Section
from index.danish import NOUN, likeness, stems

# What each offer has of its own: another one's is no answer.
_OWN = ("cost", "amount", "opening", "telephone", "email", "age", "reachable")
_LIKE = 0.6  # likeness from which a word of a heading is named
# A chapter of what there is beside what the page is about.
_OTHERS = re.compile(
    r"(?:andre|flere|øvrige) (?:\w+ )?\w*(?:tilbud|aktiviteter|ydelser|indsatser|projekter|hold"
    r"|grupper|muligheder|steder|kurser|foreninger|huse|afdelinger|linjer|initiativer|mentorer"
    r"|ordninger)\b|sidetilbud\b",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:en|et|ne)$")  # 'Botilbud' is what the page is about, 'Klubben' an offer
# What the first sentence of an offer says of it.
_IS = re.compile(
    r"\b(?:er|var) (?:(?:også|kun|alene) )?(?:der|et|en|for|til|noget)\b|\bkan (?:\w+ ){1,2}"
    r"(?:få|komme|deltage|være)\b",
    re.IGNORECASE,
)


def is_among_others(section: Section) -> bool:
    """Return whether a section stands in a chapter of other offers: 'Flere tilbud fra os'."""
    return any(_OTHERS.match(heading) for heading in section.headings)


def unmeant(question: Question, page: Document) -> Sequence[Section]:
    """Return the sections of a page about offers that a question does not ask about: none where it
    asks for what is not each one's own, or names a part of the page."""
    if question.kind_name not in _OWN or not all(scope.is_page for scope in question.scopes):
        return ()
    if not question.scopes:
        return ()
    found = [one for one in page.sections if is_offer(page, one)]
    own = {
        word
        for one in page.sections
        if one not in found
        for word in stems(f"{one.about} {page.text[one.start : one.end]}")
    }
    alone = [term for term in question.rest if not _is_said(term, own)]
    return [one for one in found if not _is_meant(question, alone, page, one)]


@lru_cache(maxsize=10_000)
def _sorts(heading: str) -> bool:
    """Return whether a heading may be what an offer is called, and not what is told of one."""
    asks = kinds(heading) or label_of(heading) or is_fact(heading) or heading.endswith("?")
    return bool(heading) and not (asks or is_stage(heading))


def is_offer(page: Document, section: Section) -> bool:
    """Return whether a section is about an offer of its own.

    So it is in a chapter of others, and where its first sentence says what that is or for whom
    which its heading ends in: 'Særligt for unge: Broen' and 'Broen er en samtalegruppe …'.
    """
    if is_among_others(section):
        return True
    name = content_terms(section.heading.split(": ")[-1])
    is_generic = " " not in section.heading and not _DEFINITE.search(section.heading)
    if not (section.blocks and name and _sorts(section.heading)) or is_generic:
        return False
    if all(_is_said(term, stems(page.title)) for term in name):
        return False  # of the page itself
    block = section.blocks[0]
    [*first] = sentences(page.text, block.start, block.end)[:1]
    told = page.text[first[0][0] : first[0][1]] if first else ""
    return _IS.search(told) is not None and _is_said(name[-1], stems(told))


def _is_meant(question: Question, alone: Sequence[str], page: Document, offer: Section) -> bool:
    """Return whether a question has a word of an offer's name, or one that it says and nothing
    outside the offers does."""
    named = [term for term in content_terms(offer.heading) if term not in ASKING]
    if any(_is_said(term, question.terms, _LIKE) for term in named):
        return True
    said = stems(page.text[offer.start : offer.end])
    return any(_is_said(term, said) for term in alone)


def _is_said(term: str, said: Sequence[str] | set[str], least: float = NOUN) -> bool:
    return any(likeness(term, word) >= least for word in said)
