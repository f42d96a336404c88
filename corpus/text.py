"""Danish sentences, by offsets into the text they stand in."""

import re
from collections.abc import Iterator

BETWEEN = " · "  # what stands between the cells of a row; contacts are split at it too
_CELLS = re.compile(r" · |\t| ?\|(?= |$)")
# Abbreviations that are followed by the rest of their sentence, even by a capital letter.
_LEADING = frozenset(
    "bl.a bla f.eks feks fx ca jf nr dr hr fr frk kl kap stk art pkt par st skt prof adj lic cand "
    "inkl ekskl evt vedr sct mht ift pga tlf mobil sml jvf tidl nuv red udg vol s ss d pr max min "
    "incl afd adr ang eng dvs d.v.s sr jr mr mrs ms u.s".split()
)
# Abbreviations that may end a sentence: a capital letter after them begins the next one.
_ANYWHERE = frozenset(
    "kr mio mia pct mv m.v osv o.l o.lign m.m m.fl m.h.t etc tr f.kr e.kr".split()
)

_STOP = re.compile(r"\.")
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"'”“’»«)\]]*(?=\s)")
_OPENING = re.compile(r"\s*[\"'“”„«»’‘(\[]*")
_WORD_BEFORE = re.compile(r"[\w.]+$")
_INITIALS = re.compile(r"(?:\w\.)*[^\W\d_]")  # 'H', 'A.P'
# A number that opens a cell, or the value of a label in a row: 'Trin: 3. Samtale · Uge: 4'.
_OPENS_CELL = re.compile(r"(?:^|\t|\||· )\s*(?:([^:·|]{2,40}): )?\d{1,2}$")
_IN_CELL = re.compile(r"(?:\t|\||· )\s*(?:([^:·|]{2,40}): )?\d{1,2}$")
_CELL = 60  # characters that are looked at: a label and a number, and blanks
_YES_OR_NO = re.compile(r"(?:ja|nej|jo)\.", re.IGNORECASE)
_NUMBERED = re.compile(r"(?s:.*:\s)?(?:§\s?\d{1,3}(?:\s?[a-z])?|Stk\.\s?\d{1,2})\.")  # of a law
# What a paragraph begins with as with a heading: 'Fjordbanken. I Ribe …'.
_RUN_IN = re.compile(r"[A-ZÆØÅ][\w-]+\.(?= (?!(?:Den|Det|De|Der|Han|Hun)\b)\w+ \w+)")
_MONTH = re.compile(r"\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)", re.IGNORECASE)


def sentences(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the (start, end) offsets of the sentences in `text[start:end]`, white space trimmed.

    A full stop ends a sentence unless it closes an abbreviation, an initial or an ordinal number,
    or a small letter follows. A 'Nej.', the number of a law's paragraph, and a name alone that
    stands first, belong to the sentence after it. Line ends are white space; a caller splits lines
    where they matter.
    """
    end = len(text) if end is None else end
    cuts = [
        match.end() for match in _END.finditer(text, start, end) if _ends(text, match, start, end)
    ]
    found: list[tuple[int, int]] = []
    for left, right in zip([start, *cuts], [*cuts, end], strict=True):
        first, last = trim(text, left, right)
        if first < last and found and _goes_on(text, found, first):
            first = found.pop()[0]
        if first < last:
            found.append((first, last))
    return found


def _goes_on(text: str, found: list[tuple[int, int]], start: int) -> bool:
    """Return whether the last sentence found is only the beginning of the one at `start`."""
    if _YES_OR_NO.fullmatch(text, *found[-1]) or _NUMBERED.fullmatch(text, *found[-1]):
        return True
    heads = _RUN_IN.match(text, found[-1][0]) if len(found) == 1 else None
    return (
        heads is not None and heads.end() == found[-1][1] and "\n" not in text[heads.end() : start]
    )


def cells(text: str) -> list[str]:
    """Return the cells of a row of a table, one where it is none; a page copied as text has tabs or
    bars between them."""
    if "\t" not in text and "|" not in text and BETWEEN not in text:
        return [text.strip()]  # most lines are no row, and to look for its marks at once is dear
    return [cell.strip() for cell in _CELLS.split(text)]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets without the white space at both ends of `text[start:end]`."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) offsets of every line, trimmed; a blank line has start == end."""
    position = 0
    for line in text.split("\n"):
        told = line.strip()
        start = position + (line.find(told) if told else len(line))
        yield start, start + len(told)
        position += len(line) + 1


def _ends(text: str, match: re.Match[str], start: int, end: int) -> bool:
    opening = _OPENING.match(text, match.end(), end)
    place = opening.end() if opening else end
    following = text[place : min(place + 1, end)]
    if not following:
        return not text[match.end() : end].strip()
    if following.islower():
        return False
    if match.group()[0] != ".":
        return True
    if _opens_cell(text, match, start, end):
        return False
    return not _is_abbreviation(text, match, start, following)


def _opens_cell(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """Return whether a full stop closes the number that a line or a cell of a row begins with."""
    if not text[match.start() - 1 : match.start()].isdigit():
        return False
    first = max(text.rfind("\n", start, match.start()) + 1, start)
    near = max(first, match.start() - _CELL)
    opens = _OPENS_CELL if near == first else _IN_CELL
    found = opens.search(text[near : match.start()])
    if found is None:
        return False
    line = text.find("\n", first, end)
    row = text[first : line if line >= 0 else end]
    return any(mark in row for mark in (BETWEEN, "\t", "|"))  # '1. Find: …' is no row


def stops_short(text: str, start: int, end: int, *, is_full: bool) -> bool:
    """Return whether a line `text[start:end]` ends in a full stop and its sentence does not: it
    closes an abbreviation that leads on to the next line. `is_full` is whether the line is so long
    that it was broken there.
    """
    stop = _STOP.match(text, end - 1)
    opening = _OPENING.match(text, end)
    following = text[opening.end() : opening.end() + 1] if opening else ""
    if stop is None or not following:
        return False
    if is_full:
        return following.islower() or _is_abbreviation(text, stop, start, following)
    return not following.isupper() and _word_before(text, stop, start) in _LEADING


def _word_before(text: str, match: re.Match[str], start: int) -> str:
    found = _WORD_BEFORE.search(text[max(start, match.start() - 40) : match.start()])
    return found.group().lower() if found else ""


def _is_abbreviation(text: str, match: re.Match[str], start: int, following: str) -> bool:
    word = _word_before(text, match, start)
    if word in _ANYWHERE:
        return not following.isupper()
    if word in _LEADING or _INITIALS.fullmatch(word):
        return True
    is_ordinal = word.isdigit() and len(word) <= 2
    return is_ordinal and _MONTH.match(text, match.end()) is not None
