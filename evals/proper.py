"""The proper names of documents and questions, found by their form and place; none is listed.

A name is a contact, a municipality, an acronym, a title in one word or in capitals, or what has a
capital letter inside a sentence and is no word of Danish. Laws, countries and what is called by
words of the language alone ('Bedre indsats til …') are no names: they say what something is.
"""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from assistant.literals import MUNICIPALITIES
from corpus.types import Document
from evals.organisations import AREAS, BODIES, KINDS, PLAIN
from index import danish
from index.danish import stem

NameKind = Literal[
    "person", "municipality", "acronym", "title", "short", "body", "kind", "area", "name",
    "address", "phone",
]  # fmt: skip
PART_LETTERS = 4  # of each part of a compound: shorter ones are often endings

_TOKENIZER = Path(danish.__file__).parent / "model" / "tokenizer.json"
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*-?")
_LETTERS = re.compile(r"[^\W\d_]+")
_SMALL = re.compile(r"(?<![\w-])[a-zæøåé]+(?![\w-])")
_STARTS = re.compile(r"(?:^|[.?!:>|/•–»…]|\b\w{1,2}\))[\s\"'”“„«»(\[]*$")
_ACRONYM = re.compile(r"[A-ZÆØÅ]{2,5}\d{0,3}|[A-ZÆØÅ]{1,3}\d{1,3}")
_LETTERED = re.compile(r"[A-ZÆØÅ]-[a-zæøå]{2,}")  # 'U-turn'
_QUOTED = re.compile(r"[”“\"„»]([A-ZÆØÅ][^”“\"„«»\n.,?]{2,60})[”“\"«]")
_SUBTITLE = re.compile(r"\s+[–-]\s+|:\s+")
_LAW = re.compile(r"\w*lov(?:en)?s?", re.IGNORECASE)
_EMAIL = re.compile(r"([\w.+-]+)@([\w-]+)(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\d+])(?:\+45 ?)?((?:\d{2} ?){3}\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as it is written, without a genitive's s, and what it names.

    It is found in small letters too, unless it `needs_capital`, because the word means something.
    """

    text: str
    kind: NameKind
    needs_capital: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Words in small letters: those of the documents, and the stems of these and of Danish."""

    written: frozenset[str]
    danish: frozenset[str]
    stems: frozenset[str] = frozenset()

    def has(self, word: str) -> bool:
        """Return whether a word is one of the language, in any form."""
        low = word.lower()
        return low in self.written or stem(low) in self.danish or stem(low) in self.stems

    def parts(self, word: str) -> tuple[str, str] | None:
        """Return a compound's first part, with its linking s, and its last; None for no compound.

        The longest last part wins, of all that leave two words of the language.
        """
        for place in range(PART_LETTERS, len(word) - PART_LETTERS + 1):
            head, tail = word[:place], word[place:]
            if self.has(tail) and (self.has(head) or self.has(head.removesuffix("s"))):
                return head, tail
        return None


def words(documents: Iterable[Document]) -> Words:
    """Return the words that documents write in small letters, and those of Danish.

    Danish is what the bundled embedding reads as one token: it was drawn from texts of every field.
    """
    items = list(documents)
    written = {word for item in items for word in _SMALL.findall(_EMAIL.sub("", item.text))}
    tags = {w for item in items for topic in item.topics for w in _LETTERS.findall(topic.lower())}
    small = frozenset(written | tags)
    return Words(small, _danish(), frozenset(stem(word) for word in small))


@cache
def _danish() -> frozenset[str]:
    content = json.loads(_TOKENIZER.read_bytes())
    found = (word for word in content["model"]["vocab"] if _LETTERS.fullmatch(word))
    return frozenset(stem(word) for word in found if len(word) >= PART_LETTERS)


def names(documents: Sequence[Document], asked: Sequence[str] = ()) -> list[Name]:
    """Return the proper names of documents and of questions about them, longest first."""
    known = words(documents)
    found: dict[str, Name] = {}
    for name in (name for item in documents for name in (*_fields(item), *_titles(item, known))):
        found.setdefault(name.text.lower(), name)
    _split_people(found, known)
    for name in (name for item in documents for name in _in_text(item.text, known)):
        found.setdefault(name.text.lower(), name)
    for name in (*_shorts([*found.values()], documents, known), *_addresses(documents, known)):
        found.setdefault(name.text.lower(), name)
    for name in (name for text in asked for name in _in_line(text, known)):
        if name.kind == "municipality" or (name.kind == "name" and " " not in name.text):
            found.setdefault(name.text.lower(), name)
    return sorted(found.values(), key=lambda name: (-len(name.text), name.text))


def _addresses(documents: Sequence[Document], known: Words) -> Iterator[Name]:
    parts = (part for item in documents for m in _EMAIL.finditer(item.text) for part in m.groups())
    return (Name(part, "address") for part in parts if not known.has(part))


def _split_people(found: dict[str, Name], known: Words) -> None:
    """Add the words of people's names; one that is also a word of Danish needs its capital."""
    for name in [item for item in found.values() if item.kind == "person"]:
        for word in name.text.split():
            found[word.lower()] = Name(word, "person", known.has(word))


def _fields(document: Document) -> Iterator[Name]:
    for field in document.fields:
        if field.name == "person":
            yield Name(field.value, "person")
    for match in _PHONE.finditer(document.text):
        yield Name(re.sub(r"\D", "", match[1]), "phone")


def _titles(document: Document, known: Words) -> Iterator[Name]:
    """Yield a title or a heading that is one word of its own, with what it is called for short."""
    headings = [section.heading for section in document.sections if section.label is None]
    for heading in (document.title, *headings):
        text = _SUBTITLE.split(heading)[0]
        if _is_title(text):
            yield Name(text, "title")
        if not _LETTERS.fullmatch(text) or text.isupper() or stem(text.lower()) in known.danish:
            continue
        yield Name(text, "title")


def _shorts(found: Sequence[Name], documents: Sequence[Document], known: Words) -> Iterator[Name]:
    """Yield the last part of a compound that stands alone for it: 'Pakken består af …'."""
    alone = {word.lower() for item in documents for word in _LETTERS.findall(item.text)}
    alone |= {word.removesuffix("s") for word in alone}
    for name in found:
        parts = known.parts(name.text.lower()) if name.kind in ("title", "name") else None
        if parts and parts[1] in alone - known.written:
            yield Name(parts[1], "short")


def _is_title(text: str) -> bool:
    """Return whether a heading is written as a name: 'Den Gode Start', each long word a capital."""
    tokens = text.split()
    capitals = [token for token in tokens if token[0].isupper() and not token.isupper()]
    return len(capitals) > 1 and all(len(token) < PART_LETTERS for token in {*tokens} - {*capitals})


def _in_text(text: str, known: Words) -> Iterator[Name]:
    quoted = [match for match in _QUOTED.finditer(text) if _is_called(match[1])]
    for match in quoted:
        first, *others = _LETTERS.findall(match[1])
        yield Name(match[1], "name")
        yield Name(first, "name", known.has(first))
        yield from (Name(word, "name", True) for word in others)
    for match in reversed(quoted):
        text = text[: match.start()] + text[match.end() :]
    for line in text.splitlines():
        if not line.isupper():
            yield from _in_line(line, known)


def _is_called(quoted: str) -> bool:
    """Return whether a quotation is a name: several words, each with a capital."""
    tokens = _LETTERS.findall(quoted)
    return len(tokens) > 1 and "-" not in quoted.split()[0] and all(map(_begins, tokens))


def _begins(word: str) -> bool:
    return word[0].isupper()


def _in_line(line: str, known: Words) -> Iterator[Name]:
    said = list(PLAIN.finditer(line))
    yield from (Name(match["kind"], "kind", True) for match in said if match["kind"])
    tokens = list(_WORD.finditer(line))
    for token in tokens:
        if name := _municipality(token.group()):
            yield Name(name, "municipality", name.lower() in known.written)
    inside = [token for token in tokens if _is_inside(line, token)]
    described = [
        token for token in inside if any(m.start() < token.start() < m.end() for m in said)
    ]
    yield from (
        Name(token.group(), "area", True) for token in described if token.group().lower() in AREAS
    )
    plain = [token for token in inside if token not in described]
    for token in plain:
        yield from _of_word(token.group(), known)
    for left, right in pairwise(plain):
        if line[left.end() : right.start()] == " ":
            yield from _of_run(left.group(), right.group(), known)


def _is_inside(line: str, token: re.Match[str]) -> bool:
    return token.group()[0].isupper() and not _STARTS.search(line[: token.start()])


def _of_word(token: str, known: Words) -> Iterator[Name]:
    """Yield the names in a word, or a word with hyphens, that has a capital inside a sentence."""
    if _LETTERED.match(token):
        yield Name("-".join(token.split("-")[:2]), "name")
        return
    for word in filter(None, token.split("-")):
        low = word.lower().removesuffix("s")
        if _ACRONYM.fullmatch(word):
            if low not in known.written:
                yield Name(word, "acronym", len(word) < 3)
        elif word[0].isupper() and not (
            _LAW.fullmatch(word) or _municipality(word) or len(word) == 1
        ):
            if low in KINDS:
                yield Name(word, "kind", True)
            elif _is_body(low):
                yield Name(low.capitalize(), "body")
            elif not known.has(word):
                yield Name(low.capitalize(), "name")


def _municipality(word: str) -> str:
    """Return the municipality that a word names, also in the genitive, else ''."""
    bare = word.removesuffix("s")
    return word if word in MUNICIPALITIES else bare if bare in MUNICIPALITIES else ""


def _is_body(word: str) -> bool:
    return any(word.endswith(tail) and len(word) > len(tail) + 2 for tail in BODIES)


def _of_run(left: str, right: str, known: Words) -> Iterator[Name]:
    """Yield two words with capitals side by side that are a name together, and none alone."""
    lows = [word.lower().removesuffix("s") for word in (left, right)]
    names = [list(_of_word(word, known)) for word in (left, right)]
    is_place = any(_municipality(word) for word in (left, right))
    if any(names) or is_place or any(low in KINDS or _is_body(low) for low in lows):
        return
    if not all(word.lower() in known.written for word in (left, right)):
        yield Name(f"{left} {right}", "name")
