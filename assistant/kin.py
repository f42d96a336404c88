"""Whether it is a relative's trouble that a situation tells of, and whether a page is for kin."""

import re
from collections.abc import Iterator, Set

from index.danish import stem, words

_KIN = frozenset(
    """
    mor far forælder forældre bror søster lillebror lillesøster storebror storesøster søskende barn
    børn søn datter kæreste kærste partner samlever mand kone hustru ægtefælle ægtefælde eks mormor
    morfar farmor farfar bedstemor bedstefar stedfar stedmor svigermor svigerfar svigersøn ven
    veninde kammerat teenager dreng pige
    """.split()
)
_STEMS = frozenset(map(stem, _KIN))
_OF_KIN = frozenset(
    map(stem, "pårørende forældre søskende ægtefæller kærester børn familier partnere".split())
)
_WHOSE = frozenset("min mit mine vores hans hendes deres vor din".split())
_SELF = frozenset("jeg mig vi os".split())
_CLAUSE = re.compile(r"[.,;:!?\n]+|\b(?:og|men|at|fordi|når|så|siden|mens|da|om)\b", re.IGNORECASE)


def is_of_kin(text: str, told: str) -> bool:
    """Return whether some words of a situation are told of somebody's kin, and not of who tells."""
    first = next(iter(words(told)), "")
    is_kin = False
    for clause in _clauses(text):
        if whose := _kin(clause):
            is_kin = whose
        elif _SELF.intersection(clause):
            is_kin = False
        if first in clause:
            return is_kin
    return False


def is_for_kin(known: Set[str]) -> bool:
    """Return whether a page with these stems speaks of kin."""
    return not _OF_KIN.isdisjoint(known)


def _clauses(text: str) -> Iterator[list[str]]:
    return map(words, _CLAUSE.split(text))


def _kin(clause: list[str]) -> bool:
    """Return whether a clause speaks of somebody's kin first: 'min kæreste har', 'far drikker'."""
    for place, word in enumerate(clause):
        if word in _SELF:
            return False
        is_whose = place > 0 and not _WHOSE.isdisjoint(clause[max(0, place - 2) : place])
        if stem(word) in _STEMS and (is_whose or place == 0):
            return True
    return False
