"""Whether the evidence is enough to answer, or the documents do not say."""

from collections.abc import Callable

import numpy as np

from assistant.question import Aspect, Question
from assistant.rank import Ranking

THRESHOLD = 0.0


def is_enough(
    question: Question, aspect: Aspect, ranking: Ranking, idf: Callable[[str], float]
) -> bool:
    """Return whether the best passage covers enough of what the question is about."""
    return support(question, ranking, idf) >= THRESHOLD


def support(question: Question, ranking: Ranking, idf: Callable[[str], float]) -> float:
    terms = [i for i, term in enumerate(question.terms) if term in question.subject]
    if not terms:
        return 0.0
    weights = np.array([idf(question.terms[i]) for i in terms])
    best = ranking.candidates[0]
    rows = [
        row
        for row, candidate in enumerate(ranking.candidates)
        if candidate.document is best.document and candidate.section is best.section
    ]
    cover = ranking.cover[rows].max(axis=0)[terms]
    return float(cover @ weights / max(weights.sum(), 1e-6))
