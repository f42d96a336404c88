"""The figures of a text as values: numbers with their units, amounts, dates, times and §§."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from assistant.literals import MONTHS, ORDINALS, UNITS, WORDS, day_of, same_day

FigureKind = Literal["number", "ordinal", "date", "month", "time", "section"]
Bound = Literal["", "least", "most", "about", "before", "after", "whole"]
"""What stands before a figure: 'mindst', 'højst', 'cirka', 'før', 'efter', 'ud af'."""

_MEASURES = {
    "år": "år", "måned": "måned", "uge": "uge", "dag": "dag", "døgn": "dag", "time": "time",
    "minut": "minut", "pct": "pct", "procent": "pct", "%": "pct", "kr": "kr",
}  # fmt: skip
_UNIT = (
    r"(?:halv)?(?:år(?:s|ig\w*|et|ene)?\b|måned\w*|uge(?:r|rs|s)?\b|dag(?:e|es|s)?\b|døgn\w*"
    r"|time(?:r|rs|s)?\b|minut\w*|pct\b|procent\w*|%|kr\b|kroner?\b)"
)
_WORDED = sorted(WORDS, key=len, reverse=True)
_MONTH = "|".join(MONTHS)
_FIGURE = re.compile(
    rf"""(?P<skip>[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)\S+
        |(?<![\d+])(?:\+45\ ?)?(?:\d{{2}}\ ?){{3}}\d{{2}}(?!\d))
    |(?P<section>(?:§+|\bparagraf\w*)\s*\d+(?:\s?[a-h]\b)?
        (?:\s*(?:,(?!\s*stk)|og|eller|samt|-|–)\s*\d+(?:\s?[a-h]\b)?)*)
    |(?P<date>\b\d{{1,2}}[./-]\s?\d{{1,2}}[./\ -]\s?(?:\d{{4}}|\d{{2}})\b
        |\b\d{{4}}-\d{{2}}-\d{{2}}\b
        |\b\d{{1,2}}\.?\s(?:{_MONTH})\b(?:\s\d{{4}})?)
    |\b(?P<month>{_MONTH})\s(?P<year>\d{{4}})\b
    |\bkl(?:\.|okken)?\s*(?P<time>\d{{1,2}}(?:[.:]\d\d)?)
        (?:\s*(?:-|–|til|og)\s*(?:kl\.?\s*)?(?P<until>\d{{1,2}}(?:[.:]\d\d)?)(?!\d|\s*(?:år|kr)))?
    |\b(?P<ordinal>{"|".join(ORDINALS)})\b
    |(?P<half>\bhalvanden|\bhalvandet|\b(?:et\s|en\s|det\s)?halvt?)[\s-]*(?P<half_unit>år|time|måned)
    |(?P<currency>\bkr\.?\s*)?
     (?:(?<![\w])(?P<digits>\d+(?:[.,]\d+)*)|\b(?P<word>{"|".join(_WORDED)})
        (?=\b|{_UNIT}|mio|mia|million|milliard|tusind))
     (?P<point>\.(?=\s(?-i:[a-zæøå])))?
     (?:\s*(?P<times>tusinde?|mio|mia|million(?:er)?|milliard(?:er)?)\b\.?)?
     (?:[\s-]*(?P<unit>{_UNIT}))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_SECTION = re.compile(r"\d+(?:\s?[a-h]\b)?", re.IGNORECASE)
