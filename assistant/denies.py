"""What a question takes for granted and the page denies -> the sentence that denies it.

'Hvornår åbner caféen i Ribe?' is answered by 'Der er ingen café i Ribe', where nothing else is.
"""

import re
from collections.abc import Sequence

from assistant.bound import versions
from assistant.clauses import clauses
from assistant.contradicted import ASKS, contradicting, is_like
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.question import Question
from assistant.rank import Candidate, all_sentences
from assistant.words import ASKING, content_terms
from index.danish import stem, stems

_VERB = re.compile(r"\bhv(?:ornår|ordan|orfor|or) \w+", re.IGNORECASE)  # 'hvornår åbner'
_NOT = r"(?:ikke|ingen|intet|hverken)"
_NONE = re.compile(
    r"\b(?:er|findes|var|har|tilbyder|giver|yder|holder)\b(?: \w+){0,3}? "
    rf"{_NOT}\b(?P<thing>[^,;:]*)",
    re.IGNORECASE,
)
# 'Har du ikke brug for en seng, kan du …' says on what condition something else is.
_IF_NOT = re.compile(
    r"(?:[Hh]vis|[Nn]år|Er|Har|Kan|Vil|Får|Skal|Må|Bor|Behøver|Ønsker)\b[^,?]*\b"
    rf"{_NOT}\b[^,?]*,(?!.*\b{_NOT}\b)"
)
_LEFT = re.compile(
    r"\b(?:valgte ikke at|fortsatte ikke|fortsætter ikke|er ikke (?:længere )?med\b|deltager ikke"
    r"|har ikke (?:ført|fortsat)|trak sig|sprang fra|meldte fra|er stoppet|stoppede|ophørte)",
    re.IGNORECASE,
)
_GOING_ON = frozenset(stems("fortsætte deltage være med blive projektet indsatsen"))
_WORDS_BEFORE = 6  # of who left: 'Ribe, Fanø og Varde Kommune valgte ikke at …'
# A question of what is now; what was so before may be told of those who left later.
_WAS = re.compile(
    r"\b(?:var|havde|blev|fik|gik|kom|deltog|gav|\w{3,}(?:ede|kte|gte|rte|lte|nte|ste))\b",
    re.IGNORECASE,
)
_TOWN = stem("kommune")
# 'Hvor meget giver staten?', and 'Staten giver ikke tilskud.'
_GIVES = re.compile(
    r"\bhvor meget (?:\w+ )?(?:giver|gav|yder|betaler|betalte|bidrager|støtter|har|skyder) "
    r"([^,.?!]+?)(?: (?:til|i|med|for|af|om|på|ved|givet|bidraget)\b|[,.?!]|$)",
    re.IGNORECASE,
)
_SUMS = frozenset(stems("tilskud støtte penge bidrag midler noget økonomisk fast"))
_GIVES_NOT = re.compile(
    r"((?:[\w-]+ ){1,4})(?:giver|gav|yder|betaler|betalte|bidrager|støtter|har givet)"
    r" (?:\w+ )?(?:ikke|intet|ingen(?:ting)?)\b(?! (?:kun|mere|alene))",
    re.IGNORECASE,
)
_SOMEWHERE = re.compile(r" (?:i|på|for) [A-ZÆØÅ]|, men\b")  # it is so elsewhere
# 'Der er ikke planlagt en runde 4', 'Fase 3 bliver ikke til noget', 'Runde 2 er ikke evalueret'.
_NOT_ANY = r"\b(?:ikke (?:\w+ )?(?:en|et|nogen|noget)|ingen|intet)"
_NOT_HELD = (
    r"(?:er|bliver|blev|kommer|var) (?:\w+ )?ikke (?:\w+ )?"
    r"(?:planlagt|besluttet|holdt|afholdt|gennemført|udbudt|aktuel|til noget|sat i gang)"
)
_NOT_EVALUATED = r"(?:er|bliver|blev|var) (?:\w+ )?ikke (?:\w+ )?(?:evaluere|undersøg|målt)"
_FOUND = ("finding", "evaluation", "")
_OF_NOBODY = ("contact", "telephone", "email", "person", "role", "title", "cpr", "updated")


