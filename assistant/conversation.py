"""A question in a conversation -> the question that it means on its own."""

import re
from collections.abc import Iterable

from assistant.both import against, instead, of_both
from assistant.earlier import (
    GENERIC,
    asked_again,
    asked_for,
    moved,
    of_another_part,
    with_noun,
    with_thing,
)
from assistant.kinds import SITUATION
from assistant.municipalities import lives_in, towns_in
from assistant.people import ages_of, names_people
from assistant.pointed import points, resolved
from assistant.question import Question, plan
from assistant.situation import read
from assistant.topic import Talk, written
from assistant.words import content_terms

_POINTS_BACK = re.compile(
    r"\b(?:det|den|de|dem|deres|dens|dets|dette|denne|disse|her|der(?=\W*$)|dertil|derfra|han|hun|ham|hende|it|they"
    r"|(?:(?:initiativ|projekt|forløb|program|forsøg|hus|sted)et"
    r"|(?:indsats|ordning|pakk|modell|pulj|forening|fond)en|tilbuddet)"
    r"(?!\s+[»\"“]?(?-i:[A-ZÆØÅ])\w))\b"  # 'projektet Ankeret' is one of its own
    r"(?!\s+(?:på|om|for|mod|i)\b)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\W*(?:og|men|også|samt|hvad med|hvad så)\b|\bogså (?:noget|nogen|nogle|hjælp|et|en)\b",
    re.IGNORECASE,
)
# What is said before going on, and says nothing of what is asked.
_OPENS = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|nå(?: ja)?|fint|super|perfekt|godt|aha|jamen|hm+|øh+|jo|ja|forstået)"
    r"(?:[,.!;:–-]+\s*|\s+(?=og\b|men\b|hv)))+"
    r"|^\W*(?:(?:og|men|nu|så|lige|lad os|vi kan) )*(?:(?:gå|vende|går|vender) )?tilbage til\s+",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:(?:kan|vil) du )?(?:lige )?uddybe?\b(?: (?:det|lidt|svaret|nærmere))*", re.IGNORECASE
)
# 'Nej vent, jeg mente Y', 'Ikke den, men Y', 'Y, mente jeg': what is said around what is meant.
_MEANT = r"(?:men(?:er|te)|tænk(?:er|te) på|spurgte om|skulle (?:bruge|have|vide)|ville vide)"
_CORRECTS = re.compile(
    r"^\W*(?:(?:nej|nå|vent|undskyld|forkert|altså|hov|ups|beklager|det var|det er|men|ikke,"
    rf"|jeg {_MEANT}|ikke (?:\S+ ){{0,4}}?\S+,? men)(?:\W+|$))+"
    rf"|(?<=\w)\W{{1,3}}(?:{_MEANT} jeg|jeg {_MEANT})\W{{0,3}}$",
    re.IGNORECASE,
)
# 'Min søn er 15, gælder det også ham?': what is told before asks nothing else.
_IS_FOR = re.compile(
    r"\bogså\b|\b(?:gælder|dækker|omfatter) (?:det|den|de)\b|\ber (?:det|den) (?:noget )?for\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,.;:!?]\s+")
