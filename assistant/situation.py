"""A citizen's situation -> what it is about, and who it is about."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.municipalities import is_municipality, towns_in
from assistant.people import Ages, ages_of, is_need, is_weak, without_idioms
from assistant.words import ASKING, EMPTY, content_terms
from index import thesaurus, wordlist
from index.danish import stem, stems, words

_FILE = Path(__file__).parent / "situations.yaml"
# What a word says of the problem: a word of the social field, another one, one that only says who.
FIELD, OTHER, WEAK = 1.0, 0.4, 0.15
_FIRST_LETTERS, _REST_LETTERS = 5, 3  # of a compound whose first part is of the field, at least
_OTHER_ALONE = 0.25  # what another word says of it for which an initiative may fit alone

Phrase = tuple[str, ...]
# What may stand between the words of a phrase, and how many of them.
_SMALL = """
jeg han hun vi de du i man det den der bare så også stadig altid helt slet ofte tit jo nu igen lige
kun næsten meget simpelthen faktisk efterhånden bar rigtig virkelig sgu lidt nærmest nogle nogen
noget en et ham hende dem os mig sig min mit mine sin sit sine hans hendes vores rigtigt totalt
fuldstændig for tiden hele hver dag dagen aften nat bestemt mere længere selv heller være
""".split()
_MOST_BETWEEN = 2
_NAME = re.compile(r"(?<=[\wæøå,;:] )[A-ZÆØÅ][a-zæøåé]+")  # inside a sentence


@dataclass(frozen=True, slots=True)
class Entries:
    """What people say -> what pages write, both as stems, and the phrases by their first stem."""

    official: Mapping[Phrase, Phrase]
    beginning: Mapping[str, Sequence[Phrase]]


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a situation that mean one thing: their stems, and official stems for them, those of
    one official phrase joined by a space.

    `weight` is what they count in finding the best initiative, `alone` what they count for that one
    fits at all.
    """

    text: str
    stems: Phrase
    official: Phrase
    weight: float
    alone: float

    @property
    def is_need(self) -> bool:
        """Whether the words say what is needed, which is the same in many situations."""
        first = self.official[:1] if " " in self.text else ()
        return any(map(is_need, (*self.stems, *first)))

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
    spans: dict[tuple[int, int], int] = {}
    for entries in (_topics(), _circumstances()):
        for first, last, phrase in _phrases(asked, entries):
            if last - first == 1 and is_municipality(written[first]):
                continue  # the stem of one is that of 'odds'
            said = _phrase(written[first:last], phrase, entries.official[phrase])
            if phrase in _never_alone():
                said = replace(said, alone=0.0)
            if (first, last) in spans and said.alone:
                # A topic in the same words: one thing, both ways to say it.
                same = spans[first, last]
                merged = dict.fromkeys((*found[same][1].official, *said.official))
                found[same] = (first, replace(found[same][1], official=tuple(merged)))
            elif said.official not in official:
                spans[first, last] = len(found)
                found.append((first, said))
            official |= {said.official} - {()}
            if entries is _topics() and said.weight == FIELD:  # circumstances leave words alone
                known |= set(said.stems)
    found += _others(text, asked, known)
    ordered = tuple(one for _, one in sorted(found, key=lambda item: item[0]))
    return Situation(ordered, ages_of(text))


def _others(text: str, asked: Sequence[str], known: Set[str]) -> Iterator[tuple[int, Said]]:
    """Yield the content words that are not known, with their places; numbers only of laws."""
    written, names, towns = words(text), set(_NAME.findall(text)), towns_in(text)
    for term in content_terms(text):
        if term not in known and (term[0].isalpha() or "paragraf" in asked):
            place = asked.index(term)
            is_town = is_municipality(written[place]) or written[place] in towns
            is_weak = _is_weak([term]) or is_town
            is_name = written[place].capitalize() in names
            weight = WEAK if is_weak else FIELD if term in field() or is_name else OTHER
            alone = {FIELD: FIELD, OTHER: _OTHER_ALONE}.get(weight, 0.0)
            said = Said(written[place], (term,), (), weight, alone)
            yield place, _as_compound(said, term) if weight == OTHER else said


