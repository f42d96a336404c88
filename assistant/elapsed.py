"""How long after something a number is of, where a question asks how it was then."""

import re

from assistant.literals import WORDS
from assistant.question import Question
from assistant.rank import Candidate, Ranking

_OF_NUMBERS = ("count", "percent", "quantity")
_DAYS = {"dag": 1, "døgn": 1, "uge": 7, "måned": 365 / 12, "år": 365}
_NUMBER = r"(\d+|halvand(?:et|en)|(?:et )?halvt|[a-zæøå]+)"
_UNIT = r"(dag|døgn|uge|måned|år)(?:e?r|e|en|et|ene)?\b"
_LENGTH = re.compile(rf"\b{_NUMBER} {_UNIT}(?: og {_NUMBER} måned(?:er)?\b)?(?!-)", re.IGNORECASE)
_YEAR_AFTER = re.compile(r"\båret (?:efter|efter det)\b", re.IGNORECASE)
_FIRST = re.compile(rf"\b(?:de|det|den) første {_NUMBER} {_UNIT}", re.IGNORECASE)  # not after them
_ABOUT = 0.04  # 52 weeks are a year
_ASKED = re.compile(
    rf"\befter {_NUMBER} {_UNIT}(?! siden)"
    rf"|\b{_NUMBER} {_UNIT} (?:efter|senere)\b",
    re.IGNORECASE,
)


def of_its_length(question: Question, ranking: Ranking) -> Ranking:
    """Return what says the length of time after which a number is asked for, in a sentence or its
    heading; all where none is asked for.

    How many it was after a year says nothing of how many it was after two.
    """
    if question.kind_name not in _OF_NUMBERS:
        return ranking
    asked = [days for match in _ASKED.finditer(question.text) for days in _days(match[0])]
    return ranking.only(lambda item: _has(asked, _said(item))) if asked else ranking


def _has(asked: list[int], said: set[int]) -> bool:
    return any(abs(one - other) <= _ABOUT * one for one in asked for other in said)


def _said(item: Candidate) -> set[int]:
    return _days(f"{item.section.about} {item.text}")


def _days(text: str) -> set[int]:
    """Return the lengths of time that a text names, in days: 'året efter' is a year."""
    text = _YEAR_AFTER.sub("et år", _FIRST.sub(" ", text))
    found = {
        (_number(match[1]), match[2].lower(), _number(match[3] or ""))
        for match in _LENGTH.finditer(text)
    }
    return {
        round(_DAYS[unit] * number + _DAYS["måned"] * months)
        for number, unit, months in found
        if number
    }


def _number(word: str) -> float:
    """Return a number in digits or a word, 0 where it is none."""
    word = word.lower()
    if "halv" in word:
        return 1.5 if word.startswith("halvand") else 0.5
    said = WORDS.get(word, word)
    return float(said) if said.isdigit() else 0.0
