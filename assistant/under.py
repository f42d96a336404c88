"""What stands under a heading that asks what a question asks.

'Har gældsrådgivningen tavshedspligt?' is answered by what stands under 'Har I tavshedspligt?',
whose words it may share none of. 'Det kan vi hjælpe med' is headed what 'Hvad kan I hjælpe med?'
asks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant import choose
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.question import Question
from assistant.rank import Candidate, all_sentences, has_shape, in_scope, rank
from assistant.repeated import alike, asks_what, is_asking
from assistant.words import ASKING, content_terms
from index.danish import stems

_ALL = 1.0
# What points to what stands under it, and what asks for that: 'Sådan foregår det'.
_POINTS = re.compile(r"(det|dette|sådan|her|derfor) (?=\w+ )", re.IGNORECASE)
_ASKS = {"det": "hvad", "dette": "hvad", "sådan": "hvordan", "her": "hvor", "derfor": "hvorfor"}
_OURS = re.compile(r"\bvi\b", re.IGNORECASE)
# Those who are 'vi' on their own page: 'hvad kan værterne på X'.
_STAFF = re.compile(r"(\bhv\w+ \w+ )[a-zæøå]+(?:en|et|ne)(?= (?:i|hos|på|ved|fra) )", re.IGNORECASE)
_LEAST = 2  # content words of a heading, where no page is named: fewer are asked of any


def answer(question: Question, evidence: Evidence, most: int) -> list[Statement]:
    """Return what stands under a heading that asks just what a question does, on the page that it
    names, or that is found: all where that is short, else the best sentences with the first.

    Where it asks whether something is so, and more than the heading, the rest stands under that,
    and all of it is short. Nothing where no heading is such a one, or several are.
    """
    if question.is_overview or question.side:
        return []
    for is_read in (False, True):
        found = _repeated(question, evidence, is_read)
        if len(found) != 1:
            continue
        ranking = rank(question, found[0], evidence)
        if whole := choose.whole(ranking):
            return whole
        best = [one for one in ranking.candidates if one != found[0][0] and _is_whole(one.text)]
        return [] if is_read else choose.told([found[0][0], *best[: most - 1]])
    return []


def _repeated(question: Question, evidence: Evidence, is_read: bool) -> list[list[Candidate]]:
    """Return the sentences under each heading that asks what a question does.

    One that only asks for a kind of thing, 'Hvad koster det?', is of all that has it.
    """
    if is_read and asks_what(question.asked or question.text):
        return []
    named = {scope.document for scope in question.scopes}
    pages = named or {hit.passage.document for hit in evidence.hits}
    found = [
        [one for one in all_sentences(page) if one.section == section]
        for page in map(evidence.documents.__getitem__, sorted(pages))
        for section in page.sections
        if (asked := _as_question(section.heading))
        and not (is_read and ASKING.issuperset(content_terms(asked)))
        and alike(_of_us(question, asked), section._replace(heading=asked), page, is_read) >= _ALL
    ]
    if not named and not all(there and _is_meant(there[0], evidence) for there in found):
        return []
    return [there for there in found if there and _may_answer(question, there)]


def _as_question(heading: str) -> str:
    """Return the question that a heading asks or points to the answer of, '' for another one."""
    if is_asking(heading):
        return heading
    points = _POINTS.match(heading)
    return f"{_ASKS[points[1].lower()]} {heading[points.end() :]}?" if points else ""


def _of_us(question: Question, heading: str) -> Question:
    """Return a question of those who are 'vi' in a heading as one of the place that they are of."""
    if not question.scopes or not _OURS.search(heading):
        return question
    return replace(question, asked=_STAFF.sub(r"\1de", question.asked or question.text))


def _may_answer(question: Question, there: Sequence[Candidate]) -> bool:
    """Return whether what stands under a heading may be what is asked for: of another sort than it
    asks for it must have the shape, and it stands where the initiative is."""
    if question.scopes and not in_scope(question, there[0]):
        return False
    asked = asks_what(question.asked or question.text)
    if not asked or asked == asks_what(_as_question(there[0].section.heading)):
        return True
    if asked == "hvorfor" or not question.needs_shape:
        return asked != "hvorfor"
    return any(has_shape(question, item) for item in there)


def _is_whole(text: str) -> bool:
    """Return whether a sentence is no beginning or end of a quotation."""
    return text.count("»") == text.count("«")


def _is_meant(first: Candidate, evidence: Evidence) -> bool:
    """Return whether a question that names no page can only be of the one found first: of several
    words of the heading, no other page found has one. 'Skal jeg bestille tid?' is asked of any."""
    page = first.document
    said = set(content_terms(first.section.heading)) - ASKING
    found = dict.fromkeys(hit.passage.document for hit in evidence.hits)
    others = [evidence.documents[id] for id in found if id != page.id]
    elsewhere = {term for other in others for term in stems(other.text)}
    return page.id == next(iter(found)) and len(said) >= _LEAST and not said <= elsewhere
