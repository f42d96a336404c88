"""Whom a page gives to turn to: each with the numbers and addresses that the page ties to them.

A number on somebody else's line is never theirs. Where it is unclear whose it is, or where a line
says more than names and numbers, it is told as the page writes it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from assistant.facts import Statement
from corpus.fields import LABEL, PART
from corpus.parts import stated_in
from corpus.text import lines, sentences
from corpus.types import Document, Field, Section
from prompts.render import render

_FIELDS = ("person", "telephone", "email", "unit")
ADDRESSES = frozenset(("telephone", "email"))
_WRITTEN = {"telephone": "telefon ", "email": "e-mail "}
_WORD = re.compile(r"[^\W\d_]{2,}")
# When it is answered, and by what: no words that say whose a number is.
_WHEN = re.compile(
    r"\b(?:(?:man|tirs|ons|tors|fre|lør|søn|hver)dage?\w*|alle|dage?|daglig|døgnet|hele|kl|fra|til"
    r"|mellem|og|samt|eller|dog|kun|på|åbent?|åbningstid\w*|træffes|træffetid\w*|telefontid\w*"
    r"|direkte|nummer|nr|lokal|privat|arbejde|bedst|sms)\b\.?",
    re.IGNORECASE,
)
_DIRECT = re.compile(r"\b(?:direkte|lokal)\b", re.IGNORECASE)
# A street with its number, or a town with its code: no field, and what one may want to know.
_ADDRESS = re.compile(
    r"(?:vej|gade|allé|torvet?|plads|stræde|vænget?|park(?:en)?)\b,? \d{1,3}\b"
    r"|\b\d{4} [A-ZÆØÅ][a-zæøå]+"
)
_TITLE = re.compile(
    r"(?:leder|koordinator|konsulent|chef|direktør|forstander|formand|medarbejder|rådgiver|læge"
    r"|psykolog|sygeplejerske|fuldmægtig|sekretær|vejleder|behandler|terapeut|pædagog)$",
    re.IGNORECASE,
)
_LONGEST = 20  # letters of a name that a mail address is looked through for
_FIELD_START = attrgetter("start")
_BLANK = re.compile(r"\n[ \t]*\n\s*$")
_GAP = 12  # letters before a line in which a blank one may stand
_COLUMNS = re.compile(r"\t| {3,}")
_LONGEST_LINE = 500  # characters of a line that is told apart; a longer one stands as it is


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line, a sentence of it or a part of it about one of several people: its place and fields.

    `is_apart` is whether a blank line stands before it.
    `is_headed` is whether its own words say whose its numbers are, `is_direct` whether they say
    that one is the number of whoever is named before it.
    """

    start: int
    end: int
    fields: tuple[Field, ...]
    is_headed: bool
    is_direct: bool
    is_apart: bool

    @property
    def names(self) -> frozenset[str]:
        """The names of its fields."""
        return frozenset(field.name for field in self.fields)

    @property
    def is_reached(self) -> bool:
        """Whether it has a number or an address."""
        return bool(self.names & ADDRESSES)


def contacts(document: Document, section: Section | None = None) -> list[Statement]:
    """Return one statement for each contact of the document, or of one section of it.

    Of the document they are its own, and not those of its parts, of which each has another one.
    """
    sections = document.sections if section is None else (section,)
    return [
        _statement(document, group, one)
        for one in sections
        if one.label == "contact" or (section is not None and one.is_part)
        for group in _groups(document, one)
    ]


def all_contacts(document: Document) -> list[Statement]:
    """Return the contacts of the document and of its parts."""
    return [item for section in document.sections for item in contacts(document, section)]


def whom(contact: Statement) -> str:
    """Return a contact without the title of its page before it."""
    return contact.text.split("«: ", 1)[-1]


def has(contact: Statement, name: str) -> bool:
    """Return whether a contact has a field of a name: 'telephone', 'email'."""
    return any(
        field.name == name and contact.start <= field.start < contact.end
        for field in contact.document.fields
    )


