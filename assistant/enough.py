"""Whether the evidence is enough to answer, or the documents do not say."""

from collections.abc import Sequence

import numpy as np

from assistant.evidence import Evidence, Floats
from assistant.kinds import SITUATION
from assistant.other import COVERED, is_other
from assistant.question import Question
from assistant.rank import FEATURES, Candidate, Ranking, cover
from assistant.whose import only_place
from index.danish import stem, stems, words

# Share of what is asked about, by rarity, that nothing found has, from which it is declined.
# Without the rule .33 of the shipped unanswerable questions are answered and .037 of the others
# declined, with it .29 and .044; of XQuAD-da .044 are declined and not .038.
MISSING = 0.5
SIGNS = (
    "chance", "score", "scoped", "in_scope", "sentence", "section", "worst", "uncovered",
    "strange", "label", "shape", "cosine", "counted", "asks_rest", "cosine_rest", "situation",
    "kind", "focus", "missing",
)  # fmt: skip
# Logistic regression on questions with and without an answer (`python -m evals.calibrate`). BIAS
# declines .04 of the answerable questions, shipped and XQuAD-da, .02 of those on invented pages. It
# answers .29 of the shipped unanswerable ones and half of those on invented pages, nearly all
# of them near misses.
WEIGHTS = np.array(
    [
        -0.37, 5.25, -0.68, -0.03, -5.68, 7.46, -1.41, 1.00, -0.74, -0.38, -0.09,
        3.67, 1.00, -0.60, 0.99, 0.88, -0.31, 0.76, -0.04,
    ],
    dtype=np.float32,
)  # fmt: skip
BIAS = -8.33
# Who tells of somebody whom no initiative fits is answered by a sentence this strong, of whose
# question no more than this share is missing: 'kan nogen skaffe mig et netværk efter behandling?'
_SURE, _SURELY_MISSING = 2.0, 0.4
# A named page with nothing of what else is asked, where no kind of thing tells what is wanted,
# answers by a sentence this strong: of 8 such questions that are declined with it, none had an
# answer.
_ALL_MISSING, _OPEN, _STRONG = 0.99, ("", "yes_no"), 0.85


def is_enough(question: Question, ranking: Ranking, evidence: Evidence) -> bool:
    """Return whether the best candidate is strong enough to be an answer."""
    if not ranking.candidates or not (
        question.scopes or question.names or any(term[0].isalpha() for term in question.subject)
    ):
        return False
    found = signs(question, ranking, evidence)
    value = dict(zip(SIGNS, found, strict=True))
    if is_other(question, ranking, evidence, value):
        return False
    is_lacking = value["missing"] >= MISSING and question.kind_name != SITUATION
    if not question.scopes and is_lacking:
        return False  # it asks about what no page knows
    is_open = question.kind_name in _OPEN and not question.is_personal
    least = _STRONG if is_open and value["missing"] >= _ALL_MISSING else 0.0
    return float(found @ WEIGHTS) + BIAS >= least


def is_sure(question: Question, ranking: Ranking, evidence: Evidence) -> bool:
    """Return whether the best candidate is as strong as few that answer, with little missing."""
    if not ranking.candidates:
        return False
    found = signs(question, ranking, evidence)
    is_there = found[SIGNS.index("missing")] <= _SURELY_MISSING
    return bool(is_there and float(found @ WEIGHTS) + BIAS >= _SURE)


def signs(question: Question, ranking: Ranking, evidence: Evidence) -> Floats:
    """Return what speaks for the best candidate as an answer, shape (SIGNS,)."""
    value = dict(zip(FEATURES, ranking.values[0], strict=True))
    best = ranking.candidates[0]
    rows = [
        row
        for row, other in enumerate(ranking.candidates)
        if other.document is best.document and other.section is best.section
    ]
    sentence, section, rarity = _covered(question, ranking, rows, evidence)
    anywhere = dict(zip(question.terms, ranking.cover.max(axis=0), strict=True))
    known = only_place(best.document) | _around(best)
    context = f"{best.document.title}\n{best.section.about}\n{best.text}"
    found = [
        ranking.chances[0],
        ranking.scores[0] / 10,
        bool(question.scopes),
        value["scope"],
        sentence @ rarity,
        section @ rarity,
        section.min(initial=1.0),
        ((1 - section) * rarity).max(initial=0.0),
        sum(anywhere[name] < COVERED for name in question.names - known),
        value["label"],
        value["shape"],
        evidence.search.cosines(question.search_text, [context])[0],
        1.0 if question.counted is None else value["counted"],
        bool(question.rest),
        value["cosine_rest"],
        question.kind_name == SITUATION,
        question.kind is not None,
        _focus(question, ranking, evidence),
        _missing(question, ranking, evidence),
    ]
    return np.array(found, dtype=np.float32)


def _covered(
    question: Question, ranking: Ranking, rows: Sequence[int], evidence: Evidence
) -> tuple[Floats, Floats, Floats]:
    """Return how near each word of the rest is to one of the best sentence, and of its section.

    The third array is each word's share of the rarity; all have shape (words,).
    """
    best = ranking.candidates[0]
    rest = set(question.rest) - only_place(best.document)
    asked = [word for word in dict.fromkeys(words(question.text)) if stem(word) in rest]
    heading = f"{best.document.title} {best.section.about} "
    said = words(heading + best.text)
    if not asked or not said:
        none = np.full(1, not asked, dtype=np.float32)
        return none, none, np.ones(1, np.float32)
    columns = [question.terms.index(stem(word)) for word in asked]
    around = words(heading + " ".join(ranking.candidates[row].text for row in rows))
    rarity = np.array([evidence.search.idf(stem(word)) for word in asked], dtype=np.float32)
    meant = evidence.search.alike(asked, around)
    known = {word: place for place, word in enumerate(around)}
    near = meant[:, [known[word] for word in said]].max(axis=1)
    cover = ranking.cover[:, columns]
    return (
        np.maximum(near, cover[0]),
        np.maximum(meant.max(axis=1), cover[list(rows)].max(axis=0)),
        rarity / max(float(rarity.sum()), 1e-6),
    )


def _focus(question: Question, ranking: Ranking, evidence: Evidence) -> float:
    """Return how near what is asked for is to a word of the best sentence or its heading."""
    if question.focus is None:
        return 1.0
    best = ranking.candidates[0]
    said = words(f"{best.section.about} {best.text}")
    asked = [word for word in words(question.text) if stem(word) == question.focus]
    near = float(evidence.search.alike(asked[:1], said).max()) if said and asked else 0.0
    return max(near, cover(question, question.focus, f"{best.section.about} {best.text}"))


def _around(best: Candidate) -> set[str]:
    """Return the stems of the paragraph that a sentence stands in."""
    return set(stems(best.document.text[best.block.start : best.block.end]))


def _missing(question: Question, ranking: Ranking, evidence: Evidence) -> float:
    """Return the share of the rest, by rarity, that no candidate has anything like."""
    best = ranking.candidates[0]
    there = only_place(best.document)
    beside = question.names & _around(best)
    rest = [term for term in question.rest if term not in there]
    rarity = np.array([evidence.search.idf(term) for term in rest], dtype=np.float32)
    anywhere = ranking.cover.max(axis=0)
    lacking = np.array(
        [anywhere[question.terms.index(term)] < COVERED and term not in beside for term in rest]
    )
    return float(rarity @ lacking) / max(float(rarity.sum()), 1e-6) if len(rarity) else 0.0
