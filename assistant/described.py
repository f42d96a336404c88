"""What an initiative is, and which ones a page describes, in the page's own first sentences."""

import re

from assistant import facts
from assistant.facts import Statement
from assistant.initiatives import named_parts
from assistant.question import Question
from assistant.rank import Candidate, Ranking, in_scope
from assistant.words import content_terms, first_part
from corpus.text import sentences
from corpus.types import Document
from index.danish import stems
from prompts.render import render

NAMED = 0.6  # share of the subject that stands in a title for the question to name its document
_FIRST_SENTENCES = 2  # of a page, that say what it is about
_CLEARLY = 0.1
_LONG = 9  # letters of a part of a compound that says as much as the whole
_WHAT_IS = re.compile(r"\W*hvad er (?:de|det|den)?\b", re.IGNORECASE)
_WHAT_IT_IS = re.compile(
    r"\bhvad er (?:det|den|de)(?:\W*$| (?:for|egentlig|så|her|lige)\b)", re.IGNORECASE
)
# Asks which initiatives a page describes.
_PARTS = re.compile(
    r"\bhvilke\b(?: \w+){0,3} (?:initiativer|indsatser|projekter|tilbud|ordninger|modeller)\b",
    re.IGNORECASE,
)
_SAID_OF_PARTS = frozenset(stems("beskrevet oversigten overblikket nævnt omtalt omfatter"))

# What calls to whoever reads, and does not say what it is: 'Er du i fare? Ring 112.'
_CALLS = re.compile(r"\?$|^(?:Ring|Skriv|Kontakt)\b|(?:\d{2} ?){4}")


def about(ranking: Ranking) -> Candidate:
    """Return the best candidate of the document whose title the question names, else the best.

    Where several titles are named alike, the newest page counts: it replaces the older ones.
    """
    most = float(ranking.name.max())
    if most < NAMED:
        return ranking.candidates[0]
    named = [
        candidate
        for candidate, share in zip(ranking.candidates, ranking.name, strict=True)
        if share >= most - _CLEARLY
    ]
    newest = max(facts.newest_day(candidate.document) for candidate in named)
    return next(item for item in named if facts.newest_day(item.document) == newest)


def asks_what_it_is(question: Question) -> bool:
    """Return whether it only asks what the initiative named is."""
    is_asked = question.kind_name == "definition" or _WHAT_IS.match(question.text) is not None
    is_broad = question.kind_name in ("definition", "list")
    is_of_one = "forskel" not in question.text.lower() and _is_called_so(question)
    return bool(question.scopes) and is_broad and is_asked and is_of_one and _is_all_named(question)


def _is_all_named(question: Question) -> bool:
    """Return whether nothing else is asked about than the initiative; of a compound in its name the
    last part may do, 'misbrugsbehandling' for 'stofmisbrugsbehandling'."""
    named = {word for scope in question.scopes for word in stems(scope.name)}
    return all(
        len(term) >= _LONG and any(word.endswith(term) for word in named) for term in question.rest
    )


def _is_called_so(question: Question) -> bool:
    """Return whether a word of the question is one of the name, or says that it is one of its kind:
    a 'ledsagerkort' is something else than the page 'Ledsager'. 'Hvad er det?' means what was named
    before."""
    named = {word for scope in question.scopes for word in stems(scope.name)}
    said = question.subject
    is_meant = not said and _WHAT_IT_IS.search(question.text) is not None
    return is_meant or any(term in named or first_part(term) for term in said)


def introduction(question: Question, ranking: Ranking) -> list[Candidate]:
    """Return the sentences that say what an initiative is.

    Those under a heading that asks it; else first those of the best page, or part of one, then the
    first one under 'Formål'.
    """
    there = [item for item in ranking.candidates if in_scope(question, item)]
    there = [item for item in there if item.document is there[0].document]
    ordered = sorted(there, key=lambda item: item.start)
    if asked := [item for item in ordered if _asks_it(question, item.section.heading)]:
        return asked[:_FIRST_SENTENCES]
    purpose = [item for item in ordered if item.section.label == "purpose"][:1]
    first = [item for item in ordered if item.section is ordered[0].section]
    first = [item for item in first if not _CALLS.search(item.text)] or first
    if purpose and first[0].section.label is not None:
        first = []  # a page that begins with its fields says what it is under 'Formål'
    return [*first[:_FIRST_SENTENCES], *(item for item in purpose if item not in first)]


def _asks_it(question: Question, heading: str) -> bool:
    """Return whether a heading asks what the initiative is, and nothing else: 'Hvad er X?'."""
    named = {term for scope in question.scopes for term in scope.terms}
    terms = set(content_terms(heading))
    return _WHAT_IS.match(heading) is not None and bool(terms) and terms <= named


def parts(question: Question, page: Document) -> list[Statement]:
    """Return a row of each initiative that the page named describes, where nothing else is asked.

    Each is told by the first sentence under its heading.
    """
    is_asked = _PARTS.search(question.text) is not None and not set(question.rest) - _SAID_OF_PARTS
    if not is_asked or not any(one.is_page for one in question.scopes):
        return []
    found = [
        (name, sentences(page.text, section.start, section.blocks[0].end)[0])
        for name, section in named_parts(page)
    ]
    return [
        Statement(_row(name, page.text[start:end]), page, start, end, is_item=True)
        for name, (start, end) in found
    ]


def _row(name: str, told: str) -> str:
    return render("row", title=name, told=" ".join(told.split()))
