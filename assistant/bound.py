"""Which version, time or place of an initiative a sentence is of, where a question names one.

What is said of version 1, of what came within a year, or of the house in Ribe, is no answer for
version 2, for three years after, or for Fanø.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise

from assistant.literals import WORDS
from assistant.municipalities import places
from assistant.named import danish, is_ordinary
from assistant.question import Question
from assistant.rank import Candidate, Ranking, has_shape, in_scope
from assistant.rows import head
from assistant.words import EMPTY
from corpus.labels import is_fact, label_of
from corpus.types import Document
from index.danish import fold, stem, stems

_SORT = (
    r"(version|udgave|generation|runde|fase|spor|modul|afprøvning|niveau|trin)(?:en|et)?"
    r" (?:nr\.? |nummer )?"
)
_VERSION = re.compile(rf"\b{_SORT}(\d[\d.]*|[A-HJ-ZÆØÅ])(?!\w)", re.IGNORECASE)
_LEVELS = ("niveau", "trin")  # rows of a table are found by them
# 'Hvad sker der efter fase 2?' is answered by what is said of fase 3; who works 'efter version 2'
# does by it.
_PAST = re.compile(rf"\b(?:efter|før|siden|inden) (?!version|udgave){_SORT}", re.IGNORECASE)
_NUMBER = rf"(?:\d+|halvt?|halvandet|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
_SPAN = (
    rf"\b(?:et (?=halvt))?(?P<one>{_NUMBER})(?: (?:og|til|eller|-) (?P<two>{_NUMBER}))?"
    rf" (?P<unit>dage?|døgn|uger?|måned(?:er)?|år)(?: og (?P<more>{_NUMBER}) måned(?:er)?)?"
)
# 'tre år efter', 'fem uger senere', 'efter fem uger'; in a sentence also 'inden for tre år'.
_LATER = re.compile(rf"{_SPAN} (?:efter|senere)\b", re.IGNORECASE)
_AFTER = re.compile(rf"\befter {_SPAN}\b", re.IGNORECASE)
_WITHIN = re.compile(
    rf"\b(?:inden for|i løbet af|efter)(?: de første| det første)? {_SPAN}\b", re.IGNORECASE
)
_NUMBERS = ("count", "percent", "quantity")
_DAYS = {"da": 1, "dø": 1, "ug": 7, "må": 365 / 12, "år": 365}
_ABOUT = 0.04  # 52 weeks are a year
_YEAR_AFTER = re.compile(r"\båret (?=efter|senere)", re.IGNORECASE)
_HALVES = {"halv": 0.5, "halvt": 0.5, "halvandet": 1.5}
_IN = re.compile(r"\b[Ii] ([^\W\d_][\w-]{2,})(?: (?:[Kk]ommune|by))?(?=\W|$)")
_BOX = re.compile(
    r"(?:I |Afdeling(?:en i)? )?[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?(?: [Kk]ommune| by)?:?"
)
_KEY = re.compile(r"((?:[A-ZÆØÅ][\w-]+ ?){1,3}):\s")  # 'Nykøbing Falster: Bygade 9. Åbent …'

Is = Callable[[Candidate], bool | None]
"""Whether a candidate is of what is named, None where it does not say of which it is."""


def bound(question: Question, ranking: Ranking) -> Ranking:
    """Return what is not of another version, time or place than the one that is named.

    Where the best candidate is of another one, only what says that it is of this one may answer:
    what says nothing is then likely of the other one too. So it is where one of these has the
    shape of an answer.
    """
    later = _asked(question.text) if question.scopes else set()
    if later and question.kind_name in _NUMBERS:  # how many did is not how many do a year after
        ranking = ranking.only(partial(_has_time, later))
    for is_of in _named(question):
        if ranking.candidates:
            ranking = _kept(is_of, question, ranking)
    levels = {one for one in versions(question.text) if one[0] in _LEVELS}
    is_past = _PAST.search(question.text) is not None
    if len(levels) == 1 and question.scopes and not is_past:  # what names no level is of each
        [level] = levels
        return ranking.only(lambda item: _is_of_version(*level, item) is not False)
    return ranking


def without_version(question: Question, documents: Mapping[str, Document]) -> Question:
    """Return a question without the words for a version among what else it asks than the
    initiative, where the initiative's page tells of that version; a side of two keeps them."""
    said = {
        version
        for scope in question.scopes
        for version in versions(documents[scope.document].text[scope.start : scope.end])
    }
    asked = {one for one in versions(question.text) & said if one[0] not in _LEVELS}
    terms = {stem(word) for one in asked for word in one}
    if not terms or question.side:
        return question
    left = tuple(term for term in question.rest if term not in terms)
    focus = None if question.focus in terms else question.focus
    return replace(question, rest=left, focus=focus)


def _kept(is_of: Is, question: Question, ranking: Ranking) -> Ranking:
    own = ranking.only(lambda item: is_of(item) is True)
    has_it = question.needs_shape and any(has_shape(question, item) for item in own.candidates)
    if has_it or is_of(ranking.candidates[0]) is False:
        return own
    return ranking.only(lambda item: is_of(item) is not False)


