"""Documents and questions in which every proper name is another, invented one.

What answers well because it knows a page's names answers worse about the same page under others
(as the entity swaps of Longpre et al. 2021). Typing stays as it was: a misspelt name becomes the
new one with the same slip; one in small letters, or without æ, ø and å, is written so too.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import partial
from random import Random

from assistant.slips import distance
from corpus.structure import parse
from corpus.types import Document
from evals import invented
from evals.proper import Name, Words, names, words
from evals.types import Added, Question, Quote
from index.danish import fold

_LETTERS = re.compile(r"[^\W\d_]+")
_TOKEN = re.compile(r"[^\W_]+")
_ESCAPE = re.compile(r"\\([a-zA-Z.])")
_HIDDEN = 0xE000  # private use: no letter, so that in '\bKL' a word begins
_SEPARATOR = r"((?:[ .\ue000-\uf8ff]\??)*)"  # between the pairs of a telephone number
_FAR, _NEAR = 9, 5  # letters of a name that is still meant with two slips, or with one
_LETTERS_A_SLIP = 5  # in a word of a longer name, which the others bear out
_FOLDS = str.maketrans({"æ": "(?:æ|ae)", "ø": "(?:ø|oe)", "å": "(?:å|aa)"})


class Renaming:
    """New names by the old ones, and the ways to put them into texts, patterns and questions."""

    def __init__(self, new: Mapping[Name, str], known: Words) -> None:
        self.new = new
        ordered = sorted(new, key=lambda name: (-len(name.text), name.text))
        self._names = [name for name in ordered if name.kind != "phone"]
        self._phones = [(_phone(name.text), new[name]) for name in ordered if name.kind == "phone"]
        self._any = finder(self._names)
        self._single = [
            name for name in self._names if _LETTERS.fullmatch(name.text) and not name.needs_capital
        ]
        self._several = [
            name for name in self._names if re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)+", name.text)
        ]
        self._made = {word.lower() for text in new.values() for word in _LETTERS.findall(text)}
        self._known = known

    def text(self, text: str) -> str:
        """Return a text with the new names."""
        for pattern, new in self._phones:
            text = pattern.sub(partial(_dialled, digits=new), text)
        return self._any.sub(self._put, text)

    def asked(self, text: str) -> str:
        """Return a question with the new names, also where the old ones are misspelt."""
        for name in self._several:
            text = self._called(text, name)
        return _LETTERS.sub(lambda match: self._slipped(match.group()), self.text(text))

    def _called(self, text: str, name: Name) -> str:
        """Return a question with a name of several words put where each of these is nearly it."""
        old, new = name.text.lower().split(), self.new[name].lower().split()
        words = list(_LETTERS.finditer(text))
        for first in range(len(words) - len(old) + 1):
            typed = [fold(match.group().lower()) for match in words[first : first + len(old)]]
            pairs = [(fold(left), right) for left, right in zip(old, typed, strict=True)]
            is_exact = all(left == right for left, right in pairs)
            if not is_exact and all(
                distance(left, right) <= len(left) // _LETTERS_A_SLIP for left, right in pairs
            ):
                made = [slip(*pair, word) for pair, word in zip(pairs, new, strict=True)]
                start, end = words[first].start(), words[first + len(old) - 1].end()
                return text[:start] + " ".join(made) + text[end:]
        return text

    def pattern(self, pattern: str) -> str:
        """Return a regular expression that matches the new names as it matched the old ones."""
        hidden = _ESCAPE.sub(lambda match: chr(_HIDDEN + ord(match[1])), pattern)
        made = self.text(hidden)
        return re.sub("[\ue000-\uf8ff]", lambda m: "\\" + chr(ord(m.group()) - _HIDDEN), made)

    def id(self, id: str) -> str:
        """Return a document's id with the new names."""
        return fold(self.text(id)).replace(" ", "-")

    def _put(self, match: re.Match[str]) -> str:
        name = self._names[int(str(match.lastgroup)[1:])]
        return _as_written(match.group(), name.text, self.new[name])

    def _slipped(self, word: str) -> str:
        """Return the new name, with the same slip, of a word that is an old one misspelt."""
        typed = fold(word.lower())
        if word.lower() in self._made or len(typed) < _NEAR or self._known.has(word):
            return word
        far = {name: distance(typed, fold(name.text.lower())) for name in self._single}
        near = [name for name in far if far[name] <= _slips_allowed(name.text)]
        if not near:
            return word
        name = min(near, key=lambda name: far[name])
        made = slip(fold(name.text.lower()), typed, self.new[name].lower())
        return made.capitalize() if word[0].isupper() else made


def finder(names: Sequence[Name]) -> re.Pattern[str]:
    """Return the pattern that finds names, the first of them first, as people write them."""
    groups = "|".join(f"(?P<n{place}>{_written(name)})" for place, name in enumerate(names))
    return re.compile(rf"(?<![^\W_])(?:{groups or '(?!)'})(?=s?(?![^\W_]))")


