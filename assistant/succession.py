"""What took an initiative's place, under what name it goes on, and where it does not.

A page tells of a scheme that it is gone only by what came after: 'Huset afløste i 2022 »Broen«.'
"""

import re
from collections.abc import Iterator, Sequence

from assistant import facts
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.municipalities import places
from assistant.question import Question
from assistant.rank import Candidate, all_sentences
from corpus.types import Document
from index.danish import stems, words

_MOST = 3  # sentences
_PAGES = 3  # pages found that are looked at where none is named
_NAME = r"[A-ZÆØÅ][\w-]+(?: (?:(?:i|på|til|og|for|med|af) )?[A-ZÆØÅ][\w-]+)*"
_QUOTED = r"[»\"“”'‘’][^»«\"“”'‘’]{3,60}[«\"“”'‘’]"
_MARKS = "»«\"“”'‘’"
_CALLED = re.compile(rf"{_QUOTED}|{_NAME}")
_REPLACES = re.compile(
    r"\b(?:afløste|afløser|erstattede|erstatter|(?:har|havde) (?:\w+ )?(?:afløst|erstattet))\b",
    re.IGNORECASE,
)
_REPLACED = re.compile(
    r"\b(?:er|var|blev|bliver) (?:\S+ ){0,6}?(?:afløst|erstattet) af\b", re.IGNORECASE
)
_ASKS_AFTER = re.compile(
    r"\b(?:afløs\w+|erstatte\w*|efterfulgt\w*|efterfølger\w*|kom(?:mer)? (?:der )?efter"
    r"|i stedet for|hvad sker der)\b",
    re.IGNORECASE,
)
_HAPPENS = re.compile(r"\bhvad sker der\b", re.IGNORECASE)
_NEW_NAME = re.compile(
    r"\b(?:under (?:det nye )?navn(?:et)?|hedder (?:nu|i dag)|skiftede navn til|omdøbt til"
    rf"|nu kalde[td])\s+(?P<name>{_QUOTED}|{_NAME})"
)
_ASKS_NAME = re.compile(
    r"\bhvad hed+er\b.*\b(?:nu|i dag)\b|\bnyt? navn\b|\bskifte\w* navn\b", re.IGNORECASE
)
_ASKS_ON = re.compile(
    r"\b(?:lever|kører|køres|føres|går|fortsætter|fortsatte)\b.*"
    r"\b(?:videre|nogen?(?: andre)? steder?)\b",
    re.IGNORECASE,
)
_ASKS_OF_END = re.compile(f"{_ASKS_AFTER.pattern}|{_ASKS_ON.pattern}", re.IGNORECASE)
_ON = frozenset(stems("lever kører føres går fortsætter videre steder"))
_STOPS = re.compile(r"\bfortsæt\w+ ikke\b|\bikke (?:at )?fortsætte\b|\bikke taget stilling\b")
_OF_NOBODY = ("contact", "telephone", "email", "person", "role", "title", "cpr", "updated")
_ENDS = re.compile(
    rf"(?P<name>{_NAME})(?:, (?:som|der) [^.;]{{3,120}}?,)? "
    r"(?:lukkede|ophørte|stoppede|sluttede|(?:er|blev) (?:\w+ )?(?:lukket|nedlagt|afviklet|ophørt"
    r"|afsluttet))\b"
)


def succession(question: Question, evidence: Evidence) -> list[Statement]:
    """Return what says that the initiative asked about was replaced, or goes on, by another name or
    at the place asked about; nothing where that is not asked, or not said."""
    if question.kind_name in _OF_NOBODY or question.is_overview:
        return []
    named = {scope.document for scope in question.scopes}
    hits = dict.fromkeys(hit.passage.document for hit in evidence.hits)
    is_of_end = question.kind_name == "running" or _ASKS_OF_END.search(question.text)
    for id in sorted(named) or list(hits)[:_PAGES]:
        page = evidence.documents[id]
        if not is_of_end and not _NEW_NAME.search(page.text):
            continue  # a page is looked through for those questions alone that it may answer
        said = all_sentences(page)
        found = _replaced(question, said) or _renamed(question, said)
        if named and not found:
            found = _elsewhere(question, said)
        if found:
            return [Statement(one.text, one.document, one.start, one.end) for one in found[:_MOST]]
    return []


def ended(page: Document) -> Iterator[Candidate]:
    """Yield the sentences of a page that say that what one of its headings names has ended."""
    headings = " ".join(section.heading for section in page.sections)
    for item in all_sentences(page):
        match = _ENDS.match(item.text)
        if match and match["name"] in headings:
            yield item


def is_end(text: str) -> bool:
    """Return whether a sentence begins with something and says that it has ended."""
    return _ENDS.match(text) is not None


def _replaced(question: Question, said: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentence that says what replaced what is asked about, and where it is asked what
    happens now, what else is told of it."""
    if question.kind_name != "running" and not _ASKS_AFTER.search(question.text):
        return []
    for item in said:
        old = _old(item.text)
        if not old or not _has(question.text, old):
            continue
        if _HAPPENS.search(question.text):
            return [item, *(one for one in said if one is not item and _has(one.text, old))]
        return [item]
    return []


def _old(text: str) -> str:
    """Return the name of what a sentence says was replaced, '' where it says that of nothing."""
    if match := _REPLACED.search(text):
        text = text[: match.start()]
    elif match := _REPLACES.search(text):
        text = text[match.end() :]
    name = _CALLED.search(text) if match else None
    return name[0].strip(_MARKS) if name else ""


def _has(text: str, name: str) -> bool:
    """Return whether a name stands in a text, in small letters too."""
    return f" {' '.join(words(name))} " in f" {' '.join(words(text))} "


def _renamed(question: Question, said: Sequence[Candidate]) -> list[Candidate]:
    """Return the sentence that says what the initiative is called now, where that is asked, or the
    new name is asked about."""
    for item in said:
        match = _NEW_NAME.search(item.text)
        name = match["name"].strip(_MARKS) if match else ""
        is_asked = _has(question.text, name) or _ASKS_NAME.search(question.text)
        if name and is_asked and set(question.rest) <= set(stems(item.text)):
            return [] if _has(item.document.title, name) else [item]
    return []


def _elsewhere(question: Question, said: Sequence[Candidate]) -> list[Candidate]:
    """Return what says whether it goes on at the place that is asked about, or where it does."""
    asks_where = _ASKS_ON.search(question.text) is not None
    if question.kind_name != "running" and not asks_where:
        return []
    own = {term for item in said[:1] for term in stems(item.document.title)}
    asked = (set(question.rest) | (places() & set(question.terms) - own)) - _ON
    return [
        item
        for item in said
        if (asked or asks_where)
        and asked <= set(stems(item.text))
        and (facts.goes_on(item.text) or (asked and _STOPS.search(item.text)))
    ]
