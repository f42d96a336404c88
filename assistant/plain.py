"""What is asked of an initiative and of nothing beside it: 'Hvem betaler for X?'.

What answers shares no word with such a question but the name, and every sentence of the page is as
near to it: only what is of the kind that is asked for may answer.
"""

import re

from assistant.question import Question
from assistant.rank import Candidate, Ranking, has_shape, in_scope, is_headed
from assistant.whose import only_place
from assistant.words import RELATING

# Kinds that any sentence may answer, and those of which fields or other rules answer.
_OPEN = ("", "yes_no", "list", "definition", "situation", "running", "updated", "contact")

# Kinds by whose shape no sentence is ranked: what says something of them all the same.
_SAYS = {
    "evaluation": re.compile(
        r"evaluer|effekt|resultat|\bvirke[rdt]|\bmålt\b|undersøg|\d ?(?:pct|%|procent)"
        r"|\b(?:viser|viste|fandt|faldt|steg|opnåede|oplever)\b",
        re.IGNORECASE,
    )
}


def is_plain(question: Question, item: Candidate) -> bool:
    """Return whether nothing is asked but one kind of thing of an initiative that is named."""
    if not question.scopes or question.is_fitted or question.kind_name in _OPEN:
        return False
    return not set(question.rest) - only_place(item.document) - RELATING


def of_its_kind(question: Question, ranking: Ranking) -> Ranking:
    """Return what is of the kind that is plainly asked for; all where something else is asked."""
    if not ranking.candidates or not is_plain(question, ranking.candidates[0]):
        return ranking
    return ranking.only(lambda item: in_scope(question, item) and _is_of_kind(question, item))


def _is_of_kind(question: Question, item: Candidate) -> bool:
    kind = question.kind
    if kind is None or (kind.shape is None and not kind.labels):
        return True
    says = _SAYS.get(kind.name)
    return (
        kind.labels[:1] in ((item.label,), (item.section.label,))
        or is_headed(question, item)
        or has_shape(question, item)
        or (says is not None and says.search(item.text) is not None)
    )