def slip(old: str, typed: str, new: str) -> str:
    """Return a new word misspelt as an old one was typed, at the place that is as far along."""
    for kind, start, end, put in reversed(_edits(old, typed)):
        at = start if old[:start] == new[:start] else round(start * len(new) / len(old))
        at = min(max(at, 1), len(new) - 1)
        if kind == "swap":
            new = new[:at] + new[at : at + 2][::-1] + new[at + 2 :]
            continue
        is_doubled = kind == "insert" and put in (old[start - 1 : start], old[start : start + 1])
        new = new[:at] + (new[at - 1] if is_doubled else put) + new[at + end - start :]
    return new


def _edits(old: str, typed: str) -> list[tuple[str, int, int, str]]:
    """Return what was done to a word: (kind, start, end, letters put there)."""
    for at in range(len(old) - 1):
        if typed == old[:at] + old[at : at + 2][::-1] + old[at + 2 :] != old:
            return [("swap", at, at + 2, "")]
    found = SequenceMatcher(None, old, typed, autojunk=False).get_opcodes()
    return [(kind, i, j, typed[k:m]) for kind, i, j, k, m in found if kind != "equal"]


def _slips_allowed(name: str) -> int:
    return 2 if len(name) >= _FAR else 1 if len(name) >= _NEAR else -1


def renaming(documents: Sequence[Document], asked: Sequence[str], seed: int) -> Renaming:
    """Return new names for those in documents and in questions; the same for one seed."""
    known = words(documents)
    found = names(documents, asked)
    texts = [*(document.text for document in documents), *asked]
    taken = {word.lower() for text in texts for word in _TOKEN.findall(text)}
    return Renaming(invented.invent(found, known, taken, Random(f"{seed} names")), known)


def renamed(
    questions: Sequence[Question], documents: Sequence[Document], seed: int
) -> tuple[list[Question], list[Document]]:
    """Return questions and documents with other names, each in its place."""
    turns = [turn for item in questions if item.type != "attack" for turn in item.turns]
    by = renaming(documents, turns, seed)
    others = [parse(by.id(item.id), by.text(item.text), item.url) for item in documents]
    return [_asked(question, by) for question in questions], others


def _asked(question: Question, by: Renaming) -> Question:
    nuggets = tuple(
        item.model_copy(update={"any_of": tuple(map(by.pattern, item.any_of))})
        for item in question.nuggets
    )
    return question.model_copy(
        update={
            "turns": tuple(map(by.asked, question.turns)),
            "evidence": tuple(
                tuple(_quote(item, by) for item in group) for group in question.evidence
            ),
            "nuggets": nuggets,
            "forbidden": tuple(map(by.pattern, question.forbidden)),
            "would_answer": tuple(map(by.pattern, question.would_answer)),
            "distractor": question.distractor and _quote(question.distractor, by),
            "added": tuple(
                Added(id=by.id(item.id), text=by.text(item.text)) for item in question.added
            ),
        }
    )


def _quote(quote: Quote, by: Renaming) -> Quote:
    return Quote(document=by.id(quote.document), quote=by.text(quote.quote))


def _written(name: Name) -> str:
    """Return the pattern of a name as people write it: with or without capitals, hyphens, æøå."""
    if name.needs_capital:
        return re.escape(name.text)
    parts = re.split(r"(\W+)", name.text.lower())
    kept = (
        re.escape(part).translate(_FOLDS) if part[0].isalnum() else _between(part)
        for part in parts
        if part
    )
    return f"(?i:{''.join(kept)})"


def _between(signs: str) -> str:
    return r"[-\s]?" if signs == "-" else r"[\s-]+"


def _phone(digits: str) -> re.Pattern[str]:
    pairs = [digits[place : place + 2] for place in range(0, len(digits), 2)]
    return re.compile(rf"(?<!\d){_SEPARATOR.join(pairs)}(?!\d)")


def _dialled(match: re.Match[str], digits: str) -> str:
    """Return a telephone number between the separators of the old one."""
    pairs = [digits[place : place + 2] for place in range(0, len(digits), 2)]
    return "".join(pair + sign for pair, sign in zip(pairs, [*match.groups(), ""], strict=True))


def _as_written(written: str, old: str, new: str) -> str:
    """Return a new name as the old one is written: small letters, capitals, æøå, hyphens."""
    if "-" in old and "-" not in written:
        new = new.replace("-", " " if " " in written else "")
    if old != old.lower() and written == written.lower():
        new = new.lower()
    elif old != old.upper() and len(written) > 1 and written == written.upper():
        new = new.upper()
    elif old == old.lower() and written[0].isupper():
        new = new.capitalize()
    is_folded = written.lower() != old.lower() and fold(written.lower()) == fold(old.lower())
    return fold(new.lower()) if is_folded and written.islower() else new
