"""Dates and periods as Danish pages write them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()
)
_SEASONS = {"foråret": (3, 5), "sommeren": (6, 8), "efteråret": (9, 11), "vinteren": (12, 12)}
MONTH = "(?:" + "|".join(f"{month[:3]}(?:{month[3:]}|\\.)?" for month in _MONTHS) + ")"
YEAR = r"(?:19|20)\d\d"

DATE = (
    rf"(?:{YEAR}-\d\d-\d\d"
    rf"|\d{{1,2}}\s?[-./]\s?\d{{1,2}}\s?[-./ ]\s?{YEAR}"
    rf"|\d{{1,2}}\.?\s+{MONTH}\s+{YEAR})"
)
CHANGED = "opdateret|ændret|revideret|redigeret|ajourført"
"""What a page says of its last change, before the day."""
PAGE = r"(?:siden|indholdet|teksten|artiklen|dokumentet) (?:er |blev )?"
"""What a page calls itself before that."""
_POINT = rf"(?:{DATE}|(?:{MONTH}|{'|'.join(_SEASONS)})\s+{YEAR}|(?<![\d.,]){YEAR})"
_TO = (
    r"(?:\s*[-–—]\s*|\s+(?:til\s+og\s+med|t\.o\.m\.|til|(?:og\s+)?(?:frem\s+til|indtil)"
    # 'begyndte 1. februar 2023 og slutter i 2026'
    r"|og\s+(?:slutter|sluttede|afsluttes|ophører|ophørte)(?:\s+i)?)\s+(?:(?:den|d\.)\s+)?)"
)
PERIOD = re.compile(
    rf"(?P<first>{_POINT}){_TO}(?:(?:udgangen\s+af|ultimo)\s+)?"
    rf"(?P<last>{_POINT}|(?<![a-zæøå]\s)\d\d(?![\d\w]))(?![-\d])"
    rf"|(?:til\s+og\s+med|frem\s+til|indtil)\s+(?:(?:den|d\.)\s+)?"
    rf"(?:udgangen\s+af\s+|ultimo\s+)?(?P<until>{_POINT})",
    re.IGNORECASE,
)
_ENDED = re.compile(
    rf"(?:lukkede|sluttede|ophørte|stoppede)\s+(?:den\s+|i\s+|med\s+)?"
    rf"(?:udgangen\s+af\s+|ultimo\s+)?(?P<ended>{_POINT})",
    re.IGNORECASE,
)
_DATE = re.compile(DATE, re.IGNORECASE)
_MONTH_NAME = re.compile(MONTH)


@dataclass(frozen=True, slots=True)
class Period:
    """A period found in a text, with its offsets; `first` is None when only the end is stated."""

    start: int
    end: int
    first: date | None
    last: date


_YEAR_RANGE = re.compile(
    r"\b((?:19|20)\d\d)(?!\d)(?:(?:\s*[-–]\s*|\s+til\s+(?:og\s+med\s+)?)"
    r"((?:19|20)\d\d|(?<![a-zæøå]\s)\d\d)\b(?![-–./]?\d|\.\s*[a-zæøå]))?"
)
_LONGEST = 50  # years in a range


def find_period(text: str, start: int, end: int) -> Period | None:
    """Return the first period in `text[start:end]`, or None when there is none."""
    for match in PERIOD.finditer(text, start, end):
        period = _period(match)
        if period is not None:
            return period
    return None


def find_end(text: str, start: int, end: int) -> Period | None:
    """Return when something closed, told in the past with its verb: 'lukkede 31. maj 2015'."""
    for match in _ENDED.finditer(text, start, end):
        if days := _days(match["ended"]):
            return Period(match.start(), match.end(), None, days[1])
    return None


def find_date(text: str, start: int, end: int) -> tuple[int, int, date] | None:
    """Return offsets and day of the first full date in `text[start:end]`, or None."""
    for match in _DATE.finditer(text, start, end):
        days = _days(match.group())
        if days is not None:
            return match.start(), match.end(), days[0]
    return None


def _period(match: re.Match[str]) -> Period | None:
    if match["until"]:
        days = _days(match["until"])
        return Period(match.start(), match.end(), None, days[1]) if days else None
    first, last = _days(match["first"]), match["last"]
    if first is None:
        return None
    if len(last) == 2:
        last = str(first[0].year)[:2] + last
    until = _days(last)
    if until is None or until[1] < first[0]:
        return None
    return Period(match.start(), match.end(), first[0], until[1])


@lru_cache(maxsize=4_096)  # pages name the same years
def _days(written: str) -> tuple[date, date] | None:
    """Return the first and the last day that `written` covers, or None when no such day exists."""
    words = written.lower()
    year = int(re.findall(YEAR, words)[-1 if not words[:4].isdigit() else 0])
    numbers = [int(number) for number in re.findall(r"\d+", words) if int(number) != year]
    named = _MONTH_NAME.search(words)
    month = next((i for i, name in enumerate(_MONTHS, 1) if named and name[:3] == named[0][:3]), 0)
    season = next((span for name, span in _SEASONS.items() if name in words), None)
    try:
        if re.match(r"\d{4}-", words):
            day = date.fromisoformat(words)
            return day, day
        if season:
            return date(year, season[0], 1), _month_end(year, season[1])
        if len(numbers) == 2:
            day = date(year, numbers[1], numbers[0])
            return day, day
        if month and numbers:
            day = date(year, month, numbers[0])
            return day, day
        if month:
            return date(year, month, 1), _month_end(year, month)
    except ValueError:
        return None
    return date(year, 1, 1), date(year, 12, 31)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


@lru_cache(maxsize=4_096)  # a question's sentences are asked for theirs again and again
def years(text: str) -> frozenset[int]:
    """Return the years that a text names, and those inside a range of years ('2012-15') or days."""
    found: set[int] = set()
    for match in _YEAR_RANGE.finditer(text):
        first = int(match[1])
        last = int(match[1][: 4 - len(match[2])] + match[2]) if match[2] else first
        found.update(_between(first, last))
    for period in map(_period, PERIOD.finditer(text)):
        if period is not None and period.first is not None:
            found.update(_between(period.first.year, period.last.year))
    return frozenset(found)


def _between(first: int, last: int) -> range:
    return range(first, max(first, min(last, first + _LONGEST)) + 1)
