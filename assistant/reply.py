"""The 'Ja' or 'Nej' that an answer begins with: it belongs to the question that it stands under.

'Koster det noget?' – 'Nej, rådgivningen er gratis' says to whoever asks what it costs:
'Rådgivningen er gratis'.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.facts import Statement
from assistant.question import Question
from assistant.repeated import alike, asks_what, is_asking
from assistant.words import content_terms
from corpus.text import sentences
from corpus.types import Block, Section
from index.danish import stems
from prompts.render import render

_REPLY = re.compile(
    r"(?:ja|jo|nej)\b(?:(?P<end>[.!])|[,:;]| ?[–—-](?= )|(?= (?:til|hvis|men|kun|når|ikke)\b))\s*",
    re.IGNORECASE,
)
_NEARLY = 0.75  # of the content words of a question and a heading, for them to ask the same
# What says no more than that it is so.
_SO = frozenset(
    stems("mulig muligt nødvendig nødvendigt desværre behøver krav tilladt naturligvis")
)
# What begins so means by 'det' what was asked.
_MEANS = re.compile(
    r"(?:det|dem|den|de|sådan|her|der|så) \w+ (?:du|man|vi|jeg|i|de|han|hun|alle)\b", re.IGNORECASE
)
# After a comma these begin what is no sentence by itself.
_LEANS = re.compile(
    r"(?:hvis|når|men|dog|kun|ikke|medmindre|undtagen|fordi|da|især|også|bortset|så længe"
    r"|efter|inden|uden|fra|til|for|både|selv|af|med|endda)\b",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:kan|må|skal|vil|bør|tør|har|er|får|går|står|var|blev|havde|fik|\w{2,}er|\w{3,}(?:ede|te|des|res))\b",
    re.IGNORECASE,
)


def without_reply(question: Question, said: Sequence[Statement]) -> list[Statement]:
    """Return statements without the 'Ja' or 'Nej' that answers another question than is asked.

    What says nothing without it is told with the heading that it answers, and what comes after it.
    """
    told: list[Statement] = []
    given = {(item.document.id, item.start) for item in said}
    for item in said:
        replied = _replied(question, item)
        told += [one for one in replied if one is replied[0] or _place(one) not in given]
    return told


def _place(item: Statement) -> tuple[str, int]:
    return item.document.id, item.start


def _replied(question: Question, item: Statement) -> list[Statement]:
    """Return a statement as it answers a question, and what it needs after it."""
    section, block = _around(item)
    quote = item.document.text[item.start : item.end]
    reply = _REPLY.match(quote)
    if not section or not block or not reply or block.start != item.start:
        return [item]
    rest = quote[reply.end() :]
    is_empty = not set(content_terms(rest)) - set(content_terms(section.heading)) - _SO
    after = _after(item, section) if is_empty else []
    if _is_asked(question, section, item):
        return [item, *after]
    if is_empty or not _stands(rest, is_after_stop=bool(reply["end"])):
        headed = render("part", heading=section.heading, named="", sentence=quote)
        return [_reworded(item, quote, headed), *after]
    shown = _reworded(item, quote, rest[:1].upper() + rest[1:])
    return [replace(shown, start=item.start + reply.end())]


def _stands(rest: str, is_after_stop: bool) -> bool:
    """Return whether what comes after a reply is a sentence that is understood without it."""
    if _MEANS.match(rest):
        return False
    return is_after_stop or (not _LEANS.match(rest) and _VERB.search(rest) is not None)


def _reworded(item: Statement, quote: str, words: str) -> Statement:
    """Return a statement with other words in place of a quotation, be it of several lines."""
    text = item.text if quote in item.text else " ".join(item.text.split())
    quote = quote if quote in text else " ".join(quote.split())
    return replace(item, text=text.replace(quote, words))


def _is_asked(question: Question, section: Section, item: Statement) -> bool:
    """Return whether a question asks what the heading does, so that the 'Ja' answers it too."""
    if asks_what(question.asked or question.text):
        return False
    return alike(question, section, item.document) >= _NEARLY


def _around(item: Statement) -> tuple[Section | None, Block | None]:
    """Return the section under a heading that asks, and the block, that a statement stands in."""
    for section in item.document.sections:
        if section.start <= item.start < section.end and is_asking(section.heading):
            blocks = (one for one in section.blocks if one.start <= item.start < one.end)
            return section, next(blocks, None)
    return None, None


def _after(item: Statement, section: Section) -> list[Statement]:
    """Return the sentence after a statement under its heading."""
    page = item.document
    spans = (
        span
        for block in section.blocks
        if block.kind == "paragraph"
        for span in sentences(page.text, block.start, block.end)
    )
    return [
        Statement(page.text[slice(*span)], page, *span) for span in spans if span[0] >= item.end
    ][:1]
