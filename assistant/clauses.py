"""A question as the clauses that it asks in."""

import re
from collections.abc import Callable, Iterator

from assistant.words import bodies
from index.danish import stem, words

_CLAUSE = re.compile(
    r"[?!;]+\s*|\.\s+(?=(?-i:[A-ZÆØÅ]))"
    r"|(?<! om)(?<! for)(?<! til)(?<! af)(?<! på)(?<! ved)(?<! med)"
    # Of what is decided: 'Hvem afgør, hvilke familier der får en plads?'
    r"(?<! afgør)(?<! afgjorde)(?<! bestemmer)(?<! bestemte)(?<! beslutter)(?<! besluttede)"
    r"(?<! vurderer)(?<! vælger)(?<! udvælger)"
    r",\s+(?=(?:(?:i|på|for|til|fra|af|med|ved|om)\s+)?hv\w+\b)"
    # Not before what is told inside a clause: 'Kan en, der …, hvor drengen bor, blive …'
    r"(?!hvor (?!mange|meget|læng|lang|stor|gam|ofte|tit|hurtigt"
    r"|(?:\w*r|\w+[dt]e|kan|skal|må|vil)\b)"
    r"[^,.;:?!]+, )"
    r"|,?\s+(?:og|samt|and)\s+(?=(?:(?:(?:i|på|for|til|fra|af|med|ved|om)\s+)?hv\w+"
    r"|sig|what|who|when|how)\b)"
    r"|,\s+og\s+(?=(?:er|har|kan|skal|må|findes|kører)\s)"
    # 'og koster det noget', 'og kan en bror være med'; not 'og har to børn'
    r"|,?\s+og\s+(?=(?:er|var|har|kan|skal|må|får|[^\W\d_]+(?:er|es|r|ede|te))\s+"
    r"(?:det|den|de|der|man|jeg|vi|i|du|han|hun|en|et|nog(?:en|et|le)|mi[nt]e?|vores|alle|[^\W\d_]+(?:en|et|ne)"
    r"|(?-i:[A-ZÆØÅ]\w+))\b)",
    re.IGNORECASE,
)
_NAME_BEHIND = re.compile(r"\s*\([^()]*[A-ZÆØÅ][^()]*\)\W*$")
# A clause that asks, even for nothing that is known as a kind.
_ASKS = re.compile(
    r"(?:[^:?]{1,60}:)?"  # 'Fyrtårnet: hvor tit …': of what it asks stands first
    r"\W*(?:(?:i|på|for|til|fra|af|med|ved|om)\s+)?hv(?:e|o|a|i|or)\w*",
    re.IGNORECASE,
)

# '… og hvem om Y?' asks the same of Y.
_THE_SAME = re.compile(
    r"\W*hv\w+ (?:(?:så|med) )?(?:om|på|for|til|i|ved|hos|af|fra)\b", re.IGNORECASE
)
_WHO_ELSE = re.compile(
    r"\W*(?:hvem|hvilke)\b(?=.*\b(?:ellers|andre)\b) ?(?:ellers |andre )?"
    r"(?:sidder|sad|er|var|deltager) (?:der|med)(?: \w+)?\W*$",
    re.IGNORECASE,
)
# 'Virker det, og …?': a verb, and what it is said of.
_VERB_FIRST = re.compile(
    r"\W*[^\W\d_]+(?:er|ede|te) (?:den|det|de|man|jeg|vi|der|\w+(?:en|et|ne)|(?-i:[A-ZÆØÅ]\w+))\b",
    re.IGNORECASE,
)


def clauses(text: str) -> Iterator[str]:
    """Yield the clauses of a text.

    One that only asks who else is there has the group that they sit in, as named before it.
    """
    body = ""
    for clause in _CLAUSE.split(text):
        yield f"{clause} ({body})" if body and _WHO_ELSE.match(clause) else clause
        named = [word for word in words(clause) if bodies([stem(word)])]
        body = named[-1] if named else body


def asks(clause: str, place: int) -> bool:
    """Return whether a clause asks, by how it begins; `place` is 0 for the first of a text."""
    is_verb_first = not place and _VERB_FIRST.match(clause)
    return bool(_ASKS.match(clause) or is_verb_first)


def asks_the_same(clause: str) -> bool:
    """Return whether a clause has no more than a question word and what it asks it of."""
    return _THE_SAME.match(clause) is not None


def without_name(clause: str, find: Callable[[str], object]) -> str:
    """Return a clause without the name of an initiative in brackets behind it, which asks for
    nothing: 'hvor mange kommer der? (Støttet samvær)'. `find` gives the initiatives of a text."""
    name = _NAME_BEHIND.search(clause)
    return clause[: name.start()] if name and find(name[0]) else clause
