"""What of an initiative suits the age that somebody tells: the group for just that, of several."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.alike import Words, like
from assistant.initiatives import Entry, Other
from assistant.people import Ages, ages_in
from assistant.situation import Said, Situation
from index.danish import stems

_SHARED = 0.4  # of the shorter age: offers to adults are not for a teenager
_NEAR = 2  # years outside what is stated that are no reason to refuse
_KIN = re.compile(r"forældre|pårørende|\b(?:mødre|fædre|bedste\w+|søskende)\b", re.IGNORECASE)


def suited(entry: Entry, situation: Situation) -> Entry:
    """Return an initiative as what of it is for the ages told, where it says whom all of it is for
    in no numbers that are so; of several that with most of what is told, and then the narrowest."""
    asked = _numbered(situation.ages)
    if not asked or _fits(asked, _numbered(entry.ages)):
        return entry
    fitting = [other for other in entry.others if _fits(asked, other.ages)]
    if not fitting:
        return entry
    best = max(fitting, key=lambda other: (_told(situation.said, other), -_years(other.ages)))
    return replace(entry, initiative=best.initiative, ages=best.ages)


def is_outside(entry: Entry, asked: Sequence[Ages]) -> bool:
    """Return whether the ages that are told are all far outside all that a page states in numbers,
    and it says whom all of it is for, and not that these are somebody's kin."""
    stated = [*entry.ages, *(age for other in entry.others for age in other.ages)]
    is_told = bool(entry.ages) and bool(_numbered(stated)) and _numbered(asked) == tuple(asked)
    if not asked or not is_told or _KIN.search(entry.initiative.target):
        return False
    return all(one.gap(age) > _NEAR for one in asked for age in stated)


def is_of_others(asked: Sequence[Ages], sentence: str) -> bool:
    """Return whether a sentence states in numbers ages that are none of those told."""
    stated = ages_in(sentence)
    return bool(stated) and not _fits(_numbered(asked), stated)


def _numbered(ages: Sequence[Ages]) -> tuple[Ages, ...]:
    """Return the ages that are said in numbers."""
    return tuple(age for age in ages if any(map(str.isdigit, age.said)))


def _fits(asked: Sequence[Ages], stated: Sequence[Ages]) -> bool:
    return any(one.shared(age) >= _SHARED for one in asked for age in stated)


def _told(said: Sequence[Said], other: Other) -> int:
    """Return how much of what is told stands where it is said for whom something is."""
    initiative = other.initiative
    heading = next(
        (one.section for one in initiative.citations if one.quote == initiative.target), ""
    )
    known = Words.of(frozenset(stems(f"{heading} {initiative.target} {initiative.offer}")))
    return sum(bool(like(one, known)) for one in said if one.is_problem)


def _years(ages: Sequence[Ages]) -> int:
    return min(age.last - age.first for age in ages)
