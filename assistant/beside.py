"""What a situation tells of or asks for that is no matter for an initiative."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml

from assistant.people import is_weak
from assistant.situation import OTHER, read
from index.danish import stem, words

_FILE = Path(__file__).parent / "beside.yaml"
_CLAUSE = re.compile(
    r"[.?!;,:\n]+(?!\d)|\b(?:og|men|så|når|hvis|fordi|efter|siden|selvom|mens)\b", re.IGNORECASE
)
_ASKS = re.compile(
    r"\W*(?:hej\s+)?(?:hv(?:ad|em|or|ornår|ordan|ilke[nt]?)|kan|må|skal|er (?:det|der)|bliver|får"
    r"|mister|ryger|dør|taber|findes"
    r"|er (?:\w+ ){1,3}(?:u?lovlig|forbudt|tilladt|farlig|skadelig)t?)\b",
    re.IGNORECASE,
)
_ASKS_ANYTHING = re.compile(
    r"\?|\bhv(?:ad|em|or|ilke|ornår|ordan)\w*\b|\bfindes\b"
    r"|\b(?:kan|må|skal|vil|er|får|bør|gider|bliver|har)\s+"
    r"(?:jeg|vi|man|de|du|i|der|det|han|hun|nogen|kommunen|min|mit|mine|vores)\b",
    re.IGNORECASE,
)
_ASKS_OF = re.compile(
    r"\W*(?:hej\s+)?(?:hv\w+|kan|må|skal|er|findes|har|gælder|tager|får|bliver|vil|hjælper|behandler)\b",
    re.IGNORECASE,
)
# 'mister jeg kørekortet hvis', 'kan man blive fyret for': what is asked for, up to a small word.
_WHETHER = re.compile(
    r"\W*(?:hej\s+)?(?:kan|må|skal|får|mister|ryger|dør|taber)\s+(?:jeg|man|vi)\s+"
    r"(?P<asked>.+?)(?=\s(?:i|på|for|af|med|til|fra|om|ved|hos|at|uden|efter)\b|$)",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"hj[æa]e?lp|st[øo]e?tt|behandl|tilbud|r[åa]a?dgiv|vejled|afvænn|ud af\b|holde op|stoppe",
    re.IGNORECASE,
)
# Before what one would be given, up to the thing: 'få', 'hjælp til at søge', 'skaffe mig noget'.
_GETS = frozenset(
    """
    få får fået ha have søge søger ansøge ansøger skaffe skaffer bevilge bevilget udskrive udskrevet
    udbetalt låne give giver mangler
    """.split()
)
_HELPS_TO = frozenset("med til om".split())
_WOULD = re.compile(r"\W*(?:jeg|vi)\s+(?:vil|skal|søger|mangler|har brug for)\b", re.IGNORECASE)
# 'En mor, der får dagpenge': who has it asks for something else.
_HAS = re.compile(r"\b(?:der|som) (?:\w+ )?(?:får|fik|har(?: fået)?)$")
_FILLING = frozenset("noget nogen en et ny nye nyt mere min mit mine mig os ekstra lidt".split())
_WHAT_THEN = re.compile(r"\W*hvad sker der\W*", re.IGNORECASE)  # if what follows
_PERSON = frozenset("jeg vi han hun de du man nogen en mig ham hende dem os".split())
_GOES_ON = re.compile(r"\W*(?:den|det|dyret)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    animals: frozenset[str]
    others: frozenset[str]
    benefits: frozenset[str]
    medicines: frozenset[str]


def of_people(text: str) -> str:
    """Return a situation without its clauses about an animal; 'with a dog' is about a person."""
    kept: list[str] = []
    is_animal = False
    for clause in _CLAUSE.split(text):
        is_animal = _is_of_animal(clause) or (is_animal and _GOES_ON.match(clause) is not None)
        if not is_animal:
            kept.append(clause)
    return text if len(kept) == len(_CLAUSE.split(text)) else ", ".join(kept)


def asks(text: str) -> bool:
    """Return whether a text asks for anything; else it only tells."""
    return _ASKS_ANYTHING.search(text) is not None


def asks_of_animal(text: str) -> bool:
    """Return whether a text asks of an animal, as 'er der tilbud til hunde'; one that only is with
    somebody is none."""
    return any(
        _ASKS_OF.match(clause) and _read().animals.intersection(words(clause))
        for clause in _CLAUSE.split(text)
    )


def speaks_of_animals(text: str) -> bool:
    """Return whether a page speaks of any animal."""
    return not _read().animals.isdisjoint(words(text))


def asked_beside(text: str) -> tuple[frozenset[str], ...]:
    """Return the stems of each thing asked for that only a page with one of them may answer."""
    first, *rest = _CLAUSE.split(text)
    begins = bool(_read().others.intersection(words(first)[:1]))  # 'bøde for ...'
    asked = [one for one in (first, *rest) if _ASKS.match(one) or (begins and one is first)]
    asked += [after for one, after in pairwise((first, *rest)) if _WHAT_THEN.fullmatch(one)]
    return tuple(found for clause in asked if (found := frozenset(_asked(clause))))


def asked_means(text: str) -> frozenset[str]:
    """Return the stems of the benefits and medicines that it asks to be given, by their names."""
    asked = [one for one in _CLAUSE.split(text) if _ASKS_OF.match(one) or _WOULD.match(one)]
    return frozenset(stem(word) for clause in asked for word in _given(words(clause)))


def has_means(asked: Set[str], known: Set[str]) -> bool:
    """Return whether a page with these stems has any of what is asked for, alone or in a compound;
    also where nothing is."""
    return not asked or any(term in word for term in asked for word in known)


def _given(said: list[str]) -> Iterator[str]:
    """Yield the benefits and medicines that stand after a word for being given them."""
    for place, word in enumerate(said):
        before = [one for one in said[:place] if one not in _FILLING][-1:]
        if _HAS.search(" ".join(said[:place])):
            continue
        is_given = not _GETS.isdisjoint(before) and word in _read().benefits | _read().medicines
        if is_given or (word in _read().benefits and _HELPS_TO.intersection(before)):
            yield word


def _is_of_animal(clause: str) -> bool:
    said = words(clause)
    place = next((n for n, word in enumerate(said) if word in _read().animals), None)
    if place is None or "med" in said:
        return False
    told = any(word in _PERSON or is_weak(stem(word)) for word in said[:place])
    return _ASKS.match(clause) is not None or not told


def _asked(clause: str) -> Set[str]:
    if _HELP.search(clause):
        return set()
    found = _read().others.intersection(words(clause))
    return {stem(word) for word in found} or set(_whether(clause))


def _whether(clause: str) -> Iterator[str]:
    """Yield what it asks whether one can do or gets, where that is no word of the field."""
    match = _WHETHER.match(clause)
    said = read(match["asked"]).said if match else ()
    if all(one.weight == OTHER for one in said):
        for one in said:
            yield from one.stems


@cache
def _read() -> _Words:
    found = yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader)
    names = ("dyr", "andet", "ydelser", "lægemidler")
    return _Words(*(frozenset(words(found[name])) for name in names))


def is_beside(text: str, known: Set[str]) -> bool:
    """Return whether a text asks for something that a page with these stems does not speak of."""
    return any(asked.isdisjoint(known) for asked in asked_beside(text))
