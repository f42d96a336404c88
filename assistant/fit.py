"""How initiatives fit a situation: what they say of it, how rare that is, and for which age."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from math import log

import numpy as np
from numpy.typing import NDArray

from assistant.alike import OFFICIAL, Words, like
from assistant.beside import asked_beside, asked_means, has_means
from assistant.closed import names_in
from assistant.evidence import Floats, Search
from assistant.initiatives import Entry, as_of
from assistant.kin import is_for_kin, is_of_kin
from assistant.municipalities import lives_in, near, towns_in
from assistant.people import Ages
from assistant.situation import FIELD, Said, Situation, field
from assistant.suited import is_outside, suited
from assistant.types import Initiative, Why
from index.danish import stem

# Set by hand on the dev half of evals/situations: success@1 .87 on the shipped pages and .95 on the
# invented ones.
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
_FAR = 0.6  # of the problem that counts where a page lies elsewhere and does not say for whom
_PLACE = 0.2  # what the same place says of the problem: somebody has looked for what is there
_PLACE_AND_AGE = 0.3  # more where it is for just that age, and nothing else is told
_A_KIND = 0.42  # how surely what is told is refused: 'alkoholmisbrug' is a kind of 'misbrug'
_ENOUGH_SHARED = 0.4  # of the shorter age: offers to adults are not for a teenager
_YOUNG, _YOUNG_ONLY = 25, 0.8  # whose age is not told is seldom a child or young


@dataclass(frozen=True, slots=True)
class Fit:
    """How an initiative fits: its score, what it has of the problem, how near what it says it is
    lies to the situation (their cosine), the reasons, and whether its page refuses somebody like
    that."""

    entry: Entry
    score: float
    problem: float
    near: float
    why: tuple[Why, ...]
    is_refused: bool


def fits(
    text: str, situation: Situation, looked: Sequence[Entry], search: Search, today: date
) -> list[Fit]:
    """Return how each of the initiatives looked at fits a situation, in their order."""
    if not looked or not situation.said:
        return []
    whole, looked = looked, [suited(entry, situation) for entry in looked]
    having = _covered(situation.said, looked)
    weights = np.array([said.weight for said in situation.said], dtype=np.float32)
    scores = having.share @ (weights * _rarity(having.share))
    near = np.maximum(
        *(
            search.cosines(text, [_about(entry.initiative) for entry in some])
            for some in (whole, looked)
        )
    )
    scores += _NEAR * near
    lives, towns = lives_in(text) | _places_in(text, looked), towns_in(text)
    beside, means = asked_beside(text), asked_means(text)
    is_bare = not any(said.alone for said in situation.said)
    found = []
    for row, entry in enumerate(looked):
        share, age = _age(situation.ages, entry.ages)
        is_over = as_of(entry, today).state == "over"
        lacking, here = _lacking(entry, having.known), _here(entry, lives, towns)
        ran = _OVER * min(here, 1.0) / here if is_over else 1.0  # what is over is no help there
        score = float(scores[row]) * share * ran * (1.0 - _NARROW * lacking) * here
        problem = _problem(situation.said, having, row, lacking > 0.0)
        problem += _PLACE if here == _THERE else 0.0
        if here == _THERE and share == _OWN_AGE and is_bare:
            problem += _PLACE_AND_AGE
        left = _OTHER_AGE if share == _OTHER_AGE else 1.0
        theirs = _of_kin(text, situation.said, entry)
        if lives and entry.home.near and lives.isdisjoint(entry.home.near):
            left = min(left, _FAR)
        if _is_excluded(situation.said, having.share[row], entry, theirs):
            left = min(left, _OTHER_AGE)
        is_beside = any(asked.isdisjoint(entry.words) for asked in beside)
        if is_beside or not has_means(means, entry.words.keys()):
            left = 0.0  # what is asked for is nothing that it speaks of
        why = (*having.why[row], *age)[:_SHOWN]
        no = _is_refused(situation, entry, lives, theirs)
        found.append(Fit(entry, score, problem * left, float(near[row]), why, no))
    return found


@dataclass(frozen=True, slots=True)
class _Having:
    """What initiatives have of what is said, arrays of shape (looked, said).

    `share` is how much of each thing, `place` which word of the initiative says so, -1 for none.
    """

    share: Floats
    place: NDArray[np.int64]
    why: Sequence[tuple[Why, ...]]
    known: Set[str]


def _covered(said: Sequence[Said], looked: Sequence[Entry]) -> _Having:
    """Return how much of each thing each initiative has, the reasons, and what words are said."""
    known: set[str] = set()
    share = np.zeros((len(looked), len(said)), dtype=np.float32)
    place = np.full(share.shape, -1, dtype=np.int64)
    found: list[list[tuple[float, Why]]] = [[] for _ in looked]
    vocabulary = Words.of({word for entry in looked for word in entry.words})
    number = {word: n for n, word in enumerate(vocabulary.ordered)}
    for column, one in enumerate(said):
        near = like(one, vocabulary)
        known |= {word for words_ in near for word in words_.split()}
        for row, entry in enumerate(looked):
            best, value = _best(near, entry)
            if best:
                share[row, column] = value
                place[row, column] = number[best]
                if one.is_problem:
                    found[row].append(
                        (value * one.weight, Why(one.text, entry.words[best].written))
                    )
    return _Having(share, place, [_reasons(some) for some in found], known)


def _best(near: Mapping[str, float], entry: Entry) -> tuple[str, float]:
    """Return which word of an initiative says a thing most, and how much; "" and 0 for none."""
    shared = [
        (near[words_] * min(entry.words[word].weight for word in words_.split()), words_)
        for words_ in near
        if all(word in entry.words for word in words_.split())
    ]
    value, best = max(shared, default=(0.0, ""))
    return best.split()[-1] if best else "", value


def _problem(said: Sequence[Said], having: _Having, row: int, is_for_others: bool) -> float:
    """Return what an initiative has of the problem; one word of it counts once, and what is needed
    by many does not where it is for others."""
    most: dict[int, float] = {}
    for column, one in enumerate(said):
        place = int(having.place[row, column])
        if place >= 0 and not (is_for_others and one.is_need):
            value = float(having.share[row, column]) * one.alone
            most[place] = max(most.get(place, 0.0), value)
    return sum(most.values())


def _of_kin(text: str, said: Sequence[Said], entry: Entry) -> frozenset[Said]:
    """Return what is told of somebody's kin, where a page that speaks of kin says what it does not
    treat: that refuses them, and not who tells."""
    if not entry.closed.untreated or not is_for_kin(entry.words.keys()):
        return frozenset()
    return frozenset(one for one in said if is_of_kin(text, one.text))


def _is_excluded(said: Sequence[Said], having: Floats, entry: Entry, theirs: Set[Said]) -> bool:
    """Return whether an initiative says that it is not for what a situation is about."""
    if not entry.excluded:
        return False
    excluded = Words.of(entry.excluded)
    told = (
        one
        for one, has in zip(said, having, strict=True)
        if one.official and one.alone >= FIELD and not has and one not in theirs
    )
    return any(max(like(one, excluded).values(), default=0.0) >= OFFICIAL for one in told)


def _is_refused(situation: Situation, entry: Entry, lives: Set[str], theirs: Set[Said]) -> bool:
    """Return whether a page says that it is closed to somebody: for an age, for what is told, but
    not for what many lack, or for where he lives; what is `theirs` may be what it does not treat.
    """
    closed = entry.closed
    is_elsewhere = lives and any(
        there and lives.isdisjoint(there) for there in (closed.only, entry.home.of)
    )
    is_of_age = not (closed.to_age(situation.ages) or is_outside(entry, situation.ages))
    if is_elsewhere or not is_of_age:
        return True
    if not closed.words:
        return False
    refused = Words.of(closed.words)
    told = [one for one in situation.said if one.is_problem and not one.is_need and one.alone]
    kept = Words.of(closed.words - closed.untreated)
    is_told = any(
        max(like(one, kept if one in theirs else refused).values(), default=0.0) >= _A_KIND
        for one in told
    )
    return is_told or not closed.words.isdisjoint(map(stem, lives))


def _lacking(entry: Entry, known: Set[str]) -> float:
    """Return how much of its name the situation does not say: it is for somebody else then."""
    named = entry.named & field()
    return len(named - known) / len(named) if named else 0.0


def _here(entry: Entry, lives: Set[str], towns: Set[str]) -> float:
    """Return what a place makes of a score: one that is there fits better, one elsewhere worse.

    A town that is no municipality is there where the page names it.
    """
    there = names_in(entry.places)
    is_named = any((at := entry.words.get(stem(one))) and at.written == one for one in towns)
    if lives & there or is_named or entry.named.intersection(map(stem, lives)):
        return _THERE
    return _ELSEWHERE if lives and (there or entry.home.near) else 1.0


def _places_in(text: str, looked: Sequence[Entry]) -> frozenset[str]:
    """Return the places of initiatives in which somebody tells that he is, in small letters."""
    known = frozenset[str]().union(*(names_in(entry.places) for entry in looked))
    return known.intersection(near(text))


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
