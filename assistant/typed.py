"""Names typed in small letters: what the rows and labels of the pages found are called.

'Hvornår er nattelinjen åben?' asks of the row 'Nattelinjen · Åben: 20-23' as 'Nattelinjen' does; a
word with a small letter is else taken for one of those that ask, or as one that may be missing.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.evidence import Evidence
from assistant.kinds import kinds
from assistant.question import Question
from assistant.rank import Candidate, candidates
from assistant.words import ASKING
from corpus.labels import is_fact, label_of
from corpus.text import BETWEEN, cells
from index.danish import stems

_OF_ONE = ("telephone", "email", "contact", "opening", "address", "location", "person")
_LABELLED = re.compile(r"(?:[^:·\n]{2,40}: )?([^:·\n]{2,40})$")
# Whoever is reached: 'Vagtleder: Bo Dal', 'Vagten: 11 22 33 44'.
_REACHED = re.compile(
    r"(?:^|[.:;] )([A-ZÆØÅ][\w-]{3,}): "
    r"(?=[A-ZÆØÅ][\w-]+ [A-ZÆØÅ]|\S*@|(?:[Tt]lf\.? )?(?:\d\d ?){4})"
)


def typed(question: Question, evidence: Evidence) -> Question:
    """Return a question with the names of rows and labels that it has in small letters as names.

    Only one that asks for what such a row has, as a number or when it is open, and names no
    initiative.
    """
    if question.scopes or question.is_overview or question.kind_name not in _OF_ONE:
        return question
    known = {
        stem
        for item in candidates(question, evidence.hits, evidence.documents)
        for name in _names(item)
        for stem in (stems(name) if _is_name(name) else ())
    }
    found = [term for term in question.terms if term in known - ASKING - question.names]
    if not found:
        return question
    subject = tuple(term for term in question.terms if term in {*question.subject, *found})
    return replace(question, subject=subject, rest=subject, names=question.names | set(found))


def _names(item: Candidate) -> Iterator[str]:
    """Yield the names that a row begins with, or those of whoever a line says how to reach."""
    if len(row := cells(item.text)) > 1 and BETWEEN in item.text:
        yield from (found[1] for found in [_LABELLED.match(row[0])] if found)
    yield from _REACHED.findall(item.text)


def _is_name(name: str) -> bool:
    """Return whether a name is one word, and none by which something is asked for."""
    is_word = len(name.split()) == 1 and name[0].isupper()
    return is_word and not (kinds(name) or label_of(name) or is_fact(name))