def _as_compound(said: Said, term: str) -> Said:
    """Return a word that is not known as one of the field, where its first part is one that is:
    'inkassofirma', 'kokainhandel'."""
    for length in range(len(term) - _REST_LETTERS, _FIRST_LETTERS - 1, -1):
        official = _topics().official.get((term[:length],))
        if official and not _is_weak([term[:length]]) and (term[:length],) not in _never_alone():
            return replace(said, official=official, weight=FIELD, alone=FIELD)
    return said


def _phrase(written: Sequence[str], phrase: Phrase, official: Phrase) -> Said:
    """Return a known phrase; one word that only says who stays weak, whatever it is officially."""
    own = tuple(term for term in phrase if term not in EMPTY)
    is_said = official and (len(phrase) > 1 or not _is_weak(own))
    weight, alone = (FIELD, FIELD) if is_said else (WEAK, 0.0)
    return Said(" ".join(written), own, official, weight, alone)


@cache
def field() -> frozenset[str]:
    """Return the stems that the social field has words for, without those that are weak."""
    entries = _topics().official
    official = {word for known in entries.values() for words_ in known for word in words_.split()}
    said = {phrase[0] for phrase in entries if len(phrase) == 1}
    return frozenset(word for word in official | said if not _is_weak([word]))


def _is_weak(terms: Sequence[str]) -> bool:
    return all(is_weak(term) or term in ASKING for term in terms)


def _phrases(asked: Sequence[str], known: Entries) -> list[tuple[int, int, Phrase]]:
    """Return where known phrases stand, the longest first, and which; no two share a word.

    Between the words of one may be small words: 'sidder hun bare helt alene'.
    """
    spans = sorted(
        (
            (first, last, phrase)
            for first, word in enumerate(asked)
            if word.isalpha()
            for phrase in known.beginning.get(word, ())
            if (last := _end(asked, first, phrase))
        ),
        key=lambda span: (-len(span[2]), span[0], span[1]),
    )
    found: list[tuple[int, int, Phrase]] = []
    for first, last, phrase in spans:
        if all(last <= start or end <= first for start, end, _ in found):
            found.append((first, last, phrase))
    return found


def _end(asked: Sequence[str], first: int, phrase: Phrase) -> int:
    """Return where a phrase that begins at a word ends, 0 where it does not stand there."""
    place = first
    for term in phrase:
        small = place
        while place < len(asked) and asked[place] != term:
            if asked[place] not in _small() or place - small == _MOST_BETWEEN:
                return 0
            place += 1
        place += 1
    return place if place <= len(asked) else 0


def _telling(official: str) -> str:
    """Return the stems of official words that are not weak, joined by a space: of 'psykisk vold'
    neither alone means it."""
    return " ".join(
        dict.fromkeys(
            word for word in stems(official) if not _is_weak([word]) and word not in EMPTY
        )
    )


@cache
def _small() -> frozenset[str]:
    return frozenset(map(stem, _SMALL))


@cache
def _topics() -> Entries:
    return _entries([entry for entry in thesaurus.entries() if "find" not in entry])


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
        official = (_telling(said) for said in entry["staar"])
        kept = [words_ for words_ in official if words_]
        for said in entry["siges"]:
            found.setdefault(tuple(stems(said)), {}).update(dict.fromkeys(kept))
    beginning: dict[str, list[Phrase]] = {}
    for phrase in found:
        for word in phrase[:1]:
            beginning.setdefault(word, []).append(phrase)
    return Entries({phrase: tuple(kept) for phrase, kept in found.items() if phrase}, beginning)


def _fault(entry: wordlist.Entry) -> str:
    """Return what is wrong with an entry."""
    faults = (
        wordlist.names_fault(entry, ("emne", "siges", "staar"), ("alene",)),
        wordlist.words_fault(entry, "siges"),
        wordlist.words_fault(entry, "staar"),
    )
    return next(filter(None, faults), "")
