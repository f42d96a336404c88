"""Whether the evidence is enough to answer, or the documents do not say."""

import numpy as np

from assistant.evidence import Evidence, Floats
from assistant.question import Question
from assistant.rank import FEATURES, Ranking
from index.danish import stem, words

COVERED = 0.6  # likeness from which a name counts as found

SIGNS = ("named", "covered", "strange", "label", "cosine", "counted")
# Logistic regression on questions with and without an answer (`python -m evals.calibrate`). BIAS
# declines .02 of XQuAD-da's questions, and .70 of them when the answering document is taken away.
WEIGHTS = np.array([0.4, 4.2, -0.8, 0.7, 8.1, 1.9], dtype=np.float32)
BIAS = -8.9


def is_enough(question: Question, ranking: Ranking, evidence: Evidence) -> bool:
    """Return whether the best candidate is strong enough to be an answer."""
    if not ranking.candidates or not any(term[0].isalpha() for term in question.subject):
        return False
    return float(signs(question, ranking, evidence) @ WEIGHTS) + BIAS >= 0.0


def signs(question: Question, ranking: Ranking, evidence: Evidence) -> Floats:
    """Return what speaks for the best candidate as an answer, shape (SIGNS,).

    How much of the question's subject the title has; how much of it stands in the passage or has a
    word near it in meaning; how many names stand nowhere; whether the section is the right one; the
    cosine of question and passage; whether what is to be counted is in the sentence.
    """
    value = dict(zip(FEATURES, ranking.values[0], strict=True))
    covered = _covered(question, ranking, evidence)
    best = ranking.candidates[0]
    anywhere = dict(zip(question.terms, ranking.cover.max(axis=0), strict=True))
    found = [
        value["name"],
        covered.mean(),
        sum(anywhere[name] < COVERED for name in question.names),
        value["label"],
        evidence.cosines([best.hit.passage.context])[0],
        _counted(question, ranking),
    ]
    return np.array(found, dtype=np.float32)


def _covered(question: Question, ranking: Ranking, evidence: Evidence) -> Floats:
    """Return how near each word of the subject is to one of the best section, shape (words,)."""
    best = ranking.candidates[0]
    rows = [
        row
        for row, other in enumerate(ranking.candidates)
        if other.document is best.document and other.section is best.section
    ]
    asked = [word for word in dict.fromkeys(words(question.text)) if stem(word) in question.subject]
    columns = [question.terms.index(stem(word)) for word in asked]
    passage = [
        best.document.title,
        best.section.heading,
        *(ranking.candidates[i].text for i in rows),
    ]
    stated = words(" ".join(passage)) or ("",)  # a page may hold punctuation alone
    meant = evidence.alike(asked, stated).max(axis=1)
    return np.asarray(np.maximum(meant, ranking.cover[rows].max(axis=0)[columns]), dtype=np.float32)


def _counted(question: Question, ranking: Ranking) -> float:
    if question.counted is None:
        return 1.0
    return float(ranking.cover[0][question.terms.index(question.counted)])
