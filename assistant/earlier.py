"""What a question takes from the one before it: its words, and what it asked for."""

import re

from assistant.designation import parts_asked, with_part
from assistant.kinds import SITUATION, kinds, specific_kinds
from assistant.municipalities import is_municipality
from assistant.question import Find, plan
from assistant.topic import Talk, written
from assistant.words import ASKING, EMPTY, content_terms
from index.danish import stem, stems

# Nouns that stand for an initiative without naming one.
GENERIC = frozenset(
    stem(word)
    for word in (
        "initiativ initiativet projekt projektet indsats indsatsen tilbud tilbuddet ordning "
        "ordningen forløb forløbet program programmet model modellen pakke pakken pulje puljen "
        "side siden evaluering evalueringen forsøg forsøget foregik foregår startede sluttede "
        "varede penge bag bagved stod"
    ).split()
)
_BARE = re.compile(
    r"^\W*(?:(?:og|men)\W+)?(?:(?:i|på|for|til|fra|af|med|om|inden|indtil|siden|efter|hos) )?"
    r"hv(?:ad|em|or|ordan|ornår|orfor|ilke[nt]?"
    r"|or (?:længe|mange|meget|ofte|tit|henne|stort?|langt?))(?: så)?\W*$",
    re.IGNORECASE,
)
_ASKED_BY = re.compile(
    r"^\W*(?:(?:og|men)\W+)?(?:(?:i|på|for|til|fra|af|med|om) )?"
    r"hv(?:ad|em|or|ordan|ornår|orfor|ilke[nt]?)\b"
    r"(?: (?:længe|mange|meget|ofte|tit|henne|stort?|langt?)\b)?",
    re.IGNORECASE,
)
# 'den' is evalueringen, 'det' is kurset: a noun of the question before, by its gender.
_THING = {"den": re.compile(r"\b[a-zæøå]{5,}en\b"), "det": re.compile(r"\b[a-zæøå]{4,}et\b")}
_IT = re.compile(r"\b(?:den|det)\b(?=\W*$|\s+(?:så|også|og|henne|endnu|egentlig)\b)", re.IGNORECASE)
_MANY = re.compile(r"\b(?:de|dem)\b", re.IGNORECASE)
_PLACED = re.compile(r"^(?:i|på|om|for|til|fra|hos|ved|af|med)\b", re.IGNORECASE)
_DAY = re.compile(r"(?:man|tirs|ons|tors|fre|lør|søn)dag", re.IGNORECASE)
_WHOM = re.compile(r"\b[a-zæøå]{3,}(?:en|et|ne)\b")
_WORD = re.compile(r"[\w-]+")
_VERB = re.compile(r"[a-zæøå]+(?:ede|te|er|es)", re.IGNORECASE)
_ON = re.compile(r"^\W*(?:(?:og|men|hvad med|hvad så)\W+)+", re.IGNORECASE)
_WHOSE = r"[a-zæøå]{2,}(?:en|et|ne)s"  # 'til husets vært' is one phrase
_FEW_WORDS = 3  # of a thing
_PARTICIPLE = re.compile(
    r"\b(?:har|have|havde|haft|er|blev|bliver|blevet)(?: \w+)? $", re.IGNORECASE
)
_EVALUATION = stem("evalueringen")


def asked_again(text: str, talk: Talk, new: str) -> str:
    """Return the last question with what a text has in place of its like, where it has one."""
    if again := of_another_part(text, talk):
        return again
    before, asked = _last_asked(talk)
    new = new.strip(" ?!.,")
    if not asked and (whole := _of_another(talk.turns[-1].question, new)):
        return whole
    before = before or _mid(talk.turns[-1].question)
    is_free = not talk.find(before) or "day" in _sorts(*new.split())  # which no name is for
    old = _replaced(asked, new) or (_replaced(before, new) if is_free else "")
    if not old:
        return _of_another_thing(before, asked, new) or f"{text} {asked}"
    return (before if old in before else asked).replace(old, new, 1)


def of_another_part(text: str, talk: Talk) -> str:
    """Return the latest question with the part in its place that is all a text says: 'Og i runde
    3?' after what was asked of runde 1; '' where it says more, or no question was of a part."""
    asked = parts_asked(text)
    if len(asked) != 1 or not _is_all(text):
        return ""
    [part] = asked
    told = [turn.question for turn in reversed(talk.turns) if not _is_all(turn.question)]
    whole = next(filter(None, (with_part(question, part) for question in told)), "")
    if not whole or parts_asked(told[0]) or not kinds(told[0]):
        return whole
    return f"{told[0].rstrip(' ?!.')} {_ON.sub('', text)}"  # it leaned on the part asked of before


def _is_all(text: str) -> bool:
    """Return whether a text names a part, and nothing else."""
    said = {word for part in parts_asked(text) for word in part}
    return bool(said) and said.issuperset(content_terms(text))


def _of_another(before: str, new: str) -> str:
    """Return a question of no kind with another one in the place of whom it asks of: 'Hvad får
    værten?' and 'og gæsten?'; '' where either is none."""
    whom = _WHOM.search(before)
    if not whom or not _WHOM.fullmatch(new):
        return ""
    return f"{before[: whom.start()]}{new}{before[whom.end() :]}"


