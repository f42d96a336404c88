"""Whether a question is of an initiative that the documents do not hold, only others like it."""

import re

from assistant.evidence import Evidence
from assistant.question import Question
from assistant.rank import Candidate, Ranking, cover, has_shape
from assistant.words import ANYBODY, HEADS
from corpus.types import Document
from index.danish import MISSPELT, stem, stems, words

# What is asked of one initiative, and what only its page knows. With these rules .65 of the shipped
# questions are declined when the document that answers them is away, and .49 without them; of all
# others, XQuAD-da too, none more.
_OF_AN_INITIATIVE = (
    "running", "contact", "telephone", "email", "target", "purpose", "partners", "evaluator",
    "funding", "updated", "town",
)  # fmt: skip
_OF_THE_PAGE = ("contact", "telephone", "email", "updated")
_ASKS_WHICH = re.compile(r"\W*(?:hvilke[nt]?|hvad (?:kaldes|hedder|er det))\b", re.IGNORECASE)
_NEAR = 0.5  # likeness from which a page has something like a word
_SHARE = 0.5  # of the words, that its title, headings and beginning lack
_BEGINNING = 300  # letters of a page
_LABELS = 2  # kinds of labelled sections, from which a page is of one initiative
_LONG = 9  # letters of a word that says what is meant


def is_unnamed(question: Question, ranking: Ranking, evidence: Evidence) -> bool:
    """Return whether the best page has nothing like a word that its initiative is called by.

    Only where the question names no initiative of the collection and tells of nobody. Any word of
    it counts in a question for a field, as the target group; in others a long one, of a page of one
    initiative.
    """
    if question.scopes or question.is_personal:
        return False
    page = ranking.candidates[0].document
    text = f"{page.title}\n{page.text}"
    is_field = question.kind_name in _OF_AN_INITIATIVE and not _ASKS_WHICH.match(question.text)
    if not is_field and not _may_be_of_another(question, page, text):
        return False
    if any(is_field or len(word) >= _LONG for word in _lost(question, evidence, text)):
        return True
    if _is_said(question, ranking.candidates[0]):
        return False  # 'Ring til nattevagten Bo Dam på 11 22 33 44', on a page of something else
    headings = " ".join(section.about for section in page.sections)
    first = f"{page.title} {headings} {page.text[:_BEGINNING]}"
    return question.kind_name in _OF_THE_PAGE and len(
        _lost(question, evidence, first)
    ) >= _SHARE * max(len(question.rest), 1)


def _may_be_of_another(question: Question, page: Document, text: str) -> bool:
    """Return whether a page is of one initiative, and none that a name of the question is of."""
    labels = {section.label for section in page.sections if section.label}
    is_of_one = len(labels) >= _LABELS
    return is_of_one and question.kind_name != "yes_no" and not question.names & set(stems(text))


def _is_said(question: Question, best: Candidate) -> bool:
    """Return whether a sentence has what is asked for and all the words that say of whom."""
    said = all(cover(question, term, best.text) >= MISSPELT for term in question.rest)
    return bool(question.rest) and said and has_shape(question, best)


def _lost(question: Question, evidence: Evidence, text: str) -> list[str]:
    """Return the words of the rest that a text has nothing like.

    A word that only says 'initiative' is like none: 'tilbud' is no 'fritidstilbud'.
    """
    rest = set(question.rest) - ANYBODY
    asked = [word for word in dict.fromkeys(words(question.text)) if stem(word) in rest]
    said = sorted({word for word in words(text) if stem(word) not in HEADS})
    if not asked or not said:
        return asked
    near = evidence.search.alike(asked, said).max(axis=1).tolist()
    return [
        word
        for word, one in zip(asked, near, strict=True)
        if max(one, cover(question, stem(word), " ".join(said))) < _NEAR
    ]
