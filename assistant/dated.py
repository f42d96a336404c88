"""Of which year or weekday a sentence is, where a question asks how something is in one."""

import re
from datetime import date
from functools import lru_cache

from assistant import facts
from assistant.other import COVERED
from assistant.question import Question
from assistant.rank import FEATURES, Candidate, Ranking, cover
from assistant.reached import spoken_of
from assistant.rows import head
from assistant.whose import only_place
from corpus.dates import years
from corpus.types import Section
from index.danish import MISSPELT, stems, words

_OF_MONEY = ("amount", "wage", "cost")
_OF_A_YEAR = (*_OF_MONEY, "count", "percent")
_OF_NOW = (*_OF_MONEY, "opening")  # what a page says without a year is so today
_OF_NUMBERS = (*_OF_A_YEAR, "quantity", "capacity", "opening")
_OF_A_DAY = ("opening",)
_HOUR = re.compile(r"\d|\blukket\b|\bdøgn", re.IGNORECASE)
_WEEK = ("man", "tir", "ons", "tor", "fre", "lør", "søn")
_NAMED = r"(man|tir|ons|tor|fre|lør|søn)(?:s?dag(?:en|ene|e|s)?\b|s?\.(?= ?(?:[-–/·|:\d]|kl)))"
_DAY = re.compile(rf"\b{_NAMED}", re.IGNORECASE)
_FROM_TO = re.compile(rf"\b{_NAMED} ?(?:-|–|til(?: og med)?) ?{_NAMED}", re.IGNORECASE)
_SEVERAL = (
    (re.compile(r"\bhverdage?(?:ne)?\b", re.IGNORECASE), range(5)),
    (re.compile(r"\bweekend(?:en|er|erne)?\b", re.IGNORECASE), range(5, 7)),
)
# What says without a date when something is: a weekday, an hour, a term, on what condition. With it
# and the terms of decisions (`by_when`), of 1,788 questions one more is right and one less wrong.
_WHEN = re.compile(
    rf"\b(?:{_NAMED}|(?:hver|hellig|bank)dage?\w*|weekend\w*|kl\.? ?\d|klokken|senest|inden for"
    r"|samme dag|dagen (?:før|efter)|døgnet|hvert? (?:\w+ )?(?:dag|uge|måned|kvartal|halvår|år)"
    r"|(?:når|hvis|medmindre|først|kun|så snart|herefter|derefter)\b|(?:efter|før) \d+)",
    re.IGNORECASE,
)
_BEGINNING = 300  # letters of a page
# 'Hvad koster det i 2025?', 'i foråret 2025'; not 'i 2019-2020', nor the year of what is taken for
# granted: 'hvorfor kom det i 2019?', 'passer det, at …?'.
_ASKED = re.compile(
    r"\bhv(?!orfor|ordan)\w+\b.{0,200}?\bi ((?:[^\W\d]+ ){0,2}(?:19|20)\d\d)\b(?! ?[-–/])",
    re.IGNORECASE,
)
# 'Hvad koster klubben, som åbnede i 2019?'
_GRANTED = re.compile(r"\b(?:som|der) \w+(?:te|ede) i (?:\w+ )?(?:19|20)\d\d", re.IGNORECASE)


def of_its_year(question: Question, ranking: Ranking, today: date) -> Ranking:
    """Return what may be of the year that is asked of, all where the question asks of none.

    What a page tells of 2023 is no answer for 2025, nor is a number that it gives no year to,
    unless it is a price, or when it is open, of today. Where that takes the best one away, only
    what states the year itself is left: what stands below it is of something else.
    """
    found = _ASKED.search(_GRANTED.sub(" ", question.text))
    asked = years(found[1]) if found else frozenset[int]()
    is_now = asked == {today.year} and question.kind_name in _OF_NOW
    if not asked:
        return ranking
    kept = ranking.only(lambda item: _is_of(asked, question, item, is_now))
    is_struck = bool(ranking.candidates) and ranking.candidates[0] not in kept.candidates
    return (
        kept.only(lambda item: bool(asked & (_said(item) or _around(item)))) if is_struck else kept
    )


def says_when(question: Question, candidate: Candidate) -> bool:
    """Return whether a sentence that has all that is asked about says otherwise than by a date when
    that is: 'Udflugter aflyses, når det regner.'"""
    if question.kind_name != "period" or not _WHEN.search(candidate.text):
        return False
    rest = set(question.rest) - only_place(candidate.document)
    return bool(rest) and all(cover(question, term, candidate.text) >= COVERED for term in rest)


