"""Of which year a sentence is, where a question asks how something is or was in one."""

import re

from assistant import facts
from assistant.question import Question
from assistant.rank import Candidate, Ranking
from assistant.rows import head
from corpus.dates import years

_OF_MONEY = ("amount", "wage", "cost")
_OF_A_YEAR = (*_OF_MONEY, "count", "percent")
_OF_NUMBERS = (*_OF_A_YEAR, "quantity", "capacity")
_BEGINNING = 300  # letters of a page
# 'Hvad koster det i 2025?', 'i foråret 2025'; not 'i 2019-2020', nor the year of what is taken for
# granted: 'hvorfor kom det i 2019?', 'passer det, at …?'.
_ASKED = re.compile(
    r"\bhv(?!orfor|ordan)\w+\b.*?\bi ((?:[^\W\d]+ ){0,2}(?:19|20)\d\d)\b(?! ?[-–/])", re.IGNORECASE
)


def of_its_year(question: Question, ranking: Ranking) -> Ranking:
    """Return what may be of the year that is asked of, all where the question asks of none.

    What a page tells of 2023 is no answer for 2025, nor is a number that it gives no year to.
    """
    found = _ASKED.search(question.text)
    asked = years(found[1]) if found else frozenset[int]()
    return ranking.only(lambda item: _is_of(asked, question, item)) if asked else ranking


def is_of_another_year(question: Question, candidate: Candidate) -> bool:
    """Return whether both name years, and none that they share; a sum that names none is of those
    of its heading, as 'Satser 2024'."""
    if question.kind_name not in _OF_A_YEAR:
        return False
    asked, said = years(question.text), years(candidate.text)
    if question.kind_name in _OF_MONEY:
        said = said or years(candidate.section.heading)
    return bool(asked and said) and not asked & said


def _is_of(asked: frozenset[int], question: Question, item: Candidate) -> bool:
    """Return whether the nearest years that are stated hold the one asked of.

    In the sentence or over its columns, in the heading, and on the page of an initiative that is
    named in its section, in the first lines, and as its period, which says nothing of a number.
    """
    page, section = item.document, item.section
    near = [f"{item.text} {' '.join(head(item))}", section.heading]
    if question.scopes:
        near += [page.text[section.start : section.end], f"{page.title} {page.text[:_BEGINNING]}"]
    said = next(filter(None, map(years, near)), frozenset[int]())
    if said or not question.scopes:
        return not said or bool(asked & said)
    field = facts.period_field(page, section)
    ran = facts.years_of(field) if field else frozenset[int]()
    return question.kind_name not in _OF_NUMBERS and bool(asked & ran)
