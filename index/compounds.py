"""Compounds and their parts: 'behandling af stofmisbrug' and 'stofmisbrugsbehandling'."""

from collections.abc import Collection, Iterator, Sequence

from index.danish import fold, stem

_APART = 3  # places between two words that may be one: 'støtte til egen bolig'
_SHORTEST = 3  # letters of the stem of one part: 'ung' + 'botilbud'
_SPLIT_LETTERS = 4  # of the parts that a compound is split into; shorter ones are often no words
_LINKS = ("", "s", "e")


def related(asked: Sequence[str], known: Collection[str]) -> list[str]:
    """Return the known stems that are compounds of two words asked, or parts of one of them.

    `asked` are the words of a question in small letters, in order, `known` the stems of the texts.
    None is returned that was asked itself.
    """
    found = dict.fromkeys([*_joined(asked, known), *_split(asked, known)])
    stems = {stem(word) for word in asked}
    return [one for one in found if one not in stems]


def _joined(asked: Sequence[str], known: Collection[str]) -> Iterator[str]:
    for place, one in enumerate(asked):
        for other in asked[place + 1 : place + 1 + _APART]:
            yield from _compounds(one, other, known)
            yield from _compounds(other, one, known)


def _compounds(first: str, last: str, known: Collection[str]) -> Iterator[str]:
    """Yield the known stems that one word begins, as it is or as a stem, and the other ends."""
    end = stem(last)
    for start in dict.fromkeys((stem(first), fold(first))):
        if min(len(start), len(end)) >= _SHORTEST:
            for link in (*_LINKS, f"{start[-1]}e"):  # hjem + me + hjælp
                if start + link + end in known:
                    yield start + link + end


def _split(asked: Sequence[str], known: Collection[str]) -> Iterator[str]:
    for word in asked:
        for cut in range(_SPLIT_LETTERS, len(word) - _SPLIT_LETTERS + 1):
            first, last = word[:cut], stem(word[cut:])
            starts = [first, first[:-1]] if first[-1] in _LINKS else [first]
            heads = [head for start in starts if (head := stem(start)) in known]
            if last in known and heads:
                yield from (heads[0], last)
