"""What tells who somebody is -> what kind of thing stood there.

CPR numbers, telephone numbers and e-mail addresses; addresses of streets; and names, where the
words before them say that they are one. A date of birth alone is not seen.
"""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from assistant import cpr, persons

CPR, TELEPHONE, EMAIL = "[CPR-nummer]", "[telefonnummer]", "[e-mailadresse]"
NAME, ADDRESS = "[navn]", "[adresse]"
MARKS = (CPR, TELEPHONE, EMAIL, NAME, ADDRESS)

_GAP = r"[ \t\u00a0\u202f]"
_CODE = rf"(?:(?:\+|\b00){_GAP}?\d{{1,3}}|\(\+?\d{{1,3}}\))"
# Danish numbers have eight digits, of which the first is 2 to 9: in one, in twos or in fours.
_DANISH = re.compile(
    rf"(?<![\d+])(?<!\d[.,-])(?:{_CODE}{_GAP}?)?"
    rf"(?:[2-9]\d{{7}}|[2-9]\d(?P<sign>{_GAP}|[-.])\d\d(?:(?P=sign)\d\d){{2}}|[2-9]\d{{3}}{_GAP}\d{{4}}"
    rf"|[2-9]\d{_GAP}\d{{3}}{_GAP}\d{{3}})(?![\d]|[.,]\d)"
)
_ABROAD = re.compile(r"(?<![\d.,])(?<!\d )(?:\+|\b00)\d{1,3}(?:[ \t\u00a0.-]?\d){6,12}(?!\d)")
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:\s?@\s?|\s?(?:\(at\)|\[at\]|snabel-?a)\s?)"
    r"[\w-]{1,63}(?:\.[\w-]{1,63})+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_CALLED = re.compile(
    r"(?:tlf|telefon\w*|mobil\w*|ring\w*|nummer|sms)\W{0,3}(?:på\W)?$", re.IGNORECASE
)
_MARKS = re.compile(rf"[ \t]*(?:{'|'.join(map(re.escape, MARKS))})")

Place = tuple[int, int, str]
"""Where something starts and ends, and the mark to put there."""


def mask(text: str, sources: Iterable[str] = (), known: Iterable[str] = ()) -> str:
    """Return a text with each CPR number, name and so on by its kind alone.

    `known` are parts of names that were told before, as `persons.parts` returns them; those that
    the text tells are hidden throughout it. Telephone numbers and addresses that stand in one of
    the sources, which are public, are left. A CPR number, and a name that is told as somebody's
    own, never is. It holds that `mask(mask(text)) == mask(text)`.
    """
    public = list(sources)
    text = _replaced(text, [(start, end, CPR) for start, end in cpr.places(text)])
    text = _replaced(text, _left(text, public, _addresses(text)))
    text = _replaced(text, _left(text, public, _contacts(text)))
    text = _replaced(text, [(start, end, NAME) for start, end in _names(text, known)])
    return text


def without_marks(text: str) -> str:
    """Return a masked text without the marks, whose words nobody asked about."""
    return _MARKS.sub("", text)


class MaskingFormatter(logging.Formatter):
    """Writes a record of a log masked, its traceback too: what ends there need not be ours."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one text."""
        return mask(super().format(record))


def _names(text: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    yield from persons.names(text)
    yield from persons.repeated(text, persons.parts([text]) | frozenset(known))


def _addresses(text: str) -> list[Place]:
    return [(start, end, ADDRESS) for start, end in persons.addresses(text)]


def contacts(text: str) -> list[tuple[int, int]]:
    """Return where telephone numbers and e-mail addresses start and end, in no order."""
    return [(start, end) for start, end, _ in _contacts(text)]


def _contacts(text: str) -> list[Place]:
    found = [(*match.span(), EMAIL) for match in _EMAIL.finditer(text)]
    found += [(*match.span(), TELEPHONE) for match in _ABROAD.finditer(text)]
    danish = (match for match in _DANISH.finditer(text) if _is_telephone(match))
    return found + [(*match.span(), TELEPHONE) for match in danish]


def _left(text: str, sources: Sequence[str], found: list[Place]) -> list[Place]:
    """Return those of the places in a text that hold nothing which stands in a source."""
    if not found or not sources:
        return found
    public = {
        _key(source[start:end])
        for source in sources
        for start, end, _ in (*_contacts(source), *_addresses(source))
    }
    plain = [_key(source) for source in sources]

    def is_public(said: str, mark: str) -> bool:
        return said in public or (mark == ADDRESS and any(said in source for source in plain))

    return [one for one in found if not is_public(_key(text[one[0] : one[1]]), one[2])]


def _replaced(text: str, places: list[Place]) -> str:
    """Return a text with marks in some places, one where several overlap."""
    parts, done = list[str](), 0
    for start, end, mark in sorted(places, key=lambda place: (place[0], -place[1])):
        if start >= done:
            parts += [text[done:start], mark]
        done = max(done, end)
    return "".join([*parts, text[done:]])


def _key(text: str) -> str:
    """Return what two ways of writing one number or address have in common."""
    digits = re.sub(r"\D", "", text)
    if "@" not in text and len(digits) >= 8 and not re.search(r"[^\W\d_]", text):
        return digits[-8:]
    return " ".join(text.lower().replace(",", " ").split())


def _is_telephone(match: re.Match[str]) -> bool:
    """Return whether eight digits are no span of years, date, amount or number of a thing."""
    groups = re.findall(r"\d+", match[0])
    if len(groups) == 2 and all(_YEAR.fullmatch(group) for group in groups):
        return False
    text, (start, end) = match.string, match.span()
    if cpr.is_other(text, start, end):
        return False
    is_called = _CALLED.search(text[max(0, start - 20) : start]) is not None
    return is_called or len(groups) != 1 or not _is_date(groups[0])


def _is_date(digits: str) -> bool:
    """Return whether eight digits are a day of these two centuries, the year first or last."""
    for year, month, day in ((0, 4, 6), (4, 2, 0)):
        if _YEAR.fullmatch(digits[year : year + 4]):
            try:
                date(*(int(digits[at : at + n]) for at, n in ((year, 4), (month, 2), (day, 2))))
            except ValueError:
                continue
            return True
    return False
