"""A question in a conversation -> the question that it means on its own."""

import re

from assistant.kinds import specific_kinds
from assistant.question import Find, plan
from assistant.types import Turn
from corpus.labels import label_of
from index.danish import stem

# Nouns that stand for an initiative without naming one.
_GENERIC = frozenset(
    stem(word)
    for word in (
        "initiativ initiativet projekt projektet indsats indsatsen tilbud tilbuddet ordning "
        "ordningen forløb forløbet program programmet model modellen pakke pakken pulje puljen "
        "side siden evaluering evalueringen forsøg forsøget foregik foregår startede sluttede "
        "varede penge bag bagved stod"
    ).split()
)
_POINTS_BACK = re.compile(
    r"\b(?:det|den|de|dem|deres|dens|dets|dette|denne|disse|her|dertil|derfra|han|hun|ham|hende|it|they"
    r"|(?:initiativ|projekt|forløb|program|forsøg)et|(?:indsats|ordning|pakk|modell|pulj)en|tilbuddet)\b"
    r"(?!\s+(?:på|om|for|mod|i)\b)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\W*(?:og|men|også|samt|hvad med|hvad så)\b|\bogså (?:noget|nogen|nogle|hjælp|et|en)\b",
    re.IGNORECASE,
)
_FEW = 3  # terms that a question may have of its own and still lean on the one before


def standalone(text: str, history: tuple[Turn, ...], find: Find = lambda text: []) -> str:
    """Return the question with what it takes from the conversation; itself when it takes nothing.

    A question that points back gets the title of what the last answer was about. 'Hvad med …?'
    gets what the last question asked for. Earlier questions are never glued on.
    """
    if not history:
        return text
    asked = plan(_GOES_ON.sub("", text))
    own = [term for question in asked for term in question.subject if term not in _GENERIC]
    asks_nothing = not any(question.kind for question in asked)
    if own and asks_nothing and _GOES_ON.search(text):
        return f"{text} {_asked_for(history)}".strip()
    leans = _POINTS_BACK.search(text) or _GOES_ON.search(text)
    if find(text) or (own and not (leans and len(own) <= _FEW)):
        return text
    return f"{text} {_topic(history)}".strip()


def of_the_last(text: str, history: tuple[Turn, ...], find: Find = lambda text: []) -> str:
    """Return the question as asked of what the last answer was about; '' where it names its own."""
    topic = _topic(history)
    return f"{text} {topic}" if topic and not find(text) else ""


def _asked_for(history: tuple[Turn, ...]) -> str:
    """Return the words by which the latest question that named a kind of thing asked for it."""
    for turn in reversed(history):
        matches = [
            m.group() for kind in specific_kinds() for m in kind.asks.finditer(turn.question)
        ]
        if matches:
            return " ".join(dict.fromkeys(matches))
    return ""


def _topic(history: tuple[Turn, ...]) -> str:
    for turn in reversed(history):
        if turn.answer.citations:
            first = turn.answer.citations[0]
            heading = first.section if first.section and not label_of(first.section) else ""
            return f"({first.title}{': ' + heading if heading else ''})"
    return ""