def denial(question: Question, evidence: Evidence, is_sure: bool = False) -> list[Statement]:
    """Return the sentence of the initiative's page that says that what is asked of is not there, is
    not so, or that who is asked about left; nothing where none does.

    Where it must be sure, it only says that what is taken for granted is not so, with all of that.
    """
    if none := _none_given(question, evidence) or _no_such_part(question, evidence):
        return none
    pages = {scope.document for scope in question.scopes if scope.is_page}
    if len(pages) != 1 or not ASKS.search(question.text) or question.kind_name in _OF_NOBODY:
        return []
    page = evidence.documents[pages.pop()]
    said = [item for item in all_sentences(page) if not _IF_NOT.match(item.text)]
    told = [] if is_sure else _gone(question, said)
    told = told or contradicting(question, said, evidence, is_sure)
    return _stated(told)


def _none_given(question: Question, evidence: Evidence) -> list[Statement]:
    """Return the sentence that says that who is asked how much they give gives nothing; of the page
    that is named, else of the one page found that says so."""
    asked = _GIVES.search(question.text)
    giver = content_terms(asked[1])[-1:] if asked else ()
    if not giver:
        return []
    named = {scope.document for scope in question.scopes}
    pages = named or {hit.passage.document for hit in evidence.hits}
    told = [
        item
        for id in sorted(pages)
        for item in all_sentences(evidence.documents[id])
        if (found := _GIVES_NOT.match(item.text)) and is_like(giver[0], stems(found[1]))
        # 'giver ikke tilskud til taxa' denies that alone
        if set(content_terms(item.text[found.end() :])) <= _SUMS.union(question.terms)
    ]
    return _stated(told) if len({item.document.id for item in told}) == 1 else []


def _no_such_part(question: Question, evidence: Evidence) -> list[Statement]:
    """Return the sentence that says that there will be no such round or phase as is asked of, or
    that it was not evaluated, where that is asked."""
    parts = versions(question.text)
    pages = {scope.document for scope in question.scopes}
    if len(parts) != 1 or len(pages) != 1:
        return []
    [(sort, name)] = parts
    part = rf"{sort}n? {re.escape(name)}(?!\w)"
    denies = rf"{_NOT_ANY} {part}|\b{part} {_NOT_HELD}"
    if question.kind_name in _FOUND:
        denies += rf"|\b{part} {_NOT_EVALUATED}"
    page = evidence.documents[pages.pop()]
    return _stated(
        [
            one
            for one in all_sentences(page)
            if (found := re.search(denies, one.text, re.IGNORECASE))
            and not _SOMEWHERE.search(one.text, found.end())
        ]
    )


def _stated(told: Sequence[Candidate]) -> list[Statement]:
    return [Statement(one.text, one.document, one.start, one.end) for one in told[:1]]


def _gone(question: Question, said: Sequence[Candidate]) -> list[Candidate]:
    """Return what says that what is asked of is not there, else what says that somebody left."""
    asked = _asked(question)
    told = [item for item in said if _has_none(asked, item)]
    return told or [item for item in said if _left(question, item)]


def _asked(question: Question) -> list[str]:
    """Return the terms of the clause that asks, but those that name the initiative or only ask."""
    clause = next(one for one in clauses(question.text) if ASKS.search(one))
    clause = _VERB.sub(" ", clause)
    own = {term for scope in question.scopes for term in scope.terms}
    return [
        term
        for term in content_terms(clause)
        if term in question.subject and term not in own | ASKING
    ]


def _has_none(asked: Sequence[str], item: Candidate) -> bool:
    """Return whether a sentence says that there is none of what is asked of, where it is asked.

    All that is asked of stands in it, or before it in its paragraph and its heading.
    """
    found = _NONE.search(item.text)
    thing = content_terms(found["thing"])[:1] if found else ()
    if not thing or not any(is_like(term, thing) for term in asked):
        return False
    before = item.document.text[item.block.start : item.end]
    said = stems(f"{item.section.about} {before}")
    return all(is_like(term, said) for term in asked)


def _left(question: Question, item: Candidate) -> bool:
    """Return whether a sentence says that whom it asks about is no longer a part of it."""
    own = {term for scope in question.scopes for term in scope.terms}
    named = question.names - own - {_TOWN}
    found = _LEFT.search(item.text)
    if not named or not found or _WAS.search(question.text):
        return False
    rest = item.text[found.end() :]
    what = content_terms(re.split(r"[,;.]| fordi | da ", rest)[0])
    known = own | _GOING_ON
    if any(term not in known and not is_like(term, question.terms) for term in what):
        return False  # something else, as 'valgte ikke at deltage i evalueringen'
    who = item.text[: found.start()].split()
    return len(who) <= _WORDS_BEFORE and named <= set(stems(" ".join(who)))