def of_its_time(question: Question, ranking: Ranking) -> Ranking:
    """Return the ranking without dates of what is not asked about, where a sentence says when that
    is which is asked about."""
    if not any(says_when(question, item) for item in ranking.candidates):
        return ranking
    said = dict(zip(ranking.candidates, ranking.values[:, FEATURES.index("rest")], strict=True))
    return ranking.only(lambda item: said[item] > 0)


def of_its_owner(question: Question, ranking: Ranking) -> Ranking:
    """Return the hours of the part or the person that is asked of; all where none are tied to
    it, in a sentence, its heading, or the line before that names whose they are."""
    rest = {term for term in question.rest if not _days(term)}
    if question.kind_name not in _OF_A_DAY or not rest:
        return ranking
    own = ranking.only(lambda item: _is_of_owner(question, rest, item))
    return own if own.candidates else ranking


def _is_of_owner(question: Question, rest: set[str], item: Candidate) -> bool:
    said = f"{item.section.about} {spoken_of(item)}"
    asked = rest - only_place(item.document)
    return bool(asked) and all(cover(question, term, said) >= MISSPELT for term in asked)


def of_its_day(question: Question, ranking: Ranking) -> Ranking:
    """Return the ranking without what says when it is open on other weekdays than is asked of.

    All where nothing has an hour on that day, of the row or the sentence that has the names of the
    question where one does; what names no day stays.
    """
    if question.kind_name not in _OF_A_DAY:
        return ranking
    named = {word for scope in question.scopes for word in words(scope.name)}
    asked = _days(" ".join(word for word in words(question.text) if word not in named))
    own = [item for item in ranking.candidates if question.names <= set(stems(item.text))]
    is_told = any(
        not asked.isdisjoint(_days(item.text)) and _HOUR.search(item.text)
        for item in own or ranking.candidates
    )
    if not is_told:
        return ranking
    return ranking.only(lambda item: not _days(item.text) or not asked.isdisjoint(_days(item.text)))


@lru_cache(maxsize=10_000)
def _days(text: str) -> frozenset[int]:
    """Return the weekdays that a text names, 0 to 6, and those between two, as 'mandag-torsdag'."""
    named = {_day(found[1]) for found in _DAY.finditer(text)}
    for found in _FROM_TO.finditer(text):
        first, last = _day(found[1]), _day(found[2])
        named.update((first + day) % 7 for day in range((last - first) % 7 + 1))
    for several, days in _SEVERAL:
        if several.search(text):
            named.update(days)
    return frozenset(named)


def _day(name: str) -> int:
    return _WEEK.index(name.lower())


def is_of_another_year(question: Question, candidate: Candidate) -> bool:
    """Return whether both name years, and none that they share; a sum that names none is of those
    of its heading, as 'Satser 2024'."""
    if question.kind_name not in _OF_A_YEAR:
        return False
    asked, said = years(question.text), years(candidate.text)
    if question.kind_name in _OF_MONEY:
        said = said or _years_over(candidate.section)
    return bool(asked and said) and not asked & said


def _years_over(section: Section) -> frozenset[int]:
    """Return the years of a section's heading, else of those that it stands in."""
    return years(section.heading) or years(section.within)


def _said(item: Candidate) -> frozenset[int]:
    """Return the years in a sentence or over its columns, else in its heading."""
    return years(f"{item.text} {' '.join(head(item))}") or _years_over(item.section)


def _around(item: Candidate) -> frozenset[int]:
    return years(item.document.text[item.section.start : item.section.end])


def _is_of(asked: frozenset[int], question: Question, item: Candidate, is_now: bool) -> bool:
    """Return whether the years that are stated nearest hold the one asked of.

    They are those in the sentence or over its columns, else in the heading. Of the initiative that
    is named, a number has to have one, in its section or the first lines of the page; what is no
    number is of the period of the page, where it states one.
    """
    page, section = item.document, item.section
    said = _said(item)
    if said:
        return bool(asked & said)
    if not question.scopes:
        return True
    if question.kind_name not in _OF_NUMBERS:
        field = facts.period_field(page, section)
        ran = facts.years_of(field) if field else frozenset[int]()
        return not ran or bool(asked & ran)
    of_page = f"{page.title} {page.text[:_BEGINNING]}"
    return bool(asked & (years(of_page) | _around(item))) or (is_now and not years(page.title))
