"""What an initiative that fits a situation offers: what it is, for whom, and what to do next."""

import re
from datetime import date
from functools import partial

from assistant import audience, choose, facts, stated
from assistant.beside import asks
from assistant.contact import contacts
from assistant.described import about as about_of
from assistant.facts import Statement
from assistant.initiatives import entries, has_parts, source
from assistant.municipalities import lives_in
from assistant.people import Ages, ages_of, is_weak
from assistant.question import Question
from assistant.rank import Candidate, Ranking, in_scope
from assistant.situation import read
from assistant.stated import Span
from assistant.suited import is_of_others, suited
from corpus.text import sentences
from corpus.types import Document
from index.danish import stems, words

# Asks whether there is something for somebody, as against what is true of it.
IS_THERE = re.compile(
    r"\b(?:er|findes|sker|har i)\b(?: \w+){0,3} "
    r"(?:noget|nogen|hjælp|tilbud|sted|indsats|projekt|støtte)\b"
    r"|\bfindes der\b|\bhvad (?:findes|er der|gør|kan)\b"
    r"|\bhvor kan\b.{0,30}\b(?:hjælp|støtte|gå hen)"
    r"|\bkan (?:jeg|vi|han|hun|de|man) få\b"
    r"|\bkan (?:i|du|nogen) (?:\w+ )?(?:hjælpe|skaffe|støtte)\b"
    r"|\bhar (?:i|de)\b(?: \w+){0,3} noget (?:til|for|med)\b",
    re.IGNORECASE,
)


def offered(question: Question, ranking: Ranking, most: int, today: date) -> list[Statement]:
    """Return what says most of a situation, whom the initiative is for and what it offers.

    Only the first where it asks for more than whether there is something. Where it asks nothing,
    what it offers comes first, and while it runs, last what to do next.
    """
    inside = ranking.only(lambda item: in_scope(question, item))
    about = about_of(inside if inside.candidates else ranking)
    there = inside if inside.candidates else ranking
    there = there.only(partial(_is_with, about))
    of_age = _for_age(about.document, question.text)
    if of_age:
        there = there.only(partial(_may_suit, question, ages_of(question.text)))
    lives = lives_in(question.text)
    local = there.only(lambda item: bool(lives.intersection(words(item.text))))
    near = choose.sentences(local, 1) if local.candidates else []
    is_told = not asks(question.text)
    if not is_told and not IS_THERE.search(question.text):
        return facts.introduced(unique([*choose.sentences(there, most), *near]), _part(about))
    page = about.document
    sections = list(dict.fromkeys(item.section for item in sorted(there.candidates, key=_place)))
    target, offer = of_age or (audience.target(page, sections), stated.offer(page, sections))
    spans = (offer, target) if is_told else (target, offer)
    said = [_quoted(page, sentences(page.text, *span)[0]) for span in spans if span]
    best = [*choose.sentences(there, 1), *near]
    said = [item for item in said if not _is_told(item, best)]
    found = unique([*said, *best] if is_told else [*best, *said])[: max(most, len(best))]
    return facts.introduced(unique([*found, *_next_step(about, today)]), _part(about))


def _for_age(page: Document, text: str) -> tuple[Span, Span] | None:
    """Return for whom and what it is that is for just the age told, None for all of a page."""
    if not ages_of(text) or has_parts(page):
        return None
    [whole] = entries([page])
    own = suited(whole, read(text)).initiative
    if own is whole.initiative:
        return None
    cited = (source(own, value) for value in (own.target, own.offer))
    [target, offer] = [(one.start, one.end) if one else (0, 0) for one in cited]
    return target, offer


def _may_suit(question: Question, asked: tuple[Ages, ...], item: Candidate) -> bool:
    """Return whether a candidate states no other ages than those told, or has what is asked of."""
    of_it = {term for term in question.subject if term.isalpha() and not is_weak(term)}
    return not (is_of_others(asked, item.text) and of_it.isdisjoint(stems(item.text)))


def _is_with(about: Candidate, item: Candidate) -> bool:
    """Return whether a candidate is of the same page, and of no other part of it."""
    is_of_part = item.section.is_part
    return item.document is about.document and (item.section is about.section or not is_of_part)


def _part(about: Candidate) -> str:
    """Return the part of a page that a candidate is of, '' where it has no fields of its own."""
    return about.section.heading if about.section.is_part else ""


def _is_told(said: Statement, others: list[Statement]) -> bool:
    """Return whether items of a list are told that a quotation of it would only repeat."""
    return any(item.is_item and item.start <= said.start < item.end for item in others)


def unique(statements: list[Statement]) -> list[Statement]:
    """Return the statements, each place with the same words once, and no part of another one."""
    places = {(item.document.id, item.start, item.end, item.text): item for item in statements}
    return [
        item
        for item in places.values()
        if not any(_lies_in(item, other) for other in places.values())
    ]


def _lies_in(item: Statement, other: Statement) -> bool:
    is_longer = other.end - other.start > item.end - item.start
    is_within = other.start <= item.start and item.end <= other.end
    return item.document is other.document and is_within and is_longer


def _next_step(about: Candidate, today: date) -> list[Statement]:
    """Return what somebody does to get in, else the contact; nothing where it is over."""
    page = about.document
    ran = facts.period_field(page, about.section)
    if ran and ran.last is not None and ran.last < today:
        return []
    if _part(about) and (own := contacts(page, about.section)):
        return own[:1]
    span = stated.entry(page)
    return [_quoted(page, span)] if span else contacts(page)[:1]


def _quoted(page: Document, span: tuple[int, int]) -> Statement:
    return Statement(page.text[slice(*span)], page, *span)


def _place(candidate: Candidate) -> int:
    return candidate.start
