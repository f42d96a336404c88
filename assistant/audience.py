"""Whom a page says that its initiative is for: the place of it, none where it does not say."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from assistant.aside import is_aside, is_for_staff, is_of_staff, names_offer
from assistant.ended import has_ended
from assistant.excluded import says_no
from assistant.people import ages_in, names_people
from assistant.stated import WORDS, Span, free, labelled, opening, sentences_in
from corpus.parts import stated_in
from corpus.text import sentences
from corpus.types import Document, Label, Section

_GROUP = (
    r"(?:alle|enhver|borgere?|personer|mennesker|børn|unge|voksne|ældre|familier"
    r"|forældre|pårørende|kvinder|mænd|beboere|lejere|elever|studerende|førstegangs\w+|søskende"
    r"|flygtninge|hjemløse|\w+misbrugere|\w+årige)"
)
_WHO = r"\b(?:for|til) (?:dig|jer|den|dem),? (?:der|som|med|mellem|over|under|fra|på|i)\b"
# It says so itself, or somebody may come who is like that.
_SAYS = re.compile(
    r"\b(?:rette[rt]? (?:sig|os)|rettet|målrettet|målgruppen? \w*|henvender (?:sig|os)|gælder"
    r"|forbeholdt)\b"
    r"|\b(?:er|var) (?:\w+ ){0,4}?(?:for|til)\b"
    rf"|\b(?:for|til|blandt) (?:\w+ ){{0,3}}?{_GROUP}\b|{_WHO}|\d-årige"
    r"|\b(?:du|man|I) kan (?:\w+,? ){1,6}?hvis (?:du|man|I)\b|\bkan have gavn af\b",
    re.IGNORECASE,
)
# What it does for them.
_HELPS = re.compile(r"\b(?:hjælpe\w*|støtter|besøger|opsøger)\b", re.IGNORECASE)
# 'Har du gæld, kan vi hjælpe dig.'
_IF_YOU = re.compile(r"\W*[A-ZÆØÅ]\w+ (?:du|I|jeres?|din|dit)\b")
_THEN = re.compile(r"\b(?:kan|hjælper|tilbyder|giver)\b")
_YOU = re.compile(rf"\b{_GROUP}\b|\b(?:dig|jer|den|dem|du|man|I)\b")
_HELPS_YOU = re.compile(r"\bhjælper (?:dig|jer|den|dem),? (?:der|som)\b", re.IGNORECASE)
# A sentence that goes on in a list.
_BEGINS = (
    r"(?:(?:du|man|I) kan .*\bhvis (?:du|man|I)|.*\b(?:for|til) (?:dig|jer|den|dem),? (?:der|som))"
)
_ASKS_FOR = re.compile(
    r"(?:er|passer) .*\b(?:noget )?(?:for|til) (?:dig|jer|mig|dit|din)\b.*"
    rf"|{_BEGINS}",
    re.IGNORECASE,
)
_MAY_COME = re.compile(
    r"\bkan (?:\w+ ){0,3}?(?:få|komme|gå|deltage|være med|bo|søge|bruge|tage med)\b", re.IGNORECASE
)
_MEANT = (None, "target", "content", "contact")  # a contact person is an offer too
_NOT = re.compile(r"\bikke\b", re.IGNORECASE)
# 'Vi henvender os ikke til den, der er syg, men til dem, der står omkring.'
_BUT = re.compile(r"\bmen (?:kun |også )?(?:til|for|mod)\b", re.IGNORECASE)


def target(document: Document, sections: Sequence[Section]) -> Span | None:
    """Return who it is for: the target group's section, else the sentence that says so best.

    None of those is it that say whom it is not for, or that are about an offer aside or about those
    who work there.
    """
    text = document.text
    own = [one for one in labelled(sections, "target") if not is_aside(document, one)]
    own += [one for one in free(sections) if _ASKS_FOR.fullmatch(one.heading.strip(" ?:"))]
    own = [one for one in own if not _NOT.search(one.heading)]
    if found := _positive(text, opening(text, own)) or _field(text, sections, "target"):
        return _with_heading(text, own, found)
    meant = free(sections)
    if len(sections) > 1:  # and no part of a page
        meant = [one for one in meant if not is_apart(document, one)]
    told = [
        (number > 0, rank, not ages_in(text[slice(*whole)]), whole)
        for number, section in enumerate(meant)
        for span in _spans(text, section, number)
        for whole in [_with_items(text, section, span)]
        if (rank := _rank(text[slice(*span)], number)) is not None
    ]
    best = min(told, default=None)
    return best[-1] if best else None


def is_apart(document: Document, section: Section) -> bool:
    """Return whether a section is about staff, or an offer aside or one that is no more."""
    return is_of_staff(section) or is_aside(document, section) or has_ended(document, section)


def _positive(text: str, span: Span | None) -> Span | None:
    """Return a place from its first sentence that says whom it is for."""
    if span is None:
        return None
    starts = (start for start, end in sentences(text, *span) if not says_no(text[start:end]))
    start = next(starts, None)
    return None if start is None else (start, span[1])


def _with_heading(text: str, sections: Sequence[Section], span: Span) -> Span:
    """Return a place with the heading before it, where that begins its sentence."""
    for section in sections[:1]:
        if re.fullmatch(_BEGINS, section.heading, re.IGNORECASE) and section.start == span[0]:
            return text.rfind(section.heading, 0, span[0]), span[1]
    return span


def _field(text: str, sections: Sequence[Section], label: Label) -> Span | None:
    """Return the value of a field of a part, as 'Målgruppe: …'; of several it would be one's."""
    stated = (
        (start, block.end)
        for section in (sections if len(sections) == 1 else ())
        if section.is_part
        for block in section.blocks
        for name, start in [stated_in(text, block)]
        if name == label
    )
    return next(stated, None)


