"""The official words of a text, each with what it means in plain Danish; `glossary.yaml` has them.

A word is found by its stem, so inflected, and inside a compound that it begins or ends.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from assistant.types import Term
from index.danish import stem
from index.wordlist import Entry, names_fault, read, words_fault

MOST = 3  # more than three words to learn and the answer itself is lost
_YES = "ja"
_FILE = Path(__file__).parent / "glossary.yaml"
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
_GAP = re.compile(r"[ \u00a0]?[-–]?[ \u00a0]?")  # between the words of one term
_COMPOUND_LETTERS = 6  # of a stem that is looked for inside longer words
_HEAD_LETTERS = 3  # that stand before it: 'del' + 'forløb'
_TAIL_LETTERS = 4  # that stand after it; fewer are an ending
_ENDING_LETTERS = 2  # by which a form in a text may be shorter than the one in the file
# What a text has after or before a word that it explains itself.
_EXPLAINED_AFTER = re.compile(
    r"[”\"»«“]?,?\s+(?:er\s+(?:en|et|at|når)|betyder|(?:det\s+)?vil\s+sige|dvs|forstås|dækker\s+over"
    r"|står\s+for|består\s+(?:af|i)|går\s+ud\s+på|defineres)\b"
    r"|[”\"»«“]?\s*(?:\(|[–-]\s+)\s*(?:dvs|det\s+vil\s+sige|altså|en|et)\b",
    re.IGNORECASE,
)
_EXPLAINED_BEFORE = re.compile(r"\b(?:kalde[srt]|kaldt|kaldes\s+også)\s+[”\"„»“]?$", re.IGNORECASE)

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """Where a text uses a term: the words at `text[start:end]`."""

    start: int
    end: int
    term: Term


@dataclass(frozen=True, slots=True)
class _Entry:
    """A term of the file, and the words of one form of it as the file writes them."""

    term: Term
    is_known: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    written: str
    stem: str


def explain(text: str, most: int = MOST, asked: str = "") -> tuple[Term, ...]:
    """Return at most `most` official terms that a text uses, in the order of their first use.

    A term that the text explains itself is left out, and so is the last word of another. When there
    are too many, those in the question `asked` are kept, then words that most people know give way,
    then short words.
    """
    found: dict[Term, bool] = {}
    explained = set()
    for use, entry in _uses(text):
        found.setdefault(entry.term, entry.is_known)
        if _is_explained(text, use):
            explained.add(entry.term)
    left = [term for term in found if term not in explained and not _is_part(term, found)]
    first = {entry.term for _, entry in _uses(asked)}
    keys = {term: (term not in first, found[term], -len(term.term)) for term in left}
    hardest = sorted(left, key=keys.__getitem__)[:most]
    return tuple(term for term in left if term in hardest)


def _is_part(term: Term, found: Iterable[Term]) -> bool:
    return any(other.term.endswith(f" {term.term}") for other in found)


def first_uses(text: str, terms: Sequence[Term]) -> tuple[Use, ...]:
    """Return where a text first uses each of some terms, in order; nothing for one it does not."""
    wanted = {term.term: term for term in terms}
    first: dict[str, Use] = {}
    for use, entry in _uses(text) if wanted else ():
        name = entry.term.term
        if name in wanted:
            first.setdefault(name, Use(use.start, use.end, wanted[name]))
    return tuple(first.values())


def terms() -> tuple[Term, ...]:
    """Return every term of the file with its meaning, in order."""
    return tuple(_term(entry) for entry in _content())


def _uses(text: str) -> Iterator[tuple[Use, _Entry]]:
    """Yield every use of a term in order, the longest where several begin at one word."""
    words = [
        _Word(*match.span(), match[0], stem(match[0].lower())) for match in _WORD.finditer(text)
    ]
    place = 0
    while place < len(words):
        count, entry = _at(text, words, place)
        if entry is not None:
            yield Use(words[place].start, words[place + count - 1].end, entry.term), entry
        place += count


def _at(text: str, words: Sequence[_Word], place: int) -> tuple[int, _Entry | None]:
    """Return how many words a term that begins here has, and the term; one word and None."""
    for count in range(min(_longest(), len(words) - place), 0, -1):
        some = words[place : place + count]
        if not _is_one(text, some):
            continue
        for entry in _entries().get(tuple(word.stem for word in some), ()):
            if all(map(_is_form, some, entry.words)):
                return count, entry
    return 1, _inside(words[place])


def _is_one(text: str, words: Sequence[_Word]) -> bool:
    """Return whether nothing but a blank or a hyphen stands between the words."""
    return all(_GAP.fullmatch(text, left.end, right.start) for left, right in pairwise(words))


def _is_form(word: _Word, form: str) -> bool:
    """Return whether a word with the stem of a form may be that form: 'dem' is not 'demens'.

    What the file writes with capitals, or a capital, has them.
    """
    if len(word.written) < len(form) - _ENDING_LETTERS:
        return False
    if form.islower():
        return True
    return word.written.isupper() if _is_short(form) else word.written[0].isupper()


def _is_short(form: str) -> bool:
    """Return whether a form is an abbreviation."""
    return len(form) > 1 and form.isupper()


def _inside(word: _Word) -> _Entry | None:
    """Return the term that a compound in small letters ends with, else one that it begins with."""
    if not word.written.islower():
        return None
    for cut in range(_HEAD_LETTERS, len(word.stem) - _COMPOUND_LETTERS + 1):
        for entry in _entries().get((word.stem[cut:],), ()):
            if entry.words[0].islower():
                return entry
    for cut in range(len(word.stem) - _TAIL_LETTERS, _COMPOUND_LETTERS - 1, -1):
        first = word.stem[:cut]
        for key in (first, first.removesuffix("s")):
            for entry in _entries().get((key,), ()):
                if entry.words[0].islower() and not entry.is_known:
                    return entry
    return None


def _is_explained(text: str, use: Use) -> bool:
    line = text.rfind("\n", 0, use.start) + 1
    return (
        _EXPLAINED_AFTER.match(text, use.end) is not None
        or _EXPLAINED_BEFORE.search(text[line : use.start]) is not None
    )


@cache
def _entries() -> Mapping[Key, tuple[_Entry, ...]]:
    """Return the entries by the stems of each of their forms."""
    found: dict[Key, tuple[_Entry, ...]] = {}
    for content in _content():
        for form in (content["ord"], *content.get("former", ())):
            words = tuple(_WORD.findall(form))
            key = tuple(stem(word.lower()) for word in words)
            entry = _Entry(_term(content), content.get("kendt") == _YES, words)
            found[key] = (*found.get(key, ()), entry)
    return found


@cache
def _longest() -> int:
    return max(map(len, _entries()))


def _term(content: Entry) -> Term:
    return Term(content["ord"], content["betyder"])


@cache
def _content() -> tuple[Entry, ...]:
    return read(_FILE, _fault)


def _fault(content: Entry) -> str:
    fault = names_fault(content, ("ord", "betyder"), ("former", "kendt"))
    if fault:
        return fault
    for name in ("ord", "betyder"):
        if not isinstance(content[name], str) or not _WORD.search(content[name]):
            return f"»{name}« skal være tekst. Sæt anførselstegn om den"
    if content.get("kendt", _YES) != _YES:
        return f"»kendt« kan kun være »{_YES}«; ellers skal det udelades"
    return words_fault(content, "former") if "former" in content else ""
