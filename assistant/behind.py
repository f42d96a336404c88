"""The association or the fund behind a page, which a question names and the title does not.

'Hvad koster en tur hos Blå Bølge?' asks of the page that begins 'Foreningen Blå Bølge giver …'.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.evidence import Evidence
from assistant.question import Question
from assistant.reached import CONTACT
from assistant.scopes import Scope
from corpus.text import sentences
from corpus.types import Document
from index.danish import stems

_BODY = (
    r"(?:(?:Den [\w-]+ )?(?:[Ff]orening|[Ff]ond|[Oo]rganisation|[Nn]etværk|[Ss]tiftelse"
    r"|[Hh]jælpeorganisation|[Ss]elskab|[Kk]lub|[Ff]ællesskab)(?:en|et) )"
)
_CAPITAL = r"[A-ZÆØÅ][\w’&-]*"
_INSIDE = r"(?:(?:i|og|af|for|til|på|med|ved|uden|det|den|de|en|et) ){0,2}"
_NAMED = re.compile(rf"{_BODY}({_CAPITAL}(?: {_INSIDE}{_CAPITAL})*)")

# Asks of the body itself, and of none of what it offers.
_ITSELF = ("role", "title", "person", "founder", "founded", "cpr")


def behind(question: Question, evidence: Evidence) -> Question:
    """Return a question that names no initiative as one of the page whose first sentence begins
    with a body that it names, where that is one page alone."""
    if question.scopes or question.is_overview or question.side or question.kind_name in _ITSELF:
        return question
    pages = [evidence.documents[id] for id in {hit.passage.document for hit in evidence.hits}]
    found = [(page, name) for page in pages for name in _bodies(page) if _is_in(name, question)]
    if len({page.id for page, _ in found}) != 1:
        return question
    page, name = found[0]
    terms = frozenset(stems(name)).intersection(question.terms)
    scope = Scope(page.id, page.title, 0, len(page.text), is_page=True, terms=terms)
    rest = tuple(term for term in question.rest if term not in terms)
    if rest and question.kind_name in CONTACT:
        return question  # whom to ask of one thing of several
    return replace(question, scopes=(scope,), rest=rest)


def _bodies(page: Document) -> Iterator[str]:
    """Yield the names of bodies that a page begins with, or a sentence of its first paragraph."""
    for section in page.sections[:1]:
        for block in section.blocks[:1]:
            for start, end in sentences(page.text, block.start, block.end):
                if found := _NAMED.match(page.text, start, end):
                    yield found[1]


def _is_in(name: str, question: Question) -> bool:
    """Return whether a question has a name as it is written, one of several words in any case."""
    flags = re.IGNORECASE if " " in name else 0
    return re.search(rf"\b{re.escape(name)}s?(?!\w)", question.text, flags) is not None
