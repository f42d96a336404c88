"""A question for the names of bodies, 'hvad hedder de kommuner', and for the part that one has.

A sentence that only tells how many there are, or of what sort, repeats the question; one that does
not name the body tells nothing of its part.
"""

import re
from collections.abc import Sequence
from functools import partial

from assistant.literals import WORDS
from assistant.municipalities import places
from assistant.named import is_ordinary
from assistant.question import Question
from assistant.rank import Candidate, Ranking
from assistant.words import bodies
from index.danish import fold, likeness, stem, stems

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
_PART = re.compile(
    r"\b(\w+?)s (?:\w+ )?(?:rolle|opgaver?|bidrag|ansvar|andel i)\b"
    r"|\bhvilken (?:rolle|opgave|del|funktion)\b.{0,12}\b(?:spiller|spillede|har|havde|får|fik)"
    r" (?:den |det |de )?(\w+)"
    r"|\b(?:rollen|opgaven|opgaverne) for (\w+)"
    r"|\bhvad (?:bidrager|bidrog|står) (?:den |det |de )?(\w+) (?:med|for)\b",
    re.IGNORECASE,
)
_POST = re.compile(r"([^:·\t]{2,60}): [A-ZÆØÅ]")
_MANY = re.compile(rf"\b(?:de|hvilke) {_NUMBER}\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[-’'.][^\W_]+)*|[»„“”\"]")
_QUOTES = frozenset('»„“”"')
_TOWNS = stem("kommune")
# 'Tre kommuner er med: Mosby, Lunde og Vang': whatever is listed so is one.
_TOWNS_LISTED = re.compile(
    r"\b[Kk]ommuner(?:ne)?(?:[^.?!:()]{0,60}: | ?\(|,? )"
    r"[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ]\w*)?(?:, | og )[A-ZÆØÅ]"
)


def of_bodies(question: Question, ranking: Ranking) -> Ranking:
    """Return what may answer where the name, or the part, of a body is asked for, or a board; where
    a line says best who has a post, such lines alone."""
    if body := asked_body(question):
        ranking = ranking.only(lambda item: names_some(question, body, item.text))
    if part := asked_part(question):
        told = ranking.only(lambda item: _has_word(part, item.text))
        ranking = told if told.candidates else ranking
    if question.kind_name == "role" and question.focus:
        is_first = bool(ranking.candidates) and _is_post(question.focus, ranking.candidates[0])
        ranking = ranking.only(partial(_is_post, question.focus)) if is_first else ranking
    if bodies(question.terms):
        of_body = ranking.only(lambda item: is_of_body(question, item))
        ranking = of_body if of_body.candidates or question.scopes else ranking
    return ranking


def on_its_page(question: Question, ranking: Ranking) -> Ranking:
    """Return what stands on the one page that has the names of a question; all where several have,
    or none.

    A town or a number is no such name.
    """
    # 'tysk' says of what country it is.
    names = {one.removesuffix("land") for one in question.names - places() if one[0].isalpha()}
    pages = {item.document.id: item.document for item in ranking.candidates} if names else {}
    said = {id: fold(page.text.lower()) for id, page in pages.items()}
    having = {id for id, text in said.items() if all(name in text for name in names)}
    if len(having) != 1:
        return ranking
    return ranking.only(lambda item: item.document.id in having)


def is_of_body(question: Question, candidate: Candidate) -> bool:
    """Return whether the sentence, or its heading, has a board or group that is asked about."""
    if not bodies(question.terms):
        return True
    said = stems(f"{candidate.section.about} {candidate.text}")
    return any(likeness(term, word) >= _ALIKE for term in bodies(question.terms) for word in said)


def _is_post(post: str, candidate: Candidate) -> bool:
    """Return whether a line is a post and who has it: 'Leder: Bo Dam', 'Leder i Ribe: Bo Dam'."""
    label = _POST.match(candidate.text)
    return label is not None and post in stems(label[1])


def _has_word(term: str, text: str) -> bool:
    """Return whether a text has a term itself, and no official word for it."""
    return any(likeness(term, word) >= _ALIKE for word in stems(text))


def asked_body(question: Question) -> str:
    """Return the word for the bodies whose names are asked for, '' where none are."""
    found = _ASKED.search(question.text)
    if found is None or _MAY.search(question.text):
        return ""
    return (found[1] or found[2]).lower()


def asked_part(question: Question) -> str:
    """Return the term for the body whose part in something is asked for, '' where none is."""
    found = _PART.search(question.text)
    term = _key(next(filter(None, found.groups()))) if found else ""
    return term if {term, f"{term}s"}.intersection(question.rest) else ""


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
    is_listed = is_town and _TOWNS_LISTED.search(text) is not None
    return is_listed or len(names) > bool(_MANY.search(question.text))


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
