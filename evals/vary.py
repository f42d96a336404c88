"""The same question in other words: as people type, shout, split compounds and greet."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from assistant.assistant import QUESTION_CHARACTERS
from corpus.types import Document
from evals.types import Question

TYPO_LETTERS = 6  # in shorter words a letter is easily what the word is about
_PART_LETTERS = 4  # 'stof' and 'akut' are parts of compounds; shorter words are often endings
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})
_POLITE = "Hej, jeg håber I kan hjælpe mig. {question} På forhånd tak!"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in small letters: all that are `known`, and those that are only written as `names`."""

    known: frozenset[str]
    names: frozenset[str]


Wording = Callable[[str, Vocabulary, Random], str]


def vocabulary(questions: Sequence[Question], documents: Iterable[Document]) -> Vocabulary:
    """Return the words of the documents and of the questions that are not misspelt on purpose."""
    texts = [document.text for document in documents]
    asked = [turn for item in questions if item.type != "misspelt" for turn in item.turns]
    written = {word for text in texts for word in _WORD.findall(text)}
    small = {word for word in written if word.islower()}
    names = {word.lower() for word in written if not word.islower()} - small
    known = {word.lower() for word in written}
    known |= {word.lower() for text in asked for word in _WORD.findall(text)}
    return Vocabulary(frozenset(known), frozenset(names))


def vary(question: Question, name: str, words: Vocabulary, seed: int) -> Question:
    """Return a question in the wording `name` of WORDINGS; unchanged where that changes nothing.

    A wording of a whole keyboard holds for all turns of a conversation, else it is the last turn,
    the one that is scored, which changes. The same seed gives the same question.
    """
    if name == "polite" and question.type == "english":
        return question  # the greeting is Danish
    random = Random(f"{seed} {name} {question.id}")
    wording = WORDINGS[name]
    *earlier, last = question.turns
    if name in _EVERY_TURN:
        earlier = [wording(turn, words, random) for turn in earlier]
    last = wording(last, words, random)
    if len(last) > QUESTION_CHARACTERS:
        return question
    return question.model_copy(update={"turns": (*earlier, last)})


def typo(text: str, words: Vocabulary, random: Random) -> str:
    """Return the text with one letter of one word swapped with the next, dropped or doubled.

    The word has TYPO_LETTERS letters or more and is no name; the first letter stays, and what
    comes out is no other word. A text without such a word comes back as it is.
    """
    places = [match for match in _WORD.finditer(text) if _can_slip(match.group(), words)]
    random.shuffle(places)
    for match in places:
        slips = [slip for slip in _slips(match.group()) if slip.lower() not in words.known]
        if slips:
            return text[: match.start()] + random.choice(slips) + text[match.end() :]
    return text


def _can_slip(word: str, words: Vocabulary) -> bool:
    is_name = not word.islower() or word in words.names or word.removesuffix("s") in words.names
    return len(word) >= TYPO_LETTERS and not is_name


def _slips(word: str) -> list[str]:
    places = range(1, len(word) - 1)
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in places]
    dropped = [word[:i] + word[i + 1 :] for i in places]
    doubled = [word[:i] + word[i] + word[i:] for i in places]
    return [slip for slip in (*swapped, *dropped, *doubled) if slip != word]


def without_danish_letters(text: str, words: Vocabulary, random: Random) -> str:
    """Return the text with æ, ø and å written ae, oe and aa."""
    return text.translate(_LETTERS)


def lower(text: str, words: Vocabulary, random: Random) -> str:
    """Return the text in small letters."""
    return text.lower()


def upper(text: str, words: Vocabulary, random: Random) -> str:
    """Return the text in capital letters."""
    return text.upper()


def split(text: str, words: Vocabulary, random: Random) -> str:
    """Return the text with its compounds in two words where both are words of their own."""
    return _WORD.sub(lambda match: _split(match.group(), words), text)


def _split(word: str, words: Vocabulary) -> str:
    places = range(_PART_LETTERS, len(word) - _PART_LETTERS + 1)
    found = [i for i in places if _is_part(word[:i], words) and word[i:].lower() in words.known]
    if not found:
        return word
    middle = min(found, key=lambda place: abs(2 * place - len(word)))
    return f"{word[:middle]} {word[middle:]}"


def _is_part(word: str, words: Vocabulary) -> bool:
    """Return whether a word may begin a compound, also with the s that links it to the rest."""
    return word.lower() in words.known or word.lower().removesuffix("s") in words.known


def polite(text: str, words: Vocabulary, random: Random) -> str:
    """Return the text between a greeting and thanks."""
    ended = text if re.search(r"[.?!]\W*$", text) else f"{text}."
    return _POLITE.format(question=ended)


WORDINGS: Mapping[str, Wording] = {
    "typo": typo,
    "no æøå": without_danish_letters,
    "lower case": lower,
    "upper case": upper,
    "split compounds": split,
    "polite": polite,
}
_EVERY_TURN = ("no æøå", "lower case", "upper case", "split compounds")
