"""What is asked of an initiative and of nothing beside it: 'Hvem betaler for X?'.

What answers shares no word with such a question but the name, and every sentence of the page is as
near to it: only what says something of the kind that is asked for may answer.
"""

import re

from assistant.headed import is_headed
from assistant.question import Question
from assistant.rank import Candidate, Ranking, has_shape, in_scope
from assistant.words import RELATING
from corpus.labels import label_of

# What says something of a kind, beside the kind's shape: kinds of which any sentence is ranked.
_SAYS = {
    "law": re.compile(
        r"\blove?(?:n|ns|ene?)?\b|\w+lov(?:en|ens)?\b|lovhjem|lovgiv|hjemmel"
        r"|(?-i:\b(?:SEL|SUL|LAB|ABL)\b)|§|paragraf",
        re.IGNORECASE,
    ),
    "funding": re.compile(
        r"finansier|bevil|betal|pulje|midler|støttet af|støtte fra|fonden\b|afsat|doner|sponso"
        r"|\btilskud|\bbidrag(?:et|ene)?\b|dækker (?:regning|udgift|alt)|\budgift(?:er)?(?:ne)?\b"
        r"|\bpenge(?:ne)? (?:kommer|kom|er)\b"
        r"|(?:givet|giver|gav|lægger|lagde)\b.{0,80}?\b(?:kr|kroner|mio|million\w*)\b",
        re.IGNORECASE,
    ),
    "evaluation": re.compile(
        r"evaluer|effekt|\bresultat\w*(?! af din)|undersøgt|undersøgelse|rapport|måling|\bmålt\b"
        r"|gennemgået|interview|forsker|forskning|speciale|kigget nærmere|set på, om|\bfulgt\b"
        r"|\b(?:viser|viste|fandt|opnåede|oplever)\b",
        re.IGNORECASE,
    ),
}
_PAYS_NOT = re.compile(r"\bbetaler (?:\w+ )?(?:ikke|intet)\b|\bgratis\b", re.IGNORECASE)


def _is_plain(question: Question) -> bool:
    """Return whether nothing is asked but one such kind of thing of an initiative that is named."""
    if not question.scopes or question.is_fitted or question.kind_name not in _SAYS:
        return False
    return not set(question.rest) - RELATING


def of_its_kind(question: Question, ranking: Ranking) -> Ranking:
    """Return what is of the kind that is plainly asked for; all where something else is asked."""
    if not ranking.candidates or not _is_plain(question):
        return ranking
    told = ranking.only(lambda item: in_scope(question, item) and _is_of_kind(question, item))
    if question.kind_name == "funding":  # what somebody does not pay says nothing of who does
        given = told.only(lambda item: _PAYS_NOT.search(item.text) is None)
        return given if given.candidates else told
    return told


def _is_of_kind(question: Question, item: Candidate) -> bool:
    """Return whether an item says something of the kind, or stands under a heading for it."""
    own = question.kind.labels[:1] if question.kind else ()
    under = {item.label, item.section.label, *map(label_of, item.section.around)}
    return (
        not under.isdisjoint(own)
        or is_headed(question.kind, item.section)
        or has_shape(question, item)
        or _SAYS[question.kind_name].search(item.text) is not None
    )