def _named(question: Question) -> Iterator[Is]:
    """Yield what tells for each thing that a question names whether a candidate is of it."""
    text = question.text
    if not question.scopes:
        return
    named = {one for one in versions(text) if one[0] not in _LEVELS}
    if len(named) == 1 and not _PAST.search(text):
        yield partial(_is_of_version, *named.pop())
    if later := _asked(text):
        yield partial(_is_of_time, later)
    if town := _town(question):
        yield partial(_is_of_town, town)
    for place in _places(question):
        yield partial(_is_of_place, place, question)


def versions(text: str) -> set[tuple[str, str]]:
    """Return the versions, rounds and phases that a text names: of what sort, and which."""
    return {(match[1].lower(), match[2].lower().strip(".")) for match in _VERSION.finditer(text)}


def _is_of_version(sort: str, name: str, item: Candidate) -> bool | None:
    for said in _around(item):
        found = {one for of, one in versions(said) if of == sort}
        if found:
            return name in found
    return None


def _around(item: Candidate) -> Iterator[str]:
    """Yield the sentence, what its paragraph begins with, its heading, and the one above that."""
    text = item.document.text
    yield item.text
    yield text[item.block.start : item.start].split(". ")[0]
    yield item.section.about
    yield _above(item.document, item.section.start)


def _above(document: Document, start: int) -> str:
    """Return what stands between a section and the one before it: headings that have no text."""
    for before, section in pairwise(document.sections):
        if section.start == start:
            return document.text[before.end : start]
    return ""


def _days(pattern: re.Pattern[str], text: str) -> set[int]:
    """Return how long each span of a text is, in days."""
    return {
        round(_number(number) * _DAYS[match["unit"][:2].lower()] + _months(match["more"]))
        for match in pattern.finditer(text)
        for number in (match["one"], match["two"])
        if number
    }


def _months(number: str | None) -> float:
    return _number(number) * _DAYS["må"] if number else 0.0


def _asked(text: str) -> set[int]:
    """Return the spans after which a question asks how something is, in days."""
    return _days(_LATER, text) | _days(_AFTER, text)


def _number(said: str) -> float:
    said = said.lower()
    return _HALVES.get(said) or float(WORDS.get(said, said))


def _is_of_time(asked: set[int], item: Candidate) -> bool | None:
    said = _spans(item.text)
    return _shares(asked, said) if said else None


def _has_time(asked: set[int], item: Candidate) -> bool:
    """Return whether a sentence is of a time asked of, or where it says none, its paragraph, its
    heading or the head of its column."""
    before = item.document.text[item.block.start : item.start]
    near = f"{item.section.about}. {'. '.join(head(item))}. {before}"
    return _shares(asked, _spans(item.text) or _spans(near))


def _shares(asked: set[int], said: set[int]) -> bool:
    return any(abs(one - other) <= _ABOUT * one for one in asked for other in said)


def _spans(text: str) -> set[int]:
    text = _YEAR_AFTER.sub("et år ", text)
    return _days(_LATER, text) | _days(_WITHIN, text)


def _places(question: Question) -> list[str]:
    """Return the stems of the places that something is asked in, and that name no initiative."""
    own = {term for scope in question.scopes for term in scope.terms}
    found = [match[1] for match in _IN.finditer(question.text)]
    known = own | EMPTY  # the 'det' of 'Ud i Det Blå' is no place
    return [
        stem(name.lower()) for name in found if _is_place(name) and stem(name.lower()) not in known
    ]


def _town(question: Question) -> str:
    """Return the stem of the one municipality that a question names, '' for none or several."""
    named = question.names & places()
    return next(iter(named)) if len(named) == 1 else ""


def _is_of_town(town: str, item: Candidate) -> bool | None:
    """Return whether a candidate stands in the box of a town, under its name alone."""
    text = item.document.text
    lines = [text[one.start : one.end] for one in item.section.blocks if one.end <= item.start]
    for said in (*reversed(lines), item.section.heading):
        if _BOX.fullmatch(said) and (own := places().intersection(stems(said))):
            return town in own
    return None


def _is_place(name: str) -> bool:
    """Return whether a word is a name, in small letters too where it is no word of the language."""
    return name[0].isupper() or not is_ordinary(fold(name.lower()), ())


def _is_fact(key: str) -> bool:
    """Return whether what stands first is the name of a fact, and no place."""
    return is_fact(key) or label_of(key) is not None or stem(key.split()[0].lower()) in danish()


def _is_of_place(place: str, question: Question, item: Candidate) -> bool | None:
    """Return whether a candidate stands in a row that begins with the place; 'Pris: …' begins with
    none."""
    text = item.document.text
    key = _KEY.match(text, item.block.start, item.block.end)
    if not key or _is_fact(key[1]) or not in_scope(question, item):
        return None
    if item.section.label == "contact":
        return None
    return place in stems(text[item.block.start : item.block.end])
