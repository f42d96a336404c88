"""A citizen's situation -> what it is about, and who it is about."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.municipalities import is_municipality
from assistant.people import Ages, ages_of, is_weak, without_idioms
from assistant.words import ASKING, EMPTY, content_terms
from index import thesaurus, wordlist
from index.danish import stem, stems, words

_FILE = Path(__file__).parent / "situations.yaml"
# What a word says of the problem: a word of the social field, another one, one that only says who.
FIELD, OTHER, WEAK = 1.0, 0.4, 0.15
_OTHER_ALONE = 0.25  # what another word says of it for which an initiative may fit alone

Phrase = tuple[str, ...]
Entries = Mapping[Phrase, Phrase]
"""What people say -> what pages write, both as stems."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a situation that mean one thing: their stems, and official stems for them.

    `weight` is what they count in finding the best initiative, `alone` what they count for that one
    fits at all.
    """

    text: str
    stems: Phrase
    official: Phrase
    weight: float
    alone: float

    @property
    def is_problem(self) -> bool:
        """Whether the words say what it is about, and not only who needs help."""
        return self.weight > WEAK


@dataclass(frozen=True, slots=True)
class Situation:
    """What a situation is about, one thing each, and the ages of those that it is about."""

    said: tuple[Said, ...]
    ages: tuple[Ages, ...]


def read(text: str) -> Situation:
    """Return what a situation says, in order: its known phrases and its other words, each once.

    What is said twice in other words, as in two phrases with the same official words, counts once.
    """
    text = without_idioms(text)
    written = words(text)
    asked = [stem(word) for word in written]
    found: list[tuple[int, Said]] = []
    known: set[str] = set()
    official: set[Phrase] = set()
    for entries in (_topics(), _circumstances()):
        for first, last in _phrases(asked, entries):
            if last - first == 1 and is_municipality(written[first]):
                continue  # the stem of one is that of 'odds'
            said = _phrase(written[first:last], entries[tuple(asked[first:last])])
            if tuple(asked[first:last]) in _never_alone():
                said = replace(said, alone=0.0)
            if said.official not in official:
                found.append((first, said))
            official |= {said.official} - {()}
            if entries is _topics() and said.weight == FIELD:  # circumstances leave words alone
                known |= set(said.stems)
    found += _others(text, asked, known)
    ordered = tuple(one for _, one in sorted(found, key=lambda item: item[0]))
    return Situation(ordered, ages_of(text))


def _others(text: str, asked: Sequence[str], known: Set[str]) -> Iterator[tuple[int, Said]]:
    """Yield the content words that are not known, with their places; numbers only of laws."""
    written = words(text)
    for term in content_terms(text):
        if term not in known and (term[0].isalpha() or "paragraf" in asked):
            place = asked.index(term)
            is_weak = _is_weak([term]) or is_municipality(written[place])
            weight = WEAK if is_weak else FIELD if term in field() else OTHER
            alone = {FIELD: FIELD, OTHER: _OTHER_ALONE}.get(weight, 0.0)
            yield place, Said(written[place], (term,), (), weight, alone)


def _phrase(written: Sequence[str], official: Phrase) -> Said:
    """Return a known phrase; one word that only says who stays weak, whatever it is officially."""
    own = tuple(term for word in written if (term := stem(word)) not in EMPTY)
    is_said = official and (len(written) > 1 or not _is_weak(own))
    weight, alone = (FIELD, FIELD) if is_said else (WEAK, 0.0)
    return Said(" ".join(written), own, official, weight, alone)


@cache
def field() -> frozenset[str]:
    """Return the stems that the social field has words for, without those that are weak."""
    entries = _topics()
    official = {word for known in entries.values() for word in known}
    said = {phrase[0] for phrase in entries if len(phrase) == 1}
    return frozenset(word for word in official | said if not _is_weak([word]))


def _is_weak(terms: Sequence[str]) -> bool:
    return all(is_weak(term) or term in ASKING for term in terms)


def _phrases(asked: Sequence[str], known: Entries) -> list[tuple[int, int]]:
    """Return where known phrases stand, the longest first; no two share a word."""
    spans = [
        (first, first + length)
        for length in range(max(map(len, known)), 0, -1)
        for first in range(len(asked) - length + 1)
        if asked[first].isalpha() and tuple(asked[first : first + length]) in known
    ]
    found: list[tuple[int, int]] = []
    for first, last in spans:
        if all(last <= start or end <= first for start, end in found):
            found.append((first, last))
    return found


@cache
def _topics() -> Entries:
    return _entries(thesaurus.load())


@cache
def _circumstances() -> Entries:
    return _entries(wordlist.read(_FILE, _fault))


@cache
def _never_alone() -> frozenset[Phrase]:
    """Return the phrases that say what help is needed, and not what about."""
    found = [entry for entry in wordlist.read(_FILE, _fault) if "alene" not in entry]
    return frozenset(tuple(stems(said)) for entry in found for said in entry["siges"])


def _entries(listed: Sequence[wordlist.Entry]) -> Entries:
    """Return each phrase that people say -> the official stems for it that are not weak."""
    found: dict[Phrase, dict[str, None]] = {}
    for entry in listed:
        official = dict.fromkeys(word for said in entry["staar"] for word in stems(said))
        kept = [word for word in official if not _is_weak([word]) and word not in EMPTY]
        for said in entry["siges"]:
            found.setdefault(tuple(stems(said)), {}).update(dict.fromkeys(kept))
    return {phrase: tuple(official) for phrase, official in found.items() if phrase}


def _fault(entry: wordlist.Entry) -> str:
    """Return what is wrong with an entry."""
    faults = (
        wordlist.names_fault(entry, ("emne", "siges", "staar"), ("alene",)),
        wordlist.words_fault(entry, "siges"),
        wordlist.words_fault(entry, "staar"),
    )
    return next(filter(None, faults), "")
