"""A question for the names of bodies, 'hvad hedder de kommuner', and what names them.

A sentence that only tells how many there are, or of what sort, repeats the question.
"""

import re
from collections.abc import Sequence

from assistant.literals import WORDS
from assistant.municipalities import places
from assistant.named import is_ordinary
from assistant.question import Question
from index.danish import likeness, stem

_ALIKE = 0.6
_BEFORE, _AFTER = 3, 8  # words between a name and the word for its sort after it, or before it
_NUMBER = rf"(?:\d[\d.–-]*|{'|'.join(sorted(WORDS, key=len, reverse=True))})"
# What has a name of its own; of other things 'hvilke' may ask for the sort.
_BODY = (
    r"\w*(?:kommun|region|forening|organisation|virksomhed|fond|ministeri|styrels|universitet"
    r"|hospital|klub|botilbud|bosted)"
)
_ASKED = re.compile(
    rf"\bhvilke[nt]?(?: af)?(?: (?:de|af|\w+s))*(?: {_NUMBER})?(?: af)?(?: \w+){{0,2}}?"
    rf" ({_BODY}(?:mer|ber|um|e|er|r)?)\b"
    rf"|\b(?:hvad hed+(?:er|te)?|navne(?:t|ne)? på)(?: (?:alle|de|den|det|jeres|vores|\w+s))*"
    rf"(?: {_NUMBER})?(?: \w+[et])? ({_BODY}(?!al)\w{{0,5}})\b",
    re.IGNORECASE,
)
# Which may apply or take part is a sort of them.
_MAY = re.compile(
    r"\b(?:typer|slags)\b|\b(?:kan|må|skal|bør)\b.*\b(?:søge|ansøge|deltage|være med|komme)\b",
    re.IGNORECASE,
)
_MANY = re.compile(rf"\b(?:de|hvilke) {_NUMBER}\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*|[»„“”\"]")
_QUOTES = frozenset('»„“”"')
_TOWNS = stem("kommune")


def asked_body(question: Question) -> str:
    """Return the word for the bodies whose names are asked for, '' where none are."""
    found = _ASKED.search(question.text)
    if found is None or _MAY.search(question.text):
        return ""
    return (found[1] or found[2]).lower()


def names_some(question: Question, body: str, text: str) -> bool:
    """Return whether a text has the names of bodies of a sort, and not only tells of them.

    A name stands beside the word for its sort, as in 'foreningen Broen' and 'Ribe og Fanø
    kommuner'; a text without that word may name any. Where several are asked for, it has several.
    """
    said = _WORD.findall(text)
    keys = [_key(word) for word in said]
    own = {_key(word) for word in _WORD.findall(question.text)}
    key, is_town = stem(body), stem(body).endswith(_TOWNS)
    alike = [place for place, word in enumerate(keys) if likeness(key, word) >= _ALIKE]
    names = [
        place
        for place, word in enumerate(keys)
        if _is_name(said, place, place in alike)
        and word not in own
        and (is_town == _is_town(said[place]) or _begins_body(keys, place, alike))
    ]
    exact = [place for place in alike if keys[place].startswith(key)]
    if exact or (alike and not is_town):
        near = exact or alike
        names = [
            name for name in names if any(-_BEFORE <= name - place <= _AFTER for place in near)
        ]
    return len(names) > bool(_MANY.search(question.text))


def _is_town(word: str) -> bool:
    """Return whether a word is a municipality, or the parts of one as 'Høje-Taastrup'."""
    return all(_key(part) in places() for part in word.split("-") if part)


def _begins_body(keys: Sequence[str], place: int, alike: Sequence[int]) -> bool:
    """Return whether the word for the sort comes just after, as in 'Odense Universitet'."""
    return place + 1 < len(keys) and place + 1 in alike


def _is_name(said: Sequence[str], place: int, is_of_sort: bool) -> bool:
    """Return whether a word begins a name: it has a capital inside a sentence, or it is a town, or
    a compound of the word for the sort, as 'Socialstyrelsen'."""
    word = said[place]
    is_inside = place > 0 and said[place - 1] not in _QUOTES
    is_first = is_inside or is_of_sort or _is_town(word) or not is_ordinary(word.lower(), ())
    return word[0].isupper() and is_first


def _key(word: str) -> str:
    return stem(word.lower())
