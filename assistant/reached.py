"""The contacts that a question asks for, and the lines and sentences that say whom to contact."""

import re
from collections.abc import Iterator

from assistant.citations import section_of
from assistant.contact import ADDRESSES, all_contacts, has, whom
from assistant.facts import Statement
from assistant.municipalities import places
from assistant.question import Question
from assistant.rank import Candidate, Ranking, all_sentences, cover, has_shape
from assistant.scopes import Scope
from assistant.whose import only_place, places_in
from assistant.words import ASKING
from corpus.fields import LABEL
from corpus.heading import ADDRESS, REACHED
from corpus.text import sentences
from corpus.types import Document
from index.danish import MISSPELT, PART, stem, stems, words

CONTACT = ("contact", "telephone", "email")
_COVERED = PART  # likeness from which a word counts as found
_CONTACT_LINE = re.compile(
    r"(?:kontakt\w*|[\w ]{0,20}(?:koordinator|konsulent|vejleder|rådgiver))(?: \w+){0,3}:"
    r".*(?:@|\d{2} ?\d{2} ?\d{2} ?\d{2})",
    re.IGNORECASE | re.DOTALL,
)
# 'Kontakt Bo Holm på telefon 12 34 56 78', 'I kan henvende jer til hende på …'
_CONTACT_SENTENCE = re.compile(
    r"\b(?:kontakt(?:e[rs]?)?|henvend(?:e|es|elser?)?|ring(?:e|es)?|skriv(?:e|es)?)\b"
    r".*?(?:\w@\w|\b(?:på|til|telefon|tlf\.?|mobil|nummer):? (?:\+45 )?(?:\d{2} ?){3}\d{2}(?!\d))",
    re.IGNORECASE | re.DOTALL,
)
# Numbers of something else, and help that stands beside the initiative.
_NO_CONTACT = re.compile(
    r"\b(?:cvr|ean|skema|presse\w*|journalist\w*|livslinjen|børnetelefonen|alarm\w*)\b"
    r"|\b(?:livslinien|giftlinjen|112)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:han|hun|vedkommende)\b", re.IGNORECASE)
NAMED = re.compile(
    r"\b[A-ZÆØÅ][a-zæøå]+(?:-[A-ZÆØÅ][a-zæøå]+)?"
    r"(?: (?!Kommune|Region|Hospital|Universitet|Fond)[A-ZÆØÅ][a-zæøå]+){1,2}\b"
)
"""The name of somebody, in two words or three."""
# What is of whoever is named on the line before, where somebody is.
_HOURS = re.compile(r"(?:træffe(?:s|tid\w*)|telefontid\w*|kontortid\w*)\b", re.IGNORECASE)
# 'Hvad er nummeret til juristen?', 'Hvordan får jeg fat i juristen?', 'juristens nummer'
_TURNED_TO = re.compile(
    r"\b(?i:\w*num(?:mer(?:et)?|re)|\w*telefon\w*|tlf\.?|\w*mail\w*|ring(?:e|er)?|skriv(?:e|er)?"
    r"|kontakter?|fat i|henvend\w+)"
    r"(?: (?:jeg|man|vi|mig|sig|os|op|til|på|hos|den|vores|jeres)){0,4} ([a-zæøåé]{4,}(?:en|et))\b"
    r"(?! [A-ZÆØÅ])"  # 'krisecentret Lunden' is called by its name
    r"|\b([a-zæøåé]{4,}(?:en|et))s (?:\w+ )?(?:\w*nummer|\w*telefon|tlf|\w*mail)"
)
# What is of the one of several places under whose address it stands.
_OF_PLACE = re.compile(rf"(?:dage?|weekend\w*)\b|\bkl\.? ?\d|{REACHED.pattern}", re.IGNORECASE)
_SEVERAL = 2
_LIVES_IN = re.compile(r"\b(?:bor|bosat) (?:\w+ ){0,2}?i ((?:[A-ZÆØÅ][\w-]+ ?)+)")
_BLANK = re.compile(r"\n[ \t]*\n")
ITSELF = frozenset(
    stems(
        "kommunen foreningen afdelingen kontoret huset stedet rådgivningen personalet centret"
        " medarbejderne tilbuddet projektet linjen vagten ledelsen lederen receptionen"
    )
)
"""The body that a page is of, whose number and leader are the page's."""