def _groups(document: Document, section: Section) -> list[list[_Entry]]:
    """Return the entries of each contact, those that name somebody or have a number."""
    entries = list(_entries(document, section))
    is_heads_first = (
        len(entries) > 1
        and entries[0].names == {"unit"}
        and (entries[1].is_reached or "person" in entries[1].names)
    )
    groups: list[list[_Entry]] = []
    for place, entry in enumerate(entries):
        after = entries[place + 1] if place + 1 < len(entries) else None
        if groups and not _begins(groups[-1], entry, after, is_heads_first):
            groups[-1].append(entry)
        else:
            groups.append([entry])
    kept = [_trimmed(group) for group in _shared(groups)]
    return [group for group in kept if _names(group) - {"unit"}]


def _begins(
    group: Sequence[_Entry], entry: _Entry, after: _Entry | None, is_heads_first: bool
) -> bool:
    """Return whether an entry begins another contact than that of the entries before it."""
    names = _names(group)
    is_reached = bool(names & ADDRESSES)
    if entry.is_reached and entry.is_headed:
        if "person" in names - entry.names and entry.is_direct:
            return False
        return is_reached or "person" in names & entry.names
    if entry.is_reached:
        return "email" in names & entry.names and not _is_theirs(group, entry)
    if "person" in entry.names:
        return not _is_anybodys(group) and (is_reached or "person" in names)
    if is_reached and after is not None and after.names == {"person"}:
        return is_heads_first or _is_title(entry)  # over the name of another one
    if is_reached and entry.is_apart and entry.names == {"unit"}:
        return True  # the name of another place, with its address under it
    if not is_reached or after is None or not after.is_reached:
        return False
    return is_heads_first if after.is_headed else not _is_theirs(group, after)


def _is_title(entry: _Entry) -> bool:
    """Return whether an entry is no more than what somebody does: 'Daglig leder'."""
    return entry.names == {"unit"} and _TITLE.search(entry.fields[-1].value) is not None


def _shared(groups: Sequence[list[_Entry]]) -> list[list[_Entry]]:
    """Return the contacts; people on lines without a number with whoever follows, who may share
    theirs."""
    found: list[list[_Entry]] = []
    for group in groups:
        while (
            found
            and not _names(found[-1]) & ADDRESSES
            and "person" in _names(found[-1])
            and _names(group) & ADDRESSES
            and not group[0].is_reached
            and not any(_is_theirs(group, entry) for entry in group)
        ):
            group = [*found.pop(), *group]
        found.append(group)
    return found


def _trimmed(group: Sequence[_Entry]) -> list[_Entry]:
    """Return a contact without lines of mere words at its ends, but one that says whose it is."""
    told = [place for place, entry in enumerate(group) if entry.fields]
    if not told:
        return []
    first = told[0] if group[told[0]].is_headed else max(0, told[0] - 1)
    return list(group[first : told[-1] + 1])


def _names(group: Sequence[_Entry]) -> frozenset[str]:
    return frozenset().union(*(entry.names for entry in group))


def _is_anybodys(group: Sequence[_Entry]) -> bool:
    """Return whether numbers of nobody stand first: they may be of whoever is named after them."""
    return not group[0].is_headed and not any(_is_theirs(group, entry) for entry in group)


def _is_theirs(group: Sequence[_Entry], entry: _Entry) -> bool:
    """Return whether a mail address of an entry is made of the last name that a contact has."""
    people = [f.value for one in group for f in one.fields if f.name == "person"]
    mails = [field.value.split("@")[0] for field in entry.fields if field.name == "email"]
    return bool(people) and any(_is_made_of(mail, people[-1]) for mail in mails)


def _is_made_of(mail: str, person: str) -> bool:
    """Return whether a mail's first part has a name of a person, or is of beginnings of two."""
    folded = _folded(mail)
    names = [_folded(name)[:_LONGEST] for name in re.findall(r"\w+", person)]
    if any(len(name) > 2 and name in folded for name in names):
        return True
    beginnings = "".join(f"({''.join(f'(?:{c}' for c in n)}{')?' * len(n)})" for n in names)
    made = re.fullmatch(beginnings, re.sub(r"[\W\d_]", "", folded))
    return made is not None and sum(map(bool, made.groups())) > 1


def _folded(text: str) -> str:
    for letter, plain in (("æ", "ae"), ("ø", "oe"), ("å", "aa")):
        text = text.lower().replace(letter, plain)
    return text