def _spans(text: str, section: Section, number: int) -> Iterator[Span]:
    """Yield the places of the heading of the first section, and of the sentences of one."""
    start = text.rfind(section.heading, 0, section.start) if section.heading and not number else -1
    if start >= 0:
        yield start, start + len(section.heading)
    items = [one for one in section.blocks if one.kind == "item"]
    for first, last in sentences_in(text, [section]):
        if not any(one.start <= first < one.end for one in items):
            yield first, last


def _rank(sentence: str, number: int) -> int | None:
    """Return how well a sentence says whom it is for, the least best, None where it does not."""
    no = _NOT.search(sentence)
    is_no = says_no(sentence) and not (no and _BUT.search(sentence, no.end()))
    if is_no or sentence.endswith("?") or (number and is_for_staff(sentence)):
        return None
    is_of_people = names_people(sentence) or _YOU.search(sentence)
    if (is_of_people and _SAYS.search(sentence)) or (not number and _if_you(sentence)):
        return 0
    helps = _HELPS_YOU.search(sentence) or (names_people(sentence) and _HELPS.search(sentence))
    return 1 if helps else None


def _if_you(sentence: str) -> bool:
    """Return whether a sentence says what there is for those of whom it begins to ask."""
    asks = _IF_YOU.match(sentence)
    if asks is None or "?" in sentence[asks.end() :]:
        return False
    return _THEN.search(sentence, asks.end()) is not None


def _with_items(text: str, section: Section, span: Span) -> Span:
    """Return a place with the items of the list that its sentence begins."""
    if text[span[1] - 1] in ".!?":
        return span
    after = (one for one in section.blocks if one.start >= span[1])
    items = takewhile(lambda one: one.kind == "item", after)
    ends = [one.end for one in items if len(text[span[0] : one.end].split()) <= WORDS]
    return span[0], max(ends, default=span[1])


def aged(document: Document, besides: Span | None) -> Iterator[tuple[Section, Span]]:
    """Yield the sentences of a page that say in numbers for which ages something of it is, each
    with its section; not what is told `besides`, of all of it."""
    for section in document.sections:
        is_meant = section.label in _MEANT and not is_of_staff(section)
        if not (is_meant and names_offer(section.heading)) or has_ended(document, section):
            continue
        for start, end in sentences_in(document.text, [section]):
            said = document.text[start:end]
            is_told = besides and besides[0] <= start < besides[1]
            if not is_told and ages_in(said) and _is_aimed(said):
                yield section, (start, end)


def _is_aimed(sentence: str) -> bool:
    """Return whether a sentence says for whom something is, or who may come."""
    is_no = says_no(sentence) or is_for_staff(sentence) or sentence.endswith("?")
    is_said = any(one.search(sentence) for one in (_SAYS, _MAY_COME, _HELPS))
    return not is_no and is_said and bool(names_people(sentence) or _YOU.search(sentence))
