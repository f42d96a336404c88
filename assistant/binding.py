"""Whether what a statement puts together stands together in its source: who has which figure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.figures import Figure, figures, same
from assistant.words import content_terms
from index.danish import likeness, words

_ALIKE = 0.6
_NAME_WEIGHT = 3.0  # of a name that two parts share, beside another word
_HARD = re.compile(r"\n|(?<=[.!?;])\s+(?=[A-ZÆØÅ\d•-])|;")
_SOFT = re.compile(
    r",|\b(?:og|men|mens|hvorimod|hvoraf|heraf|hvor|samt)\b|\s[–|]\s|\(|\)", re.IGNORECASE
)
_NEAR = 3  # content words to the right of a figure, of which one is what it counts
_TURNING = frozenset("med hos over under mod fra".split())
_BETWEEN = frozenset("af fra til for hos over under mod".split())


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text with figures or names of its own, the stems of its other words too."""

    figures: tuple[Figure, ...]
    names: frozenset[str]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure, the content stem before it, and those after it."""

    figure: Figure
    before: str
    after: frozenset[str]


def is_unbound(statement: str, source: str, names: frozenset[str]) -> bool:
    """Return whether a figure or a name is put with other words, or names, than in the source.

    `names` are the statement's, in small letters.
    """
    return (
        _is_swapped(beside(statement), beside(source))
        or _roles_turned(statement, source, names)
        or _turned_around(statement, source)
    )


def is_crossed(statement: str, source: str, names: frozenset[str]) -> bool:
    """Return whether a figure or a name stands in the source with what is said of another one."""
    return _is_crossed(_parts(statement, names), _parts(source, names))


@lru_cache(maxsize=4_096)
def _parts(text: str, names: frozenset[str]) -> tuple[Part, ...]:
    return tuple(part for piece in _HARD.split(text) for part in _of_piece(piece, names))


def _of_piece(piece: str, names: frozenset[str]) -> Iterator[Part]:
    """Yield the parts of a sentence or a line; what has no figure and no name goes to the next."""
    held = figures(piece)
    cuts = [
        match.start()
        for match in _SOFT.finditer(piece)
        if not any(one.start <= match.start() < one.end for one in held) and not _joins(held, match)
    ]
    waiting = ""
    found: list[Part] = []
    for start, end in pairwise([0, *cuts, len(piece)]):
        waiting += piece[start:end]
        part = _part(waiting, names)
        if part.figures or (part.names and _has_words(part)):
            found.append(part)
            waiting = ""
    if waiting.strip():
        rest = _part(waiting, names)
        if found:
            last = found.pop()
            rest = Part(
                last.figures + rest.figures, last.names | rest.names, last.stems | rest.stems
            )
        found.append(rest)
    yield from found


def _has_words(part: Part) -> bool:
    """Return whether a part says something of its names: a list of names goes together."""
    return len(part.stems - part.names) > 1


def _joins(held: Sequence[Figure], match: re.Match[str]) -> bool:
    """Return whether a conjunction stands alone between two figures: '17 og 29 år'."""
    return any(
        one.end <= match.start() <= one.end + 1 and other.start - 1 <= match.end() <= other.start
        for one, other in pairwise(held)
        if not match[0].startswith(",")
    )


def _part(text: str, names: frozenset[str]) -> Part:
    low = set(words(text))
    held = frozenset(name for name in names if name in low or f"{name}s" in low)
    stems = frozenset(term for term in content_terms(text) if not term[0].isdigit())
    return Part(figures(text), held, stems)


def _is_crossed(said: Sequence[Part], written: Sequence[Part]) -> bool:
    """Return whether a part of the statement is more like another part than that of its figure.

    Another part is one with a figure of the same kind, or a name, that the statement's has not.
    """
    for part in said:
        for figure in part.figures:
            own = [other for other in written if any(same(figure, one) for one in other.figures)]
            if part.names and own and all(one.names and not one.names & part.names for one in own):
                return True
            rivals = [one for one in written if one not in own and _competes(figure, part, one)]
            if own and rivals and _best(part, rivals) > _best(part, own):
                return True
        for name in part.names if not part.figures else ():
            bare = Part(part.figures, part.names - {name}, part.stems - {name})
            own = [other for other in written if name in other.names]
            rivals = [one for one in written if name not in one.names and one.names - part.names]
            if own and rivals and _best(bare, rivals) > _best(bare, own):
                return True
    return False


def _competes(figure: Figure, part: Part, other: Part) -> bool:
    """Return whether another part has a figure that may be taken for this one."""
    return any(
        (one.kind, one.unit, _is_year(one)) == (figure.kind, figure.unit, _is_year(figure))
        and not any(same(held, one) for held in part.figures)
        for one in other.figures
    )


def _is_year(figure: Figure) -> bool:
    return not figure.unit and isinstance(figure.value, float) and 1900 <= figure.value < 2100


def _best(part: Part, others: Sequence[Part]) -> float:
    return max(_shared(part, other) for other in others)


def _shared(part: Part, other: Part) -> float:
    stems = sum(1 for one in part.stems if one in other.stems or _any_alike(one, other.stems))
    return stems + (_NAME_WEIGHT - 1) * len(part.names & other.names)


def _any_alike(stem: str, others: frozenset[str]) -> bool:
    return any(likeness(stem, other) >= _ALIKE for other in others)


@lru_cache(maxsize=4_096)
def beside(text: str) -> tuple[Beside, ...]:
    """Return what stands on either side of each figure, within its sentence or line."""
    return tuple(one for piece in _HARD.split(text) for one in _beside(piece))


def _beside(piece: str) -> Iterator[Beside]:
    held = figures(piece)
    before = ""
    for place, one in enumerate(held):
        start = held[place - 1].end if place else 0
        end = held[place + 1].start if place + 1 < len(held) else len(piece)
        left = [term for term in content_terms(piece[start : one.start]) if not term.isdigit()]
        if left or one.start - start > 6:
            before = left[-1] if left else ""
        right = content_terms(re.split(r"[,;()]", piece[one.end : end])[0])[:_NEAR]
        yield Beside(one, before, frozenset(right))


def _is_swapped(said: Sequence[Beside], written: Sequence[Beside]) -> bool:
    """Return whether what is counted, or what stands before, is that of another figure."""
    for one in said:
        own = [other for other in written if same(one.figure, other.figure)]
        rivals = [other for other in written if other not in own]
        if not own or one.figure.kind not in ("number", "section"):
            continue
        if not any(_fits(one.figure, other.figure) for other in own):
            return True
        if one.figure.kind == "number" and not one.figure.unit and _counts_other(one, own):
            return True
        if one.before and not any(_alike(one.before, other.before) for other in own):
            theirs = [other for other in rivals if other.figure.unit == one.figure.unit]
            mine = {other.before for other in own}
            if any(_alike(one.before, other.before) for other in theirs) and any(
                _alike(before, other.before) for before in mine for other in said
            ):
                return True
    return False


def _counts_other(one: Beside, own: Sequence[Beside]) -> bool:
    """Return whether no figure of the source counts what this one counts."""
    if not one.after or _is_year(one.figure):
        return False
    return all(
        other.after and not any(_any_alike(stem, other.after) for stem in one.after)
        for other in own
    )


def _fits(one: Figure, other: Figure) -> bool:
    """Return whether a figure is bounded as in the source; 'cirka' may be left out."""
    if one.bound == other.bound or one.bound == "whole":
        return True
    return {one.bound, other.bound} <= {"", "about", "after"} or (
        {one.bound, other.bound} == {"most", "before"}
    )


def _alike(left: str, right: str) -> bool:
    return bool(left and right) and likeness(left, right) >= _ALIKE


def _roles_turned(statement: str, source: str, names: frozenset[str]) -> bool:
    """Return whether two names have changed places around a word: 'A betaler B'."""
    written = [pair for piece in _HARD.split(source) for pair in _roles(piece, names)]
    for left, stems, links, right in _roles(statement, names):
        for first, theirs, others, last in written:
            if not stems & theirs:
                continue
            is_turned = bool(first & right and last & left)
            is_alike = bool(first & left and last & right)
            if (is_turned and links == others) or (
                is_alike and not is_turned and ("af" in links) != ("af" in others)
            ):
                return True
    return False


Role = tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]


def _roles(text: str, names: frozenset[str]) -> Iterator[Role]:
    """Yield pairs of names side by side with the stems and the prepositions between them."""
    low = words(text)
    runs: list[tuple[int, int]] = []
    for place, word in enumerate(low):
        if word not in names:
            continue
        if runs and runs[-1][1] == place:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    for (first, start), (end, last) in pairwise(runs):
        inner = low[start:end]
        left, right = frozenset(low[first:start]), frozenset(low[end:last])
        stems = frozenset(content_terms(" ".join(inner)))
        if stems and not left & right:
            yield left, stems, _BETWEEN.intersection(inner), right


def _turned_around(statement: str, source: str) -> bool:
    """Return whether what stands before and after a preposition has changed places."""
    written = [sides for piece in _HARD.split(source) for sides in _sides(piece)]
    for word, before, after in _sides(statement):
        for other, left, right in written:
            if word == other and (before & right) - left and (after & left) - right:
                return True
    return False


def _sides(text: str) -> Iterator[tuple[str, frozenset[str], frozenset[str]]]:
    """Yield each preposition that a sentence has once, and the content stems on its sides."""
    low = words(text)
    for word in _TURNING.intersection(low):
        if low.count(word) == 1:
            place = low.index(word)
            before, after = " ".join(low[:place]), " ".join(low[place + 1 :])
            yield word, frozenset(content_terms(before)), frozenset(content_terms(after))
