"""Where CPR numbers stand in a text, in the many ways in which people write them.

A number is one when its first six digits are a day, whatever the other four are: since 2007 some
are issued that fail the old check of modulus 11. That check only decides where the words around a
number say that it is something else, as that of an account is.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

GAP = r"[ \t\u00a0\u2000-\u200d\u202f\u2060\ufeff]"  # of the width of a space or less, on one line
_DASH = r"[-\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d/._:·]"
_BETWEEN = rf"{GAP}{{0,2}}{_DASH}?{GAP}{{0,2}}"
_FIRST = (
    rf"(?<!\d)(?:\d\d(?P<sign>{_BETWEEN})\d\d(?P=sign)|\d\d{GAP}?\d\d{GAP}?"
    rf"|\d\d{GAP}?/{GAP}?\d\d{GAP}?-{GAP}?)"
)
_PATTERNS = (
    # Day, month and year, and four digits: together, or apart as people write them.
    re.compile(rf"{_FIRST}\d\d{_BETWEEN}\d{{4}}(?!\d)"),
    re.compile(
        rf"{_FIRST}(?:19|20)\d\d(?:{GAP}{{0,2}}[-\u2010-\u2015\u2212]{GAP}{{0,2}})?\d{{4}}(?!\d)"
    ),
    # Those that hospitals give people who have none: letters among the last four.
    re.compile(r"(?<!\d)\d{6}[-\u2010-\u2015](?=\d{0,3}[A-ZÆØÅ])[\dA-ZÆØÅ]{4}(?!\w)"),
)
# Ten digits that are said to be one are, whatever they begin with.
_SAID = re.compile(
    r"(?i:cpr|person)(?i:[-\s.]{0,2}(?:nr|no|nummer|numre)\w*)?\W{0,3}(?:er\b|på\b)?\W{0,3}"
    rf"(?P<number>\d(?:{GAP}{{0,2}}{_DASH}?{GAP}{{0,2}}\d){{9}})(?!\d)",
)
_PLAIN = re.compile(r"\d{6}[-\u2010-\u2015\u2212]\d{4}")  # as on a health card
_OTHER = re.compile(
    r"(?:\b(?:sag\w*|journal\w*|j|konto\w*|reg|faktura\w*|ordre\w*|bilags?|dokument\w*|dok|kunde\w*"
    r"|vare\w*|løbe\w*|cvr|ean|gln|se|p|isbn|issn|iban|lokations\w*|reference\w*|ref|id|matrikel\w*"
    r"|projekt\w*)[-.\s]{0,2}(?:nr|nummer|numre|no|id)?\b|(?<!\w)(?:kr|dkk|beløb\w*|[€$£]))"
    r"[\s.:#-]{0,4}$",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r",\d\d\b|[\s\u00a0]{0,2}(?:kr|mio|mia|dkk|eur|kroner|€|%)", re.IGNORECASE)
_ABROAD = re.compile(r"(?:\+|\b00)\d{1,3}[ \t.-]?$")  # before the rest of a telephone number
_AROUND = 30  # characters that are looked at
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_REPLACEMENT = 60  # added to the day of birth of people who have no number of their own


def places(text: str) -> Iterator[tuple[int, int]]:
    """Yield where CPR numbers start and end, in no order; some may overlap."""
    yield from (match.span("number") for match in _SAID.finditer(text))
    for pattern in _PATTERNS:
        at = 0
        while match := pattern.search(text, at):
            at = match.start() + 1  # one may begin inside what is none
            if _is_cpr(match):
                yield match.span()
                at = match.end()


def is_other(text: str, start: int, end: int) -> bool:
    """Return whether the words around a number say that it is an amount, or that of a thing."""
    before = text[max(0, start - _AROUND) : start]
    return _OTHER.search(before) is not None or _AMOUNT.match(text, end) is not None


def is_certain(digits: str) -> bool:
    """Return whether ten digits pass modulus 11 and are of somebody who may be alive.

    The seventh digit tells the century: of 5 to 8 with a year from 58 on, the nineteenth.
    """
    passes = sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11 == 0
    return passes and not (digits[6] in "5678" and int(digits[4:6]) >= 58)


def _is_cpr(match: re.Match[str]) -> bool:
    text, (start, end) = match.string, match.span()
    digits = [str(int(sign)) for sign in match[0] if sign.isdecimal()]
    number = "".join(digits if len(digits) != 12 else digits[:4] + digits[6:])
    if not _is_day(number) or _ABROAD.search(text[max(0, start - 8) : start]):
        return False
    if len(number) < 10 or _PLAIN.fullmatch(match[0]) or not is_other(text, start, end):
        return True
    return is_certain(number)


def _is_day(number: str) -> bool:
    """Return whether a number begins with a day; a replacement number's has 60 added."""
    day, month, year = int(number[:2]), int(number[2:4]), int(number[4:6])
    if day > _REPLACEMENT:
        day -= _REPLACEMENT
    # 29 February is in one of the two centuries where it is in 2000.
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000 + year, month)[1]