_TELLS = re.compile(r"^\W*(?:(?:og|men)\W+)?(?:han|hun|jeg|vi|de|mine?|mit|vores)\b", re.IGNORECASE)
_ASKS = re.compile(r"\bhv(?:ad|em|or|ilke|ordan)\w*", re.IGNORECASE)
_GETS = re.compile(r"\b(?:kan|må|skal|får|har) (?:jeg|vi|man|de|han|hun)\b", re.IGNORECASE)
_TELLER = re.compile(r"\b(?:jeg|vi|han|hun)\b", re.IGNORECASE)
_ONE = re.compile(r"\b(?:det|den|han|hun|ham|hende|hans|hendes|dens|dets)\b", re.IGNORECASE)
_THEM = re.compile(r"\b(?:det|den|de|dem|deres|dens|dets|han|hun|ham|hende)\b", re.IGNORECASE)
_WHOSE = re.compile(r"\b(?:han|hun|ham|hende|hans|hendes)\b", re.IGNORECASE)
# A question word and nothing else, and what a question begins with that asks with one or a verb.
_BARE = re.compile(
    r"^\W*(?:(?:og|men) )?(hvor (?:hurtigt|ofte|tit)|hvorfor(?: ikke)?"
    r"|(?:inden for|med) hvilken frist|hvad er fristen(?: for at)?)(?: (?:da|så))?\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(
    r"^\W*(?:hv(?:em|ad|orfor|ornår|ordan|or(?: (?:længe|hurtigt|ofte|meget))?)(?:\s+|$)"
    r"|(?=(?:kan|må|skal|er|har|får|bliver) ))",
    re.IGNORECASE,
)
_FEW = 3  # terms that a question may have of its own and still lean on the one before


def standalone(text: str, talk: Talk) -> str:
    """Return the question with what it takes from the conversation; itself when it takes nothing.

    A question that points back gets the name of what the last answer was about. 'Hvad med …?'
    gets what the last question asked for, and so does a correction, or a name alone.
    """
    if not talk.turns:
        return text
    text = _MORE.sub("Fortæl mere om", _OPENS.sub("", text) or text)
    if whole := _asked_of_told(text, talk):
        return whole
    meant = _CORRECTS.sub("", text)
    corrects = bool(meant) and meant != text
    pointed = meant or text
    text = resolved(pointed, talk)
    if text == pointed and points(text):
        return text  # to nothing that was said
    if whole := _told_more(text, talk) or of_both(text, talk) or against(text, talk):
        return whole
    if again := of_another_part(text, talk):
        return again if talk.named(again) else _of(again, talk.topic())
    text = _asked_barely(text, talk) or text
    rest = _GOES_ON.sub("", text)
    goes_on = corrects or rest != text or _is_name(text, talk)
    own = _own(plan(rest))
    if own and goes_on and not _asks(rest):
        if there := moved(text, talk):
            return there
        if talk.named(text):
            asked = "" if _IS_FOR.search(talk.turns[-1].question) else asked_for(talk)
            return f"{text} {asked}" if asked else _of_named(rest, talk) or text
        return asked_again(text, talk, rest).strip()
    leans = _POINTS_BACK.search(text) or goes_on
    is_like = text != pointed or _is_for(text) or _is_post(text) or (leans and len(own) <= _FEW)
    if talk.named(text) or (own and not is_like):
        return text
    text = with_thing(text, talk) if own else with_noun(with_thing(text, talk), talk)
    return _of(text, _about(text, talk))


def of_the_last(text: str, talk: Talk) -> str:
    """Return the question as asked of what the last answer was about; '' where it names its own.

    'Hvad med …?' is asked as the last question was, with this in the place of what that had.
    """
    about = talk.topic()
    if not about or talk.named(text) or points(text):
        return ""
    text = _OPENS.sub("", text) or text
    if not is_what_about(text):
        return _of(text, about)
    is_of_town = moved(text, talk)  # which is asked of by itself
    return "" if is_of_town else _of(asked_again(text, talk, _GOES_ON.sub("", text)), about)


def for_whom(text: str, talk: Talk) -> str:
    """Return a question of the last answer as asked for those whom the last question was for, ''
    where it says who it is for, or asks for nobody."""
    meant = of_the_last(text, talk)
    whom = talk.whom() if meant and _GETS.search(text) and not names_people(text) else ""
    return _of(meant, whom) if whom else ""


def is_what_about(text: str) -> bool:
    """Return whether a text goes on with something else to ask the same of, and asks nothing."""
    rest = _GOES_ON.sub("", text)
    return rest != text and not _asks(rest) and bool(_own(plan(rest)))


def _asks(text: str) -> bool:
    return bool(_ASKS.search(text)) or any(question.kind for question in plan(text))


