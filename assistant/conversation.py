"""A question in a conversation -> the question that it means on its own."""

import re

from assistant.kinds import SITUATION, kinds, specific_kinds
from assistant.question import Find, plan
from assistant.types import Turn
from assistant.words import content_terms
from corpus.labels import label_of
from index.danish import stem, stems

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
# 'Nej vent, jeg mente Y', 'Ikke den, men Y', 'Y, mente jeg': what is said around what is meant.
_MEANT = r"(?:men(?:er|te)|tænk(?:er|te) på|spurgte om|skulle (?:bruge|have|vide)|ville vide)"
_CORRECTS = re.compile(
    r"^\W*(?:(?:nej|nå|vent|undskyld|forkert|altså|hov|ups|beklager|det var|det er|men|ikke,"
    rf"|jeg {_MEANT}|ikke (?:\S+ ){{0,4}}?\S+,? men)(?:\W+|$))+"
    rf"|(?<=\w)\W{{1,3}}(?:{_MEANT} jeg|jeg {_MEANT})\W{{0,3}}$",
    re.IGNORECASE,
)
_FEW = 3  # terms that a question may have of its own and still lean on the one before


def standalone(text: str, history: tuple[Turn, ...], find: Find = lambda text: []) -> str:
    """Return the question with what it takes from the conversation; itself when it takes nothing.

    A question that points back gets the title of what the last answer was about. 'Hvad med …?'
    gets what the last question asked for, and so does a correction, or a name alone.
    """
    if not history:
        return text
    meant = _CORRECTS.sub("", text)
    corrects = bool(meant) and meant != text
    text = meant or text
    goes_on = corrects or _GOES_ON.search(text) or _is_name(text, find)
    asked = plan(_GOES_ON.sub("", text))
    own = [term for question in asked for term in question.subject if term not in _GENERIC]
    asks_nothing = not any(question.kind for question in asked)
    if own and asks_nothing and goes_on:
        return f"{text} {_asked_for(history, find)}".strip()
    leans = _POINTS_BACK.search(text) or goes_on
    if find(text) or (own and not (leans and len(own) <= _FEW)):
        return text
    return f"{text} {_topic(history, find)}".strip()


def of_the_last(text: str, history: tuple[Turn, ...], find: Find = lambda text: []) -> str:
    """Return the question as asked of what the last answer was about; '' where it names its own."""
    topic = _topic(history, find)
    return f"{text} {topic}" if topic and not find(text) else ""


def _is_name(text: str, find: Find) -> bool:
    """Return whether a text is the name of an initiative and nothing else."""
    terms = set(content_terms(text))
    return bool(terms) and any(terms <= scope.terms for group in find(text) for scope in group)


def _asked_for(history: tuple[Turn, ...], find: Find) -> str:
    """Return what the latest question that asked for a kind of thing asked, without of what."""
    for turn in reversed(history):
        if asked := _asking(turn.question, find):
            return asked
    return ""


def _asking(question: str, find: Find) -> str:
    scopes = [scope for group in find(question) for scope in group]
    named = {term for scope in scopes for term in scope.terms}
    titles = {stem for scope in scopes for stem in stems(scope.name)}
    if named and any(kind.name != SITUATION for kind in kinds(question)):
        said = (question[:1].lower() + question[1:]).split()  # no name inside a sentence
        return " ".join(
            word
            for word in said
            if not (terms := set(stems(word))) or terms - (titles if word[0].isupper() else named)
        )
    matches = [m.group() for kind in specific_kinds() for m in kind.asks.finditer(question)]
    return " ".join(dict.fromkeys(matches))


def _topic(history: tuple[Turn, ...], find: Find) -> str:
    """Return what the last answer was about: its page, or the part of it that was spoken of."""
    groups = (group for turn in reversed(history) for group in find(turn.question))
    parts = {scope.name for scope in next(groups, ()) if not scope.is_page}
    for turn in reversed(history):
        if turn.answer.citations:
            first = turn.answer.citations[0]
            heading = first.section if first.section and not label_of(first.section) else ""
            if heading in parts:
                return f"({heading})"
            return f"({first.title}{': ' + heading if heading else ''})"
    return ""
