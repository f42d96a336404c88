"""A question of two initiatives that were spoken of together, or of one set against another."""

import re

from assistant.kinds import kinds
from assistant.question import plan
from assistant.topic import Talk, written
from assistant.words import ASKING, SUPERLATIVE

_THEM = re.compile(
    r"\b(?P<which>hvilke[nt]?|hvem|nogen|en|ingen) af (?:dem|disse|de to)\b"
    r"(?! (?:kommuner|byer|parter|partnere|fonde|grupper|hold|spor|modeller|faser|år)\b)"
    r"|\bde(?:m)? begge(?: to)?\b|\bbegge (?:to|dele|steder)\b"
    r"|\bde to (?:steder|tilbud|initiativer|projekter|indsatser|ordninger)\b",
    re.IGNORECASE,
)
_MOST = re.compile(rf"{SUPERLATIVE}\b", re.IGNORECASE)
# 'Er det dyrere på Y?', 'Har Y flere?': what was asked of X is asked of Y.
_THAN = re.compile(
    r"^\W*(?:(?:og|men)\W+)?(?:er|koster|varer|tager|har|går|ligger)\b(?P<of>.*?)"
    r" (?:mere|mindre|flere|færre|større|længere|kortere|højere|lavere|dyrere|billigere|bedre"
    r"|hurtigere|nemmere|strengere|lige så \w+|ligeså \w+|det samme)\b(?: end)?",
    re.IGNORECASE,
)
# What a comparative is of; 'det samme' and 'lige så' are of anything.
_OF_KINDS = (
    (re.compile(r"\b(?:dyrere|billigere|gratis)\b", re.IGNORECASE), ("amount", "cost", "funding")),
    (
        re.compile(r"\b(?:flere|færre|større|mindre)\b", re.IGNORECASE),
        ("count", "quantity", "capacity", "percent"),
    ),
    (
        re.compile(r"\b(?:længere|kortere|hurtigere)\b", re.IGNORECASE),
        ("duration", "stay", "period", "waiting", "by_when", "response", "deadline", "opening"),
    ),
)
_COMPARES = re.compile(r"\bforskel|\bsammenlign", re.IGNORECASE)
_COSTS = re.compile(r"\bkoster\b|\bpris", re.IGNORECASE)
_FREE = re.compile(r"^\W*(?:(?:og|men)\W+)?er det(?: også)? gratis\b", re.IGNORECASE)


def of_both(text: str, talk: Talk) -> str:
    """Return a question of 'dem' as one of the two that were named together, '' where it is none:
    'Hvilken af dem har åbent?' is one of X and Y, and 'Hvor er det billigst?' the last one again.
    """
    names = together(talk)
    if len(names) < 2 or talk.named(text):
        return ""
    both = " og ".join(names)
    if match := _THEM.search(text):
        which = match["which"]
        named = f"{which} af {both}" if which else both
        return f"{text[: match.start()]}{named}{text[match.end() :]}"
    before = talk.turns[-1].question
    is_most = _MOST.search(text) and not _left(_MOST.sub("", text), set())
    is_same = _COMPARES.search(before) or set(kinds(text)) & set(kinds(before))
    return before if is_most and is_same and len(_named(before, talk)) > 1 else ""


def against(text: str, talk: Talk) -> str:
    """Return the last question as asked of another initiative, where a text sets that against the
    one it was asked of; '' where it asks anything else."""
    before = talk.turns[-1].question
    match = _THAN.search(text) or (_COSTS.search(before) and _FREE.search(text))
    groups = talk.find(text) if match and _is_of_kind(text, before) else []
    if match is None or len(groups) != 1:
        return ""
    terms = {term for scope in groups[0] for term in scope.terms}
    said = f"{match.groupdict().get('of') or ''} {text[match.end() :]}"
    if _left(said, terms):
        return ""
    name = written(said, terms)
    return instead(name, talk) or f"{before} ({name})"


def _is_of_kind(text: str, before: str) -> bool:
    """Return whether what is compared is what was asked: 'flere' is of no price."""
    asked = {kind.name for kind in kinds(before)}
    found = (names for said, names in _OF_KINDS if said.search(text))
    return any(asked.intersection(names) for names in found) or not any(
        said.search(text) for said, _ in _OF_KINDS
    )


def instead(name: str, talk: Talk) -> str:
    """Return the last question with another name in the place of the one that it names, '' where it
    names none."""
    before = talk.turns[-1].question
    old = next(iter(_named(before, talk)), "")
    return before.replace(old, name, 1) if old and old in before else ""


def together(talk: Talk) -> list[str]:
    """Return the names of the initiatives that the latest question named which named several, as
    they are written there; none where the last answer is of others."""
    for turn in reversed(talk.turns):
        groups = talk.find(turn.question)
        if len(groups) > 1:
            pages = {scope.document for group in groups for scope in group}
            answers = (one.answer.citations for one in reversed(talk.turns))
            last = {cited.document for cited in next(filter(None, answers), ())}
            return _named(turn.question, talk) if last <= pages else []
    return []


def _named(question: str, talk: Talk) -> list[str]:
    """Return the words of a question that name initiatives, those of each together."""
    every = ({term for scope in group for term in scope.terms} for group in talk.find(question))
    return [name for terms in every if (name := written(question, terms))]


def _left(text: str, terms: set[str]) -> list[str]:
    """Return what a text asks about beside some terms."""
    asked = [term for one in plan(text) for term in one.subject]
    return [term for term in asked if term not in terms and term not in ASKING]