def _of_another_thing(before: str, asked: str, new: str) -> str:
    """Return a question with another thing in the place of the one that it asks of: 'Hvad koster
    mad på X?' and 'og kørsel?'; '' where either is none.

    `asked` is the question without the name of its initiative. A verb after the thing stays.
    """
    if _PLACED.match(new) or not new.islower() or len(new.split()) > _FEW_WORDS:
        return ""
    about = {term for one in plan(asked) for term in one.subject} - GENERIC
    said = [(match, about.intersection(stems(match[0]))) for match in _WORD.finditer(before)]
    places = [n for n, (one, is_about) in enumerate(said) if is_about and not _DAY.match(one[0])]
    definite = [place for place in places if _WHOM.fullmatch(said[place][0][0])]
    if definite and _WHOM.fullmatch(new):
        places = definite  # 'krisetelefonen' and no 'åben' stands for 'forældrelinjen'
    if not places or places[-1] - places[0] >= len(places):
        return ""  # nothing, or in several places
    run = [said[place][0] for place in places]
    while len(run) > 1 and _VERB.fullmatch(run[-1][0]):
        run.pop()
    return f"{before[: run[0].start()]}{new}{before[run[-1].end() :]}"


def moved(text: str, talk: Talk) -> str:
    """Return the last question with the town of a text in the place of its own, or of that of what
    it is about; '' where either has none or several, or the text has more: 'Hvad så i Ribe?'

    Where the page spoken of knows nothing of the town, it is the last question that names one.
    """
    before, new = talk.turns[-1].question, _towns(text)
    others = set(content_terms(text)).difference(*map(stems, new))
    if len(new) != 1 or others:
        return ""
    if not _towns(before) and talk.knows(new[0]):
        about = talk.topic()
        old = _towns(about)
        return f"{_mid(before)} ({_with_town(about, old[0], new[0])})" if len(old) == 1 else ""
    told = (turn.question for turn in reversed(talk.turns) if _towns(turn.question))
    before = next(told, "")
    old = _towns(before)
    return _with_town(_mid(before), old[0], new[0]) if len(old) == 1 else ""


def _towns(text: str) -> list[str]:
    return [one for one in _WORD.findall(text) if is_municipality(one)]


def _with_town(text: str, old: str, new: str) -> str:
    return re.sub(rf"\b{re.escape(old)}\b", new, text)


def _replaced(asked: str, new: str) -> str:
    """Return what something new stands for in what was asked, '' where it has no like."""
    if placed := _PLACED.match(new):
        after = rf"\b{placed[0]} (?:(?:den|det|de|en|et) )?(?:{_WHOSE} )*[\w.-]+"
        if match := re.search(after, asked, re.IGNORECASE):
            return match[0]
    sorts = _sorts(*new.split())
    words = [word.strip(" ?!.,") for word in asked.split()]
    like = [word for word in words if _sorts(word) & sorts]
    if not like and sorts == {"name"}:  # a town that is no municipality
        like = [word for word in words if "place" in _sorts(word)]
    return like[0] if like else ""


def _sorts(*words: str) -> set[str]:
    """Return what sorts of things some words are, of those that stand for one another."""
    found: set[str] = set()
    for word in (one.strip("?.,!") for one in words):
        if is_municipality(word):
            found.add("place")
        elif word[:1].isdigit():
            found.add("number")
        elif _DAY.match(word):
            found.add("day")
        elif word[:1].isupper():
            found.add("name")
    return found


def with_noun(text: str, talk: Talk) -> str:
    """Return a question that says nothing of its own with what the one before it asks about.

    'Hvad hedder de?' gets what was counted, 'og hvor længe?' all but what the other one asked by.
    """
    before = talk.turns[-1].question
    if _BARE.match(text):
        asked = _ASKED_BY.sub("", before).strip()
        return f"{text.rstrip(' ?!.')} {asked[:1].lower()}{asked[1:]}"
    counted = next((one.counted for one in plan(before, talk.find) if one.counted), None)
    return _MANY.sub(written(before, {counted}), text, count=1) if counted else text


def with_thing(text: str, talk: Talk) -> str:
    """Return a question with the thing that the last one asked of in place of 'den' or 'det'."""
    before = talk.turns[-1].question
    named = {term for group in talk.find(before) for scope in group for term in scope.terms}
    if match := _IT.search(text):
        things = _THING[match[0].lower()].finditer(before)
        nouns = [one[0] for one in things if not _PARTICIPLE.search(before, 0, one.start())]
        found = [one for one in nouns if _is_thing(one) and stem(one) not in named]
        return f"{text[: match.start()]}{found[-1]}{text[match.end() :]}" if found else text
    return text


def _is_thing(noun: str) -> bool:
    key = stem(noun)
    return key == _EVALUATION or not (key in GENERIC or key in ASKING or key in EMPTY)


def asked_for(talk: Talk) -> str:
    """Return what the latest question that asked for a kind of thing asked, without of what."""
    return _last_asked(talk)[1]


def _last_asked(talk: Talk) -> tuple[str, str]:
    """Return the latest question that asked for a kind of thing, and what it asked for."""
    for turn in reversed(talk.turns):
        if asked := _asking(turn.question, talk.find):
            return _mid(turn.question), asked
    return "", ""


def _asking(question: str, find: Find) -> str:
    scopes = [scope for group in find(question) for scope in group]
    named = {term for scope in scopes for term in scope.terms}
    titles = {stem for scope in scopes for stem in stems(scope.name)}
    if named and any(kind.name != SITUATION for kind in kinds(question)):
        said = _mid(question).split()
        return " ".join(
            word
            for word in said
            if not (terms := set(stems(word))) or terms - (titles if word[0].isupper() else named)
        )
    matches = [m.group() for kind in specific_kinds() for m in kind.asks.finditer(question)]
    return " ".join(dict.fromkeys(matches))


def _mid(question: str) -> str:
    """Return a question as inside a sentence, where a capital letter is one of a name."""
    return question[:1].lower() + question[1:]