_COUNTED_OFF = ("", "dag", "uge", "måned")  # in turn, as in 'hver 14. dag'
_JOINS = re.compile(r"\s*(?:-|–|—|til|og|eller|til og med|og til|op til|hhv\.)\s*", re.IGNORECASE)
_BOUND_WORDS: tuple[tuple[Bound, str], ...] = (
    ("least", "mindste?|minimum|over|mere end|flere end|ikke under|ikke mindre end|fyldt"),
    ("least", "længere end|ældre end"),
    ("most", "højst|højest|maksimalt|maks\\.?|op til|under|mindre end|færre end|kortere end"),
    ("most", "inden for|indenfor|ikke over|ikke mere end|yngre end|kun"),
    ("before", "før|inden|senest|indtil|til og med|frem til|inden udgangen af"),
    ("after", "efter|siden|tidligst|fra og med"),
    ("whole", "af|blandt"),
    ("about", "cirka|ca\\.|omkring|omtrent|næsten|knap|godt|rundt regnet|små"),
)
_BOUNDS = tuple(
    (bound, re.compile(rf"\b(?:{words})\s+(?:de\s+|den\s+|d\.\s+|en\s+|et\s+)?$", re.IGNORECASE))
    for bound, words in _BOUND_WORDS
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a text: its value, what it is measured in, and what stands before it.

    `text[start:end]` is how it is written. A date is (year, month, day), with 0 for no year.
    """

    kind: FigureKind
    value: float | str | tuple[int, ...]
    unit: str
    start: int
    end: int
    bound: Bound = ""


@lru_cache(maxsize=4_096)  # the sentences of a passage are looked at for each statement
def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text in order, telephone numbers and addresses left out.

    'en' and 'et' are 1 before a unit alone: elsewhere they are articles.
    """
    found = [figure for match in _FIGURE.finditer(text) for figure in _read(match)]
    ranged: set[int] = set()
    for place in range(len(found) - 2, -1, -1):
        one, after = found[place], found[place + 1]
        joined = _JOINS.fullmatch(text, one.end, after.start)
        if joined and one.kind == after.kind == "number":
            unit = one.unit or after.unit
            found[place] = replace(one, unit=unit)
            ranged.add(after.start)
            if _is_short_year(one, after, text):
                found[place + 1] = replace(after, value=float(one.value) // 100 * 100 + after.value)  # type: ignore[arg-type, operator]  # numbers, both
    return tuple(
        one if one.start in ranged else replace(one, bound=_bound(text, one.start)) for one in found
    )


def _is_short_year(one: Figure, after: Figure, text: str) -> bool:
    return (
        not after.unit
        and isinstance(one.value, float)
        and 1900 <= one.value < 2100
        and len(text[after.start : after.end]) == 2
    )


def _bound(text: str, start: int) -> Bound:
    before = text[max(0, start - 30) : start]
    return next((bound for bound, pattern in _BOUNDS if pattern.search(before)), "")


def _read(match: re.Match[str]) -> Iterator[Figure]:
    start, end = match.span()
    group = match.groupdict()
    if group["section"]:
        yield from _sections(match)
    elif group["date"]:
        if day := day_of(group["date"]):
            yield Figure("date", day, "", start, end)
    elif group["month"]:
        month = MONTHS.index(group["month"].lower()) + 1
        yield Figure("month", (int(group["year"]), month), "", start, end)
    elif group["time"]:
        for written in filter(None, (group["time"], group["until"])):
            hour, _, minute = written.replace(".", ":").partition(":")
            yield Figure("time", (int(hour), int(minute or 0)), "", start, end)
    elif group["ordinal"]:
        yield Figure("ordinal", float(ORDINALS[group["ordinal"].lower()]), "", start, end)
    elif group["half"]:
        value = 1.5 if "halvand" in group["half"].lower() else 0.5
        yield Figure("number", value, _measure(group["half_unit"]), start, end)
    elif not group["skip"]:
        yield from _number(match)


def _sections(match: re.Match[str]) -> Iterator[Figure]:
    """Yield each § of a list of them, one that is given twice too."""
    for number in _SECTION.finditer(match[0]):
        value = re.sub(r"\s", "", number[0]).lower()
        yield Figure(
            "section", value, "", match.start() + number.start(), match.start() + number.end()
        )


def _number(match: re.Match[str]) -> Iterator[Figure]:
    group = match.groupdict()
    word = (group["word"] or "").lower()
    if word in ("en", "et") and not (group["unit"] or group["times"]):
        return
    plain = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", group["digits"] or WORDS[word])
    parts = plain.replace(",", ".").split(".")
    times = (group["times"] or "").lower()
    size = next((size for name, size in UNITS.items() if times.startswith(name)), 1.0)
    unit = "kr" if group["currency"] else _measure(group["unit"] or "")
    if len(parts) > 2:
        yield Figure("number", plain, unit, *match.span())
        return
    value = round(float(plain.replace(",", ".")) * size, 4)
    if group["point"] and not times and unit in _COUNTED_OFF:
        yield Figure("ordinal", value, "", match.start(), match.start("point"))
    else:
        yield Figure("number", value, unit, match.start(), match.end())


def _measure(written: str) -> str:
    low = written.lower()
    unit = next((unit for name, unit in _MEASURES.items() if name in low), "")
    return f"halv{unit}" if low.startswith("halv") else unit


def same(one: Figure, other: Figure) -> bool:
    """Return whether the second says what the first does: a day says its month and its year."""
    if one.kind == "date":
        return other.kind == "date" and same_day(_day(one.value), _day(other.value))
    if one.kind == "month":
        return other.kind in ("date", "month") and _pair(one.value) == _pair(other.value)
    if one.kind == "number" and not one.unit and other.kind in ("date", "month"):
        return isinstance(other.value, tuple) and one.value == other.value[0] > 0
    if one.kind != other.kind or one.value != other.value:
        return False
    return one.unit == other.unit or (
        {one.unit, other.unit} == {"", "kr"} and isinstance(one.value, float) and one.value >= 1e5
    )


def is_joined_otherwise(statement: str, source: str) -> bool:
    """Return whether figures stand together as they do not in a source: a range, a list of §§.

    A figure that is given twice and stands there once is one of them: '§§ 107 og 107'.
    """
    said, written = figures(statement), figures(source)
    pairs = list(_joined(source, written))
    for one, after in _joined(statement, said):
        if not any(same(one, first) and same(after, second) for first, second in pairs):
            return True
    return any(
        sum(same(one, other) for other in said) > max(1, sum(same(one, it) for it in written))
        for one in said
    )


def _joined(text: str, found: Sequence[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Yield the figures that are joined to the one after them."""
    for one, after in pairwise(found):
        if one.kind == after.kind and _JOINS.fullmatch(text, one.end, after.start):
            yield one, after


def _day(value: object) -> tuple[int, int, int]:
    return value if isinstance(value, tuple) and len(value) == 3 else (0, 0, 0)


def _pair(value: object) -> tuple[int, ...]:
    return value[:2] if isinstance(value, tuple) else ()


def absent(stated: Sequence[Figure], source: Sequence[Figure]) -> list[Figure]:
    """Return the figures that none of a source's says."""
    return [one for one in stated if not any(same(one, other) for other in source)]
