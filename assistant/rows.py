"""The row of a table that a question asks about, by what stands first in it."""

import re

from assistant.question import Question
from assistant.rank import Candidate, Ranking
from corpus.text import cells
from index.danish import stems

_LABELLED = re.compile(r"([^:·\n]{2,40}): (\S[^·\n]*)")


def of_its_row(question: Question, ranking: Ranking) -> Ranking:
    """Return the ranking without the rows of tables that begin with something else than is asked.

    All where no row begins with what the question says, as 'Ribe: Kajen 3' or 'By: Ribe · Kajen'.
    """
    asked = set(question.terms)
    rows = [item for item in ranking.candidates if is_row(item)]
    if not any(keys(item) & asked for item in rows):
        return ranking
    most = max(len(_begins(item) & asked) for item in rows)
    meant = [item for item in rows if len(_begins(item) & asked) == most]
    tables = {(item.document.id, item.section.start, item.section.heading) for item in meant}
    return ranking.only(lambda item: not _is_beside(item, meant, tables))


def is_row(candidate: Candidate) -> bool:
    """Return whether a candidate is a line of a table, or a labelled one."""
    return len(cells(candidate.text)) > 1 or _LABELLED.match(candidate.text) is not None


def keys(candidate: Candidate) -> frozenset[str]:
    """Return the stems of the names that a row begins with: one word, or all of several."""
    return frozenset(own[0] for name in _names(candidate) if len(own := stems(name)) == 1)


def _begins(candidate: Candidate) -> frozenset[str]:
    return frozenset(stem for name in _names(candidate) for stem in stems(name))


def _names(candidate: Candidate) -> tuple[str, ...]:
    first = cells(candidate.text)[0]
    found = _LABELLED.match(first)
    return found.groups() if found else (first,)


def _is_beside(item: Candidate, meant: list[Candidate], tables: set[tuple[str, int, str]]) -> bool:
    """Return whether a candidate is another row of the table that the row asked about is in."""
    place = (item.document.id, item.section.start, item.section.heading)
    return place in tables and is_row(item) and not any(item is one for one in meant)