def contact(question: Question, document: Document) -> list[Statement]:
    """Return the contacts that have what is asked for; where one is named, only that one's."""
    stated = _of_town(question, _in_scope(question, all_contacts(document)), document)
    own = {term for scope in question.scopes for term in scope.terms}
    told = stems(" ".join([document.title, *(whom(item) for item in stated)]))
    heads = " ".join(map(_about, stated))
    said = " ".join([document.title, heads, *(whom(item) for item in stated)])
    if not question.names <= own.union(told) or not is_of_those(question, said):
        return []  # somebody else's is asked for
    asked = set(question.terms).difference(stems(document.title))  # it may be in an address
    asked -= question.names & places() - only_place(document)  # of another town nothing is left
    named = [len(asked.intersection(stems(f"{_about(item)} {whom(item)}"))) for item in stated]
    most = max(named, default=0)
    meant = [item for item, count in zip(stated, named, strict=True) if count == most]
    name = question.kind_name
    return [item for item in meant if name not in ADDRESSES or has(item, name)][:2]


def is_of_those(question: Question, text: str) -> bool:
    """Return whether a text has whoever it is asked how to reach, where that is said by a common
    noun: 'nummeret til juristen'. A word as 'telefon' names nobody."""
    found = {stem(one or two) for one, two in _TURNED_TO.findall(question.text)}
    asked = found.intersection(question.rest) - ITSELF
    said = " ".join(word for word in words(text) if stem(word) not in ASKING) if asked else ""
    return all(cover(question, term, said) >= _COVERED for term in asked)


def is_theirs(question: Question, candidate: Candidate) -> bool:
    """Return whether whoever is asked for is named with a number, or its page is, and in no other
    town."""
    own = {term for scope in question.scopes for term in scope.terms}
    there = f"{candidate.document.title} {candidate.section.about} {spoken_of(candidate)}"
    is_named = question.names - own - places() <= set(stems(there))
    return is_named and is_of_those(question, there) and not is_elsewhere(question, candidate)


def is_elsewhere(question: Question, candidate: Candidate) -> bool:
    """Return whether a sentence is of another town than the one that is asked of: 'Rådgiver i Ribe:
    Bo Dam'."""
    said = places().intersection(stems(spoken_of(candidate)))
    asked = question.names & places()
    return bool(asked and said) and asked.isdisjoint(said)


def of_nobody(question: Question, ranking: Ranking) -> Ranking:
    """Return the lines that are a number and no more, where that of the page is asked for and of
    nobody on it; all where it has no such line."""
    lines = ranking.only(lambda item: LABEL.match(item.text) is not None)
    return lines if lines.candidates and question.scopes and not question.rest else ranking


def numbered(question: Question, ranking: Ranking, stated: Ranking) -> Ranking:
    """Return the sentences with a number or an address that have all that it is asked of, where
    what pages state of whom to turn to has not: 'Om natten ringer du til vagten på 11 22 33 44'."""
    if question.scopes or not question.rest:
        return stated
    having = ranking.only(
        lambda item: (
            has_shape(question, item)
            and all(cover(question, term, item.text) >= MISSPELT for term in question.rest)
        )
    )
    is_stated = any(item is one for item in having.candidates for one in stated.candidates)
    return having if having.candidates and not is_stated else stated


def _in_scope(question: Question, stated: list[Statement]) -> list[Statement]:
    """Return the contacts of the part that is named, where it states none those of no part; none of
    these where the part tells in a sentence how it is reached."""
    parts = [scope for scope in question.scopes if not scope.is_page]
    own = [item for item in stated if any(_lies_in(one, item) for one in parts)]
    if own or not parts:
        return own or stated
    if any(
        REACHED.search(item.document.text, one.start, one.end) for one in parts for item in stated
    ):
        return []
    return [
        item
        for item in stated
        if not any(
            section.is_part and section.start <= item.start < section.end
            for section in item.document.sections
        )
    ]


def _lies_in(scope: Scope, contact: Statement) -> bool:
    return scope.holds(contact.document.id, contact.start)