def _own(asked: Iterable[Question]) -> list[str]:
    return [term for question in asked for term in question.subject if term not in GENERIC]


def _of(text: str, about: str) -> str:
    return f"{text} ({about})" if about else text


def _about(text: str, talk: Talk) -> str:
    """Return what a question that points back is about: the initiative, and whom or what the last
    question named beside it, or whom or what row the last answer told of; where no page is of what
    was asked before, that."""
    about = talk.topic()
    if not about:
        return talk.unknown()
    name = talk.name() if _ONE.search(text) else ""
    if _WHOSE.search(text):
        name = talk.person() or name
    name = name or (talk.row() if _THEM.search(text) else "")
    return f"{name}, {about}" if name else about


def _is_for(text: str) -> bool:
    """Return whether a text asks no more than whether what was told is so for somebody too."""
    last = [clause for clause in _CLAUSE.split(text) if clause.strip()][-1:]
    return any(_IS_FOR.search(clause) and not _own(plan(clause)) for clause in last)


def _is_post(text: str) -> bool:
    """Return whether a text asks who has a post, and not of what: 'Hvem er lederen?'"""
    return all(one.kind_name == "role" and one.subject == (one.focus,) for one in plan(text))


def _told_more(text: str, talk: Talk) -> str:
    """Return the last question and what is told after it of who needs help, '' where it asks."""
    before = talk.turns[-1].question
    if not _TELLS.match(text) or "?" in text or _asks(text):
        return ""
    is_told = any(question.is_personal for question in plan(before, talk.find))
    leans = _ONE.match(before.lstrip()) and not talk.named(before)  # 'Han har ingen penge.'
    told = f"{before.rstrip()} {text}"
    return _of(told, talk.topic() if leans else "") if is_told else ""


def _asked_of_told(text: str, talk: Talk) -> str:
    """Return what was told last of who needs help, with what is asked now; '' where nothing was.

    'Hvad kan jeg få?' is asked of all that was told, and what asks for more of an age and a place
    alone: 'Jeg er 17 og bor i Ribe.'
    """
    before = talk.turns[-1].question.rstrip(" .!")
    only_tells = all(question.kind_name in ("", SITUATION) for question in plan(before))
    if not (_TELLS.match(before) and only_tells and "?" not in before and _GETS.search(text)):
        return ""
    if talk.named(text):
        return ""
    is_of_who = not any(one.is_problem for one in read(before).said)
    is_of_who = is_of_who and bool(ages_of(before) or lives_in(before))
    is_new = _TELLER.search(text) is not None and not (
        ages_of(text) or lives_in(text) or towns_in(text)
    )
    is_asked = not _own(plan(text)) or (is_of_who and is_new)
    return f"{before}. {text}" if is_asked else ""


def _asked_barely(text: str, talk: Talk) -> str:
    """Return a question word alone as it is asked of the last question: 'Hvem afgør sagen?' and
    'Hvor hurtigt?' ask 'Hvor hurtigt afgør sagen?'; '' where there is nothing to ask it of."""
    bare = _BARE.match(text)
    before = _OPENS.sub("", talk.turns[-1].question)
    said = _WORD.sub("", before).strip(" ?.!")
    if bare is None or not _WORD.match(before) or not _own(plan(said)):
        return ""
    return f"{bare[1]} {said[0].lower()}{said[1:]}?"


def _of_named(text: str, talk: Talk) -> str:
    """Return the last question, which asked for no kind of thing, of the initiative that is all a
    text says; '' where it says more."""
    groups = talk.named(text)
    terms = {term for group in groups for scope in group for term in scope.terms}
    is_all = len(groups) == 1 and terms.issuperset(_own(plan(text)))
    return instead(written(text, terms), talk) if is_all else ""


def _is_name(text: str, talk: Talk) -> bool:
    """Return whether a text is the name of an initiative and nothing else."""
    terms = set(content_terms(text))
    return bool(terms) and any(
        terms <= scope.terms for group in talk.named(text) for scope in group
    )
