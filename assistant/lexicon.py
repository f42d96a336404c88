"""The words that are known, and which of them a misspelt word was meant to be."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from assistant.language import (
    ASKED,
    DANISH,
    EVERYDAY,
    everyday_stems,
    general,
    heaviest,
    plain,
    typed,
)
from assistant.slips import distance, one_apart, slips, sounding
from assistant.words import ASKING, EMPTY
from index.danish import fold, stem
from index.vocabulary import Vocabulary
from index.written import Written

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
_LONGER = 20  # words with the same first part to look at
_TYPED = re.compile("ae|oe|aa")
_INFLECTED = ("en", "et", "er", "e", "ne")
_QUESTION_WORDS = frozenset("hvad hvem hvor hvis".split())


class Lexicon:
    """The words of some documents, of questions and of Danish, with what each weighs."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._written = vocabulary.written

    def _weight(self, word: str) -> float:
        return general().get(word, 0.0) + _IN_DOCUMENT * self._written.count(word)

    def _weight_of_part(self, word: str) -> float:
        """Return what the first part of a compound weighs that documents have without its s."""
        whole = word[:-1]
        is_part = word.endswith("s") and len(whole) >= _FAR_LETTERS and self.is_written(whole)
        return self._weight(whole) if is_part else 0.0

    def spelled(self, word: str) -> str:
        """Return a word in small letters with its æ, ø and å where it is typed without them."""
        return self._spelling(word) or word

    def _spelling(self, word: str) -> str:
        """Return the heaviest word that is typed so without æ, ø, å; '' where it is not heavier."""
        meant = (*typed().get(word, ()), *self._written.folding_to(word))
        return heaviest(word, meant, self._weight)

    def part_spelled(self, word: str) -> str:
        """Return an unknown word with its known beginning, or end, spelled with æ, ø and å."""
        if self._weight(word) or not _TYPED.search(word):
            return word
        for place in range(len(word) - 1, _PART_LETTERS - 1, -1):
            if begun := self._spelling(word[:place]):
                return begun + self.spelled(word[place:])
        for head, tail in _halves(word):
            ended = self._spelling(tail)
            if ended and self._is_word(head.removesuffix("s")):
                return head + ended
        return word

    def is_written(self, word: str) -> bool:
        """Return whether a word in small letters stands in a document."""
        return self._weight(word) >= _IN_DOCUMENT

    def is_name(self, word: str) -> bool:
        """Return whether documents write a word in small letters with a capital, as a name."""
        small, _, inside = self._written.tally(word)
        return inside > 0 and small == 0 and general().get(word, 0.0) < EVERYDAY

    def stand_together(self, left: str, right: str) -> bool:
        """Return whether two words stand side by side in a document."""
        return self._vocabulary.neighbours.has(left, right)

    def compound(self, parts: Sequence[str]) -> str:
        """Return parts as the one word of the documents or of questions that they are, else ''.

        Not when they stand side by side in a document.
        """
        *first, last = parts
        if any(self.stand_together(left, right) for left, right in pairwise(parts)):
            return ""
        head = "".join(first)
        if self._links(head) and self._is_stem(stem(last)):
            return head + last
        for word in (head + last, f"{head}s{last}"):
            key = stem(word.lower())
            # A stem no longer than the first part is that part's: 'aktiv lige' is no compound.
            if self._is_compound(key) and len(key) >= len(fold(head)) + _LAST_LETTERS:
                return word
        return ""

    def _links(self, head: str) -> bool:
        """Return whether a word is the first part of compounds and nothing else: 'misbrugs'."""
        if len(head) <= _MEND_LETTERS or not head.islower() or not head.endswith("s"):
            return False
        if self.is_written(head) or not self.is_written(head[:-1]):
            return False
        folded = fold(head)
        longer = {form for some in self._heavy() for form in islice(some.forms(folded), _LONGER)}
        ends = [form[len(folded) :] for form in sorted(longer)[:_LONGER]]
        return any(self._is_word(end) for end in ends if end)

    def _heavy(self) -> tuple[Written, Written]:
        """Return the words that weigh enough to be meant: those of documents and everyday ones."""
        return self._written, plain()

    def mended(self, word: str, is_sure: bool = True) -> str:
        """Return the word that a misspelt word was meant to be, itself when that is not clear.

        Where it is not sure that it is misspelt, as for what may be a name, only a word of the
        documents or of questions is meant.

        `word` is in small letters. Words one letter apart are made from it and looked up, as in
        Norvig (2007), How to Write a Spelling Corrector: the time does not grow with the
        vocabulary. Long words two letters apart are sought among those of a like beginning or end.
        """
        if said := self._sounding(word):
            return said
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

    def _sounding(self, word: str) -> str:
        """Return the one word of the documents that is said as a word which is none is written.

        It counts though a form of that word would be known: 'hender' is no form of 'hende'.
        """
        if len(word) < _MEND_LETTERS or self._weight(word):
            return ""
        said = {other for other in sounding(word) if self.is_written(other)}
        said = {other for other in said if not self._is_somebody(other)}
        return said.pop() if len(said) == 1 else ""

    def _end_mended(self, word: str) -> str:
        """Return a word of a known beginning with what follows it mended."""
        for head, tail in _halves(word):
            if len(tail) > _MEND_LETTERS and self._is_stem(stem(head.removesuffix("s"))):
                meant = self._clearest(tail, self._near(one_apart(tail), ASKED))
                if meant:
                    return head + meant
        return word

    def _is_word(self, word: str) -> bool:
        return self._weight(word) > 0 or self._is_stem(stem(word))

    def _is_compound(self, key: str) -> bool:
        """Return whether a stem is one of the documents or of the words that ask."""
        return key in self._written.stemmed or key in ASKING

    def _is_stem(self, key: str) -> bool:
        return self._is_compound(key) or key in everyday_stems()

    def _is_form(self, folded: str) -> bool:
        """Return whether a folded word is one that is known, or the stem of one of some weight."""
        return (
            folded in general()
            or folded in typed()
            or folded in EMPTY
            or self._is_stem(folded)
            or self._written.is_form(folded)
        )

    def is_known(self, word: str) -> bool:
        """Return whether a word is known in some inflection, or begins or ends one that is."""
        folded = fold(word)
        return (
            self._is_form(folded)
            or self._is_stem(stem(word))
            or any(some.is_begun(folded) or some.is_ended(folded) for some in self._heavy())
        )

    def _is_likely(self, word: str) -> bool:
        """Return whether a word looks right: its stem is Danish, or it is made of known words.

        So do many misspelt ones: only a word of the documents or of questions is then meant.
        """
        return self._is_form(stem(word)) or any(
            self._is_stem(stem(head.removesuffix("s")))
            and (self._is_form(tail) or self._is_stem(stem(tail)))
            for head, tail in _halves(fold(word))
        )

    def _near(self, words: Iterable[str], least: float) -> dict[str, float]:
        weighed = ((word, self._weight(word) or self._weight_of_part(word)) for word in words)
        return {
            word: weight
            for word, weight in weighed
            if weight >= least and not self._is_somebody(word)
        }

    def _is_somebody(self, word: str) -> bool:
        """Return whether documents have a word only as a name that is no initiative's.

        Nobody is taken for somebody else: a name is meant only where it names an initiative.
        """
        small, others, _ = self._written.tally(word)
        is_other = word in self._vocabulary.titles or word in general()
        return others > 0 and small == 0 and not is_other

    def _two_apart(self, word: str) -> Iterator[str]:
        beginning, letter, end = word[:_BEGINNING], word[0], word[-_END:]
        begun = (other for some in self._heavy() for other in some.beginning(fold(beginning)))
        ended = (other for some in self._heavy() for other in some.ending(letter, fold(end)))
        found = self._few(other for other in begun if other.startswith(beginning))
        found |= self._few(
            other for other in ended if other.startswith(letter) and other.endswith(end)
        )
        return (
            other
            for other in found
            if not other.startswith(word[:-_ENDING]) and distance(word, other) == 2
        )

    def _few(self, words: Iterable[str]) -> set[str]:
        """Return those of some words that may be meant where they are long; none of too many."""
        found: set[str] = set()
        for word in words:
            if len(word) >= _FAR_LETTERS - 2 and not self._is_somebody(word):
                found.add(word)
                if len(found) > _TOO_MANY:
                    return set()
        return found

    def _clearest(self, word: str, near: Mapping[str, float]) -> str:
        """Return the word of most weight where that is clear; forms of one word count together."""
        form = _forms(near)
        groups: dict[str, float] = defaultdict(float)
        for key, weight in near.items():
            groups[form[key]] += weight
        best = sorted(groups.values(), reverse=True)
        if not best or (len(best) > 1 and best[0] < _CLEAR * best[1]):
            return ""
        letters = sorted(word)
        return max(
            near, key=lambda key: (groups[form[key]], sorted(key) == letters, near[key], key)
        )


def _forms(near: Iterable[str]) -> dict[str, str]:
    """Return for each word the stem of the shortest that it is a form of: 'aftenen' of 'aften',
    whose stem is another."""
    found: dict[str, str] = {}
    for word in sorted(near, key=lambda word: (len(word), word)):
        whole = (found[other] for other in found if word in (f"{other}{end}" for end in _INFLECTED))
        found[word] = next(whole, stem(word))
    return found


def _halves(word: str) -> Iterator[tuple[str, str]]:
    for place in range(_PART_LETTERS, len(word) - _PART_LETTERS + 1):
        yield word[:place], word[place:]
