"""What a question takes for granted of a thing, and a sentence of its page says is not so.

'Hvor meget faldt fraværet?' is answered by 'Fraværet faldt ikke', 'Hvornår indføres forbuddet?' by
'Forslaget om et forbud blev stemt ned'.
"""

import re
from collections.abc import Sequence

from assistant.clauses import clauses
from assistant.evidence import Evidence
from assistant.other import COVERED
from assistant.question import Question
from assistant.rank import Candidate
from assistant.words import ANYBODY, ASKING, content_terms
from index.danish import likeness, stems

ASKS = re.compile(r"\bhv(?:ad|em|or|ilke[nt]?|ornår|ordan)\w*", re.IGNORECASE)
_NOT = r"\b(?:ikke|ingen|intet|hverken)\b[^.;:]{0,40}?"
# What is taken for granted, and what says that it is not so.
_Pair = tuple[re.Pattern[str], re.Pattern[str]]
_PAIRS: tuple[_Pair, ...] = tuple(
    (re.compile(asks, re.IGNORECASE), re.compile(denies, re.IGNORECASE))
    for asks, denies in (
        (  # that something changed, or was found to
            r"\b(?:steg|stige[rt]?|faldt|falde[rt]?|voks\w+|mindske\w*|øge[dst]\w*|nedbrag\w*"
            r"|reducere\w*|styrke[dst]\w*|svækkede\w*|forbedre\w*|forværre\w*|løfte\w*|ændre\w*)\b"
            r"|\b(?:bedre|dårligere|mindre|større|flere|færre|mere|hyppigere|hurtigere)\b"
            r"|\b(?:effekt|virkning|forskel|gevinst)\w*\b|\b(?:virke|virkede|hjalp)\b",
            _NOT + r"(?:\bmålt\b|\bmålbar|\bpåvis|\bundersøgt|effekt|\bvirkning|\bændring|\bændre"
            r"|\bforskel|\bforbedring|\bfremgang|\bbedre\b|\bst[ei]g|\bfald|\bøge[ds]|\bmindske)"
            r"|\b(?:var|er|blev|forblev|lå) (?:\w+ )?uændre"
            r"|\b(?:steg|faldt|virkede|hjalp) (?:\w+ )?ikke\b",
        ),
        (  # that it was decided
            r"\b(?:træder|trådte)\b(?=.*\bi kraft\b)|\bi kraft\b"
            r"|\b(?:indfør|vedt[ao]g|beslutte|gennemfør)\w*"
            r"|\b(?=\w*(?:forbud|gebyr|afgift|ordning|pligt))",
            r"\bstemt ned\b|\bnedstemt|\bforkaste[td]|\bafvis(?:t|te)\b|\bopgive[tn]|\bdroppet"
            r"|\bikke (?:\w+ )?(?:vedtaget|indført|gennemført|besluttet)\b",
        ),
        (  # that it is demanded
            r"\btv(?:inge[rs]?|unget|ungne|ang)\b|\bkræve\w*|\b(?:krav|pligt)\w*\b|\bobligatorisk",
            r"\b(?:ikke|intet|ingen) (?:\w+ )?(?:krav|pligt|tvang|betingelse)\w*\b"
            r"|\bikke (?:\w+ )?(?:obligatorisk|nødvendigt|kræve\w*|tvinge\w*)\b|\bbehøver ikke\b",
        ),
    )
)
# Shares, by rarity, of what is asked about that stand in the sentence or its heading.
_HALF, _ALL = 0.5, 0.99
_SURE = 2  # of the pairs
_SEVERAL = 2  # words of it, or a name, that are said where it answers whatever else may


def contradicting(
    question: Question, said: Sequence[Candidate], evidence: Evidence, is_sure: bool
) -> list[Candidate]:
    """Return the sentence that says that it is not so, with most of what is asked about.

    Where it must be sure, it has all of it, which is several words or a name, no other sentence
    says that it is so, and it is not of a demand: of many, one is not made.
    """
    if not ASKS.search(question.text):
        return []
    clause = next(one for one in clauses(question.text) if ASKS.search(one))
    found: list[tuple[float, Candidate]] = []
    for pair in _PAIRS[:_SURE] if is_sure else _PAIRS:
        if not pair[0].search(clause):
            continue
        asked = _asked(question, pair[0].sub(" ", clause))
        is_much = len(asked) >= _SEVERAL or bool(question.names.intersection(asked))
        if not asked or (is_sure and not is_much):
            continue
        least = _ALL if is_sure else _HALF
        denied = _denied(question, pair, asked, said, evidence)
        told = [(share, one) for share, one in denied if share >= least]
        if not (told and is_sure and _is_said(question, pair, asked, said, evidence)):
            found += told
    best = max((share for share, _ in found), default=0.0)
    return [item for share, item in found if share == best][:1]


def _denied(
    question: Question, pair: _Pair, asked: list[str], said: Sequence[Candidate], evidence: Evidence
) -> list[tuple[float, Candidate]]:
    """Return the sentences that deny, with how much of what is asked about each has."""
    return [
        (_share(question, asked, one, evidence), one) for one in said if pair[1].search(one.text)
    ]


def _is_said(
    question: Question, pair: _Pair, asked: list[str], said: Sequence[Candidate], evidence: Evidence
) -> bool:
    """Return whether a sentence says that it is so, of all that is asked about."""
    asks, denies = pair
    return any(
        _share(question, asked, one, evidence) >= _ALL
        for one in said
        if asks.search(one.text) and not denies.search(one.text)
    )


def _asked(question: Question, clause: str) -> list[str]:
    """Return what a clause asks about, but for the initiative, whoever it is, and what only asks,
    unless that is all."""
    own = {term for scope in question.scopes for term in scope.terms} | ASKING | ANYBODY
    said = [term for term in content_terms(clause) if term in question.terms and term not in own]
    return [term for term in said if term in question.subject] or said


def _share(question: Question, asked: list[str], item: Candidate, evidence: Evidence) -> float:
    """Return the share, by rarity, of what is asked about that a sentence has; 0 where it lacks a
    name."""
    there = stems(item.text)
    around = (*there, *stems(item.section.about))
    if any(not is_like(name, there) for name in question.names.intersection(asked)):
        return 0.0
    rarity = {term: evidence.search.idf(term) for term in asked}
    has = sum(rarity[term] for term in asked if is_like(term, around))
    return has / max(sum(rarity.values()), 1e-6)


def is_like(term: str, others: Sequence[str]) -> bool:
    """Return whether a word is like one of others."""
    return any(likeness(term, other) >= COVERED for other in others)
