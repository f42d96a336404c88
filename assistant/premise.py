"""A question that takes for granted what the documents do not say -> what they say instead."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from assistant.elsewhere import is_from_elsewhere, says_where_from
from assistant.facts import Statement
from assistant.kinds import specific_kinds
from assistant.municipalities import lives_in, municipalities
from assistant.paragraphs import numbers
from assistant.question import Question
from assistant.words import content_terms
from corpus.types import Document
from index.danish import stem, words
from prompts.render import render

# What a question may take for granted beside paragraphs, and the kind of thing that corrects it.
# The first that the pages of the initiative lack counts.
# After an age: 'kan en på 25 komme med', 'hun er 15 og …'.
_NO_THING = r"(?:og|men|så|komme|være|deltage|få|bo|kan|må|i|med|der|som|uden)\b"
_TAKEN: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("amount", re.compile(r"(\d[\d.,]*)\s*(?:mio|mia|million|milliard|kr)", re.IGNORECASE)),
    ("period", re.compile(r"\b((?:19|20)\d\d)\b")),
    ("count", re.compile(rf"\b(\d+)\s+(?!{_NO_THING})[a-zæøå]+")),
    ("municipality", re.compile(rf"\b({'|'.join(map(re.escape, municipalities()))})\b")),
    ("partners", re.compile(r"(?<=[a-zæøå,] )([A-ZÆØÅ][a-zæøå]{3,})")),
)
# Whether, or why, somebody or some place takes part: who and what does is the answer. How it is
# there, or how much, is not.
_WHO = ("municipality", "partners")
_TAKES_PART = ("yes_no", "background")
_WITH = re.compile(r"\b(?:med|deltog|deltager|rolle|bidrag\w*|valgt|afprøv\w*)\b", re.IGNORECASE)
_OF_LAW = re.compile(r"\bhvad (?:er|siger|står|betyder|indebærer|handler)\b", re.IGNORECASE)
# '… og ikke os andre' denies nothing: it says who else there is.
_DENIED = re.compile(r"\bhvorfor\b.*\b(?:(?<!\bog )(?<!\bmen )ikke|aldrig|ingen)\b", re.IGNORECASE)
_SUM = re.compile(r"(\d[\d.,]*)\s*(?:kr|mio|mia)", re.IGNORECASE)
_OF_PRICE = re.compile(r"pris|betal|kost|økonomi|tilskud|beløb|takst|finans|støtte", re.IGNORECASE)
_OPEN = ("", "yes_no", "background", "definition", "list", "count")


def corrected(question: Question, documents: Mapping[str, Document]) -> Question:
    """Return the question, asking for what is true in place of what it takes for granted.

    'Hvorfor gik Ribe med i X?' asks who takes part in X when no page about X knows of Ribe. A
    question that asks for a kind of thing of its own keeps it.
    """
    if not question.scopes or question.kind_name not in _OPEN:
        return question
    if question.kind_name == "background" and _DENIED.search(question.text):
        return replace(question, kind=None)  # that it was not so may be wrong: all may answer
    known = {
        stem(word)
        for scope in question.scopes
        for word in words(f"{scope.name} {documents[scope.document].text[scope.start : scope.end]}")
    }
    takes_part = question.kind_name in _TAKES_PART or _WITH.search(question.text)
    for name, said in _taken(question.text):
        if name in _WHO and (not takes_part or _is_lived_in(question, said, documents)):
            continue
        if name == "period" and question.kind_name == "count":
            continue  # how many it was in that year
        taken = [stem(word) for word in words(said)]
        is_of_this = not question.is_one_of_many or set(taken) <= set(question.terms)
        if is_of_this and not known.intersection(taken):
            return _asking(question, name, set(taken))
    return question


def _is_lived_in(question: Question, said: str, documents: Mapping[str, Document]) -> bool:
    """Return whether it is where somebody lives who asks if he may, and a page says where those are
    from who may."""
    pages = [documents[scope.document].text for scope in question.scopes]
    return said.lower() in lives_in(question.text) and any(
        says_where_from(page) and is_from_elsewhere(question.text, page) for page in pages
    )


def _taken(text: str) -> Iterator[tuple[str, str]]:
    """Yield what a text may take for granted, each with the kind of thing that corrects it; the
    number of a paragraph counts nothing, and what the law says is asked of no initiative."""
    laws = numbers(text)
    if not _OF_LAW.search(text):
        yield from (("paragraph", number) for number in sorted(laws))
    for name, pattern in _TAKEN:
        found = (match[1] for match in pattern.finditer(text))
        yield from ((name, said) for said in found if said not in laws)


def placed(question: Question, said: Statement) -> Statement:
    """Return a statement with the part of its page before it, where a sum that the question takes
    for granted is that part's: 'Hvorfor koster besøget 150 kr.?'."""
    page = said.document
    here = [item for item in page.sections if item.start <= said.start < item.end]
    if not here or here[0].label or any(not scope.is_page for scope in question.scopes):
        return said
    heading = here[0].heading
    is_own = heading.endswith("?") or _OF_PRICE.search(heading) is not None
    is_asked = not set(content_terms(heading)).isdisjoint(question.terms)
    sums = {one[1] for one in _SUM.finditer(question.text)}
    if is_own or is_asked or not heading or not sums & {one[1] for one in _SUM.finditer(said.text)}:
        return said
    return replace(said, text=render("of_part", heading=heading, sentence=said.text))


def _asking(question: Question, name: str, taken: set[str]) -> Question:
    kind = next(kind for kind in specific_kinds() if kind.name == name)
    rest = tuple(term for term in question.rest if term not in taken)
    kind = replace(kind, required=True)  # only a thing of that kind corrects the question
    return replace(question, kind=kind, rest=rest, names=question.names - taken)
