"""Two things of nearly one name on a page, as 'Ung Vej' and 'Unge på Vej': what is told of the one
is no answer for the other.

A sentence is of the one that it names. One that names neither is of what its item or paragraph
begins with: 'Ung Vej lå i Ribe. Forløbet var på 12 uger.'
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.facts import Statement
from assistant.question import Question
from assistant.rank import MARKER, Candidate, Ranking, all_sentences
from assistant.words import EMPTY
from corpus.types import Block, Document
from index.danish import stems, words

_NAME = re.compile(r"[A-ZÆØÅ][\w-]+(?: (?:(?:i|på|til|for|med|af|og) )?[A-ZÆØÅ][\w-]+)+")
_FORMER = re.compile(r"\b(?:den|det|de) (?:tidligere|forrige|daværende)\b", re.IGNORECASE)
_ENDED = re.compile(
    r"\b(?:lukkede|ophørte|stoppede|sluttede|nedlagt|afviklet|afløst|lukket)\b", re.IGNORECASE
)
_REMEMBERED = 500  # pages

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    """The names on a page that a question says, and those of nearly the same words that it does
    not; `is_over` is whether the page says that the former has ended."""

    own: frozenset[str]
    others: frozenset[str]
    is_over: bool


def apart(question: Question, ranking: Ranking) -> Ranking:
    """Return what is not of another thing of nearly the same name, each item of a list by itself;
    where the best of it is of the one that is named, only what is."""
    pages = {item.document.id: item.document for item in ranking.candidates}
    pairs = {id: pair for id, page in pages.items() if (pair := _pair(question, page))}
    if not pairs:
        return ranking

    def is_of(item: Candidate) -> bool | None:
        pair = pairs.get(item.document.id)
        return _is_of(pair, item.document, item.block, item.start, item.end) if pair else None

    left = ranking.only(lambda item: is_of(item) is not False)
    if left.candidates and is_of(left.candidates[0]):
        left = left.only(lambda item: is_of(item) is True)
    return replace(left, is_apart=True)


def without_namesakes(question: Question, said: list[Statement]) -> list[Statement]:
    """Return the statements without those of another thing of nearly the same name, and without
    what only leads to such a one."""
    told = [item for item in said if not _is_other(question, item)]
    if len(told) == len(said):
        return said
    is_list = sum(item.is_item for item in told) > 1
    return [replace(item, is_item=item.is_item and is_list) for item in told]


def _is_other(question: Question, item: Statement) -> bool:
    pair = _pair(question, item.document)
    if pair is None:
        return False
    if item.text.endswith(":"):
        return True  # it leads to what is told of both
    if item.is_item:  # it rests on the whole list
        named = _named(pair, item.text)
        return (_begins(pair, item.text) if named is None else named) is False
    blocks = (
        block
        for section in item.document.sections
        for block in section.blocks
        if block.start <= item.start < block.end
    )
    return any(_is_of(pair, item.document, one, item.start, item.end) is False for one in blocks)


def _is_of(pair: _Pair, page: Document, block: Block, start: int, end: int) -> bool | None:
    """Return whether a sentence is of what is named, None where it does not say of which it is."""
    text = page.text[start:end]
    if text.endswith(":"):
        return False  # it leads to what is told of both
    named = _named(pair, text)
    if named is None:
        first = MARKER.sub("", page.text[block.start : block.end])
        named = _begins(pair, first)
    if named is None and _FORMER.search(page.text, start, end):
        return pair.is_over
    return named


def _named(pair: _Pair, text: str) -> bool | None:
    own, other = _has(text, pair.own), _has(text, pair.others)
    return own if own != other else None


def _begins(pair: _Pair, text: str) -> bool | None:
    said = f" {' '.join(words(text))} "
    for names, is_own in ((pair.own, True), (pair.others, False)):
        if any(said.startswith(f" {name} ") for name in names):
            return is_own
    return None


def _has(text: str, names: frozenset[str]) -> bool:
    said = f" {' '.join(words(text))} "
    return any(f" {name} " in said for name in names)


def _pair(question: Question, page: Document) -> _Pair | None:
    """Return what a question names of a page that has others of nearly the same name, else None."""
    own: set[str] = set()
    others: set[str] = set()
    for group in _groups(page.text):
        said = {name for name in group if _has(question.text, frozenset((name,)))}
        if said and len(said) < len(group):
            own |= said
            others |= set(group) - said
    if not own:
        return None
    names = frozenset(own)
    over = any(
        _ENDED.search(item.text) and _begins_with(item.text, names) for item in all_sentences(page)
    )
    return _Pair(names, frozenset(others), over)


def _begins_with(text: str, names: frozenset[str]) -> bool:
    return _begins(_Pair(names, frozenset(), False), text) is True


@lru_cache(maxsize=_REMEMBERED)
def _groups(text: str) -> tuple[Group, ...]:
    """Return the names of a text, in small letters, that are of the same words, where it tells of
    them as of two: in one sentence, or each at the beginning of a line."""
    found: dict[frozenset[str], list[str]] = {}
    for match in _NAME.finditer(text):
        name = " ".join(words(match[0]))
        key = frozenset(term for term in stems(name) if term not in EMPTY)
        if len(key) > 1 and name not in found.setdefault(key, []):
            found[key].append(name)
    groups = (_different(names) for names in found.values())
    return tuple(tuple(names) for names in groups if len(names) > 1 and _are_several(text, names))


def _different(names: Sequence[str]) -> list[str]:
    """Return the names without other forms of one of them: 'Bo Holms' is Bo Holm, and 'Med Ung Vej'
    is Ung Vej."""
    return [
        name
        for name in names
        if name.removesuffix("s") not in set(names) - {name}
        and not any(f" {one} " in f" {name} " for one in names if one != name)
    ]


def _are_several(text: str, names: Sequence[str]) -> bool:
    """Return whether a text tells of two names as of two things, and not of one in two forms."""
    if len({name.rsplit(" ", 1)[0] for name in names}) < len(names):
        return False  # two forms of one name
    lines = [" ".join(words(line)) for line in text.splitlines()]
    together = any(all(f" {name} " in f" {line} " for name in names) for line in lines)
    return together or all(any(line.startswith(f"{name} ") for line in lines) for name in names)
