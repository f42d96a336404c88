"""How two things differ that one page tells of: the sentence that says what each of them is."""

import re
from collections.abc import Iterator, Sequence

from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.question import Question
from assistant.rank import Candidate, all_sentences
from assistant.whose import only_place
from assistant.words import content_terms
from index.danish import stems

_KINDS = ("", "definition")
_ASKED = re.compile(
    r"\bforskel\w* (?:på|mellem|i) (?P<one>[^,.?!:]{2,60}?) (?:og|eller) (?P<two>[^,.?!:]{2,80})",
    re.IGNORECASE,
)
_LAST = re.compile(r"^(.+) (?:i|på|for|hos|ved|af|til|hvis|når) .+?$")
# What a sentence says of what it begins with, the clearest first.
_SAYS = tuple(
    re.compile(rf"(?:(?:En|Et|Den|Det) )?([^,.;:]{{2,60}}?)(?: (?:{verbs})\b|: )")
    for verbs in ("betyder|vil sige|indebærer|går ud på", "er|dækker|omfatter|består|foregår|giver")
)


def difference(question: Question, evidence: Evidence) -> list[Statement]:
    """Return the two sentences that say what two things are whose difference is asked for, of one
    page that says both; nothing where none does."""
    if question.kind_name not in _KINDS or question.side or question.is_overview:
        return []
    for one, two in _pairs(question.text):
        for id in _pages(question, evidence):
            page = evidence.documents[id]
            known = {*only_place(page), *stems(page.title), *one, *two}
            if not question.names <= known:
                continue
            told = [_defined(name, all_sentences(page)) for name in (one, two)]
            if all(told):
                said = sorted((item for some in told for item in some), key=lambda it: it.start)
                return [Statement(item.text, page, item.start, item.end) for item in said]
    return []


def _pages(question: Question, evidence: Evidence) -> list[str]:
    own = [scope.document for scope in question.scopes]
    return list(dict.fromkeys(own or [hit.passage.document for hit in evidence.hits]))


def _pairs(text: str) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the terms of the two things, first with all that is said of the second."""
    asked = _ASKED.search(text)
    two = asked["two"] if asked else ""
    while asked and two:
        pair = content_terms(asked["one"]), content_terms(two)
        if all(pair) and set(pair[0]) != set(pair[1]):
            yield pair
        shorter = _LAST.match(two)
        two = shorter[1] if shorter else ""


def _defined(name: Sequence[str], said: Sequence[Candidate]) -> list[Candidate]:
    """Return the clearest sentence that begins with a name alone and says what that is."""
    for says in _SAYS:
        for item in said:
            found = says.match(item.text)
            if found and set(content_terms(found[1])) == set(name):
                return [item]
    return []
