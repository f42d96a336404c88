"""The ways in which a word is mistyped, undone."""

import re
from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

_LETTERS = "abcdefghijklmnopqrstuvwxyzæøå"
_LONG = 9  # letters; in longer words any letter may stand for any other
_KEYBOARD = ("qwertyuiopå", "asdfghjklæø", "zxcvbnm")
_FOLDED = "abcdefghijklmnopqrstuvwxyz"
_UNIT = re.compile("aa|ae|oe|.")  # a letter as it is folded
_SOUNDS = ("aå", "oå", "oø", "eæ", "aæ", "yø", "dt", "bp", "gk", "ck", "cs", "sz", "ij", "fv", "ei")


def _alike() -> Mapping[str, str]:
    """Return for each letter those that sound like it, or lie beside it on a Danish keyboard."""
    found: dict[str, set[str]] = defaultdict(set)
    pairs = [pair for row in _KEYBOARD for pair in pairwise(row)]
    for left, right in (*pairs, *_SOUNDS):
        found[left].add(right)
        found[right].add(left)
    return {letter: "".join(sorted(others)) for letter, others in found.items()}


_ALIKE = _alike()
_VOWELS = {"e": "æ", "æ": "e", "o": "å", "å": "o"}


def one_apart(word: str) -> set[str]:
    """Return all that is one letter more, less or other than a word, or two swapped.

    The first letter stays, which hardly anybody gets wrong (Yannakoudakis and Fawthrop 1983). In
    a short word another letter is one that sounds like it or lies beside it on the keyboard: any
    other makes too many other words ('brusere', 'brugere'), as it does at the end of any word.
    """
    places = range(1, len(word))
    parts = [(word[:place], word[place:]) for place in (*places, len(word))]
    dropped = {left + right[1:] for left, right in parts if right}
    swapped = {left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1}
    other = {
        left + letter + right[1:]
        for left, right in parts[:-2]
        for letter in (_LETTERS if len(word) >= _LONG else _ALIKE.get(right[0], ""))
    }
    more = {left + letter + right for left, right in parts for letter in _LETTERS}
    return (dropped | swapped | other | more) - {word}


def slips(word: str) -> set[str]:
    """Return a word without one slip of the hand: two letters swapped, one doubled or one halved.

    These are slips whatever the word, and any word of Danish may be meant.
    """
    parts = [(word[:place], word[place:]) for place in range(1, len(word))]
    swapped = {left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1}
    halved = {left + right[1:] for left, right in parts if left[-1] == right[0]}
    doubled = {left + left[-1] + right for left, right in parts}
    return (swapped | halved | doubled) - {word}


def sounding(word: str) -> set[str]:
    """Return what a word may be written for by its sound: one vowel is the other of its sound."""
    parts = [(word[:place], word[place], word[place + 1 :]) for place in range(1, len(word))]
    return {left + _VOWELS[letter] + right for left, letter, right in parts if letter in _VOWELS}


def swapped(folded: str) -> set[str]:
    """Return a folded word with two letters swapped, æ, ø and å being letters; the first stays."""
    made = {
        "".join((*units[:place], units[place + 1], units[place], *units[place + 2 :]))
        for units in (list(folded), _UNIT.findall(folded))  # 'aa' is å, or two letters
        for place in range(1, len(units) - 1)
    }
    return made - {folded}


def edited(folded: str, kept: int) -> set[str]:
    """Return all that is one letter more, less or other than a folded word after its first ones.

    `kept` are the letters that stay.
    """
    parts = [(folded[:place], folded[place:]) for place in range(kept, len(folded) + 1)]
    dropped = {left + right[1:] for left, right in parts if right}
    other = {left + new + right[1:] for left, right in parts if right for new in _FOLDED}
    more = {left + new + right for left, right in parts for new in _FOLDED}
    turned = {left + right[1] + right[0] + right[2:] for left, right in parts if len(right) > 1}
    return (dropped | other | more | turned) - {folded}


def distance(left: str, right: str) -> int:
    """Return the letters to drop, add, change or swap with the next, 3 where the lengths differ so.

    The optimal string alignment distance (Damerau 1964).
    """
    if abs(len(left) - len(right)) > 2:
        return 3
    before: list[int] = []
    last = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row = [i]
        for j, b in enumerate(right, 1):
            row.append(min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == right[j - 2] and b == left[i - 2]:
                row[j] = min(row[j], before[j - 2] + 1)
        before, last = last, row
    return last[-1]
