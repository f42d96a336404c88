"""How initiatives fit a situation: what they say of it, how rare that is, and for which age."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from math import log

import numpy as np

from assistant.beside import asked_beside
from assistant.evidence import Floats, Search
from assistant.initiatives import Entry, as_of
from assistant.municipalities import lives_in
from assistant.people import Ages, is_weak
from assistant.situation import Said, Situation, field
from assistant.types import Initiative, Why
from assistant.words import ASKING
from index.danish import stem, words

# Set by hand on the dev half of evals/situations: success@1 .85 on the shipped pages and .85 on the
# invented ones. Half or twice of one of them takes at most .05 from that, but for _NARROW .50,
# _OVER .80 and _NEAR 2.0 (.10) and _OWN_AGE 1.2 (.11).
_OFFICIAL = 0.85  # what an official word counts beside the word that was typed
# A compound that has the word, the first part of one, and its last part, which says less.
_IN_COMPOUND, _OF_COMPOUND, _HEAD = 0.9, 0.7, 0.5
_PART_LETTERS, _HEAD_LETTERS = 4, 7
_NARROW = 0.25  # of its score an initiative loses when nothing of its name is in the situation
_SMALLEST = 8  # initiatives that rarity reckons with at least
_COMMON = 0.3  # what a word counts that every initiative has
_NEAR = 1.0  # weight of the cosine of the situation and what an initiative says it is
_SHOWN = 5  # reasons
_OVER = 0.9  # one that is over comes after one that fits as well and runs
_FITTING, _CLOSE, _OTHER_AGE = 1.1, 0.8, 0.3  # what an age makes of a score
_OWN_AGE, _SPAN = 1.7, 25  # one for just that age, of at most so many years
_FEW_YEARS = 2
_THERE, _ELSEWHERE = 1.4, 0.8  # what the municipality that is named makes of a score
_ENOUGH_SHARED = 0.4  # of the shorter age: offers to adults are not for a teenager
_YOUNG, _YOUNG_ONLY = 25, 0.8  # whose age is not told is seldom a child or young


@dataclass(frozen=True, slots=True)
class Fit:
    """How an initiative fits: its score, what it has of the problem, and the reasons."""

    entry: Entry
    score: float
    problem: float
    why: tuple[Why, ...]


def fits(
    text: str, situation: Situation, looked: Sequence[Entry], search: Search, today: date
) -> list[Fit]:
    """Return how each of the initiatives looked at fits a situation, in their order."""
    if not looked or not situation.said:
        return []
    having, reasons, known = _covered(situation.said, looked)
    weights = np.array([said.weight for said in situation.said], dtype=np.float32)
    problem = having @ np.array([said.alone for said in situation.said], dtype=np.float32)
    scores = having @ (weights * _rarity(having))
    scores += _NEAR * search.cosines(text, [_about(entry.initiative) for entry in looked])
    lives, beside = lives_in(text), asked_beside(text)
    found = []
    for row, entry in enumerate(looked):
        share, age = _age(situation.ages, entry.ages)
        ran = _OVER if as_of(entry, today).state == "over" else 1.0
        score = float(scores[row]) * share * ran * _breadth(entry, known) * _here(entry, lives)
        left = _OTHER_AGE if share == _OTHER_AGE else 1.0
        if any(asked.isdisjoint(entry.words) for asked in beside):
            left = 0.0  # what is asked for is nothing that it speaks of
        why = (*reasons[row], *age)[:_SHOWN]
        found.append(Fit(entry, score, float(problem[row]) * left, why))
    return found


def _covered(
    said: Sequence[Said], looked: Sequence[Entry]
) -> tuple[Floats, list[tuple[Why, ...]], set[str]]:
    """Return how much of each thing each initiative has, the reasons, and the words that are said.

    The array has shape (looked, said).
    """
    known: set[str] = set()
    having = np.zeros((len(looked), len(said)), dtype=np.float32)
    found: list[list[tuple[float, Why]]] = [[] for _ in looked]
    vocabulary = Words.of({word for entry in looked for word in entry.words})
    for column, one in enumerate(said):
        near = like(one, vocabulary)
        known |= near.keys()
        for row, entry in enumerate(looked):
            shared = near.keys() & entry.words.keys()
            best = max(
                shared, key=lambda word: (near[word] * entry.words[word].weight, word), default=""
            )
            if best:
                word = entry.words[best]
                having[row, column] = near[best] * word.weight
                if one.is_problem:
                    value = float(having[row, column]) * one.weight
                    found[row].append((value, Why(one.text, word.written)))
    return having, [_reasons(some) for some in found], known


@dataclass(frozen=True, slots=True)
class Words:
    """Words in order, and in order when they are read from behind: found by beginning or end."""

    every: Set[str]
    ordered: Sequence[str]
    backwards: Sequence[str]

    @classmethod
    def of(cls, words: Set[str]) -> "Words":
        """Return the words of a set."""
        return cls(words, sorted(words), sorted(word[::-1] for word in words))

    def near(self, asked: str) -> set[str]:
        """Return the words that a word begins or ends, or that begin or end it."""
        places = range(_PART_LETTERS, len(asked) + 1)
        parts = {part for place in places for part in (asked[:place], asked[-place:])}
        ended = {word[::-1] for word in _beginning(self.backwards, asked[::-1])}
        return {*_beginning(self.ordered, asked), *ended, *(parts & self.every)}


def _beginning(ordered: Sequence[str], beginning: str) -> Iterator[str]:
    rows = range(bisect_left(ordered, beginning), len(ordered))
    return takewhile(lambda word: word.startswith(beginning), (ordered[row] for row in rows))


def like(said: Said, vocabulary: Words) -> dict[str, float]:
    """Return the words of a vocabulary that a thing said may stand for, and how surely."""
    own = said.stems if " " not in said.text else ()
    asked = [(1.0, one) for one in own] + [(_OFFICIAL, one) for one in said.official]
    found: dict[str, float] = {}
    for share, one in asked:
        for word in vocabulary.near(one):
            alike = share * _alike(one, word) if one == word or word not in ASKING else 0.0
            if alike > found.get(word, 0.0):
                found[word] = alike
    return found


def _alike(asked: str, word: str) -> float:
    """Return how surely a word of a page means what is asked: itself, or a compound of the two.

    The first part of a compound says what it is about: 'stofmisbrug' of 'stofmisbrugsbehandling'.
    """
    if asked == word:
        return 1.0
    if min(len(asked), len(word)) < _PART_LETTERS or not asked[0].isalpha():
        return 0.0
    if word.startswith(asked) or (word.endswith(asked) and len(asked) > _PART_LETTERS):
        return _IN_COMPOUND
    if is_weak(word) or is_weak(word + "ing") or len(word) <= _PART_LETTERS:
        return 0.0
    if asked.startswith(word):
        return _OF_COMPOUND
    return _HEAD if asked.endswith(word) and len(word) >= _HEAD_LETTERS else 0.0


def _breadth(entry: Entry, known: Set[str]) -> float:
    """Return what is left of a score: one whose name says more than the situation fits it less."""
    named = entry.named & field()
    lacking = len(named - known) / len(named) if named else 0.0
    return 1.0 - _NARROW * lacking


def _here(entry: Entry, lives: Set[str]) -> float:
    """Return what a place makes of a score: one that is there fits better, one elsewhere worse."""
    there = {word for place in entry.places for word in words(place)}
    there |= {word.removesuffix("s") for word in there}
    if lives & there or entry.named.intersection(map(stem, lives)):
        return _THERE
    return _ELSEWHERE if lives and there else 1.0


def _reasons(found: Sequence[tuple[float, Why]]) -> tuple[Why, ...]:
    ordered = sorted(found, key=lambda item: -item[0])
    return tuple(dict.fromkeys(why for _, why in ordered))


def _rarity(having: Floats) -> Floats:
    """Return how few initiatives have each thing, from _COMMON to 1, shape (said,)."""
    size = max(_SMALLEST, len(having))
    frequency = having.sum(axis=0)
    rarity = np.log(1 + (size - frequency + 0.5) / (frequency + 0.5)) / log(2 * size + 2)
    return np.asarray(np.clip(rarity, _COMMON, 1.0), dtype=np.float32)


def _about(initiative: Initiative) -> str:
    parts = (initiative.part or initiative.title, initiative.target, initiative.offer)
    return " ".join(" ".join(part.split()) for part in dict.fromkeys(parts) if part)


def _age(asked: Sequence[Ages], meant: Sequence[Ages]) -> tuple[float, tuple[Why, ...]]:
    """Return what the age makes of a score, and the reason where it fits one that is stated."""
    if not meant:
        return 1.0, ()
    if not asked:
        return (_YOUNG_ONLY if max(ages.last for ages in meant) <= _YOUNG else 1.0), ()
    pairs = [(one, other) for one in asked for other in meant]
    one, other = max(pairs, key=lambda pair: (pair[0].shared(pair[1]), -pair[0].gap(pair[1])))
    if one.shared(other) >= _ENOUGH_SHARED:
        fitting = _OWN_AGE if other.last - other.first <= _SPAN else _FITTING
        return fitting, (Why(one.said, other.said),)
    return (_CLOSE if one.gap(other) <= _FEW_YEARS else _OTHER_AGE), ()
