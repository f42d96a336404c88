"""Whether a heading asks what a question asks: 'Har I tavshedspligt?'."""

import re
from collections.abc import Sequence

from assistant.question import Question
from assistant.whose import only_place
from assistant.words import ANYBODY, content_terms
from corpus.types import Document, Section
from index.danish import MISSPELT, likeness, stem, stems, words

# Who asks, whom it is asked, and articles: 'I' and the offer's name are one.
_NOBODY = frozenset(
    map(
        stem,
        "jeg man vi i du de han hun det den der en et mig os jer dig min mit mine jeres vores din "
        "dit noget nogen også gerne på af til hos med for ved om overfor".split(),
    )
)
_WHAT = re.compile(
    r"\bhv(?:em|ad|ornår|ordan|orfor|ilke[nt]?"
    r"|or(?: (?:længe|lang\w*|mange|meget|ofte|tit|gamm\w+|stor\w*|hurtigt))?)\b",
    re.IGNORECASE,
)
_AS_WHAT = ("hvor meget", "hvor stor", "hvor stort")  # 'hvad koster', 'hvor meget koster'
_NOT = re.compile(r"\b(?:ikke|ikk|uden|ingen|intet|aldrig|undgå)\b", re.IGNORECASE)
_STILL = re.compile(r"\b(?:stadig\w*|endnu|fortsat|længere|igen)\b", re.IGNORECASE)
_MAY = re.compile(r"\b(?:kan|må|tør|får)\b", re.IGNORECASE)
_MUST = re.compile(r"\b(?:skal|behøver|kræve[rs]?|nødt)\b", re.IGNORECASE)


def is_asking(heading: str) -> bool:
    """Return whether a heading is a question."""
    return heading.rstrip().endswith("?")


def asks_what(text: str) -> str:
    """Return the word by which a text asks ('hvem', 'hvor længe'), '' where it asks yes or no."""
    found = _WHAT.search(text)
    asked = " ".join(found[0].lower().split()) if found else ""
    return "hvad" if asked in _AS_WHAT else asked


def alike(question: Question, section: Section, page: Document, is_read: bool = False) -> float:
    """Return the share of the content words of a heading that are asked for, or of those of the
    question that stand in it, whichever is less; the offer's name is in both.

    Those of the question may stand under it too where that is read. 0 where the one denies,
    demands or asks for what the other does not.
    """
    asked, heading = question.asked or question.text, section.heading
    if _is_turned(asked, heading):
        return 0.0
    own = {term for scope in question.scopes for term in scope.terms} | only_place(page)
    titled = own.union(stems(page.title))
    said, terms = content_terms(heading), content_terms(asked)
    beyond = [term for term in said if term not in titled]
    if not beyond and not _has_words(asked, heading):
        return 0.0
    left = own | ANYBODY | (question.names & titled)
    rest = [term for term in terms if term not in left | _NOBODY]
    under = stems(page.text[section.start : section.end]) if is_read else ()
    return min(_share(beyond, terms, question), _share(rest, (*said, *under), question))


def _is_turned(asked: str, heading: str) -> bool:
    """Return whether one denies, or takes for begun, what the other does not, one asks whether it
    may be and the other whether it must, or each for something else."""
    if any(bool(one.search(asked)) != bool(one.search(heading)) for one in (_NOT, _STILL)):
        return True
    for one, other in ((asked, heading), (heading, asked)):
        if _MUST.search(one) and _MAY.search(other) and not _MUST.search(other):
            return True
    what, headed = asks_what(asked), asks_what(heading)
    return bool(what and headed and what != headed)


def _has_words(asked: str, heading: str) -> bool:
    """Return whether a text has all words of a heading, be they empty: 'Hvem står bag?'."""
    said = {stem(word) for word in words(heading)} - _NOBODY
    return said <= set(stems(asked))


def _share(terms: Sequence[str], others: Sequence[str], question: Question) -> float:
    """Return the share of some stems that stand among others, 1 where there are none."""
    there = sum(_stands(term, others, question) for term in terms)
    return there / len(terms) if terms else 1.0


def _stands(term: str, others: Sequence[str], question: Question) -> bool:
    if any(likeness(_neutral(term), _neutral(other)) >= MISSPELT for other in others):
        return True
    official = question.official.get(term, ())
    return any(set(others) >= set(one.split()) for one in official)


def _neutral(term: str) -> str:
    """Return a stem as it is of either gender: 'anonymt' is 'anonym'."""
    return term.removesuffix("t") or term
