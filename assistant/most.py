"""Which row of a table, or which column of a row, has the most or the least of what is asked for:
'Hvilken kommune havde flest?', 'Hvilket kriterium vægter mest?'"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from assistant.cell import ANY, IN_ALL, MOST, Row, asked_of, is_of_one, is_said, pages, rows, stated
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.municipalities import places
from assistant.question import Question
from assistant.words import ASKING, SUPERLATIVE
from index.danish import stem, stems

_LEAST = re.compile(r"^(?:færrest|mindst|lavest|kortest|billigst)", re.IGNORECASE)
# What no column says of itself: 'bedst', and who is oldest in a year of birth.
_OF_NONE = re.compile(r"^(?:nyest|ældst|yngst|tættest|hurtigst|bedst)", re.IGNORECASE)
_LONG = re.compile(r"^(?:længst|kortest)", re.IGNORECASE)
_LENGTH = re.compile(
    r"\b(?:dage?|døgn|uger?|måned(?:er)?|år|timer?|min|minutter|km|m|meter)\b|længde|varighed|tid\b",
    re.IGNORECASE,
)
# 'Hvilken kommune …', 'Hvor …', 'Hvad er den dyreste ydelse?'
_WHICH = re.compile(
    r"\b(?:hvilke[nt]?|hvad for (?:en|et)) (?P<which>\w+)"
    r"|\b(?P<where>hvor)\b"
    r"(?! \w*(?:mange|meget|gam|læng|lang|ofte|tit|stor|høj|hurtig|tidlig|sent|dyr))"
    rf"|\b(?:den|det) {SUPERLATIVE}e (?P<what>\w+)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"^(?:dyr|billig)", re.IGNORECASE)
_PRICE = re.compile(r"\bkr\b|\bkroner\b|\bpris|\btakst|\bbeløb|betaling", re.IGNORECASE)
_NEGATIVE = re.compile(r"[-–−] ?\d")
_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_TOWN = frozenset(map(stem, ("kommune", "by", "sted")))
_YEARS = frozenset({stem("år")})
_NEXT = re.compile(r" (\w+)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGITS = re.compile(r"\d+")


class _One(NamedTuple):
    """A number that is compared: whose it is, as it stands in a row."""

    name: str
    value: float
    row: Row
    cell: tuple[str, str]


class _Line(NamedTuple):
    """The numbers of a column, or of a row, and what says what they are."""

    says: str
    many: list[_One]


def most(question: Question, evidence: Evidence) -> list[Statement]:
    """Return the row, and its one cell, that has the most or the least of what is asked; nothing
    where two have, or where not one column or row says all that is asked."""
    match, which = MOST.search(question.text), _WHICH.search(question.text)
    if match is None or which is None or _OF_NONE.match(match[0]) or not is_of_one(question):
        return []
    things = _TOWN if which["where"] else frozenset({stem(which["which"] or which["what"])})
    for id in pages(question, evidence):
        page = evidence.documents[id]
        needed = asked_of(question, page).needed - things - ASKING - ANY - {stem(match[0])}
        needed |= _counted(question, match)
        lines = _lines(list(rows(page)), things)
        fits = [(line, _said(line, needed, match[0], question)) for line in lines]
        best = max((said for _, said in fits), default=0)
        found = [line.many for line, said in fits if said == best]
        if best and len(found) == 1 and (one := _best(found[0], bool(_LEAST.match(match[0])))):
            return [stated(one.row, [one.cell])]
    return []


def _counted(question: Question, match: re.Match[str]) -> frozenset[str]:
    """Return what there is most of: 'deltagere' of 'flest deltagere', none of 'størst?'."""
    noun = _NEXT.match(question.text, match.end())
    return frozenset({stem(noun[1].lower())}) & set(question.terms) if noun else frozenset()


def _lines(found: Sequence[Row], things: frozenset[str]) -> Iterator[_Line]:
    """Yield what may be compared: the column of each name over the rows of a table, and each row
    over its columns, where these are the things asked for."""
    for _, some in groupby(found, _table):
        table = [row for row in some if not IN_ALL.search(row.name)]
        is_down = len(table) > 1 and not things.isdisjoint(stems(table[0].label))
        for place, (column, _) in enumerate(table[0].cells if is_down else ()):
            many = [_one(row.name, row, row.cells[place]) for row in table]
            if all(many):
                yield _Line(f"{column} {table[0].heading}", [one for one in many if one])
        for row in table:
            several = [_one(column, row, (column, value)) for column, value in row.cells]
            told = [one for one in several if one and not IN_ALL.search(one.name)]
            if len(told) > 1 and _are(things, [one.name for one in told]):
                yield _Line(f"{row.label} {row.name} {row.heading}", told)


def _table(row: Row) -> tuple[str, ...]:
    """Return what the rows of one table have in common."""
    return (row.heading, row.label, *(column for column, _ in row.cells))


def _one(name: str, row: Row, cell: tuple[str, str]) -> _One | None:
    """Return a cell as a number, None where it has none or several."""
    numbers = _NUMBER.findall(cell[1])
    if len(numbers) != 1 or _NEGATIVE.search(cell[1]):
        return None
    return _One(name, float(numbers[0].replace(".", "").replace(",", ".")), row, cell)


def _are(things: frozenset[str], names: Sequence[str]) -> bool:
    """Return whether columns are called after the things asked for: municipalities, or years."""
    if things >= _YEARS:
        return all(_YEAR.fullmatch(name.strip()) for name in names)
    return things <= _TOWN and all(places().intersection(stems(name)) for name in names)


def _said(line: _Line, needed: frozenset[str], most: str, question: Question) -> int:
    """Return how many words of a question a line says, 1 more than that; 0 where it lacks one that
    is needed, or a number, or is of no money where a price is asked for."""
    own, page = stems(line.says), line.many[0].row.page
    numbers = set(_DIGITS.findall(question.text))
    if not numbers <= set(_DIGITS.findall(f"{line.says} {page.title}")):
        return 0
    if _MONEY.match(most) and not _PRICE.search(f"{line.says} {line.many[0].cell[1]}"):
        return 0
    if _LONG.match(most) and not _LENGTH.search(f"{line.says} {line.many[0].cell[1]}"):
        return 0
    if not all(is_said(term, own) for term in needed):
        return 0
    return 1 + sum(is_said(term, own) for term in question.terms)


def _best(many: Sequence[_One], is_least: bool) -> _One | None:
    """Return the one with the most or the least; None where two have, or units differ."""
    if len({_NUMBER.sub("", one.cell[1]).strip().lower() for one in many}) > 1:
        return None
    order = sorted(many, key=lambda one: one.value, reverse=not is_least)
    return order[0] if order[0].value != order[1].value else None