def _entries(document: Document, section: Section) -> Iterator[_Entry]:
    for block in section.blocks:
        if section.label != "contact" and stated_in(document.text, block)[0] != "contact":
            continue
        for start, end in lines(document.text[block.start : block.end]):
            span = block.start + start, block.start + end
            for place in sentences(document.text, *span):
                entry = _entry(document, *place)
                if entry.fields or entry.is_headed:
                    yield from _split(document, entry)


def _entry(document: Document, start: int, end: int, *, is_headed: bool = False) -> _Entry:
    first, last = (bisect_left(document.fields, at, key=_FIELD_START) for at in (start, end))
    held = tuple(field for field in document.fields[first:last] if field.name in _FIELDS)
    said = _WHEN.sub(" ", _unsaid(document.text[start:end], held, start, {"person", "unit"}))
    is_direct = _DIRECT.search(document.text, start, end) is not None
    is_apart = _BLANK.search(document.text[max(0, start - _GAP) : start]) is not None
    is_headed = is_headed or _WORD.search(said) is not None
    return _Entry(start, end, held, is_headed, is_direct, is_apart)


def _unsaid(text: str, held: Sequence[Field], start: int, kept: frozenset[str] | set[str]) -> str:
    """Return a text without its fields, but those kept, and the labels before them."""
    for field in held:
        if field.name not in kept:
            place = slice(field.start - start, field.end - start)
            text = text[: place.start] + " " * len(field.value) + text[place.stop :]
    return LABEL.sub(" ", text)


def _split(document: Document, entry: _Entry) -> list[_Entry]:
    """Return the parts of a line that names several people, each with numbers after the name.

    It is one entry where they are not told apart so, or the line is a long one.
    """
    is_long = entry.end - entry.start > _LONGEST_LINE
    if is_long or sum(field.name == "person" for field in entry.fields) < 2:
        return [entry]
    text, found = document.text, list[_Entry]()
    for match in PART.finditer(text, entry.start, entry.end):
        piece = _entry(document, *match.span())
        is_beside = text[match.start() - 1] == "(" or not piece.fields
        is_next = found and found[-1].is_reached and (piece.is_headed or _is_cut(text, match))
        if is_next and not is_beside:
            found.append(_entry(document, piece.start, piece.end, is_headed=True))
        else:
            first = found.pop().start if found else entry.start
            found.append(_entry(document, first, piece.end, is_headed=True))
    is_each = all(one.is_reached for one in found)
    people = [sum(field.name == "person" for field in one.fields) for one in found]
    begins = next(field.name for field in entry.fields if field.name != "unit")
    return found if is_each and max(people) == 1 and begins == "person" else [entry]


def _is_cut(text: str, part: re.Match[str]) -> bool:
    return text[part.start() - 1] in "|;"


def _statement(document: Document, group: Sequence[_Entry], section: Section) -> Statement:
    title = document.title if section.label else section.heading
    fields = [field for entry in group for field in entry.fields]
    if _is_plain(document, group):
        text = render("contact", title=title, parts=_in_order(fields))
        return Statement(text, document, fields[0].start, fields[-1].end)
    text = render("contact", title=title, parts=_as_written(document, group))
    return Statement(text, document, group[0].start, group[-1].end)


def _is_plain(document: Document, group: Sequence[_Entry]) -> bool:
    """Return whether a contact is of one person or body, and its fields are all that it says."""
    people = [field for entry in group for field in entry.fields if field.name == "person"]
    units = [field for entry in group for field in entry.fields if field.name == "unit"]
    said = (
        _unsaid(document.text[one.start : one.end], one.fields, one.start, frozenset())
        for one in group
        if one.fields
    )
    return (
        len(people) < 2
        and not _is_anybodys(group)
        and bool(people or units)
        and not any(":" in unit.value for unit in units)
        and not any(_ADDRESS.search(document.text, one.start, one.end) for one in group)
        and not any(re.search(r"\w", text) for text in said)
    )


def _in_order(fields: Sequence[Field]) -> str:
    ordered = sorted(fields, key=lambda field: _FIELDS.index(field.name))
    return ", ".join(_WRITTEN.get(field.name, "") + field.value for field in ordered)


def _as_written(document: Document, group: Sequence[_Entry]) -> str:
    """Return the lines of a contact, which the page does not tell apart, as it has them."""
    said = (_COLUMNS.sub(" · ", document.text[one.start : one.end]) for one in group)
    return "; ".join(" ".join(one.split()).rstrip(" .,:;") for one in said)
