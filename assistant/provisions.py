"""What a law or bylaws say in the paragraph that a question names: 'Hvad siger § 3, stk. 2?'."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.paragraphs import asked, numbers, other_law
from assistant.question import Question
from corpus.provisions import number_of, starts_of_parts
from corpus.types import Document, Section
from index.danish import stems

_WHICH = re.compile(r"\bhvilke[nt]? (?:paragraf|§)", re.IGNORECASE)
_TELLS = frozenset(stems("handler omhandler drejer regulerer fremgår står gælder paragraf"))
_FEWEST = 2  # paragraphs of a page that is a law


def provision(question: Question, evidence: Evidence) -> list[Statement] | None:
    """Return the paragraphs, or the parts of them, whose words a question asks for; none where the
    page that it asks of lacks one of them, None where it asks for something else or of another law.
    """
    wanted = asked(question.text)
    if not wanted:
        return None
    page = _page(question, evidence, {number for number, _ in wanted})
    if page is not None:
        there = _paragraphs(page)
        stated = [_said(page, there.get(number), part) for number, part in wanted]
        return [item for said in stated for item in said] if all(stated) else []
    return None if _is_told(question, evidence) else []


def naming(question: Question, evidence: Evidence) -> list[Statement]:
    """Return the one paragraph of a law that has all the words of a question which paragraph tells
    of something; none where several do or none does."""
    about = {term for term in question.subject if term[0].isalpha()} - _TELLS
    if not about or not _WHICH.search(question.text):
        return []
    there = [
        (page, section)
        for page in _found(question, evidence)
        if len(_paragraphs(page)) >= _FEWEST
        for section in _paragraphs(page).values()
        if about & (told := set(stems(page.text[section.start : section.end])))
        and about <= told | set(stems(page.title))
    ]
    return _said(*there[0], "") if len(there) == 1 else []


def _page(question: Question, evidence: Evidence, wanted: set[str]) -> Document | None:
    """Return the law that a question asks of: the one whose title, or whose paragraph of that
    number, has most of its words, else the first found that has the paragraph."""
    pages = [page for page in _found(question, evidence) if len(_paragraphs(page)) >= _FEWEST]
    pages = [page for page in pages if not other_law(question.text, page.title)]
    about = {term for term in question.subject if term[0].isalpha()}
    scores = [_score(page, about, wanted) for page in pages]
    best = max(scores, default=0)
    if about and best:
        return pages[scores.index(best)]
    having = [page for page in pages if wanted <= _paragraphs(page).keys()]
    return having[0] if having and not about else None


def _score(page: Document, about: set[str], wanted: set[str]) -> int:
    """Return how many words of a question a page has in its title, which count most, or in the
    paragraphs asked for."""
    there = _paragraphs(page)
    sections = [there[number] for number in wanted if number in there]
    said = " ".join(page.text[section.start : section.end] for section in sections)
    in_title = len(about & set(stems(page.title)))
    return in_title * (len(about) + 1) + len(about & set(stems(said)))


def _found(question: Question, evidence: Evidence) -> list[Document]:
    """Return the pages that a question names, else those that search found, best first."""
    ids = [scope.document for scope in question.scopes]
    ids += [hit.passage.document for hit in evidence.hits]
    return [evidence.documents[id] for id in dict.fromkeys(ids)]


def _paragraphs(page: Document) -> dict[str, Section]:
    """Return the sections of a page that are paragraphs of it, by number."""
    found = ((number_of(section.heading), section) for section in page.sections)
    return {number: section for number, section in reversed(list(found)) if number}


def _said(page: Document, section: Section | None, part: str) -> list[Statement]:
    """Return what a paragraph says, or the part of it with a number ('stk. 2'); none where there
    is no such one."""
    if section is None:
        return []
    blocks = [(one.start, one.end) for one in section.blocks if one.kind != "link"]
    if not part:
        return [Statement(page.text[start:end], page, start, end) for start, end in blocks]
    spans = list(_parts(page.text, blocks))
    told = [(start, end) for number, start, end in spans if number == part]
    return [Statement(page.text[start:end], page, start, end) for start, end in told]


def _parts(text: str, blocks: Sequence[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """Return the pieces of a paragraph with the number of the part that each belongs to."""
    found: list[tuple[str, int, int]] = []
    number = "1"
    for start, end in blocks:
        cuts = [("", start), *starts_of_parts(text, start, end), ("", end)]
        for (told, left), (_, right) in pairwise(cuts):
            number = told or number
            if piece := text[left:right].rstrip():
                found.append((number, left, left + len(piece)))
    return found


def _is_told(question: Question, evidence: Evidence) -> bool:
    """Return whether a page that was found tells of a paragraph with a number that is asked for;
    the own ones of a law are of no other."""
    named = numbers(question.text)
    return any(
        named & (numbers(page.text) - _own(question, page)) for page in _found(question, evidence)
    )


def _own(question: Question, page: Document) -> set[str]:
    """Return the numbers of the paragraphs of a law, none where the question may be of that law."""
    there = _paragraphs(page)
    return set(there) if len(there) >= _FEWEST and other_law(question.text, page.text) else set()
