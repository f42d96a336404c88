"""Whether an initiative, or something that is asked of it, still runs."""

import re
from collections.abc import Set
from datetime import date

from assistant import choose, facts
from assistant.described import about as about_of
from assistant.facts import Statement
from assistant.question import Question
from assistant.rank import Candidate, Ranking, share_named
from assistant.whose import only_place
from assistant.words import RELATING
from index.danish import MISSPELT, PART, likeness, stems

# Share of the subject in a page's title for 'kører det endnu?' to ask about its initiative: half of
# it is no name of its own.
_RUNS = 0.6
_BEST = 3  # sentences, one of which has all that else is asked of
_STILL = re.compile(
    r"\b(?:stadig|fortsat|endnu|hold\w+ op med|ophør\w*|stopped?e\w*|nedlagt\w*|lukkede)\b",
    re.IGNORECASE,
)
_ASKS_WHICH = re.compile(r"\W*hv", re.IGNORECASE)  # what still is so, not whether it is


def running(question: Question, ranking: Ranking, most: int, today: date) -> list[Statement]:
    """Return whether what is asked of runs today, by its period, else in the page's own words."""
    return _ran(question, about_of(ranking), today) or _still(question, ranking, most)


def _still(question: Question, ranking: Ranking, most: int) -> list[Statement]:
    """Return what says whether something else than an initiative's own time still is so.

    Where it is asked whether, all that it is asked of stands there: of what is no longer given, no
    page says that it still gives something else.
    """
    about = about_of(ranking)
    if _ASKS_WHICH.match(question.text):
        return choose.sentences(ranking, most)
    rest = set(question.rest) - only_place(about.document) - RELATING - question.names
    if question.scopes:
        best = ranking.candidates[:_BEST]
        is_there = not rest or any(_has_all(rest, item) for item in best)
    else:
        is_there = _STILL.search(about.text) is not None
    return choose.sentences(ranking, most) if is_there else []


def _has_all(terms: Set[str], item: Candidate) -> bool:
    said = stems(f"{item.section.about} {item.text}")
    return all(any(_has(word, term) for word in said) for term in terms)


def _has(word: str, term: str) -> bool:
    """Return whether a word is a term, or has it as a part: 'lejr' is no 'lejrskole'."""
    alike = likeness(term, word)
    return alike >= MISSPELT or (alike == PART and len(word) > len(term))


def _ran(question: Question, about: Candidate, today: date) -> list[Statement]:
    heading = "" if about.section.label else about.section.heading
    share = share_named(question, f"{about.document.title} {heading}")
    if not question.scopes and share < _RUNS:
        return []  # it asks whether something else still is so
    is_of_page = any(one.is_page and one.document == about.document.id for one in question.scopes)
    field = facts.period_field(about.document, about.section)
    if field and is_of_page:
        field = facts.last_period(about.document, None)
    if not field:
        return []
    told = facts.running(about.document, field, today, question.text)
    is_over = field.last is not None and field.last < today
    return [told, *(facts.continued(about.document, field)[:1] if is_over else [])]