def _of_town(question: Question, stated: list[Statement], page: Document) -> list[Statement]:
    """Return the contacts in the town that is asked of, all where it is asked of none beside the
    page's; none where each is in another town, or the page has a number for that one elsewhere."""
    towns = question.names & places() - only_place(page)
    if not towns:
        return stated
    where = list(_towns(stated))
    there = [item for item, said in zip(stated, where, strict=True) if not towns.isdisjoint(said)]
    lived = set(stems(" ".join(_LIVES_IN.findall(question.text))))
    if there or not stated or towns <= lived:  # of no town: who asks tells where he lives
        return there or stated
    is_apart = all(where) and len(set(where)) > 1
    if is_apart or any(_is_number_in(towns, one) for one in all_sentences(page)):
        return []
    return stated


def _towns(stated: list[Statement]) -> Iterator[frozenset[str]]:
    """Yield the towns of each contact: those it names or its heading does, else those of the one
    just over it that has an address."""
    before = frozenset[str]()
    for last, item in zip([None, *stated], stated, strict=False):
        if last is None or _BLANK.search(item.document.text, last.end, item.start):
            before = frozenset()
        own = places_in(f"{_about(item)} {whom(item)}")
        before = own if ADDRESS.search(item.text) else before
        yield own or before


def _is_number_in(towns: frozenset[str], item: Candidate) -> bool:
    """Return whether a sentence has a number, and it, its heading or the line before it a town."""
    before = item.document.text[: item.start].rstrip().rpartition("\n")[2]
    said = places_in(f"{item.section.about} {item.text} {before}")
    return bool(towns & said) and REACHED.search(item.text) is not None


def _about(contact: Statement) -> str:
    """Return the heading that a contact stands under, which may say what to ask it of."""
    return section_of(contact.document, contact.start)


def is_contact(candidate: Candidate) -> bool:
    """Return whether a line or a sentence says whom to contact, with a number or an address."""
    text = candidate.text
    is_told = _CONTACT_SENTENCE.search(text) is not None and not _NO_CONTACT.search(text)
    return is_told or _CONTACT_LINE.match(text) is not None


def spoken_of(candidate: Candidate) -> str:
    """Return a sentence with the one before it where that one names whom it is of: 'Hun træffes på
    …', 'Træffes mandag kl. 9-12'; or with the address of the place that it is of."""
    before = named_before(candidate) or place_before(candidate)
    return candidate.document.text[before[0] if before else candidate.start : candidate.end]


def named_before(candidate: Candidate) -> tuple[int, int] | None:
    """Return where the sentence or the line stands that names whom the next one is of, None where
    that one stands alone."""
    page, block = candidate.document, candidate.block
    if _PRONOUN.match(candidate.text):
        before = sentences(page.text, block.start, candidate.start)
        return before[-1] if before else None
    if not _HOURS.match(candidate.text):
        return None
    lines = [one.start for one in candidate.section.blocks if one.start < candidate.start]
    before = sentences(page.text, lines[-1], candidate.start) if lines else []
    return before[-1] if before and NAMED.search(page.text, *before[-1]) else None


def place_before(candidate: Candidate) -> tuple[int, int] | None:
    """Return where the line stands right over hours or a number that says in which of several
    places these are, None where none does."""
    page, text = candidate.document, candidate.text
    if not _OF_PLACE.search(text) or places_in(text):
        return None
    blocks = candidate.section.blocks
    lines = [(one.start, one.end) for one in blocks if _is_place(page.text[one.start : one.end])]
    above = [line for line in lines if line[1] <= candidate.start][-1:]
    if len(lines) < _SEVERAL or not above or _BLANK.search(page.text, above[0][1], candidate.start):
        return None
    return above[0]


def _is_place(line: str) -> bool:
    """Return whether a line says where a place is, and no more."""
    is_address = ADDRESS.search(line) is not None and not _OF_PLACE.search(line)
    return is_address and bool(places_in(line))


def is_told_of(question: Question, candidate: Candidate) -> bool:
    """Return whether a number or an address, or hours, are those of whoever is asked for, whom the
    sentence or the line before has named with all else that is asked."""
    is_number = question.kind_name in CONTACT and bool(_PRONOUN.match(candidate.text))
    is_hour = question.kind_name == "opening" and bool(_HOURS.match(candidate.text))
    said = stems(spoken_of(candidate)) if is_number or is_hour else []
    return bool(question.names) and question.names.union(question.rest) <= set(said)
