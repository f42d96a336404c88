"""Numbers and addresses that tell who somebody is -> what kind of thing stood there.

Names, places and dates of birth alone are not seen.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator

CPR, TELEPHONE, EMAIL = "[CPR-nummer]", "[telefonnummer]", "[e-mailadresse]"

_GAP = r"[ \t\u00a0\u202f]"  # of the width of a space, on one line
_DASH = r"[-\u2010-\u2015\u2212/.]"
_BETWEEN = rf"(?:{_GAP}{{0,2}}{_DASH}?{_GAP}{{0,2}})"
# Day, month and year, and four digits: together, or apart as people write them.
_DAY = rf"(?<!\d)(\d\d){_BETWEEN}(\d\d){_BETWEEN}"
_CPR = re.compile(rf"{_DAY}(\d\d){_BETWEEN}(\d{{4}})(?!\d)")
_CPR_CENTURY = re.compile(
    rf"{_DAY}(?:19|20)(\d\d)(?:{_GAP}?[-\u2010-\u2015]{_GAP}?)?(\d{{4}})(?!\d)"
)
_CODE = rf"(?:(?:\+|\b00){_GAP}?\d{{1,3}}|\(\+?\d{{1,3}}\))"
# Danish numbers have eight digits, of which the first is 2 to 9: in one, in twos or in fours.
_DANISH = re.compile(
    rf"(?<![\d+])(?<!\d[.,-])(?:{_CODE}{_GAP}?)?"
    rf"(?:[2-9]\d{{7}}|[2-9]\d(?P<sign>{_GAP}|[-.])\d\d(?:(?P=sign)\d\d){{2}}|[2-9]\d{{3}}{_GAP}\d{{4}}"
    rf"|[2-9]\d{_GAP}\d{{3}}{_GAP}\d{{3}})(?![\d]|[.,]\d)"
)
_ABROAD = re.compile(r"(?<![\d.,])(?:\+|\b00)\d{1,3}(?:[ \t\u00a0.-]?\d){6,12}(?!\d)")
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:@|\s?(?:\(at\)|\[at\]|snabel-?a)\s?)[\w-]{1,63}(?:\.[\w-]{1,63})+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_REPLACEMENT = 60  # added to the day of birth of people who have no number of their own


def mask(text: str, sources: Iterable[str] = ()) -> str:
    """Return a text with CPR numbers, telephone numbers and e-mail addresses by their kind alone.

    Those numbers and addresses that stand in one of the sources, which are public, are left. A CPR
    number never is. It holds that `mask(mask(text)) == mask(text)`.
    """
    public = {_key(match[0]) for source in sources for match in _contacts(source)}
    for pattern in (_CPR_CENTURY, _CPR):
        text = _without_cpr(text, pattern)

    def hidden(match: re.Match[str], kind: str) -> str:
        return match[0] if _key(match[0]) in public else kind

    text = _EMAIL.sub(lambda match: hidden(match, EMAIL), text)
    text = _ABROAD.sub(lambda match: hidden(match, TELEPHONE), text)
    return _DANISH.sub(
        lambda match: hidden(match, TELEPHONE) if _is_telephone(match[0]) else match[0], text
    )


def _without_cpr(text: str, pattern: re.Pattern[str]) -> str:
    """Return a text with its CPR numbers masked, also one that begins inside what is none."""
    parts, done, at = [], 0, 0
    while match := pattern.search(text, at):
        at = match.start() + 1
        if _is_cpr(match):
            parts += [text[done : match.start()], CPR]
            done = at = match.end()
    return "".join([*parts, text[done:]])


def _contacts(text: str) -> Iterator[re.Match[str]]:
    for pattern in (_EMAIL, _ABROAD, _DANISH):
        yield from pattern.finditer(text)


def _key(text: str) -> str:
    """Return what two ways of writing one number or address have in common."""
    digits = re.sub(r"\D", "", text)
    return digits[-8:] if "@" not in text and len(digits) >= 8 else text.lower()


def _is_cpr(match: re.Match[str]) -> bool:
    """Return whether the first six digits are a day; a replacement number's day has 60 added."""
    day, month, year = int(match[1]), int(match[2]), int(match[3])
    if day > _REPLACEMENT:
        day -= _REPLACEMENT
    # The century is in the other digits; 29 February is in one of the two where it is in 2000.
    return 1 <= month <= 12 and 1 <= day <= monthrange(2000 + year, month)[1]


def _is_telephone(text: str) -> bool:
    """Return whether eight digits are no span of years, as '2014 2016'."""
    groups = re.findall(r"\d+", text)
    return not (len(groups) == 2 and all(_YEAR.fullmatch(group) for group in groups))
