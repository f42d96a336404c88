"""The words that are known, and which of them a misspelt word was meant to be."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from assistant.language import (
    ASKED,
    DANISH,
    EVERYDAY,
    WORD,
    everyday_stems,
    general,
    spellings,
)
from assistant.slips import distance, one_apart, slips
from assistant.words import ASKING, EMPTY
from corpus.types import Document
from index.danish import fold, stem

_MEND_LETTERS = 5  # in shorter words one letter makes another word
_QUESTION_LETTERS = 3  # 'hva', of which little else can be made
_FAR_LETTERS = 9  # of a word that may be two letters wrong
_SLIP_LETTERS = 7  # 'skuret' is no slip for 'skruet'
_PART_LETTERS = 4  # of each part of a compound; shorter ones are often endings
_LAST_LETTERS = 3  # of the last part of a split compound, without its ending
_BEGINNING, _END = 3, 4
_ENDING = 4  # letters in which words that are two apart may be two forms of one word
_CLEAR = 3.0  # times the weight of the next, where several words may be meant
_TOO_MANY = 400  # words of one beginning, more than any has in 100,000 words of Danish
_IN_DOCUMENT = 4.0  # the weight of each place in a document, beside those of assistant.language
_INSIDE = re.compile(r"(?<=[\w,;)] )([A-ZÆØÅ][^\W\d_]+)")
_LONGER = 20  # words with the same first part to look at
_TYPED = re.compile("ae|oe|aa")
_QUESTION_WORDS = frozenset("hvad hvem hvor hvis".split())


class Lexicon:
    """The words of some documents, of questions and of Danish, with what each weighs."""

    def __init__(self, documents: Sequence[Document]) -> None:
        small, others = _written(documents)
        written = small + others
        self._weights = dict(general())
        for word, count in written.items():
            self._weights[word] = self._weights.get(word, 0.0) + _IN_DOCUMENT * count
        # Nobody is taken for somebody else: a name is meant only where it names an initiative.
        self._names = others.keys() - small.keys() - _titled(documents) - general().keys()
        plain = {word for word, weight in general().items() if weight >= EVERYDAY}
        self._capitals = _capitals(documents) - small.keys() - plain
        self._spellings = spellings(self._weights)
        self._compounds = {stem(word) for word in written} | ASKING
        self._own = self._compounds | everyday_stems()
        self._known = {*map(fold, self._weights), *self._own, *ASKING, *EMPTY}
        own = {fold(word) for word, weight in self._weights.items() if weight >= EVERYDAY}
        self._sorted = sorted(own)
        self._reversed = sorted(word[::-1] for word in own)
        self._pairs = {pair for document in documents for pair in _pairs(document.text)}
        self._alike: dict[str, list[str]] = defaultdict(list)
        for word in self._near(self._weights, EVERYDAY):
            for key in _keys(word) if len(word) >= _FAR_LETTERS - 2 else ():
                self._alike[key].append(word)

    def spelled(self, word: str) -> str:
        """Return a word in small letters with its æ, ø and å where it is typed without them."""
        return self._spellings.get(word, word)

    def part_spelled(self, word: str) -> str:
        """Return an unknown word with its known beginning, or end, spelled with æ, ø and å."""
        if word in self._weights or not _TYPED.search(word):
            return word
        for place in range(len(word) - 1, _PART_LETTERS - 1, -1):
            if word[:place] in self._spellings:
                return self._spellings[word[:place]] + self.spelled(word[place:])
        for head, tail in _halves(word):
            if tail in self._spellings and self._is_word(head.removesuffix("s")):
                return head + self._spellings[tail]
        return word

    def is_written(self, word: str) -> bool:
        """Return whether a word in small letters stands in a document."""
        return self._weights.get(word, 0.0) >= _IN_DOCUMENT

    def is_name(self, word: str) -> bool:
        """Return whether documents write a word in small letters with a capital, as a name."""
        return word in self._capitals

    def stand_together(self, left: str, right: str) -> bool:
        """Return whether two words stand side by side in a document."""
        return (fold(left.lower()), fold(right.lower())) in self._pairs

    def compound(self, parts: Sequence[str]) -> str:
        """Return parts as the one word of the documents or of questions that they are, else ''.

        Not when they stand side by side in a document.
        """
        *first, last = parts
        if any(self.stand_together(left, right) for left, right in pairwise(parts)):
            return ""
        head = "".join(first)
        if self._links(head) and stem(last) in self._own:
            return head + last
        for word in (head + last, f"{head}s{last}"):
            key = stem(word.lower())
            # A stem no longer than the first part is that part's: 'aktiv lige' is no compound.
            if key in self._compounds and len(key) >= len(fold(head)) + _LAST_LETTERS:
                return word
        return ""

    def _links(self, head: str) -> bool:
        """Return whether a word is the first part of compounds and nothing else: 'misbrugs'."""
        if len(head) <= _MEND_LETTERS or not head.islower() or not head.endswith("s"):
            return False
        if self.is_written(head) or not self.is_written(head[:-1]):
            return False
        folded = fold(head)
        place = bisect_left(self._sorted, folded)
        longer = takewhile(
            lambda word: word.startswith(folded), self._sorted[place : place + _LONGER]
        )
        return any(self._is_word(word[len(folded) :]) for word in longer if word != folded)

    def mended(self, word: str, is_sure: bool = True) -> str:
        """Return the word that a misspelt word was meant to be, itself when that is not clear.

        Where it is not sure that it is misspelt, as for what may be a name, only a word of the
        documents or of questions is meant.

        `word` is in small letters. Words one letter apart are made from it and looked up, as in
        Norvig (2007), How to Write a Spelling Corrector: the time does not grow with the
        vocabulary. Long words two letters apart are sought among those of a like beginning or end.
        """
        if len(word) < _QUESTION_LETTERS or self.is_known(word):
            return word
        if len(word) < _MEND_LETTERS:
            meant = _QUESTION_WORDS.intersection(one_apart(word))
            return next(iter(meant)) if len(meant) == 1 else word
        likely = not is_sure or self._is_likely(word)
        if likely and len(word) <= _MEND_LETTERS:
            return word
        near = self._near(one_apart(word), ASKED if likely else EVERYDAY)
        if not near and not likely and len(word) >= _FAR_LETTERS:
            near = self._near(self._two_apart(word), EVERYDAY)
        if not near and not likely and len(word) >= _SLIP_LETTERS:
            near = self._near(slips(word), DANISH)
        return self._clearest(word, near) or (word if likely else self._end_mended(word))

    def _end_mended(self, word: str) -> str:
        """Return a word of a known beginning with what follows it mended."""
        for head, tail in _halves(word):
            if len(tail) > _MEND_LETTERS and stem(head.removesuffix("s")) in self._own:
                meant = self._clearest(tail, self._near(one_apart(tail), ASKED))
                if meant:
                    return head + meant
        return word

    def _is_word(self, word: str) -> bool:
        return word in self._weights or stem(word) in self._own

    def is_known(self, word: str) -> bool:
        """Return whether a word is known in some inflection, or begins or ends one that is."""
        folded = fold(word)
        return (
            folded in self._known
            or stem(word) in self._own
            or _begins(self._sorted, folded)
            or _begins(self._reversed, folded[::-1])
        )

    def _is_likely(self, word: str) -> bool:
        """Return whether a word looks right: its stem is Danish, or it is made of known words.

        So do many misspelt ones: only a word of the documents or of questions is then meant.
        """
        return stem(word) in self._known or any(
            stem(head.removesuffix("s")) in self._own
            and (tail in self._known or stem(tail) in self._own)
            for head, tail in _halves(fold(word))
        )

    def _near(self, words: Iterable[str], least: float) -> dict[str, float]:
        weighed = ((word, self._weights.get(word, 0.0)) for word in words)
        return {
            word: weight for word, weight in weighed if weight >= least and word not in self._names
        }

    def _two_apart(self, word: str) -> Iterator[str]:
        places = [self._alike.get(key, ()) for key in _keys(word)]
        found = {other for place in places if len(place) <= _TOO_MANY for other in place}
        return (
            other
            for other in found
            if not other.startswith(word[:-_ENDING]) and distance(word, other) == 2
        )

    def _clearest(self, word: str, near: Mapping[str, float]) -> str:
        """Return the word of most weight where that is clear; forms of one word count together."""
        groups: dict[str, float] = defaultdict(float)
        for key, weight in near.items():
            groups[stem(key)] += weight
        best = sorted(groups.values(), reverse=True)
        if not best or (len(best) > 1 and best[0] < _CLEAR * best[1]):
            return ""
        letters = sorted(word)
        return max(
            near, key=lambda key: (groups[stem(key)], sorted(key) == letters, near[key], key)
        )


def _written(documents: Sequence[Document]) -> tuple[Counter[str], Counter[str]]:
    """Return the words that documents write in small letters, and the others, all in small ones."""
    small: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for document in documents:
        for word, count in Counter(WORD.findall(document.text)).items():
            (small if word.islower() else others)[word.lower()] += count
    return small, others


def _capitals(documents: Sequence[Document]) -> set[str]:
    """Return the words that have a capital inside a sentence, in small letters."""
    texts = (document.text for document in documents)
    return {match[1].lower() for text in texts for match in _INSIDE.finditer(text)}


def _titled(documents: Sequence[Document]) -> set[str]:
    titles = [document.title for document in documents]
    titles += [part.heading for document in documents for part in document.sections]
    return {word.lower() for title in titles for word in WORD.findall(title)}


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Yield the words that stand side by side with one blank between them, folded."""
    for match in re.finditer(r"(?<![\w-])([^\W\d_]{3,}) (?=([^\W\d_]{3,}))", text):
        yield fold(match[1].lower()), fold(match[2].lower())


def _begins(ordered: Sequence[str], beginning: str) -> bool:
    place = bisect_left(ordered, beginning)
    return place < len(ordered) and ordered[place].startswith(beginning)


def _halves(word: str) -> Iterator[tuple[str, str]]:
    for place in range(_PART_LETTERS, len(word) - _PART_LETTERS + 1):
        yield word[:place], word[place:]


def _keys(word: str) -> tuple[str, str]:
    """Return by what words two letters apart are sought: few have a slip at both ends."""
    return word[:_BEGINNING], word[0] + word[-_END:]
